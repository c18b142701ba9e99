"""Workbooks that are damaged or too large: refused by the cell, the sheet or the part."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from imports.reading.numberformats import Nature
from tests.workbooks import MAIN, SHEET, cell, patched, refusal, seen, written


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><x xmlns="urn:x"><v>1</v></x></row>',
    ],
)
def test_a_cell_that_stands_twice_or_elsewhere(rows: str) -> None:
    """No value may be lost under another: the workbook is refused."""
    assert "stands twice or out of order" in refusal(written(rows))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A1" s="99"><v>7</v></c>',
        '<c r="A1" s="0_0"><v>7</v></c>',
        '<c r="A1"><v>seven</v></c>',
        '<c r="A1" t="x"><v>7</v></c>',
        '<c r="A1"><v>' + "9" * 400 + "</v></c>",
        '<c r="A1"><v>4_20</v></c>',
        '<c r="A1"><v>4 20</v></c>',
        '<c r="A1"><v>４２０</v></c>',
        '<c r="A1"><v>٤٢٠</v></c>',
        '<c r="A1"><v>420,0</v></c>',
        '<c r="A1"><v>nan</v></c>',
        '<c r="A1"><v>-inf</v></c>',
        '<c r="A1"><v>infinity</v></c>',
        '<c r="A1"><v>0x1A4</v></c>',
        '<c r="A1"><v>4.2e1_0</v></c>',
        '<c r="A1"><v>420</v><v>42</v></c>',
        '<c r="A1"><v>4<v>2</v>0</v></c>',
        '<c r="A1">420</c>',
        '<c r="A1"><v>42</v>0</c>',
        '<c r="A1"><value>420</value></c>',
        '<c r="A1" t="b"><v>7</v></c>',
        '<c r="A1" t="b"><v>TRUE</v></c>',
        '<c r="A1" t="d"><v>2015-03-31garbage</v></c>',
        '<c r="A1" t="d"><v>2015-13-31</v></c>',
        '<c r="A1" t="d"><v>420</v></c>',
        '<c r="A1" t="inlineStr"><v>420</v></c>',
        '<c r="A1"><is><t>420</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>4</t></is><is><t>20</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>4</t><t>20</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>4</t><r><t>20</t></r></is></c>',
        '<c r="A1" t="inlineStr"><is><t>4<b/>20</t></is></c>',
    ],
)
def test_a_damaged_cell_is_named(cell: str) -> None:
    """Nothing that a spreadsheet would not read as this one value; and no word of Python's."""
    says = refusal(written(f'<row r="1">{cell}</row>'))
    assert says == (
        "The cell A1 of the sheet Sheet is damaged. Open the workbook in Excel, type again what "
        "should stand in it, and save it as XLSX."
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1"><c><v>1</v></c><c><v>one</v></c></row>', "The cell 2 of row 1 of the sheet"),
        ('<row r="1"><c r="A1"><v>7</c></row>', "The sheet Sheet is damaged, from row 1 on"),
        ('<row r="1"><c><v>7</v></c></row><row r="2"><v></row>', "damaged, from row 1 on"),
        ('<row r="1"><c r="A1_0"><v>7</v></c></row>', "The cell A1_0 of the sheet"),
        ('<row r="1_0"><c><v>7</v></c></row>', "The sheet Sheet is damaged, from row 1 on"),
        ('<row r="1" ht="high"><c><v>7</v></c></row>', "The sheet Sheet is damaged, from row 1 on"),
    ],
)
def test_where_a_sheet_is_damaged(rows: str, says: str) -> None:
    """As near as can be told."""
    assert says in refusal(written(rows))


@pytest.mark.parametrize(
    "item", ["<t>4</t><t>20</t>", "<t>4<b/>20</t>", "<r><t>4</t><t>20</t></r>", "<t>4"]
)
def test_a_damaged_shared_text(item: str) -> None:
    """A text of which some would be lost."""
    part = f"<sst {MAIN}><si>{item}</si></sst>".encode()
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_string(0, 0, "a")
    content = patched(file.getvalue(), "xl/sharedStrings.xml", lambda old: part)
    assert "The part xl/sharedStrings.xml of the workbook is damaged" in refusal(content)


@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_a_broken_or_missing_part_is_refused(name: str) -> None:
    """Whatever the reader raises becomes a sentence."""
    content = cell(date(2015, 3, 31))
    assert "damaged" in refusal(patched(content, name, lambda old: old[:-20]))
    assert refusal(patched(content, name, lambda old: b"<a/>")) if name != "xl/styles.xml" else True
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for each in set(old.namelist()) - {name}:
            new.writestr(each, old.read(each))
    assert "damaged" in refusal(file.getvalue())


def test_strict_open_xml_is_never_an_empty_sheet() -> None:
    """The stricter dialect has other names for everything, and is refused."""
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    name = re.compile(rb"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main")
    content = patched(cell(1), "xl/workbook.xml", lambda old: name.sub(strict, old))
    assert "Strict" in refusal(content)
    assert "cannot be read" in refusal(patched(cell(1), SHEET, lambda old: name.sub(strict, old)))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1">' + '<c s="0"><v>1</v></c>' * 10_000 + "</row>",
        "".join(f'<row r="{row}" s="0" customFormat="1"/>' for row in range(1, 1_000_001)),
        '<row r="1">' + "<c/>" * 600_000 + "</row>",
    ],
    ids=["columns", "empty rows", "empty cells"],
)
def test_what_is_too_large_is_refused(rows: str) -> None:
    """Ten thousand columns, a million formatted rows, or cells without end."""
    assert "Copy the table alone" in refusal(written(rows))


def test_a_merged_range_without_end_costs_nothing() -> None:
    """A range over the whole sheet marks what is there."""
    tail = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert seen(written('<row r="1"><c r="A1"><v>1</v></c></row>', tail=tail)) == (
        "1",
        Nature.MERGED,
    )
