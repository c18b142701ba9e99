"""The report as a workbook: a sheet for each kind of row that the table for a spreadsheet has.

Text is written as text and never as a formula or a link; days are days and numbers are numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from reports.figures import figure, inert, shorten
from reports.handout import Handout
from reports.tables import common, rows
from reports.writing import Row
from tiers.words import _

SHEETS = {
    "criterion": (
        _("Criteria"),
        {
            "tier": _("Tier"), "tier_outcome": _("The tier is"), "criterion": _("Criterion"),
            "path": _("Option"), "says": _("Asks for"), "have": _("Has"), "need": _("Needs"),
            "gap": _("Missing"), "outcome": _("Outcome"), "reason": _("Why"), "role": _("Role"),
            "points": _("Points"), "max_points": _("Most points"),
            "all_points_at": _("All points at"),
        },
    ),
    "evidence": (
        _("Evidence"),
        {
            "tier": _("Tier"), "criterion": _("Criterion"), "path": _("Option"),
            "fact": _("Fact"), "counted": _("Counted"), "why_not": _("Why not"),
            "file": _("File"), "line": _("Line"),
        },
    ),
    "change": (
        _("What changes by itself"),
        {
            "day": _("From"), "tier_before": _("Before"), "tier_after": _("Then"),
            "fact": _("Because"), "file": _("File"), "line": _("Line"),
        },
    ),
    "loss": (
        _("What it hangs on"),
        {
            "lost": _("Without"), "tier_before": _("Before"), "tier_after": _("There remains"),
            "falls": _("What falls"),
        },
    ),
    "action": (
        _("Being carried out"),
        {
            "plan": _("Plan"), "day": _("Due"), "says": _("What to do"), "have": _("Has"),
            "need": _("Needs"), "outcome": _("How far it is"), "owner": _("Who does it"),
        },
    ),
}  # fmt: skip
ABOUT = {
    "partner": _("Partner"), "name": _("Name"), "programme": _("Programme"),
    "edition": _("Edition"), "as_of": _("As of"), "known_on": _("As known on"),
    "performs": _("Performs"), "credited": _("Credited"), "credited_until": _("Credited until"),
    "renews_on": _("Renewal"), "binding_edition": _("Edition that binds then"),
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
        sheet.set_column(0, 0, _width("", map(_, ABOUT.values())))
        sheet.set_column(1, 1, WIDEST)
        for line, (name, head) in enumerate(ABOUT.items()):
            sheet.write_string(line, 0, _(head), self.name)
            self._cell(sheet, line, 1, told[name])

    def sheet(self, title: str, columns: Mapping[str, str], told: Sequence[Row]) -> None:
        """A sheet of rows under their heads, which stay in sight and can be filtered by."""
        sheet = self.book.add_worksheet(title)
        shown, left = told[:MOST_ROWS], len(told) - MOST_ROWS
        for place, (name, head) in enumerate(columns.items()):
            cells = [row.get(name) for row in shown]
            sheet.write_string(0, place, _(head), self.head)
            sheet.set_column(place, place, _width(_(head), cells))
            for line, cell in enumerate(cells, 1):
                self._cell(sheet, line, place, cell)
        if left > 0:
            says = _("{number} more rows stand in the report as CSV.").format(number=figure(left))
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
            sheet.write_string(line, place, shorten(inert(str(value)), MOST_SIGNS), self.text)


def _width(head: str, values: Iterable[object]) -> int:
    """As wide as what stands in it, within reason."""
    widest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(WIDEST, max(NARROWEST, len(head) + 4, widest + 2))
