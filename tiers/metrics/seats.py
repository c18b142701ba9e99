"""Seats of a product and their active use, from the newest period that is fresh on the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame, Row, in_memory
from tiers.language import Edition, Value
from tiers.metrics.association import association_reasons, with_association
from tiers.screening import Ask, Evidence, Reason, Screened, by_ask, only_best
from tiers.words import _


@dataclass(frozen=True)
class ByCustomer:
    """The totals of a product's counted seats, each customer once."""

    product: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Seats, active users, and customers of unknown use."""
        return ("seats", "active", "silent")

    def add_up(self, facts: Facts, asks: Asks, edition: Edition) -> Frame:
        """Per ask with a fresh period: seats, active (users), silent (customers of unknown use).

        A customer under several counted kinds of association has its largest figures, no sum.
        """
        counts = nw.col("counts")
        customers = (
            _screened(self.product, facts, asks, edition)
            .known()
            .with_columns(
                seats=nw.when(counts).then(nw.col("seats")).otherwise(0),
                users=nw.when(counts).then(nw.col("active_users")),
                counted=counts.cast(nw.Int64),
            )
            .group_by(*asks.keys, "customer_id")
            .agg(nw.col("seats", "users", "counted").max())
        )
        used = nw.min_horizontal(nw.col("users").fill_null(0), nw.col("seats"))
        silent = nw.col("users").is_null().cast(nw.Int64) * nw.col("counted")
        return (
            customers.with_columns(active=used, silent=silent)
            .group_by(asks.keys)
            .agg(nw.col("seats", "active", "silent").sum())
        )

    def evidence(
        self, facts: Facts, asks: Asks, edition: Edition, largest: str
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the product; of a customer's that could count, the one *largest* in that."""
        screened = _screened(self.product, facts, asks, edition, told=True)
        judged = only_best(
            screened.explained(asks.keys),
            "customer_id",
            lambda row: (row[largest] is not None, row[largest] or 0, row["seats"]),
            lambda row: _("another row of this customer counts"),
        )
        return by_ask(screened, judged)


@dataclass(frozen=True)
class Seats:
    """The seats of a product at customers who name the partner in a way the edition counts."""

    product: str
    key: ClassVar[str] = "seats"
    unit: ClassVar[str] = ""

    @property
    def tally(self) -> ByCustomer:
        """The seats of each customer."""
        return ByCustomer(self.product)

    def value(self, of: Callable[[str], nw.Expr]) -> Value:
        """The seats, 0 where some are known and none counts."""
        return Value(of("seats"))

    def lacking(self, facts: Facts, asks: Asks, edition: Edition) -> Callable[[Ask], str]:
        """Nothing at all, or nothing fresh."""
        return _not_fresh(self.product, facts, asks)

    def evidence(
        self, facts: Facts, asks: Asks, edition: Edition
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the product, each customer's largest counting."""
        return self.tally.evidence(facts, asks, edition, largest="seats")


@dataclass(frozen=True)
class PercentActive:
    """The counted seats in active use, in per cent; at no customer more than its seats."""

    product: str
    key: ClassVar[str] = "active-usage"
    unit: ClassVar[str] = "%"

    @property
    def tally(self) -> ByCustomer:
        """The seats and users of each customer."""
        return ByCustomer(self.product)

    def value(self, of: Callable[[str], nw.Expr]) -> Value:
        """100 x active users, per seat; unknown users count none, and no seat leaves it open."""
        some = of("seats") > 0
        return Value(
            nw.when(some).then(of("active") * 100),
            per=of("seats"),
            complete=some & (of("silent") == 0),
        )

    def lacking(self, facts: Facts, asks: Asks, edition: Edition) -> Callable[[Ask], str]:
        """Nothing fresh, no seat that counts, or customers without a figure."""
        totals = in_memory(self.tally.add_up(facts, asks, edition))
        found = {tuple(row[key] for key in asks.keys): row for row in totals.iter_rows(named=True)}
        not_fresh = _not_fresh(self.product, facts, asks)

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
        self, facts: Facts, asks: Asks, edition: Edition
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every row of the product, of each customer the one of most active users counting."""
        return self.tally.evidence(facts, asks, edition, largest="active_users")


def _screened(
    product: str, facts: Facts, asks: Asks, edition: Edition, *, told: bool = False
) -> Screened:
    period, day = nw.col("period"), nw.col("day")
    rows = asks.meet(facts.seats.filter(nw.col("product") == product))
    rows = rows.join(_newest(rows, asks), on=asks.keys, how="left")
    return Screened(
        with_association(rows, product, facts, asks, edition.counts, told=told),
        unknown=(
            Reason(period > day, lambda row: _("of a later period")),
            Reason(
                period < nw.col("newest"),
                lambda row: _("older than the figures of {newest}").format(newest=row["newest"]),
            ),
            Reason(
                period < day.dt.offset_by(f"-{FRESH_DAYS}d").cast(nw.Date),
                lambda row: _("more than {days} days old").format(days=FRESH_DAYS),
            ),
        ),
        fails=(
            Reason(nw.col("customer_id").is_null(), lambda row: _("says that none remain")),
            *association_reasons(edition.counts),
        ),
        says=_says,
    )


def _newest(rows: Frame, asks: Asks) -> Frame:
    """Per ask the newest period that is not after its day."""
    past = rows.filter(nw.col("period") <= nw.col("day"))
    return past.group_by(asks.keys).agg(nw.col("period").max().alias("newest"))


def _not_fresh(product: str, facts: Facts, asks: Asks) -> Callable[[Ask], str]:
    rows = asks.meet(facts.seats.filter(nw.col("product") == product))
    newest = in_memory(_newest(rows, asks))
    found: dict[Ask, date] = {
        tuple(row[key] for key in asks.keys): row["newest"] for row in newest.iter_rows(named=True)
    }

    def says(ask: Ask) -> str:
        if ask not in found:
            return _("No seats of {product} are known up to that day.").format(product=product)
        return _(
            "The newest seats of {product} are of {newest}, more than {days} days old."
        ).format(product=product, newest=found[ask], days=FRESH_DAYS)

    return says


def _says(row: Row) -> str:
    if row["customer_id"] is None:
        return _("no seats on {day}").format(day=row["period"])
    active = _("unknown") if row["active_users"] is None else row["active_users"]
    return _("{customer}: {seats} seats, {active} active, {kind}, {day}").format(
        customer=row["customer_name"] or row["customer_id"],
        seats=row["seats"],
        active=active,
        kind=row["association"],
        day=row["period"],
    )
