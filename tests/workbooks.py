"""Workbooks made for tests, and what is read of them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from imports.reading.numberformats import Nature
from imports.reading.refusal import Refused
from imports.reading.workbook import Sheet, sheets

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def made(fill: Callable[[Worksheet], object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    return saved(book)


def patched(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of it changed."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            part = old.read(each)
            new.writestr(each, change(part) if each == name else part)
    return file.getvalue()


def written(rows: str, head: str = "", tail: str = "") -> bytes:
    """A workbook whose one sheet has these rows, as XML."""
    part = f"<worksheet {MAIN}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"
    return patched(made(lambda sheet: None), SHEET, lambda old: part.encode())


def only(content: bytes) -> Sheet:
    (sheet,) = sheets(content)
    return sheet


def seen(content: bytes) -> tuple[str, Nature]:
    """What is seen in the first cell."""
    sheet = only(content)
    return sheet.cells[0][0], Nature(sheet.natures[0][0])


def cell(value: object, code: str = "General") -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = code

    return made(fill)


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        sheets(content)
    return str(refused.value)
