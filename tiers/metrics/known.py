"""Which rows of seats speak for a day: of each product those of its newest period, while fresh."""

from dataclasses import dataclass

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame
from tiers.metrics.association import of_products, with_association
from tiers.screening import Reason
from tiers.words import _


@dataclass(frozen=True)
class Known:
    """The rows of seats of *products* that are known on the day, whatever their association."""

    products: tuple[str, ...]

    @property
    def apart(self) -> list[str]:
        """The column that tells several products apart; one needs none."""
        return ["product"] if len(self.products) > 1 else []

    def on(self, facts: Facts, asks: Asks) -> Frame:
        """Every known row by its ask: those against which `silent_on_the_day` has nothing.

        Its customer_id, product, seats, active_users and association.
        """

        def speaking() -> Frame:
            rows = facts.seats.filter(of_products(self.products))
            periods = rows.select("partner_id", *self.apart, "period")
            if asks.pairs is not None:
                periods = periods.unique()
            fresh = nw.col("period") >= _oldest()
            newest = _newest(asks.meet(periods).filter(fresh), [*asks.keys, *self.apart])
            newest = newest.rename({"newest": "period"})
            known = rows.join(newest, on=["partner_id", *self.apart, "period"])
            columns = ("customer_id", "product", "seats", "active_users", "association")
            return known.select(*asks.keys, *columns)

        return facts.added_up((self, asks), speaking)

    def standing(self, kinds: tuple[str, ...], facts: Facts, asks: Asks) -> Frame:
        """The same with what is on record of their customers' associations of any of *kinds*."""
        rows = self.on(facts, asks)
        return facts.added_up(
            ("standing", self, kinds, asks),
            lambda: with_association(rows, self.products, facts, asks, kinds, told=False),
        )

    def met(self, facts: Facts, asks: Asks) -> Frame:
        """Every row beside each day asked, and the newest period up to it."""
        rows = self._on_days(facts, asks)
        keys = [*asks.keys, *self.apart]
        return rows.join(_newest(rows, keys), on=keys, how="left")

    def newest(self, facts: Facts, asks: Asks) -> Frame:
        """Per ask its newest period of any product up to the day."""
        rows = self._on_days(facts, asks)
        return facts.added_up(("newest", self, asks), lambda: _newest(rows, asks.keys))

    def _on_days(self, facts: Facts, asks: Asks) -> Frame:
        return asks.meet(facts.seats.filter(of_products(self.products)))


def silent_on_the_day() -> tuple[Reason, ...]:
    """Why a row says nothing about its day: it is of later, of earlier, or of too long ago."""
    period, day = nw.col("period"), nw.col("day")
    return (
        Reason(period > day, lambda row: _("of a later period")),
        Reason(
            period < nw.col("newest"),
            lambda row: _("older than the figures of {newest}").format(newest=row["newest"]),
        ),
        Reason(
            period < _oldest(),
            lambda row: _("more than {days} days old").format(days=FRESH_DAYS),
        ),
    )


def _oldest() -> nw.Expr:
    """The first day whose figures still speak for the day."""
    return nw.col("day").dt.offset_by(f"-{FRESH_DAYS}d").cast(nw.Date)


def _newest(rows: Frame, keys: list[str]) -> Frame:
    """Per ask (and product) the newest period that is not after its day."""
    past = rows.filter(nw.col("period") <= nw.col("day"))
    return past.group_by(keys).agg(nw.col("period").max().alias("newest"))
