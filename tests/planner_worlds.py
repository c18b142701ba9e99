"""Small worlds in which everything that can be done can be tried: rules, facts and deeds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement
from typing import Any

import polars as pl
from hypothesis import strategies as st

from tests.knowledge import knowing
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, Row
from tiers.language import Edition, Requirement, Source, Tier
from tiers.planner import Action, Costs, Price
from tiers.planner.apply import Made

DAY, EARLIER, THEN = date(2024, 3, 31), date(2024, 1, 31), date(2023, 3, 31)
PARTNER = "P"
PEOPLE, AWARDS, CUSTOMERS = ("ana", "ben"), ("a", "b", "c"), ("x", "y")
PRODUCTS, KINDS = ("p", "q"), ("CPOR", "DPOR")
PRICES = {
    "exam": 3, "hire": 4, "reference": 2, "activate": 1, "seat": 1, "customer": 3, "claim": 2,
    "figure": 1, "service": 2,
}  # fmt: skip
COSTS = Costs({kind: Price(cost, 30) for kind, cost in PRICES.items()})


def edition(requirement: Requirement) -> Edition:
    """Rules that ask for this alone."""
    return Edition(
        programme="small",
        name="small",
        since=date(2020, 1, 1),
        until=date(2030, 1, 1),
        source=Source("", "", ""),
        tiers=(Tier("Gold", requirement),),
        counts=KINDS,
    )


# Facts -------------------------------------------------------------------------------------------


def _some(rows: st.SearchStrategy[Row], most: int, *key: str) -> st.SearchStrategy[list[Row]]:
    return st.lists(rows, max_size=most, unique_by=lambda row: tuple(row[one] for one in key))


def _row(**cells: Any) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {"partner_id": st.just(PARTNER)}
        | {
            name: cell if isinstance(cell, st.SearchStrategy) else st.sampled_from(cell)
            for name, cell in cells.items()
        }
    )


_DAYS = (date(2022, 6, 1), THEN, date(2023, 4, 1), EARLIER, date(2024, 2, 10), DAY)
_AWARDS = _row(
    person_id=PEOPLE,
    award=AWARDS,
    earned_on=_DAYS[:3],
    expires_on=(None, None, None, EARLIER),
)
_STAFF = _row(person_id=PEOPLE, joined_on=(None, THEN), left_on=(None, None, EARLIER))
_REFERENCES = _row(
    reference_id=("r", "s"),
    customer_id=CUSTOMERS,
    given_on=_DAYS[:5],
    status=("approved", "approved", "awaiting"),
)
_SEATS = _row(
    customer_id=CUSTOMERS,
    product=PRODUCTS,
    period=(THEN, EARLIER, EARLIER, DAY),
    seats=st.integers(1, 5),
    active_users=st.none() | st.integers(0, 5),
    association=(*KINDS, "POR"),
)
_ASSOCIATIONS = _row(
    customer_id=CUSTOMERS,
    product=PRODUCTS,
    kind=KINDS,
    started_on=_DAYS,
    ended_on=(None, None, EARLIER, THEN),
    proof=("approved", "approved", "none", "rejected"),
)
_COUNTS = _row(
    product=PRODUCTS,
    period=(THEN, EARLIER),
    customers=st.integers(0, 3),
    new_customers=st.none() | st.integers(0, 2),
)
_FIGURES = _row(
    figure=("f", "g"),
    period=(THEN, date(2023, 1, 31), date(2023, 8, 31), EARLIER, date(2024, 2, 29), DAY),
    customer_id=(None, *CUSTOMERS),
    product=(None, "s", "t"),
    value=st.sampled_from((0, 50, 100, 200, 300)),
)


@st.composite
def worlds(draw: st.DrawFn, kinds: Sequence[str]) -> Facts:
    """Facts of one partner, of these kinds alone."""
    chosen: dict[str, st.SearchStrategy[list[Row]]] = {
        "awards": _some(_AWARDS, 4, "person_id", "award", "earned_on"),
        "staff": st.just([]) | _some(_STAFF, 2, "person_id"),
        "references": _some(_REFERENCES, 2, "reference_id"),
        "seats": _some(_SEATS, 6, "customer_id", "product", "period", "association"),
        "associations": _some(_ASSOCIATIONS, 3, "customer_id", "product", "kind", "started_on"),
        "customer_counts": st.just([]) | _some(_COUNTS, 2, "product", "period"),
        "figures": _some(_FIGURES, 6, "figure", "period", "customer_id", "product"),
    }
    rows = {name: draw(chosen[name], label=name) for name in kinds}
    market = draw(st.sampled_from(("developed", "developing")))
    return knowing(partners=[{"partner_id": PARTNER, "name": "P", "market": market}], **rows)


# Deeds -------------------------------------------------------------------------------------------

Deed = tuple[float, tuple[Action, ...]]  # what can be done at one place, and its cost


def _deed(*actions: Action) -> Deed:
    return sum(PRICES[one.kind] * one.amount for one in actions), actions


@dataclass(frozen=True)
class Trying:
    """Everything that can be done about some kinds of facts for less than a cost."""

    facts: Facts
    kinds: Sequence[str]
    counts: frozenset[tuple[str, ...]] = frozenset({KINDS})

    def all(self, under: float, most: int) -> list[tuple[Action, ...]] | None:
        """Every set of deeds for less than so much; None where they are more than *most*."""
        found: list[Deed] = [(0.0, ())]
        for slot in self._slots(under):
            found += [
                (cost + more, (*actions, *deed))
                for cost, actions in found
                for more, deed in slot
                if cost + more < under - 1e-9
            ]
            if len(found) > most:
                return None
        return [actions for _cost, actions in found]

    def _slots(self, under: float) -> Iterator[list[Deed]]:
        """Of each place what can be done there."""
        rows = {
            name: getattr(self.facts, name).collect("polars").rows(named=True)
            for name in self.kinds
        }
        if "awards" in rows:
            yield from self._exams(rows)
        names = ("seats", "associations", "references", "figures")
        known = sorted(
            {row["customer_id"] for name in names for row in rows.get(name, ())} - {None}
        )
        if "references" in rows:
            yield from ([_deed(Action("reference", who))] for who in known)
        if "seats" in rows:
            yield from self._seats(rows, under)
        if "figures" in rows:
            yield from self._figures(known, under)
        yield list(self._won(under))

    def _exams(self, rows: Mapping[str, list[Row]]) -> Iterator[list[Deed]]:
        staff = rows.get("staff", [])
        people = {row["person_id"] for row in staff or rows["awards"]}
        for who in sorted(people):
            for award in AWARDS:
                yield [_deed(Action("exam", who, award))]
        for who in ("new1", "new2"):
            exams = [
                [Action("exam", who, one) for one in some]
                for some in (AWARDS[:1], AWARDS[1:2], AWARDS[2:], AWARDS[:2], AWARDS[1:], AWARDS)
            ]
            yield [_deed(Action("hire", who), *some) for some in exams]

    def _seats(self, rows: Mapping[str, list[Row]], under: float) -> Iterator[list[Deed]]:
        """At a product of the newest file: an association, seats, users."""
        for product in PRODUCTS:
            mine = [row for row in rows["seats"] if row["product"] == product]
            newest = max((row["period"] for row in mine), default=THEN)
            today = [row for row in mine if row["period"] == newest > THEN]
            for who in sorted({row["customer_id"] for row in today}):
                own = sorted({row["association"] for row in today if row["customer_id"] == who})
                records = [
                    row
                    for row in rows["associations"]
                    if (row["customer_id"], row["product"]) == (who, product)
                ]
                yield [
                    _deed(Action("claim", who, product, association=kind))
                    for kind in own
                    if self._missing(kind, {row["kind"] for row in records})
                ]
                started = {row["started_on"] for row in records}
                if DAY not in started:
                    for kind in ("seat", "activate"):
                        most = range(1, int(under) + 1)
                        yield [_deed(Action(kind, who, product, number)) for number in most]

    def _missing(self, kind: str, on_record: set[str]) -> bool:
        """Whether others are on record: the first one on record would undo what counted before."""
        counting = [kinds for kinds in self.counts if kind in kinds]
        return bool(counting) and all(on_record & set(kinds) for kinds in counting)

    def _figures(self, known: list[str], under: float) -> Iterator[list[Deed]]:
        for figure in ("f", "g"):
            for who in ("", *known):
                yield [
                    _deed(Action("figure", who, figure, number))
                    for number in range(1, int(under) + 1)
                ]
        yield from ([_deed(Action("service", name, "f"))] for name in ("new-1", "new-2"))

    def _won(self, under: float) -> Iterator[Deed]:
        """Up to three customers won, each with what the kinds of facts allow."""
        one = [deed for deed in self._new(under) if deed[0] < under]
        for number in (1, 2, 3):
            for some in combinations_with_replacement(range(len(one)), number):
                if sum(one[each][0] for each in some) < under:
                    yield (
                        sum(one[each][0] for each in some),
                        tuple(
                            _named(action, f"new{position}")
                            for position, each in enumerate(some)
                            for action in one[each][1]
                        ),
                    )

    def _new(self, under: float) -> Iterator[Deed]:
        most = int(under)
        parts: list[list[tuple[Action, ...]]] = [[(Action("customer", ""),)]]
        if "references" in self.kinds:
            parts.append([(), (Action("reference", ""),)])
        if "seats" in self.kinds:
            parts.append([(), *self._new_seats(most)])
        if "figures" in self.kinds:
            raised = [(Action("figure", "", "f", number),) for number in range(1, most + 1)]
            parts.append([(), *raised])
        found: list[tuple[Action, ...]] = [()]
        for part in parts:
            found = [(*one, *more) for one in found for more in part]
        yield from (_deed(*one) for one in found)

    def _new_seats(self, most: int) -> Iterator[tuple[Action, ...]]:
        for product in PRODUCTS:
            for kind in KINDS:
                for seats in range(1, most + 1):
                    taken = Action("seat", "", product, seats, association=kind)
                    yield (taken,)
                    for users in range(1, min(seats, most - seats) + 1):
                        yield taken, Action("activate", "", product, users)


def _named(action: Action, who: str) -> Action:
    return Action(action.kind, who, action.what, action.amount, association=action.association)


def first_that_does(
    rules: Edition, facts: Facts, tried: Sequence[Sequence[Action]]
) -> Sequence[Action] | None:
    """The first of the sets of actions after which the tier is held, all being judged at once."""
    frames: dict[str, list[Row]] = {name: [] for name in Facts.names()}
    read = {name: getattr(facts, name).collect("polars") for name in frames}
    known = {name: frame.rows(named=True) for name, frame in read.items()}
    schemas = {name: frame.to_native().schema for name, frame in read.items()}
    for number, actions in enumerate(tried):
        made = Made(PARTNER, facts, DAY)
        made._rows = {name: [dict(row) for row in rows] for name, rows in known.items()}
        made._schemas = {name: frame.schema for name, frame in read.items()}
        made.do(actions)
        for name, rows in frames.items():
            rows += [row | {"partner_id": f"{number:05}"} for row in made.rows(name)]
    copies = Facts.of(
        {name: pl.DataFrame(rows, schemas[name]).lazy() for name, rows in frames.items()}
    )
    judged = evaluate(rules, copies, Asks(day=DAY)).collect("polars").rows(named=True)
    met = sorted(row["partner_id"] for row in judged if row["tier"] == "Gold")
    return tried[int(met[0])] if met else None
