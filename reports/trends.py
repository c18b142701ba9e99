"""A trend as a picture: the quarters past, the line through them, its band, and the thresholds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import altair as alt

from reports.charts import LIGHT, Look, layered, letters, quiet, through
from reports.figures import figure
from reports.headings import Heading
from reports.headings import says as said
from tiers.trend import Trend
from tiers.words import _

Row = dict[str, Any]
POINTS = 24  # of the line and its band


def trend_chart(
    heading: Heading, look: Look = LIGHT, *, width: int = 360, height: int = 150
) -> alt.LayerChart:
    """What was had as points, the line dashed where it leads on, thresholds as labelled rules."""
    x = through(heading.figures[0][0], heading.last, look, ticks=5)
    amounts = alt.Axis(gridColor=look.track, tickCount=4, **quiet(look))
    y = alt.Y("value:Q", axis=amounts)
    tips = [alt.Tooltip("on:N", title=_("On")), alt.Tooltip("says:N", title=_("Had"))]
    points = _chart(_had(heading)).mark_line(
        color=look.edge, strokeWidth=2, point={"color": look.edge, "size": 40}
    )
    layers = [
        *_leading_on(heading, look, x, y),
        *_thresholds(heading, look, x, y),
        points.encode(x=x, y=y, tooltip=tips),
    ]
    return layered(layers, f"{heading.name}: {said(heading)}", width=width, height=height)


def _leading_on(heading: Heading, look: Look, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """The band, and in it the line."""
    if heading.line:
        ahead = _chart(_ahead(heading, heading.line))
        band = ahead.mark_area(color=look.bar, opacity=0.45)
        yield band.encode(x=x, y=alt.Y("least:Q"), y2="most:Q")
        yield ahead.mark_line(color=look.edge, strokeDash=[5, 4], strokeWidth=1.5).encode(x=x, y=y)


def _chart(rows: Iterator[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(list(rows)))


def _had(heading: Heading) -> Iterator[Row]:
    for day, had in heading.figures:
        yield {
            "day": f"{day}", "value": had, "on": f"{day}", "says": figure(had, heading.unit)
        }  # fmt: skip


def _ahead(heading: Heading, line: Trend) -> Iterator[Row]:
    """The line and its band from the first quarter on, never less than nothing."""
    first = heading.figures[0][0]
    most_there_is = 100.0 if heading.unit == "%" else float("inf")
    days = (heading.last - first).days
    for number in range(POINTS + 1):
        day = first + timedelta(days=days * number // POINTS)
        value, least, most = (min(max(0.0, one), most_there_is) for one in line.on(day))
        yield {"day": f"{day}", "value": value, "least": least, "most": most}


def _thresholds(heading: Heading, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    rows = [
        {"day": f"{heading.last}", "value": need, "who": f"{who} {figure(need, heading.unit)}"}
        for need, who in heading.thresholds
    ]
    chart = alt.Chart(alt.InlineData(rows))
    rule = chart.mark_rule(color=look.ink, strokeWidth=1)
    name = chart.properties(mark=letters(look, align="right", dy=-6, fontSize=look.size - 1))
    return [rule.encode(y=y), name.encode(x=x, y=y, text="who:N")]
