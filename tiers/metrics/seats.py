"""Seats of products and their active use, from the newest periods that are fresh on the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Of, Terms, Value
from tiers.metrics.counted import Counted
from tiers.metrics.products import Products
from tiers.metrics.telling import another_row, best_by_product, silence, totals
from tiers.metrics.ways import ByWay, Way, Ways, in_all_ways
from tiers.screening import Ask, Evidence, by_ask, only_best
from tiers.words import _


@dataclass(frozen=True)
class ByCustomer(ByWay):
    """The totals of counted seats, each customer once."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Seats, active users, what is of unknown use, and the customers themselves."""
        return ("seats", "active", "silent", "customers")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: seats, active (users), silent (of unknown use), customers.

        Of a customer's products the one of most seats counts, and the use of every one.
        """
        customers = in_all_ways(Products(self.way), ways, facts, asks, terms)
        keys = [*asks.keys, *ways.apart]
        if ways.counted.apart:
            customers = customers.group_by(*keys, "customer_id").agg(
                nw.col("seats", "counted").max(), nw.col("used", "silent").sum()
            )
        return customers.group_by(keys).agg(
            nw.col("seats", "silent").sum(),
            nw.col("used").sum().alias("active"),
            nw.col("counted").sum().alias("customers"),
        )

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms, rank: Callable[[Row], object]
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row; of a customer's that could count, the highest in *rank*."""
        screened = self.way.counted.rows(facts, asks, terms)
        judged = only_best(screened.explained(asks.keys), "customer_id", rank, another_row)
        return by_ask(screened, judged)


@dataclass(frozen=True, init=False)
class Seats:
    """The seats at customers who name the partner in a way that counts.

    Of several products a customer's largest seats count, not their sum.
    """

    counted: Counted
    key: ClassVar[str] = "seats"
    unit: ClassVar[str] = ""

    def __init__(self, *products: str, kinds: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))

    @property
    def tally(self) -> ByCustomer:
        """The seats of each customer."""
        return ByCustomer(Way(self.counted))

    @property
    def tallies(self) -> tuple[ByCustomer]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """The seats, 0 where some are known and none counts."""
        return Value(of(self.tally, "seats"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing at all, or nothing fresh."""
        return self.counted.not_fresh(facts, asks)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the products, each customer's largest counting."""
        return self.tally.evidence(facts, asks, terms, lambda row: row["seats"])


@dataclass(frozen=True, init=False)
class PercentActive:
    """The counted seats in active use, in per cent; at no customer more than its seats."""

    counted: Counted
    key: ClassVar[str] = "active-usage"
    unit: ClassVar[str] = "%"

    def __init__(self, product: str, kinds: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "counted", Counted((product,), kinds))

    @property
    def tally(self) -> ByCustomer:
        """The seats and users of each customer."""
        return ByCustomer(Way(self.counted))

    @property
    def tallies(self) -> tuple[ByCustomer]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """100 x active users, per seat; unknown users count none, and no seat leaves it open."""
        some = of(self.tally, "seats") > 0
        return Value(
            nw.when(some).then(of(self.tally, "active") * 100),
            per=of(self.tally, "seats"),
            complete=some & (of(self.tally, "silent") == 0),
        )

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing fresh, no seat that counts, or customers without a figure."""
        found = totals(self.tally, facts, asks, terms)
        not_fresh = self.counted.not_fresh(facts, asks)

        def says(ask: Ask) -> str:
            if ask not in found:
                return not_fresh(ask)
            if not found[ask]["seats"]:
                return _("No seat counts, so there is no use to measure.")
            return _(
                "Active users are unknown at {silent} of the customers; "
                "what is known comes to {least:.1f} %."
            ).format(
                silent=found[ask]["silent"],
                least=100 * found[ask]["active"] / found[ask]["seats"],
            )

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the product, of each customer the one of most active users counting."""
        return self.tally.evidence(
            facts,
            asks,
            terms,
            lambda row: (row["active_users"] is not None, row["active_users"] or 0, row["seats"]),
        )


@dataclass(frozen=True, init=False)
class ActiveUsers:
    """The users of every counted product; at no customer more than it has seats of it."""

    counted: Counted
    key: ClassVar[str] = "active-users"
    unit: ClassVar[str] = ""

    def __init__(self, *products: str, kinds: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))

    @property
    def tally(self) -> ByCustomer:
        """The users of each customer."""
        return ByCustomer(Way(self.counted))

    @property
    def tallies(self) -> tuple[ByCustomer]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """Unknown users count none."""
        return Value(of(self.tally, "active"), complete=of(self.tally, "silent") == 0)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing fresh, or customers whose users are unknown."""
        found = totals(self.tally, facts, asks, terms)
        not_fresh = self.counted.not_fresh(facts, asks)

        def says(ask: Ask) -> str:
            if ask not in found:
                return not_fresh(ask)
            return silence(found[ask]["silent"], found[ask]["active"])

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row, of each customer and product the one of most active users counting."""
        screened = self.counted.rows(facts, asks, terms)
        return by_ask(screened, best_by_product(screened.explained(asks.keys)))
