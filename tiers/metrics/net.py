"""How many more customers than 12 months before: of any size, or within a band of seats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Row
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.bands import ANY, Band
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import Earlier
from tiers.metrics.products import InBand, OnBothDays
from tiers.metrics.reported import Reported, largest_of, neither
from tiers.metrics.seats import ByCustomer
from tiers.metrics.telling import (
    a_year_before,
    but,
    counting,
    merged,
    one_a_customer,
    over_a_year,
    speaking,
    totals,
    unknown_then,
)
from tiers.metrics.ways import Way
from tiers.screening import Ask, Evidence, Judged, by_ask
from tiers.words import _

Told = Mapping[Ask, tuple[Evidence, ...]]


@dataclass(frozen=True, init=False)
class NetCustomers:
    """The customers whose seats count on the day, less those whose did 12 months before.

    Within a *band* a customer counts on a day when its largest seats lie in it; one that has
    outgrown it since *stays*. Without a band, where none count now, the reported ones are compared.
    """

    counted: Counted
    band: Band | None
    stays: bool
    key: ClassVar[str] = "adds"
    unit: ClassVar[str] = ""

    def __init__(
        self,
        *products: str,
        kinds: tuple[str, ...] = (),
        band: Band | None = None,
        stays: bool = False,
    ) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))
        object.__setattr__(self, "band", band)
        object.__setattr__(self, "stays", stays)

    @property
    def way(self) -> Way:
        """How seats are counted."""
        return Way(self.counted, self.band or ANY)

    @property
    def tally(self) -> Tally:
        """The customers on a day."""
        return InBand(self.way) if self.band else ByCustomer(self.way)

    @property
    def both(self) -> OnBothDays:
        """Those who may have outgrown the band."""
        return OnBothDays(self.way)

    @property
    def reports(self) -> Reported:
        """The customers reported on a day."""
        return Reported(self.counted.products)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Those of both days, and either whoever has outgrown the band or the reports of both."""
        days = (self.tally, Earlier(self.tally))
        if self.band:
            return (*days, self.both) if self.stays else days
        return (*days, self.reports, Earlier(self.reports))

    def value(self, of: Of) -> Value:
        """Those now less those before; may be negative."""
        now, before = of(self.tally, "customers"), of(Earlier(self.tally), "customers")
        if self.band:
            stayed = of(self.both, "outgrown").fill_null(0) if self.stays else 0
            return Value(now + stayed - before)
        reported = of(self.reports, "customers")
        instead = (now.fill_null(0) == 0) & ~reported.is_null()
        compared = reported - of(Earlier(self.reports), "customers")
        return Value(nw.when(instead).then(compared).otherwise(now - before))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """What is not known: one of the two days."""
        now = totals(self.tally, facts, asks, terms)
        unknown = unknown_then(self.counted, facts, asks, now)
        without_counts = neither(unknown)

        def says(ask: Ask) -> str:
            counted = ask in now and now[ask]["customers"]
            return unknown(ask) if self.band or counted else without_counts(ask)

        return says

    def evidence(self, facts: Facts, asks: Asks, terms: Terms) -> Told:
        """The rows of both days, those of customers gained and lost counting."""
        screened = self.counted.rows(facts, asks, terms)
        now = one_a_customer(screened.explained(asks.keys))
        before = one_a_customer(
            a_year_before(lambda then: self.counted.rows(facts, then, terms), asks)
        )
        if self.band:
            return over_a_year(screened, *self._within(self.band, now, before))
        listed = {ask for ask, _customer in counting(now)}
        reported = largest_of(self.reports.rows(facts, asks).explained(asks.keys), "customers")
        instead = {ask for ask, _row, against in reported if against is None} - listed
        before = but(
            before,
            lambda ask, row: _("customer counts are compared instead") if ask in instead else None,
        )
        return merged(
            over_a_year(screened, now, before), self._reported(facts, asks, reported, instead)
        )

    def _within(
        self, band: Band, now: list[Judged], before: list[Judged]
    ) -> tuple[list[Judged], list[Judged]]:
        """The rows of both days, with what the band has against their customers."""

        def outside(ask: Ask, row: Row) -> str | None:
            return None if row["seats"] in band else band.misses(row["seats"])

        then = but(before, outside)
        had = counting(then) if self.stays else set()

        def outgrown(ask: Ask, row: Row) -> str | None:
            stays = (ask, row["customer_id"]) in had and band.outgrown_by(row["seats"])
            return None if stays else outside(ask, row)

        return but(now, outgrown), then

    def _reported(self, facts: Facts, asks: Asks, now: list[Judged], instead: set[Ask]) -> Told:
        """The counts of both days, compared where they speak *instead* of the seats."""
        rows = self.reports.rows(facts, asks)
        before = a_year_before(lambda then: self.reports.rows(facts, then), asks)

        def beside(ask: Ask, row: Row) -> str | None:
            return None if ask in instead else _("the customers of seats are compared instead")

        return merged(
            by_ask(rows, but(now, beside)),
            by_ask(
                speaking(rows, _("Less those of {day}: {fact}")),
                but(largest_of(before, "customers"), beside),
            ),
        )
