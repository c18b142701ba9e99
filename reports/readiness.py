"""Readiness: how partners perform on a day beside what the vendor has credited them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.store import facts as known_facts
from reports.names import in_force
from reports.roles import Role, roles
from tiers.facts import Facts, in_memory
from tiers.language import Edition, Programme, Scored
from tiers.verdicts import Finding, Verdict, readiness
from tiers.words import _


@dataclass(frozen=True)
class Credited:
    """The tier a vendor has credited, and until when."""

    tier: str
    started_on: date
    renews_on: date | None


@dataclass(frozen=True)
class Binding:
    """The edition that binds when a credited tier is renewed: the one then in force, if any."""

    renews_on: date
    edition: Edition | None


@dataclass(frozen=True)
class Standing:
    """One partner on one day: its verdict, and what it is credited with (None for nothing).

    *edition* are the rules it is judged by (None where none are in force); *binding* what will bind
    at its renewal (None where no renewal is known).
    """

    verdict: Verdict
    name: str
    country: str | None
    credited: Credited | None
    edition: Edition | None = None
    binding: Binding | None = None


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
    rules = edition or programme.on(day)

    def standing(verdict: Verdict) -> Standing:
        who, own = named[verdict.partner], credit.get(verdict.partner)
        renewal = binding(programme, own)
        return Standing(verdict, who["name"], who["country"], own, rules, renewal)

    return tuple(standing(verdict) for verdict in verdicts)


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


def binding(programme: Programme, credit: Credited | None) -> Binding | None:
    """What will bind a credited partner at its renewal."""
    if credit is None or credit.renews_on is None:
        return None
    return Binding(credit.renews_on, programme.on(credit.renews_on))


def bound(binding: Binding) -> str:
    """Which edition will bind, in a sentence."""
    if binding.edition is None:
        return _("No edition is known to be in force at the renewal on {day}.").format(
            day=binding.renews_on
        )
    return _("At the renewal on {day} edition {edition} binds, in force {days}.").format(
        day=binding.renews_on, edition=binding.edition.name, days=in_force(binding.edition)
    )


def document(standing: Standing, programme: Programme) -> dict[str, Any]:
    """The standing as docs/commands.md has it in JSON, with the partner's name and credit added."""
    verdict = standing.verdict
    nearest = () if verdict.edition else programme.nearest(verdict.as_of)
    placed = roles(standing.edition)
    return {
        "partner": verdict.partner,
        "name": standing.name,
        "programme": verdict.programme,
        "edition": verdict.edition,
        "as_of": verdict.as_of,
        "tier": verdict.tier,
        "credited": standing.credited and asdict(standing.credited),
        "binding": standing.binding and _binding(standing.binding),
        "nearest": [dated(one) for one in nearest],
        "tiers": [
            {
                "tier": tier.tier,
                "outcome": tier.outcome,
                "criteria": [
                    _criterion(finding, placed[finding.path, finding.key])
                    for finding in tier.criteria
                ],
            }
            for tier in verdict.tiers
        ],
    }


def dated(edition: Edition) -> dict[str, Any]:
    """An edition with its days; the last is None where it is not known."""
    until = None if edition.open else edition.until
    return {"edition": edition.name, "since": edition.since, "until": until}


def _binding(binding: Binding) -> dict[str, Any]:
    edition = binding.edition and binding.edition.name
    return {"renews_on": binding.renews_on, "edition": edition}


def _criterion(finding: Finding, role: Role) -> dict[str, Any]:
    said = asdict(finding)
    said["says"] = _(finding.says)
    said["assumed"], said["assumption"] = bool(finding.assumed), finding.assumed or None
    rule = role.rule if isinstance(role.rule, Scored) else None
    said["role"], said["all_points_at"] = role.name, role.all_points_at
    said["gates"] = [gate.slug for gate in rule.gates] if rule else []
    if finding.evidence is None:
        del said["evidence"]
    return said
