"""Believed rows of one partner, and what of them counts on a day.

Rows are text by column, as in our templates, under their kind; a day or a period is an ISO day, a
blank is an empty text. A row that names nobody says that nothing of its scope remains.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]
Kinds = tuple[str, ...]

FRESH = timedelta(days=184)
OPEN_END = "9999-12-31"


class Value(NamedTuple):
    """What a metric comes to; where it is not exact, the truth may be higher."""

    low: Fraction
    exact: bool = True


class Case(NamedTuple):
    """One partner's rows on a day, and what the edition says of associations and retired awards."""

    rows: Rows
    day: date
    counts: Kinds = ()
    retired: Mapping[str, date] = {}

    def of(self, kind: str) -> Sequence[Row]:
        return self.rows.get(kind, ())

    @property
    def year_ago(self) -> date:
        return months_before(self.day, 12)


class Use(NamedTuple):
    """A customer's seats of a product, and its active users where they are known."""

    seats: int
    users: int | None


Metric = Callable[[Case], Value | None]
Uses = dict[tuple[str, str], Use]  # by customer and product


# Days ------------------------------------------------------------------------------------------


def same_day(day: date, months: int) -> date:
    """So many months later (earlier, if negative): the same day, else that month's last."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """So many months earlier: the same day, but of a month's last day that month's last."""
    found = same_day(day, -months)
    if (day + timedelta(1)).day == 1:
        return found.replace(day=monthrange(found.year, found.month)[1])
    return found


def lasts(row: Row, first: str, last: str, day: date) -> bool:
    """Whether the day lies between the row's two days, both included, blank being open."""
    return row.get(first, "") <= day.isoformat() <= (row.get(last) or OPEN_END)


def newest(periods: Iterator[str], day: date) -> str | None:
    """The newest of the periods up to the day; None where it is not fresh on it."""
    past = [period for period in periods if period <= day.isoformat()]
    if not past or date.fromisoformat(max(past)) < day - FRESH:
        return None
    return max(past)


# Associations ----------------------------------------------------------------------------------


def terms(case: Case, customer: str, product: str, kinds: Kinds) -> list[Row]:
    """The associations on record for the customer and product, of the counted kinds."""
    return [
        row
        for row in case.of("associations")
        if row["customer_id"] == customer and row["product"] == product and row["kind"] in kinds
    ]


def holds(term: Row, day: date) -> bool:
    """Whether an association holds on the day: begun, not ended, its proof as it must be."""
    proof = term.get("proof") or "none"
    proven = proof == "approved" if term["kind"] == "CPOR" else proof != "rejected"
    return proven and lasts(term, "started_on", "ended_on", day)


def claims(case: Case, customer: str, product: str, kinds: Kinds) -> list[date]:
    """The days on which the associations that hold on the case's day started."""
    held = [term for term in terms(case, customer, product, kinds) if holds(term, case.day)]
    return [date.fromisoformat(term["started_on"]) for term in held]


# Seats -----------------------------------------------------------------------------------------


def period_of(case: Case, product: str, day: date) -> str | None:
    """The newest period of the product's seats on a day; None where none is fresh."""
    return newest((row["period"] for row in case.of("seats") if row["product"] == product), day)


def counts(case: Case, row: Row, kinds: Kinds, day: date) -> bool:
    """Whether a row's kind is counted and, where any is on record, one of its kind holds."""
    kind = row["association"] or "POR"
    on_record = terms(case, row["customer_id"], row["product"], kinds)
    in_force = [term["kind"] for term in on_record if holds(term, day)]
    return kind in kinds and (not on_record or kind in in_force)


def uses(
    case: Case, products: Sequence[str], kinds: Kinds, day: date, *, whoever: bool = False
) -> Uses | None:
    """What is counted on a day; None where no product is fresh.

    With *whoever*, a row of a counted kind counts whatever associations held.
    """
    periods = {product: period_of(case, product, day) for product in products}
    if not any(periods.values()):
        return None
    found: Uses = {}
    for row in case.of("seats"):
        product, customer = row["product"], row["customer_id"]
        if not customer or periods.get(product) != row["period"]:
            continue
        if (row["association"] or "POR") in kinds if whoever else counts(case, row, kinds, day):
            seats, users = found.get((customer, product), Use(0, None))
            if row.get("active_users"):
                users = max(users or 0, int(row["active_users"]))
            found[customer, product] = Use(max(seats, int(row["seats"])), users)
    return found


def largest(found: Uses) -> dict[str, int]:
    """Each customer's largest seats among its products."""
    seats: dict[str, int] = {}
    for (customer, _), use in found.items():
        seats[customer] = max(use.seats, seats.get(customer, 0))
    return seats
