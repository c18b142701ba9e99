"""One partner's verdict: each criterion against every tier, the facts behind it, and the past."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from reports import charts
from reports.criteria import Criterion, compared, criteria, performs
from reports.figures import gap, have, need
from reports.handout import quarter_ends
from reports.readiness import Standing, standings_of
from tiers.facts import Facts
from tiers.language import Outcome
from tiers.verdicts import Finding, Verdict, history
from tiers.words import _
from views import address, knowledge, parts, past
from views.address import Visit
from views.evidence import evidence
from views.parts import plain


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Standing"), _("Standing of"))
    if partner is None:
        return
    facts = knowledge.facts_of(partner, visit.known_on)
    (standing,) = standings_of(facts, visit.programme, visit.day, evidence=True)
    _header(visit, standing)
    if standing.verdict.edition:
        _criteria(standing.verdict)
    else:
        parts.no_edition(visit, "standing")
    _past(visit, facts)


def _header(visit: Visit, standing: Standing) -> None:
    verdict, credit = standing.verdict, standing.credited
    where = [verdict.partner, standing.country or "", parts.rules(visit)]
    st.caption(plain(" · ".join(filter(None, where))))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.metric(
            _("Performs on {day}").format(day=visit.day),
            parts.sentence(performs(verdict)),
            border=True,
            width=230,
        )
        st.metric(
            _("Credited {until}").format(until=parts.until(credit.renews_on))
            if credit
            else _("Credited"),
            plain(credit.tier) if credit else _("Nothing"),
            border=True,
            width=230,
        )
        st.page_link(
            visit.pages["report"],
            label=_("Readiness report"),
            icon=parts.ICONS["report"],
            query_params=address.link(partner=verdict.partner),
        )
    if says := compared(standing):
        differs = verdict.tier != (credit.tier if credit else None)
        st.caption(f"{parts.WARNING} {says}" if differs else says)


def _criteria(verdict: Verdict) -> None:
    """The criteria; options of which one is enough stand together under their names."""
    for path, together in groupby(criteria(verdict), lambda one: one.path):
        if path:
            st.markdown(
                _("Option **{path}** (one of the options is enough)").format(path=plain(path))
            )
        for criterion in together:
            _criterion(criterion)


def _criterion(criterion: Criterion) -> None:
    with st.container(border=True):
        words, drawing = st.columns([3, 2], gap="medium", vertical_alignment="center")
        with words:
            st.markdown(f"##### {plain(parts.sentence(parts.noun(criterion.key, criterion.path)))}")
            for tier, finding in criterion.findings:
                _finding(tier, finding)
        with drawing:
            parts.draw(_bullet(_bare(criterion)))
        for reason in dict.fromkeys(one.reason for _tier, one in criterion.findings if one.reason):
            st.caption(f":material/help: {plain(reason)}")
        evidence(criterion)


@st.cache_data(max_entries=500, show_spinner=False)
def _bullet(criterion: Criterion) -> dict[str, Any]:
    return parts.spec(charts.bullet(criterion, parts.LOOK))


def _bare(criterion: Criterion) -> Criterion:
    """Without its evidence, which no chart shows and which takes long to tell from another's."""
    bare = ((tier, replace(finding, evidence=None)) for tier, finding in criterion.findings)
    return replace(criterion, findings=tuple(bare))


def _finding(tier: str, finding: Finding) -> None:
    lacks = gap(finding)
    said = [
        f"{parts.MARKS[finding.outcome]} **{plain(tier)}** {_(finding.outcome.value)}",
        _("has {have}, needs {need}").format(have=have(finding), need=need(finding)),
        _("{gap} missing").format(gap=lacks) if lacks else "",
    ]
    if finding.outcome is Outcome.NOT_ASSESSED:
        said[1] = _("needs {need}").format(need=need(finding))
    badge = f" :orange-badge[{_('assumed')}]" if finding.assumed else ""
    st.markdown(
        " · ".join(filter(None, said)) + f"  \n{plain(_(finding.says))}{badge}",
        help=_(finding.assumed) or None,
    )


def _past(visit: Visit, facts: Facts) -> None:
    verdicts = history(visit.programme, facts, quarter_ends(visit.day))
    st.subheader(_("The last eight quarters"), anchor=False)
    past.draw(verdicts)
