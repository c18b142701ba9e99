"""What a tier still asks for, in sentences: a list, in which options of which one is enough."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.blocks import nothing_from
from reports.figures import figure, gap, have
from reports.names import option
from reports.nearness import (
    Findings,
    applying,
    by_place,
    far,
    joined,
    known,
    most,
    points,
)
from reports.points import everything
from tiers.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Edition,
    Outcome,
    Requirement,
    Scored,
    Total,
    Track,
)
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _


@dataclass(frozen=True)
class Lack:
    """One thing that a tier still asks for, or options of which one is enough."""

    says: str
    options: tuple[tuple["Lack", ...], ...] = ()


def lacking(edition: Edition, verdict: Verdict) -> tuple[tuple[TierVerdict, tuple[Lack, ...]], ...]:
    """Every tier that is not met, with what it still asks for."""
    rules = {tier.name: tier.requirement for tier in edition.tiers}
    return tuple(
        (tier, tuple(_lacks(rules[tier.tier], by_place(tier), "")))
        for tier in verdict.tiers
        if tier.outcome is not Outcome.MET
    )


def _lacks(rule: Requirement, findings: Findings, path: str) -> Iterator[Lack]:
    if isinstance(rule, AtLeast):
        finding = findings[path, rule.slug]
        if finding.outcome is not Outcome.MET:
            yield Lack(_says(finding))
    elif isinstance(rule, AllOf):
        for part in rule.parts:
            yield from _lacks(part, findings, path)
    elif isinstance(rule, AnyOf):
        yield from _option(rule, findings, path)
    elif isinstance(rule, Track):
        yield from _track(rule, findings, path)
    else:
        yield from _points(rule, findings, path)


def _option(rule: AnyOf, findings: Findings, path: str) -> Iterator[Lack]:
    """Nothing where one option is met, else what each of them lacks, the nearest first."""
    places = ((joined(path, name), one) for name, one in rule.options)
    ranked = sorted(places, key=lambda place: far(place[1], findings, place[0]))
    options = tuple(tuple(_lacks(one, findings, at)) for at, one in ranked)
    if all(options):
        yield Lack(_("One of these is enough:"), options)


def _track(rule: Track, findings: Findings, path: str) -> Iterator[Lack]:
    """What the partner's own track lacks; of both where its class is not known."""
    outcome = findings[path, rule.when.slug].outcome
    if outcome is not Outcome.NOT_ASSESSED:
        ((name, track),) = applying(rule, outcome)
        yield from _lacks(track, findings, joined(path, name))
        return
    says = _("Which track applies cannot be said: nothing is known yet of “{says}”.")
    yield Lack(says.format(says=_(rule.when.says)))
    for name, track in applying(rule, outcome):
        lacks = tuple(_lacks(track, findings, joined(path, name)))
        if lacks:
            heading = _("If it is the {track}:").format(track=option(joined(path, name)))
            yield Lack(heading, (lacks,))


def _points(rule: Total, findings: Findings, path: str) -> Iterator[Lack]:
    """The points that are missing, the parts that have none, and where more could come from."""
    said = [*_altogether(findings[path, rule.slug]), *nothing_from(rule, findings, path)]
    if not said:
        return
    track = f"{option(path)}: " if path else ""
    yield Lack(track + " ".join(said))
    more = tuple(_more(rule, findings, path))
    if more:
        yield Lack(_("More can come from:"), (more,))


def _altogether(total: Finding) -> Iterator[str]:
    says = _(total.says)
    if total.outcome is Outcome.NOT_MET:
        yield _("{gap} points more for “{says}” (has\u00a0{have}).").format(
            gap=gap(total), says=says, have=have(total)
        )
    elif total.outcome is Outcome.NOT_ASSESSED:
        yield _("Nothing certain can be said yet of “{says}”.").format(says=says)
        yield total.reason or ""


def _more(rule: Total, findings: Findings, path: str) -> Iterator[Lack]:
    """What each part could add, where something is known of it; once there are enough, the rest."""
    enough = findings[path, rule.slug].outcome is Outcome.MET
    for part in rule.parts:
        if enough and points(part, findings, path):
            continue
        if known(part, findings, path) and points(part, findings, path) == most(part):
            continue
        for one in part.scored:
            finding = findings[path, one.slug]
            if finding.points is not None and finding.points < one.upto:
                yield Lack(_more_from(one, finding, findings, path))


def _more_from(one: Scored, finding: Finding, findings: Findings, path: str) -> str:
    """How many points more a score can bring, and what that takes."""
    more = figure(one.upto - (finding.points or 0))
    had = "" if finding.have is None else figure(finding.have, finding.unit, one.at)
    says = _("{more} more points from “{says}”: {enough} (has\u00a0{have}).").format(
        more=more, says=_(one.says), enough=everything(finding, one), have=had or _("not assessed")
    )
    shut = [
        f"“{_(gate.says)}” (has\u00a0{have(findings[path, gate.slug])})"
        for gate in one.gates
        if findings[path, gate.slug].outcome is not Outcome.MET
    ]
    if not shut:
        return says
    return f"{says} " + _("It counts only with {gates}.").format(gates=_(" and ").join(shut))


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
