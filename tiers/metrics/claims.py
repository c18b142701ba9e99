"""What was there when an association with the partner began, or a year before: it is not won."""

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Terms
from tiers.metrics.association import Held
from tiers.metrics.earlier import earlier_than
from tiers.metrics.products import Products, Sized
from tiers.metrics.ways import Ways, in_all_ways

FIGURES = ("seats", "used", "silent", "counted")


def year_before() -> nw.Expr:
    """The day 12 months before the day."""
    return earlier_than(nw.col("day"), 12)


def starts(ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    """The associations that count and hold on the day, in each way: what `Held` tells, and day."""

    def counting() -> Frame:
        every = ways.spread(
            _held(ways, facts, asks, terms),
            counts=lambda way: nw.col("kind").is_in(way.counted.counts(terms)),
        )
        return every.filter(nw.col("counts")).drop("counts")

    return facts.added_up(("starts", ways, asks, terms), counting)


def _held(ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    held = Held(ways.counted.products, ways.kinds(terms)).on(facts, asks)
    return asks.meet(held) if asks.pairs is None else held


def with_claims(ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    """Per ask, way, customer and product whose seats count: their sums, their day, and claimed.

    Only customers whose largest seats lie within the way's band. Claimed is the latest start of a
    counted association that holds on the day, null for none.
    """
    sized = in_all_ways(Sized(ways.each[0]), ways, facts, asks, terms)
    keys = [*asks.keys, *ways.apart, "customer_id", "product"]
    began = starts(ways, facts, asks, terms)
    claims = began.group_by(keys).agg(nw.col("started_on").max().alias("claimed"))
    joined = sized.filter(nw.col("counted") == 1).join(claims, on=keys, how="left")
    return asks.meet(joined) if asks.pairs is None else joined


def within_a_year(ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Asks:
    """The days a change since 12 months before is measured from.

    They are the day itself that long before each ask and, since then, every first day of an
    association that holds.
    """

    def days() -> Frame:
        recent = _held(ways, facts, asks, terms).filter(nw.col("started_on") > year_before())
        asked = asks.of(facts).select("partner_id", day=year_before())
        return nw.concat([asked, recent.select("partner_id", day=nw.col("started_on"))]).unique()

    products, kinds = ways.counted.products, ways.kinds(terms)
    pairs = facts.added_up(("days within a year", products, kinds, asks), days)
    return facts.once(("within a year", products, kinds, asks), lambda: Asks(pairs=pairs))


def with_standing(
    rows: Frame, at: str, days: Asks, ways: Ways, facts: Facts, terms: Terms
) -> Frame:
    """The *rows* of all ways with what each came to on the day in their column *at*, of the *days*.

    Whatever associations held then. The columns get `_then` behind their names; they are null where
    nothing is known of the customer's product. Known is 1 where its period is, else null.
    """
    then = in_all_ways(Products(ways.each[0], whatever_held=True), ways, facts, days, terms)
    figures = then.rename({"day": at, **{name: f"{name}_then" for name in FIGURES}})
    of_product = ["partner_id", *ways.apart, "product", at]
    known = figures.select(of_product).unique().with_columns(known=nw.lit(1))
    stood = rows.join(figures, on=[*of_product, "customer_id"], how="left")
    return stood.join(known, on=of_product, how="left")
