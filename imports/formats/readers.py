"""How vendors' portals write what our templates write otherwise: nothing, months, flags."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import polars as pl

from imports.columns import Column
from imports.days import MIDNIGHT, MONTHS, day, period
from imports.manner import Manner
from imports.numbers import amount, whole
from imports.reader import Reader, Unreadable
from imports.reading.numberformats import Nature
from imports.values import identifier, one_of, text
from imports.vocabulary import ASSOCIATIONS
from tiers.words import _

NOTHING = ("na", "n/a")
_NAME = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_SHORTENED = re.compile(rf"{_NAME}[-. ]\d\d|\d\d?[-. ]{_NAME}", re.IGNORECASE | re.ASCII)
_SERIAL = re.compile(r"[34]\d{4}(?:[.,]\d+)?", re.ASCII)  # 1982 to 2036
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2\d{4}" + MIDNIGHT, re.ASCII)
_ZEROS = re.compile("[{(]?0[0-]*[)}]?")
_NOBODY = ("-1", "unknown", "none", "null", "undefined", "not available", "(blank)")
_FLAGS = {"0": False, "false": False, "no": False, "n": False,
          "1": True, "true": True, "yes": True, "y": True}  # fmt: skip


def or_nothing(inner: Reader) -> Reader:
    """The same, with NA and N/A for an empty cell."""

    def read(cell: str, manner: Manner) -> str | int | date | None:
        return None if cell.casefold() in NOTHING else inner.cell(cell, manner)

    return replace(inner, cell=read, quick=inner.quick and _something(inner.quick))


def _something(quick: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    """A quick reading that leaves NA to the exact one."""
    return lambda cells: pl.when(~cells.str.to_lowercase().is_in(NOTHING)).then(quick(cells))


def _somebody(cell: str, manner: Manner) -> str | int | date | None:
    """An identifier; nothing where it is of zeros alone, or a word by which programs say nobody."""
    plain = cell.casefold()
    if plain in _NOBODY or _ZEROS.fullmatch(plain):
        return None
    return identifier.cell(cell, manner)


def _quick_somebody(cells: pl.Expr) -> pl.Expr:
    assert identifier.quick
    nobody = cells.str.to_lowercase().is_in(_NOBODY) | cells.str.contains(f"^{_ZEROS.pattern}$")
    return pl.when(~nobody).then(identifier.quick(cells))


def _day(cell: str, manner: Manner) -> str | int | date | None:
    """A day, or why a spreadsheet has left none."""
    _check_spoilt(cell)
    return day.cell(cell, manner)


def _refreshed(cell: str, manner: Manner) -> str | int | date | None:
    _check_spoilt(cell)
    return period.cell(cell, manner)


def _month(cell: str, manner: Manner) -> date:
    """The last day of the month in which a day lies; the day of import while it still runs."""
    _check_spoilt(cell)
    found = period.cell(cell, _by_first(cell, manner))
    assert isinstance(found, date)
    last = found.replace(day=monthrange(found.year, found.month)[1])
    return min(last, manner.today)


def _by_first(cell: str, manner: Manner) -> Manner:
    """Such files write a month as its first day: where one order alone makes it so, it is meant."""
    found = _SLASHED.fullmatch(cell)
    if not found:
        return manner
    one, two = int(found[1]), int(found[3])
    if max(one, two) > 12 or (one == 1) == (two == 1):
        return manner
    if manner.slashed is (one != 1):
        says = _("is no first of a month in the order of day and month that the file has elsewhere")
        raise Unreadable(says, _("the first of a month, such as 2022-07-01"))
    return replace(manner, slashed=one == 1)


def _check_spoilt(cell: str) -> None:
    again = _("a day such as 2022-07-01; download the file again and do not save it elsewhere")
    if _SHORTENED.fullmatch(cell):
        raise Unreadable(_("was shortened by a spreadsheet, and may be a day or a year"), again)
    if _SERIAL.fullmatch(cell):
        raise Unreadable(_("is a spreadsheet's number of a day"), again)


def _flag(cell: str, manner: Manner) -> bool:
    found = _FLAGS.get(cell.casefold())
    if found is None:
        raise Unreadable(_("is neither yes nor no"), _("0 or 1"))
    return found


def _quick_flag(cells: pl.Expr) -> pl.Expr:
    return pl.when(cells == "0").then(statement=False).when(cells == "1").then(statement=True)


_FLAG_NATURES = frozenset({Nature.TEXT, Nature.NUMBER, Nature.BOOLEAN})

AMOUNT = or_nothing(amount)
ASSOCIATION = or_nothing(one_of(ASSOCIATIONS))
COUNT = or_nothing(whole)
DAY = or_nothing(replace(day, cell=_day))
FLAG = or_nothing(Reader(_flag, _("0 or 1"), pl.Boolean, _FLAG_NATURES, _quick_flag))
IDENTIFIER = or_nothing(replace(identifier, cell=_somebody, quick=_quick_somebody))
MONTH = or_nothing(
    replace(
        period,
        cell=_month,
        takes=_("month"),
        natures=period.natures | {Nature.DAY_AS_MONTH},
    )
)
REFRESHED = or_nothing(replace(period, cell=_refreshed, takes=_("day")))
TEXT = or_nothing(text)


def vendor(header: str, read: Reader, says: str, *others: str, required: bool = False) -> Column:
    """A column under the header that its maker gives it, and *others* it had at other times."""
    return Column(header, "", read, says, required=required, aliases=(header, *others))
