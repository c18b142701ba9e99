"""A workbook as text: each sheet's cells as a person sees them, and what each of them is."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.worksheet._reader import WorkSheetParser

from imports.reading.letters import Letters
from imports.reading.numberformats import Nature, NumberFormat, Seen, moment, shown
from imports.reading.package import (
    LINK,
    MOST_CELLS,
    YES,
    Bounds,
    bounds,
    cell_styles,
    elements,
    part,
    path_of,
    shared_strings,
    unescaped,
)
from imports.reading.refusal import Refused
from imports.reading.soundness import (
    MAIN,
    check_cell,
    check_row,
    damaged,
    damaged_cell,
    damaged_sheet,
    twice,
)
from tiers.words import _

MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
MOST_EMPTY = 150_000  # empty rows, and the cells in them
ROW_TAG, CELL_TAG, MERGE_TAG = f"{MAIN}row", f"{MAIN}c", f"{MAIN}mergeCell"
SHEET_TAG, DATA_TAG, FORMAT_TAG = f"{MAIN}worksheet", f"{MAIN}sheetData", f"{MAIN}sheetFormatPr"
SHEET_PARTS = frozenset({ROW_TAG, MERGE_TAG, SHEET_TAG, DATA_TAG, FORMAT_TAG})


@dataclass(frozen=True)
class Sheet:
    """The filled rows of one sheet, all equally wide, without empty columns at their end.

    *lines* are Excel's row numbers, *cells* the text of each cell and "" for none, *natures* the
    `Nature` of each; *hidden_lines* are the rows that are hidden or filtered out.
    """

    name: str
    hidden: bool
    lines: list[int]
    cells: list[list[str]]
    natures: list[list[int]]
    hidden_lines: frozenset[int]


@dataclass(frozen=True)
class _Book:
    package: ZipFile
    strings: dict[int, str]
    formats: dict[int, NumberFormat]
    epoch: datetime
    letters: Letters


@dataclass(frozen=True)
class _Filled:
    """What was read of a sheet so far."""

    rows: dict[int, dict[int, Seen]]
    hidden: set[int]
    spans: list[tuple[Bounds, Nature]]  # merged ranges, and what array formulas fill


def sheets(content: bytes) -> list[Sheet]:
    """The worksheets of an XLSX package in the workbook's order. Raises `Refused`."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return _sheets(package)
    except Refused:
        raise
    except Exception as trouble:  # whatever a broken part makes the XML reader or openpyxl raise
        raise damaged() from trouble


def _sheets(package: ZipFile) -> list[Sheet]:
    root = part(package, "xl/workbook.xml")
    if root.tag != f"{MAIN}workbook":
        raise Refused(
            _("The workbook is saved as Strict Open XML. Save it as an ordinary XLSX workbook.")
        )
    links = {
        link.get("Id"): (link.get("Type", "").rpartition("/")[2], path_of(link.get("Target", "")))
        for link in part(package, "xl/_rels/workbook.xml.rels")
    }
    paths = dict(links.values())
    settings = root.find(f"{MAIN}workbookPr")
    mac = settings is not None and settings.get("date1904") in YES
    strings, natures = shared_strings(package, paths.get("sharedStrings"))
    formats, struck_styles = cell_styles(package, paths.get("styles"))
    epoch = datetime(1904, 1, 1) if mac else datetime(1899, 12, 30)  # noqa: DTZ001
    book = _Book(package, strings, formats, epoch, Letters(struck_styles, natures))
    found = []
    for sheet in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        kind, path = links[sheet.get(LINK)]
        if kind == "worksheet":
            name = sheet.get("name", "")
            hidden = sheet.get("state", "visible") != "visible"
            found.append(_laid_out(name, hidden, _filled(book, path, name)))
    return found


def _filled(book: _Book, path: str, name: str) -> _Filled:
    """The filled cells of a sheet's part, each checked to stand where it says."""
    filled = _Filled({}, set(), [])
    parser: Any = WorkSheetParser(None, book.strings)
    try:
        tags = _read(book, parser, path, filled, name)
    except Refused:
        raise
    except Exception as trouble:
        raise damaged_sheet(name, parser.row_counter) from trouble
    if not {SHEET_TAG, DATA_TAG} <= tags:
        says = _("The sheet {sheet} cannot be read. Open it in Excel, and save it as XLSX again.")
        raise Refused(says.format(sheet=name))
    return filled


