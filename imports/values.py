"""Cells that are words: names as they stand, identifiers beyond doubt, words of a closed list."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from unicodedata import category, normalize

import polars as pl

from imports.counting import number
from imports.damage import damage, name_damage
from imports.manner import Manner
from imports.reader import Reader, Unreadable
from imports.reading.numberformats import Nature
from tiers.words import _

LONGEST_TEXT = 1_000
_GUID = r"[{(]?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})[)}]?"
_ERROR = re.compile(  # in whatever language the spreadsheet spoke
    r"#(?:[¡¿]?[^\W\d_]{3,}(?:/0)?[!?]|N/[A-Z]{1,2}!?|NV|GETTING_DATA|#+)"
)
_ASCII = rf"^[!-~](?:[ -~]{{0,{LONGEST_TEXT - 2}}}[!-~])?$"
_SURE = r"^(?:[A-Za-z]{1,2}[-_]?|[A-Za-z]{5,12}[-_])?[0-9]{1,17}$"  # an identifier beyond doubt

_BOTH = re.compile(r"([^()]+)\(([^()]+)\)")
# Signs that ask, deny, or point to a note; brackets within a word; what strikes letters through.
_DOUBT = re.compile(r"[?!¬≠<>~*†‡%/=@]|^\+|[)\]]\w|[\u0300-\u036f\u20d0-\u20ff]")


def _text(cell: str, manner: Manner) -> str:
    """Words as they stand, at most 1,000 characters, in one Unicode form."""
    clean = normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > LONGEST_TEXT:
        raise Unreadable(
            _("is {length} characters long").format(length=number(len(clean))),
            _("at most {most} characters").format(most=number(LONGEST_TEXT)),
        )
    hidden = next((sign for sign in clean if category(sign) in ("Cc", "Cs")), None)
    if hidden is not None and clean.translate({10: None, 9: None}) == clean:
        raise Unreadable(
            _("holds the control character U+{code:04X}").format(code=ord(hidden)),
            _("the same text without it"),
        )
    if _ERROR.fullmatch(clean) and clean == clean.upper():
        raise Unreadable(_("is an error of a spreadsheet"), _("the value itself"))
    return clean


def _identifier(cell: str, manner: Manner) -> str:
    """An identifier as given, leading zeros kept; a GUID in lower case and without braces."""
    clean = _text(cell, manner)
    if not clean:
        raise Unreadable(_("is empty"), _("an identifier"))
    if guid := re.fullmatch(_GUID, clean):
        return guid[1].lower()
    if why := damage(clean):
        raise Unreadable(why.reason, why.right)
    return clean


def one_of(aliases: Mapping[str, str]) -> Reader:
    """One of a closed list of words, by any of its *aliases* (in `squeezed` form)."""
    right = _("one of {words}").format(words=", ".join(dict.fromkeys(aliases.values())))

    def read(cell: str, manner: Manner) -> str:
        found = _meant(cell, aliases)
        if found is None:
            raise Unreadable(_("is not known here"), right)
        return found

    return Reader(read, right)


def named(aliases: Mapping[str, str], otherwise: Callable[[str], str]) -> Reader:
    """A name that may have aliases; one that has none is kept in the way *otherwise* says."""

    def read(cell: str, manner: Manner) -> str:
        clean = _text(cell, manner)
        if found := _meant(clean, aliases):
            return found
        if why := name_damage(clean):
            raise Unreadable(why.reason, why.right)
        if perhaps := aliases.get(squeezed(clean)):
            raise Unreadable(_("may be {name} or not").format(name=perhaps), perhaps)
        return aliases.get(squeezed(normalize("NFKC", clean))) or otherwise(clean)

    return Reader(read, _("name"))


def _meant(cell: str, aliases: Mapping[str, str]) -> str | None:
    """What a word means beyond doubt, also where its other form stands behind it in brackets."""
    if _DOUBT.search(normalize("NFC", cell)):
        return None
    if found := aliases.get(squeezed(cell)):
        return found
    both = _BOTH.fullmatch(cell.strip())
    meant = {aliases.get(squeezed(form)) for form in both.groups()} if both else {None}
    return meant.pop() if len(meant) == 1 else None


def slug(name: str) -> str:
    """A name in small letters and digits, joined by hyphens."""
    found = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    if not found:
        raise Unreadable(_("has no letter or digit"), _("a name such as Exchange Online"))
    return found


def squeezed(name: str) -> str:
    """A name without blanks, signs and case, for comparison."""
    return re.sub(r"[\W_]+", "", normalize("NFC", name).casefold())


def _quick_text(cells: pl.Expr) -> pl.Expr:
    plain = cells.str.contains(_ASCII) & ~cells.str.starts_with("#")
    return pl.when(plain).then(cells)


def _quick_identifier(cells: pl.Expr) -> pl.Expr:
    guid = cells.str.extract(f"^{_GUID}$").str.to_lowercase()
    return pl.when(cells.str.contains(_SURE)).then(cells).otherwise(guid)


text = Reader(_text, _("text"), natures=frozenset({Nature.TEXT, Nature.RAISED}), quick=_quick_text)
identifier = Reader(_identifier, _("identifier"), quick=_quick_identifier)


def as_identifier(given: str) -> str:
    """An identifier as somebody typed it; raises `Unreadable`."""
    return _identifier(given.strip(), Manner(date.min))
