"""Totals as they stood some months before the day: what a change is measured against."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Tally, Terms


@dataclass(frozen=True)
class Earlier:
    """A tally of so many *months* before each ask's day, in the same columns."""

    tally: Tally
    months: int = 12

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the tally."""
        return self.tally.columns

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask about which anything was known by then: what the tally came to."""
        then = months_before(asks, self.months)
        totals = self.tally.add_up(facts, then, terms)
        if asks.pairs is None:
            return totals
        now = asks.pairs.select("partner_id", "day").with_columns(
            then=nw.col("day").dt.offset_by(f"-{self.months}mo").cast(nw.Date)
        )
        joined = now.join(totals.rename({"day": "then"}), on=["partner_id", "then"])
        return joined.drop("then")


def months_before(asks: Asks, months: int) -> Asks:
    """The same partners so many months before: the same day of the month, else its last."""
    if asks.pairs is None:
        assert asks.day is not None
        return Asks(day=earlier(asks.day, months))
    then = nw.col("day").dt.offset_by(f"-{months}mo").cast(nw.Date)
    return Asks(pairs=asks.pairs.with_columns(day=then).select("partner_id", "day").unique())


def earlier(day: date, months: int) -> date:
    """So many months before: the same day of the month, else that month's last."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
