"""The cheapest way to a tier, proven; and what would follow if something else came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from imports.costs import default_costs
from reports.figures import figure
from reports.names import sentence
from reports.plans import Asked, obstacles, planned, summary
from tiers.facts import Facts
from tiers.language import Edition
from tiers.planner import Action, Costs, Goal, Plan, Planned, Price, apply
from tiers.planner.actions import LOSE
from tiers.programmes import PROGRAMMES
from tiers.verdicts import readiness
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.knowledge import Key
from views.parts import plain

Prices = tuple[tuple[str, float, int], ...]


@dataclass(frozen=True)
class Wish:
    """What is asked for: hashable, so that the answer is kept."""

    partner: str
    programme: str
    tier: str
    day: date
    prices: Prices


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Plan"), _("Plan for"))
    if partner is None:
        return
    edition = visit.programme.on(visit.day)
    if edition is None:
        parts.no_edition(visit, "plan")
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    facts = knowledge.facts_of(partner, visit.known_on)
    tier = _tier(visit, edition, facts)
    wish = Wish(partner, visit.programme.key, tier, visit.day, _prices())
    found = knowledge.remembered(_planned, visit.known_on, wish)
    if not found.plans:
        for says in obstacles(found.impossible):
            st.warning(plain(says), icon=":material/block:")
    for number, one in enumerate(found.plans):
        _plan(one, number)
    _what_if(visit, facts, found)


@st.cache_resource(max_entries=64, show_spinner="Looking for the cheapest way …")
def _planned(_connection: Connection, key: Key, wish: Wish) -> Planned:
    edition = PROGRAMMES[wish.programme].on(wish.day)
    assert edition is not None
    asked = Asked(wish.partner, (Goal(edition, wish.tier),), wish.day)
    ours = default_costs()
    own = {name: Price(cost, days, ours.prices[name].why) for name, cost, days in wish.prices}
    facts = knowledge.facts_of(wish.partner, key[-1])
    return planned(asked, facts, Costs(own), alternatives=3)


def _tier(visit: Visit, edition: Edition, facts: Facts) -> str:
    """The tier to reach: that of the address, else the lowest that is not held."""
    names = [one.name for one in edition.tiers]
    (verdict,) = readiness(visit.programme, facts, visit.day)
    above = names.index(verdict.tier) + 1 if verdict.tier else 0
    asked = st.query_params.get("tier", "")
    chosen = asked if asked in names else names[min(above, len(names) - 1)]
    address.choice(_("Tier to reach"), "tier", names, chosen, _)
    says = _("On {day} the partner performs {tier}.")
    st.write(
        plain(says.format(day=visit.day, tier=_(verdict.tier) if verdict.tier else _("no tier")))
    )
    return chosen


def _prices() -> Prices:
    """What actions cost: ours, unless the user writes others over them."""
    ours = default_costs().prices
    table = pl.DataFrame(
        [(name, one.cost, one.lead_days, _(one.why)) for name, one in ours.items()],
        schema=["action", "cost", "lead_days", "why"],
        orient="row",
    )
    with st.expander(_("What actions cost (all assumed: change them to your own)")):
        edited = st.data_editor(
            table,
            key="prices",
            hide_index=True,
            disabled=["action", "why"],
            column_config={
                "action": _("Action"),
                "cost": st.column_config.NumberColumn(_("Working days"), min_value=0.0),
                "lead_days": st.column_config.NumberColumn(_("Days before"), min_value=0, step=1),
                "why": st.column_config.TextColumn(_("Why"), width="large"),
            },
        )
    rows = edited.select("action", "cost", "lead_days").rows()
    return tuple((name, float(cost or 0), int(days or 0)) for name, cost, days in rows)


def _plan(one: Plan, number: int) -> None:
    if number == 0:
        st.success(plain(summary(one, number)), icon=":material/route:")
        _table(one.actions)
        return
    with st.expander(plain(summary(one, number))):
        _table(one.actions)


def _table(actions: Sequence[Action]) -> None:
    if not actions:
        return
    ordered = sorted(actions, key=lambda one: (one.start_by or date.max, one.kind, one.who))
    st.dataframe(
        pl.DataFrame(
            {
                _("What to do"): [sentence(one.says) for one in ordered],
                _("Working days"): [one.cost for one in ordered],
                _("Begin by"): [one.start_by for one in ordered],
            }
        ),
        hide_index=True,
        width="stretch",
        column_config={_("Begin by"): st.column_config.DateColumn(format="YYYY-MM-DD")},
    )


def _what_if(visit: Visit, facts: Facts, found: Planned) -> None:
    """Ticks for what is done and what is lost; the verdict follows at once."""
    st.subheader(_("What if"), anchor=False)
    st.write(_("Tick what comes about, and name what is lost; nothing of it is stored."))
    actions = found.plans[0].actions if found.plans else ()
    done = [
        one
        for number, one in enumerate(actions)
        if st.checkbox(plain(sentence(one.says)), value=True, key=f"done {number} {one.says}")
    ]
    lost = st.multiselect(_("Lost"), _supports(facts), format_func=lambda one: one.called)
    (before,) = readiness(visit.programme, facts, visit.day)
    then = apply([*done, *lost], facts, visit.day)
    (after,) = readiness(visit.programme, then, visit.day)
    today, follows = st.columns(2)
    none = _("no tier")
    today.metric(_("Performs"), before.tier or none, border=True)
    follows.metric(_("Would perform"), after.tier or none, border=True)
    for tier in after.tiers:
        for finding in tier.criteria:
            have = _("not assessed") if finding.have is None else figure(finding.have, finding.unit)
            says = f"{parts.MARKS[finding.outcome]} {plain(_(finding.says))}: {plain(have)}"
            st.markdown(f"**{plain(_(tier.tier))}** {says}")


def _supports(facts: Facts) -> list[Action]:
    """The people, customers and references there are, as losses."""
    found: dict[tuple[str, str], str] = {}
    for kind, frame, who, name in (
        ("person", facts.awards, "person_id", "name"),
        ("person", facts.staff, "person_id", "name"),
        ("customer", facts.seats, "customer_id", "customer_name"),
        ("reference", facts.references, "reference_id", "customer_name"),
    ):
        rows = frame.select(who, name).unique().collect("polars").rows()
        for one, called in sorted(rows, key=str):
            if one is not None:
                found[kind, one] = called or found.get((kind, one), "")
    return [
        Action(kind=LOSE, who=who, what=kind, name=f"{_(kind)} {name or who} ({who})")
        for (kind, who), name in sorted(found.items())
    ]
