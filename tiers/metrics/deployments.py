"""Tenants that have put a product to use: how many more than 12 months before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row, in_memory
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.bands import ANY, Band
from tiers.metrics.claims import starts, within_a_year, year_before
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import Earlier
from tiers.metrics.milestones import says_share
from tiers.metrics.products import Products
from tiers.metrics.telling import (
    a_year_before,
    best_by_product,
    but,
    one_a_customer,
    over_a_year,
    silence,
    totals,
    unknown_then,
)
from tiers.metrics.ways import ByWay, Step, Way, Ways, in_all_ways
from tiers.screening import Ask, Evidence, Judged
from tiers.words import _


@dataclass(frozen=True)
class Tenants(Step):
    """The customers with a product whose seats lie in the band, so many *percent* in use.

    With *at_claim* more than so many, and as if every association held that the rows speak of.
    """

    percent: int
    at_claim: bool = False

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask and customer: deployed, at_most (perhaps deployed) and silent, 1 or 0.

        Where users are unknown none are in use, so that such a product is never deployed.
        """
        seats, fits = nw.col("seats"), nw.col("fits")
        used, mark = nw.col("used") * 100, seats * self.percent
        enough = used > mark if self.at_claim else used >= mark
        flags = {"deployed": fits & enough, "silent": fits & (nw.col("silent") == 1)}
        products = Products(self.way, whatever_held=self.at_claim)
        return (
            in_all_ways(products, ways, facts, asks, terms)
            .with_columns(fits=(seats > 0) & ways.sized(lambda band: band.holds(seats)))
            .with_columns(**{name: flag.cast(nw.Int64) for name, flag in flags.items()})
            .group_by(*asks.keys, *ways.apart, "customer_id")
            .agg(nw.col(*flags).max())
            .with_columns(at_most=nw.max_horizontal(*flags))
        )


@dataclass(frozen=True)
class Deployed(ByWay):
    """How many tenants there are."""

    percent: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that surely are, those that may be, and those of which users are unknown."""
        return ("deployed", "at_most", "silent")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: deployed, at_most, silent."""
        tenants = in_all_ways(Tenants(self.way, self.percent), ways, facts, asks, terms)
        return tenants.group_by(*asks.keys, *ways.apart).agg(nw.col(*self.columns).sum())


@dataclass(frozen=True)
class DeployedAtClaim(ByWay):
    """Those deployed that were beyond the mark when an association of the last 12 months began."""

    percent: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that may have been, and those of which users were unknown."""
        return ("at_most", "silent")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any: at_most, silent."""
        tenants = self.tenants(ways, facts, asks, terms)
        return tenants.group_by(*asks.keys, *ways.apart).agg(nw.col(*self.columns).sum())

    def tenants(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, way and customer: at_most (1), silent (1 or 0), and claimed, the day it was."""
        customer = [*asks.keys, *ways.apart, "customer_id"]
        began = starts(ways, facts, asks, terms).filter(nw.col("started_on") > year_before())
        began = began.select(*dict.fromkeys(["partner_id", *customer]), "started_on").unique()
        days = within_a_year(ways, facts, asks, terms)
        then = Tenants(self.way, self.percent, at_claim=True)
        stood = in_all_ways(then, ways, facts, days, terms).rename({"day": "started_on"})
        were = stood.filter(nw.col("at_most") == 1).drop("deployed")
        claimed = began.join(were, on=["partner_id", *ways.apart, "customer_id", "started_on"])
        left_out = claimed.group_by(customer).agg(
            nw.col("at_most", "silent").max(), nw.col("started_on").min().alias("claimed")
        )
        now = in_all_ways(Tenants(self.way, self.percent), ways, facts, asks, terms)
        deployed = now.filter(nw.col("deployed") == 1).select(customer)
        return deployed.join(left_out, on=customer)


@dataclass(frozen=True, init=False)
class DeployedTenants:
    """The customers that have put a product to use, less those that had 12 months before."""

    percent: int
    counted: Counted
    band: Band
    key: ClassVar[str] = "deployments"
    unit: ClassVar[str] = ""

    def __init__(
        self,
        percent: int,
        *products: str,
        kinds: tuple[str, ...] = (),
        band: Band | None = None,
    ) -> None:
        object.__setattr__(self, "percent", percent)
        object.__setattr__(self, "counted", Counted(products, kinds))
        object.__setattr__(self, "band", band or ANY)

    @property
    def way(self) -> Way:
        """How seats are counted."""
        return Way(self.counted, self.band)

    @property
    def tally(self) -> Deployed:
        """Those deployed on a day."""
        return Deployed(self.way, self.percent)

    @property
    def at_claim(self) -> DeployedAtClaim:
        """Those deployed when they were claimed."""
        return DeployedAtClaim(self.way, self.percent)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Those now, of these the ones deployed when they were claimed, and those before."""
        return (self.tally, self.at_claim, Earlier(self.tally))

    def value(self, of: Of) -> Value:
        """Where users are unknown the worst is taken: not deployed now, deployed before."""
        now, claim, before = self.tallies
        left_out = of(claim, "at_most").fill_null(0)
        unknown = of(now, "silent") + of(claim, "silent").fill_null(0) + of(before, "silent")
        return Value(of(now, "deployed") - left_out - of(before, "at_most"), complete=unknown == 0)

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """One of the two days is not known, or the users of a tenant are not."""
        now, claim, before = (totals(tally, facts, asks, terms) for tally in self.tallies)
        unknown = unknown_then(self.counted, facts, asks, now)

        def says(ask: Ask) -> str:
            if ask not in now or ask not in before:
                return unknown(ask)
            then = [found[ask] for found in (claim, before) if ask in found]
            silent = now[ask]["silent"] + sum(row["silent"] for row in then)
            return silence(silent, now[ask]["deployed"] - sum(row["at_most"] for row in then))

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """The rows of both days, those of tenants gained and lost counting."""
        screened = self.counted.rows(facts, asks, terms)
        before = a_year_before(lambda then: self.counted.rows(facts, then, terms), asks)
        were = {
            (*(row[key] for key in asks.keys), row["customer_id"]): row["claimed"]
            for row in in_memory(
                self.at_claim.tenants(Ways((self.way,)), facts, asks, terms)
            ).iter_rows(named=True)
        }

        def at_claim(ask: Ask, row: Row) -> str | None:
            day = were.get((*ask, row["customer_id"]))
            return day and _("deployed already when its association began on {day}").format(day=day)

        now = self._tenants(screened.explained(asks.keys), worst=False)
        return over_a_year(screened, but(now, at_claim), self._tenants(before, worst=True))

    def _tenants(self, judged: Iterable[Judged], *, worst: bool) -> list[Judged]:
        """The rows judged: of each customer one counts that is deployed, at the *worst* perhaps."""

        def short(ask: Ask, row: Row) -> str | None:
            if row["most"] not in self.band or not row["most"]:
                return self.band.misses(row["most"])
            if row["used"] is None and worst:
                return None
            enough = row["used"] is not None and row["used"] * 100 >= row["most"] * self.percent
            return None if enough else says_share(row, self.percent)

        return one_a_customer(but(best_by_product(judged), short))
