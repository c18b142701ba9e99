"""How far chosen actions have come, by nothing but the facts: what these show beyond what they did.

A plan speaks of people and customers who are not there yet. Each is taken to be the one of those
who came since of whom the facts show most of what was planned.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tiers.facts import Facts, Row
from tiers.metrics.earlier import earlier
from tiers.metrics.figure_rows import HUNDREDTHS
from tiers.planner.actions import (
    ACTIVATE,
    CLAIM,
    CUSTOMER,
    EXAM,
    FIGURE,
    HIRE,
    LOSE,
    REFERENCE,
    SEAT,
    SERVICE,
    Action,
)
from tiers.planner.known import Known
from tiers.planner.people import employed, stands

BELIEVED = ("none", "approved")  # the proofs of an association that nothing more is asked of


@dataclass(frozen=True)
class Before:
    """What the facts showed when actions were chosen: of each of them, and who was there."""

    levels: tuple[int, ...]
    people: frozenset[str]
    customers: frozenset[str]


@dataclass(frozen=True)
class Shown:
    """An action, and how much of it the facts show: *have* of *need*.

    *who* does it: the person or customer there is now, in place of one who was to come.
    """

    action: Action
    who: str
    have: int
    need: int

    @property
    def done(self) -> bool:
        """Whether the facts show all of it."""
        return self.have >= self.need

    @property
    def left(self) -> Action:
        """What remains to be done of it."""
        return replace(self.action, who=self.who, amount=max(self.need - self.have, 0))


def before(actions: Sequence[Action], facts: Facts, day: date) -> Before:
    """What one partner's facts show on the day, before the actions are done."""
    known = Known.of(facts, day)
    people, customers = frozenset(employed(known)), frozenset(known.customers)
    return Before(tuple(_level(one, known) for one in actions), people, customers)


def shown(actions: Sequence[Action], since: Before, facts: Facts, day: date) -> tuple[Shown, ...]:
    """How far each of the actions has come by the day."""
    known = Known.of(facts, day)
    each = list(zip(actions, since.levels, strict=True))
    came = _came(each, since, known)
    return tuple(_shown(one, came.get(one.who, one.who), level, known) for one, level in each)


def _shown(one: Action, who: str, level: int, known: Known) -> Shown:
    """How far somebody has come with an action, from what the facts showed before."""
    have, need = _level(replace(one, who=who), known) - level, _amount(one)
    return Shown(one, who, min(max(have, 0), need), need)


def _amount(one: Action) -> int:
    """How much of an action there is to see: that somebody comes, or so many seats."""
    return one.amount if one.kind in {ACTIVATE, SEAT, FIGURE, SERVICE} else 1


def _came(each: Sequence[tuple[Action, int]], since: Before, known: Known) -> dict[str, str]:
    """For those who were to come, those who came: each the one who did most of what was planned."""
    came: dict[str, str] = {}
    for kind, here, there in (
        (HIRE, employed(known), since.people),
        (CUSTOMER, known.customers, since.customers),
    ):
        new = [who for who in sorted(here) if who not in there]
        for expected in (one.who for one, _level in each if one.kind == kind):
            planned = [(one, level) for one, level in each if one.who == expected]
            if new:
                came[expected] = max(new, key=lambda who: _done(planned, who, known))
                new.remove(came[expected])
    return came


def _done(planned: Sequence[tuple[Action, int]], who: str, known: Known) -> int:
    """How many of the actions somebody has done."""
    return sum(_shown(one, who, level, known).done for one, level in planned)


# What the facts show -----------------------------------------------------------------------------


def _level(one: Action, known: Known) -> int:
    """How much of an action the facts show on the day, ever since they began."""
    return _LEVELS[one.kind](one, known)


def _exam(one: Action, known: Known) -> int:
    rows = known.rows["awards"]
    mine = [row for row in rows if row["person_id"] == one.who and row["award"] == one.what]
    return int(any(stands(row, known.day) for row in mine))


def _hire(one: Action, known: Known) -> int:
    return int(one.who in employed(known))


def _reference(one: Action, known: Known) -> int:
    """References are counted however old: a new one beside an old one is one more."""
    return sum(
        row["customer_id"] == one.who
        and row["status"] == "approved"
        and row["given_on"] <= known.day
        for row in known.rows["references"]
    )


def _claim(one: Action, known: Known) -> int:
    what = (one.who, one.what, one.association)
    mine = (
        row
        for row in known.rows["associations"]
        if (row["customer_id"], row["product"], row["kind"]) == what
    )
    return int(any(_associated(row, known.day) for row in mine))


def _associated(row: Row, day: date) -> bool:
    started, ended = row["started_on"] or day, row["ended_on"] or day
    return started <= day <= ended and row["proof"] in BELIEVED


def _customer(one: Action, known: Known) -> int:
    return int(one.who in known.customers)


def _seats(one: Action, known: Known) -> int:
    return max((row["seats"] or 0 for row in _newest(one, known)), default=0)


def _users(one: Action, known: Known) -> int:
    return max((row["active_users"] or 0 for row in _newest(one, known)), default=0)


def _newest(one: Action, known: Known) -> Iterator[Row]:
    """A customer's seats of a product in their newest period."""
    who, what = one.who, one.what
    rows = [
        row
        for row in known.rows["seats"]
        if (row["customer_id"], row["product"]) == (who, what) and row["period"] <= known.day
    ]
    newest = max((row["period"] for row in rows), default=None)
    return (row for row in rows if row["period"] == newest)


def _figure(one: Action, known: Known) -> int:
    return _told(one, known, "customer_id")


def _service(one: Action, known: Known) -> int:
    return _told(one, known, "product")


def _told(one: Action, known: Known, of: str) -> int:
    """What is told of a figure for the last 12 months, of whom it is about or altogether."""
    first = earlier(known.day, 12)
    values: list[int] = [
        row["value"]
        for row in known.rows["figures"]
        if row["figure"] == one.what
        and first < row["period"] <= known.day
        and one.who in {"", row[of]}
    ]
    return sum(values) // HUNDREDTHS


def _lose(one: Action, known: Known) -> int:
    """Whether they are gone: from the staff, from the newest figures, from the references."""
    there: Mapping[str, Callable[[], Iterable[str | None]]] = {
        "person": lambda: employed(known),
        "customer": lambda: _served(known),
        "reference": lambda: (row["reference_id"] for row in known.rows["references"]),
    }
    return int(one.who not in there[one.what]())


def _served(known: Known) -> Iterator[str | None]:
    """The customers of each product's newest period."""
    newest: dict[str, date] = {}
    rows = [row for row in known.rows["seats"] if row["period"] <= known.day]
    for row in rows:
        newest[row["product"]] = max(row["period"], newest.get(row["product"], date.min))
    return (row["customer_id"] for row in rows if row["period"] == newest[row["product"]])


_LEVELS: Mapping[str, Callable[[Action, Known], int]] = {
    EXAM: _exam,
    HIRE: _hire,
    REFERENCE: _reference,
    CLAIM: _claim,
    CUSTOMER: _customer,
    SEAT: _seats,
    ACTIVATE: _users,
    FIGURE: _figure,
    SERVICE: _service,
    LOSE: _lose,
}
