"""Identifiers that are probably one: proposed, and joined by nobody but the user."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from io import StringIO
from unicodedata import normalize

import polars as pl
from sqlalchemy import Connection

from imports.rows import Extract
from models.belief import known
from models.store import links, partners
from models.tables import Award, Seats, Staff
from tiers.words import _

_FORMS = "gmbh ag kg ohg se eg ev ug co ltd llc llp inc corp plc sa sarl sas bv nv ab as oy aps srl"
LEGAL = frozenset(_FORMS.split())
NO_EMAIL = pl.lit(None, pl.String)
MOST_PARTNERS = 1_000  # beyond, nobody looks through proposals


@dataclass(frozen=True)
class Proposal:
    """Two identifiers of a kind (person, customer or partner) that are probably one, and why."""

    kind: str
    alias: str
    same_as: str
    why: str


def proposals(connection: Connection, extracted: Extract) -> tuple[Proposal, ...]:
    """What a file's new identifiers may stand for among those that are known."""
    same = links(connection)
    found = {
        (one.kind, one.alias): one
        for one in (
            *_people(connection, extracted),
            *_customers(connection, extracted),
            *_partners(connection, extracted),
        )
        if one.alias != one.same_as and one.alias not in same[one.kind]
    }
    return tuple(found.values())


def as_links(chosen: Iterable[Proposal]) -> bytes:
    """Proposals as a file of links, ready to be taken in."""
    out = StringIO()
    rows = [astuple(one)[:3] for one in chosen]
    csv.writer(out, lineterminator="\n").writerows([("kind", "alias", "same_as"), *rows])
    return out.getvalue().encode()


def _people(connection: Connection, extracted: Extract) -> Iterator[Proposal]:
    """Holders of awards who are on the staff list under another identifier."""
    for feed in extracted.feeds:
        if feed.kind.table is not Award:
            continue
        people = extracted.met.get("person")
        if people is None:
            people = feed.rows.select("partner_id", "name", alias="person_id", email=NO_EMAIL)
        staff = _of(connection, Staff, people["partner_id"])
        staff = staff.filter(pl.col("person_id").is_not_null())
        yield from _alike("person", people, staff, "person_id")


def _customers(connection: Connection, extracted: Extract) -> Iterator[Proposal]:
    """Customers that an earlier file names alike under another identifier."""
    for feed in extracted.feeds:
        if feed.kind.table is not Seats:
            continue
        before = _of(connection, Seats, feed.rows["partner_id"])
        known_ids = before.select("partner_id", "customer_id").unique()
        new = feed.rows.join(known_ids, on=["partner_id", "customer_id"], how="anti")
        given = new.select(
            "partner_id", alias="customer_id", name="customer_name", email=NO_EMAIL
        ).unique()
        mine = before.select("partner_id", "customer_id", name="customer_name", email=NO_EMAIL)
        yield from _alike("customer", given, mine.unique(), "customer_id")


def _partners(connection: Connection, extracted: Extract) -> Iterator[Proposal]:
    """Locations that a file says belong to a partner."""
    if "partner" not in extracted.met:
        return
    known_ones = partners(connection)
    for alias, same_as in extracted.met["partner"].drop_nulls().iter_rows():
        if alias in known_ones:
            yield Proposal("partner", alias, same_as, _("the file names both in one row"))


def _of(
    connection: Connection, kind: type[Award | Seats | Staff], partners: pl.Series
) -> pl.DataFrame:
    named = partners.unique().to_list()
    return known(connection, kind, partners=named if len(named) <= MOST_PARTNERS else [])


def _alike(kind: str, given: pl.DataFrame, mine: pl.DataFrame, column: str) -> Iterator[Proposal]:
    """Each given identifier beside the only known one of the partner that looks like it."""
    if mine.is_empty():
        return
    by: dict[str, dict[tuple[str, str], set[str]]] = {"email": {}, "name": {}, "id": {}}
    for partner, one, email, name in mine.select("partner_id", column, "email", "name").iter_rows():
        for what, sign in _signs(one, email, name):
            by[what].setdefault((partner, sign), set()).add(one)
    names = {(row[0], row[1]): row[2] for row in mine.select("partner_id", column, "name").rows()}
    for partner, alias, name, email in given.select(
        "partner_id", "alias", "name", "email"
    ).iter_rows():
        if alias is None or (partner, alias) in names:
            continue
        for what, sign in _signs(alias, email, name):
            found = by[what].get((partner, sign), set())
            if len(found) == 1:
                same_as = next(iter(found))
                yield Proposal(kind, alias, same_as, _why(what, name, names[partner, same_as]))
                break


def _why(what: str, given: str | None, known: str | None) -> str:
    """Why two are probably one, with the names by which one can judge it."""
    why = {"email": _("same e-mail address"), "name": _("same name"), "id": _("nearly the same")}
    called = dict.fromkeys(one for one in (given, known) if one)
    return why[what] + (f": {_(' and ').join(called)}" if called else "")


def _signs(one: str, email: str | None, name: str | None) -> Iterator[tuple[str, str]]:
    """By what an identifier may be known again, the surest first."""
    for address in (email, one):
        if address and "@" in address:
            yield "email", address.casefold()
    if name and (plain := _plain(name)):
        yield "name", plain
    yield "id", re.sub(r"[\W_]+", "", one.casefold()).lstrip("0")


def _plain(name: str) -> str:
    """A name without legal form, signs and order of words."""
    words = re.findall(r"\w+", normalize("NFKC", name).casefold())
    return " ".join(sorted(word for word in words if word not in LEGAL))
