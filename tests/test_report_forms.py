"""The report as a workbook and as a page of its own: the same facts, and nothing in them works."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Connection

from reports import forms, workbook
from reports.tables import as_csv
from reports.workbook import ABOUT, SHEETS, as_xlsx
from tests.reporting import (
    HOSTILE,
    LAST_DAY,
    NO_EDITION,
    WOLKENQUITTE,
    gathered,
    of_hostile_names,
    table,
)
from tiers.programmes.messaging import MESSAGING


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, heads first."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


class Page(HTMLParser):
    """The elements of a page, what they are given, and the text that is read."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.read: list[str] = []
        self._in_style = False
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.read.append(data)

    @property
    def text(self) -> str:
        """All text, one piece behind the other."""
        return " ".join(self.read)


def report(connection: Connection, form: str, day: date = LAST_DAY) -> bytes:
    return forms.report(connection, MESSAGING, WOLKENQUITTE, day, form)


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_the_same_facts_make_the_same_file(demo: Connection, form: str) -> None:
    assert report(demo, form) == report(demo, form)


# A workbook --------------------------------------------------------------------------------------


def test_the_sheets_have_the_rows_of_the_csv(demo: Connection) -> None:
    """Each kind of row has its sheet; days are days, numbers numbers and the rest text."""
    handout = gathered(demo, date(2015, 3, 31))
    told, found = table(as_csv(handout)), sheets(as_xlsx(handout))
    for kind, (title, columns) in SHEETS.items():
        rows = [row for row in told if row["row"] == kind]
        assert (title in found) == bool(rows)
        if rows:
            assert found[title][0] == tuple(columns.values())
            assert len(found[title]) == len(rows) + 1
        for row, cells in zip(rows, found.get(title, [()])[1:], strict=True):
            for name, cell in zip(columns, cells, strict=True):
                assert as_said(cell) == as_told(row[name]), name
    assert {title for title, _columns in SHEETS.values()} & found.keys() >= {
        "Criteria", "Evidence", "What changes by itself", "What it hangs on"
    }  # fmt: skip


def as_said(cell: object) -> str:
    """A cell of the workbook, as the table has it."""
    if isinstance(cell, datetime):
        return f"{cell.date()}"
    return f"{float(cell):g}" if isinstance(cell, int | float) else str(cell or "")


def as_told(cell: str) -> str:
    """A cell of the table, numbers written alike."""
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell.removeprefix("'")


def test_the_first_sheet_says_whom_it_is_about(demo: Connection) -> None:
    said = dict(sheets(report(demo, "xlsx"))["Report"])
    assert [*said] == [*ABOUT.values()]
    assert said["Partner"] == WOLKENQUITTE
    assert (said["Performs"], said["As of"]) == ("Silver", datetime(2015, 6, 30))  # noqa: DTZ001


def test_a_day_without_an_edition_has_one_sheet(demo: Connection) -> None:
    found = sheets(report(demo, "xlsx", NO_EDITION))
    assert dict(found["Report"])["Edition"] == "No edition is in force on that day."
    assert not found.keys() & {"Criteria", "Evidence"}


def test_what_a_sheet_has_no_room_for_is_told(
    demo: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_000)
    monkeypatch.setattr(workbook, "MOST_SIGNS", 40)
    rows = sheets(report(demo, "xlsx"))["Evidence"]
    assert len(rows) == 1 + 1_000 + 1
    assert rows[-1][0] == "122 more rows stand in the report as CSV."
    assert max(len(str(cell)) for row in rows[:-1] for cell in row) == 40


def test_no_cell_is_a_formula_or_a_link(empty: Connection) -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(of_hostile_names(empty))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


# A page ------------------------------------------------------------------------------------------


def test_the_page_says_what_the_verdict_says(demo: Connection) -> None:
    page = Page(report(demo, "html", date(2015, 3, 31)))
    assert "Wolkenquitte Systemhaus GmbH (fictional)" in page.text
    for says in ("500 seats of Exchange Online", "✗ not met", "Silver until 2015-06-02",
                 "partner/2015-Q2/references.csv:7"):  # fmt: skip
        assert says in page.text
    pictures = [given for name, given in page.elements if name == "img"]
    assert pictures
    assert all(given["alt"] for given in pictures)


def test_a_page_of_a_day_without_an_edition(demo: Connection) -> None:
    assert "No edition" in Page(report(demo, "html", NO_EDITION)).text


def test_the_page_asks_for_nothing(demo: Connection) -> None:
    """No script, no link, and every picture stands in it: it is the same without a network."""
    page = Page(report(demo, "html"))
    assert not {"script", "link", "a", "iframe", "object", "form"} & {n for n, _ in page.elements}
    for _name, given in page.elements:
        assert (given.get("src") or "data:").startswith(
            "data:image/svg+xml;base64,"[: len("data:")]
        )
        assert not [one for one in given if one.startswith("on") or one == "href"]
    assert not re.search(r"url\(|@import", report(demo, "html").decode())


def test_names_are_text_and_nothing_else(empty: Connection) -> None:
    page = Page(forms.as_html(of_hostile_names(empty)))
    for name in HOSTILE:
        assert name in page.text
    assert not {name for name, _given in page.elements} & {"label"}
