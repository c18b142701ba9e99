"""Which rows of seats count on a day: of each product those of its newest period, while fresh."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame, Row, in_memory
from tiers.measures import Terms
from tiers.metrics.association import association_reasons, of_products, other_kind, with_association
from tiers.screening import Ask, Reason, Screened
from tiers.words import _


@dataclass(frozen=True)
class Counted:
    """The seats of *products* at customers associated by one of *kinds* (none: the edition's)."""

    products: tuple[str, ...]
    kinds: tuple[str, ...] = ()

    @property
    def apart(self) -> list[str]:
        """The column that tells several products apart; one needs none."""
        return ["product"] if len(self.products) > 1 else []

    def counts(self, terms: Terms) -> tuple[str, ...]:
        """The kinds of association that count."""
        return self.kinds or terms.counts

    def rows(self, facts: Facts, asks: Asks, terms: Terms, *, told: bool = False) -> Screened:
        """The rows that count on the day, where an association lets them."""
        rows, counts = self._met(facts, asks), self.counts(terms)
        held = with_association(rows, self.products, facts, asks, counts, told=told)
        return self._screened(held, association_reasons(counts))

    def whatever_held(self, facts: Facts, asks: Asks, terms: Terms) -> Screened:
        """The rows that would count on the day if every association held that they speak of."""
        return self._screened(self._met(facts, asks), (other_kind(self.counts(terms)),))

    @property
    def columns(self) -> tuple[str, ...]:
        """What is told of each customer and product."""
        return ("customer_id", "product", "period", "seats", "used", "silent", "counted")

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask, customer and product known on the day what its rows that count come to.

        Adds to these keys seats, used (by at most as many as have seats, 0 where unknown), silent
        (1 where it is unknown) and counted (1, or 0 where no row counts); of several rows the
        largest figures. Period is the one they speak of.
        """
        return self.by_product(self.rows(facts, asks, terms), asks)

    def by_product(self, screened: Screened, asks: Asks) -> Frame:
        """The same of rows already screened."""
        counts = nw.col("counts")
        products = (
            screened.known()
            .with_columns(
                seats=nw.when(counts).then(nw.col("seats")).otherwise(0),
                users=nw.when(counts).then(nw.col("active_users")),
                counted=counts.cast(nw.Int64),
            )
            .group_by(*asks.keys, *self.apart, "customer_id")
            .agg(nw.col("seats", "users", "counted", "period").max())
        )
        if not self.apart:
            products = products.with_columns(product=nw.lit(self.products[0]))
        used = nw.min_horizontal(nw.col("users").fill_null(0), nw.col("seats"))
        silent = nw.col("users").is_null().cast(nw.Int64) * nw.col("counted")
        return products.with_columns(used=used, silent=silent)

    def not_fresh(self, facts: Facts, asks: Asks) -> Callable[[Ask], str]:
        """Tells why nothing is known on an ask's day: nothing at all, or nothing fresh."""
        rows = asks.meet(facts.seats.filter(of_products(self.products)))
        newest = in_memory(_newest(rows, asks.keys)).iter_rows(named=True)
        found: dict[Ask, date] = {
            tuple(row[key] for key in asks.keys): row["newest"] for row in newest
        }

        def says(ask: Ask) -> str:
            if ask not in found:
                return _("No seats of {product} are known up to that day.").format(
                    product=self.named
                )
            return _(
                "The newest seats of {product} are of {newest}, more than {days} days old."
            ).format(product=self.named, newest=found[ask], days=FRESH_DAYS)

        return says

    @property
    def named(self) -> str:
        """The products in a sentence."""
        *others, last = self.products
        if not others:
            return last
        if len(others) < 3:
            return _("{products} or {last}").format(products=", ".join(others), last=last)
        return _("any of the {number} products").format(number=len(self.products))

    def _met(self, facts: Facts, asks: Asks) -> Frame:
        """The products' rows beside each day asked, and the newest period up to it."""
        rows = asks.meet(facts.seats.filter(of_products(self.products)))
        keys = [*asks.keys, *self.apart]
        return rows.join(_newest(rows, keys), on=keys, how="left")

    def _screened(self, rows: Frame, fails: tuple[Reason, ...]) -> Screened:
        period, day = nw.col("period"), nw.col("day")
        return Screened(
            rows,
            unknown=(
                Reason(period > day, lambda row: _("of a later period")),
                Reason(
                    period < nw.col("newest"),
                    lambda row: _("older than the figures of {newest}").format(
                        newest=row["newest"]
                    ),
                ),
                Reason(
                    period < day.dt.offset_by(f"-{FRESH_DAYS}d").cast(nw.Date),
                    lambda row: _("more than {days} days old").format(days=FRESH_DAYS),
                ),
            ),
            fails=(
                Reason(nw.col("customer_id").is_null(), lambda row: _("says that none remain")),
                *fails,
            ),
            says=_says_product if self.apart else _says,
        )


def _newest(rows: Frame, keys: list[str]) -> Frame:
    """Per ask (and product) the newest period that is not after its day."""
    past = rows.filter(nw.col("period") <= nw.col("day"))
    return past.group_by(keys).agg(nw.col("period").max().alias("newest"))


def _says_product(row: Row) -> str:
    return _("{product}, {rest}").format(product=row["product"], rest=_says(row))


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
