"""How near findings come to a requirement: which option is the nearest, which part has nothing."""

from collections.abc import Mapping

from tiers.language import Added, AllOf, AnyOf, AtLeast, Outcome, Requirement, Total, Track
from tiers.requirements import Part
from tiers.verdicts import Finding, TierVerdict

Findings = Mapping[tuple[str, str], Finding]  # by path and key
NEARLY = 0.001  # what a part without points adds to the distance


def by_place(tier: TierVerdict) -> Findings:
    """A tier's findings by their path and key."""
    return {(finding.path, finding.key): finding for finding in tier.criteria}


def joined(path: str, name: str) -> str:
    """The path of an option within a path."""
    return f"{path}/{name}" if path else name


def share(finding: Finding) -> float:
    """The share that is missing of what a criterion asks for; all where nothing is known."""
    if finding.outcome is Outcome.MET:
        return 0
    return 1 if finding.gap is None else finding.gap / finding.need


def far(rule: Requirement, findings: Findings, path: str = "") -> float:
    """The shares missing of all that is asked, by the nearest option; 0 where it is met."""
    if isinstance(rule, AtLeast):
        return share(findings[path, rule.slug])
    if isinstance(rule, AllOf):
        return sum(far(part, findings, path) for part in rule.parts)
    if isinstance(rule, Total):
        return _short(rule, findings, path)
    if isinstance(rule, AnyOf):
        return min(far(one, findings, joined(path, name)) for name, one in rule.options)
    tracks = applying(rule, findings[path, rule.when.slug].outcome)
    return min(far(one, findings, joined(path, name)) for name, one in tracks) + len(tracks) - 1


def applying(rule: Track, outcome: Outcome) -> tuple[tuple[str, Requirement], ...]:
    """The track of a partner's class; both where the class is not known."""
    if outcome is Outcome.NOT_ASSESSED:
        return rule.then, rule.otherwise
    return (rule.then if outcome is Outcome.MET else rule.otherwise,)


def points(part: Part, findings: Findings, path: str) -> float:
    """What a part scores for certain: of steps the sum, of options the best."""
    values = [findings[path, one.slug].points or 0 for one in part.scored]
    return min(sum(values), part.upto) if isinstance(part, Added) else max(values)


def most(part: Part) -> int:
    """The most points a part can bring."""
    return part.upto if isinstance(part, Added) else max(one.upto for one in part.scored)


def capped(part: Part) -> bool:
    """Whether steps bring fewer points together than each for itself."""
    return isinstance(part, Added) and part.upto < sum(one.upto for one in part.scored)


def known(part: Part, findings: Findings, path: str) -> bool:
    """Whether what a part scores is certain."""
    if all(findings[path, one.slug].points is not None for one in part.scored):
        return True
    return points(part, findings, path) == most(part)


def parts_without(rule: Total, findings: Findings, path: str) -> tuple[list[Part], list[Part]]:
    """The parts of a total that have no points, and those of which that is not known."""
    none: list[Part] = []
    unknown: list[Part] = []
    for part in rule.parts:
        outcomes = {findings[path, one.slug].outcome for one in part.scored}
        if Outcome.MET not in outcomes:
            (unknown if Outcome.NOT_ASSESSED in outcomes else none).append(part)
    return none, unknown


def _short(rule: Total, findings: Findings, path: str) -> float:
    """The share of the points that is missing, of what is not known all; and parts without any."""
    each = [points(part, findings, path) for part in rule.parts]
    return max(0.0, 1 - sum(each) / rule.least) + NEARLY * each.count(0)
