"""Readiness: how partners perform on a day beside what the vendor has credited them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.store import facts as known_facts
from tiers.facts import Facts, in_memory
from tiers.language import Edition, Programme
from tiers.verdicts import Finding, Verdict, readiness
from tiers.words import _


@dataclass(frozen=True)
class Credited:
    """The tier a vendor has credited, and until when."""

    tier: str
    started_on: date
    renews_on: date | None


@dataclass(frozen=True)
class Standing:
    """One partner on one day: its verdict, and what it is credited with (None for nothing)."""

    verdict: Verdict
    name: str
    country: str | None
    credited: Credited | None


def standings(  # noqa: PLR0913  (all that the readiness verb takes)
    connection: Connection,
    programme: Programme,
    day: date,
    *,
    known_on: date | None = None,
    partners: Sequence[str] | None = None,
    edition: Edition | None = None,
    evidence: bool = False,
) -> tuple[Standing, ...]:
    """How partners stand on the day by what was known on another; all without *partners*."""
    facts = known_facts(connection, known_on, partners)
    return standings_of(facts, programme, day, edition=edition, evidence=evidence)


def standings_of(
    facts: Facts,
    programme: Programme,
    day: date,
    *,
    edition: Edition | None = None,
    evidence: bool = False,
) -> tuple[Standing, ...]:
    """The same from facts at hand."""
    named = {row["partner_id"]: row for row in in_memory(facts.partners).iter_rows(named=True)}
    credit = credited(facts, programme.key, day)
    verdicts = readiness(programme, facts, day, edition=edition, evidence=evidence)
    return tuple(
        Standing(
            verdict,
            named[verdict.partner]["name"],
            named[verdict.partner]["country"],
            credit.get(verdict.partner),
        )
        for verdict in verdicts
    )


def credited(facts: Facts, programme: str, day: date) -> dict[str, Credited]:
    """What each partner is credited with on the day: the newest enrolment not yet due to renew."""
    rows = in_memory(facts.enrolments).sort("started_on").iter_rows(named=True)
    return {
        row["partner_id"]: Credited(row["tier"], row["started_on"], row["renews_on"])
        for row in rows
        if row["programme"] == programme
        and row["started_on"] <= day
        and (row["renews_on"] is None or day <= row["renews_on"])
    }


def document(standing: Standing, programme: Programme) -> dict[str, Any]:
    """The standing as docs/commands.md has it in JSON, with the partner's name and credit added."""
    verdict = standing.verdict
    nearest = () if verdict.edition else programme.nearest(verdict.as_of)
    return {
        "partner": verdict.partner,
        "name": standing.name,
        "programme": verdict.programme,
        "edition": verdict.edition,
        "as_of": verdict.as_of,
        "tier": verdict.tier,
        "credited": standing.credited and asdict(standing.credited),
        "nearest": [
            {"edition": one.name, "since": one.since, "until": one.until} for one in nearest
        ],
        "tiers": [
            {
                "tier": tier.tier,
                "outcome": tier.outcome,
                "criteria": [_criterion(finding) for finding in tier.criteria],
            }
            for tier in verdict.tiers
        ],
    }


def _criterion(finding: Finding) -> dict[str, Any]:
    said = asdict(finding)
    said["says"] = _(finding.says)
    said["assumed"], said["assumption"] = bool(finding.assumed), finding.assumed or None
    if finding.evidence is None:
        del said["evidence"]
    return said
