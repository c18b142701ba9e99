"""When a partner's tier changes by itself: what is certain, and apart from it what is a trend."""

from datetime import date
from itertools import pairwise
from typing import Any

import streamlit as st
from sqlalchemy import Connection

from reports.ahead import Ahead, aheads, headline, renewal, why
from reports.figures import figure
from reports.headings import Heading, headings, method, says
from reports.stretches import Stretch
from reports.timeline import timeline
from reports.trends import trend_chart
from tiers.forecast import Cause
from tiers.programmes import PROGRAMMES
from tiers.verdicts import readiness
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.knowledge import Key
from views.parts import LOOK, plain

FEW = 12  # facts behind a change that stand open


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Forecast"), _("Forecast for"))
    if partner is None:
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    ahead = of(visit, partner)
    if visit.programme.on(visit.day) is None:
        parts.no_edition(visit, "forecast")
    st.markdown(f"#### {plain(headline(ahead))}")
    if because := why(ahead):
        st.markdown(plain(because))
    if said := renewal(ahead):
        st.markdown(f":material/event_repeat: {plain(said)}")
    st.caption(
        _("This is certain as long as no new fact arrives: awards, references and figures age, "
          "associations and editions end on days that are known.")
    )  # fmt: skip
    parts.draw(_timeline(ahead))
    _turns(visit, ahead)
    _trends(visit, partner)


def of(visit: Visit, partner: str) -> Ahead:
    """What is ahead of the partner."""
    return knowledge.remembered(_ahead, visit.known_on, visit.programme.key, partner, visit.day)


@st.cache_resource(max_entries=64, show_spinner=False)
def _ahead(_connection: Connection, key: Key, programme: str, partner: str, day: date) -> Ahead:
    facts = knowledge.facts_of(partner, key[-1])
    (found,) = aheads(facts, PROGRAMMES[programme], day)
    return found


def _timeline(ahead: Ahead) -> dict[str, Any]:
    return parts.spec(timeline(ahead, LOOK), axes=30)


def _turns(visit: Visit, ahead: Ahead) -> None:
    """Each change with its facts."""
    if not ahead.later:
        return
    st.subheader(_("What changes, and why"), anchor=False)
    for was, is_ in pairwise(ahead.stretches):
        with st.container(border=True):
            away = (is_.day - visit.day).days
            days = _("tomorrow") if away == 1 else _("in {days} days").format(days=figure(away))
            moves = f"{was.level} → {is_.level}"
            st.markdown(f"**{plain(f'{is_.day}')}** · {plain(moves)} · {days}")
            _facts(is_)


def _facts(stretch: Stretch) -> None:
    lines = [_fact(cause) for cause in stretch.because]
    st.markdown("\n".join(lines[:FEW]))
    if lines[FEW:]:
        with st.expander(_("{number} more").format(number=figure(len(lines) - FEW))):
            st.markdown("\n".join(lines[FEW:]))


def _fact(cause: Cause) -> str:
    says = f"- {plain(cause.says)}"
    if cause.file is None:
        return says
    where = _("{file}, line {lines}").format(file=cause.file, lines=cause.line)
    return f"{says}  \n  :gray[:small[{plain(where)}]]"


def _trends(visit: Visit, partner: str) -> None:
    """Where what comes by the quarter is heading, which is not certain."""
    edition = visit.programme.on(visit.day)
    if edition is None:
        return
    facts = knowledge.facts_of(partner, visit.known_on)
    tier = next(one.tier for one in readiness(visit.programme, facts, visit.day))
    found = headings(edition, facts, visit.day, partner, tier)
    if not found:
        return
    st.subheader(_("Where the figures are heading"), anchor=False)
    st.caption(method())
    for start in range(0, len(found), 2):
        for place, one in zip(st.columns(2), found[start : start + 2], strict=False):
            with place:
                _trend(one)


def _trend(heading: Heading) -> None:
    warn = f"{parts.WARNING} " if heading.crosses else ""
    st.markdown(f"**{plain(heading.name)}**  \n{warn}{plain(says(heading))}")
    if heading.line:
        parts.draw(parts.spec(trend_chart(heading, LOOK), axes=24))


def until(visit: Visit, partner: str) -> None:
    """The same in a line, with the way here."""
    ahead = of(visit, partner)
    because = plain(why(ahead))
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f":material/schedule: **{plain(headline(ahead))}** {because}"
        st.markdown(said.strip(), width="content")
        for name, label in (("forecast", _("Forecast")), ("losses", _("What it hangs on"))):
            link, icon = address.link(partner=partner), parts.ICONS[name]
            st.page_link(visit.pages[name], label=label, icon=icon, query_params=link)
