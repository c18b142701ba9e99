"""Points in words: what a criterion scores, what would bring it more, and what opens its gate."""

from reports.figures import figure, have, need
from tiers.language import Outcome, Scored
from tiers.verdicts import Finding
from tiers.words import _


def scored(finding: Finding) -> str:
    """The points it has of those it can bring."""
    most = figure(finding.max_points or 0)
    if finding.points is None:
        return _("? of {most} points").format(most=most)
    points = figure(finding.points, below=finding.max_points)
    return _("{points} of {most} points").format(points=points, most=most)


def everything(finding: Finding, rule: Scored) -> str:
    """From which figure on it scores all its points."""
    return _("all {most} from {at} on").format(
        most=figure(rule.upto), at=figure(rule.at, finding.unit)
    )


def word(finding: Finding, role: str) -> str:
    """What a criterion came to, in the words that fit what it is for."""
    if finding.outcome is Outcome.NOT_ASSESSED:
        return _(finding.outcome.value)
    met = finding.outcome is Outcome.MET
    if role == "scored":
        return scored(finding)
    if role == "total":
        return _("enough points") if met else _("too few points")
    if role == "gate":
        return _("open") if met else _("shut")
    if role == "class":
        return _("applies") if met else _("does not apply")
    return _(finding.outcome.value)


def has(finding: Finding, role: str, rule: object = None) -> str:
    """What there is beside what it takes."""
    if role == "scored" and isinstance(rule, Scored):
        enough = everything(finding, rule)
        if finding.have is None:
            return enough
        had = figure(finding.have, finding.unit, rule.at)
        return _("has {have}; {enough}").format(have=had, enough=enough)
    if role == "total":
        most = figure(finding.max_points or 0)
        if finding.have is None:
            return _("needs {need} of {most}").format(need=need(finding), most=most)
        return _("has {have} of {most}, needs {need}").format(
            have=have(finding), most=most, need=need(finding)
        )
    if finding.outcome is Outcome.NOT_ASSESSED:
        return _("needs {need}").format(need=need(finding))
    return _("has {have}, needs {need}").format(have=have(finding), need=need(finding))
