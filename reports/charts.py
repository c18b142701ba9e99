"""Charts of a standing, for the page and for print: Altair without Streamlit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import vl_convert

from reports.bullets import Row, plan
from reports.criteria import Criterion, have, performs
from reports.figures import figure
from tiers.language import Outcome
from tiers.verdicts import Verdict
from tiers.words import _

Mark = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """Colours on a transparent ground, and the letters; colour never says anything alone."""

    ink: str
    muted: str
    track: str
    bar: str
    edge: str
    font: str = "sans-serif"
    size: int = 11


LIGHT = Look(ink="#1d2733", muted="#66727f", track="#e9edf2", bar="#a9c8e6", edge="#2f6ea5")
DARK = Look(ink="#eef2f6", muted="#9aa7b4", track="#2b333d", bar="#2f6394", edge="#7fb3e3")


def bullet(criterion: Criterion, look: Look = LIGHT, *, width: int = 360) -> alt.LayerChart:
    """What is had of one criterion, as a bar, against what each tier asks for, as labelled marks.

    Tiers that count differently have a bar each; hatched is what is not assessed; an arrow ends a
    bar that is longer than the chart.
    """
    drawn = plan(criterion, width, look.size)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, drawn.upper], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[drawn.height, 0], nice=False))
    letters = {"type": "text", "color": look.ink, "font": look.font, "fontSize": look.size}

    def layer(mark: Mark, rows: Iterable[Row], **more: Any) -> alt.Chart:
        chart = alt.Chart(alt.Data(values=list(rows)), mark=alt.MarkDef(**mark))
        return chart.encode(x=x, y=y, **more)

    def shape(mark: Mark, rows: Iterable[Row]) -> alt.Chart:
        return layer(mark, rows, x2="x2", y2="y2")

    edge = {"stroke": look.edge, "strokeWidth": 1}
    arrow = {"type": "point", "shape": "triangle-right", "size": 60, "filled": True}
    layers = (
        shape({"type": "rect", "color": look.track}, drawn.tracks()),
        shape({"type": "rule", "color": look.muted, "strokeWidth": 0.8}, drawn.hatching()),
        shape({"type": "rect", "color": look.bar, **edge}, drawn.bars()),
        layer({**arrow, "color": look.edge}, drawn.arrows()),
        shape({"type": "rule", "color": look.ink, "strokeWidth": 2}, drawn.marks()),
        layer({**letters, "align": "left"}, drawn.values(), text="text:N"),
        layer({**letters, "align": "center"}, drawn.labels(), text="text:N"),
    )
    chart = alt.layer(*(one for one in layers if one.data.values))
    return _finish(chart, said(criterion), width=width, height=drawn.height)


def said(criterion: Criterion) -> str:
    """A bullet chart in words, for those who do not see it."""
    return "; ".join(
        _("{tier}: {have}, needed {need}").format(
            tier=tier, have=have(finding), need=figure(finding.need, finding.unit)
        )
        for tier, finding in criterion.findings
    )


def history(
    verdicts: Sequence[Verdict], look: Look = LIGHT, *, width: int = 360, step: int = 24
) -> alt.LayerChart:
    """The tier on each of several days, as steps; a hollow mark where none could be said."""
    steady, others = _levels(verdicts)
    letters = {"labelColor": look.ink, "labelFont": look.font, "labelFontSize": look.size}
    plain = {"title": None, "ticks": False, "domain": False, "labelLimit": 0, **letters}
    chart = alt.Chart(alt.Data(values=[_past(one, steady) for one in verdicts])).encode(
        x=alt.X("day:O", sort=None, axis=alt.Axis(labelExpr=_days(verdicts), labelAngle=0, **plain))
    )
    scale = alt.Scale(domain=[*steady, *others])
    axis = alt.Axis(grid=True, gridColor=look.track, **plain)

    def level(name: str) -> alt.Y:
        return alt.Y(f"{name}:N", scale=scale, axis=axis)

    line = chart.mark_line(interpolate="step", color=look.edge, strokeWidth=2)
    point = chart.mark_point(size=44, stroke=look.edge, strokeWidth=1.6, opacity=1)
    fill = alt.condition("datum.held != null", alt.value(look.edge), alt.value("transparent"))
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in _told().items()]
    layers = alt.layer(
        line.encode(y=level("held")), point.encode(y=level("said"), fill=fill, tooltip=told)
    )
    return _finish(layers, recalled(verdicts), width=width, height=step * len(scale.domain))


def recalled(verdicts: Sequence[Verdict]) -> str:
    """A history in words."""
    return "; ".join(f"{verdict.as_of}: {performs(verdict)}" for verdict in verdicts)


def as_svg(chart: alt.LayerChart) -> str:
    """The chart as SVG; nothing is fetched."""
    return vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[])


def _finish(chart: alt.LayerChart, words: str, *, width: float, height: float) -> alt.LayerChart:
    sized = chart.properties(width=width, height=height, description=words, padding=1)
    return sized.configure(background="transparent").configure_view(stroke=None)


def _levels(verdicts: Sequence[Verdict]) -> tuple[list[str], list[str]]:
    """From the top: the tiers any edition knows and none of them; what else is said of the days."""
    tiers = dict.fromkeys(tier.tier for verdict in verdicts for tier in verdict.tiers)
    steady = [*reversed(tiers), _("no tier")]
    return steady, list(dict.fromkeys(performs(one) for one in verdicts if performs(one) not in steady))


def _past(verdict: Verdict, steady: list[str]) -> Row:
    said = performs(verdict)
    held = said if said in steady else None
    return {
        "day": verdict.as_of.isoformat(),
        "said": said,
        "held": held,
        "edition": verdict.edition or "",
    }


def _told() -> dict[str, str]:
    return {"day": _("As of"), "said": _("Tier"), "edition": _("Edition")}


def _days(verdicts: Sequence[Verdict]) -> str:
    """An expression that labels a day: `Q2` where it ends a quarter, the year below the first."""
    labels: dict[str, list[str]] = {}
    year = None
    for day in (verdict.as_of for verdict in verdicts):
        ends = (day + timedelta(days=1)).day == 1 and day.month % 3 == 0
        name = f"Q{day.month // 3}" if ends else f"{day:%m-%d}"
        labels[day.isoformat()] = [name, str(day.year)] if day.year != year else [name]
        year = day.year
    return f"{json.dumps(labels)}[datum.value]"
