"""Cells that say how many or how much."""

import re

import polars as pl

from imports.manner import GAPS, Manner
from imports.reader import Reader, Unreadable
from imports.reading.numberformats import Nature
from tiers.words import _

MOST_DIGITS = 9
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:([.,{GAPS}])\d{{3}})(?:\1\d{{3}})*", re.ASCII)
_NOUGHT = re.compile(r"(.*\d)([.,])(?:0{1,2}|0{4,})", re.ASCII)
_DECIMALS = _("is not a number with at most two decimals")
_NATURES = frozenset({Nature.TEXT, Nature.NUMBER})


def _whole(cell: str, manner: Manner) -> int:
    """A whole number, 0 or more, in plain digits, with thousands set apart or decimals of 0."""
    digits = cell
    if (nought := _NOUGHT.fullmatch(cell)) and manner.thousands not in (None, nought[2]):
        digits = nought[1]
    if grouped := _GROUPED.fullmatch(digits):
        _check_mark(digits, grouped[1], manner, _("is not a whole number in this file"))
        digits = re.sub(r"\D", "", digits)
    if not (digits.isascii() and digits.isdigit()):
        raise Unreadable(_("is not a whole number"), _("digits alone, such as 1250"))
    if len(digits.lstrip("0")) > MOST_DIGITS:
        raise Unreadable(_("is larger than any count can be"), _("at most nine digits"))
    return int(digits)


def _check_mark(cell: str, mark: str, manner: Manner, otherwise: str) -> None:
    """Whether the mark in a number surely sets thousands apart; *otherwise* says what it is not."""
    if mark not in ".," or mark == manner.thousands:
        return
    plain = cell.replace(mark, "")
    if manner.thousands:
        raise Unreadable(otherwise, plain)
    raise Unreadable(
        _("can be read in two ways, as {one} or as {other}, and the file does not tell").format(
            one=plain, other=cell.replace(",", ".")
        ),
        plain,
    )


def _quick(cells: pl.Expr) -> pl.Expr:
    """Plain digits: a number that takes no sign but a plus, which is left to be looked at."""
    plain = (cells.str.len_bytes() <= MOST_DIGITS) & ~cells.str.starts_with("+")
    return pl.when(plain).then(cells.cast(pl.UInt32, strict=False)).cast(pl.Int64)


def _amount(cell: str, manner: Manner) -> int:
    """An amount with up to two decimals; a decimal comma where the file writes numbers so."""
    whole, rest = _split(cell, manner)
    if not re.fullmatch(r"-?\d{1,13}", whole, re.ASCII) or not re.fullmatch(
        r"\d{0,2}0*", rest, re.ASCII
    ):
        right = _("a number such as 1250 or 12.5")
        raise Unreadable(_DECIMALS, right)
    hundredths = int(whole.lstrip("-") + rest[:2].ljust(2, "0"))
    return -hundredths if whole.startswith("-") else hundredths


def _split(cell: str, manner: Manner) -> tuple[str, str]:
    """A number's digits before and after its decimal mark; before it they may be set apart."""
    sign, number = ("-", cell[1:]) if cell.startswith("-") else ("", cell)
    if grouped := _GROUPED.fullmatch(number):
        _check_mark(cell, grouped[1], manner, _DECIMALS)
        return sign + re.sub(r"\D", "", number), ""
    digits, _mark, after = number.partition("," if manner.thousands == "." else ".")
    grouped = _GROUPED.fullmatch(digits)
    if grouped and (grouped[1] in GAPS or grouped[1] == manner.thousands):
        digits = re.sub(r"\D", "", digits)
    return sign + digits, after


def _quick_amount(cells: pl.Expr) -> pl.Expr:
    plain = cells.str.contains(r"^-?[0-9]{1,13}$")
    return pl.when(plain).then(cells).cast(pl.Int64, strict=False) * 100


whole = Reader(_whole, _("whole number"), pl.Int64, _NATURES, _quick)
amount = Reader(_amount, _("number"), pl.Int64, _NATURES, _quick_amount)
