"""Which rows of seats speak for a day: of each product those of its newest period, while fresh."""

from dataclasses import dataclass

import narwhals as nw

from tiers.facts import FRESH_DAYS, Asks, Facts, Frame
from tiers.measures import Terms, added_up
from tiers.metrics.association import of_products, stands, with_association
from tiers.screening import Reason
from tiers.words import _


@dataclass(frozen=True)
class Known:
    """The rows of seats of *products* that are known on the day, whatever their association."""

    products: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """What is told of each row."""
        return ("customer_id", "product", "seats", "active_users", "association")

    @property
    def apart(self) -> list[str]:
        """The column that tells several products apart; one needs none."""
        return ["product"] if len(self.products) > 1 else []

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Every known row, by its ask: those against which `silent_on_the_day` has nothing."""
        rows = facts.seats.filter(of_products(self.products))
        periods = rows.select("partner_id", *self.apart, "period")
        if asks.pairs is not None:
            periods = periods.unique()
        fresh = nw.col("period") >= _oldest()
        newest = _newest(asks.meet(periods).filter(fresh), [*asks.keys, *self.apart])
        known = rows.join(
            newest.rename({"newest": "period"}), on=["partner_id", *self.apart, "period"]
        )
        return known.select(*asks.keys, *self.columns)

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


@dataclass(frozen=True)
class Standing:
    """The known rows, with what is on record of their customers' associations of any of *kinds*."""

    known: Known
    kinds: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """What is told of each row."""
        return (*self.known.columns, *stands(self.kinds))

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Every known row, by its ask."""
        rows = added_up(self.known, facts, asks, terms)
        return with_association(rows, self.known.products, facts, asks, self.kinds, told=False)


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
