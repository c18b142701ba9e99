"""Facts as they would be after some actions: rows of the day beside those that are known.

Where something is done with a product's seats, its newest figures are told anew, as of the day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import narwhals as nw

from tiers.facts import Facts, Frame, Row, in_memory
from tiers.lost import TAKES, WHO, without
from tiers.metrics.figure_rows import HUNDREDTHS
from tiers.planner.actions import (
    ACTIVATE,
    CLAIM,
    EXAM,
    FIGURE,
    HIRE,
    LOSE,
    REFERENCE,
    SEAT,
    SERVICE,
    Action,
)
from tiers.planner.known import newest
from tiers.planner.seatbook import before

KEYS = {
    "awards": ("person_id", "award", "earned_on"),
    "staff": ("person_id", "joined_on"),
    "references": ("reference_id",),
    "associations": ("customer_id", "product", "kind", "started_on"),
}


def apply(actions: Sequence[Action], facts: Facts, day: date) -> Facts:
    """The facts of one partner with the actions done by the day, and losses suffered."""
    (partner,) = in_memory(facts.partners.select("partner_id"))["partner_id"].to_list()
    left = _bereft(facts, [one for one in actions if one.kind == LOSE], day)
    made = Made(partner, left, day)
    made.do(actions)
    changed: dict[str, Any] = made.frames()
    return replace(left, **changed)


def _bereft(facts: Facts, lost: Sequence[Action], day: date) -> Facts:
    """The facts without each person, customer or reference (*what* says which)."""
    changed: dict[str, Any] = {}
    for one in lost:
        is_lost = (nw.col(WHO[one.what]) == one.who).fill_null(False)
        for name in TAKES[one.what]:
            changed[name] = without(changed.get(name, getattr(facts, name)), name, is_lost, day)
    return replace(facts, **changed)


class Made:
    """The rows of a partner while actions are done."""

    def __init__(self, partner: str, facts: Facts, day: date) -> None:
        self.partner, self.facts, self.day = partner, facts, day
        self._rows: dict[str, list[Row]] = {}
        self._schemas: dict[str, Any] = {}

    def rows(self, name: str) -> list[Row]:
        """The rows of a kind, to be changed."""
        if name not in self._rows:
            read = in_memory(getattr(self.facts, name))
            self._schemas[name] = read.schema
            self._rows[name] = list(read.iter_rows(named=True))
        return self._rows[name]

    def frames(self) -> dict[str, Frame]:
        """The kinds that were changed, as frames."""
        return {name: _frame(rows, self._schemas[name]) for name, rows in self._rows.items()}

    def add(self, name: str, **cells: Any) -> None:
        """A row, in the place of one of the same key."""
        rows = self.rows(name)
        key = KEYS.get(name, ())
        if key:
            rows[:] = [row for row in rows if any(row[one] != cells.get(one) for one in key)]
        empty: Row = dict.fromkeys(self._schemas[name])
        rows.append(empty | {"partner_id": self.partner} | cells)

    def do(self, actions: Sequence[Action]) -> None:
        """Everything but losses; seats before the users of them."""
        doing: Mapping[str, Callable[[Action], None]] = {
            HIRE: self._hire,
            EXAM: self._exam,
            REFERENCE: self._reference,
            CLAIM: self._claim,
            SEAT: self._seat,
            ACTIVATE: self._activate,
        }
        for kind, do in doing.items():
            for one in actions:
                if one.kind == kind:
                    do(one)
        self._raise(one for one in actions if one.kind in {FIGURE, SERVICE})

    # People and references ---------------------------------------------------------------------

    def _hire(self, one: Action) -> None:
        """On the staff list, where there is one; else an award tells of the new person."""
        if self.rows("staff"):
            self.add("staff", person_id=one.who, joined_on=self.day)

    def _exam(self, one: Action) -> None:
        self.add("awards", person_id=one.who, award=one.what, earned_on=self.day)

    def _reference(self, one: Action) -> None:
        self.add(
            "references",
            reference_id=f"{one.who} {self.day}",
            customer_id=one.who,
            given_on=self.day,
            status="approved",
        )

    # Customers ---------------------------------------------------------------------------------

    def _claim(self, one: Action) -> None:
        self.add(
            "associations",
            customer_id=one.who,
            product=one.what,
            kind=one.association,
            started_on=before(self.day),
            proof="approved",
        )

    def _seat(self, one: Action) -> None:
        mine = self._today(one)
        for row in mine:
            row["seats"] += one.amount
        if not mine:
            self.add(
                "seats",
                customer_id=one.who,
                product=one.what,
                period=self.day,
                seats=one.amount,
                active_users=0,
                association=one.association or "POR",
            )

    def _activate(self, one: Action) -> None:
        for row in self._today(one):
            row["active_users"] = (row["active_users"] or 0) + one.amount

    def _today(self, one: Action) -> list[Row]:
        """The customer's rows of the product as of the day, told anew from the newest before."""
        rows = [row for row in self.rows("seats") if row["product"] == one.what]
        period = newest((row["period"] for row in rows), self.day)
        if period and period < self.day:
            again = [row | {"period": self.day} for row in rows if row["period"] == period]
            self.rows("seats").extend(again)
            rows = again
        who, day = one.who, self.day
        return [row for row in rows if row["customer_id"] == who and row["period"] == day]

    # Figures -----------------------------------------------------------------------------------

    def _raise(self, actions: Iterable[Action]) -> None:
        """Each figure in its period; where none is named in the newest known before."""
        some = list(actions)
        newest_of = {one.what: self._newest(one.what) for one in some}
        for one in some:
            self.add(
                "figures",
                figure=one.what,
                period=one.period or newest_of[one.what] or self.day,
                customer_id=one.who if one.kind == FIGURE and one.who else None,
                product=one.who if one.kind == SERVICE else None,
                value=one.amount * HUNDREDTHS,
            )

    def _newest(self, figure: str) -> date | None:
        rows = (row for row in self.rows("figures") if row["figure"] == figure)
        return newest((row["period"] for row in rows), self.day)


def _frame(rows: Sequence[Row], schema: Any) -> Frame:
    columns = {name: [row[name] for row in rows] for name in schema}
    return nw.DataFrame.from_dict(columns, schema, backend="polars").lazy()
