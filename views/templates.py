"""What files look like: templates to fill in, and the vendors' exports that are read."""

import zipfile
from functools import partial
from io import BytesIO

import streamlit as st

from imports.filekind import FileKind
from imports.formats import EXPORTS, Format
from imports.kinds import KINDS
from imports.templates import LANGUAGES, template_files
from tiers.words import _
from views.parts import plain
from views.telling import counted, kinds

MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NAMES = {"en": "English", "de": "Deutsch", "csv": "CSV", "xlsx": "Excel"}


def draw() -> None:
    """Every kind of file with its templates, and every export that is read."""
    st.subheader(_("What files look like"), anchor=False)
    ours, exports = st.tabs([_("Our templates"), _("Vendor exports")])
    with ours:
        _templates()
    with exports:
        st.caption(_("Give these as they come from the vendor's portal, under any name."))
        for one in EXPORTS:
            _export(one)


def _templates() -> None:
    """All templates in one download, or one of a language and a type of file."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.segmented_control(
            _("Language"), LANGUAGES, default="en", required=True, format_func=NAMES.__getitem__
        )
        ending = st.segmented_control(
            _("Type of file"), MIME, default="xlsx", required=True, format_func=NAMES.__getitem__
        )
        st.download_button(
            _("All templates"),
            _zipped,
            "templates.zip",
            "application/zip",
            on_click="ignore",
            icon=":material/folder_zip:",
        )
    for kind in KINDS:
        with st.expander(f"**{kinds(kind.name)}**: {_(kind.says)}"):
            _downloads(kind, language, ending)
            st.markdown("\n".join(_columns(kind)))


def _downloads(kind: FileKind, language: str, ending: str) -> None:
    with st.container(horizontal=True):
        for form, label in (("example", _("Example")), ("empty", _("Empty template"))):
            name = f"{kind.name}-{form}-{language}.{ending}"
            st.download_button(
                label,
                partial(_file, name),
                name,
                MIME[ending],
                key=f"templates.{kind.name}.{form}",
                on_click="ignore",
                icon=":material/download:",
            )


def _columns(kind: FileKind) -> list[str]:
    needed = _("needed")
    return [
        f"- `{column.name}`" + (f" ({needed})" if column.required else "") + f": {_(column.says)}"
        for column in kind.columns
    ]


def _export(one: Format) -> None:
    """An export: what is in it, which columns it must have, and where it is described."""
    with st.expander(f"**{plain(one.name)}**: {_(one.says)}"):
        st.markdown(_("Becomes: {kinds}.").format(kinds=kinds(one.kind)))
        needed = ", ".join(f"`{name}`" for name in one.required)
        st.markdown(
            counted(len(one.required), _("Must have the column"), _("Must have the columns"))
            + f" {needed}."
        )
        if one.asks:
            what = _(" and ").join(_(column.says) for column in one.asks)
            st.markdown(_("Does not say {what}, so you are asked.").format(what=what))
        st.caption(_("Source: {source}").format(source=plain(one.source)))


@st.cache_data(show_spinner=False)
def _files() -> dict[str, bytes]:
    return template_files()


def _file(name: str) -> bytes:
    return _files()[name]


def _zipped() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files().items():
            archive.writestr(name, content)
    return packed.getvalue()
