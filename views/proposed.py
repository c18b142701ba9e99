"""Identifiers that are probably one: shown, and merged by nobody but the user."""

from collections.abc import Sequence

import streamlit as st

from imports.proposals import Proposal, as_links
from imports.results import Arrival, How, Result
from reports.figures import figure
from tiers.words import _
from views.telling import brief, counted

FILE = "confirmed-links.csv"
FIRST = 12  # how many are shown at once
TICKED = "imports.confirmed"


def confirmed(results: Sequence[Result]) -> tuple[Proposal, ...]:
    """Those of the proposed that the user has ticked."""
    ticked = _ticked()
    return tuple(one for one in proposed(results) if one in ticked)


def proposed(results: Sequence[Result]) -> tuple[Proposal, ...]:
    """What the files' previews propose, each once."""
    seen = [one.preview.proposals for one in results if one.preview]
    return tuple(dict.fromkeys(one for each in seen for one in each))


def arrival(chosen: Sequence[Proposal]) -> Arrival:
    """What is confirmed, as one more file."""
    return Arrival(FILE, as_links(chosen), How("links"))


def draw(found: Sequence[Proposal]) -> None:
    """Let the user confirm what is proposed, one by one or all at once."""
    if not found:
        return
    with st.container(border=True):
        _heading(found)
        shown = found
        if len(found) > FIRST and not st.toggle(
            _("Show all {number}").format(number=figure(len(found))), key="imports.proposals"
        ):
            shown = found[:FIRST]
        for one in shown:
            _choice(one)
        chosen = len(_ticked().intersection(found))
        st.caption(_says(chosen))


def _heading(found: Sequence[Proposal]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        says = counted(
            len(found),
            _("1 pair is probably one and the same"),
            _("{number} pairs are probably one and the same"),
        )
        st.markdown(f":blue[:material/join_inner:] **{says}**", width="stretch")
        every = _ticked().issuperset(found)
        label = _("Confirm none") if every else _("Confirm all")
        st.button(label, on_click=_tick_all, args=(tuple(found), not every))


def _choice(one: Proposal) -> None:
    key = f"imports.same.{one.kind}.{one.alias}.{one.same_as}"
    st.session_state[key] = one in _ticked()
    says = _("{kind} **{alias}** is **{same_as}** ({why})").format(
        kind=_(one.kind), alias=brief(one.alias), same_as=brief(one.same_as), why=brief(one.why)
    )
    st.checkbox(says, key=key, on_change=_tick, args=(one,))


def _says(chosen: int) -> str:
    if not chosen:
        return _("Nothing is merged unless you tick it; without a tick both stay apart.")
    kept = _("Taken in together with the files as {file}: it stands in the ledger as a file of its "
             "own, is remembered for the next time, and can be undone.")  # fmt: skip
    told = counted(chosen, _("1 pair is confirmed."), _("{number} pairs are confirmed."))
    return f"{told} {kept.format(file=FILE)}"


def _ticked() -> set[Proposal]:
    found: set[Proposal] = st.session_state.setdefault(TICKED, set())
    return found


def _tick(one: Proposal) -> None:
    _ticked().symmetric_difference_update({one})


def _tick_all(found: tuple[Proposal, ...], every: bool) -> None:
    if every:
        _ticked().update(found)
    else:
        _ticked().difference_update(found)
