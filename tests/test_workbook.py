"""A workbook's cells as a person sees them: what is read, marked, or refused."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
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


@pytest.mark.parametrize(
    ("value", "code", "text", "nature"),
    [
        (" Nordmark ", "General", " Nordmark ", Nature.TEXT),
        ("0700100", "@", "0700100", Nature.TEXT),
        (420, "General", "420", Nature.NUMBER),
        (420.0, "#,##0.00", "420", Nature.NUMBER),
        (-5, "0", "-5", Nature.NUMBER),
        (12.5, "0", "12.5", Nature.NUMBER),
        (0.00001, "General", "0.00001", Nature.NUMBER),
        (999999999999999, "0", "999999999999999", Nature.NUMBER),
        (1234567890123456, "0", "1.234567890123456e+15", Nature.NUMBER),
        (5.66891e17, "General", "5.66891e+17", Nature.NUMBER),
        (420, "@", "420", Nature.NUMBER),
        (420, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "420", Nature.NUMBER),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "0", Nature.NUMBER),
        (-5, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "-5", Nature.NUMBER),
        (-5, "0;[Red]-0", "-5", Nature.NUMBER),
        (420, "[$€-407]#,##0.00", "420", Nature.NUMBER),
        (420, "# ##0", "420", Nature.NUMBER),
        (0.15, "0%", "0.15", Nature.SCALED),
        (15, '0"%"', "15", Nature.SCALED),
        (420000, "#,##0,", "420000", Nature.SCALED),
        (420000, '0.0,,"M"', "420000", Nature.SCALED),
        (420, '0"k"', "420", Nature.SCALED),
        (420, "[$TEUR] 0", "420", Nature.SCALED),
        (0.5, "# ?/?", "0.5", Nature.SCALED),
        (420, "0.00E+00", "420", Nature.SCALED),
        (420, '"x"', "420", Nature.SCALED),
        (420, ";;;", "420", Nature.SCALED),
        (0, '0;-0;"none"', "0", Nature.SCALED),
        (-5, "0;0", "-5", Nature.SCALED),
        (420, "-0", "420", Nature.SCALED),
        (420, "[>=1000]0,;0", "420", Nature.SCALED),
        (123456, "000-000", "123456", Nature.SCALED),
        (42, "0,000", "42", Nature.SCALED),
        (700100, "0000000", "0700100", Nature.TEXT),
        (7001001, "0000000", "7001001", Nature.TEXT),
        (1.5, "0000", "1.5", Nature.SCALED),
        (True, "General", "TRUE", Nature.BOOLEAN),
        (False, "General", "FALSE", Nature.BOOLEAN),
        ("#N/A", "General", "#N/A", Nature.ERROR),
        ("#REF!", "General", "#REF!", Nature.ERROR),
        ("=1+2", "General", "=1+2", Nature.FORMULA),
        (ArrayFormula("A1", "=SUM(B1:B2)"), "General", "=SUM(B1:B2)", Nature.FORMULA),
        (date(2015, 3, 31), "yyyy-mm-dd", "2015-03-31", Nature.DAY),
        (date(2015, 3, 31), "[$-F800]dddd, mmmm dd, yyyy", "2015-03-31", Nature.DAY),
        (date(2015, 3, 31), "d-mmm", "2015-03-31", Nature.DAY),
        (
            datetime.fromisoformat("2015-03-31T14:30:00"),
            "dd.mm.yyyy",
            "2015-03-31T14:30:00",
            Nature.DAY,
        ),
        (date(2015, 3, 1), "mmm-yy", "2015-03", Nature.MONTH),
        (date(2015, 3, 1), "yyyy-mm", "2015-03", Nature.MONTH),
        (date(2015, 3, 1), "MM/YYYY", "2015-03", Nature.MONTH),
        (date(2015, 3, 31), "mmm-yy", "2015-03-31", Nature.DAY),
        (date(2015, 3, 15), "mmm-yy", "2015-03-15", Nature.DAY_AS_MONTH),
        (date(2015, 3, 15), "dddd, mmmm yyyy", "2015-03-15", Nature.DAY_AS_MONTH),
        (date(2015, 3, 15), "d mmm", "2015-03-15", Nature.DAY),
        (date(2015, 3, 1), "mmmm", "2015-03", Nature.MONTH),
        (date(2015, 3, 1), "yyyy-mm hh:mm", "2015-03", Nature.MONTH),
        (date(2015, 3, 1), "yyyy-mm mm:ss", "2015-03", Nature.MONTH),
        (date(2015, 3, 15), "hh:mm mmm yyyy", "2015-03-15", Nature.DAY_AS_MONTH),
        (date(2015, 3, 31), "yyyy", "2015-03-31", Nature.DAY_UNSEEN),
        (date(2015, 3, 31), "yyyy hh:mm", "2015-03-31", Nature.DAY_UNSEEN),
        (date(2015, 3, 31), "dddd", "2015-03-31", Nature.DAY_UNSEEN),
        (61, "yyyy-mm-dd", "1900-03-01", Nature.DAY),
        (60, "yyyy-mm-dd", "60", Nature.ERROR),
        (-1, "yyyy-mm-dd", "-1", Nature.ERROR),
        (2958466, "yyyy-mm-dd", "2958466", Nature.ERROR),
        (time(14, 30), "h:mm", "14:30:00", Nature.ERROR),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00", Nature.ERROR),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(
    value: object, code: str, text: str, nature: Nature
) -> None:
    """A value and its number format together say what stands in a cell."""
    assert seen(cell(value, code)) == (text, nature)


def test_the_days_of_a_1904_workbook() -> None:
    """Excel for Mac once counted its days from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2015, 3, 31)
    assert seen(saved(book)) == ("2015-03-31", Nature.DAY)


