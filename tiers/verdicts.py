"""Verdicts: an evaluation as objects a page, a report or a command can read aloud."""

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from tiers.columns import column
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, Row, in_memory
from tiers.language import Edition, Programme, Tier
from tiers.measures import Metric
from tiers.requirements import Criterion, Outcome, Scored, Total
from tiers.screening import Ask, Evidence
from tiers.words import _


@dataclass(frozen=True)
class Finding:
    """What one criterion came to; *have* and *gap* are None where it is not assessed.

    One that scores has *points* of *max_points*, None where they are not known.
    """

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

    @property
    def assessed(self) -> bool:
        """Whether the highest tier met is known: not, where none is and one may be."""
        return bool(self.tier) or all(one.outcome is not Outcome.NOT_ASSESSED for one in self.tiers)

    def of(self, tier: str) -> TierVerdict | None:
        """The verdict on one tier."""
        return next((one for one in self.tiers if one.tier == tier), None)


def judge(
    edition: Edition,
    facts: Facts,
    asks: Asks,
    *,
    reasons: bool = True,
    evidence: bool | Container[Metric] = False,
    only: AbstractSet[tuple[str, date]] | None = None,
) -> tuple[Verdict, ...]:
    """Evaluate and say: one verdict an ask, by partner and day.

    Without *reasons* nothing tells why something is not assessed. With *evidence* every fact behind
    each finding is there, or behind those of some metrics. Of asks that are pairs of partner and
    day *only* some can be told, of the same evaluation.
    """
    frame = in_memory(evaluate(edition, facts, asks)).sort("partner_id", "day")
    rows = list(frame.iter_rows(named=True))
    if only is not None:
        rows = [row for row in rows if (row["partner_id"], row["day"]) in only]
    if not rows:
        return ()
    assert only is None or asks.pairs is not None
    told_of = asks if only is None else Asks.of_pairs(only)
    terms = edition.terms
    silent = _silent(edition, rows) if reasons else ()
    lacking = {metric: metric.lacking(facts, asks, terms) for metric in silent}
    told = edition.metrics if evidence is True else evidence or ()
    shown: dict[Metric, Mapping[Ask, tuple[Evidence, ...]]] = {
        metric: metric.evidence(facts, told_of, terms)
        for metric in edition.metrics
        if metric in told
    }

    def reason(row: Row, tier: Tier, one: Criterion, ask: Ask) -> str | None:
        if not reasons or Outcome.of(row[column(tier, one)]) is not Outcome.NOT_ASSESSED:
            return None
        if isinstance(one, Total):
            return _could_be(row, column(tier, one))
        gates = one.gates if isinstance(one, Scored) else ()
        shut = [reason(row, tier, gate, ask) for gate in gates]
        return next((why for why in shut if why), None) or lacking[one.metric](ask)

    def finding(row: Row, tier: Tier, path: str, one: Criterion) -> Finding:
        ask = tuple(row[key] for key in asks.keys)
        name = column(tier, one)
        have = _number(row[f"{name}:have"])
        need = row.get(f"{name}:need", one.need())
        facts_shown = None if isinstance(one, Total) else shown.get(one.metric)
        return Finding(
            key=one.slug,
            path=path,
            says=one.says,
            have=have,
            need=need,
            gap=None if have is None else max(0, need - have),
            unit=one.unit,
            assumed=one.assumed,
            outcome=Outcome.of(row[name]),
            reason=reason(row, tier, one, ask),
            evidence=None if facts_shown is None else facts_shown.get(ask, ()),
            points=have if isinstance(one, Total) else _number(row.get(f"{name}:points")),
            max_points=_most_points(one),
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
    return no_edition(programme, facts, [day])


def no_edition(programme: Programme, facts: Facts, days: Iterable[date]) -> tuple[Verdict, ...]:
    """Everybody's verdict on each of some days on which there are no rules to judge by."""
    everybody = in_memory(facts.partners.select("partner_id"))["partner_id"].sort()
    return tuple(
        Verdict(one, programme.key, None, day, None, ()) for day in days for one in everybody
    )


def _silent(edition: Edition, rows: list[Row]) -> list[Metric]:
    """The metrics that could not be assessed for some ask."""
    unknown = Outcome.NOT_ASSESSED.number
    silent = (
        one.metric
        for tier, one in edition.criteria
        if not isinstance(one, Total)
        if any(row[column(tier, one)] == unknown for row in rows)
    )
    return list(dict.fromkeys(silent))


def _could_be(row: Row, name: str) -> str:
    """Between what points a sum lies."""
    least, most = row[f"{name}:least"], row[f"{name}:most"]
    return _(
        "What is known comes to {least:.4g} points; what is not could bring it to {most:.4g}."
    ).format(least=least, most=most)


def _most_points(criterion: Criterion) -> float | None:
    """The most points it can bring, None where it brings none."""
    if isinstance(criterion, Total):
        return criterion.of
    return criterion.upto if isinstance(criterion, Scored) else None


def _number(value: Any) -> float | None:
    """A whole number as such: 500, not 500.0."""
    return int(value) if value is not None and value == int(value) else value
