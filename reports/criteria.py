"""A verdict turned round: each criterion beside every tier, and what is missing in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.figures import gap, have
from reports.readiness import Standing
from tiers.language import AllOf, AnyOf, AtLeast, Edition, Outcome, Requirement
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _


@dataclass(frozen=True)
class Criterion:
    """One criterion and what it came to in each tier that asks for it, lowest tier first."""

    key: str
    path: str
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True)
class Lack:
    """One thing that a tier still asks for, or options of which one is enough."""

    says: str
    options: tuple[tuple["Lack", ...], ...] = ()


def criteria(verdict: Verdict) -> tuple[Criterion, ...]:
    """The criteria of all tiers, in the order in which they first appear."""
    found: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for tier in verdict.tiers:
        for finding in tier.criteria:
            found.setdefault((finding.path, finding.key), []).append((tier.tier, finding))
    return tuple(Criterion(key, path, tuple(each)) for (path, key), each in found.items())


def lacking(edition: Edition, verdict: Verdict) -> tuple[tuple[TierVerdict, tuple[Lack, ...]], ...]:
    """Every tier that is not met, with what it still asks for."""
    rules = {tier.name: tier.requirement for tier in edition.tiers}
    return tuple(
        (tier, tuple(_lacks(rules[tier.tier], _by_place(tier), "")))
        for tier in verdict.tiers
        if tier.outcome is not Outcome.MET
    )


def performs(verdict: Verdict) -> str:
    """The tier a verdict comes to, or why there is none, in a few words."""
    if verdict.edition is None:
        return _("no edition in force")
    if verdict.tier:
        return verdict.tier
    unknown = any(tier.outcome is Outcome.NOT_ASSESSED for tier in verdict.tiers)
    return _("not assessed") if unknown else _("no tier")


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


def _by_place(tier: TierVerdict) -> dict[tuple[str, str], Finding]:
    return {(finding.path, finding.key): finding for finding in tier.criteria}


def _lacks(
    rule: Requirement, findings: dict[tuple[str, str], Finding], path: str
) -> Iterator[Lack]:
    if isinstance(rule, AtLeast):
        finding = findings[path, rule.slug]
        if finding.outcome is not Outcome.MET:
            yield Lack(_says(finding))
    elif isinstance(rule, AllOf):
        for part in rule.parts:
            yield from _lacks(part, findings, path)
    else:
        yield from _lacking_option(rule, findings, path)


def _lacking_option(
    rule: AnyOf, findings: dict[tuple[str, str], Finding], path: str
) -> Iterator[Lack]:
    """Nothing where one option is met, else what each of them lacks."""
    options = tuple(
        tuple(_lacks(option, findings, f"{path}/{name}" if path else name))
        for name, option in rule.options
    )
    if all(options):
        yield Lack(_("One of these is enough:"), options)


def _says(finding: Finding) -> str:
    said = _(finding.says)
    if finding.have is None:
        return _("Nothing can be said yet of “{says}”.").format(says=said)
    more = (
        _("{gap} points more for “{says}” (has\u00a0{have}).")
        if finding.unit == "%"
        else _("{gap} more for “{says}” (has\u00a0{have}).")
    )
    return more.format(gap=gap(finding).removesuffix("\u00a0%"), says=said, have=have(finding))
