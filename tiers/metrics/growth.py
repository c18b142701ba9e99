"""How much the use of products has grown since 12 months before, or since a later claim."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row, in_memory
from tiers.measures import Of, Tally, Terms, Value
from tiers.metrics.bands import ANY, Band
from tiers.metrics.claims import with_claims, with_standing, within_a_year, year_before
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import as_before
from tiers.metrics.products import Products, Sized
from tiers.metrics.telling import (
    a_year_before,
    best_by_product,
    but,
    counting,
    known_only,
    merged,
    once,
    silence,
    speaking,
    totals,
)
from tiers.metrics.ways import ByWay, Way, Ways, in_all_ways
from tiers.screening import Ask, Evidence, Judged, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Used(ByWay):
    """The use on the day, at customers whose seats lie within the band."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The users, and at how many products they are unknown."""
        return ("active", "silent")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with a fresh period: active, silent."""
        products = in_all_ways(Sized(self.way), ways, facts, asks, terms)
        return products.group_by(*asks.keys, *ways.apart).agg(
            nw.col("used").sum().alias("active"), nw.col("silent").sum()
        )


@dataclass(frozen=True)
class Baseline(ByWay):
    """The use from which a customer's product has grown: that of a year before or of its claim."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The users then, at how many products they are unknown, and of how many everything is."""
        return ("users", "silent", "unknown")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any counted seats: users, silent, unknown."""
        products = self.products(ways, facts, asks, terms)
        return products.group_by(*asks.keys, *ways.apart).agg(nw.col(*self.columns).sum())

    def products(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, way, customer and product whose seats count: baseline (the day), and columns.

        Where users are unknown every seat was in use, the worst case. A customer absent then, from
        figures that are known, had none.
        """
        claimed, before = nw.col("claimed"), nw.col("before")
        rows = with_claims(ways, facts, asks, terms).with_columns(before=year_before())
        rows = rows.with_columns(baseline=nw.when(claimed > before).then(claimed).otherwise(before))
        days = within_a_year(ways, facts, asks, terms)
        return with_standing(rows, "baseline", days, ways, facts, terms).select(
            *asks.keys,
            *ways.apart,
            "customer_id",
            "product",
            "baseline",
            users=_worst(nw.col("used_then"), nw.col("silent_then"), nw.col("seats_then")),
            silent=nw.col("silent_then").fill_null(0),
            unknown=nw.col("known").is_null().cast(nw.Int64),
        )


