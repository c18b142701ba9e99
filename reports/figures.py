"""Figures and names as a reader sees them: in the reader's language, and inert."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any
from unicodedata import category

from babel.numbers import format_decimal

from tiers.verdicts import Finding
from tiers.words import _

TENTH = Decimal("0.1")
JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them


def language() -> str:
    """The ISO code of the language being read; a translation of the word `en` is its own code."""
    return _("en")


def figure(value: float, unit: str = "", below: float | None = None) -> str:
    """A number to a tenth in the reader's language, never rounded up to one that it is *below*."""
    text = format_decimal(_tenths(value, below), format="#,##0.#", locale=language())
    return f"{text}\u00a0{unit}" if unit else text


def have(finding: Finding) -> str:
    """What is had, or that it is not assessed."""
    if finding.have is None:
        return _("not assessed")
    return figure(finding.have, finding.unit, finding.need)


def need(finding: Finding) -> str:
    """What is asked for."""
    return figure(finding.need, finding.unit)


def scores(finding: Finding) -> bool:
    """Whether it scores points itself: a sum of points asks for more than anything at all."""
    return finding.max_points is not None and finding.need == 1


def gap(finding: Finding) -> str:
    """What is missing between the two as they are shown; empty where nothing is, or is known.

    For a score there is no such figure: it is met by anything at all.
    """
    if not finding.gap or finding.have is None or scores(finding):
        return ""
    shown = _tenths(finding.have, finding.need)
    return figure(float(_tenths(finding.need, None) - shown), finding.unit)


def shorten(text: str, length: int) -> str:
    """The text's beginning, where it is longer than there is room for."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def inert(text: str) -> str:
    """The text without what could reorder, hide or break its line: controls become a blank."""
    return "".join(_inert(sign) for sign in text)


def inertly(told: Any) -> Any:
    """The same with every string inert."""
    if isinstance(told, str):
        return inert(told)
    if isinstance(told, dict):
        return {name: inertly(value) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [inertly(value) for value in told]
    return told


def _inert(sign: str) -> str:
    match category(sign):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs":
            return sign if sign in JOINERS else ""
    return "\N{REPLACEMENT CHARACTER}" if ord(sign) & 0xFFFE == 0xFFFE else sign


def _tenths(value: float, below: float | None) -> Decimal:
    exact = Decimal(repr(value))
    near = exact.quantize(TENTH, ROUND_HALF_UP)
    crossed = below is not None and value < below <= near
    return exact.quantize(TENTH, ROUND_FLOOR) if crossed else near
