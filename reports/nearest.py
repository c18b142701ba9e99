"""What stands between a partner and the next tier, in a line; of options the nearest alone."""

from collections.abc import Iterator

from reports.blocks import part_name
from reports.figures import figure, gap, have, need
from reports.names import noun, option
from reports.nearness import Findings, applying, by_place, far, joined, parts_without, share
from tiers.language import AllOf, AnyOf, AtLeast, Edition, Outcome, Requirement, Total, Track
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _

Missing = tuple[float, str]  # the share that is missing, and what it is of


def next_tier(verdict: Verdict) -> TierVerdict | None:
    """The lowest tier above the one held, if there is any."""
    names = [tier.tier for tier in verdict.tiers]
    above = verdict.tiers[names.index(verdict.tier) + 1 :] if verdict.tier else verdict.tiers
    return above[0] if above else None


def missing(edition: Edition, tier: TierVerdict) -> list[Missing]:
    """All that is missing for a tier, the least first."""
    rule = next(one.requirement for one in edition.tiers if one.name == tier.tier)
    return sorted(_missing(rule, by_place(tier), ""), key=lambda one: one[0])


def _missing(rule: Requirement, findings: Findings, path: str) -> Iterator[Missing]:
    if isinstance(rule, AtLeast):
        finding = findings[path, rule.slug]
        if finding.outcome is not Outcome.MET:
            yield share(finding), _says(finding)
    elif isinstance(rule, AllOf):
        for part in rule.parts:
            yield from _missing(part, findings, path)
    elif isinstance(rule, Total):
        yield from _points(rule, findings, path)
    else:
        yield from _of_nearest(rule, findings, path)


def _of_nearest(rule: AnyOf | Track, findings: Findings, path: str) -> Iterator[Missing]:
    """What the nearest option lacks, or the track that applies."""
    if isinstance(rule, AnyOf):
        options = rule.options
    else:
        told = findings[path, rule.when.slug]
        options = applying(rule, told.outcome)
        if told.outcome is Outcome.NOT_ASSESSED:
            yield 1, told.reason or _("not assessed")
    places = [(joined(path, name), one) for name, one in options]
    at, nearest = min(places, key=lambda place: far(place[1], findings, place[0]))
    yield from _missing(nearest, findings, at)


def _points(rule: Total, findings: Findings, path: str) -> Iterator[Missing]:
    """The points there are of those needed, and the parts that have none."""
    total = findings[path, rule.slug]
    none, unknown = parts_without(rule, findings, path)
    if total.outcome is Outcome.MET and not none and not unknown:
        return
    said = [_reached(total, whole=len(unknown) == len(rule.parts))]
    if total.outcome is Outcome.MET:
        said = []
    if unknown and not said:
        parts = ", ".join(part_name(one, path) for one in unknown)
        said.append(_("nothing is known yet of {parts}").format(parts=parts))
    if none:
        parts = ", ".join(part_name(one, path) for one in none)
        said.append(_("nothing yet from {parts}").format(parts=parts))
    track = f"{option(path)}: " if path else ""
    yield far(rule, findings, path), track + "; ".join(said)


def _reached(total: Finding, *, whole: bool) -> str:
    if whole:
        return _("nothing is known yet of what scores")
    if total.have is None:
        return total.reason or _("not assessed")
    return _("{have} of {need} points").format(have=have(total), need=need(total))


def _says(finding: Finding) -> str:
    if finding.outcome is Outcome.NOT_ASSESSED:
        return finding.reason or _("not assessed")
    what = noun(finding.key, finding.path)
    if finding.unit:
        return _("{what} {have}, {need} needed").format(
            what=what, have=have(finding), need=need(finding)
        )
    return _("{gap} of {need} {what} missing").format(
        gap=gap(finding), need=figure(finding.need), what=what
    )
