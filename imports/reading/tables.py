"""Where in a text or a workbook the table stands: under which delimiter, from which line on."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import polars as pl

from imports.reading.encoding import check
from imports.reading.records import LINE_END, Record, Records, first_cells, one_by_one, split
from imports.reading.refusal import Refused
from imports.reading.workbook import Sheet
from tiers.words import _

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 1_000
MOST_BLANK = 100_000  # signs that may stand before the first letter
MOST_ABOVE = 60  # lines that may stand above a header
LONGEST_HEADER = 1_000_000  # signs that it, or a line above it, may have
Recognise = Callable[[Sequence[str]], int]
"""How many columns of one kind of file header cells name; below 0 where others are lacking."""


@dataclass(frozen=True)
class Table:
    """A header and the records below it, as text.

    *cells* has the String columns "0", "1", … in the order of the header; *lines* the line of
    each record; *natures*, of a workbook only, what each cell is (a `Nature`), in columns
    of the same names; *ragged* the records of another width; *above* the lines over the header.
    """

    header: tuple[str, ...]
    header_line: int
    lines: pl.Series
    cells: pl.DataFrame
    ragged: tuple[Record, ...] = ()
    above: tuple[Record, ...] = ()
    natures: pl.DataFrame | None = None
    delimiter: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()

    def with_notes(self, notes: tuple[str, ...]) -> "Table":
        """The same with something to tell before its own notes."""
        return replace(self, notes=(*notes, *self.notes)) if notes else self


def from_text(
    text: str, encoding: str, notes: tuple[str, ...], recognise: Recognise
) -> list[Table]:
    """The text as a table, once for every delimiter under which a header is recognised."""
    if not text or re.fullmatch(r'[\s,;|"]*', text[:MOST_BLANK]):
        raise Refused(_("The file is empty. Download or export it again."))
    found = _fitting(text, lambda cells: recognise(cells) > 0)
    found = found or _fitting(text, lambda cells: recognise(cells) < -1)
    if not found:
        raise unknown(*_likeliest(text))
    most = max(abs(recognise(table.header)) for table in found)
    return [
        replace(table, encoding=encoding, notes=(*notes, *table.notes))
        for table in found
        if abs(recognise(table.header)) == most
    ]


def from_sheets(sheets: Sequence[Sheet], recognise: Recognise) -> list[Table]:
    """The one sheet that holds a table we know; hidden or second ones are asked about."""
    holding = [(sheet, row) for sheet in sheets if (row := _header_row(sheet, recognise)) >= 0]
    if not holding:
        rows = (pair for one in sheets for pair in zip(one.cells, one.lines, strict=True))
        first = next((pair for pair in rows if any(pair[0])), None)
        if first is None:
            raise Refused(_("The workbook is empty. Export it again."))
        raise unknown(*first)
    names = ", ".join(sheet.name for sheet, _row in holding)
    if len(holding) > 1:
        says = _("The sheets {sheets} all hold such a table. Keep the one that counts, and save.")
        raise Refused(says.format(sheets=names))
    sheet, row = holding[0]
    if sheet.hidden:
        says = _(
            "The table stands on the hidden sheet {sheet}. Show it if it is the one, and save."
        )
        raise Refused(says.format(sheet=names))
    others = [one for one in sheets if one is not sheet]
    if more := next((one for one in others if _goes_on(sheet, row, one)), None):
        says = _(
            "The sheet {other} looks like more rows of the table on {sheet}. Put all rows under "
            "one header, or delete those that do not count, and save."
        )
        raise Refused(says.format(other=more.name, sheet=sheet.name))
    unread = ", ".join(one.name for one in others if one.cells)
    note = _("Sheets that hold no table, not read: {sheets}.").format(sheets=unread)
    return [_of_sheet(sheet, row).with_notes((note,) if unread else ())]


def _fitting(text: str, known: Callable[[Sequence[str]], bool]) -> list[Table]:
    """A table under each delimiter that shows a known header; the trouble where none is left."""
    found, troubles = [], []
    for delimiter in DELIMITERS:
        try:
            table = _under(text, delimiter, known)
        except Refused as trouble:
            troubles.append(trouble)
        else:
            found += [table] if table else []
    if troubles and not found:
        raise troubles[0]
    return found


def _under(text: str, delimiter: str, known: Callable[[Sequence[str]], bool]) -> Table | None:
    """The table that begins at the first line with a header known under the delimiter."""
    above: list[Record] = []
    for number, start, line in islice(_lines(text), MOST_ABOVE):
        cells = first_cells(line, delimiter)
        if len(cells) > MOST_COLUMNS:
            raise _too_wide(len(cells), number)
        if known(cells) or (start == 0 and _continues(line, text, delimiter, known)):
            return _from(text[start:], number, delimiter, tuple(above))
        above.append((number, cells))
    return None


def _continues(
    line: str, text: str, delimiter: str, known: Callable[[Sequence[str]], bool]
) -> bool:
    """Whether the text begins with a header one of whose cells breaks over lines."""
    if line.count('"') % 2 == 0:
        return False
    return known(next(iter(one_by_one(text, delimiter, 1)))[1])


def _from(text: str, line: int, delimiter: str, above: tuple[Record, ...]) -> Table:
    """The header at the beginning of the text, and all below it."""
    _number, _start, first = next(_lines(text))
    if '"' in first:
        header = next(iter(one_by_one(text, delimiter, line)))[1]
    else:
        header = first_cells(first, delimiter)
    if any(sign in cell for cell in header for sign in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        says = _("Line {line} holds signs that end lines elsewhere. Save the file as CSV UTF-8.")
        raise Refused(says.format(line=line), line)
    records = split(text, delimiter, len(header), line)
    body = Records(records.lines[1:], records.cells[1:], records.ragged)
    shown = [(number, cells) for number, cells in above if any(map(str.strip, cells))]
    return _untrailed(
        Table(header, line, body.lines, body.cells, body.ragged, tuple(shown), delimiter=delimiter)
    )


def _untrailed(table: Table) -> Table:
    """Without the empty cell that every record has beyond the header: a trailing delimiter."""
    width = len(table.header)
    trailed = [(line, cells[:-1]) for line, cells in table.ragged if not cells[-1].strip()]
    if not table.ragged or table.cells.height or len(trailed) < len(table.ragged):
        return table
    if any(len(cells) != width for _line, cells in trailed):
        return table
    columns = zip(*(cells for _line, cells in trailed), strict=True)
    return replace(
        table,
        lines=pl.Series([line for line, _cells in trailed], dtype=pl.Int64),
        cells=pl.DataFrame({str(place): list(cells) for place, cells in enumerate(columns)}),
        ragged=(),
        notes=(_("Every row ends with one delimiter more than the header; nothing follows it."),),
    )


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Each physical line: its number, where it starts, and its text; a very long one is refused."""
    start, number = 0, 1
    while end := LINE_END.search(text, start, start + LONGEST_HEADER):
        yield number, start, text[start : end.start()]
        start, number = end.end(), number + 1
    if len(text) - start > LONGEST_HEADER:
        says = _("Line {line} is longer than a header can be. Export the table again as CSV UTF-8.")
        raise Refused(says.format(line=number), number)
    yield number, start, text[start:]


