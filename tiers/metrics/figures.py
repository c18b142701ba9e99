"""A vendor's figures: the total of some months, and how things stand in the newest period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame
from tiers.measures import Of, Terms, Value
from tiers.metrics.earlier import earlier_than
from tiers.metrics.figure_rows import (
    in_units,
    later,
    named,
    newest_period,
    none_recent,
    not_fresh,
    older,
    rows_of,
    says_figure,
)
from tiers.screening import Ask, Evidence, Reason, Screened, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Recent:
    """A figure's sum over its periods of the last *months*."""

    figure: str
    months: int = 12

    @property
    def columns(self) -> tuple[str, ...]:
        """The sum in hundredths."""
        return ("total",)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a row in these months: their sum."""
        return _total(self.screened(facts, asks), asks)

    def screened(self, facts: Facts, asks: Asks) -> Screened:
        """Every row of the figure; those of the last months count."""
        rows = asks.meet(rows_of(self.figure, facts))
        return Screened(rows, (later(),), (older(self.months),), says_figure)


@dataclass(frozen=True)
class Newest:
    """A figure's sum over the newest period, if that is fresh; or over the same a year before."""

    figure: str
    year_before: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The sum in hundredths."""
        return ("total",)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period (and one exactly a year before it): its sum."""
        return _total(self.screened(facts, asks), asks)

    def screened(self, facts: Facts, asks: Asks) -> Screened:
        """Every row of the figure; those of the period wanted count."""
        rows = asks.meet(rows_of(self.figure, facts))
        fresh = rows.join(newest_period(rows, asks), on=asks.keys, how="left")
        newest = nw.col("newest")
        wanted = earlier_than(newest, 12) if self.year_before else newest
        oldest = nw.col("day").dt.offset_by(f"-{FRESH_DAYS}d").cast(nw.Date)
        return Screened(
            fresh.with_columns(wanted=wanted),
            (later(),),
            (
                Reason(
                    newest < oldest,
                    lambda row: _("more than {days} days old").format(days=FRESH_DAYS),
                ),
                Reason(
                    nw.col("period") != nw.col("wanted"),
                    lambda row: _("not of {wanted}").format(wanted=row["wanted"]),
                ),
            ),
            says_figure,
        )


@dataclass(frozen=True)
class FigureTotal:
    """A figure added up over its periods of the last *months*."""

    figure: str
    months: int = 12
    unit: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tally(self) -> Recent:
        """The last months."""
        return Recent(self.figure, self.months)

    @property
    def tallies(self) -> tuple[Recent]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """The sum, in units."""
        return in_units(of(self.tally, "total"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no row of these months."""
        return lambda ask: none_recent(named(self.figure), self.months)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure, with the reason against those outside the months."""
        screened = self.tally.screened(facts, asks)
        return by_ask(screened, screened.explained(asks.keys))


@dataclass(frozen=True)
class FigureNow:
    """A figure as the newest fresh period has it."""

    figure: str
    unit: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tally(self) -> Newest:
        """The newest period."""
        return Newest(self.figure)

    @property
    def tallies(self) -> tuple[Newest]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """The sum, in units."""
        return in_units(of(self.tally, "total"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing at all, or nothing fresh."""
        return not_fresh(self.figure, facts, asks)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure, with the reason against those of other periods."""
        screened = self.tally.screened(facts, asks)
        return by_ask(screened, screened.explained(asks.keys))


def _total(screened: Screened, asks: Asks) -> Frame:
    """The rows that count, added up."""
    counted = screened.known().filter(nw.col("counts"))
    return counted.group_by(asks.keys).agg(nw.col("value").sum().alias("total"))
