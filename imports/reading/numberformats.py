"""What a number of a workbook is, by the format under which a person sees it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from math import isfinite
from unicodedata import category

TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]|(General|AM/PM|A/P|E[+-]|.)', re.IGNORECASE | re.DOTALL
)


PLAIN = re.compile(r"¤*(?:([#?0]+(?:,+[#?0]+)*)(?:\.[#?0]*)?|\.[#?0]+)¤*")


UNTOLD = re.compile(  # a day's name, and the time of day
    "ddd+|h+(?:[^a-z]*m{1,2}(?!m))?|(?<!m)m{1,2}[^a-z]*s+|s+"
)


CURRENCIES = {"EUR", "USD", "GBP", "CHF"}


class Nature(IntEnum):
    """What a cell is, as far as it changes how its text may be taken."""

    TEXT = 0
    NUMBER = 1
    DAY = 2
    MONTH = 3
    FORMULA = 4
    ERROR = 5
    BOOLEAN = 6
    SCALED = 7
    MERGED = 8
    DAY_AS_MONTH = 9  # neither the first nor the last of it
    DAY_UNSEEN = 10  # shown as its year or its weekday alone
    STRUCK = 11  # struck through
    RAISED = 12  # some of its letters are set higher or lower


Seen = tuple[str, Nature]


@dataclass(frozen=True)
class NumberFormat:
    """A cell's number format: a pattern for each of its sections, or that it is text."""

    patterns: tuple[str, ...]
    conditional: bool
    quoted: bool


GENERAL = NumberFormat(("0",), conditional=False, quoted=False)


def shown(value: float, form: NumberFormat, epoch: datetime) -> Seen:
    """A number as plain digits, or as what its format makes of it."""
    if not isfinite(value):
        return str(value), Nature.ERROR
    text = _digits(value)
    if form.quoted or form == GENERAL:
        return text, Nature.TEXT if form.quoted else Nature.NUMBER
    pattern = _pattern(value, form)
    if set(pattern) & set("dmyhsgbeT"):
        return _dated(value, pattern, epoch)
    if re.fullmatch("00+", pattern) and text.isdecimal():
        return text.zfill(len(pattern)), Nature.TEXT
    if value == 0 and len(form.patterns) > 2 and not set(pattern) - set("-¤#?0,."):
        return text, Nature.NUMBER if PLAIN.fullmatch(form.patterns[0]) else Nature.SCALED
    plain = PLAIN.fullmatch(pattern)
    whole = text.lstrip("-").partition(".")[0]
    padded = plain and len(whole) < (plain[1] or "").count("0")
    return text, Nature.NUMBER if plain and not padded else Nature.SCALED


def _pattern(value: float, form: NumberFormat) -> str:
    """The pattern of the section under which the number is shown; a doubtful one first."""
    patterns = form.patterns[:3]
    if form.conditional:
        return next((one for one in patterns if not PLAIN.fullmatch(one)), patterns[0])
    if value < 0 and len(patterns) > 1:
        negative = patterns[1]
        return negative.replace("-", "¤") if "-" in negative else f"L{negative}"
    return patterns[2] if value == 0 and len(patterns) > 2 else patterns[0]


def _digits(value: float) -> str:
    """A number in plain digits; beyond the fifteen that Excel keeps, with its exponent."""
    if abs(value) >= 1e15:
        return f"{Decimal(repr(float(value))).normalize():e}"
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _dated(serial: float, pattern: str, epoch: datetime) -> Seen:
    """The day that a number of days is, if it is one that every calendar agrees on."""
    first, last = (0, 2_957_004) if epoch.year == 1904 else (61, 2_958_466)
    letters = set(pattern)
    if "T" in letters or not (
        letters & set("dygbe") or ("m" in letters and not letters & set("hs"))
    ):
        return str(timedelta(days=serial)), Nature.ERROR
    if not first <= serial < last:
        return _digits(serial), Nature.ERROR
    whole = int(serial)
    return moment(
        epoch + timedelta(days=whole, milliseconds=round((serial - whole) * 86_400_000)), pattern
    )


def moment(value: date | time | timedelta, pattern: str) -> Seen:
    """A day as `2015-03-31`, one shown as a month as `2015-03`; with its time if it has one."""
    if isinstance(value, time | timedelta):
        return str(value), Nature.ERROR
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(), Nature.DAY
    text, letters = value.isoformat()[:10], set(UNTOLD.sub("", pattern))
    if "d" in letters or not set(pattern) & set("dmyhsgbe"):
        return text, Nature.DAY
    if "m" not in letters:
        return text, Nature.DAY_UNSEEN
    if value.day == 1:
        return text[:7], Nature.MONTH
    last = value.day == monthrange(value.year, value.month)[1]
    return text, Nature.DAY if last else Nature.DAY_AS_MONTH


def number_format(code: str, quoted: bool = False) -> NumberFormat:
    """A number format as patterns: digits stay, `¤` is a sign around them, `L` what changes them.

    Spaces and fillers go; `-` stands for any sign of a negative number; lower-case letters are
    those of days and times, and `T` is elapsed time.
    """
    patterns, conditional = [""], False
    for text, escaped, bracket, sign in TOKEN.findall(code):
        if sign == ";":
            patterns.append("")
        elif bracket:
            conditional |= bracket[0] in "<=>"
            patterns[-1] += _bracketed(bracket)
        elif sign:
            patterns[-1] += _signed(sign)
        else:
            patterns[-1] += _literal(text or escaped)
    return NumberFormat(tuple(patterns), conditional, quoted)


def _bracketed(bracket: str) -> str:
    if re.fullmatch("h+|m+|s+", bracket, re.IGNORECASE):
        return "T"
    if not bracket.startswith("$"):
        return ""
    word, _dash, place = bracket[1:].partition("-")
    return ("¤" if word else "") if place else _literal(word)


def _signed(sign: str) -> str:
    known = {"GENERAL": "0", "AM/PM": "h", "A/P": "h", "E+": "E", "E-": "E", "@": "0"}
    if sign in "0#?.,%/":
        return sign
    if sign.lower() in "dmyhsgbe":
        return sign.lower()
    return known.get(sign.upper()) or _literal(sign)


def _literal(text: str) -> str:
    word = text.strip()
    if not word:
        return ""
    if word not in CURRENCIES and not all(map(_harmless, word)):
        return "L"
    return "-" if set(word) & set("-–−(") else "¤"


def _harmless(sign: str) -> bool:
    """Whether a sign beside a number leaves it what it is."""
    return sign in "-–−()'’" or category(sign) == "Sc"
