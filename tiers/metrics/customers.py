"""Customers whose seats count: how many, how many new, and how many more than a year before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Row
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import Earlier
from tiers.metrics.products import OnBothDays
from tiers.metrics.reported import Reported, largest_of, neither
from tiers.metrics.seats import ByCustomer
from tiers.metrics.telling import (
    a_year_before,
    but,
    counting,
    merged,
    once,
    one_a_customer,
    speaking,
    totals,
    unknown_then,
)
from tiers.metrics.ways import Way
from tiers.screening import Ask, Evidence, by_ask
from tiers.words import _


@dataclass(frozen=True, init=False)
class Customers:
    """The distinct customers whose seats count; where none do, as many as the counts report."""

    counted: Counted
    key: ClassVar[str] = "customers"
    unit: ClassVar[str] = ""

    def __init__(self, *products: str, kinds: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The customers of seats, and those reported."""
        return (ByCustomer(Way(self.counted)), Reported(self.counted.products))

    def value(self, of: Of) -> Value:
        """Those of seats; where there are none those reported, and else none at all."""
        seats, reports = self.tallies
        counted, reported = of(seats, "customers"), of(reports, "customers")
        return Value(nw.when(counted > 0).then(counted).otherwise(nw.coalesce(reported, counted)))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Neither file says anything."""
        return neither(self.counted.not_fresh(facts, asks))

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of seats, one counting for each customer, and every count."""
        screened = self.counted.rows(facts, asks, terms)
        seats = one_a_customer(screened.explained(asks.keys))
        reports = Reported(self.counted.products).rows(facts, asks)
        listed = {ask for ask, _customer in counting(seats)}
        largest = but(
            largest_of(reports.explained(asks.keys), "customers"),
            lambda ask, row: _("the customers of seats count instead") if ask in listed else None,
        )
        return merged(by_ask(screened, seats), by_ask(reports, largest))


@dataclass(frozen=True, init=False)
class NewCustomers:
    """The customers whose seats count and did not 12 months before; else as many as reported."""

    counted: Counted
    key: ClassVar[str] = "new-customers"
    unit: ClassVar[str] = ""

    def __init__(self, *products: str, kinds: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The customers of seats now, before and on both days, and those reported."""
        now = ByCustomer(Way(self.counted))
        return (now, Earlier(now), OnBothDays(Way(self.counted)), Reported(self.counted.products))

    def value(self, of: Of) -> Value:
        """Those now less those on both days; reported, if none count now or none are known then."""
        now, before, both, reports = self.tallies
        new = of(now, "customers") - of(both, "kept").fill_null(0)
        compared = (of(now, "customers") > 0) & ~of(before, "customers").is_null()
        return Value(nw.when(compared).then(new).otherwise(of(reports, "new_customers")))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing is counted now or known before, and no count tells of new ones."""
        now = totals(ByCustomer(Way(self.counted)), facts, asks, terms)
        unknown = unknown_then(self.counted, facts, asks, now)

        def says(ask: Ask) -> str:
            if ask in now and not now[ask]["customers"]:
                return _("No seat counts, and no fresh customer count tells of new ones.")
            return neither(unknown)(ask)

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """The rows of both days and every count; a customer of both days is not new."""
        screened = self.counted.rows(facts, asks, terms)
        now = one_a_customer(screened.explained(asks.keys))
        before = one_a_customer(
            a_year_before(lambda then: self.counted.rows(facts, then, terms), asks)
        )
        known, had = {ask for ask, _row, _why in before}, counting(before)
        compared = {ask for ask, _customer in counting(now)} & known

        def old(ask: Ask, row: Row) -> str | None:
            if ask not in known:
                return _("what counted a year before is unknown")
            had_it = (ask, row["customer_id"]) in had
            return _("counted a year before as well") if had_it else None

        reports = Reported(self.counted.products).rows(facts, asks, "new_customers")
        largest = but(
            largest_of(reports.explained(asks.keys), "new_customers"),
            lambda ask, row: _("the customers of seats count instead") if ask in compared else None,
        )
        then = but(before, lambda ask, row: _("tells who is not new"))
        return merged(
            by_ask(screened, but(once(now, before), old)),
            by_ask(speaking(screened, _("On {day}: {fact}")), then),
            by_ask(reports, largest),
        )