@dataclass(frozen=True)
class Gone(ByWay):
    """The use of 12 months before at customers of whom nothing counts any more.

    They lay within the band then.
    """

    @property
    def columns(self) -> tuple[str, ...]:
        """The users then, and at how many products they are unknown."""
        return ("users", "silent")

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask with any: users, silent."""

        def sized(asked: Asks) -> Frame:
            return in_all_ways(Sized(self.way), ways, facts, asked, terms)

        some, keys = nw.col("counted") == 1, [*asks.keys, *ways.apart]
        now = in_all_ways(Products(self.way), ways, facts, asks, terms).filter(some)
        before = as_before(sized, facts, asks).filter(some)
        gone = before.join(
            now.select(*keys, "customer_id"), on=[*keys, "customer_id"], how="anti"
        ).with_columns(users=_worst(nw.col("used"), nw.col("silent"), nw.col("seats")))
        return gone.group_by(keys).agg(nw.col("users", "silent").sum())


@dataclass(frozen=True, init=False)
class UsageGrowth:
    """The users of counted products, less those of their baselines and of customers gone since.

    Within a *band* a customer counts whose largest seats lie in it: on the day, or, of those who
    are gone, 12 months before.
    """

    counted: Counted
    band: Band
    key: ClassVar[str] = "growth"
    unit: ClassVar[str] = ""

    def __init__(
        self, *products: str, kinds: tuple[str, ...] = (), band: Band | None = None
    ) -> None:
        object.__setattr__(self, "counted", Counted(products, kinds))
        object.__setattr__(self, "band", band or ANY)

    @property
    def way(self) -> Way:
        """How seats are counted."""
        return Way(self.counted, self.band)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The use now, at the baselines, and of customers who have gone."""
        return (Used(self.way), Baseline(self.way), Gone(self.way))

    def value(self, of: Of) -> Value:
        """Unknown users count none now and as many as have seats before."""
        now, baseline, gone = self.tallies
        lost = of(baseline, "users").fill_null(0) + of(gone, "users").fill_null(0)
        silent = of(baseline, "silent").fill_null(0) + of(gone, "silent").fill_null(0)
        known = of(baseline, "unknown").fill_null(0) == 0
        return Value(
            nw.when(known).then(of(now, "active") - lost),
            complete=of(now, "silent") + silent == 0,
        )

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """Nothing fresh, no baseline, or users unknown on one of the days."""
        not_fresh = self.counted.not_fresh(facts, asks)
        now, baseline, gone = (totals(tally, facts, asks, terms) for tally in self.tallies)

        def says(ask: Ask) -> str:
            if ask not in now:
                return not_fresh(ask)
            then = [found[ask] for found in (baseline, gone) if ask in found]
            if unknown := sum(row.get("unknown", 0) for row in then):
                return _(
                    "Of {unknown} products of customers no fresh seats are known at the baseline, "
                    "a year before or at the claim."
                ).format(unknown=unknown)
            silent = sum(row["silent"] for row in then)
            least = now[ask]["active"] - sum(row["users"] for row in then)
            return silence(now[ask]["silent"] + silent, least)

        return says

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """The rows of now, which add their users, and those of the baselines, which take theirs."""
        screened = self.counted.rows(facts, asks, terms)
        now = best_by_product(screened.explained(asks.keys))
        before = best_by_product(
            a_year_before(lambda then: self.counted.rows(facts, then, terms), asks)
        )
        have = counting(now)
        gone = [
            (ask, row, why)
            for ask, row, why in self._within(before)
            if why is None and (ask, row["customer_id"]) not in have
        ]
        since = speaking(screened, _("Less the use of {day}: {fact}"))
        lost = speaking(screened, _("Lost since {day}: {fact}"))
        baselines = self._baselines(facts, asks, terms)
        return merged(
            by_ask(screened, once(self._within(now), [*baselines, *gone])),
            by_ask(since, baselines),
            by_ask(lost, gone),
        )

    def _within(self, judged: list[Judged]) -> list[Judged]:
        """The rows, those that could count now subject to the size of their customer."""
        largest: dict[tuple[Ask, str], int] = {}
        for ask, row, against in judged:
            if against is None:
                customer = ask, row["customer_id"]
                largest[customer] = max(row["most"], largest.get(customer, 0))

        def outside(ask: Ask, row: Row) -> str | None:
            seats = largest[ask, row["customer_id"]]
            return None if seats in self.band else self.band.misses(seats)

        return but(judged, outside)

    def _baselines(self, facts: Facts, asks: Asks, terms: Terms) -> list[Judged]:
        """The rows of each counted customer's product on its own baseline day."""
        products = Baseline(self.way).products(Ways((self.way,)), facts, asks, terms)
        wanted: dict[Ask, list[Ask]] = {}
        for row in in_memory(products).iter_rows(named=True):
            then = (row["partner_id"], row["baseline"], row["customer_id"], row["product"])
            wanted.setdefault(then, []).append(tuple(row[key] for key in asks.keys))
        days = Asks(pairs=products.select("partner_id", day=nw.col("baseline")).unique())
        known = known_only(self.counted.whatever_held(facts, days, terms))
        return best_by_product(
            (ask, row, against)
            for then, row, against in known.explained(days.keys)
            for ask in wanted.get((*then, row["customer_id"], row["product"]), [])
        )


def _worst(used: nw.Expr, silent: nw.Expr, seats: nw.Expr) -> nw.Expr:
    """The users, or every seat where they are unknown; none where nothing is known."""
    return (used + silent * seats).fill_null(0)
