"""Templates to fill in: every kind, empty and as an example, English and German, CSV and XLSX."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path

import xlsxwriter

from imports.columns import Column
from imports.days import day
from imports.filekind import FileKind
from imports.kinds import KINDS
from imports.manner import Manner
from imports.numbers import amount, whole
from tiers.words import _

LANGUAGES = ("en", "de")
ROWS = 1_000  # rows of an empty workbook whose cells take text as text
WIDTH = 18


def template_files() -> dict[str, bytes]:
    """Every template by its file name, such as `seats-example-de.xlsx`."""
    return {
        f"{kind.name}-{form}-{language}.{ending}": make(kind, language, rows)
        for kind in KINDS
        for language in LANGUAGES
        for form, rows in (("empty", ()), ("example", kind.examples))
        for ending, make in (("csv", _csv), ("xlsx", _workbook))
    }


def write_templates(folder: Path) -> list[Path]:
    """Write every template into the folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: content for name, content in template_files().items()}
    for path, content in files.items():
        path.write_bytes(content)
    return list(files)


def _header(column: Column, language: str) -> str:
    return column.german if language == "de" else column.name


def _csv(kind: FileKind, language: str, rows: Sequence[Sequence[str]]) -> bytes:
    out = StringIO()
    header = [_header(column, language) for column in kind.columns]
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def _workbook(kind: FileKind, language: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook whose columns keep what is typed: identifiers and periods as text."""
    out = BytesIO()
    fixed = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(out, fixed) as book:
        book.set_properties({"created": datetime.combine(date(2015, 1, 1), time())})
        sheet = book.add_worksheet(kind.german if language == "de" else kind.name)
        bold = book.add_format({"bold": True, "bottom": 1})
        styles = {
            whole: book.add_format({"num_format": "0"}),
            amount: book.add_format({"num_format": "0.00"}),
            day: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(kind.columns):
            sheet.set_column(place, place, WIDTH, styles.get(column.read, text))
            sheet.write_string(0, place, _header(column, language), bold)
            sheet.write_comment(0, place, _advice(column))
            for line, row in enumerate(rows, 1):
                _cell(sheet, line, place, column, row[place])
    return out.getvalue()


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, column: Column, cell: str
) -> None:
    """One cell, as what its column holds."""
    if not cell:
        return
    if column.read in (whole, amount):
        sheet.write_number(line, place, float(cell))
    elif column.read is day:
        found = column.read.cell(cell, Manner(date.max))
        assert isinstance(found, date)
        sheet.write_datetime(line, place, found)
    else:
        sheet.write_string(line, place, cell)


def _advice(column: Column) -> str:
    needed = _("needed") if column.required else _("may stay empty")
    return f"{_(column.says)} ({_(column.read.takes)}; {needed})"
