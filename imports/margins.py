"""What stands around the data and is no data: totals, footers, headers that come again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from imports.around import otherwise, units_beside
from imports.columns import bare
from imports.counting import number
from imports.faults import Fault
from imports.identify import Identified
from imports.reading import Refused
from imports.reading.records import Record
from imports.remarks import listed
from imports.totals import begins, identities, is_sum, mentions, sums_of_others, surely, wrong_sums
from tiers.words import _

MOST_ODD = 10_000  # rows beside the data that are looked at
_COUNT = re.compile(
    r"\D*?\b(\d+) (?:rows?|records?|lines?|entries|Zeilen|Datensätze|Einträge)\b.*", re.IGNORECASE
)
_COUNT_BEHIND = re.compile(
    r".*\b(?:rows?|records?|lines?|entries|Zeilen|Datensätze|Einträge)\W{1,3}(\d+)\W*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"[\W_]*(?:generated|exported|created|printed|source|report|as of|end of|copyright|©|"
    r"confidential|note|erstellt|exportiert|erzeugt|gedruckt|quelle|bericht|stand|ende|vertraulich|"
    r"hinweis|\d+ (?:rows?|records?|lines?|entries|zeilen|datensätze|einträge)\b|"
    r"(?:rows|records|number|zeilen|datensätze|anzahl)\b)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:cut|truncat|error|fail|abort|incomplete|partial|limit|more|page|first|fehler|abgebrochen|"
    r"unvollständig|teilweise|mehr|weitere|seite|erste|omit|exclud|filtered|continue|sample|draft|"
    r"fortsetzung|gefiltert|entwurf|ausgenommen|(?:without|ohne)(?! (?:warrant|guarant|gewähr)))|<",
    re.IGNORECASE,
)


@dataclass
class Margins:
    """The table without what is no data; what was left out; and what cannot be told apart."""

    found: Identified
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def without_margins(found: Identified) -> Margins:
    """Set totals, footers and repeated headers aside; whatever is not surely one stays data."""
    _check_above(found)
    found = _without_blank(found)
    above = [*otherwise(found.table.above, found), *units_beside(found)]
    odd = _odd(found)
    if not odd:
        return Margins(found, _said_above(found), above)
    if len(odd) > MOST_ODD:
        return _too_many(odd, found)
    headers = {line for line, cells in odd if _is_header(cells, found)}
    others = [record for record in odd if record[0] not in headers and _named(record, found)]
    rest = [record for record in odd if record[0] not in headers]
    totals = [record for record in rest if is_sum(record[1], found)]
    summed = {line for line, _cells in totals}
    last = max(_plain_lines(found, odd), default=found.table.header_line)
    below = [record for record in rest if record[0] > last and record[0] not in summed]
    footers = [record for record in below if _is_footer(record[1])]
    gone = {*headers, *summed, *(line for line, _cells in footers)}
    rest_of = _without(found, pl.Series(sorted(gone), dtype=pl.Int64))
    margins = Margins(rest_of, _said_above(found), above)
    margins.faults += otherwise([each for each in below if each[0] not in headers], found)
    margins.faults += [_other_table(record, found) for record in others]
    margins.faults += [fault for total in totals for fault in wrong_sums(total, found, rest_of)]
    margins.faults += sums_of_others([each for each in rest if each[0] not in gone], rest_of)
    margins.faults += _wrong_counts(footers, rest_of)
    margins.notes += _told(sorted(headers), totals, footers)
    return margins


def _check_above(found: Identified) -> None:
    """Refuse a table whose header stands below rows that look like its data."""
    needed = [found.positions[name] for name in found.format.required if name in found.positions]
    for line, cells in found.table.above:
        if len(cells) >= len(found.table.header) and all(cells[place].strip() for place in needed):
            says = _("Line {line} stands above the header but looks like a row. Sort them apart.")
            raise Refused(says.format(line=line), line)


def _said_above(found: Identified) -> list[str]:
    lines = [
        (line, " ".join(cell.strip() for cell in cells if cell.strip()))
        for line, cells in found.table.above
    ]
    said = [f"{line}: {words[:80]}" for line, words in lines if words]
    says = _("Lines above the header, not read: {lines}.")
    return [says.format(lines="; ".join(said[:10]))] if said else []


def _without_blank(found: Identified) -> Identified:
    """The table without rows in which nothing stands."""
    lacking = found.lacking
    if not lacking.any():
        return found
    filled = pl.any_horizontal(pl.all().str.contains(r"\S"))
    blank = found.table.cells.filter(lacking).select(blank=~filled)["blank"]
    lines = found.table.lines.filter(lacking).filter(blank)
    return found if lines.is_empty() else _without(found, lines)


def _odd(found: Identified) -> list[Record]:
    """The records that may be no data, to be looked at one by one.

    They are a header again, lack something and hold one cell at most or a word for a sum, or are
    the sum of others by an identifier.
    """
    table = found.table
    again = found.texts[found.format.required[0]].is_in(_names(found)).rename("odd")
    summed = found.texts.select(odd=begins(identities(found)))["odd"]
    chosen = found.lacking | summed | again
    lines, cells = table.lines.filter(chosen), table.cells.filter(chosen)
    if lines.is_empty():
        return sorted(table.ragged)
    few = pl.sum_horizontal(pl.all().str.contains(r"\S")) <= 1
    words = cells.select(odd=few | mentions(cells.columns))["odd"] & found.lacking.filter(chosen)
    odd = words | again.filter(chosen) | surely(found.texts.filter(chosen), found)
    shown = zip(lines.filter(odd), cells.filter(odd).rows(), strict=True)
    return sorted([*shown, *table.ragged])


def _too_many(odd: Sequence[Record], found: Identified) -> Margins:
    says = _("and {count} more rows look like sums, headers or remarks, and not like data")
    right = _("the rows of the table alone, exported again")
    line, _cells = odd[0]
    return Margins(found, faults=[Fault(line, None, None, says.format(count=len(odd) - 1), right)])


def _is_header(cells: Sequence[str], found: Identified) -> bool:
    header = found.table.header
    return len(cells) == len(header) and all(
        bare(cell) == bare(name) for cell, name in zip(cells, header, strict=True)
    )


def _names(found: Identified) -> list[str]:
    """How the first column that is needed may be called, in the file and elsewhere."""
    name = found.format.required[0]
    column = next(column for column in found.columns if column.name == name)
    called = {*column.headers, *(header.replace("_", " ") for header in column.headers)}
    written = {way(one) for one in called for way in (str, str.lower, str.upper, str.title)}
    return sorted({found.table.header[found.positions[name]].strip(), *written})


def _named(record: Record, found: Identified) -> bool:
    """Whether the name of its column stands in a record."""
    _line, cells = record
    place = found.positions[found.format.required[0]]
    return place < len(cells) and cells[place].strip() in _names(found)


def _other_table(record: Record, found: Identified) -> Fault:
    line, cells = record
    name = found.format.required[0]
    says = _("is the name of this column: here another table begins")
    return Fault(line, name, cells[found.positions[name]].strip(), says, _("one in each file"))


def _is_footer(cells: Sequence[str]) -> bool:
    """Whether the only cell that is filled says what exports say below a table."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == 1 and bool(_FOOTER.match(filled[0]) and not _CUT.search(filled[0]))


