"""Seats as they stand on a day at each customer, read from plain rows as the metrics read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tiers.facts import Row
from tiers.planner.known import Known, fresh, newest

Kinds = tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """What the rows of a customer's product come to: the largest seats and known users."""

    seats: int
    users: int | None

    @property
    def used(self) -> int:
        """The users known, by at most as many as have seats."""
        return min(self.users or 0, self.seats)

    @property
    def worst(self) -> int:
        """The users, or every seat where they are unknown."""
        return self.seats if self.users is None else self.used

    def deployed(self, percent: int) -> bool:
        """Whether so many per cent may be in use."""
        return self.users is None or self.used * 100 >= self.seats * percent

    def beyond(self, percent: int) -> bool:
        """Whether more than so many per cent may be in use."""
        return self.users is None or self.used * 100 > self.seats * percent


Figures = Mapping[str, Figure]  # by customer
Customers = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Claim:
    """An association by which a customer's product would come to count."""

    customer: str
    product: str
    kind: str
    started_on: date

    def row(self) -> Row:
        """It as a row, accepted and without an end."""
        return {
            "customer_id": self.customer,
            "product": self.product,
            "kind": self.kind,
            "started_on": self.started_on,
            "ended_on": None,
            "proof": "approved",
        }


@dataclass
class Book:
    """The rows of seats and associations, and what they come to: read once for every way."""

    known: Known
    _figures: dict[tuple[object, ...], Figures | None] = field(default_factory=dict)
    _periods: dict[tuple[str, date], date | None] = field(default_factory=dict)

    @cached_property
    def associations(self) -> Mapping[tuple[str, str], list[Row]]:
        """The associations by customer and product."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.known.rows["associations"]:
            if row["customer_id"] is not None:
                found.setdefault((row["customer_id"], row["product"]), []).append(row)
        return found

    @cached_property
    def periods(self) -> Mapping[str, Mapping[date, Customers]]:
        """The rows of seats by product, period and customer."""
        found: dict[str, dict[date, dict[str, list[Row]]]] = {}
        for row in self.known.rows["seats"]:
            period = found.setdefault(row["product"], {}).setdefault(row["period"], {})
            if row["customer_id"] is not None:
                period.setdefault(row["customer_id"], []).append(row)
        return found

    def period(self, product: str, day: date) -> date | None:
        """The period of the product that speaks for the day."""
        if (product, day) not in self._periods:
            self._periods[product, day] = newest(self.periods.get(product, ()), day)
        return self._periods[product, day]

    def on(self, product: str, day: date) -> Customers:
        """The rows of the product that speak for the day, by customer."""
        period = self.period(product, day)
        return self.periods[product][period] if period else {}

    def counted(self, product: str, day: date, kinds: Kinds) -> Figures | None:
        """What counts at each customer on the day; None where nothing is known."""
        return self._cached(product, day, kinds, associated=True)

    def whatever(self, product: str, day: date, kinds: Kinds) -> Figures | None:
        """The same, whatever associations held."""
        return self._cached(product, day, kinds, associated=False)

    def claimed(self, claim: Claim, kinds: Kinds) -> Figure | None:
        """What would count at the customer on the day with one more association."""
        day = self.known.day
        rows = self.on(claim.product, day).get(claim.customer, ())
        records = [*self.associations.get((claim.customer, claim.product), ()), claim.row()]
        return _figure(row for row in rows if _counts(row, kinds, records, day))

    def room(self, customer: str, product: str) -> int:
        """The seats of a customer's product that nobody is known to use on the day."""
        rows = self.on(product, self.known.day).get(customer, ())
        return min((row["seats"] - (row["active_users"] or 0) for row in rows), default=0)

    def starts(self, customer: str, product: str, kinds: Kinds) -> list[date]:
        """When the associations began that hold on the day."""
        rows = self.associations.get((customer, product), ())
        day = self.known.day
        return [row["started_on"] for row in rows if row["kind"] in kinds and _holds(row, day)]

    def _cached(self, product: str, day: date, kinds: Kinds, *, associated: bool) -> Figures | None:
        key = (product, day, kinds, associated)
        if key not in self._figures:
            self._figures[key] = self._read(product, day, kinds, associated=associated)
        return self._figures[key]

    def _read(self, product: str, day: date, kinds: Kinds, *, associated: bool) -> Figures | None:
        if self.period(product, day) is None:
            return None
        found: dict[str, Figure] = {}
        for who, rows in self.on(product, day).items():
            records = self.associations.get((who, product), ())
            counting = (
                row
                for row in rows
                if row["association"] in kinds
                and (not associated or _counts(row, kinds, records, day))
            )
            if figure := _figure(counting):
                found[who] = figure
        return found

    def reported(self, products: Kinds, day: date, column: str = "customers") -> int | None:
        """The most customers reported of any of the products, each by its newest fresh count."""
        told: list[int] = []
        for product in products:
            rows = [row for row in self.known.rows["customer_counts"] if row["product"] == product]
            period = max((row["period"] for row in rows if row["period"] <= day), default=None)
            if period and fresh(period, day):
                told += [
                    row[column]
                    for row in rows
                    if row["period"] == period and row[column] is not None
                ]
        return max(told, default=None)


def before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def _figure(rows: Iterable[Row]) -> Figure | None:
    some = list(rows)
    if not some:
        return None
    users = [row["active_users"] for row in some if row["active_users"] is not None]
    return Figure(max(row["seats"] for row in some), max(users, default=None))


def _counts(row: Row, kinds: Kinds, records: Sequence[Row], day: date) -> bool:
    """Its kind is one of these, and of those on record one of its own holds."""
    if row["association"] not in kinds:
        return False
    on_record = [one for one in records if one["kind"] in kinds]
    own = [one for one in on_record if one["kind"] == row["association"]]
    return not on_record or any(_holds(one, day) for one in own)


def _holds(row: Row, day: date) -> bool:
    ended, proof = row["ended_on"], row["proof"]
    lasts = row["started_on"] <= day and (ended is None or ended >= day)
    claimed = row["kind"] == "CPOR" and proof != "approved"
    return lasts and proof != "rejected" and not claimed
