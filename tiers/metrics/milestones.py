"""Milestones of use: products at customers of whose seats a share has come into active use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row, in_memory
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.claims import with_claims, with_standing
from tiers.metrics.counted import Counted
from tiers.metrics.products import Products
from tiers.metrics.telling import best_by_product, but, silence, totals
from tiers.metrics.ways import ByWay, Way, Ways, in_all_ways
from tiers.screening import Ask, Evidence, by_ask
from tiers.words import _, number


@dataclass(frozen=True)
class Reached(ByWay):
    """The customers' products of at least *floor* seats, so many *percent* of them in use."""

    percent: int
    floor: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that have reached it, and those large enough of unknown use."""
        return ("reached", "silent")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: reached, silent."""
        large = (nw.col("seats") >= self.floor) & (nw.col("counted") == 1)
        reached = large & (nw.col("used") * 100 >= nw.col("seats") * self.percent)
        known = nw.col("silent") == 0
        return (
            in_all_ways(Products(self.way), ways, facts, asks, terms)
            .with_columns(
                reached=(reached & known).cast(nw.Int64), silent=(large & ~known).cast(nw.Int64)
            )
            .group_by(*asks.keys, *ways.apart)
            .agg(nw.col("reached", "silent").sum())
        )


@dataclass(frozen=True)
class ReachedAtClaim(ByWay):
    """Those of them that had come so far when the association began by which they are claimed."""

    percent: int
    floor: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that had."""
        return ("already",)

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any: already."""
        found = self.products(ways, facts, asks, terms)
        found = found.with_columns(already=nw.lit(1, nw.Int64))
        return found.group_by(*asks.keys, *ways.apart).agg(nw.col("already").sum())

    def products(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Each of them: its customer and product, claimed, seats_then, used_then."""
        percent = self.percent
        reached = (
            with_claims(ways, facts, asks, terms)
            .filter(~nw.col("claimed").is_null() & (nw.col("seats") >= self.floor))
            .filter((nw.col("silent") == 0) & (nw.col("used") * 100 >= nw.col("seats") * percent))
        )
        told = (nw.col("silent_then") == 0) & (nw.col("seats_then") > 0)
        already = nw.col("used_then") * 100 >= nw.col("seats_then") * percent
        days = Asks(pairs=reached.select("partner_id", day=nw.col("claimed")).unique())
        stood = with_standing(reached, "claimed", days, ways, facts, terms)
        return stood.filter(told & already)


@dataclass(frozen=True, init=False)
class Milestones:
    """Customers' products that have come into use by so many per cent since they were claimed."""

    percent: int
    counted: Counted
    floor: int
    key: ClassVar[str] = "milestones"
    unit: ClassVar[str] = ""

    def __init__(
        self, percent: int, *products: str, floor: int = 150, kinds: tuple[str, ...] = ("CPOR",)
    ) -> None:
        object.__setattr__(self, "percent", percent)
        object.__setattr__(self, "counted", Counted(products, kinds))
        object.__setattr__(self, "floor", floor)

    @property
    def reached(self) -> Reached:
        """Those that have come so far."""
        return Reached(Way(self.counted), self.percent, self.floor)

    @property
    def at_claim(self) -> ReachedAtClaim:
        """Those that had at their claim."""
        return ReachedAtClaim(Way(self.counted), self.percent, self.floor)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Both."""
        return (self.reached, self.at_claim)

    def value(self, of: Of) -> Value:
        """Those that have, less those that had; of unknown use none have."""
        already = of(self.at_claim, "already").fill_null(0)
        return Value(
            of(self.reached, "reached") - already, complete=of(self.reached, "silent") == 0
        )

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing fresh, or users unknown where there are seats enough."""
        not_fresh = self.counted.not_fresh(facts, asks)
        found, had = (totals(tally, facts, asks, terms) for tally in self.tallies)

        def says(ask: Ask) -> str:
            if ask not in found:
                return not_fresh(ask)
            already = had[ask]["already"] if ask in had else 0
            return silence(found[ask]["silent"], found[ask]["reached"] - already)

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row; of each customer and product one counts that has come so far since."""
        screened = self.counted.rows(facts, asks, terms)
        alone = Ways((Way(self.counted),))
        had = {
            (*(row[key] for key in asks.keys), row["customer_id"], row["product"]): row
            for row in in_memory(self.at_claim.products(alone, facts, asks, terms)).iter_rows(
                named=True
            )
        }

        def short(ask: Ask, row: Row) -> str | None:
            if row["most"] < self.floor:
                return _("{seats} seats, fewer than {floor}").format(
                    seats=number(row["most"]), floor=number(self.floor)
                )
            if row["used"] is None or row["used"] * 100 < row["most"] * self.percent:
                return says_share(row, self.percent)
            return _says_already(had.get((*ask, row["customer_id"], row["product"])))

        return by_ask(screened, but(best_by_product(screened.explained(asks.keys)), short))


def says_share(row: Row, percent: int) -> str:
    """Why a customer's product has not come into use as far as is asked."""
    if row["used"] is None:
        return _("active users unknown")
    return _("{share:.1f} % active, {percent} % are asked for").format(
        share=100 * row["used"] / max(row["most"], 1), percent=percent
    )


def _says_already(row: Row | None) -> str | None:
    if row is None:
        return None
    return _("{share:.1f} % were active at its claim on {day} already").format(
        share=100 * row["used_then"] / row["seats_then"], day=row["claimed"]
    )