def _plain_lines(found: Identified, odd: Sequence[Record]) -> list[int]:
    """The last line of data, if there is one."""
    skipped = [line for line, _cells in odd]
    last = found.table.lines.filter(~found.table.lines.is_in(skipped)).max()
    return [int(last)] if isinstance(last, int) else []


def _without(found: Identified, lines: pl.Series) -> Identified:
    table = found.table
    kept = ~table.lines.is_in(lines.implode())
    gone = set(lines)
    return replace(
        found,
        table=replace(
            table,
            lines=table.lines.filter(kept),
            cells=table.cells.filter(kept),
            natures=None if table.natures is None else table.natures.filter(kept),
            ragged=tuple(record for record in table.ragged if record[0] not in gone),
        ),
    )


def _wrong_counts(footers: Sequence[Record], data: Identified) -> list[Fault]:
    """Footers that count other rows than were read."""
    height = data.table.cells.height + len(data.table.ragged)
    says = _("speaks of another number of rows than the {count} that stand here")
    right = _("the whole file, exported again")
    return [
        Fault(line, None, " ".join(filter(None, cells)), says.format(count=number(height)), right)
        for line, cells in footers
        for words in [" ".join(filter(None, cells))]
        if (found := _COUNT.fullmatch(words) or _COUNT_BEHIND.fullmatch(words))
        and int(found[1]) != height
    ]


def _told(headers: Sequence[int], totals: Sequence[Record], footers: Sequence[Record]) -> list[str]:
    said = (
        (_("The header comes again, not read: {lines}."), list(headers)),
        (_("Totals, not read: {lines}."), [line for line, _cells in totals]),
        (_("Lines below the table, not read: {lines}."), [line for line, _cells in footers]),
    )
    return [says.format(lines=listed(lines)) for says, lines in said if lines]
