"""Identifiers and names that a spreadsheet, an editor or a trick has spoilt on their way."""

import re
from dataclasses import dataclass
from unicodedata import category, name, normalize

from imports.days import MONTHS
from imports.sumwords import is_total
from tiers.words import _

_MONTH = "(?:" + "|".join(MONTHS) + r")\.?"
# As French, Italian, Spanish, Portuguese, Dutch and Polish spreadsheets shorten other months.
_SHORT = """
janv févr fév mars avr juin juil août déc gen mag giu lug ago set ott dic ene abr fev out dez mrt
mei sty lut kwi maj cze lip sie wrz paź lis gru
"""
_ABROAD = "(?-i:" + "|".join(_SHORT.split()) + r")\.?"  # they write them in small letters
_SCIENTIFIC = re.compile(
    r"\d(?:[.,]\d+)? ?E\+\d+|\d+[.,]\d+ ?E-?\d+|\d[.,]\d+ ?[×x*] ?10\^\d+", re.ASCII | re.IGNORECASE
)
_FRACTION = re.compile(r"\d+[.,]0+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+", re.ASCII)
_DAY, _MONTH_OF_YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?Z?(?: [AP]M)?)?"
_DATE = re.compile(
    rf"\d{{1,2}}[-./ ]+(?:{_MONTH}|{_ABROAD})(?:[- ]\d{{2,4}})?|{_MONTH}[- ](?:\d\d|(?:19|20)\d\d)|"
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{4}}/\d\d/\d\d|\d{{1,2}}([./-])\d{{1,2}}\1\d{{4}}|"
    rf"{_DAY}\.{_MONTH_OF_YEAR}\.\d\d|{_DAY}/{_MONTH_OF_YEAR}/\d\d|{_MONTH_OF_YEAR}/{_DAY}/\d\d){_CLOCK}|"
    r"\d\d?:\d\d:\d\d",
    re.IGNORECASE,
)
_BLANK = {"(blank)", "(leer)", "(empty)", "(null)", "(none)", "(vide)"}  # as pivot tables say it
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LIKE_SIGNS = frozenset("−˗⁃∕⁄∖∶꞉‚․ɑɡ")  # like - / \\ : , . a g
_OVER = frozenset(map(chr, range(0x300, 0x370)))  # marks that no letter has taken up
_LOOKALIKE = frozenset("АВСЕНІЈКМОРЅТХУасеіјорѕхуԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι")


@dataclass(frozen=True)
class Damage:
    """Why an identifier cannot be trusted, and what would be right."""

    reason: str
    right: str


def damage(cell: str) -> Damage | None:
    """What has probably happened to an identifier; None where nothing shows."""
    if cell.casefold() in _BLANK:
        return Damage(_("says that nothing stood here"), _("an identifier"))
    if found := _by_spreadsheet(cell) or _by_signs(cell):
        return found
    if not (cell[0].isalnum() or cell[0] in "_("):
        says = _("begins with “{sign}”").format(sign=cell[0])
        return Damage(says, _("the identifier itself"))
    if cell.endswith("..."):
        return Damage(_("was cut off"), _("the whole identifier"))
    return None


def name_damage(cell: str) -> Damage | None:
    """The same of a name, in which blanks and dashes of every kind may stand."""
    mixed = Damage(_("holds letters that look like others"), _("plain ones"))
    return _by_spreadsheet(cell) or (mixed if _mixed(cell) else None)


def _by_spreadsheet(cell: str) -> Damage | None:
    as_text = _("the identifier itself; format the column as text before filling it in")
    if _SCIENTIFIC.fullmatch(cell):
        return Damage(_("was turned into a rounded number by a spreadsheet"), as_text)
    if _FRACTION.fullmatch(cell) or _GROUPED.fullmatch(cell):
        return Damage(_("was turned into a number, so leading zeros may be lost"), as_text)
    if _DATE.fullmatch(cell):
        return Damage(_("looks like a date that a spreadsheet made of it"), as_text)
    if cell.startswith(("=", "@")):
        return Damage(_("is a formula"), _("the identifier itself, pasted as a value"))
    if is_total(cell):
        return Damage(_("stands for a sum, not for one of them"), _("rows without sums"))
    return None


def _by_signs(cell: str) -> Damage | None:
    """Signs that cannot be seen, or look like others."""
    for sign in cell:
        kind = category(sign)
        unseen = sign in _UNSEEN or "\ufe00" <= sign <= "\ufe0f" or "\u180b" <= sign <= "\u180f"
        if unseen or (sign != " " and kind in ("Cf", "Zs", "Zl", "Zp", "Co", "Cc")):
            says = _("holds the invisible sign U+{code:04X}").format(code=ord(sign))
            return Damage(says, _("the same without it"))
        if kind == "Nd" and not sign.isascii():
            return Damage(_("holds digits of another script"), _("digits from 0 to 9"))
        if sign in _LIKE_SIGNS or kind == "Me" or (kind == "Mn" and sign in _OVER):
            says = _("holds the sign U+{code:04X}, which looks like another or is laid over one")
            return Damage(says.format(code=ord(sign)), _("plain ones"))
        if sign != "-" and kind == "Pd":
            says = _("holds a dash (U+{code:04X}) that looks like a hyphen")
            return Damage(says.format(code=ord(sign)), _("a plain hyphen"))
    if normalize("NFKC", cell) != cell or _mixed(cell):
        return Damage(_("holds signs that look like other letters or digits"), _("plain ones"))
    return None


def _mixed(cell: str) -> bool:
    """Whether Cyrillic or Greek letters stand among Latin ones, or could pass for them."""
    letters = [sign for sign in cell if sign.isalpha()]
    if all(map(str.isascii, letters)):
        return False
    scripts = {name(sign, "UNNAMED").split()[0] for sign in letters}
    foreign = [sign for sign in letters if not name(sign, "").startswith("LATIN")]
    return bool(foreign) and ("LATIN" in scripts or _LOOKALIKE.issuperset(foreign))
