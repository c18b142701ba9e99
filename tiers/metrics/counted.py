"""Which seats count on a day: those known, at customers whose association lets them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame, Row, in_memory
from tiers.measures import Terms
from tiers.metrics.association import association_reasons, other_kind, with_association
from tiers.metrics.known import Known, silent_on_the_day
from tiers.products import product
from tiers.screening import Ask, Reason, Screened
from tiers.words import _, number

NOBODY = Reason(nw.col("customer_id").is_null(), lambda row: _("says that none remain"))


@dataclass(frozen=True)
class Counted:
    """The seats of *products* at customers associated by one of *kinds* (none: the edition's)."""

    products: tuple[str, ...]
    kinds: tuple[str, ...] = ()

    @property
    def known(self) -> Known:
        """The rows that are known, those of them that do not count as well."""
        return Known(self.products)

    @property
    def apart(self) -> list[str]:
        """The column that tells several products apart; one needs none."""
        return self.known.apart

    def counts(self, terms: Terms) -> tuple[str, ...]:
        """The kinds of association that count."""
        return self.kinds or terms.counts

    def fails(self, terms: Terms) -> tuple[Reason, ...]:
        """What keeps a known row from counting."""
        return (NOBODY, *association_reasons(self.counts(terms)))

    def never(self, terms: Terms) -> tuple[Reason, ...]:
        """What would keep it from counting even if every association held that rows speak of."""
        return (NOBODY, other_kind(self.counts(terms)))

    def rows(self, facts: Facts, asks: Asks, terms: Terms) -> Screened:
        """Every row, with what stands against it; an association tells why."""
        counts = self.counts(terms)
        rows = self.known.met(facts, asks)
        rows = with_association(rows, self.products, facts, asks, counts, told=True)
        return self._screened(rows, self.fails(terms))

    def whatever_held(self, facts: Facts, asks: Asks, terms: Terms) -> Screened:
        """The same, were every association to hold that the rows speak of."""
        return self._screened(self.known.met(facts, asks), self.never(terms))

    def not_fresh(self, facts: Facts, asks: Asks) -> Callable[[Ask], str]:
        """Tells why nothing is known on an ask's day: nothing at all, or nothing fresh."""
        newest = in_memory(self.known.newest(facts, asks)).iter_rows(named=True)
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
        *others, last = map(product, self.products)
        if not others:
            return last
        if len(others) < 3:
            return _("{products} or {last}").format(products=", ".join(others), last=last)
        return _("any of the {number} products").format(number=len(self.products))

    def _screened(self, rows: Frame, fails: tuple[Reason, ...]) -> Screened:
        says = _says_product if self.apart else _says
        return Screened(rows, silent_on_the_day(), fails, says)


def _says_product(row: Row) -> str:
    return _("{product}, {rest}").format(product=product(row["product"]), rest=_says(row))


def _says(row: Row) -> str:
    if row["customer_id"] is None:
        return _("no seats on {day}").format(day=row["period"])
    active = row["active_users"]
    return _("{customer}: {seats} seats, {active} active, {kind}, {day}").format(
        customer=row["customer_name"] or row["customer_id"],
        seats=number(row["seats"]),
        active=_("unknown") if active is None else number(active),
        kind=row["association"],
        day=row["period"],
    )
