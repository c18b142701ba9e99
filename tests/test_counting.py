"""Counts in what is told of files: one row is a row, and thousands are set apart."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from imports.remarks import listed
from tests.commands import run

TEN = "990, 991, 992, 993, 994, 995, 996, 997, 998, 999"
HEADER = "partner_id,customer_id,product,period,seats,active_users\n"


def seats(path: Path, rows: int, *, active: int = 1) -> Path:
    each = (f"7,C-{number},Exchange,2015-Q1,1,{active}\n" for number in range(rows))
    path.write_text(HEADER + "".join(each), encoding="utf-8")
    return path


def test_one_row_is_a_row_and_thousands_are_set_apart(sqlite_url: str, tmp_path: Path) -> None:
    one, many = seats(tmp_path / "one.csv", 1), seats(tmp_path / "many.csv", 1_500)
    out = run(sqlite_url, "import", one).out
    assert "one.csv: loaded, seats, 1 row, batch 1\n" in out
    out = run(sqlite_url, "import", many).out
    assert "many.csv: loaded, seats, 1,500 rows, batch 2\n  1,499 added, 0 changed," in out
    out = run(sqlite_url, "undo", 2, "--dry-run").out
    assert "  0 added, 0 changed, 1,499 vanished" in out
    first, second = run(sqlite_url, "batches").out.splitlines()
    assert "       1 row   one.csv by" in first
    assert "   1,500 rows  many.csv by" in second


def test_one_line_is_a_line(sqlite_url: str, tmp_path: Path) -> None:
    for rows, lines in ((1, "line 2."), (2, "lines 2, 3.")):
        out = run(sqlite_url, "import", seats(tmp_path / "busy.csv", rows, active=2)).out
        assert f"More active users than seats, counted up to the seats: {lines}\n" in out


@pytest.mark.parametrize(
    ("lines", "says"),
    [([7], "line 7"), ([7, 9], "lines 7, 9"), (range(990, 1_001), f"lines {TEN} …")],
)  # fmt: skip
def test_the_first_few_of_many_lines_are_told(lines: Sequence[int], says: str) -> None:
    assert listed(lines) == says
