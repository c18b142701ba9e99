"""What is ahead as a picture: the tier over the days to come, and where it changes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import altair as alt

from reports.ahead import Ahead, renewal
from reports.charts import LIGHT, Look, layered, letters, quiet, through
from reports.stretches import Stretch
from tiers.words import _

Row = dict[str, Any]
STEP = 34  # pixels from one level to the next
LAST_THIRD = 0.66  # from here on a label stands on the left of its mark


def timeline(ahead: Ahead, look: Look = LIGHT, *, width: int = 640) -> alt.LayerChart:
    """The tier as a bar from day to day, each change marked with its day, and the renewal."""
    levels = _levels(ahead)
    axis = alt.Axis(grid=True, gridColor=look.track, labelLimit=0, labelPadding=8, **quiet(look))
    x = through(ahead.day, ahead.last, look)
    y = alt.Y("level:N", axis=axis, scale=alt.Scale(domain=levels))
    bars = alt.Chart(alt.InlineData(list(_stretches(ahead))))
    bars = bars.mark_rule(color=look.edge, strokeWidth=7, strokeCap="butt")
    layers = [bars.encode(x=x, x2="until:T", y=y, tooltip=_tips())]
    layers += [*_changes(ahead, look, x, y), *_renewal(ahead, look, x)]
    return layered(layers, said(ahead), width=width, height=STEP * len(levels))


def said(ahead: Ahead) -> str:
    """The picture in words."""
    return "; ".join(_from(one) for one in ahead.stretches)


def _levels(ahead: Ahead) -> list[str]:
    """From the top: the tiers of any edition on the way, none, and what else is said."""
    said = [one.level for one in ahead.stretches]
    tiers = {
        tier.name: None
        for edition in reversed(ahead.programme.editions)
        if edition.since <= ahead.last and ahead.day <= edition.until
        for tier in edition.tiers
    }
    return list(dict.fromkeys([*reversed(tiers), *sorted(said, key=_("no tier").__ne__)]))


def _stretches(ahead: Ahead) -> Iterator[Row]:
    """From each change to the next."""
    ends = [*(one.day for one in ahead.later), ahead.last]
    for one, until in zip(ahead.stretches, ends, strict=True):
        row = {"day": f"{one.day}", "until": f"{until}", "level": one.level}
        yield row | {"said": _from(one), "because": _why(one)}


def _changes(ahead: Ahead, look: Look, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """A point on each change, and beside it the day."""
    rows = [
        {"day": f"{one.day}", "level": one.level, "said": f"{one.day}", "because": _why(one)}
        | {"side": "right" if _late(ahead, one.day) else "left"}
        for one in ahead.later
    ]
    for side, dx in (("left", 7), ("right", -7)):
        of_side = [row for row in rows if row["side"] == side]
        if of_side:
            chart = alt.Chart(alt.InlineData(of_side))
            point = chart.mark_point(filled=True, size=70, color=look.ink, opacity=1)
            yield point.encode(x=x, y=y, tooltip=_tips())
            name = chart.properties(mark=letters(look, align=side, dx=dx, dy=-11))
            yield name.encode(x=x, y=y, text="said:N")


def _renewal(ahead: Ahead, look: Look, x: alt.X) -> Iterator[alt.Chart]:
    """A line on the day on which the credited tier is renewed."""
    day = ahead.credit.renews_on if ahead.credit else None
    if day is None or not ahead.day <= day <= ahead.last:
        return
    late = _late(ahead, day)
    rows = [{"day": f"{day}", "said": _("renewal {day}").format(day=day), "tip": renewal(ahead)}]
    chart = alt.Chart(alt.InlineData(rows))
    rule = chart.mark_rule(color=look.muted, strokeDash=[4, 3], strokeWidth=1.5)
    yield rule.encode(x=x, tooltip=alt.Tooltip("tip:N", title=_("Renewal")))
    side: Row = {"align": "right", "dx": -5} if late else {"align": "left", "dx": 5}
    name = chart.properties(mark=letters(look, color=look.muted, baseline="top", **side))
    yield name.encode(x=x, y=alt.value(0), text="said:N")


def _tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("said:N", title=_("From")), alt.Tooltip("because:N", title=_("Because"))]


def _from(stretch: Stretch) -> str:
    return f"{stretch.day}: {stretch.level}"


def _why(stretch: Stretch) -> str:
    return "; ".join(cause.says for cause in stretch.because)


def _late(ahead: Ahead, day: date) -> bool:
    """Whether it stands so far to the right that nothing fits beside it."""
    return (day - ahead.day).days > LAST_THIRD * (ahead.last - ahead.day).days
