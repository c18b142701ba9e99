"""The report as a workbook: a sheet for each kind of row that the table for a spreadsheet has.

Text is written as text and never as a formula or a link; days are days and numbers are numbers.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from reports.figures import inert
from reports.handout import Handout
from reports.tables import common, rows
from reports.writing import Row
from tiers.words import _

SHEETS = {
    "criterion": (
        _("Criteria"),
        ("tier", "tier_outcome", "criterion", "path", "says", "have", "need", "gap", "outcome",
         "reason", "role", "points", "max_points", "all_points_at"),
    ),
    "evidence": (
        _("Evidence"),
        ("tier", "criterion", "path", "fact", "counted", "why_not", "file", "line"),
    ),
    "change": (
        _("What changes by itself"), ("day", "tier_before", "tier_after", "fact", "file", "line"),
    ),
    "loss": (_("What it hangs on"), ("lost", "tier_before", "tier_after", "falls")),
    "action": (
        _("Being carried out"),
        ("plan", "day", "says", "have", "need", "outcome", "owner"),
    ),
}  # fmt: skip
MOST_ROWS = 1_048_000  # of a sheet; Excel has room for a few more
MOST_SIGNS = 32_000  # of a cell
WIDEST, NARROWEST = 60, 8
OPTIONS = {"in_memory": True}


def as_xlsx(handout: Handout) -> bytes:
    """Whom it is about, then the criteria, the evidence, and what is ahead; no sheet is empty."""
    out = BytesIO()
    some = list(rows(handout))
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        day = handout.standing.verdict.as_of
        book.set_properties({"created": datetime.combine(day, time())})
        paper = _Paper(book)
        none = next((one["reason"] for one in some if one["row"] == "edition"), "")
        paper.about(common(handout) | ({"edition": none} if none else {}))
        for kind, (title, columns) in SHEETS.items():
            if mine := [one for one in some if one["row"] == kind]:
                paper.sheet(_(title), columns, mine)
    return out.getvalue()


class _Paper:
    """A workbook, and how its cells look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.name = book.add_format({"bold": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0", "valign": "top"})

    def about(self, told: Row) -> None:
        """The first sheet: what every row says, a line for each."""
        sheet = self.book.add_worksheet(_("Report"))
        sheet.set_column(0, 0, _width("", map(_head, told)))
        sheet.set_column(1, 1, WIDEST)
        for line, (name, value) in enumerate(told.items()):
            sheet.write_string(line, 0, _head(name), self.name)
            self._cell(sheet, line, 1, value)

    def sheet(self, title: str, columns: Sequence[str], told: Sequence[Row]) -> None:
        """A sheet of rows under their heads, which stay in sight and can be filtered by."""
        sheet = self.book.add_worksheet(title)
        shown, left = told[:MOST_ROWS], len(told) - MOST_ROWS
        for place, name in enumerate(columns):
            sheet.write_string(0, place, _head(name), self.head)
            sheet.set_column(place, place, _width(name, (row.get(name) for row in shown)))
        for line, row in enumerate(shown, 1):
            for place, name in enumerate(columns):
                self._cell(sheet, line, place, row.get(name))
        if left > 0:
            says = _("{number} more rows stand in the report as CSV.").format(number=f"{left:,}")
            sheet.write_string(MOST_ROWS + 1, 0, says, self.text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(shown), len(columns) - 1)

    def _cell(self, sheet: Any, line: int, place: int, value: object) -> None:
        if isinstance(value, date):
            sheet.write_datetime(line, place, value, self.day)
        elif isinstance(value, int | float):
            whole = float(value).is_integer()
            sheet.write_number(line, place, value, self.whole if whole else self.number)
        elif value:
            sheet.write_string(line, place, inert(str(value))[:MOST_SIGNS], self.text)


def _head(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _width(name: str, values: Iterable[object]) -> int:
    """As wide as what stands in it, within reason."""
    widest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(WIDEST, max(NARROWEST, len(name) + 4, widest + 2))
