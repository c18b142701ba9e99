"""How customers stood when their associations with the partner began: what was there is not won."""

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Terms, added_up
from tiers.metrics.association import held
from tiers.metrics.bands import ANY, Band, Sized
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import earlier_than

FIGURES = ("period", "seats", "used", "silent", "counted")


def year_before() -> nw.Expr:
    """The day 12 months before the day."""
    return earlier_than(nw.col("day"), 12)


def with_claims(
    counted: Counted, facts: Facts, asks: Asks, terms: Terms, band: Band = ANY
) -> Frame:
    """Per ask, customer and product whose seats count what they come to, their day, and claimed.

    Only customers whose largest seats lie within the *band*. Claimed is the latest start of a
    counted association that holds on the day, null for none.
    """
    products = added_up(Sized(counted, band), facts, asks, terms).filter(nw.col("counted") == 1)
    keys = [*asks.keys, "customer_id", "product"]
    starts = held(counted.products, facts, asks, counted.counts(terms))
    claims = starts.group_by(keys).agg(nw.col("started_on").max().alias("claimed"))
    joined = products.join(claims, on=keys, how="left")
    return asks.meet(joined) if asks.pairs is None else joined


def with_standing(rows: Frame, at: str, counted: Counted, facts: Facts, terms: Terms) -> Frame:
    """The *rows* with what `counted` came to on the day in their column *at*.

    Whatever associations held then. The columns get `_then` behind their names; they are null where
    nothing is known of the customer's product. Known is 1 where its period is, else null.
    """
    days = Asks(pairs=rows.select("partner_id", day=nw.col(at)).unique())
    then = counted.by_product(counted.whatever_held(facts, days, terms), days).rename({"day": at})
    figures = then.rename({name: f"{name}_then" for name in FIGURES})
    of_product = ["partner_id", "product", at]
    known = then.select(of_product).unique().with_columns(known=nw.lit(1))
    stood = rows.join(
        figures.select(*of_product, "customer_id", *(f"{name}_then" for name in FIGURES)),
        on=[*of_product, "customer_id"],
        how="left",
    )
    return stood.join(known, on=of_product, how="left")
