"""How the imports page says things: counted, short, inert, and while something is being done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.figures import figure, shorten
from tiers.words import _
from views.parts import plain

LONGEST = 400  # signs of a text from a file that are shown


def brief(text: str, longest: int = LONGEST) -> str:
    """Text from a file, in plain Markdown and no longer than anybody reads."""
    return plain(shorten(text, longest))


def counted(number: int, one: str, many: str, **more: str) -> str:
    """A sentence for one thing or, with {number}, for many."""
    return (one if number == 1 else many).format(number=figure(number), **more)


def kinds(kind: str) -> str:
    """What a file feeds, such as `seats+associations`, in words."""
    return " + ".join(_(one.replace("_", " ")) for one in kind.split("+"))


@contextmanager
def progress(
    place: DeltaGenerator, title: str, *, to_the_end: bool = False
) -> Iterator[Callable[[str], None]]:
    """Show in an empty *place* what is being done, by the sentences that the function hears.

    Whoever clicks meanwhile breaks off what is done; what goes *to_the_end* they do not.
    """
    # Streamlit breaks off a page by an exception where it would show something.
    endured = (BaseException,) if to_the_end else ()
    try:
        with place.container(), st.status(title) as status:

            def tell(says: str) -> None:
                with suppress(*endured):
                    status.update(label=plain(says))

            yield tell
    finally:
        place.empty()
