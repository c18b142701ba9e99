"""Charts of a standing, for the page and for print: Altair without Streamlit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import altair as alt
import vl_convert

from reports.bullets import Row, plan
from reports.criteria import Criterion, performs
from reports.figures import have, need, scores
from reports.points import scored
from tiers.verdicts import Verdict
from tiers.words import _

Settings = dict[str, Any]


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
    text = alt.Text("text:N")
    written = {"type": "text", "color": look.ink, "font": look.font, "fontSize": look.size}

    def layer(mark: Settings, rows: Iterable[Row], **more: Any) -> list[alt.Chart]:
        values = list(rows)
        chart = alt.Chart(alt.InlineData(values), mark=alt.MarkDef(**mark))
        return [chart.encode(x=x, y=y, **more)] if values else []

    def shape(mark: Settings, rows: Iterable[Row]) -> list[alt.Chart]:
        return layer(mark, rows, x2=alt.X2("x2"), y2=alt.Y2("y2"))

    edge = {"stroke": look.edge, "strokeWidth": 1}
    arrow = {"type": "point", "shape": "triangle-right", "size": 60, "filled": True}
    layers = [
        *shape({"type": "rect", "color": look.track}, drawn.tracks()),
        *shape({"type": "rule", "color": look.muted, "strokeWidth": 0.8}, drawn.hatching()),
        *shape({"type": "rect", "color": look.bar, **edge}, drawn.bars()),
        *layer({**arrow, "color": look.edge}, drawn.arrows()),
        *shape({"type": "rule", "color": look.ink, "strokeWidth": 2}, drawn.marks()),
        *layer({**written, "align": "left"}, drawn.values(), text=text),
        *layer({**written, "align": "center"}, drawn.labels(), text=text),
    ]
    size: Settings = {"width": width, "height": drawn.height}
    return layered(layers, said(criterion), autosize=alt.AutoSizeParams(type="none"), **size)


def said(criterion: Criterion) -> str:
    """A bullet chart in words, for those who do not see it."""
    return "; ".join(
        _("{tier}: {points}").format(tier=tier, points=scored(finding))
        if scores(finding)
        else _("{tier}: {have}, needed {need}").format(
            tier=tier, have=have(finding), need=need(finding)
        )
        for tier, finding in criterion.findings
    )


def history(
    verdicts: Sequence[Verdict], look: Look = LIGHT, *, width: int = 360, step: int = 24
) -> alt.LayerChart:
    """The tier on each of several days, as steps; a hollow mark where none could be said."""
    levels = _levels(verdicts)
    x, y = _axes(verdicts, levels, look)
    chart = alt.Chart(alt.InlineData(_past(verdicts))).encode(x=x, y=y)
    line = chart.mark_line(interpolate="step", color=look.edge, strokeWidth=2)
    point = chart.mark_point(size=44, stroke=look.edge, strokeWidth=1.6, opacity=1)
    filled = alt.Scale(domain=[True, False], range=[look.edge, "transparent"])
    told = {"day": _("As of"), "said": _("Tier"), "edition": _("Edition")}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in told.items()]
    layers = [
        line.transform_filter("datum.judged").encode(detail=alt.Detail("run:N")),
        point.encode(fill=alt.Fill("judged:N", legend=None, scale=filled), tooltip=tips),
    ]
    return layered(layers, recalled(verdicts), width=width, height=step * len(levels))


def _axes(verdicts: Sequence[Verdict], levels: list[str], look: Look) -> tuple[alt.X, alt.Y]:
    """The days, and the levels above them."""
    plain: Settings = {"labelLimit": 0, **quiet(look)}
    days = alt.Axis(labelExpr=_days(verdicts), labelAngle=0, **plain)
    grid = alt.Axis(grid=True, gridColor=look.track, **plain)
    domain = [f"{verdict.as_of}" for verdict in verdicts]
    return (
        alt.X("day:O", axis=days, scale=alt.Scale(domain=domain)),
        alt.Y("said:N", axis=grid, scale=alt.Scale(domain=levels)),
    )


def recalled(verdicts: Sequence[Verdict]) -> str:
    """A history in words."""
    return "; ".join(f"{verdict.as_of}: {performs(verdict)}" for verdict in verdicts)


def as_svg(chart: alt.LayerChart) -> str:
    """The chart as SVG; nothing is fetched."""
    return vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[])


def through(first: date, last: date, look: Look, ticks: int = 6) -> alt.X:
    """The days from the first to the last, as an axis with months written out."""
    axis = alt.Axis(format="%Y-%m", grid=False, labelOverlap=True, tickCount=ticks, **quiet(look))
    return alt.X("day:T", axis=axis, scale=alt.Scale(type="utc", domain=[f"{first}", f"{last}"]))


def quiet(look: Look) -> Settings:
    """What axes have in common: no title, no lines, letters as all others."""
    letters = {"labelColor": look.ink, "labelFont": look.font, "labelFontSize": look.size}
    return {"title": None, "ticks": False, "domain": False, **letters}


def letters(look: Look, **more: Any) -> alt.MarkDef:
    """A mark of text."""
    given: Settings = {"color": look.ink, "font": look.font, "fontSize": look.size, **more}
    return alt.MarkDef(type="text", **given)


def layered(layers: list[alt.Chart], words: str, **more: Any) -> alt.LayerChart:
    """The layers as one chart on a transparent ground, with its description in words."""
    config = alt.Config(background="transparent", view=alt.ViewConfig(stroke=None))
    return alt.LayerChart(layer=layers, description=words, padding=2, config=config, **more)


def _levels(verdicts: Sequence[Verdict]) -> list[str]:
    """From the top: the tiers any edition knows, none of them, and what else is said of a day."""
    tiers = dict.fromkeys(tier.tier for verdict in verdicts for tier in verdict.tiers)
    said = [performs(verdict) for verdict in verdicts]
    return list(dict.fromkeys([*reversed(tiers), _("no tier"), *said]))


def _past(verdicts: Sequence[Verdict]) -> list[Row]:
    """Each day; days that were judged one after the other are of one run, which a line joins."""
    rows: list[Row] = []
    for run, (judged, days) in enumerate(groupby(verdicts, _judged)):
        for one in days:
            where = {"day": f"{one.as_of}", "edition": one.edition or "", "run": run}
            rows.append({**where, "said": performs(one), "judged": judged})
    return rows


def _judged(verdict: Verdict) -> bool:
    return bool(verdict.tier) or performs(verdict) == _("no tier")


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
