"""What a verdict's points come to: of several sums that of the nearest option or applying track."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.blocks import part_name
from reports.figures import figure
from reports.nearness import Findings, applying, by_place, far, joined, known, most, points
from reports.roles import named
from tiers.language import AllOf, AtLeast, Edition, Outcome, Requirement, Total, Track
from tiers.verdicts import Finding, Verdict
from tiers.words import _


@dataclass(frozen=True)
class Score:
    """A sum of points, the option it stands in, and the findings of its tier."""

    path: str
    rule: Total
    findings: Findings

    @property
    def total(self) -> Finding:
        """What it comes to."""
        return self.findings[self.path, self.rule.slug]

    @property
    def says(self) -> str:
        """The points there are of those there can be."""
        return reached(self.total.points, self.total.max_points or 0, self.total.need)

    @property
    def parts(self) -> dict[str, str]:
        """By name, what each part brings."""
        return {
            part_name(part, self.path): reached(
                points(part, self.findings, self.path)
                if known(part, self.findings, self.path)
                else None,
                most(part),
            )
            for part in self.rule.parts
        }


def score(verdict: Verdict, edition: Edition) -> Score | None:
    """The points a verdict comes to; None where its edition gives none."""
    for rules, tier in zip(edition.tiers, verdict.tiers, strict=True):
        for found in _scores(rules.requirement, by_place(tier), ""):
            return found
    return None


def reached(had: float | None, of: float, need: float | None = None) -> str:
    """The points there are of those there can be, never rounded up to those that it takes."""
    if had is None:
        return _(Outcome.NOT_ASSESSED.value)
    return _("{have} of {most}").format(have=figure(had, below=need or of), most=figure(of))


def _scores(rule: Requirement, findings: Findings, path: str) -> Iterator[Score]:
    """The sums of a requirement, of options those of the nearest."""
    if isinstance(rule, Total):
        yield Score(path, rule, findings)
    elif isinstance(rule, AllOf):
        for part in rule.parts:
            yield from _scores(part, findings, path)
    elif not isinstance(rule, AtLeast):
        options = named(rule)
        if isinstance(rule, Track):
            options = applying(rule, findings[path, rule.when.slug].outcome)
        places = [(joined(path, name), one) for name, one in options]
        at, nearest = min(places, key=lambda place: far(place[1], findings, place[0]))
        yield from _scores(nearest, findings, at)
