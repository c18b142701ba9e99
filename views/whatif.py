"""What would follow if something came about: ticks, sliders and losses, kept if one wants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models import scenarios
from models.database import writing
from reports import figures
from reports.choices import Choices, choices
from reports.criteria import performs
from reports.names import place, sentence
from tiers.facts import Facts
from tiers.language import Edition, Programme
from tiers.planner import Action, Costs, Pricing, apply, before
from tiers.planner.actions import ACTIVATE, CUSTOMER, FIGURE, HIRE, SEAT, SERVICE
from tiers.products import product
from tiers.verdicts import Finding, Verdict, readiness
from tiers.words import _
from views import knowledge, parts, suppose
from views.address import Visit
from views.parts import plain

MANY = 4  # actions, beyond which they stand in two columns
AMOUNTS = {
    SEAT: _("{who}: more seats of {what}"),
    ACTIVATE: _("{who}: more users of {what}"),
    FIGURE: _("{who} {what}: more of it"),
    SERVICE: _("{who}: {what}"),
}


@dataclass(frozen=True)
class Asked:
    """Whose tier is asked for by which rules on which day, and what the plan for it does."""

    partner: str
    programme: Programme
    edition: Edition
    tier: str
    day: date
    facts: Facts
    costs: Costs
    actions: tuple[Action, ...]


@st.fragment
def what_if(visit: Visit, asked: Asked) -> None:
    """Draws itself anew, alone, with every tick."""
    st.subheader(_("What if"), anchor=False)
    says = _("Tick what comes about and name what is lost: the verdict follows. Nothing of it "
             "becomes a fact; keep it under a name to compare it.")  # fmt: skip
    st.caption(says)
    known = asked.facts.once(
        ("choices", asked.edition), lambda: choices(asked.edition, asked.facts)
    )
    supposed = [*_done(asked, known), *_lost(asked, known)]
    (was,) = readiness(asked.programme, asked.facts, asked.day)
    supposing = apply(supposed, asked.facts, asked.day)
    (then,) = readiness(asked.programme, supposing, asked.day)
    _verdicts(was, then)
    _keep(visit, asked, supposed)


# What comes about ----------------------------------------------------------------------------


def _done(asked: Asked, known: Choices) -> list[Action]:
    """The plan's actions and one's own, as far as they are ticked."""
    own = f"own {asked.partner} {asked.edition.programme}"
    added: list[Action] = st.session_state.setdefault(own, [])
    pricing = Pricing(asked.costs, asked.day, known.people | known.customers)
    if more := suppose.something(known, pricing, added):
        added += more
    every = [*asked.actions, *added]
    columns = st.columns(2 if len(every) > MANY else 1, gap="medium")
    found: list[Action] = []
    for number, one in enumerate(every):
        mine = number >= len(asked.actions)
        with columns[number * len(columns) // len(every)], _line(mine):
            key = f"if {asked.partner} {asked.day} {one.says} {every[:number].count(one)} {mine}"
            found += _amount(one, asked, key) if one.kind in AMOUNTS else _tick(one, key)
            if mine:
                _removable(own, one, key)
    return found


def _line(mine: bool) -> DeltaGenerator:
    """A line of its own for what the user added, with room for a button at its end."""
    return st.container(horizontal=mine, vertical_alignment="center")


def _removable(own: str, one: Action, key: str) -> None:
    """A click that takes back what was added; with somebody new, all that was to be theirs."""
    says = _("Remove this")
    st.button(
        "",
        key=f"remove {key}",
        icon=":material/close:",
        type="tertiary",
        help=says,
        on_click=_remove,
        args=(own, one),
    )


def _remove(own: str, one: Action) -> None:
    added: list[Action] = st.session_state[own]
    if one.kind in {HIRE, CUSTOMER}:
        added[:] = [each for each in added if each.who != one.who]
    elif one in added:
        added.remove(one)


def _tick(one: Action, key: str) -> Iterator[Action]:
    if st.checkbox(plain(sentence(one.says)), value=True, key=key):
        yield one


def _amount(one: Action, asked: Asked, key: str) -> Iterator[Action]:
    """As much of it as the slider says; none where that is nothing."""
    most = max(2 * one.amount, _room(one, asked), 1)
    says = (
        _(AMOUNTS[one.kind])
        .format(who=one.called, what=product(one.what).replace("-", " "))
        .strip()
    )
    number = st.slider(plain(sentence(says)), 0, most, one.amount, key=key)
    if number:
        yield replace(one, amount=number)


def _room(one: Action, asked: Asked) -> int:
    """How many users more a customer has seats for."""
    if one.kind != ACTIVATE:
        return 0
    seats, users = before([replace(one, kind=SEAT), one], asked.facts, asked.day).levels
    return seats - users


def _lost(asked: Asked, known: Choices) -> list[Action]:
    key = f"lost {asked.partner} {asked.edition.programme}"
    return st.multiselect(
        _("Lost"),
        known.losses,
        format_func=lambda one: figures.inert(one.name),
        key=key,
        placeholder=_("Nobody and nothing: choose who or what goes"),
    )


# What follows ------------------------------------------------------------------------------------


def _verdicts(was: Verdict, then: Verdict) -> None:
    now, follows = st.columns(2)
    now.metric(_("Performs, if nothing is done"), _(performs(was)), border=True)
    follows.metric(_("Would perform"), _(performs(then)), border=True)
    rows = [_row(was, then, tier.tier, one) for tier in then.tiers for one in tier.criteria]
    columns = [_("Criterion"), _("Asked"), _("As known"), _("Then")]
    table = {name: [row[number] for row in rows] for number, name in enumerate(columns)}
    st.table(table, border="horizontal", hide_index=True)


def _row(was: Verdict, then: Verdict, tier: str, one: Finding) -> tuple[str, str, str, str]:
    """A criterion before and after; what changes stands out."""
    known = was.of(tier)
    old = next(
        (
            each
            for each in (known.criteria if known else ())
            if (each.path, each.key) == (one.path, one.key)
        ),
        None,
    )
    after = _has(one)
    changed = old is None or _has(old) != after
    name = plain(place(tier, one.path, one.key))
    asks = "" if figures.scores(one) else plain(figures.need(one))
    return name, asks, _has(old) if old else "–", f"**{after}**" if changed else after


def _has(one: Finding) -> str:
    return f"{parts.MARKS[one.outcome]} {plain(figures.have(one))}"


# What is kept ------------------------------------------------------------------------------------


def _keep(visit: Visit, asked: Asked, supposed: Sequence[Action]) -> None:
    """A name for it, and a click that keeps it."""
    name, person, button = st.columns([3, 2, 1], vertical_alignment="bottom")
    called = name.text_input(
        _("Keep it as a scenario named"), key="scenario.name", placeholder=_("If Anna leaves")
    )
    with person:
        parts.who(_("Your name"))
    if button.button(_("Keep"), icon=":material/bookmark_add:", disabled=not supposed):
        keep(visit, asked, called, supposed, chosen=False)


def aim(asked: Asked) -> scenarios.Aim:
    """The tier asked for, by name."""
    return scenarios.Aim(asked.edition.programme, asked.edition.name, asked.tier)


def keep(
    visit: Visit, asked: Asked, name: str, supposed: Sequence[Action], *, chosen: bool
) -> None:
    """Keep actions under a name, and say where they are; or why they cannot be kept."""
    one = scenarios.Supposed(
        partner=asked.partner,
        name=name,
        day=asked.day,
        goals=(aim(asked),),
        actions=tuple(supposed),
        before=before(supposed, asked.facts, asked.day),
        chosen=chosen,
    )
    try:
        with writing(knowledge.engine()) as connection:
            scenarios.save(connection, one, visit.now, st.session_state.get("imports.by", ""))
    except scenarios.Refused as trouble:
        st.warning(plain(str(trouble)), icon=":material/bookmark_remove:")
        return
    page = "progress" if chosen else "scenarios"
    says = (
        _("The plan is being carried out: give its actions to people.")
        if chosen
        else _("Kept. Compare it with others and with what is known.")
    )
    st.success(says, icon=":material/bookmark_added:")
    parts.lead_to(visit, page)
