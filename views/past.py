"""How a partner stood at the ends of the last quarters: the tier, and each criterion small."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
import streamlit as st

from reports import charts
from reports.criteria import Criterion, criteria
from reports.figures import figure, have, need, scores
from reports.names import noun, option, sentence
from reports.points import scored
from tiers.verdicts import Finding, Verdict
from tiers.words import _
from views import parts
from views.parts import LOOK, plain

Rows = list[dict[str, Any]]


def draw(verdicts: Sequence[Verdict]) -> None:
    """The tiers as steps, and below them each criterion with what the tiers asked for."""
    parts.draw(_tiers(verdicts))
    found = _by_criterion(verdicts)
    newest = max((one.as_of for one in verdicts if one.tiers), default=date.min).isoformat()
    now = [(name, rows) for name, rows in found if rows[-1]["day"] == newest]
    before = [(name, rows) for name, rows in found if rows[-1]["day"] != newest]
    if now:
        st.caption(_("Below, the lines are what was had and the bars what each tier asked for."))
    _side_by_side(now)
    if before:
        says = _("{number} that earlier rules asked for").format(number=len(before))
        with st.expander(says, icon=":material/history:"):
            _side_by_side(before)


def _side_by_side(found: Sequence[tuple[str, Rows]]) -> None:
    """Two small charts in a row."""
    for start in range(0, len(found), 2):
        for place, (name, rows) in zip(st.columns(2), found[start : start + 2], strict=False):
            with place:
                st.caption(plain(name))
                parts.draw(_small(rows))


def _by_criterion(verdicts: Sequence[Verdict]) -> list[tuple[str, Rows]]:
    """Of each criterion that was assessed on several days, its name and a row by day and tier."""
    found: dict[tuple[str, str], Rows] = {}
    for verdict in verdicts:
        for one in criteria(verdict):
            found.setdefault((one.key, one.path), []).extend(_rows(verdict.as_of, one))
    return [
        (_title(key, path), rows)
        for (key, path), rows in found.items()
        if len({row["day"] for row in rows if row["have"] is not None}) > 1
    ]


def _title(key: str, path: str) -> str:
    what = sentence(noun(key, path))
    return f"{option(path)}: {what}" if path else what


def _rows(day: date, criterion: Criterion) -> Rows:
    return [
        {
            "day": day.isoformat(),
            "tier": _("at most") if scores(finding) else tier,
            **(_scored(finding) if scores(finding) else _compared(finding)),
        }
        for tier, finding in criterion.findings
    ]


def _compared(finding: Finding) -> dict[str, Any]:
    asks = {"need": finding.need, "asks": need(finding)}
    return {"have": finding.have, "says": have(finding), **asks}


def _scored(finding: Finding) -> dict[str, Any]:
    """Of a score its points, against the most it can bring."""
    says = have(finding) if finding.points is None else scored(finding)
    asks = {"need": finding.max_points, "asks": figure(finding.max_points or 0)}
    return {"have": finding.points, "says": says, **asks}


@st.cache_data(max_entries=100, show_spinner=False)
def _tiers(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    return parts.spec(charts.history(verdicts, LOOK), axes=46)


@st.cache_data(max_entries=500, show_spinner=False)
def _small(rows: Rows) -> dict[str, Any]:
    letters: dict[str, Any] = {"labelColor": LOOK.ink, "labelFontSize": 10, "domain": False}
    days = alt.Axis(labelExpr="slice(datum.value, 2, 7)", labelAngle=0, title=None, **letters)
    figures = alt.Axis(grid=False, tickCount=3, title=None, **letters)
    chart = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("day:O", axis=days), detail="tier:N", tooltip=_tips()
    )
    line = chart.mark_line(color=LOOK.edge, point={"color": LOOK.edge})
    marks = chart.mark_tick(color=LOOK.ink, thickness=1.5, width=18)
    names = alt.Chart(alt.InlineData(values=_newest(rows)))
    names = names.mark_text(color=LOOK.ink, dy=-7, fontSize=10).encode(text="tiers:N")
    had = line.encode(y=alt.Y("have:Q", axis=figures))
    layers = alt.layer(had, marks.encode(y="need:Q"), names.encode(x="day:O", y="need:Q"))
    sized = layers.properties(height=110, description=_said(rows))
    return parts.spec(sized.configure(background="transparent").configure_view(stroke=None))


def _newest(rows: Rows) -> Rows:
    """Each threshold of the last day, with the tiers that ask for it."""
    tiers: dict[float, list[str]] = {}
    for row in rows:
        if row["day"] == rows[-1]["day"]:
            tiers.setdefault(row["need"], []).append(row["tier"])
    day = rows[-1]["day"]
    return [{"day": day, "need": need, "tiers": ", ".join(of)} for need, of in tiers.items()]


def _tips() -> list[alt.Tooltip]:
    said = {"day": _("As of"), "tier": _("Tier"), "says": _("Had"), "asks": _("Needed")}
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in said.items()]


def _said(rows: Rows) -> str:
    return "; ".join(f"{row['day']} {row['tier']}: {row['says']} / {row['asks']}" for row in rows)
