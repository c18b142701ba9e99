"""Files in: give them, see what they would change before anything is stored, take them in."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from imports.importing import take_in
from imports.proposals import Proposal
from imports.reading import MEGABYTE, Refused, largest
from imports.results import Arrival, Result
from models import ledger
from tiers.words import _
from views import (
    address,
    batches,
    knowledge,
    parts,
    preview,
    proposed,
    questions,
    telling,
    templates,
)
from views.address import Visit
from views.parts import plain
from views.questions import Given

KEPT = 3  # previews of a session that are kept
DONE, ROUND, TRIED, SHOWN = (f"imports.{name}" for name in ("done", "round", "tried", "shown"))


def page(visit: Visit) -> None:
    parts.heading(visit, _("Imports"), dated=False)
    with st.container(border=True):
        files, additions, who = _asked()
    if files:
        st.session_state[DONE] = []
        with parts.plainly():
            _preview(
                visit, files, [questions.given(one, additions=additions) for one in files], who
            )
    else:
        _done(visit)
    batches.draw(visit, who)
    templates.draw()


def _asked() -> tuple[list[UploadedFile], bool, str]:
    """The files given, whether they only add, and who gives them."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        files = _files()
    with right:
        who = parts.who(_("Your name, for the ledger"))
        additions = st.checkbox(
            _("Adds to what is known"),
            help=_("Otherwise a file is the whole picture of the partners or periods it names."),
        )
    return files, additions, who


def _files() -> list[UploadedFile]:
    try:
        most = largest() // MEGABYTE
    except Refused as trouble:
        st.error(plain(str(trouble)))
        return []
    files = st.file_uploader(
        _("Files to take in"),
        accept_multiple_files=True,
        key=f"imports.files.{st.session_state.get(ROUND, 0)}",
        max_upload_size=most,
    )
    says = _(
        "Tables as CSV, TSV or Excel, also packed as gzip or zip: our templates, or what the "
        "vendor's portal exports. Several at once, up to {most} MB each. Nothing is stored before "
        "you have seen what it changes."
    )
    st.caption(says.format(most=most))
    return files


def _preview(visit: Visit, files: Sequence[UploadedFile], given: Sequence[Given], who: str) -> None:
    """What the files would change, with what is confirmed; and the button that takes them in."""
    with knowledge.reading() as connection:
        position = ledger.position(connection)
    _say_if_moved(position, given)
    place = st.empty()
    alone = _tried(place, visit, position, files, given)
    pairs, chosen = proposed.proposed(alone), proposed.confirmed(alone)
    results = _tried(place, visit, position, files, given, chosen) if chosen else alone
    extra = len(results) - len(given)
    waiting = any(one.refused for one in results)
    for result in results[:extra]:
        with st.container(border=True):
            preview.draw(result, visit.programme.key, proposed.FILE, waiting=waiting)
    for one, file, result in zip(given, files, results[extra:], strict=True):
        with st.container(border=True):
            _file(visit, one, file, result, waiting=waiting)
    proposed.draw(pairs)
    place = st.empty()
    with place.container():
        clicked = _button(results, who, position)
    if clicked:
        _commit(place, visit, _arrivals(files, given, chosen), who)


def _file(visit: Visit, one: Given, file: UploadedFile, result: Result, *, waiting: bool) -> None:
    """What would become of a file, and what it must be told."""
    asked = questions.asked(one, result, file.getvalue)
    question = questions.says(asked) if asked and questions.open_still(result) else ""
    preview.draw(result, visit.programme.key, one.file_id, question, waiting=waiting)
    questions.draw(one, asked)


def _arrivals(
    files: Sequence[UploadedFile], given: Sequence[Given], chosen: Sequence[Proposal]
) -> list[Arrival]:
    """The files, and before them what is confirmed, so that they are read by it."""
    arrivals = [
        Arrival(one.name, file.getvalue(), one.how) for one, file in zip(given, files, strict=True)
    ]
    return [proposed.arrival(chosen), *arrivals] if chosen else arrivals


def _tried(
    place: DeltaGenerator,
    visit: Visit,
    position: tuple[int, int],
    files: Sequence[UploadedFile],
    given: Sequence[Given],
    chosen: tuple[Proposal, ...] = (),
) -> tuple[Result, ...]:
    """What would become of the files: kept until one of them, or the ledger, is another."""
    kept: dict[Any, tuple[Result, ...]] = st.session_state.setdefault(TRIED, {})
    key = (position, visit.now.date(), tuple(given), chosen)
    if key not in kept:
        arrivals = _arrivals(files, given, chosen)
        with telling.progress(place, _("Checking the files …")) as tell:
            found = take_in(knowledge.engine(), arrivals, visit.now, "", dry_run=True, tell=tell)
        kept[key] = found
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)))
    return kept[key]


def _say_if_moved(position: tuple[int, int], given: Sequence[Given]) -> None:
    """Say that a preview is another than the one seen before, since the ledger has moved."""
    ids = [one.file_id for one in given]
    before = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = ids, position
    if before and before[0] == ids and before[1] != position:
        says = _("The ledger has moved since: this preview is new, please look at it again.")
        st.info(says, icon=":material/update:")


def _button(results: Sequence[Result], who: str, position: tuple[int, int]) -> bool:
    """The button that takes the files in, where there is something to take."""
    ready = [one for one in results if one.status == "dry-run"]
    refused = any(one.refused for one in results)
    if refused and len(results) == 1:
        return False
    if refused:
        st.caption(_("Files are taken in together or not at all: mend or remove the refused ones."))
    elif not ready:
        return False
    elif not who:
        st.caption(_("Say your name above to take the files in."))
    return st.button(
        telling.counted(len(results), _("Take in the file"), _("Take in {number} files")),
        type="primary",
        key=f"imports.commit.{position}",  # whoever clicks has seen what the ledger says now
        disabled=not who or refused,
        icon=":material/download_done:",
    )


def _commit(place: DeltaGenerator, visit: Visit, arrivals: Sequence[Arrival], who: str) -> None:
    """Take the files in; then a new page, which shows what became of them."""
    done: list[Result] = st.session_state[DONE]
    with telling.progress(place, _("Taking the files in …"), to_the_end=True) as tell:
        results = take_in(knowledge.engine(), arrivals, visit.now, who, tell=tell)
        done += results
    if not any(one.refused for one in results):
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.session_state[TRIED] = {}
        st.rerun()
    for result in results:
        preview.draw(result, visit.programme.key, f"commit.{result.file}", waiting=True)


def _done(visit: Visit) -> None:
    """What became of the files last taken in, of which none is undone since."""
    done: list[Result] = st.session_state.get(DONE, [])
    with knowledge.reading() as connection:
        undone = {one.batch for one in ledger.batches(connection) if one.undone_at}
    done = [one for one in done if one.batch not in undone]
    if not done:
        return
    with st.container(border=True):
        for result in done:
            preview.draw(result, visit.programme.key, f"done.{result.file}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("Every page shows it from now on; the ledger below undoes it."))
            st.page_link(
                visit.pages["portfolio"],
                label=_("See the portfolio"),
                icon=parts.ICONS["portfolio"],
                query_params=address.link(),
            )
