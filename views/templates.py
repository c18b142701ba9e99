"""What files look like: every kind with its columns, and templates to fill in."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import streamlit as st

from imports.exporting import write_templates
from imports.kinds import KINDS, FileKind
from tiers.words import _


def draw() -> None:
    """Every kind of file, and all templates in one download."""
    st.subheader(_("What files look like"), anchor=False)
    st.download_button(
        _("Download templates"),
        _zipped,
        "templates.zip",
        "application/zip",
        on_click="ignore",
        icon=":material/folder_zip:",
    )
    st.caption(
        _("An empty and a filled example of every kind, with English and with German headers.")
    )
    for kind in KINDS:
        with st.expander(f"**{_(kind.name.replace('_', ' '))}**: {_(kind.says)}"):
            st.markdown("\n".join(_columns(kind)))


def _columns(kind: FileKind) -> list[str]:
    needed = _("needed")
    return [
        f"- `{column.name}`" + (f" ({needed})" if column.required else "") + f": {_(column.says)}"
        for column in kind.columns
    ]


def _zipped() -> bytes:
    packed = BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w") as archive:
        for path in write_templates(Path(folder)):
            archive.write(path, path.name)
    return packed.getvalue()
