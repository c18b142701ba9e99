"""One partner's verdict: each criterion against every tier, the facts behind it, and the past."""

import streamlit as st

from reports.blocks import blocks
from reports.criteria import compared, performs
from reports.handout import quarter_ends
from reports.names import in_force, sentence
from reports.outlook import Outlook, moves, outlook, points
from reports.readiness import Standing, bound, standings_of
from tiers.days import history
from tiers.facts import Facts
from tiers.words import _
from views import address, criteria, forecast, knowledge, parts, past, progress
from views.address import Visit
from views.parts import plain

CARD = 230  # pixels


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Standing"), _("Standing of"))
    if partner is None:
        return
    facts = knowledge.facts_of(partner, visit.known_on)
    (standing,) = standings_of(facts, visit.programme, visit.day, evidence=True)
    next_rules = outlook(facts, visit.programme, visit.day) if standing.edition else None
    _header(visit, standing, next_rules)
    if standing.edition:
        criteria.draw(blocks(standing.verdict, standing.edition))
    else:
        parts.no_edition(visit, "standing")
    if next_rules:
        _next_rules(visit, next_rules)
    _past(visit, facts)


def _header(visit: Visit, standing: Standing, next_rules: Outlook | None) -> None:
    verdict, credit = standing.verdict, standing.credited
    where = [verdict.partner, standing.country or "", parts.rules(visit)]
    st.caption(plain(" · ".join(filter(None, where))))
    with st.container(horizontal=True, vertical_alignment="center"):
        _card(_("Performs on {day}").format(day=visit.day), sentence(performs(verdict)))
        credited = (
            _("Credited {until}").format(until=parts.until(credit.renews_on)) if credit else ""
        )
        _card(credited or _("Credited"), plain(credit.tier) if credit else _("Nothing"))
        if next_rules:
            (_name, one), day = next_rules.partners[0], next_rules.after.since
            says = _("By the rules from {day} on").format(day=day)
            _card(says, sentence(performs(one.after)))
        st.page_link(
            visit.pages["report"],
            label=_("Readiness report"),
            icon=parts.ICONS["report"],
            query_params=address.link(partner=verdict.partner),
        )
    if standing.edition:
        forecast.until(visit, verdict.partner)
        progress.under_way(visit, verdict.partner)
    if says := compared(standing):
        differs = verdict.tier != (credit.tier if credit else None)
        st.caption(f"{parts.WARNING} {says}" if differs else says)
    if standing.binding:
        other = standing.binding.edition is not standing.edition
        st.caption(f"{f'{parts.WARNING} ' if other else ''}{plain(bound(standing.binding))}")


def _card(label: str, value: str) -> None:
    st.metric(label, value, border=True, width=CARD)


def _next_rules(visit: Visit, told: Outlook) -> None:
    """What becomes of the tier and the criteria under the next edition."""
    (_name, one) = told.partners[0]
    st.subheader(_("By the next rules"), anchor=False)
    st.caption(
        _("The same facts of the same day by edition {edition}, in force {days}.").format(
            edition=plain(told.after.name), days=in_force(told.after)
        )
    )
    tiers = f"{performs(one.before)} → {performs(one.after)}"
    moved = [f"- {plain(move.says)}" for move in (*points(one, told), *moves(one, told))]
    none = _("No criterion comes to something else.")
    st.markdown("\n".join([f"**{plain(tiers)}**", "", *(moved or [none])]))
    st.page_link(
        visit.pages["transition"],
        label=_("All partners"),
        icon=parts.ICONS["transition"],
        query_params=address.link(edition=told.after.name),
    )


def _past(visit: Visit, facts: Facts) -> None:
    verdicts = history(visit.programme, facts, quarter_ends(visit.day))
    st.subheader(_("The last eight quarters"), anchor=False)
    past.draw(verdicts)
