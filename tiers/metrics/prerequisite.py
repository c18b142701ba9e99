"""Tiers already credited: what must be held in one programme to take part in another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Of, Terms, Value
from tiers.screening import Ask, Evidence, Reason, Screened, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Enrolled:
    """In how many of the programmes the partner is credited with one of the tiers."""

    programmes: tuple[str, ...]
    tiers: tuple[str, ...]
    key: ClassVar[str] = "prerequisite"
    unit: ClassVar[str] = ""

    @property
    def tallies(self) -> tuple["Enrolled"]:
        """Its own totals."""
        return (self,)

    @property
    def columns(self) -> tuple[str, ...]:
        """The enrolments that count."""
        return ("enrolled",)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask about which any enrolment is known: how many count."""
        enrolments = self._screened(facts, asks).known()
        counted = enrolments.with_columns(enrolled=nw.col("counts").cast(nw.Int64))
        return counted.group_by(asks.keys).agg(nw.col("enrolled").sum())

    def value(self, of: Of) -> Value:
        """The enrolments."""
        return Value(of(self, "enrolled"))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no row."""
        return lambda ask: _("No enrolment of this partner is known up to that day.")

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every enrolment; the newest of each programme may count."""
        screened = self._screened(facts, asks)
        return by_ask(screened, screened.explained(asks.keys))

    def _screened(self, facts: Facts, asks: Asks) -> Screened:
        started, day = nw.col("started_on"), nw.col("day")
        tiers = [tier.lower() for tier in self.tiers]
        return Screened(
            _beside_newest(asks.meet(facts.enrolments), asks),
            unknown=(
                Reason(nw.col("programme").is_null(), lambda row: _("says that none remain")),
                Reason(started > day, lambda row: _("starts after that day")),
            ),
            fails=(
                Reason(
                    ~nw.col("programme").is_in(self.programmes),
                    lambda row: _("not a programme asked for here"),
                ),
                Reason(
                    started < nw.col("newest"),
                    lambda row: _("a newer one started on {day}").format(day=row["newest"]),
                ),
                Reason(
                    ~nw.col("tier").str.to_lowercase().is_in(tiers),
                    lambda row: _("{tier} does not count here").format(tier=row["tier"]),
                ),
                Reason(
                    nw.col("renews_on") < day,
                    lambda row: _("was to be renewed by {day}").format(day=row["renews_on"]),
                ),
            ),
            says=_says,
        )


def _beside_newest(rows: Frame, asks: Asks) -> Frame:
    """The rows with the newest start in their programme that is not after the day."""
    keys = [*asks.keys, "programme"]
    begun = rows.filter(nw.col("started_on") <= nw.col("day"))
    newest = begun.group_by(keys).agg(nw.col("started_on").max().alias("newest"))
    return rows.join(newest, on=keys, how="left")


def _says(row: Row) -> str:
    if row["programme"] is None:
        return _("no enrolments")
    words = (
        _("{programme} {tier} from {start} to {end}")
        if row["renews_on"]
        else _("{programme} {tier} from {start}")
    )
    return words.format(
        programme=row["programme"],
        tier=row["tier"],
        start=row["started_on"],
        end=row["renews_on"],
    )
