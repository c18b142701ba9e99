"""The cheapest way to a tier, proven; and what would follow if something else came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from models import scenarios
from reports.criteria import performs
from reports.deeds import lines
from reports.names import sentence
from reports.plans import Asked, obstacles, planned, summary, too_late
from reports.readiness import credited
from tiers.facts import Facts
from tiers.language import Edition
from tiers.planner import Action, Goal, Plan, Planned
from tiers.planner.known import Known
from tiers.programmes import PROGRAMMES
from tiers.verdicts import readiness
from tiers.words import _
from views import address, knowledge, parts, prices, whatif
from views.address import Visit
from views.knowledge import Key
from views.parts import ICONS, plain

QUARTER = timedelta(days=90)


@dataclass(frozen=True)
class Wish:
    """What is asked for: hashable, so that the answer is kept."""

    partner: str
    programme: str
    tier: str
    as_of: date
    day: date
    prices: prices.Prices


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Plan"), _("Plan for"))
    if partner is None:
        return
    if visit.programme.on(visit.day) is None:
        parts.no_edition(visit, "plan")
        return
    facts = knowledge.facts_by(partner, visit.known_on, visit.day)
    day = _by(visit, partner, facts)
    st.caption(plain(f"{partner} · {parts.rules(visit, day)}"))
    edition = visit.programme.on(day)
    if edition is None or day < visit.day:
        _no_plan(visit, day)
        return
    tier_place, day_place = st.columns(2)
    with tier_place:
        tier = _tier(visit, edition, facts, day)
    with day_place:
        _choose(day)
    wish = Wish(partner, visit.programme.key, tier, visit.day, day, prices.prices())
    found = knowledge.remembered(_planned, visit.known_on, wish)
    if not found.plans:
        for says in obstacles(found.impossible):
            st.warning(plain(says), icon=":material/block:")
    actions = found.plans[0].actions if found.plans else ()
    costs = prices.costs(wish.prices)
    asked = whatif.Asked(partner, visit.programme, edition, tier, day, facts, costs, actions)
    for number, one in enumerate(found.plans):
        _plan(visit, asked, one, number)
    whatif.what_if(visit, asked)


@st.cache_resource(max_entries=64, show_spinner="Looking for the cheapest way …")
def _planned(_connection: Connection, key: Key, wish: Wish) -> Planned:
    edition = PROGRAMMES[wish.programme].on(wish.day)
    assert edition is not None
    asked = Asked(wish.partner, (Goal(edition, wish.tier),), wish.day)
    facts = knowledge.facts_by(wish.partner, key[-1], wish.as_of)
    found = planned(asked, facts, prices.costs(wish.prices), alternatives=3)
    return _named(found, Known.of(knowledge.facts_of(wish.partner, key[-1]), wish.day).names)


def _named(found: Planned, names: Mapping[str, str]) -> Planned:
    """The plans with the names of all, also those that are told later."""
    return replace(
        found,
        plans=tuple(
            replace(
                plan,
                actions=tuple(
                    replace(one, name=one.name or names.get(one.who, "")) for one in plan.actions
                ),
            )
            for plan in found.plans
        ),
    )


def _by(visit: Visit, partner: str, facts: Facts) -> date:
    """The day of the plan: that of the address, else the renewal, else a quarter from now."""
    faults: list[str] = []
    given = address.day_asked("by", faults)
    for fault in faults:
        st.warning(plain(fault), icon=":material/link_off:")
    if given:
        return given
    credit = credited(facts, visit.programme.key, visit.day).get(partner)
    renewal = credit.renews_on if credit else None
    return _with_rules(visit, renewal) if renewal and renewal > visit.day else _in_a_quarter(visit)


def _with_rules(visit: Visit, renewal: date) -> date:
    """The renewal, or the last day before it that has rules, which is said."""
    if visit.programme.on(renewal):
        return renewal
    edition = visit.programme.nearest(renewal)[0]
    says = _("No edition is in force on the renewal, {renewal}. Planned is for {day}, the last day "
             "of edition {edition}.")  # fmt: skip
    told = says.format(renewal=renewal, day=edition.until, edition=edition.name)
    st.info(plain(told), icon=":material/event:")
    return edition.until


def _no_plan(visit: Visit, day: date) -> None:
    """Why nothing is planned for the day; another one can be chosen."""
    _choose(day)
    if day >= visit.day:
        parts.no_edition(visit, "plan", day, "by")
        return
    says = _("{day} lies before the as-of day, {as_of}: a plan is for that day or a later one.")
    st.warning(plain(says.format(day=day, as_of=visit.day)), icon=":material/event_busy:")


def _choose(day: date) -> None:
    says = _("Begin by a day is counted back from this one. At first the renewal, if one is known.")
    address.day(_("To be reached by"), "by", day, help=says)


def _in_a_quarter(visit: Visit) -> date:
    """A quarter from the day, or the last one of its edition."""
    edition = visit.programme.on(visit.day)
    last = edition.until if edition else visit.day
    return min(visit.day + min(QUARTER, date.max - visit.day), last)


def _tier(visit: Visit, edition: Edition, facts: Facts, day: date) -> str:
    """The tier to reach: that of the address, else the lowest that is not held by itself."""
    names = [one.name for one in edition.tiers]
    (now,) = readiness(visit.programme, facts, visit.day)
    (then,) = readiness(visit.programme, facts, day)
    above = names.index(then.tier) + 1 if then.tier in names else 0
    asked = st.query_params.get("tier", "")
    chosen = asked if asked in names else names[min(above, len(names) - 1)]
    address.choice(_("Tier to reach"), "tier", names, chosen, _)
    says = _("{tier} on {day}; if nothing is done, {later} on {by}.")
    st.caption(plain(says.format(tier=performs(now), day=visit.day, later=performs(then), by=day)))
    return chosen


def _plan(visit: Visit, asked: whatif.Asked, one: Plan, number: int) -> None:
    """A plan, the cheapest at once; whether there is time for it; a click has it carried out."""
    if number == 0:
        st.success(plain(summary(one, number)), icon=":material/route:")
        _told(visit, asked, one, number)
        return
    with st.expander(plain(summary(one, number))):
        _told(visit, asked, one, number)


def _told(visit: Visit, asked: whatif.Asked, one: Plan, number: int) -> None:
    if says := too_late(one, visit.day):
        st.warning(plain(says), icon=":material/hourglass_disabled:")
    _table(one.actions)
    _carried_out(visit, asked, one, number)


def _carried_out(visit: Visit, asked: whatif.Asked, one: Plan, number: int) -> None:
    """A name for the plan and a click that has it carried out, unless it is already."""
    if not one.actions:
        return
    with knowledge.reading() as connection:
        under_way = scenarios.chosen(connection, asked.partner)
        name = scenarios.free(connection, asked.partner, *_names(asked))
    same = (asked.day, (whatif.aim(asked),), one.actions)
    for saved in under_way:
        if (saved.supposed.day, saved.supposed.goals, saved.supposed.actions) == same:
            says = _("Being carried out as “{name}”").format(name=saved.supposed.name)
            parts.lead_to(visit, "progress", plain(says))
            return
    field, button = st.columns([2, 1], vertical_alignment="bottom")
    called = field.text_input(_("Name of the plan"), name, key=f"named {number} {name}")
    says = _("Carry this plan out")
    if button.button(says, key=f"carry out {number}", icon=ICONS["progress"]):
        whatif.keep(visit, asked, called, one.actions, chosen=True)


def _names(asked: whatif.Asked) -> tuple[str, str]:
    """What a plan is called at first; with its programme, where that name is taken."""
    says, within = _("{tier} by {day}"), _("{tier} in {programme} by {day}")
    tier, day, programme = _(asked.tier), asked.day, _(asked.programme.title)
    return (
        says.format(tier=tier, day=day),
        within.format(tier=tier, day=day, programme=programme),
    )


def _table(actions: Sequence[Action]) -> None:
    if not actions:
        return
    told = lines(actions)
    st.dataframe(
        pl.DataFrame(
            {
                _("What to do"): [sentence(one.says) for one in told],
                _("Working days"): [one.cost for one in told],
                _("Begin by"): [one.start_by for one in told],
            }
        ),
        hide_index=True,
        width="stretch",
        column_config={_("Begin by"): st.column_config.DateColumn(format="YYYY-MM-DD")},
    )
