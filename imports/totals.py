"""Rows that are sums of other rows: how they are found, and whether they add up."""

import re
from collections.abc import Sequence

import polars as pl

from imports.columns import bare
from imports.faults import Fault
from imports.identify import Identified
from imports.manner import GAPS
from imports.numbers import whole
from imports.reading.records import Record
from imports.sumwords import is_total
from tiers.words import _

_ANY = ("all", "alle", "overall")  # a line that begins so may say anything
_NOUGHT = re.compile(r"[.,]0{1,2}\s*$")  # decimals that say nothing
_NUMBER = re.compile(rf"\d(?:[\d.,{GAPS}]*\d)?", re.ASCII)
_LIKE_TOTAL = (
    r"^\s*(?:grand ?)?(?:total|sum\b|summe|gesamt|insgesamt|sub-?total|zwischensumme|"
    r"teilergebnis|σ|count\b|anzahl\b)"
)
# The same with other signs before it, and all that `is_total` knows.
_ANY_TOTAL = (
    r"^[\W_]*(?:(?:grand|sub)?[\W_]*total|sum|gesamt|insgesamt|zwischensumme|teilergebnis|σ|"
    r"count\b|anzahl\b|alle?[\W_]*(?:customers|kunden|partner))"
)
# A sum of what the same cell names, as spreadsheets write it: “Total Teams”, “Teams Ergebnis”.
_OF = re.compile(
    r"(?:(?:grand |sub-?)?total|sum|(?:zwischen)?summe|gesamt|teilergebnis):? (?:of |von )?(.+)",
    re.IGNORECASE,
)
_ENDS_TOTAL = r"\S\s+(?:total|gesamt|summe|ergebnis)\s*$"
_AS_TOTAL = re.compile(r"(.+?)\s+(?:total|gesamt|summe|ergebnis)", re.IGNORECASE)


def begins(columns: Sequence[str]) -> pl.Expr:
    """Whether one of the columns begins or ends like a sum."""
    return _like(columns, _LIKE_TOTAL) | _like(columns, _ENDS_TOTAL)


def mentions(columns: Sequence[str]) -> pl.Expr:
    """The same with other signs before it, and with all that `is_total` knows."""
    return _like(columns, _ANY_TOTAL) | _like(columns, _ENDS_TOTAL)


def _like(columns: Sequence[str], total: str) -> pl.Expr:
    """Whether one of the columns begins like a sum."""
    return pl.any_horizontal(pl.col(columns).str.contains(f"(?i){total}"))


def surely(texts: pl.DataFrame, found: Identified) -> pl.Series:
    """Whether an identifier of a row is a word for a sum, or says of which others it is one.

    *texts* are rows of the table, under the names of its columns.
    """
    names = identities(found)
    known = pl.concat([found.texts[name].unique().str.to_lowercase() for name in names])
    lower = [pl.col(name).str.to_lowercase() for name in names]
    return texts.select(
        odd=pl.any_horizontal(
            *(pl.col(name).is_in(list(filter(is_total, texts[name].unique()))) for name in names),
            *(
                each.str.extract(f"^{form.pattern}$").is_in(known.implode())
                for each in lower
                for form in (_OF, _AS_TOTAL)
            ),
        ).fill_null(value=False)
    )["odd"]


def is_sum(cells: Sequence[str], found: Identified) -> bool:
    """Whether it begins with a word for a sum and leaves open whose, or an identifier is one."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return False
    if len(cells) == len(found.table.header):
        named = [cells[found.positions[name]].strip() for name in identities(found)]
        if any(map(is_total, named)):
            return True
        return bool(re.match(_LIKE_TOTAL, filled[0].casefold())) and named.count("") > 1
    first = filled[0].split()[0]
    return is_total(first) and bare(first) not in _ANY and len(filled) <= 2


def identities(found: Identified) -> list[str]:
    """The needed columns that are no number."""
    columns = {column.name: column for column in found.columns}
    return [name for name in found.format.required if columns[name].read is not whole]


def wrong_sums(total: Record, found: Identified, data: Identified) -> list[Fault]:
    """The numbers of a total that are not what the rows above it add up to."""
    line, cells = total
    faults = []
    for column in data.columns:
        place = data.positions[column.name]
        given = cells[place].strip() if len(cells) == len(found.table.header) else ""
        if column.read is whole and given and _digits(given) not in _sums(data, column.name, total):
            faults.append(_no_sum(line, column.name, given))
    return faults or _wrong_alone(total, data)


def _wrong_alone(total: Record, data: Identified) -> list[Fault]:
    """The same of a total in one cell, or in fewer cells than the table has columns."""
    line, cells = total
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) > 1 and len(cells) == len(data.table.header):
        return []
    numbers = {_digits(number) for number in _NUMBER.findall(filled[-1])}
    if not numbers:
        return []
    counted = [column.name for column in data.columns if column.read is whole]
    sums = {number for name in counted for number in _sums(data, name, total)}
    right = sums | {data.table.lines.filter(data.table.lines < line).len()}
    return [] if numbers <= right else [_no_sum(line, None, " ".join(filled))]


def _no_sum(line: int, column: str | None, given: str) -> Fault:
    says = _("is called a total, but the rows do not add up to it")
    return Fault(line, column, given, says, _("all rows that the total speaks of, or no total"))


def sums_of_others(records: Sequence[Record], data: Identified) -> list[Fault]:
    """Identifiers that say of which others in the table they are the sum."""
    given = [
        (line, name, cells[data.positions[name]].strip())
        for line, cells in records
        if len(cells) == len(data.table.header)
        for name in identities(data)
    ]
    within = [
        (*one, of[1].strip().casefold())
        for one in given
        for form in (_OF, _AS_TOTAL)
        if (of := form.fullmatch(one[2]))
    ]
    if not within:
        return []
    known = {text.casefold() for name in identities(data) for text in data.texts[name].unique()}
    says, right = _("stands for a sum, not for one of them"), _("rows without sums")
    return [Fault(line, name, cell, says, right) for line, name, cell, of in within if of in known]


def _sums(data: Identified, column: str, total: Record) -> set[int]:
    """What the column adds up to: over all rows above, and over those of the total's own kind."""
    line, cells = total
    table = data.table
    place = str(data.positions[column])
    whole = table.cells[place].str.replace(_NOUGHT.pattern, "").str.replace_all(r"[^0-9]", "")
    numbers = whole.cast(pl.Int64, strict=False)
    above = table.lines < line
    same = above
    for name in identities(data):
        own = cells[data.positions[name]].strip() if len(cells) == len(data.table.header) else ""
        if own and not is_total(own) and not re.match(_LIKE_TOTAL, own.casefold()):
            same = same & (table.cells[str(data.positions[name])].str.strip_chars() == own)
    return {int(numbers.filter(rows).sum()) for rows in (above, same)}


def _digits(given: str) -> int | None:
    digits = re.sub(rf"[.,{GAPS}]", "", _NOUGHT.sub("", given.strip()))
    return int(digits) if digits.isascii() and digits.isdigit() else None
