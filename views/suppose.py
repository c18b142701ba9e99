"""Something of one's own to be supposed: what kind of thing, of whom, and how much."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.choices import Choices
from reports.figures import inert
from tiers.planner import Action, Pricing
from tiers.planner.actions import (
    ACTIVATE,
    CLAIM,
    CUSTOMER,
    EXAM,
    FIGURE,
    HIRE,
    REFERENCE,
    SEAT,
)
from tiers.words import _

SAYS = {
    EXAM: _("Somebody passes an exam"),
    HIRE: _("Somebody is hired"),
    REFERENCE: _("A customer gives a reference"),
    ACTIVATE: _("A customer puts users to work"),
    SEAT: _("A customer takes more seats"),
    CLAIM: _("A customer names us"),
    CUSTOMER: _("A customer is won"),
    FIGURE: _("A figure rises"),
}
MOST = 1_000_000


def something(known: Choices, pricing: Pricing, added: Sequence[Action]) -> list[Action]:
    """The actions that are added by a click just now, none otherwise."""
    there = _there(known)
    if not there:
        return []
    with st.expander(_("Suppose something else"), icon=":material/add:"):
        kind = st.selectbox(
            _("What comes about"), there, format_func=lambda one: _(SAYS[one]), key="suppose.kind"
        )
        made = _FIELDS[kind](known, pricing, added)
        if st.button(_("Add"), key="suppose.add", icon=":material/add:"):
            return made
    return []


def _there(known: Choices) -> list[str]:
    """The kinds of things of which there is anything to choose."""
    served = bool(known.customers and known.products)
    possible = {
        EXAM: bool(known.people and known.awards),
        HIRE: bool(known.awards),
        REFERENCE: bool(known.customers),
        ACTIVATE: served,
        SEAT: served,
        CLAIM: served and bool(known.kinds),
        CUSTOMER: bool(known.products),
        FIGURE: bool(known.figures),
    }
    return [kind for kind, can in possible.items() if can]


def _exam(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    left, right = st.columns(2)
    who = _one(left, _("Who"), known.people)
    return [pricing.action(EXAM, who, _of(right, _("Award"), known.awards))]


def _hire(known: Choices, pricing: Pricing, added: Sequence[Action]) -> list[Action]:
    who = _new(_("another person {number}"), HIRE, added)
    held: list[str] = st.multiselect(_("Holding"), known.awards, key="suppose.held")
    exams = [pricing.action(EXAM, who, award) for award in held]
    return [pricing.action(HIRE, who), *exams]


def _reference(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    return [pricing.action(REFERENCE, _one(st.container(), _("Customer"), known.customers))]


def _activate(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    return [_at_customer(ACTIVATE, _("More users"), known, pricing)]


def _seat(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    return [_at_customer(SEAT, _("More seats"), known, pricing)]


def _at_customer(kind: str, label: str, known: Choices, pricing: Pricing) -> Action:
    left, middle, right = st.columns(3)
    who = _one(left, _("Customer"), known.customers)
    product = _of(middle, _("Product"), known.products)
    return pricing.action(kind, who, product, _number(right, label))


def _claim(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    left, middle, right = st.columns(3)
    who = _one(left, _("Customer"), known.customers)
    product = _of(middle, _("Product"), known.products)
    kind = _of(right, _("As"), known.kinds)
    return [pricing.action(CLAIM, who, product, association=kind)]


def _customer(known: Choices, pricing: Pricing, added: Sequence[Action]) -> list[Action]:
    who = _new(_("another customer {number}"), CUSTOMER, added)
    product, kind, seats, users = st.columns(4)
    what = _of(product, _("Product"), known.products)
    association = _of(kind, _("As"), known.kinds)
    number, active = _number(seats, _("Seats")), _number(users, _("Users"), least=0)
    won = [
        pricing.action(CUSTOMER, who, association=association),
        pricing.action(SEAT, who, what, number, association),
    ]
    return [*won, pricing.action(ACTIVATE, who, what, active)] if active else won


def _figure(known: Choices, pricing: Pricing, _added: Sequence[Action]) -> list[Action]:
    left, right = st.columns(2)
    what = _of(left, _("Figure"), known.figures)
    return [pricing.action(FIGURE, "", what, _number(right, _("By")))]


_FIELDS: Mapping[str, Callable[[Choices, Pricing, Sequence[Action]], list[Action]]] = {
    EXAM: _exam,
    HIRE: _hire,
    REFERENCE: _reference,
    ACTIVATE: _activate,
    SEAT: _seat,
    CLAIM: _claim,
    CUSTOMER: _customer,
    FIGURE: _figure,
}


def _one(place: DeltaGenerator, label: str, named: dict[str, str]) -> str:
    """One of those who have names."""
    chosen: str = place.selectbox(
        label,
        list(named),
        format_func=lambda one: inert(f"{named[one]} ({one})"),
        key=f"suppose.{label}",
    )
    return chosen


def _of(place: DeltaGenerator, label: str, names: Sequence[str]) -> str:
    chosen: str | None = place.selectbox(label, names, key=f"suppose.{label}")
    return chosen or ""


def _number(place: DeltaGenerator, label: str, least: int = 1) -> int:
    return int(place.number_input(label, least, MOST, step=1, key=f"suppose.{label}"))


def _new(pattern: str, kind: str, added: Sequence[Action]) -> str:
    """What somebody who is not there yet is called, otherwise than all who were added before."""
    taken = {one.who for one in added if one.kind == kind}
    names = (pattern.format(number=number) for number in count(1))
    return next(name for name in names if name not in taken)
