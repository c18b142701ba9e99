"""Figures and names as a reader sees them: in the reader's language, and inert."""

from decimal import ROUND_FLOOR, Decimal
from unicodedata import category

from babel.numbers import format_decimal

from tiers.verdicts import Finding
from tiers.words import _

TENTH = Decimal("0.1")
JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them


def language() -> str:
    """The ISO code of the language being read; a translation of the word `en` is its own code."""
    return _("en")


def figure(value: float, unit: str = "") -> str:
    """A number rounded down to a tenth, so that 14.96 never looks like the 15 it falls short of."""
    text = format_decimal(_down(value), format="#,##0.#", locale=language())
    return f"{text}\u00a0{unit}" if unit else text


def gap(finding: Finding) -> str:
    """What is missing between the figures shown; empty where nothing is, or nothing is known."""
    if not finding.gap or finding.have is None:
        return ""
    return figure(float(_down(finding.need) - _down(finding.have)), finding.unit)


def inert(text: str) -> str:
    """The text without what could reorder, hide or break its line: controls become a blank."""
    return "".join(_inert(sign) for sign in text)


def _inert(sign: str) -> str:
    match category(sign):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs":
            return sign if sign in JOINERS else ""
    return "\N{REPLACEMENT CHARACTER}" if ord(sign) & 0xFFFE == 0xFFFE else sign


def _down(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(TENTH, ROUND_FLOOR)
