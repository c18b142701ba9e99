"""Totals as they stood 12 months before the day: what a change is measured against."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Tally, Terms, added_up

A_YEAR = 12  # months


@dataclass(frozen=True)
class Earlier:
    """A tally of 12 months before each ask's day, in the same columns."""

    tally: Tally

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the tally."""
        return self.tally.columns

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask about which anything was known by then: what the tally came to."""
        totals = partial(added_up, self.tally, facts, terms=terms)
        return as_before(totals, facts, asks)


def as_before(totals: Callable[[Asks], Frame], facts: Facts, asks: Asks) -> Frame:
    """What the totals came to 12 months before each ask's day, under the ask's own keys."""
    then = facts.once(("a year before", asks), lambda: months_before(asks, A_YEAR))
    if asks.pairs is None:
        return totals(then)
    both = facts.added_up(("both days", asks), lambda: _both_days(asks.of(facts)))
    joined = both.join(totals(then).rename({"day": "then"}), on=["partner_id", "then"])
    return joined.drop("then")


def _both_days(asked: Frame) -> Frame:
    """Every ask with the day 12 months before, as then."""
    return asked.with_columns(then=earlier_than(nw.col("day"), A_YEAR))


def months_before(asks: Asks, months: int) -> Asks:
    """The same partners so many months before."""
    if asks.pairs is None:
        assert asks.day is not None
        return Asks(day=earlier(asks.day, months))
    then = earlier_than(nw.col("day"), months)
    return Asks(pairs=asks.pairs.with_columns(day=then).select("partner_id", "day").unique())


def earlier(day: date, months: int) -> date:
    """So many months before: of a month's end that month's end, else the same day of the month.

    Where the month has no such day, its last.
    """
    if day.day == monthrange(day.year, day.month)[1]:
        day = day.replace(day=1)
        return later(day, 1 - months) - timedelta(days=1)
    return later(day, -months)


def earlier_than(day: nw.Expr, months: int) -> nw.Expr:
    """The same of a column of days."""
    next_day = day.dt.offset_by("1d").cast(nw.Date)
    of_end = next_day.dt.offset_by(f"-{months}mo").cast(nw.Date).dt.offset_by("-1d").cast(nw.Date)
    same_day = day.dt.offset_by(f"-{months}mo").cast(nw.Date)
    return nw.when(next_day.dt.day() == 1).then(of_end).otherwise(same_day)


def later(day: date, months: int) -> date:
    """So many months after (before, if negative): the same day of the month, else its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
