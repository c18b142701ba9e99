"""The ledger: every file taken in, and undoing one or believing it again."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from imports import demonstration
from imports.reading import MEGABYTE
from models import ledger, originals
from models.database import writing
from models.ledger import Entry
from reports.figures import figure, inert
from tiers.words import _
from views import address, knowledge, parts, undoing
from views.address import Visit
from views.preview import safe_name
from views.telling import kinds


def draw(visit: Visit, who: str) -> None:
    """The ledger and what can be done with it."""
    with knowledge.reading() as connection:
        entries = ledger.batches(connection)[::-1]
    st.subheader(_("Ledger"), anchor=False)
    if not entries:
        st.write(_("No file was taken in yet. Give one above, or look around with fictional data."))
    with st.container(horizontal=True, vertical_alignment="center"):
        _demonstration(visit, entries)
    if entries:
        _table(entries)
        _undo(visit, entries, who)


def _demonstration(visit: Visit, entries: Sequence[Entry]) -> None:
    """Load the demonstration data, remove it, bring it back."""
    own = [entry for entry in entries if entry.by == demonstration.BY]
    if not own:
        parts.load_demonstration(visit)
    elif any(entry.undone_at for entry in own):
        parts.load_demonstration(visit, _("Bring demonstration data back"))
    else:
        _remove(visit, len(own))


def _remove(visit: Visit, files: int) -> None:
    """Asks before it removes the demonstration, and says what that does."""
    label, icon = _("Remove demonstration data"), ":material/science_off:"
    with st.popover(label, icon=icon):
        says = _(
            "None of its {files} files is believed any more, so its partners are gone from every "
            "page. Your own files stay, and it can be brought back."
        )
        st.write(says.format(files=figure(files)))
        if st.button(_("Remove it"), type="primary"):
            with writing(knowledge.engine()) as connection:
                demonstration.remove(connection, visit.now)
            st.rerun()


def _table(entries: Sequence[Entry]) -> None:
    undone = sum(1 for entry in entries if entry.undone_at)
    all_shown = undone and st.toggle(_("Show undone batches too ({count})").format(count=undone))
    shown = [entry for entry in entries if all_shown or not entry.undone_at]
    column = st.column_config
    names = {
        "batch": column.NumberColumn(_("Batch"), width=60, format="%d"),
        "file": column.TextColumn(_("File"), width=260),
        "kind": column.TextColumn(_("Kind"), width=120),
        "format": column.TextColumn(_("Format"), width=110),
        "rows": column.NumberColumn(_("Rows"), width=70, format="localized"),
        "imported": column.TextColumn(_("Imported (UTC)"), width=130),
        "by": column.TextColumn(_("By"), width=120),
        "how": column.TextColumn(_("How"), width=80),
        "undone": column.TextColumn(_("Undone (UTC)"), width=130),
    }
    rows = [_row(entry) for entry in shown]
    table = pl.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)
    if not all_shown:
        table = table.drop("undone")
    st.dataframe(table, column_config=names, hide_index=True)


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.batch,
        inert(entry.file),
        kinds(entry.kind),
        entry.format.replace("-", " "),
        entry.rows,
        f"{entry.imported_at:%Y-%m-%d %H:%M}",
        inert(entry.by),
        _("adds") if entry.additions else _("replaces"),
        f"{entry.undone_at:%Y-%m-%d %H:%M}" if entry.undone_at else "",
    )


def _undo(visit: Visit, entries: Sequence[Entry], who: str) -> None:
    """Choose a batch, see what would change, then undo it or believe it again."""
    by_id = {str(entry.batch): entry for entry in entries}
    chosen = by_id.get(st.query_params.get("batch", ""))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address.choice(
            _("Batch to undo, or to believe again"),
            "batch",
            list(by_id),
            str(chosen.batch) if chosen else None,
            lambda one: _name(by_id[one]),
            index=None,
            placeholder=_("Choose a batch"),
            width=420,
        )
        if chosen:
            _original(chosen)
    if chosen:
        with parts.plainly():
            undoing.draw(visit, chosen, who)


def _original(entry: Entry) -> None:
    """The file of a batch as it came, where it was kept."""
    with knowledge.reading() as connection:
        size = originals.size(connection, entry.batch)
    st.download_button(
        _("Download the file"),
        lambda: _content(entry.batch),
        safe_name(entry.file),
        on_click="ignore",
        disabled=size is None,
        icon=":material/download:",
        help=_("As it was given, byte for byte: {size}.").format(size=_size(size))
        if size is not None
        else _("It came before files were kept, so only its rows are there."),
    )


def _content(batch: int) -> bytes:
    with knowledge.reading() as connection:
        return originals.original(connection, batch) or b""


def _size(size: int) -> str:
    return figure(size / MEGABYTE, "MB") if size >= MEGABYTE else figure(-(-size // 1024), "kB")


def _name(entry: Entry) -> str:
    """The same before and after it is undone: a box whose names change forgets its choice."""
    return inert(f"{entry.batch} · {entry.file}")
