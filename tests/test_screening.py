"""Rows and the reasons against them: their order, and which of several counts."""

from typing import Any

import narwhals as nw
import polars as pl

from tiers.facts import Row
from tiers.screening import Reason, Screened, only_best


def screened(*rows: Row, fails: tuple[Reason, ...] = ()) -> Screened:
    frame = nw.from_native(pl.DataFrame(list(rows)).lazy())
    return Screened(frame, (), fails or (below(0),), lambda row: str(row["n"]))


def below(least: int) -> Reason:
    return Reason(nw.col("n") < least, lambda row: f"{row['n']} is below {least}")


def row(partner: str, file: str, line: int, n: int | None = 1) -> Row:
    return {"partner_id": partner, "file": file, "line": line, "n": n}


def test_rows_are_told_by_ask_then_file_then_line() -> None:
    """In whatever order they were read."""
    found = screened(
        row("b", "x.csv", 2),
        row("a", "y.csv", 2),
        row("a", "x.csv", 9),
        row("a", "x.csv", 10),
        row("a", "x.csv", 3),
    ).explained(["partner_id"])
    assert [(ask, told["file"], told["line"]) for ask, told, _ in found] == [
        (("a",), "x.csv", 3),
        (("a",), "x.csv", 9),
        (("a",), "x.csv", 10),
        (("a",), "y.csv", 2),
        (("b",), "x.csv", 2),
    ]


def test_the_first_reason_that_holds_is_told() -> None:
    """Of two that hold the first, of one that cannot be told none."""
    rows = (row("a", "x", 2, 1), row("a", "x", 3, 2), row("a", "x", 4, 3), row("a", "x", 5, None))
    one, other = below(2), below(3)
    found = screened(*rows, fails=(one, other)).explained(["partner_id"])
    assert [against for _, _, against in found] == [one, other, None, None]


def judged(*ranks: int, against: Reason | None = None) -> Any:
    return [(("a",), row("a", "x", line, n), against) for line, n in enumerate(ranks, 2)]


def test_of_equals_the_first_counts() -> None:
    """And of others the highest in rank, wherever it stands."""
    for ranks, best in (((2, 2), 0), ((1, 2), 1), ((2, 1), 0), ((1, 3, 3), 1)):
        found = only_best(judged(*ranks), "partner_id", lambda one: one["n"], lambda one: "less")
        assert [why is None for _, _, why in found] == [n == best for n in range(len(ranks))]
        assert {why.says({}) for _, _, why in found if why} == {"less"}


def test_a_row_with_a_reason_is_never_the_best() -> None:
    """It keeps its own reason, and one of lower rank counts."""
    reason = below(9)
    rows = [*judged(5, against=reason), *judged(1)]
    found = only_best(rows, "partner_id", lambda one: one["n"], lambda one: "less")
    assert [why for _, _, why in found] == [reason, None]
