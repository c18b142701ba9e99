"""How a file writes numbers and days: told by its own cells, never by a guess at its origin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
_DECIMAL = re.compile(
    r"\d{1,3}(?:([.,])\d{3})+(?!\1)([.,])\d+|\d+([.,])(?:\d{1,2}|\d{4,})", re.ASCII
)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?\d{4}\b", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b", re.ASCII)
_OTHER = {".": ",", ",": "."}
GAPS = "'’ \u00a0\u2009\u202f"  # signs between thousands that can be nothing else
_GAP = re.compile(rf"(?<=\d)[{GAPS}](?=\d{{3}}(?!\d))", re.ASCII)


@dataclass(frozen=True)
class Manner:
    """How a file's cells are to be read, where their form alone leaves it open.

    *thousands* is the mark between thousands, None where the file does not tell; *dotted* and
    *slashed* whether the day stands before the month in days such as 31.03.2015 and 31/03/2015,
    None where it does not tell. *today* is the day of import.
    """

    today: date
    thousands: str | None = None
    dotted: bool | None = True
    slashed: bool | None = None


@dataclass(frozen=True)
class Signs:
    """What a file shows beside its cells: its delimiter, its encoding, German headers."""

    delimiter: str | None = None
    encoding: str | None = None
    german: bool = False


def manner(numbers: Iterable[str], days: Iterable[str], signs: Signs, today: date) -> Manner:
    """How the file is to be read, from its cells that are no plain number and no ISO day."""
    days = list(days)
    dots = any(_DOTTED.match(day) for day in days)
    return Manner(
        today,
        thousands=_thousands(list(numbers), signs, dotted=dots),
        dotted=_agreed(_order(_DOTTED, days) or {True}),
        slashed=_agreed(_order(_SLASHED, days)),
    )


def _order(form: re.Pattern[str], days: list[str]) -> set[bool]:
    """Whether the day stands first, by every cell that tells."""
    found = [form.match(day) for day in days]
    parts = [(int(one[1]), int(one[2])) for one in found if one]
    return {first > 12 for first, second in parts if (first > 12) != (second > 12)}


def _agreed(told: set[bool]) -> bool | None:
    return next(iter(told)) if len(told) == 1 else None


def _thousands(numbers: list[str], signs: Signs, *, dotted: bool) -> str | None:
    """The mark between thousands: by numbers that leave no doubt, else by two signs together."""
    marks = {mark for number in numbers if (mark := _mark(_GAP.sub("", number.removeprefix("-"))))}
    if marks:
        return marks.pop() if len(marks) == 1 else None
    european = (signs.delimiter == ";", signs.encoding == "Windows-1252", signs.german, dotted)
    if sum(european) > 1:
        return "."
    return "," if signs.delimiter == "," and not any(european) else None


def _mark(number: str) -> str | None:
    """What separates thousands in a number that can be read in one way only."""
    if groups := _GROUPS.fullmatch(number):
        return groups[1]
    if decimal := _DECIMAL.fullmatch(number):
        return decimal[1] or _OTHER[decimal[3]]
    return None
