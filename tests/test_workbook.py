"""A workbook's cells as a person sees them: what is read, marked, or refused."""

import re
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
from imports.reading.workbook import sheets
from tests.workbooks import MAIN, cell, made, only, patched, saved, seen, written


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
        (420, '0"*"', "420", Nature.SCALED),
        (420, '"~"0', "420", Nature.SCALED),
        (420, '0 "€"', "420", Nature.NUMBER),
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
