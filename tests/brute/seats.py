"""Metrics of seats, active users and customers, as they stand on a day."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.brute.rows import Case, Kinds, Metric, Row, Value, largest, newest, uses


class Band(NamedTuple):
    """So many seats at least, and at most."""

    low: int
    high: int | None = None

    def holds(self, seats: int) -> bool:
        return self.low <= seats and (self.high is None or seats <= self.high)


def whole(number: int | None) -> Value | None:
    """A count as the value of a metric."""
    return None if number is None else Value(Fraction(number))


def seats(*products: str, kinds: Kinds = ()) -> Metric:
    """The sum over customers of their largest seats among the products."""

    def value(case: Case) -> Value | None:
        found = uses(case, products, kinds or case.counts, case.day)
        return None if found is None else whole(sum(largest(found).values()))

    return value


def active_users(*products: str, kinds: Kinds = ()) -> Metric:
    """The sum of active users, at each customer and product at most the seats."""

    def value(case: Case) -> Value | None:
        found = uses(case, products, kinds or case.counts, case.day)
        if found is None:
            return None
        used = sum(min(use.users or 0, use.seats) for use in found.values())
        return Value(Fraction(used), all(use.users is not None for use in found.values()))

    return value


def told(case: Case, products: tuple[str, ...], column: str, day: date) -> int | None:
    """The largest figure of the customer counts over the products; None where none is fresh."""

    def of(product: str) -> list[Row]:
        return [row for row in case.of("customer_counts") if row["product"] == product]

    figures = []
    for product in products:
        period = newest((row["period"] for row in of(product)), day)
        figures += [row[column] for row in of(product) if row["period"] == period]
    return max((int(figure) for figure in figures if figure), default=None)


def customers(*products: str, kinds: Kinds = ()) -> Metric:
    """Customers that count; where none does, those of the customer counts."""

    def value(case: Case) -> Value | None:
        found = uses(case, products, kinds or case.counts, case.day)
        if found:
            return whole(len(largest(found)))
        counts = told(case, products, "customers", case.day)
        return whole(0 if counts is None and found is not None else counts)

    return value


def new_customers(*products: str, kinds: Kinds = ()) -> Metric:
    """Customers that count today and did not a year ago; else those of the customer counts."""

    def value(case: Case) -> Value | None:
        counted = kinds or case.counts
        now = uses(case, products, counted, case.day)
        then = uses(case, products, counted, case.year_ago)
        if now and then is not None:
            return whole(len(largest(now).keys() - largest(then).keys()))
        return whole(told(case, products, "new_customers", case.day))

    return value


def net_customers(
    *products: str, kinds: Kinds = (), band: Band | None = None, stays: bool = False
) -> Metric:
    """Customers today less those of a year ago, of the band if one is given.

    With *stays* a customer who has outgrown the band since then still counts today.
    """

    def of_counts(case: Case) -> tuple[int | None, int | None]:
        days = (case.day, case.year_ago)
        now, then = (told(case, products, "customers", day) for day in days)
        return now, then

    def value(case: Case) -> Value | None:
        counted = kinds or case.counts
        now = uses(case, products, counted, case.day)
        then = uses(case, products, counted, case.year_ago)
        if band is None and not now:
            first, last = of_counts(case)
            if first is not None:
                return None if last is None else whole(first - last)
        if now is None or then is None:
            return None
        limits = band or Band(0)
        before = {who for who, size in largest(then).items() if limits.holds(size)}
        today = {who for who, size in largest(now).items() if limits.holds(size)}
        if stays and limits.high is not None:
            today |= {who for who, size in largest(now).items() if size > limits.high} & before
        return whole(len(today) - len(before))

    return value
