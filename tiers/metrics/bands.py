"""The size of a customer: its largest seats among some products, within a band."""

from dataclasses import dataclass

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Tally, Terms, added_up
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import Earlier
from tiers.words import _


@dataclass(frozen=True)
class Band:
    """From *low* to *high* seats, both included; no end where *high* is None."""

    low: int
    high: int | None = None

    def holds(self, seats: nw.Expr) -> nw.Expr:
        """Whether so many seats lie within."""
        return (seats >= self.low) & ~self.ends_below(seats)

    def ends_below(self, seats: nw.Expr) -> nw.Expr:
        """Whether its end lies below so many seats."""
        return nw.lit(False) if self.high is None else seats > self.high

    def __contains__(self, seats: int) -> bool:
        return self.low <= seats and not self.outgrown_by(seats)

    def outgrown_by(self, seats: int) -> bool:
        """Whether it ends below so many seats."""
        return self.high is not None and seats > self.high

    def misses(self, seats: int) -> str:
        """Why a customer of so many seats does not count."""
        if self.high is None:
            return _("{seats} seats, fewer than {low}").format(seats=seats, low=self.low)
        return _("{seats} seats, not from {low} to {high}").format(
            seats=seats, low=self.low, high=self.high
        )


ANY = Band(0)  # of whatever size


@dataclass(frozen=True)
class Sized:
    """What is counted at customers whose largest seats lie within a band, and nothing at others."""

    counted: Counted
    band: Band

    @property
    def columns(self) -> tuple[str, ...]:
        """What is told of each customer and product."""
        return self.counted.columns

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, customer and product known on the day what its rows that count come to."""
        products = added_up(self.counted, facts, asks, terms)
        if self.band == ANY:
            return products
        largest = nw.col("seats").max().over(*asks.keys, "customer_id")
        fits = products.with_columns(fits=self.band.holds(largest).cast(nw.Int64))
        figures = ("seats", "used", "silent", "counted")
        return fits.with_columns(nw.col(*figures) * nw.col("fits")).drop("fits")


@dataclass(frozen=True)
class InBand:
    """The customers whose largest counted seats lie within a band."""

    counted: Counted
    band: Band

    @property
    def columns(self) -> tuple[str, ...]:
        """The customers."""
        return ("customers",)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: how many customers lie within."""
        products = added_up(self.counted, facts, asks, terms)
        sizes = products.group_by(*asks.keys, "customer_id").agg(nw.col("seats", "counted").max())
        within = self.band.holds(nw.col("seats")).cast(nw.Int64) * nw.col("counted")
        return (
            sizes.with_columns(customers=within).group_by(asks.keys).agg(nw.col("customers").sum())
        )


@dataclass(frozen=True)
class OnBothDays:
    """The customers who counted 12 months before as well as on the day."""

    counted: Counted
    band: Band = ANY

    @property
    def columns(self) -> tuple[str, ...]:
        """Those within the band on both days, and those who have outgrown it since."""
        return ("kept", "outgrown")

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any customer on both days: kept, outgrown."""
        now = self._sizes(self.counted, facts, asks, terms)
        before = self._sizes(Earlier(self.counted), facts, asks, terms)
        both = now.join(before.rename({"seats": "before"}), on=[*asks.keys, "customer_id"])
        seats, within = nw.col("seats"), self.band.holds(nw.col("before"))
        return (
            both.with_columns(
                kept=(within & self.band.holds(seats)).cast(nw.Int64),
                outgrown=(within & self.band.ends_below(seats)).cast(nw.Int64),
            )
            .group_by(asks.keys)
            .agg(nw.col("kept", "outgrown").sum())
        )

    def _sizes(self, counted: Tally, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Each counted customer's largest seats."""
        products = added_up(counted, facts, asks, terms).filter(nw.col("counted") == 1)
        return products.group_by(*asks.keys, "customer_id").agg(nw.col("seats").max())
