"""The rows of a vendor's figure: which periods speak for a day, and what each row says."""

from collections.abc import Callable, Mapping
from datetime import date

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame, Row, in_memory
from tiers.measures import Tally, Terms, Value, added_up, as_column
from tiers.metrics.earlier import earlier, earlier_than, months_before
from tiers.screening import Ask, Evidence, Reason
from tiers.words import _, number

HUNDREDTHS = 100  # a figure's value is whole hundredths, its thresholds are whole units
Told = Mapping[Ask, tuple[Evidence, ...]]


def rows_of(figure: str, facts: Facts) -> Frame:
    """The rows of one figure."""
    return facts.figures.filter(nw.col("figure") == figure)


def in_units(hundredths: nw.Expr) -> Value:
    """An amount of hundredths, in units."""
    return Value(hundredths, per=as_column(HUNDREDTHS, hundredths))


def later() -> Reason:
    """A period that ends after the day says nothing about it."""
    return Reason(nw.col("period") > nw.col("day"), lambda row: _("of a later period"))


def older(months: int) -> Reason:
    """Only periods that end after the day so many months before are recent."""
    return Reason(
        nw.col("period") <= earlier_than(nw.col("day"), months),
        lambda row: _("older than {months} months").format(months=months),
    )


def newest_period(rows: Frame, asks: Asks) -> Frame:
    """Per ask the newest period that is not after its day."""
    past = rows.filter(nw.col("period") <= nw.col("day"))
    return past.group_by(asks.keys).agg(nw.col("period").max().alias("newest"))


def totals(tally: Tally, column: str, facts: Facts, asks: Asks, terms: Terms) -> dict[Ask, int]:
    """A tally's column by ask, in memory, so for few partners."""
    rows = in_memory(added_up(tally, facts, asks, terms)).iter_rows(named=True)
    return {tuple(row[key] for key in asks.keys): row[column] for row in rows}


def named(figure: str) -> str:
    """The figure's name in words."""
    return figure.replace("-", " ")


def none_recent(what: str, months: int, *, before: bool = False) -> str:
    """Why a sum over some months cannot be told: of the last ones, or of those a year before."""
    if before:
        words = _("No {figure} is known of the {months} months up to a year before.")
    else:
        words = _("No {figure} is known of the last {months} months.")
    return words.format(figure=what, months=months)


def not_fresh(figure: str, facts: Facts, asks: Asks) -> Callable[[Ask], str]:
    """Why the newest period cannot be told: there is none, or it is too old."""
    newest = in_memory(newest_period(asks.meet(rows_of(figure, facts)), asks))
    found: dict[Ask, date] = {
        tuple(row[key] for key in asks.keys): row["newest"] for row in newest.iter_rows(named=True)
    }

    def says(ask: Ask) -> str:
        if ask not in found:
            return _("No {figure} is known up to that day.").format(figure=named(figure))
        return _("The newest {figure} is of {newest}, more than {days} days old.").format(
            figure=named(figure), newest=found[ask], days=FRESH_DAYS
        )

    return says


def amount(value: int) -> str:
    """Hundredths in units, without needless zeros."""
    return number(value / HUNDREDTHS)


def says_figure(row: Row) -> str:
    """What a row states."""
    parts = [row["period"], row["customer_id"], row["product"]]
    where = ", ".join(str(part) for part in parts if part is not None)
    return _("{figure}, {where}: {amount}").format(
        figure=named(row["figure"]), where=where, amount=amount(row["value"])
    )


def either(one: Told, other: Told) -> Told:
    """Evidence of two views together, each row once: it counts where it does in either."""
    return {ask: _either(one.get(ask, ()), other.get(ask, ())) for ask in {**one, **other}}


def _either(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    told: dict[tuple[str, str | None, int | None], Evidence] = {}
    for fact in (*one, *other):
        row = fact.fact, fact.file, fact.line
        if fact.counted or row not in told:
            told[row] = fact
    return tuple(told.values())


def evidence_before(months: int, facts: Facts, asks: Asks, of: Callable[[Asks], Told]) -> Told:
    """The evidence *of* so many months before, by the asks' own days."""
    then = of(months_before(asks, months))
    if asks.pairs is None:
        return then
    pairs = in_memory(asks.of(facts)).iter_rows()
    return {(partner, day): then.get((partner, earlier(day, months)), ()) for partner, day in pairs}