@pytest.mark.parametrize(
    ("xml", "text", "nature"),
    [
        ('<c r="A1" t="inlineStr"><is><t>0700100</t></is></c>', "0700100", Nature.TEXT),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab", Nature.TEXT),
        ('<c r="A1" t="str"><v>007</v></c>', "007", Nature.TEXT),
        ('<c r="A1" t="str"><v>a_x000D_b</v></c>', "a\rb", Nature.TEXT),
        ('<c r="A1" t="d"><v>2015-03-31</v></c>', "2015-03-31", Nature.DAY),
        ('<c r="A1" t="d"><v>2015-03-31T14:30:00</v></c>', "2015-03-31T14:30:00", Nature.DAY),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', "#SPILL!", Nature.ERROR),
        ('<c r="A1"><v>4.2E2</v></c>', "420", Nature.NUMBER),
        ('<c r="A1"><v>1e999</v></c>', "inf", Nature.ERROR),
        ('<c r="A1"><f>1+2</f><v>3</v></c>', "=1+2", Nature.FORMULA),
        ("<c><v>1</v></c>", "1", Nature.NUMBER),
        ("<c><v> 420 </v></c>", "420", Nature.NUMBER),
        ("<c><v>4<!-- and -->20</v></c>", "420", Nature.NUMBER),
        ("<c><v>+42.</v></c>", "42", Nature.NUMBER),
        ('<c t="b"><v>1</v></c>', "TRUE", Nature.BOOLEAN),
        ('<c t="d"><v>2015-03-31T00:00:00.0000000</v></c>', "2015-03-31", Nature.DAY),
    ],
)
def test_what_other_writers_write(xml: str, text: str, nature: Nature) -> None:
    """Inline strings, texts of formulas, ISO days and cells without a place are read."""
    assert seen(written(f'<row r="1">{xml}</row>')) == (text, nature)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>a_x005F_x000D_b</t>", "a_x000D_b"),
        ("<t>a_x000D_b</t>", "a\rb"),
        ("<t>ax005F_b</t>", "ax005F_b"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>', "東京"),
    ],
)
def test_a_shared_text_is_what_excel_shows(item: str, text: str) -> None:
    """Escaped signs are those signs, and how a word is pronounced is no part of it."""
    part = f"<sst {MAIN}><si>{item}</si></sst>".encode()
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_string(0, 0, "a")
    content = patched(file.getvalue(), "xl/sharedStrings.xml", lambda old: part)
    assert seen(content) == (text, Nature.TEXT)


