"""What the pages know: the database, and answers that are kept until the ledger moves."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Connection, Engine

from imports.reader import Unreadable
from imports.values import as_identifier
from models import ledger, store
from models.database import connect, in_words
from tiers.facts import Facts, in_memory
from tiers.forecast import as_known

Key = tuple[str | None, tuple[int, int], date | None]  # database, ledger position, known on
P = ParamSpec("P")
T = TypeVar("T")


def engine() -> Engine:
    """The database that `DATABASE_URL` names, else the default one."""
    return _engine(_url())


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection to read from; what the database complains of is said in words."""
    found = engine()
    with in_words(found), found.connect() as connection:
        yield connection


def remembered(
    answer: Callable[Concatenate[Connection, Key, P], T],
    known_on: date | None,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What a cached function answers: from its cache, unless the ledger has moved since."""
    with reading() as connection:
        key = (_url(), ledger.position(connection), known_on)
        return answer(connection, key, *args, **kwargs)


def partners(known_on: date | None) -> dict[str, str]:
    """Every partner's name by its id."""
    return remembered(_partners, known_on)


def named(given: str, known_on: date | None) -> str | None:
    """The partner that an identifier stands for, itself or by a link; None for nobody we know."""
    try:
        partner = as_identifier(given)
    except Unreadable:
        return None
    partner = remembered(_aliases, known_on).get(partner, partner)
    return partner if partner in partners(known_on) else None


def facts_of(partner: str, known_on: date | None) -> Facts:
    """What is believed of one partner."""
    return remembered(_facts_of, known_on, partner)


def facts_by(partner: str, known_on: date | None, day: date) -> Facts:
    """The same without what is dated after the day: what lies ahead is told by this."""
    return remembered(_facts_by, known_on, partner, day)


def periods(known_on: date | None) -> tuple[date, ...]:
    """Every period for which there are figures."""
    return remembered(_periods, known_on)


@st.cache_resource(max_entries=2, show_spinner="Reading what is known …")
def facts(_connection: Connection, key: Key) -> Facts:
    """What is believed of all partners, for `remembered`."""
    return store.facts(_connection, key[-1])


def _url() -> str | None:
    return os.environ.get("DATABASE_URL")


@st.cache_resource(show_spinner=False)
def _engine(url: str | None) -> Engine:
    return connect(url)


@st.cache_resource(max_entries=4, show_spinner=False)
def _partners(_connection: Connection, key: Key) -> dict[str, str]:
    return store.partners(_connection, key[-1])


@st.cache_resource(max_entries=4, show_spinner=False)
def _aliases(_connection: Connection, key: Key) -> dict[str, str]:
    return store.links(_connection, key[-1])["partner"]


@st.cache_resource(max_entries=64, show_spinner=False)
def _facts_of(_connection: Connection, key: Key, partner: str) -> Facts:
    return store.facts(_connection, key[-1], [partner])


@st.cache_resource(max_entries=64, show_spinner=False)
def _facts_by(_connection: Connection, key: Key, partner: str, day: date) -> Facts:
    return as_known(facts_of(partner, key[-1]), day)


@st.cache_resource(max_entries=4, show_spinner=False)
def _periods(_connection: Connection, key: Key) -> tuple[date, ...]:
    known = facts(_connection, key)
    frames = (known.seats, known.customer_counts, known.figures)
    found = [in_memory(frame.select("period").unique())["period"] for frame in frames]
    return tuple({period for each in found for period in each.to_list()})
