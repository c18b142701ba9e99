"""What the seats that count come to, by customer and product; and of customers within a band."""

from dataclasses import dataclass

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Terms
from tiers.metrics.bands import ANY
from tiers.metrics.earlier import as_before
from tiers.metrics.ways import ByWay, Step, Ways, in_all_ways
from tiers.screening import any_holds


@dataclass(frozen=True)
class Products(Step):
    """What the rows that count come to, whatever the size of their customer.

    With *whatever_held* as if every association held that the rows speak of.
    """

    whatever_held: bool = False

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, customer and product what the rows come to that count; of several the largest.

        Adds to these keys seats, used (by at most as many as have seats, 0 where unknown), silent
        (1 where it is unknown) and counted (1). All rows that do not count are one without customer
        and figures, so that every product known is there.
        """
        known = ways.counted.known
        if self.whatever_held:
            rows = known.on(facts, asks)
            rows = ways.spread(rows, counts=lambda way: ~any_holds(way.counted.never(terms)))
        else:
            rows = known.standing(ways.kinds(terms), facts, asks)
            rows = ways.spread(rows, counts=lambda way: ~any_holds(way.counted.fails(terms)))
        counts = nw.col("counts")
        products = (
            rows.with_columns(
                customer_id=nw.when(counts).then(nw.col("customer_id")),
                seats=nw.when(counts).then(nw.col("seats")).otherwise(0),
                users=nw.when(counts).then(nw.col("active_users")),
                counted=counts.cast(nw.Int64),
            )
            .group_by(*asks.keys, *ways.apart, *known.apart, "customer_id")
            .agg(nw.col("seats", "users", "counted").max())
        )
        if not known.apart:
            products = products.with_columns(product=nw.lit(known.products[0]))
        used = nw.min_horizontal(nw.col("users").fill_null(0), nw.col("seats"))
        silent = nw.col("users").is_null().cast(nw.Int64) * nw.col("counted")
        return products.with_columns(used=used, silent=silent).drop("users")


@dataclass(frozen=True)
class Sized(Step):
    """The same at customers whose largest seats lie within the band, and nothing at others."""

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, customer and product what its rows come to that count, as `Products` has it."""
        products = in_all_ways(Products(self.way), ways, facts, asks, terms)
        if all(way.band == ANY for way in ways.each):
            return products
        largest = nw.col("seats").max().over(*asks.keys, *ways.apart, "customer_id")
        sized = products.with_columns(largest=largest)
        fits = ways.sized(lambda band: band.holds(nw.col("largest"))).cast(nw.Int64)
        figures = ("seats", "used", "silent", "counted")
        return (
            sized.with_columns(fits=fits)
            .with_columns(nw.col(*figures) * nw.col("fits"))
            .drop("fits", "largest")
        )


@dataclass(frozen=True)
class InBand(ByWay):
    """The customers whose largest counted seats lie within a band."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The customers."""
        return ("customers",)

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: how many customers lie within."""
        products = in_all_ways(Products(self.way), ways, facts, asks, terms)
        keys = [*asks.keys, *ways.apart]
        sizes = products.group_by(*keys, "customer_id").agg(nw.col("seats", "counted").max())
        within = ways.sized(lambda band: band.holds(nw.col("seats"))).cast(nw.Int64)
        customers = sizes.with_columns(customers=within * nw.col("counted"))
        return customers.group_by(keys).agg(nw.col("customers").sum())


@dataclass(frozen=True)
class OnBothDays(ByWay):
    """The customers who counted 12 months before as well as on the day."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, and those who lay within the band before and have outgrown it since."""
        return ("kept", "outgrown")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any customer on both days: kept, outgrown."""
        keys = [*asks.keys, *ways.apart]

        def sizes(products: Frame) -> Frame:
            counted = products.filter(nw.col("counted") == 1)
            return counted.group_by(*keys, "customer_id").agg(nw.col("seats").max())

        def on(asked: Asks) -> Frame:
            return in_all_ways(Products(self.way), ways, facts, asked, terms)

        before = sizes(as_before(on, facts, asks)).rename({"seats": "before"})
        both = sizes(on(asks)).join(before, on=[*keys, "customer_id"])
        seats, before_ = nw.col("seats"), nw.col("before")
        outgrown = ways.sized(lambda band: band.holds(before_) & band.ends_below(seats))
        return (
            both.with_columns(kept=nw.lit(1), outgrown=outgrown.cast(nw.Int64))
            .group_by(keys)
            .agg(nw.col("kept", "outgrown").sum())
        )
