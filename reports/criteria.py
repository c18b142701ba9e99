"""A verdict turned round: each criterion beside every tier, in the blocks that belong together."""

from dataclasses import dataclass

from reports.readiness import Standing
from reports.roles import PLAIN, Place, Role, roles
from tiers.language import Edition
from tiers.requirements import Criterion as Rule
from tiers.verdicts import Finding, Verdict
from tiers.words import _


@dataclass(frozen=True)
class Criterion:
    """One criterion and what it came to in each tier that asks for it, lowest tier first."""

    key: str
    path: str
    findings: tuple[tuple[str, Finding], ...]
    placed: Role = PLAIN

    @property
    def role(self) -> str:
        """What it is for."""
        return self.placed.name

    @property
    def rule(self) -> Rule | None:
        """Itself, as the highest tier asks for it."""
        return self.placed.rule

    @property
    def opens(self) -> tuple[str, ...]:
        """The keys of the scores that it is a gate to."""
        return self.placed.opens


def criteria(verdict: Verdict, edition: Edition | None = None) -> tuple[Criterion, ...]:
    """The criteria of all tiers, in the order in which they first appear."""
    found: dict[Place, list[tuple[str, Finding]]] = {}
    for tier in verdict.tiers:
        for finding in tier.criteria:
            found.setdefault((finding.path, finding.key), []).append((tier.tier, finding))
    placed = roles(edition)
    return tuple(
        Criterion(key, path, tuple(each), placed.get((path, key), PLAIN))
        for (path, key), each in found.items()
    )


def performs(verdict: Verdict) -> str:
    """The tier a verdict comes to, or why there is none, in a few words."""
    if verdict.edition is None:
        return _("no edition in force")
    if verdict.tier:
        return verdict.tier
    return _("no tier") if verdict.assessed else _("not assessed")


def compared(standing: Standing) -> str:
    """How a partner performs beside its credited tier; empty where the two do not compare."""
    verdict, credit = standing.verdict, standing.credited
    tiers = [None, *(tier.tier for tier in verdict.tiers)]
    credited = credit.tier if credit else None
    if len(tiers) == 1 or credited not in tiers:
        return ""
    if verdict.tier is None and performs(verdict) != _("no tier"):
        return _("Whether a tier is held cannot be said: figures are missing.")
    higher = tiers.index(verdict.tier) - tiers.index(credited)
    if higher:
        return (
            _("Performs above what is credited.")
            if higher > 0
            else _("Performs below what is credited.")
        )
    return _("Performs as credited.") if credited else _("No tier is held, and none is credited.")
