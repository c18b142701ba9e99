"""What a file cannot say itself and its giver must: its kind, and whom it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from imports.identify import identify, recognise
from imports.kinds import BY_NAME
from imports.reader import Unreadable
from imports.reading import Refused, Table, read
from imports.results import How, Result
from imports.values import as_identifier
from reports.figures import inert
from tiers.words import _
from views import knowledge, telling
from views.parts import plain

Asked = Mapping[str, tuple[str, ...]]
"""What a file must be told, by its name; for a kind the answers that are possible."""
KIND, PARTNER, CUSTOMER = "kind", "partner_id", "customer_id"


@dataclass(frozen=True)
class Given:
    """A file that was given: its id on the page, its name, and what is said of it."""

    file_id: str
    name: str
    how: How


def given(file: UploadedFile, *, additions: bool) -> Given:
    """A file with all that was said of it so far."""
    kind = st.session_state.get(_key(KIND, file.file_id))
    partner, customer = (_identifier(name, file.file_id) for name in (PARTNER, CUSTOMER))
    return Given(file.file_id, file.name, How(kind, additions, partner, customer))


def asked(one: Given, result: Result, content: Callable[[], bytes]) -> Asked:
    """What the file needs to be told, or was told."""
    stood: dict[str, Asked] = st.session_state.setdefault("imports.asked", {})
    if open_still(result) and one.file_id not in stood:
        stood[one.file_id] = _questions(content())
    return stood.get(one.file_id, {})


def open_still(result: Result) -> bool:
    """Whether a file was refused before its rows were looked at."""
    return result.refused and result.format is None


def says(asked: Asked) -> str:
    """Why there is a question."""
    if KIND in asked:
        fitting = ", ".join(telling.kinds(kind) for kind in asked[KIND])
        return _("Its header may be that of more than one kind: {kinds}.").format(kinds=fitting)
    return _("Such a file does not say whom it is about, so please do.")


def draw(one: Given, asked: Asked) -> None:
    """Ask what the file needs to be told, and keep showing what it was told."""
    if not asked:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, options in asked.items():
            _ask(name, one.file_id, options)
    for name in (PARTNER, CUSTOMER):
        if trouble := _trouble(name, one.file_id):
            st.caption(f":red[{plain(trouble)}]")


def _ask(name: str, file_id: str, options: tuple[str, ...]) -> None:
    key = _key(name, file_id)
    if name == KIND:
        label = _("Which kind of file is it?")
        st.selectbox(label, options, None, telling.kinds, key=key, width=260)
    elif name == PARTNER:
        _ask_partner(key)
    else:
        label = _("Which customer is it about?")
        st.text_input(label, key=key, placeholder=_("Number or tenant"), width=320)


def _ask_partner(key: str) -> None:
    names = knowledge.partners(None)
    st.selectbox(
        _("Which partner is it about?"),
        sorted(names, key=lambda one: names[one].casefold()),
        None,
        lambda one: inert(f"{names[one]} ({one})" if one in names else one),
        key=key,
        placeholder=_("Choose, or write a number"),
        accept_new_options=True,
        width=320,
    )


def _questions(content: bytes) -> Asked:
    try:
        tables = read(content, recognise)
    except Refused:
        return {}
    try:
        found = identify(tables)
    except Refused:
        fitting = tuple(kind for kind in BY_NAME if _fits(tables, kind))
        return {KIND: fitting} if fitting else {}
    return {column.name: () for column in found.format.asks}


def _fits(tables: list[Table], kind: str) -> bool:
    try:
        identify(tables, kind)
    except Refused:
        return False
    return True


def _identifier(name: str, file_id: str) -> str | None:
    written = (st.session_state.get(_key(name, file_id)) or "").strip()
    try:
        return as_identifier(written) if written else None
    except Unreadable:
        return None


def _trouble(name: str, file_id: str) -> str:
    """Why what was written is no identifier; empty where it is one."""
    written = (st.session_state.get(_key(name, file_id)) or "").strip()
    try:
        if written:
            as_identifier(written)
    except Unreadable as trouble:
        says = _("“{written}” {reason}; right would be {right}.")
        return says.format(written=written[:80], reason=trouble.reason, right=trouble.right)
    return ""


def _key(name: str, file_id: str) -> str:
    return f"imports.{name}.{file_id}"
