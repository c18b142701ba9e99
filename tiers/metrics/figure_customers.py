"""How many customers or products a vendor's figure comes to enough for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.earlier import Earlier
from tiers.metrics.figure_rows import (
    HUNDREDTHS,
    amount,
    either,
    evidence_before,
    later,
    named,
    none_recent,
    older,
    rows_of,
    says_figure,
    totals,
)
from tiers.screening import Ask, Evidence, Judged, Reason, Screened, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Reaching:
    """Distinct customers or products (*of*), but for some, for which a figure is enough.

    Enough is a sum of at least *least* and at most *most* hundredths, over all of the last *months*
    or, each period being taken *apart*, in any one of their periods.
    """

    figure: str
    of: str
    least: int
    most: int | None = None
    months: int = 12
    apart: bool = False
    but: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """How many."""
        return ("reaching",)

    @property
    def summed(self) -> tuple[str, ...]:
        """What each sum is of."""
        return (self.of, "period") if self.apart else (self.of,)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a row of these months that names one: how many the figure is enough for."""
        counted = self.screened(facts, asks).known().filter(nw.col("counts"))
        sums = counted.group_by(*asks.keys, *self.summed).agg(nw.col("value").sum().alias("sum"))
        enough = (nw.col("sum") >= self.least) & ~nw.col(self.of).is_in(self.but)
        if self.most is not None:
            enough = enough & (nw.col("sum") <= self.most)
        each = sums.with_columns(reaching=enough.cast(nw.Int64))
        distinct = each.group_by(*asks.keys, self.of).agg(nw.col("reaching").max())
        return distinct.group_by(asks.keys).agg(nw.col("reaching").sum())

    def screened(self, facts: Facts, asks: Asks) -> Screened:
        """Every row of the figure; those of the last months count that name what they are of."""
        nameless = Reason(nw.col(self.of).is_null(), lambda row: _NAMELESS[self.of]())
        rows = asks.meet(rows_of(self.figure, facts))
        return Screened(rows, (later(),), (older(self.months), nameless), says_figure)

    def evidence(self, facts: Facts, asks: Asks) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure; those count that make up a sum which is enough."""
        screened = self.screened(facts, asks)
        return by_ask(screened, self._weighed(list(screened.explained(asks.keys))))

    def _weighed(self, judged: list[Judged]) -> Iterator[Judged]:
        sums: dict[tuple[Any, ...], int] = {}
        for ask, row, against in judged:
            if against is None:
                sums[self._sum(ask, row)] = sums.get(self._sum(ask, row), 0) + row["value"]
        for ask, row, against in judged:
            yield ask, row, against or self._against(row, sums[self._sum(ask, row)])

    def _sum(self, ask: Ask, row: Row) -> tuple[Any, ...]:
        """Which sum a row belongs to."""
        return (*ask, *(row[column] for column in self.summed))

    def _against(self, row: Row, total: int) -> Reason | None:
        """What stands against all the rows of a sum, if it is not enough."""
        if row[self.of] in self.but:
            says = _("left out here")
        elif total < self.least:
            says = _("comes to {sum} altogether, {least} or more is asked for")
        elif self.most is not None and total > self.most:
            says = _("comes to {sum} altogether, {most} or less is asked for")
        else:
            return None
        bounds = {"least": amount(self.least), "most": amount(self.most or 0)}
        return Reason(nw.lit(False), lambda row: says.format(sum=amount(total), **bounds))


_NAMELESS = {
    "customer_id": lambda: _("names no customer"),
    "product": lambda: _("names no product"),
}


@dataclass(frozen=True)
class FigureCustomers:
    """Customers for whom a figure comes to *least* units or more, and *most* or less.

    The sum is taken over the last *months*. *net*: less those for whom it did a year before.
    """

    figure: str
    least: int
    most: int | None = None
    months: int = 12
    net: bool = False
    unit: ClassVar[str] = ""
    apart: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tally(self) -> Reaching:
        """The customers, on the day."""
        least = self.least * HUNDREDTHS
        most = None if self.most is None else self.most * HUNDREDTHS
        return Reaching(self.figure, "customer_id", least, most, self.months, self.apart)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The customers on the day and, if it is net, a year before."""
        return (self.tally, Earlier(self.tally)) if self.net else (self.tally,)

    def value(self, of: Of) -> Value:
        """How many, or how many more."""
        now, *then = (of(tally, "reaching") for tally in self.tallies)
        return Value(now - then[0] if then else now)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """No row of these months names a customer, or none of those a year before."""
        now = totals(self.tally, "reaching", facts, asks, terms)
        what = _("{figure} of a customer").format(figure=named(self.figure))
        return lambda ask: none_recent(what, self.months, before=ask in now)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure; those of customers counted now or a year before count."""
        now = self.tally.evidence(facts, asks)
        if not self.net:
            return now
        then = evidence_before(12, facts, asks, lambda then: self.tally.evidence(facts, then))
        return either(now, then)


@dataclass(frozen=True)
class FigureCustomersLately(FigureCustomers):
    """Customers for whom a figure comes to enough in any one period of the last *months*."""

    months: int = 2
    net: bool = True
    apart: ClassVar[bool] = True


@dataclass(frozen=True)
class FigureProducts:
    """Products, *but* for some, of which a figure comes to anything over the last 12 months."""

    figure: str
    but: tuple[str, ...] = ()
    unit: ClassVar[str] = ""

    @property
    def key(self) -> str:
        """The figure's name."""
        return self.figure

    @property
    def tally(self) -> Reaching:
        """The products of which there is a hundredth or more."""
        return Reaching(self.figure, "product", least=1, but=self.but)

    @property
    def tallies(self) -> tuple[Reaching]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """How many."""
        return Value(of(self.tally, "reaching"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no row of these months names a product."""
        what = _("{figure} of a product").format(figure=named(self.figure))
        return lambda ask: none_recent(what, self.tally.months)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the figure; those of the products counted count."""
        return self.tally.evidence(facts, asks)