def _header_row(sheet: Sheet, recognise: Recognise) -> int:
    for number, cells in enumerate(sheet.cells[:MOST_ABOVE]):
        if recognise(cells) > 0:
            return number
    return -1


def _goes_on(sheet: Sheet, row: int, other: Sheet) -> bool:
    """Whether a row of another sheet is filled like the table's, and three cells like its own."""
    header = sheet.cells[row]
    columns = [set(filter(None, column)) for column in zip(*sheet.cells[row:], strict=True)]
    return any(
        2 * sum(map(bool, cells)) > len(list(filter(None, header)))
        and sum(cell in known for cell, known in zip(cells, columns, strict=False)) >= 3
        for cells in other.cells[:MOST_ABOVE]
    )


def _of_sheet(sheet: Sheet, row: int) -> Table:
    lines, cells, natures = sheet.lines[row + 1 :], sheet.cells[row + 1 :], sheet.natures[row + 1 :]
    if hidden := sorted(sheet.hidden_lines.intersection(lines)):
        says = _("Row {row} is hidden. Show all rows (clear the filter) or delete them, and save.")
        raise Refused(says.format(row=hidden[0]), hidden[0])
    check(_as_lines(sheet))
    names = [str(place) for place in range(len(sheet.cells[row]))]
    return Table(
        tuple(sheet.cells[row]),
        sheet.lines[row],
        pl.Series(lines, dtype=pl.Int64),
        pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row"),
        above=tuple(zip(sheet.lines[:row], map(tuple, sheet.cells[:row]), strict=True)),
        natures=pl.DataFrame(natures, schema=dict.fromkeys(names, pl.Int8), orient="row"),
    )


def _as_lines(sheet: Sheet) -> str:
    """The sheet's cells as a text in which they stand on the lines of their rows."""
    lines = dict(zip(sheet.lines, sheet.cells, strict=True))
    height = max(sheet.lines, default=0)
    return "\n".join(
        LINE_END.sub(" ", "\t".join(lines.get(line, ()))) for line in range(1, height + 1)
    )


def _likeliest(text: str) -> tuple[Sequence[str], int]:
    """The cells of the first line, under the delimiter that makes most of them, and the line."""
    line, first = next((number, line) for number, _start, line in _lines(text) if line.strip())
    return max((first_cells(first, delimiter) for delimiter in DELIMITERS), key=len), line


def unknown(header: Sequence[str], line: int) -> Refused:
    """Why a table whose header is none of ours is refused."""
    shown = ", ".join(cell.strip()[:40] for cell in header[:12])
    says = _("The header is that of no file kind we know: {header}. See the templates.")
    return Refused(says.format(header=shown or "?"), line)


def _too_wide(columns: int, line: int) -> Refused:
    says = _("Line {line} has {columns} columns; at most {most} are read. Export fewer columns.")
    return Refused(says.format(line=line, columns=columns, most=MOST_COLUMNS), line)
