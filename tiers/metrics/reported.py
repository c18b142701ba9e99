"""How many customers a file of counts reports, where no list of them is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame, Row
from tiers.measures import Terms
from tiers.metrics.association import of_products
from tiers.products import product
from tiers.screening import Ask, Judged, Reason, Screened, only_best
from tiers.words import _, number


@dataclass(frozen=True)
class Reported:
    """The customer counts of products: each one's newest while fresh, the largest of several."""

    products: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The customers, and how many of them are new."""
        return ("customers", "new_customers")

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh count: customers, new_customers (null where none are told)."""
        known = self.rows(facts, asks).known()
        return known.group_by(asks.keys).agg(nw.col(*self.columns).max())

    def rows(self, facts: Facts, asks: Asks, column: str = "customers") -> Screened:
        """Every row of the products, and whether it counts for the *column*."""
        period, day = nw.col("period"), nw.col("day")
        rows = asks.meet(facts.customer_counts.filter(of_products(self.products)))
        keys = [*asks.keys, "product"]
        past = rows.filter(period <= day).group_by(keys).agg(period.max().alias("newest"))
        return Screened(
            rows.join(past, on=keys, how="left"),
            unknown=(
                Reason(period > day, lambda row: _("of a later period")),
                Reason(
                    period < nw.col("newest"),
                    lambda row: _("older than the count of {newest}").format(newest=row["newest"]),
                ),
                Reason(
                    period < day.dt.offset_by(f"-{FRESH_DAYS}d").cast(nw.Date),
                    lambda row: _("more than {days} days old").format(days=FRESH_DAYS),
                ),
            ),
            fails=(Reason(nw.col(column).is_null(), lambda row: _("says nothing of new ones")),),
            says=_says,
        )


def largest_of(judged: Iterable[Judged], column: str) -> list[Judged]:
    """Of the counts of several products that could count, the largest does."""
    return only_best(
        judged,
        "partner_id",
        lambda row: row[column],
        lambda row: _("another product has as many or more"),
    )


def neither(not_fresh: Callable[[Ask], str]) -> Callable[[Ask], str]:
    """Tells that no count makes up for seats that are not known."""
    return lambda ask: _("{seats} Nor is there a fresh customer count.").format(
        seats=not_fresh(ask)
    )


def _says(row: Row) -> str:
    new = row["new_customers"]
    return _("{customers} customers of {product}, {new} new, {day}").format(
        customers=number(row["customers"]),
        product=product(row["product"]),
        new=_("unknown") if new is None else number(new),
        day=row["period"],
    )
