"""Where everything on a bullet chart stands: criteria in, rows of coordinates out.

Across, figures of the criterion; down, pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.criteria import Criterion
from reports.figures import figure, have, scores
from reports.points import scored
from tiers.verdicts import Finding
from tiers.words import _

Row = dict[str, Any]
BAND, LABEL = 13.0, 14.0  # the height of a bar, and of the labels above or below it
LETTER = 0.5  # how wide a letter is beside its height
SHORTEST, LONGEST = 1.25, 3.0  # how far the scale reaches, in highest thresholds


@dataclass(frozen=True)
class Lane:
    """The tiers that had the same, drawn as one bar between *top* and *bottom*."""

    findings: tuple[tuple[str, Finding], ...]
    top: float

    @property
    def have(self) -> float | None:
        """What the bar shows."""
        return _drawn(self.findings[0][1])

    @property
    def unit(self) -> str:
        """What it is counted in; a score in points."""
        finding = self.findings[0][1]
        return "" if scores(finding) else finding.unit

    @property
    def thresholds(self) -> list[tuple[float, str]]:
        """Each threshold with the tiers that ask for it."""
        tiers: dict[float, list[str]] = {}
        for tier, finding in self.findings:
            named = _("at most") if scores(finding) else tier
            tiers.setdefault(_mark(finding), []).append(named)
        return [(need, ", ".join(dict.fromkeys(of))) for need, of in sorted(tiers.items())]

    @property
    def band(self) -> tuple[float, float]:
        """Where the bar begins and ends."""
        return self.top + LABEL, self.top + LABEL + BAND

    @property
    def bottom(self) -> float:
        """The lane's end: a second threshold has its label below the bar."""
        return self.band[1] + (LABEL if len(self.thresholds) > 1 else 3)


@dataclass(frozen=True)
class Plan:
    """The lanes of a chart of *width* pixels and letters of *size*, up to the figure *upper*."""

    lanes: tuple[Lane, ...]
    upper: float
    width: float
    size: float

    @property
    def height(self) -> float:
        """In pixels."""
        return self.lanes[-1].bottom

    def tracks(self) -> Iterator[Row]:
        """The ground under each bar."""
        for lane in self.lanes:
            yield _box(lane, self.upper)

    def bars(self) -> Iterator[Row]:
        """What is had."""
        for lane in self.lanes:
            if lane.have and lane.have > 0:
                yield _box(lane, min(lane.have, self.upper))

    def arrows(self) -> Iterator[Row]:
        """The ends of bars that are longer than the scale."""
        for lane in self.lanes:
            if lane.have and lane.have > self.upper:
                yield {"x": self.upper - self._across(7), "y": sum(lane.band) / 2}

    def hatching(self) -> Iterator[Row]:
        """Slanted lines where nothing is assessed, beside the words that say so."""
        lean, gap = self._across(BAND), self._across(7)
        for lane in self.lanes:
            if lane.have is None:
                words = self._place(lane)
                clear = (words - lean, words + self._long(_words(lane)) + self._across(3))
                for start in (number * gap for number in range(int((self.upper - lean) / gap) + 1)):
                    if not clear[0] < start < clear[1]:
                        across = {"x": start, "x2": start + lean}
                        yield {**across, "y": lane.band[1], "y2": lane.band[0]}

    def marks(self) -> Iterator[Row]:
        """A line across the bar at each threshold."""
        for lane in self.lanes:
            first, last = lane.band
            for need, _tiers in lane.thresholds:
                yield {"x": need, "x2": need, "y": first - 2, "y2": last + 2}

    def labels(self) -> Iterator[Row]:
        """What each threshold is called, by turns above and below the bar."""
        for lane in self.lanes:
            first, last = lane.band
            for number, (need, tiers) in enumerate(lane.thresholds):
                says = f"{tiers} {figure(need, lane.unit)}"
                half = self._long(says) / 2
                at = min(max(need, half), self.upper - half)
                yield {"x": at, "y": last + 9 if number % 2 else first - 9, "text": says}

    def values(self) -> Iterator[Row]:
        """What is had, in figures."""
        for lane in self.lanes:
            yield {"x": self._place(lane), "y": sum(lane.band) / 2 + 0.5, "text": _words(lane)}

    def _place(self, lane: Lane) -> float:
        """Where words fit between the marks: in the bar, else behind it, else at the beginning."""
        needed, space = self._long(_words(lane)), self._across(4)
        end = self.upper if lane.have is None else max(0, min(lane.have, self.upper))
        marks = [need for need, _tiers in lane.thresholds]
        stops = sorted({0, *marks, end, self.upper})
        rooms = [
            (first, last) for first, last in pairwise(stops) if last - first > needed + 2 * space
        ]
        return next((first for first, _last in rooms), end if end < self.upper else 0) + space

    def _across(self, pixels: float) -> float:
        return pixels * self.upper / self.width

    def _long(self, text: str) -> float:
        return self._across(len(text) * self.size * LETTER)


def plan(criterion: Criterion, width: float, size: float) -> Plan:
    """The chart of a criterion: a lane for all tiers, or one each where they count differently."""
    groups: dict[float | None, list[tuple[str, Finding]]] = {}
    for tier, finding in criterion.findings:
        groups.setdefault(_drawn(finding), []).append((tier, finding))
    lanes: list[Lane] = []
    for group in groups.values():
        lanes.append(Lane(tuple(group), lanes[-1].bottom if lanes else 0))
    return Plan(tuple(lanes), _upper(criterion), width, size)


def _upper(criterion: Criterion) -> float:
    """Room for the highest threshold and for what is had, but not for an overwhelming figure."""
    findings = [finding for _tier, finding in criterion.findings]
    top = max(_mark(finding) for finding in findings)
    had = max(_drawn(finding) or 0 for finding in findings)
    whole = [finding.max_points for finding in findings if finding.max_points]
    if whole:
        return max(whole)
    upper = min(max(top * SHORTEST, had * 1.05), top * LONGEST)
    percent = any(finding.unit == "%" for finding in findings)
    return max(min(upper, 100) if percent else upper, top, 1)


def _drawn(finding: Finding) -> float | None:
    """What is drawn of a finding: the points it scores, else what is had."""
    return finding.points if scores(finding) else finding.have


def _mark(finding: Finding) -> float:
    """Where its mark stands: at the most points it can score, else at the threshold."""
    return finding.max_points or 0 if scores(finding) else finding.need


def _words(lane: Lane) -> str:
    finding = lane.findings[0][1]
    return scored(finding) if scores(finding) and lane.have is not None else have(finding)


def _box(lane: Lane, end: float) -> Row:
    first, last = lane.band
    return {"x": 0, "x2": end, "y": first, "y2": last}
