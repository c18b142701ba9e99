"""Verdicts: an evaluation as objects a page, a report or a command can read aloud."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from tiers.evaluate import column, evaluate
from tiers.facts import FRESH_DAYS, Asks, Facts, Row, in_memory
from tiers.language import AtLeast, Edition, Metric, Outcome, Programme, Tier
from tiers.screening import Ask, Evidence


@dataclass(frozen=True)
class Finding:
    """What one criterion came to; *have* and *gap* are None where it is not assessed."""

    key: str
    path: str
    says: str
    have: float | None
    need: float
    gap: float | None
    unit: str
    assumed: str
    outcome: Outcome
    reason: str | None
    evidence: tuple[Evidence, ...] | None
    points: float | None = None
    max_points: float | None = None


@dataclass(frozen=True)
class TierVerdict:
    """What one tier's requirement came to."""

    tier: str
    outcome: Outcome
    criteria: tuple[Finding, ...]


@dataclass(frozen=True)
class Verdict:
    """How a partner performs on a day: the highest tier met, and every tier with its findings.

    Where no edition is in force *edition* and *tier* are None and *tiers* is empty.
    """

    partner: str
    programme: str
    edition: str | None
    as_of: date
    tier: str | None
    tiers: tuple[TierVerdict, ...]

    def of(self, tier: str) -> TierVerdict | None:
        """The verdict on one tier."""
        return next((one for one in self.tiers if one.tier == tier), None)


def judge(
    edition: Edition, facts: Facts, asks: Asks, *, evidence: bool = False
) -> tuple[Verdict, ...]:
    """Evaluate and say: one verdict an ask, by partner and day; with every fact if *evidence*."""
    frame = in_memory(evaluate(edition, facts, asks)).sort("partner_id", "day")
    rows = list(frame.iter_rows(named=True))
    lacking = {metric: metric.lacking(facts, asks, edition) for metric in _silent(edition, rows)}
    shown: dict[Metric, Mapping[Ask, tuple[Evidence, ...]]] = {
        metric: metric.evidence(facts, asks, edition) for metric in edition.metrics if evidence
    }

    def finding(row: Row, tier: Tier, path: str, one: AtLeast) -> Finding:
        ask = tuple(row[key] for key in asks.keys)
        outcome = Outcome.of(row[column(tier, one)])
        have = _number(row[f"{column(tier, one)}:have"])
        return Finding(
            key=one.slug,
            path=path,
            says=one.says,
            have=have,
            need=one.threshold,
            gap=None if have is None else max(0, one.threshold - have),
            unit=one.metric.unit,
            assumed=one.assumed,
            outcome=outcome,
            reason=lacking[one.metric](ask) if outcome is Outcome.NOT_ASSESSED else None,
            evidence=shown[one.metric].get(ask, ()) if evidence else None,
        )

    def verdict(row: Row) -> Verdict:
        tiers = tuple(
            TierVerdict(
                tier.name,
                Outcome.of(row[tier.name]),
                tuple(finding(row, tier, path, one) for path, one in tier.criteria),
            )
            for tier in edition.tiers
        )
        return Verdict(
            row["partner_id"], edition.programme, edition.name, row["day"], row["tier"], tiers
        )

    return tuple(verdict(row) for row in rows)


def readiness(
    programme: Programme,
    facts: Facts,
    day: date,
    *,
    edition: Edition | None = None,
    evidence: bool = False,
) -> tuple[Verdict, ...]:
    """How every partner stands on a day, by the edition in force or by one asked for."""
    rules = edition or programme.on(day)
    if rules:
        return judge(rules, facts, Asks(day=day), evidence=evidence)
    return _no_edition(programme, facts, [day])


def history(programme: Programme, facts: Facts, days: Iterable[date]) -> tuple[Verdict, ...]:
    """How every partner stood on each of several days, by the edition of the day; by day."""
    of_edition: dict[Edition | None, list[date]] = {}
    for day in sorted(set(days)):
        of_edition.setdefault(programme.on(day), []).append(day)
    verdicts = (
        judge(edition, facts, Asks.on(together, facts))
        if edition
        else _no_edition(programme, facts, together)
        for edition, together in of_edition.items()
    )
    return tuple(sorted(chain.from_iterable(verdicts), key=lambda one: (one.as_of, one.partner)))


def newest_day(programme: Programme, periods: Sequence[date], today: date) -> date:
    """The newest day up to today with an edition in force and a period that is fresh.

    Today itself where there is none such.
    """
    fresh = timedelta(days=FRESH_DAYS)
    days = [
        min(edition.until, period + fresh, today)
        for edition in programme.editions
        for period in periods
        if max(edition.since, period) <= min(edition.until, period + fresh, today)
    ]
    return max(days, default=today)


def _no_edition(programme: Programme, facts: Facts, days: Iterable[date]) -> tuple[Verdict, ...]:
    everybody = in_memory(facts.partners.select("partner_id"))["partner_id"].sort()
    return tuple(
        Verdict(one, programme.key, None, day, None, ()) for day in days for one in everybody
    )


def _silent(edition: Edition, rows: list[Row]) -> list[Metric]:
    """The metrics that could not be assessed for some ask."""
    unknown = Outcome.NOT_ASSESSED.number
    return [
        metric
        for metric in edition.metrics
        if any(
            row[column(tier, one)] == unknown
            for tier in edition.tiers
            for _, one in tier.criteria
            if one.metric == metric
            for row in rows
        )
    ]


def _number(value: Any) -> float | None:
    """A whole number as such: 500, not 500.0."""
    return int(value) if value is not None and value == int(value) else value
