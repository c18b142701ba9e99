"""Files in: upload them, see what they would change, take them in."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from imports.importing import Arrival, Result, take_in
from imports.kinds import BY_NAME
from reports.figures import figure, inert
from tiers.words import _
from views import batches, knowledge, parts, templates
from views.address import Visit
from views.knowledge import Key
from views.parts import plain

BY_HEADER = ""  # the kind of a file is told by its header
STATUS = {
    "dry-run": (":green[:material/check_circle:]", _("can be taken in")),
    "loaded": (":green[:material/check_circle:]", _("taken in as batch {batch}")),
    "already-loaded": (":blue[:material/info:]", _("already loaded: it would change nothing")),
    "refused": (":red[:material/cancel:]", _("refused, nothing of it was taken")),
}


def page(visit: Visit) -> None:
    parts.heading(visit, _("Imports"), dated=False)
    with st.container(border=True):
        arrivals, how, who = _asked()
        results: Sequence[Result] = ()
        if arrivals:
            results = knowledge.remembered(
                _tried, None, arrivals, how, visit.now.date(), _at=visit.now
            )
            shown, button = st.container(), st.empty()
            with button.container():
                clicked = _commit(results, who)
            if clicked:
                results = take_in(knowledge.engine(), arrivals, visit.now, who, **how)
                if not any(one.refused for one in results):
                    button.success(_("Taken in. Every page shows it from now on."))
            with shown:
                _results(results)
    batches.draw(visit, who)
    templates.draw()


def _asked() -> tuple[tuple[Arrival, ...], dict[str, Any], str]:
    """The files given, how to read them, and who gives them."""
    files, how = st.columns([3, 2], gap="medium")
    with files:
        given = st.file_uploader(
            _("Files to take in (CSV or TSV in UTF-8)"), accept_multiple_files=True
        )
    with how:
        who = st.text_input(
            _("Your name, for the ledger"), key="imports.by", persist_state="session"
        )
        kind = st.selectbox(
            _("Kind of file"),
            [BY_HEADER, *BY_NAME],
            format_func=lambda one: _(one.replace("_", " ")) if one else _("as its header says"),
        )
        additions = st.checkbox(
            _("Adds to what is known"),
            help=_("Otherwise a file is the whole picture of the partners or periods it names."),
        )
    arrivals = tuple(Arrival(file.name, file.getvalue()) for file in given)
    return arrivals, {"kind": kind or None, "additions": additions}, who.strip()


@st.cache_data(max_entries=4, show_spinner="Checking the files …")
def _tried(
    _connection: Connection,
    key: Key,
    arrivals: tuple[Arrival, ...],
    how: dict[str, Any],
    today: date,
    _at: datetime,
) -> tuple[Result, ...]:
    return take_in(knowledge.engine(), arrivals, _at, "", dry_run=True, **how)


def _commit(results: Sequence[Result], who: str) -> bool:
    """The button that takes the files in, where there is something to take."""
    ready = [one for one in results if one.status == "dry-run"]
    if any(one.refused for one in results):
        st.caption(_("Files are taken in together or not at all: mend or remove the refused ones."))
    elif not ready:
        return False
    elif not who:
        st.caption(_("Say your name above to take the files in."))
    label = _("Take in {count} files") if len(results) > 1 else _("Take in the file")
    return st.button(
        label.format(count=len(results)),
        type="primary",
        disabled=not who or any(one.refused for one in results),
        icon=":material/download_done:",
    )


def _results(results: Sequence[Result]) -> None:
    refused = any(result.refused for result in results)
    for result in results:
        with st.container(border=True):
            _result(result, refused=refused)


def _result(result: Result, *, refused: bool) -> None:
    """What a file is and what it would change, or all that is wrong in it."""
    icon, says = STATUS[result.status]
    told = [f"{icon} **{plain(result.file)}**", _(says).format(batch=result.batch)]
    if result.kind:
        told.append(_(result.kind.replace("_", " ")))
    if not result.refused:
        rows = _("1 row") if result.rows == 1 else _("{rows} rows")
        told.append(rows.format(rows=figure(result.rows)))
    if result.status in ("dry-run", "loaded") and not refused:
        counts = {what: figure(number) for what, number in result.changes.items()}
        told.append(_("{added} added, {changed} changed, {vanished} vanished").format(**counts))
    st.markdown(" · ".join(told))
    for warning in result.warnings:
        st.caption(f"{parts.WARNING} {plain(warning)}")
    if result.errors:
        _errors(result)


def _errors(result: Result) -> None:
    """All that is wrong in a file, as a table."""
    rows = [
        (one.line, one.column or "", inert(one.value or ""), inert(one.reason), one.right or "")
        for one in result.errors
    ]
    names = [_("Line"), _("Column"), _("What stands there"), _("Why not"), _("What would be right")]
    table = pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
    st.dataframe(table, hide_index=True)
