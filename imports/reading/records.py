"""Text to records by RFC 4180: quotes only around whole fields, and doubled inside."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise

import polars as pl
from polars.exceptions import PolarsError

from imports.reading.refusal import Refused
from tiers.words import _

csv.field_size_limit(2**31 - 1)  # how long a cell may be, its column decides
LINE_END = re.compile(r"\r\n|\r|\n")
Record = tuple[int, tuple[str, ...]]  # the physical line it begins on, and its cells


@dataclass(frozen=True)
class Records:
    """Records of one width as a frame of text, their lines, and those of another width.

    *cells* has the String columns "0", "1", …; *lines* is an Int64 series beside it.
    """

    lines: pl.Series
    cells: pl.DataFrame
    ragged: tuple[Record, ...] = ()


def split(text: str, delimiter: str, width: int, line: int) -> Records:
    """Every record of the text, which begins on *line*, as columns of *width*.

    A text without quotes goes to a vectorised parser where counting proves that it reads the
    same; any other goes record by record, once its quotes are found to be strict.
    """
    return _at_once(text, delimiter, width, line) or together(
        list(one_by_one(text, delimiter, line)), width
    )


def together(records: list[Record], width: int) -> Records:
    """Records as a frame; blank ones are left out, and those of another width kept apart."""
    filled = [record for record in records if any(map(str.strip, record[1]))]
    even = [record for record in filled if len(record[1]) == width]
    columns = zip(*(cells for _line, cells in even), strict=True) if even else [()] * width
    return Records(
        pl.Series([line for line, _cells in even], dtype=pl.Int64),
        pl.DataFrame(
            {str(place): list(column) for place, column in enumerate(columns)},
            schema=_schema(width),
        ),
        tuple(record for record in filled if len(record[1]) != width),
    )


def one_by_one(text: str, delimiter: str, line: int) -> Iterator[Record]:
    """Each record but empty lines, and the line it begins on; quotes must be strict."""
    _check_quotes(text, delimiter, line)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = line
    for cells in reader:
        if reader.line_num > begins - line + 1:
            _check_swallowed(cells, delimiter, begins)
        if cells:
            yield begins, tuple(cells)
        begins = line + reader.line_num


def first_cells(text: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a single line."""
    return tuple(next(csv.reader([text], delimiter=delimiter), ()))


def _check_swallowed(cells: list[str], delimiter: str, line: int) -> None:
    """Refuse quotes that formally hold one cell, and plainly hold rows."""
    broken = [cell for cell in cells if "\n" in cell or "\r" in cell]
    if any(cell.count(delimiter) >= len(cells) - 1 > 0 for cell in broken):
        says = _("The quotes that open on line {line} enclose what looks like more rows.")
        raise Refused(says.format(line=line), line)


def _at_once(text: str, delimiter: str, width: int, line: int) -> Records | None:
    if '"' in text or width < 2 or text.startswith("\ufeff"):
        return None  # a mark that is left, Polars would drop
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\r" in text:
        return None
    if not text.endswith("\n"):
        text += "\n"
    height, content = text.count("\n"), text.encode()
    try:
        cells = pl.read_csv(
            content,
            has_header=False,
            schema=_schema(width),
            separator=delimiter,
            quote_char=None,
            empty_string_is_null=False,
        )
    except PolarsError:
        return None  # some line has more cells than the header
    if cells.height != height:
        return None
    within = cells.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item()
    if len(content) - within != width * height:
        return None  # some line has fewer: signs that end a cell are lacking
    return Records(pl.int_range(line, line + height, dtype=pl.Int64, eager=True), cells)


def _schema(width: int) -> dict[str, type[pl.DataType]]:
    return {str(place): pl.String for place in range(width)}


def _check_quotes(text: str, delimiter: str, line: int) -> None:
    """Refuse a quote that neither opens nor closes a whole field, nor is doubled in one."""
    parts = text.split('"')
    ends = (delimiter, "\r", "\n")
    outside = parts[::2]
    wrong = next(
        (
            number
            for number, (before, after) in enumerate(pairwise(outside))
            if (before and not before.endswith(ends)) or (after and not after.startswith(ends))
        ),
        None,
    )
    if wrong is None and len(parts) % 2:
        return
    at = '"'.join(parts[: len(parts) - 1 if wrong is None else 2 * wrong + 1])
    number = line + len(LINE_END.findall(at))
    raise Refused(
        _(
            "Line {line} has a quotation mark where none may be: around a whole field only, and "
            "doubled inside."
        ).format(line=number)
        if wrong is not None
        else _("The quotation mark that opens on line {line} is never closed.").format(line=number),
        number,
    )
