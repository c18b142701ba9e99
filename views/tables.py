"""Tables that stand as a list where there is no room for their columns side by side."""

from collections.abc import Sequence
from string import Template

import polars as pl
import streamlit as st

# By the room there is, whatever the window: the menu may stand beside the page or be away.
_STYLE = Template("""<style>
.st-key-$key { container-type: inline-size; }
@container (max-width: 560px) {
.st-key-$key thead { display: none; }
.st-key-$key tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid #8493a255; }
.st-key-$key tr:last-child { border-bottom: 0; }
.st-key-$key td { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); border: 0; }
.st-key-$key td { gap: 0.75rem; padding: 0.15rem 0; white-space: normal; }
.st-key-$key td:first-child { display: block; font-weight: 600; }
.st-key-$key td::before { opacity: 0.65; }
$names
}</style>""")


def stacked(table: pl.DataFrame, key: str, names: Sequence[str]) -> None:
    """A table; where it is narrow each row is a list, with its first cell as the heading.

    *key* is an identifier that no other of the page has; *names* are those of the columns, as they
    are read (the table's own are Markdown).
    """
    cells = "\n".join(
        f'.st-key-{key} td:nth-child({number})::before {{ content: "{_quoted(name)}"; }}'
        for number, name in enumerate(names[1:], start=2)
    )
    with st.container(key=key):
        st.html(_STYLE.substitute(key=key, names=cells))
        st.table(table, border="horizontal", hide_index=True)


def _quoted(name: str) -> str:
    """A name inside the quotes of a style sheet, where every sign may stand by its number."""
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in name)
