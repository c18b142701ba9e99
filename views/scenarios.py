"""What was supposed and kept: beside one another, and beside how the partner stands as known."""

import re
from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from models import scenarios
from models.database import writing
from models.scenarios import Saved
from reports.figures import inert
from reports.progress import to_do, wanted
from reports.scenarios import Followed, as_csv, compared, documents, says, side_by_side
from reports.writing import spelled
from tiers.words import _
from views import knowledge, parts
from views.address import Visit
from views.parts import plain

FORMS = {
    "csv": (_("CSV, for a spreadsheet"), "text/csv", ":material/table:", as_csv),
    "json": (
        _("JSON, for a script"),
        "application/json",
        ":material/data_object:",
        lambda each: spelled(documents(each)),
    ),
}
CHECKLIST = parts.ICONS["progress"]
AT_FIRST = 3  # scenarios that are compared unasked


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Scenarios"), _("Scenarios of"))
    if partner is None:
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    with knowledge.reading() as connection:
        kept = scenarios.scenarios(connection, partner)
    if not kept:
        _none(visit)
        return
    chosen = _chosen(visit, kept)
    facts = knowledge.facts_of(partner, visit.known_on)
    each = compared(visit.programme, facts, visit.day, chosen)
    _table(each)
    _downloads(visit, partner, each)
    for one in chosen:
        _one(visit, one)


def _none(visit: Visit) -> None:
    with st.container(border=True):
        st.subheader(_("No scenario is kept yet"), anchor=False)
        st.write(
            _("On the page of the plan, tick what comes about or is lost and keep it under a name. "
              "Here it stands beside others and beside what is known; it never becomes a fact.")
        )  # fmt: skip
        parts.lead_to(visit, "plan")


def _chosen(visit: Visit, kept: Sequence[Saved]) -> list[Saved]:
    """The scenarios to compare: of this programme the newest, unless others are asked for."""
    mine = [one.number for one in kept if _is_for(one, visit.programme.key)]
    named = {one.number: _named(one, mine) for one in kept}
    numbers = st.multiselect(
        _("Compare"),
        list(named),
        mine[-AT_FIRST:],
        format_func=lambda number: named[number],
        key=f"compare {visit.programme.key} {sorted(named)}",
    )
    return [one for one in kept if one.number in numbers]


def _is_for(saved: Saved, programme: str) -> bool:
    return programme in {goal.programme for goal in saved.supposed.goals}


def _named(saved: Saved, mine: Sequence[int]) -> str:
    """A scenario's name, with what it is for where that is another programme."""
    name = inert(saved.supposed.name)
    if saved.number in mine:
        return name
    return _("{name} – {wanted}").format(name=name, wanted=wanted(saved))


def _table(each: Sequence[Followed]) -> None:
    """A column for each case; what differs from what is known stands out."""
    heads = [_head(one) for one in each]
    rows = [
        [f"**{plain(what)}**", plain(known), *(_told(one, known) for one in then)]
        for what, known, *then in side_by_side(each)
    ]
    table = pl.DataFrame(rows, schema=[_("Criterion"), *heads], orient="row")
    st.table(table, border="horizontal", hide_index=True)


def _head(one: Followed) -> str:
    """The case and its day."""
    name = _("“{name}”").format(name=one.name) if one.saved else one.name
    day = _("on {day}").format(day=one.verdict.as_of)
    return f"{plain(name)}  \n{plain(day)}"


def _told(value: str, known: str) -> str:
    return plain(value) if value == known else f"**{plain(value)}**"


def _downloads(visit: Visit, partner: str, each: Sequence[Followed]) -> None:
    name = re.sub(r"\W+", "-", f"scenarios {partner} {visit.programme.key} {visit.day}")
    with st.container(horizontal=True):
        for form, (label, mime, icon, made) in FORMS.items():
            st.download_button(
                _(label), made(each), f"{name}.{form}", mime, on_click="ignore", icon=icon
            )


def _one(visit: Visit, saved: Saved) -> None:
    """What one supposes, and what can be done with it."""
    one = saved.supposed
    with st.expander(plain(one.name), icon=parts.ICONS["scenarios"]):
        st.caption(plain(_kept(saved)))
        st.markdown("\n".join(f"- {plain(each)}" for each in says(one)))
        with st.container(horizontal=True):
            if one.chosen:
                parts.lead_to(visit, "progress", _("Being carried out"))
            elif to_do(one) and st.button(
                _("Carry it out"), key=f"choose {saved.number}", icon=CHECKLIST
            ):
                _change(lambda connection: scenarios.choose(connection, saved.number))
            _drop(visit, saved)


def _drop(visit: Visit, saved: Saved) -> None:
    """Asks before it drops, and says what goes with it."""
    with st.popover(_("Drop"), icon=":material/delete:"):
        says = (
            _("It is being carried out: who does what until when, and how far it is, goes with it. "
              "That cannot be undone.")
            if saved.supposed.chosen
            else _("That cannot be undone.")
        )  # fmt: skip
        st.write(says)
        drop = _("Drop “{name}”").format(name=saved.supposed.name)
        if st.button(plain(drop), key=f"drop {saved.number}", type="primary"):
            _change(lambda connection: scenarios.drop(connection, saved.number, visit.now))


def _kept(saved: Saved) -> str:
    day = saved.saved_at.date()
    if not saved.by:
        return _("{wanted}. Kept on {day}.").format(wanted=wanted(saved), day=day)
    words = _("{wanted}. Kept on {day} by {who}.")
    return words.format(wanted=wanted(saved), day=day, who=saved.by)


def _change(change: Callable[[Connection], None]) -> None:
    """Change what is kept, and draw the page anew; say why where it cannot be."""
    try:
        with writing(knowledge.engine()) as connection:
            change(connection)
    except scenarios.Refused as trouble:
        st.warning(plain(str(trouble)), icon=":material/sync_problem:")
        return
    st.rerun()
