"""The rows with faults: given back as they came, harmless in a spreadsheet, ready to be mended."""

import csv
from datetime import date
from io import StringIO

from imports.importing import commit
from imports.results import Arrival
from tests.tracking import moment, scratch

ON = date(2015, 4, 7)
HEADER = ["partner_id", "customer_id", "product", "period", "seats", "customer_name", "=1+1"]


def bad_rows(url: str, rows: list[list[str]]) -> list[list[str]]:
    """What is given back of a file with these rows."""
    out = StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    with scratch(url) as connection:
        (result,) = commit(connection, [Arrival("s.csv", out.getvalue().encode())], moment(ON), "t")
    assert result.refused
    return list(csv.reader(StringIO(result.bad_rows or "")))


def test_only_bad_rows_stand_there_as_they_came(sqlite_url: str) -> None:
    """A row keeps its cells, empty ones too; beside it stand its line and all that is wrong."""
    good = ["7", "a", "Exchange", "2015-Q1", "1", "", ""]
    header, *rows = bad_rows(sqlite_url, [good, ["7", "b", "Exchange", "soon", "many", "", ""]])
    assert header[-2:] == ["line", "what is wrong"]
    assert [row[:-1] for row in rows] == [["7", "b", "Exchange", "soon", "many", "", "", "3"]]
    assert "period: is not" in rows[0][-1]
    assert "seats: is not" in rows[0][-1]


def test_nothing_in_them_is_a_formula(sqlite_url: str) -> None:
    """Cells and headers that a spreadsheet would run stand behind an apostrophe."""
    told = bad_rows(sqlite_url, [["7", "b", "Exchange", "2015-Q1", "-1", "=cmd|' /C calc'!A0", ""]])
    assert not [cell for row in told for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert told[1][4:6] == ["'-1", "'=cmd|' /C calc'!A0"]


def test_a_row_of_another_width_is_given_back(sqlite_url: str) -> None:
    """A row that is too short keeps its place beside its line."""
    (_header, row) = bad_rows(sqlite_url, [["7", "b", "Exchange"]])
    assert row[:-1] == ["7", "b", "Exchange", "", "", "", "", "2"]


def test_mended_they_are_taken_in(sqlite_url: str) -> None:
    """The rows mended, the file is taken in with the two columns beside them left out."""
    header, row = bad_rows(sqlite_url, [["7", "b", "Exchange", "2015-Q1", "many", "", ""]])
    row[4] = "12"
    out = StringIO()
    csv.writer(out).writerows([header, row])
    with scratch(sqlite_url) as connection:
        arrival = Arrival("mended.csv", out.getvalue().encode())
        (result,) = commit(connection, [arrival], moment(ON), "t")
        assert (result.status, result.rows) == ("loaded", 1)
