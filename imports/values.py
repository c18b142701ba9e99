"""From a cell's text to a value: each reader takes what one reading fits, and refuses the rest."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from unicodedata import category, normalize

from tiers.words import _

Value = str | int | date | None
Reader = Callable[[str, date], Value]

EARLIEST_PERIOD = date(2000, 1, 1)
LONGEST_TEXT = 1000
MOST_DIGITS = 9
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?\s?[qQ]([1-4])|[qQ]([1-4])[\s-]?(\d{4})", re.ASCII)


class Unreadable(Exception):
    """A cell that cannot be read: why, and what a right value looks like."""

    def __init__(self, reason: str, right: str) -> None:
        super().__init__(reason)
        self.reason, self.right = reason, right


def text(cell: str, today: date) -> str:
    """Words as they stand, trimmed, in one line and in one Unicode form."""
    clean = normalize("NFC", re.sub(r"[\r\n\t]+", " ", cell).strip())
    if len(clean) > LONGEST_TEXT:
        raise Unreadable(
            _("is {length} characters long").format(length=len(clean)),
            _("at most {most} characters").format(most=LONGEST_TEXT),
        )
    hidden = next((sign for sign in clean if category(sign) in ("Cc", "Cs")), None)
    if hidden is not None:
        raise Unreadable(
            _("holds the control character U+{code:04X}").format(code=ord(hidden)),
            _("the same text without it"),
        )
    return clean


def identifier(cell: str, today: date) -> str:
    """An identifier as given, leading zeros kept; a GUID in lower case and without braces."""
    if re.search(r"[\r\n\t]", cell.strip()):
        raise Unreadable(_("breaks over lines"), _("an identifier in one piece"))
    clean = text(cell, today)
    guid = _GUID.fullmatch(clean)
    return guid[1].lower() if guid else clean


def day(cell: str, today: date) -> date:
    """A day, written 2015-03-31."""
    found = _DAY.fullmatch(cell.strip())
    return _date(found and [int(part) for part in found.groups()], _("a day such as 2015-03-31"))


def period(cell: str, today: date) -> date:
    """The last day of a quarter or month, or a day; the day of import while it still runs."""
    right = _("a period such as 2015-Q1, 2015-03 or 2015-03-31")
    clean = cell.strip().replace("\u00a0", " ")
    if quarter := _QUARTER.fullmatch(clean):
        year, number = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        first, last = _months(year, number * 3 - 2, number * 3, right)
    elif month := _MONTH.fullmatch(clean):
        first, last = _months(int(month[1]), int(month[2]), int(month[2]), right)
    else:
        found = _DAY.fullmatch(clean)
        first = last = _date(found and [int(part) for part in found.groups()], right)
    if first < EARLIEST_PERIOD:
        raise Unreadable(_("lies before 2000"), right)
    if first > today:
        raise Unreadable(
            _("has not begun by {today}, the day of import").format(today=today), right
        )
    return min(last, today)


def whole(cell: str, today: date) -> int:
    """A whole number, 0 or more, in plain digits."""
    clean = cell.strip()
    if not (clean.isascii() and clean.isdigit()):
        raise Unreadable(_("is not a whole number"), _("digits alone, such as 1250"))
    if len(clean.lstrip("0")) > MOST_DIGITS:
        raise Unreadable(_("is larger than any count can be"), _("at most nine digits"))
    return int(clean)


def one_of(aliases: Mapping[str, str]) -> Reader:
    """One of a closed list of words, by any of its *aliases* (in `squeezed` form)."""
    right = _("one of {words}").format(words=", ".join(dict.fromkeys(aliases.values())))

    def read(cell: str, today: date) -> str:
        found = aliases.get(squeezed(cell))
        if found is None:
            raise Unreadable(_("is not known here"), right)
        return found

    return read


def named(aliases: Mapping[str, str], otherwise: Callable[[str], str]) -> Reader:
    """A name that may have aliases; one that has none is kept in the way *otherwise* says."""

    def read(cell: str, today: date) -> str:
        clean = text(cell, today)
        return aliases.get(squeezed(clean)) or otherwise(clean)

    return read


def slug(name: str) -> str:
    """A name in small letters and digits, joined by hyphens."""
    found = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    if not found:
        raise Unreadable(_("has no letter or digit"), _("a name such as Exchange Online"))
    return found


def squeezed(name: str) -> str:
    """A name without blanks, signs and case, for comparison."""
    return re.sub(r"[\W_]+", "", normalize("NFC", name).casefold())


def _months(year: int, first: int, last: int, right: str) -> tuple[date, date]:
    if not 1 <= first <= last <= 12:
        raise Unreadable(_("names a month that does not exist"), right)
    if year < 1:
        raise Unreadable(_("names a year that does not exist"), right)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _date(parts: list[int] | None, right: str) -> date:
    if not parts:
        raise Unreadable(_("is not written in a form that is sure"), right)
    try:
        return date(*parts)
    except ValueError:
        raise Unreadable(_("is not a day of the calendar"), right) from None
