"""Cells that name a day, or a period by its last day."""

import re
from calendar import monthrange
from datetime import date
from unicodedata import normalize

import polars as pl

from imports.manner import Manner
from imports.reader import Reader, Unreadable
from imports.reading.numberformats import Nature
from tiers.words import _

EARLIEST_PERIOD = date(2000, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner jaenner",
            "feb february februar",
            "mar march mär mrz märz maerz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}
_NAME = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
MIDNIGHT = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?|,? 12:00:00 AM)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + MIDNIGHT, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/]|\. ?)(\d{1,2})\2(\d{4})" + MIDNIGHT, re.ASCII)
_OF = "(?:st|nd|rd|th)?"
_NAMED = re.compile(rf"([0-9]{{1,2}}){_OF}(?:\. ?|[ /-]){_NAME}[ /-]?([0-9]{{4}})")
_NAMED_FIRST = re.compile(rf"{_NAME} ([0-9]{{1,2}}){_OF},? ([0-9]{{4}})")
_MONTH = re.compile(r"(\d{4})(?:[-/.]|-?m)(\d{2})|(\d{1,2})[-/.](\d{4})", re.ASCII | re.IGNORECASE)
_NAMED_MONTH = re.compile(rf"{_NAME}[ -]([0-9]{{4}})|([0-9]{{4}})[ -]{_NAME}")
_BESIDE = r"\s?[-/._,]?\s?"  # what may stand between a quarter and its year
_QUARTER = re.compile(
    rf"(\d{{4}}){_BESIDE}(?:q|quarter |quartal )0?([1-4])"
    rf"|(?:q|quarter |quartal )0?([1-4]){_BESIDE}(\d{{4}})"
    rf"|([1-4])(?:q|\. ?quartal|(?:st|nd|rd|th) quarter){_BESIDE}(\d{{4}})",
    re.ASCII | re.IGNORECASE,
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def _day(cell: str, manner: Manner) -> date:
    """A day: 2015-03-31, 31.03.2015, 31 March 2015; of 31/03/2015 the file must tell the order."""
    found = _any_day(cell, manner)
    if found is None:
        raise Unreadable(_("is not written in a form that is sure"), _right_day())
    return found


def _any_day(cell: str, manner: Manner) -> date | None:
    right = _right_day()
    if found := _YEAR_FIRST.fullmatch(cell):
        return _date(int(found[1]), int(found[3]), int(found[4]), right)
    if found := _COMPACT.fullmatch(cell):
        return _date(int(found[1]), int(found[2]), int(found[3]), right)
    if found := _NAMED.fullmatch(_folded(cell)):
        return _date(int(found[3]), MONTHS[found[2]], int(found[1]), right)
    if found := _NAMED_FIRST.fullmatch(_folded(cell)):
        return _date(int(found[3]), MONTHS[found[1]], int(found[2]), right)
    if found := _YEAR_LAST.fullmatch(cell):
        order = manner.dotted if found[2].startswith(".") else manner.slashed
        return _in_order(int(found[1]), int(found[3]), int(found[4]), order)
    return None


def _in_order(first: int, second: int, year: int, day_first: bool | None) -> date:
    """The day that two numbers and a year name, in the order in which the file writes them."""
    if day_first is None and first != second and max(first, second) <= 12:
        one, other = date(year or 1, second, first), date(year or 1, first, second)
        raise Unreadable(
            _("can be {one} or {other}, and the file does not tell").format(one=one, other=other),
            _right_day(),
        )
    if day_first is None and max(first, second) > 12:
        raise Unreadable(
            _("disagrees with other cells on the order of day and month"), _right_day()
        )
    day, month = (first, second) if day_first else (second, first)
    return _date(year, month, day, _right_day())


def _period(cell: str, manner: Manner) -> date:
    """The last day of a quarter or month, or a day; the day of import while it still runs."""
    first, last = _span(" ".join(cell.translate(_DASHES).split()), manner)
    if first < EARLIEST_PERIOD:
        raise Unreadable(_("lies before 2000"), _right_period())
    if first > manner.today:
        says = _("has not begun by {today}, the day of import")
        raise Unreadable(says.format(today=manner.today), _right_period())
    return min(last, manner.today)


def _span(cell: str, manner: Manner) -> tuple[date, date]:
    if found := _QUARTER.fullmatch(cell):
        year, quarter = (int(part) for part in _year_first(found))
        return _months(year, quarter * 3 - 2, quarter * 3)
    if found := _MONTH.fullmatch(cell):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return _months(year, month, month)
    if found := _NAMED_MONTH.fullmatch(_folded(cell)):
        month = MONTHS[found[1] or found[4]]
        return _months(int(found[2] or found[3]), month, month)
    found_day = _any_day(cell, manner)
    if found_day is None:
        raise Unreadable(_("is not written in a form that is sure"), _right_period())
    return found_day, found_day


def _folded(cell: str) -> str:
    """The cell in one Unicode form and without letter case, as the names of months stand here."""
    return normalize("NFC", cell).casefold()


def _year_first(found: re.Match[str]) -> tuple[str, str]:
    parts = [part for part in found.groups() if part]
    return (parts[0], parts[1]) if len(parts[0]) == 4 else (parts[1], parts[0])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    if not 1 <= first <= last <= 12:
        raise Unreadable(_("names a month that does not exist"), _right_period())
    if year < 1:
        raise Unreadable(_("names a year that does not exist"), _right_period())
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _date(year: int, month: int, day: int, right: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(_("is not a day of the calendar"), right) from None


def _right_day() -> str:
    return _("a day such as 2015-03-31")


def _right_period() -> str:
    return _("a period such as 2015-Q1, 2015-03 or 2015-03-31")


def _quick_day(cells: pl.Expr) -> pl.Expr:
    iso = cells.str.contains(r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$")  # not 0000, which Polars takes
    return pl.when(iso).then(cells).str.to_date("%Y-%m-%d", strict=False)


_DAILY = frozenset({Nature.TEXT, Nature.DAY, Nature.DAY_AS_MONTH})
day = Reader(_day, _("day"), pl.Date, _DAILY, _quick_day)
_MONTHLY = frozenset({Nature.TEXT, Nature.DAY, Nature.MONTH})
period = Reader(_period, _("period"), pl.Date, _MONTHLY)