def _read(book: _Book, parser: Any, path: str, filled: _Filled, name: str) -> set[str]:
    """Fill in what the sheet's part holds; the elements that it has."""
    tags: set[str] = set()
    cells, empty, collapsed = 0, 0, False
    with book.package.open(path) as part:
        for element in elements(part, SHEET_PARTS):
            tags.add(element.tag)
            if element.tag == FORMAT_TAG:
                collapsed = element.get("zeroHeight") in YES
            elif element.tag == MERGE_TAG:
                filled.spans.append((bounds(element.get("ref", "")), Nature.MERGED))
            elif element.tag == ROW_TAG:
                seen = _row(book, parser, element, filled, name)
                cells, empty = cells + len(element), empty + (0 if seen else 1 + len(element))
                if cells > MOST_CELLS or empty > MOST_EMPTY:
                    raise _too_large(name)
                if _hidden(element, collapsed):
                    filled.hidden.add(parser.row_counter)
                element.clear()
    return tags


def _row(book: _Book, parser: Any, element: Element, filled: _Filled, name: str) -> dict[int, Seen]:
    """What a row's cells hold, by column; the row is added to what is filled."""
    before = parser.row_counter
    check_row(element)
    number = int(float(element.get("r", before + 1)))
    if not before < number <= MOST_ROWS or any(child.tag != CELL_TAG for child in element):
        raise twice(name, number)
    parser.row_counter, parser.col_counter = number, 0
    seen: dict[int, Seen] = {}
    last = 0
    for place, child in enumerate(element):
        try:
            check_cell(child)
            cell = parser.parse_cell(child)
            if cell["value"] not in {None, ""}:
                text, nature = _seen(book, cell)
                seen[cell["column"]] = text, book.letters.of(child) or nature
            if cell["data_type"] == "f" and not isinstance(cell["value"], str):
                filled.spans.append((bounds(cell["value"].ref), Nature.FORMULA))
        except Exception as trouble:
            raise damaged_cell(name, number, child, place) from trouble
        if cell["row"] != number or cell["column"] <= last:
            raise twice(name, number)
        last = cell["column"]
    if seen:
        filled.rows[number] = seen
        if max(seen) > MOST_COLUMNS:
            raise _too_large(name)
    return seen


def _hidden(row: Element, collapsed: bool) -> bool:
    """Whether a row is hidden, filtered out, or of no height."""
    if height := row.get("ht"):
        return row.get("hidden") in YES or float(height) == 0
    return row.get("hidden", "1" if collapsed else "0") in YES


def _too_large(name: str) -> Refused:
    says = _(
        "The sheet {sheet} has more than {columns} columns, {cells} cells or {empty} empty ones "
        "that are formatted. Copy the table alone to a new workbook."
    )
    return Refused(
        says.format(sheet=name, columns=MOST_COLUMNS, cells=MOST_CELLS, empty=MOST_EMPTY)
    )


def _laid_out(name: str, hidden: bool, filled: _Filled) -> Sheet:
    """The rows as lists of one width, and the ranges marked that are merged or filled."""
    lines = list(filled.rows)
    width = max((max(row) for row in filled.rows.values()), default=0)
    cells = [[""] * width for _line in lines]
    natures = [[int(Nature.TEXT)] * width for _line in lines]
    for place, row in enumerate(filled.rows.values()):
        for column, (text, nature) in row.items():
            cells[place][column - 1], natures[place][column - 1] = text, int(nature)
    left = MOST_CELLS
    for (first, top, last, bottom), nature in filled.spans:
        places = range(bisect_left(lines, top), bisect_right(lines, bottom))
        columns = range(first - 1, min(last, width)) if (first, top) != (last, bottom) else ()
        left -= len(places) * len(columns) + 1
        if left < 0:
            raise _too_large(name)
        for place in places:
            for column in columns:
                natures[place][column] = int(nature)
                if nature == Nature.MERGED and (lines[place], column + 1) != (top, first):
                    cells[place][column] = ""
    return Sheet(name, hidden, lines, cells, natures, frozenset(filled.hidden & set(lines)))


def _seen(book: _Book, cell: dict[str, Any]) -> Seen:
    """A filled cell's text and nature."""
    value, kind = cell["value"], cell["data_type"]
    if kind == "f":
        return value if isinstance(value, str) else getattr(
            value, "text", None
        ) or "=", Nature.FORMULA
    if kind == "s":
        return unescaped(value), Nature.TEXT
    if kind == "n":
        return shown(value, book.formats[cell["style_id"]], book.epoch)
    if kind == "d":
        return moment(value, book.formats[cell["style_id"]].patterns[0])
    if kind == "b":
        return "TRUE" if value else "FALSE", Nature.BOOLEAN
    if kind == "e":
        return value, Nature.ERROR
    raise ValueError(kind)
