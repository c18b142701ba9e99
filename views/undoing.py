"""Undo a batch or believe it again, once it is seen what that would change."""

from datetime import date

import streamlit as st

from imports.undoing import Turn, turned
from models import ledger
from models.database import writing
from models.ledger import Entry
from reports.figures import figure
from tiers.words import _
from views import knowledge, stakes, telling
from views.address import Visit
from views.parts import plain

TRIED = "imports.undoing"


def draw(visit: Visit, entry: Entry, who: str) -> None:
    """What would change, and the button that does it."""
    with knowledge.reading() as connection:
        position = ledger.position(connection)
    with st.container(border=True):
        turn = _tried(visit, entry, position)
        st.markdown(_rows(turn, entry))
        stakes.moving(turn.moving, turn.partners)
        if not who:
            st.caption(_("Say your name above first: it stands in the ledger."))
        clicked = st.button(
            _("Believe it again") if entry.undone_at else _("Undo it"),
            icon=":material/redo:" if entry.undone_at else ":material/undo:",
            key=f"imports.undo.{position}",  # whoever clicks has seen what the ledger says now
            disabled=not who,
        )
    if clicked:
        _mark(visit, entry, who)


def _tried(visit: Visit, entry: Entry, position: tuple[int, int]) -> Turn:
    """What would change: kept until another batch is chosen, or the ledger is another."""
    kept: dict[tuple[int, tuple[int, int], date], Turn] = st.session_state.get(TRIED, {})
    key = (entry.batch, position, visit.now.date())
    if key not in kept:
        mark = ledger.redo if entry.undone_at else ledger.undo
        with telling.progress(st.empty(), _("Looking at what would change …")):
            kept = {key: turned(knowledge.engine(), mark, entry.batch, visit.now)}
        st.session_state[TRIED] = kept
    return kept[key]


def _rows(turn: Turn, entry: Entry) -> str:
    """How many rows would change, in a sentence."""
    begins = _("Believed again:") if entry.undone_at else _("Undone:")
    if not any(turn.changes.values()):
        return f"**{begins}** {_('no row that counts would change.')}"
    counts = {what: figure(number) for what, number in turn.changes.items()}
    says = _("of the rows that count, {added} added, {changed} changed, {vanished} vanished.")
    return f"**{begins}** {says.format(**counts)}"


def _mark(visit: Visit, entry: Entry, who: str) -> None:
    mark = ledger.redo if entry.undone_at else ledger.undo
    with writing(knowledge.engine()) as connection:
        mark(connection, entry.batch, visit.now, who)
    done = (
        _("Batch {batch} is believed again.") if entry.undone_at else _("Batch {batch} is undone.")
    )
    st.toast(plain(done.format(batch=entry.batch)), icon=":material/check:")
    st.rerun()
