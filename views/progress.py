"""Plans that are carried out: whose each action is, until when, and what the facts show of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from models import scenarios
from models.database import DatabaseTrouble, writing
from models.scenarios import OPEN, UNDER_WAY, Saved, Task
from reports.figures import figure, inert
from reports.progress import STATES, Item, Underway, progress, summary, wanted
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.knowledge import Key
from views.parts import plain

ROWS = 20  # of a table shown whole
WRAPPING = 66  # pixels of a row, from which on its words are wrapped
TROUBLE = "progress.trouble"  # what could not be kept, until it is said


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Progress"), _("Plans of"))
    if not knowledge.partners(visit.known_on):
        return
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.warning(plain(trouble), icon=":material/sync_problem:")
    with knowledge.reading() as connection:
        chosen = scenarios.chosen(connection, partner, known_on=visit.known_on)
    if not chosen:
        _none(visit)
        return
    each = [_far(visit, one) for one in chosen]
    if partner is None:
        _everybody(visit, each)
        return
    says = _("What the facts show by {day} closes an action by itself.").format(day=visit.day)
    st.caption(plain(f"{partner} · {says}"))
    for one in each:
        _plan(visit, one)
    parts.who(_("Your name, for what you write here"))
    parts.lead_to(visit, "scenarios", _("Drop a plan, or compare it"))


def _far(visit: Visit, saved: Saved) -> Underway:
    tasks = hash(saved.tasks)
    return knowledge.remembered(_progress, visit.known_on, saved.number, tasks, visit.day, saved)


@st.cache_resource(max_entries=256, show_spinner=False)
def _progress(
    _connection: Connection, key: Key, number: int, tasks: int, day: date, _saved: Saved
) -> Underway:
    """By its number and its tasks, which are all that can become otherwise."""
    facts = knowledge.facts_of(_saved.supposed.partner, key[-1])
    return progress(_saved, facts, day)


def _none(visit: Visit) -> None:
    with st.container(border=True):
        st.subheader(_("No plan is being carried out"), anchor=False)
        st.write(
            _("On the page of the plan, have one carried out. Here its actions get somebody to do "
              "them and a day, and the files you import close them.")
        )  # fmt: skip
        parts.lead_to(visit, "plan")


# One partner -------------------------------------------------------------------------------------


def _plan(visit: Visit, one: Underway) -> None:
    """A plan: how far it is, and its actions to be given to people."""
    st.subheader(plain(one.saved.supposed.name), anchor=False)
    st.caption(plain(wanted(one.saved)))
    say = st.success if one.reached else st.info if one.enough else st.warning
    say(plain(summary(one)), icon=parts.ICONS["progress"])
    _tasks(visit, one)


def _tasks(visit: Visit, one: Underway) -> None:
    """The plan's actions, in a table in which who does them, when and how far can be written.

    It is a new table once what is kept has changed; what is written is kept before that is asked.
    """
    rows = [
        (
            _(STATES[item.task.state]),
            item.task.owner,
            item.task.due_on,
            inert(item.says),
            item.how_far if not item.late else _("{state}, overdue").format(state=item.how_far),
        )
        for item in one.items
    ]
    names = ["state", "owner", "due_on", "says", "shown"]
    key = f"tasks {one.saved.number} {hash(one.saved.tasks)}"
    st.data_editor(
        pl.DataFrame(rows, schema=names, orient="row", schema_overrides={"due_on": pl.Date}),
        key=key,
        hide_index=True,
        width="stretch",
        height="content" if len(rows) <= ROWS else "auto",
        row_height=WRAPPING,
        disabled=["says", "shown"],
        column_config=_of_tasks(),
        on_change=_write,
        args=(one.saved.number, [item.number for item in one.items], key),
    )


def _of_tasks() -> dict[str, Any]:
    """What is written stands first, narrow enough for a telephone."""
    column, states = st.column_config, [_(says) for says in STATES.values()]
    return {
        "state": column.SelectboxColumn(_("Said"), options=states, required=True, width=100),
        "owner": column.TextColumn(_("Who"), max_chars=scenarios.LONGEST, width=80),
        "due_on": column.DateColumn(_("Due"), format="YYYY-MM-DD", width=92),
        "says": column.TextColumn(_("What to do"), width=300),
        "shown": column.TextColumn(_("How far it is"), width=128),
    }


def _write(number: int, actions: Sequence[int], key: str) -> None:
    """Keep the cells that were written, each over what is kept by now; or say why not.

    A line of the table is one of the *actions*.
    """
    by, now = st.session_state.get("imports.by", ""), datetime.now(UTC)
    try:
        with writing(knowledge.engine()) as connection:
            kept = {one.number: one.tasks for one in scenarios.chosen(connection)}
            for row, cells in st.session_state[key]["edited_rows"].items():
                action = actions[int(row)]
                was = kept[number][action] if number in kept else Task()
                scenarios.step(connection, number, action, over(was, cells), now, by)
    except (scenarios.Refused, DatabaseTrouble) as trouble:
        st.session_state[TROUBLE] = str(trouble)


def over(was: Task, cells: Mapping[str, str | None]) -> Task:
    """A task with what was written in some cells of it."""
    said = {_(says): state for state, says in STATES.items()}
    return Task(
        owner=(cells["owner"] or "") if "owner" in cells else was.owner,
        due_on=_day(cells["due_on"]) if "due_on" in cells else was.due_on,
        state=said[cells["state"] or ""] if "state" in cells else was.state,
    )


def _day(given: str | None) -> date | None:
    """A day as the table gives it, perhaps with an hour behind it."""
    return date.fromisoformat(given[:10]) if given else None


def under_way(visit: Visit, partner: str) -> None:
    """How far the plans for the programme are, a line each, with the way here."""
    with knowledge.reading() as connection:
        found = scenarios.chosen(connection, partner, visit.programme.key, visit.known_on)
    for one in found:
        far = _far(visit.today, one)
        with st.container(horizontal=True, vertical_alignment="center"):
            says = (
                f"{parts.ICONS['progress']} **{plain(one.supposed.name)}:** {plain(summary(far))}"
            )
            st.markdown(says, width="content")
            parts.lead_to(visit, "progress")


# All of them -------------------------------------------------------------------------------------


def _everybody(visit: Visit, each: Sequence[Underway]) -> None:
    """A line for each plan, those that are late first."""
    names = knowledge.partners(visit.known_on)
    ordered = sorted(each, key=lambda one: (-one.late, one.saved.supposed.day))
    click = "progress.open"
    rows = [
        (
            inert(names.get(one.saved.supposed.partner, one.saved.supposed.partner)),
            inert(one.saved.supposed.name),
            one.saved.supposed.day,
            f"{figure(one.done)} / {figure(len(one.items))}",
            one.late,
            _next(one),
            one.saved.supposed.partner,
        )
        for one in ordered
    ]
    columns = ["partner", "plan", "day", "done", "late", "next", "number"]
    st.dataframe(
        pl.DataFrame(rows, schema=columns, orient="row"),
        hide_index=True,
        column_config=_columns(click),
    )
    if clicked := st.session_state.get(click):
        partner = ordered[clicked["row"]].saved.supposed.partner
        st.switch_page(visit.pages["progress"], query_params=address.link(partner=partner))


def _next(one: Underway) -> str:
    """The action that is due first, and whose it is."""
    waiting = [item for item in one.items if item.state in {OPEN, UNDER_WAY}]
    if not waiting:
        return summary(one)
    first = min(waiting, key=lambda item: (item.task.due_on or date.max, item.number))
    return inert(_due(first))


def _due(item: Item) -> str:
    if item.task.owner:
        says = _("{day}: {action} ({owner})")
        return says.format(day=item.task.due_on or "–", action=item.says, owner=item.task.owner)
    return _("{day}: {action}").format(day=item.task.due_on or "–", action=item.says)


def _columns(click: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "partner": column.ButtonColumn(
            _("Partner"), type="tertiary", key=click, pinned=True, alignment="left", width=205
        ),
        "plan": column.TextColumn(_("Plan")),
        "day": column.DateColumn(_("By"), format="YYYY-MM-DD"),
        "done": column.TextColumn(_("Done")),
        "late": column.NumberColumn(_("Overdue")),
        "next": column.TextColumn(_("Due next"), width="large"),
        "number": column.TextColumn(_("Number"), width=72),
    }
