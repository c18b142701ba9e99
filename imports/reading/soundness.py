"""What of a workbook's XML is sound, where Python would read more than a spreadsheet does."""

import re
from xml.etree.ElementTree import Element

from imports.reading.refusal import Refused
from tiers.words import _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VALUE, FORMULA, INLINE = f"{MAIN}v", f"{MAIN}f", f"{MAIN}is"
_CHILDREN = {VALUE, FORMULA, INLINE, f"{MAIN}extLst"}
_TEXT, _RUN = f"{MAIN}t", f"{MAIN}r"
_PLACE = re.compile(r"[A-Za-z]{1,3}[1-9]\d{0,6}", re.ASCII)
_ROW = re.compile(r"\d{1,7}(?:\.0+)?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_VALUES = {
    "n": re.compile(r"[+-]?(?:\d{1,300}(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d{1,5})?", re.ASCII),
    "s": _COUNT,
    "b": re.compile("[01]"),
    "d": re.compile(rf"{_DAY}(?:T{_TIME}Z?)?|T?{_TIME}Z?", re.ASCII),
    "str": re.compile(r".*", re.DOTALL),
    "e": re.compile(r".*", re.DOTALL),
}


def number_of(text: str) -> int:
    """A number by which one part refers to another. Raises `ValueError`."""
    if not _COUNT.fullmatch(text):
        raise ValueError(text)
    return int(text)


def check_row(row: Element) -> None:
    """Raise `ValueError` where a row's number is none."""
    if (number := row.get("r")) is not None and not _ROW.fullmatch(number):
        raise ValueError(number)


def check_cell(cell: Element) -> None:
    """Raise `ValueError` where a cell holds two values, or one that is not of its type."""
    if not _PLACE.fullmatch(cell.get("r", "A1")) or not _COUNT.fullmatch(cell.get("s", "0")):
        raise ValueError(cell.attrib)
    if len(cell) == 1 and cell[0].tag == VALUE:
        _check_loose(cell)
        _check_value(cell.get("t", "n"), cell[0].text)
    elif len(cell) or cell.text:
        _check_parts(cell)


def _check_value(kind: str, value: str | None) -> None:
    """Whether a value is one of its kind."""
    form = _VALUES.get(kind)
    if value and (form is None or not form.fullmatch(value.strip(" \t\r\n"))):
        raise ValueError(value)


def _check_parts(cell: Element) -> None:
    """The same of a cell that has another child than a value, or several."""
    _check_loose(cell)
    tags = [child.tag for child in cell]
    if len(set(tags)) < len(tags) or not _CHILDREN.issuperset(tags):
        raise ValueError(tags)
    kind, value, inline = cell.get("t", "n"), cell.findtext(VALUE), cell.find(INLINE)
    if FORMULA in tags:
        return
    if inline is not None:
        check_text(inline)
    if (inline is not None) == (kind == "inlineStr") and not (inline is not None and value):
        _check_value(kind, value)
    elif inline is not None or value:
        raise ValueError(kind)


def _check_loose(cell: Element) -> None:
    """Whether a text stands beside a cell's children, or something in its value."""
    if cell.text and not cell.text.isspace():
        raise ValueError(cell.text)
    for child in cell:
        if (child.tail and not child.tail.isspace()) or (child.tag == VALUE and len(child)):
            raise ValueError(child.tail)


def check_text(item: Element) -> None:
    """Raise `ValueError` where a text stands twice, or in parts that nobody shows."""
    plain = item.findall(_TEXT)
    runs = item.findall(_RUN)
    texts = [*plain, *(text for run in runs for text in run.findall(_TEXT))]
    if len(plain) > 1 or (plain and runs) or len(texts) > len(plain) + len(runs):
        raise ValueError(item.tag)
    if any(len(text) for text in texts):
        raise ValueError(item.tag)


def damaged() -> Refused:
    """Why a workbook is refused of which nobody can say where it is damaged."""
    return Refused(
        _("The workbook is damaged. Open it in Excel, let it be repaired, and save it as XLSX.")
    )


def damaged_part(path: str) -> Refused:
    """Why a workbook is refused whose part cannot be read, or is not there."""
    says = _(
        "The part {part} of the workbook is damaged or missing. Open the workbook in Excel, let it "
        "be repaired, compare it with where it came from, and save it as XLSX."
    )
    return Refused(says.format(part=path))


def damaged_sheet(sheet: str, row: int) -> Refused:
    """Why a sheet is refused of which the last row that could be read is told."""
    says = _(
        "The sheet {sheet} is damaged, from row {row} on or in what belongs to all rows. Open "
        "the workbook in Excel, let it be repaired, look at those rows, and save it as XLSX."
    )
    return Refused(says.format(sheet=sheet, row=max(row, 1)), row or None)


def damaged_cell(sheet: str, row: int, cell: Element, before: int) -> Refused:
    """Why a cell is refused; one that does not say where it stands, by how many stand before it."""
    place = cell.get("r") or _("{number} of row {row}").format(number=before + 1, row=row)
    says = _(
        "The cell {cell} of the sheet {sheet} is damaged. Open the workbook in Excel, type again "
        "what should stand in it, and save it as XLSX."
    )
    return Refused(says.format(cell=place[:20], sheet=sheet), row)


def twice(sheet: str, row: int) -> Refused:
    """Why a row is refused that would hide another, or a cell of which that is so."""
    says = _(
        "Row {row} of the sheet {sheet}, or a cell in it, stands twice or out of order. Open the "
        "workbook in Excel, and save it as XLSX again."
    )
    return Refused(says.format(row=row, sheet=sheet), row)
