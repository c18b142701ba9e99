"""What a partner hangs on: people, customers and references whose loss would cost a tier."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from reports.figures import figure, inert
from reports.names import sentence
from reports.supports import (
    KINDS,
    Dependence,
    Hanging,
    dependence,
    most_fragile_first,
    ranked,
    remains,
    spare,
    summary,
)
from reports.supports import overview as portfolio_says
from tiers.losses import Loss
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.knowledge import Key
from views.parts import plain

ROW = 35  # pixels of a row
HEIGHT = 16 * ROW + 2  # of a table: whole rows, and its border
FEW = 14  # losses that stand open
MANY = 1_000  # partners, from which on the portfolio is worked out only when asked for
ICONS = {
    "person": ":material/person:",
    "customer": ":material/business:",
    "reference": ":material/format_quote:",
}


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("What it hangs on"), _("What hangs on whom at"))
    if not knowledge.partners(visit.known_on):
        return
    if visit.programme.on(visit.day) is None:
        parts.no_edition(visit, "losses")
        return
    if partner is None:
        _portfolio(visit)
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    found = _of(visit, partner, paired=st.session_state.get("losses.pairs", False))
    if not found.partners:
        st.info(_("No tier is held on {day}, so there is none to lose.").format(day=visit.day))
    for own in found.partners:
        _partner(found, own)
    if found.partners and (not found.paired or st.session_state.get("losses.pairs")):
        st.toggle(_("Try pairs as well, which takes a while here"), key="losses.pairs")
    st.page_link(
        visit.pages["losses"],
        label=_("The whole portfolio"),
        icon=parts.ICONS["portfolio"],
        query_params=address.link(partner=None),
    )


def _of(visit: Visit, partner: str, *, paired: bool) -> Dependence:
    asked = visit.programme.key, partner, visit.day, True if paired else None
    return knowledge.remembered(_one, visit.known_on, *asked)


@st.cache_resource(max_entries=64, show_spinner="Trying every loss …")
def _one(
    _connection: Connection, key: Key, programme: str, partner: str, day: date, pairs: bool | None
) -> Dependence:
    facts, rules = knowledge.facts_of(partner, key[-1]), PROGRAMMES[programme].on(day)
    return dependence(programme, rules, facts, day, pairs=pairs)


@st.cache_resource(max_entries=2, show_spinner="Trying every loss of every partner …")
def _all(_connection: Connection, key: Key, programme: str, day: date) -> Dependence:
    facts, rules = knowledge.facts(_connection, key), PROGRAMMES[programme].on(day)
    return dependence(programme, rules, facts, day, pairs=False)


# One partner ---------------------------------------------------------------------------------


def _partner(found: Dependence, own: Hanging) -> None:
    st.markdown(f"#### {plain(summary(own))}")
    if ranked(own):
        _table(found, own)
    if said := spare(own):
        st.caption(said)
    st.caption(
        _(
            "Of a lost customer goes what it came to in the last 12 months; what it came to before "
            "stays, and so do its references."
        )
    )


def _table(found: Dependence, own: Hanging) -> None:
    """A line for each loss: alone first, then the pairs that only together cost a tier."""
    for heading, losses in (
        (_("Alone"), (*own.costly, *own.weakening)),
        (_("Only both together"), own.together),
    ):
        if not losses:
            continue
        st.markdown(f"**{heading}**")
        rows = [(_lost(found, own, one), plain(remains(one))) for one in losses]
        _lines(rows[:FEW])
        if rows[FEW:]:
            with st.expander(_("{number} more").format(number=figure(len(rows) - FEW))):
                _lines(rows[FEW:])


def _lines(rows: Sequence[tuple[str, str]]) -> None:
    names = [_("Without"), _("There remains")]
    table = pl.DataFrame(rows, schema=names, orient="row")
    st.table(table, border="horizontal", hide_index=True)


def _lost(found: Dependence, own: Hanging, loss: Loss) -> str:
    return "  \n".join(
        f"{ICONS[one.kind]} {plain(found.called(own.partner, one))}" for one in loss.lost
    )


# All of them ---------------------------------------------------------------------------------


def _portfolio(visit: Visit) -> None:
    """How many hang on a single one, and who."""
    many = len(knowledge.partners(visit.known_on))
    if many > MANY and not st.toggle(
        _("Work it out for all {number} partners").format(number=figure(many)), key="losses.all"
    ):
        return
    found = knowledge.remembered(_all, visit.known_on, visit.programme.key, visit.day)
    if not found.partners:
        st.info(_("No tier is held on {day}, so there is none to lose.").format(day=visit.day))
        return
    st.subheader(_("The whole portfolio"), anchor=False)
    st.markdown("\n".join(f"- **{plain(one)}**" for one in portfolio_says(found)))
    kind = address.asked("kind", list(KINDS), "")
    address.pills(_("Hangs on a"), "kind", list(KINDS), kind or None, _kind, shown=True)
    own = [one for one in found.partners if (one.of(kind) if kind else one.costly)]
    if own:
        _partners(visit, found, most_fragile_first(own, kind))
    else:
        st.info(_("No partner hangs on a single one."))


def _kind(kind: str) -> str:
    return sentence(_(KINDS[kind]))


def _partners(visit: Visit, found: Dependence, partners: Sequence[Hanging]) -> None:
    click = "losses.open"
    rows = [
        (inert(own.name), *(_called(found, own, kind) for kind in KINDS), own.tier, own.partner)
        for own in partners
    ]
    names = ["name", *KINDS, "tier", "partner"]
    st.dataframe(
        pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"),
        column_config=_columns(click),
        hide_index=True,
        height=min(HEIGHT, ROW * (len(rows) + 1) + 2),
        row_height=ROW,
        placeholder="–",
    )
    if clicked := st.session_state.get(click):
        partner = partners[clicked["row"]].partner
        st.switch_page(visit.pages["losses"], query_params=address.link(partner=partner))


def _called(found: Dependence, own: Hanging, kind: str) -> str | None:
    """How many of a kind it hangs on, and their names."""
    losses = own.of(kind)
    names = ", ".join(found.called(own.partner, one.lost[0]) for one in losses)
    return inert(f"{figure(len(losses))}: {names}") if losses else None


def _columns(click: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.ButtonColumn(
            _("Partner"), type="tertiary", key=click, pinned=True, alignment="left", width=175
        ),
        "person": column.TextColumn(_("People"), width=240),
        "customer": column.TextColumn(_("Customers"), width=240),
        "reference": column.TextColumn(_("References"), width=240),
        "tier": column.TextColumn(_("Performs"), width=70),
        "partner": column.TextColumn(_("Number"), width=72),
    }