def test_rich_text_is_joined() -> None:
    """Bold letters in a text are letters."""
    rich = CellRichText("Nord", TextBlock(InlineFont(b=True), "mark"))
    assert seen(cell(rich)) == ("Nordmark", Nature.TEXT)


def test_an_apostrophe_before_it_makes_a_number_text() -> None:
    """A cell of the style `quotePrefix` is text."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = 420
        sheet["A1"].quotePrefix = True
        sheet["B1"] = "=1+2"
        sheet["B1"].data_type = "s"

    sheet = only(made(fill))
    assert (sheet.cells, sheet.natures) == ([["420", "=1+2"]], [[Nature.TEXT, Nature.TEXT]])


def test_rows_and_columns_that_are_empty() -> None:
    """Empty rows and the empty columns at the end go; rows keep Excel's numbers."""

    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["A7"], sheet["F9"] = "b", "a", ""
        sheet["Z9"].number_format = "0%"

    sheet = only(made(fill))
    assert (sheet.lines, sheet.cells) == ([3, 7], [["", "b"], ["a", ""]])


def test_hidden_sheets_and_rows_are_told() -> None:
    """A sheet that is hidden, a row that is hidden, filtered out or of no height is told."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for row in range(1, 5):
        first.cell(row, 1, row)
    first.row_dimensions[2].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    book.create_sheet("Older").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    found = sheets(saved(book))
    assert [(each.name, each.hidden) for each in found][1:] == [("Old", True), ("Older", True)]
    assert found[0].hidden_lines == {2}


def test_a_row_without_height_is_hidden() -> None:
    """So is every row that does not say otherwise in a sheet whose rows are hidden."""
    value = "<c><v>1</v></c>"
    rows = (
        f'<row r="1" ht="0">{value}</row><row r="2" ht="15">{value}</row><row r="3">{value}</row>'
    )
    assert only(written(rows)).hidden_lines == {1}
    head = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
    assert only(written(rows, head=head)).hidden_lines == {1, 3}


def test_every_cell_of_a_merged_range_is_told() -> None:
    """The first cell keeps its text; a range of a single cell is none."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "b", "c"])
        sheet.append(["d", "e", "f"])
        sheet.merge_cells("A1:B2")
        sheet.merge_cells("C1:C1")

    sheet = only(made(fill))
    assert sheet.cells == [["a", "", "c"], ["", "", "f"]]
    merged, plain = Nature.MERGED, Nature.TEXT
    assert sheet.natures == [[merged, merged, plain], [merged, merged, plain]]


def test_what_an_array_formula_fills_is_a_formula() -> None:
    """Only its first cell holds the formula; the others have what it came to."""
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row>'
    )
    assert only(written(rows)).natures == [[Nature.FORMULA], [Nature.FORMULA]]


def test_a_shared_formula_is_a_formula() -> None:
    """Excel writes a formula that is filled down once, and refers to it below."""
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert only(written(rows)).cells == [["=B1"], ["=B2"]]


def test_a_false_dimension_loses_nothing() -> None:
    """What a sheet states of its size is not believed."""
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in (1, 2, 3))
    assert only(written(rows, head='<dimension ref="A1"/>')).lines == [1, 2, 3]


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


def test_a_number_format_that_is_not_known() -> None:
    """East Asian days have formats that no file spells out; they are not read as numbers."""
    styles = re.compile(rb'(<cellXfs.*?)numFmtId="0"', re.DOTALL)
    content = patched(
        cell(42094), "xl/styles.xml", lambda old: styles.sub(rb'\1numFmtId="57"', old, count=1)
    )
    assert seen(content) == ("42094", Nature.SCALED)


def test_extensions_are_passed_over(recwarn: pytest.WarningsRecorder) -> None:
    """What openpyxl does not know is no matter of ours, and nothing is printed."""
    tail = (
        '<extLst><ext uri="{0}"/></extLst><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    )
    assert seen(written('<row r="1"><c r="A1"><v>1</v></c></row>', tail=tail))[0] == "1"
    assert not recwarn


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
