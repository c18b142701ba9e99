"""Metrics of figures: what a partner is told in whole units with at most two decimal places."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from tests.brute.rows import Case, Metric, Row, Value, months_before, newest

Sums = dict[str, Fraction]


def rows_of(case: Case, figure: str) -> list[Row]:
    """The figure's rows."""
    return [row for row in case.of("figures") if row["figure"] == figure]


def within(case: Case, figure: str, months: int, day: date) -> list[Row]:
    """The figure's rows of so many months up to the day."""
    after, last = months_before(day, months).isoformat(), day.isoformat()
    return [row for row in rows_of(case, figure) if after < row["period"] <= last]


def added(rows: list[Row]) -> Fraction | None:
    """The sum of the rows; None without any."""
    return sum((Fraction(row["value"]) for row in rows), Fraction(0)) if rows else None


def by(rows: list[Row], *columns: str) -> dict[tuple[str, ...], Fraction]:
    """The sums of the rows that fill the first column, by what the columns say."""
    sums: dict[tuple[str, ...], Fraction] = {}
    for row in rows:
        if row[columns[0]]:
            key = tuple(row[column] for column in columns)
            sums[key] = sums.get(key, Fraction(0)) + Fraction(row["value"])
    return sums


def exactly(number: Fraction | None) -> Value | None:
    """The number as the value of a metric."""
    return None if number is None else Value(number)


# Totals ----------------------------------------------------------------------------------------


def figure_total(figure: str, months: int = 12) -> Metric:
    """The sum over the last months."""
    return lambda case: exactly(added(within(case, figure, months, case.day)))


def figure_increase(figure: str, months: int = 12) -> Metric:
    """The sum over the last months, less the same a year ago."""

    def value(case: Case) -> Value | None:
        now, then = (added(within(case, figure, months, day)) for day in (case.day, case.year_ago))
        return None if now is None or then is None else Value(now - then)

    return value


def latest(case: Case, figure: str) -> tuple[date, Fraction] | None:
    """The newest period, if fresh, and the sum of its rows."""
    rows = rows_of(case, figure)
    period = newest((row["period"] for row in rows), case.day)
    total = added([row for row in rows if row["period"] == period])
    return None if period is None or total is None else (date.fromisoformat(period), total)


def figure_now(figure: str) -> Metric:
    """The sum of the newest period."""

    def value(case: Case) -> Value | None:
        found = latest(case, figure)
        return found and Value(found[1])

    return value


def figure_share(part: str, whole: str) -> Metric:
    """Percent that the one figure is of the other, as they stand now."""

    def value(case: Case) -> Value | None:
        some, everything = latest(case, part), latest(case, whole)
        if some is None or everything is None or everything[1] <= 0:
            return None
        return Value(100 * some[1] / everything[1])

    return value


def figure_growth(figure: str, baseline: int = 0) -> Metric:
    """Percent by which the newest period exceeds the one of a year before."""

    def value(case: Case) -> Value | None:
        found = latest(case, figure)
        if found is None:
            return None
        period, now = found
        before = months_before(period, 12).isoformat()
        then = added([row for row in rows_of(case, figure) if row["period"] == before])
        if then is None or then <= 0 or then < baseline:
            return None
        return Value(100 * (now - then) / then)

    return value


# Numbers of customers and products -------------------------------------------------------------


def number(case: Case, on: Callable[[date], int | None], net: bool) -> Value | None:
    """The number today, or less that of a year ago; None where either is unknown."""
    now, then = on(case.day), on(case.year_ago) if net else 0
    return None if now is None or then is None else Value(Fraction(now - then))


def figure_customers(
    figure: str, least: int, most: int | None = None, months: int = 12, net: bool = False
) -> Metric:
    """Customers whose sum over the last months lies between the two."""

    def value(case: Case) -> Value | None:
        def on(day: date) -> int | None:
            sums = by(within(case, figure, months, day), "customer_id")
            inside = [least <= s and (most is None or s <= most) for s in sums.values()]
            return sum(inside) if sums else None

        return number(case, on, net)

    return value


def figure_customers_lately(figure: str, least: int, months: int = 2, net: bool = True) -> Metric:
    """Customers with a period of the last months whose sum is at least so much."""

    def value(case: Case) -> Value | None:
        def on(day: date) -> int | None:
            sums = by(within(case, figure, months, day), "customer_id", "period")
            return len({key[0] for key, s in sums.items() if s >= least}) if sums else None

        return number(case, on, net)

    return value


def figure_products(figure: str, but: tuple[str, ...] = ()) -> Metric:
    """Products with anything in the last twelve months, except those named."""

    def value(case: Case) -> Value | None:
        sums = by(within(case, figure, 12, case.day), "product")
        found = [key for key, s in sums.items() if s > 0 and key[0] not in but]
        return Value(Fraction(len(found))) if sums else None

    return value


def together(*metrics: Metric) -> Metric:
    """The sum of the metrics; unknown where one is, a lower bound where one is."""

    def value(case: Case) -> Value | None:
        total = Value(Fraction(0))
        for metric in metrics:
            part = metric(case)
            if part is None:
                return None
            total = Value(total.low + part.low, total.exact and part.exact)
        return total

    return value
