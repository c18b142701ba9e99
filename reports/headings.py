"""Where quarterly figures are heading: a trend of each, and in words how far to trust it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reports.counting import figures, products
from reports.criteria import Criterion, criteria
from reports.figures import figure
from reports.handout import quarter_ends
from reports.names import noun, option, sentence
from tiers.facts import Asks, Facts, in_memory
from tiers.language import Edition
from tiers.measures import Metric
from tiers.requirements import AtLeast, Scored
from tiers.trend import Trend, trend
from tiers.verdicts import Finding, Verdict, judge
from tiers.words import _

QUARTER = timedelta(days=92)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Heading:
    """A figure at the ends of the last quarters, the line through it, and what tiers ask for.

    *thresholds* are figures with the tiers that ask for them, *held* the one of the tier held.
    """

    name: str
    unit: str
    day: date
    figures: tuple[tuple[date, float], ...]
    line: Trend | None
    thresholds: tuple[tuple[float, str], ...]
    held: tuple[float, str] | None

    @property
    def last(self) -> date:
        """How far ahead it is drawn."""
        return self.day + YEAR

    @property
    def crosses(self) -> date | None:
        """When the line would fall below what the tier held asks for."""
        return self.line.crosses(self.held[0]) if self.line and self.held else None


def headings(
    edition: Edition, facts: Facts, day: date, partner: str, tier: str | None
) -> tuple[Heading, ...]:
    """One partner's figures that come by the quarter, judged by the edition throughout."""
    days = quarter_ends(day)
    judged = judge(edition, facts, Asks.of_pairs((partner, one) for one in days))
    verdicts = {one.as_of: one for one in judged}
    today = verdicts[days[-1]]
    found = []
    for one in criteria(today, edition):
        rule = one.rule
        if isinstance(rule, (AtLeast, Scored)) and _quarterly(rule.metric):
            known = tuple(_known(one, verdicts, _told(rule.metric, facts, days)))
            if known:
                found.append(_heading(one, known, day, tier))
    return tuple(found)


def _quarterly(metric: Metric) -> bool:
    return bool(products([metric]) or figures([metric]))


def _told(metric: Metric, facts: Facts, days: list[date]) -> list[date]:
    """The quarter ends for which the partner's files said something new."""
    frames = (
        (facts.seats, "product", products([metric])),
        (facts.customer_counts, "product", products([metric])),
        (facts.figures, "figure", figures([metric])),
    )
    periods = {
        period
        for frame, column, names in frames
        for name, period in in_memory(frame.select(column, "period").unique()).rows()
        if name in names
    }
    return [day for day in days if any(day - QUARTER < one <= day for one in periods)]


def _known(
    criterion: Criterion, verdicts: dict[date, Verdict], days: list[date]
) -> Iterator[tuple[date, float]]:
    for day in days:
        for found in criteria(verdicts[day]):
            if (found.key, found.path) == (criterion.key, criterion.path):
                have = found.findings[-1][1].have
                if have is not None:
                    yield day, have


def _heading(
    criterion: Criterion, known: tuple[tuple[date, float], ...], day: date, tier: str | None
) -> Heading:
    asks: dict[float, list[str]] = {}
    held = None
    for name, finding in criterion.findings:
        need, who = _threshold(criterion, name, finding)
        asks.setdefault(need, []).append(who)
        if name == tier and criterion.role == "threshold":
            held = (need, name)
    what = sentence(noun(criterion.key, criterion.path))
    return Heading(
        f"{option(criterion.path)}: {what}" if criterion.path else what,
        criterion.findings[-1][1].unit,
        day,
        known,
        trend(known),
        tuple((need, ", ".join(who)) for need, who in sorted(asks.items())),
        held,
    )


def _threshold(criterion: Criterion, tier: str, finding: Finding) -> tuple[float, str]:
    """What a tier asks for, or where a score has all its points."""
    if isinstance(criterion.rule, Scored):
        return criterion.rule.at, _("all points")
    return finding.need, tier


# In sentences --------------------------------------------------------------------------------


def method() -> str:
    """How it is done, in one sentence."""
    return _(
        "Not certain, unlike what stands above: a straight line (least squares) through the ends "
        "of the last eight quarters for which there are figures, judged by the rules of this day; "
        "if things go on as before, the band holds the next figures in 95 of 100 cases."
    )


def says(heading: Heading) -> str:
    """Where it stands, where the line leads, and whether that costs the tier held."""
    (day, had), line = heading.figures[-1], heading.line
    now = _("{had} on {day}").format(had=figure(had, heading.unit), day=day)
    if line is None:
        return _("{now}. For a trend it takes four quarters with figures.").format(now=now)
    slope = abs(line.a_year) if abs(line.a_year) < 10 else round(abs(line.a_year))
    way = _("growing") if line.a_year > 0 else _("falling")
    told = _("{now}, {way} by about {slope} a year.").format(
        now=now, way=way, slope=figure(slope, _("points") if heading.unit else "")
    )
    if float(f"{slope:.1f}") == 0:
        told = _("{now}, and steady.").format(now=now)
    return f"{told} {_against(heading, line)}".strip()


def _against(heading: Heading, line: Trend) -> str:
    """The line beside what the tier held asks for."""
    if heading.held is None:
        return ""
    need, tier = heading.held
    asked = figure(need, heading.unit)
    if heading.crosses:
        return _("On this line it falls below the {need} that {tier} asks for on {day}.").format(
            need=asked, tier=tier, day=heading.crosses
        )
    if line.on(heading.last)[1] < need <= line.level:
        return _(
            "The line stays above the {need} that {tier} asks for, but within a year the band "
            "reaches below it."
        ).format(need=asked, tier=tier)
    if line.level < need:
        return ""
    return _("That is safely above the {need} that {tier} asks for.").format(need=asked, tier=tier)
