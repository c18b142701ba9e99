"""What is read at once is what is read cell by cell, or is left to that."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.days import day
from imports.formats.readers import COUNT, FLAG, IDENTIFIER
from imports.manner import Manner
from imports.numbers import whole
from imports.reader import Reader, Unreadable, Value
from imports.reading.records import one_by_one, split, together
from imports.values import identifier, text
from tests.fuzz.mutations import CELLS

MANNER = Manner(date(2015, 4, 7))
READERS = {
    "whole": whole,
    "text": text,
    "identifier": identifier,
    "day": day,
    "count": COUNT,
    "flag": FLAG,
    "vendor's identifier": IDENTIFIER,
}
NUMBERS = ("+5", "-5", "-0", "+0", "5.0", "1_000", "0x1", "+", "-", "５", "٣", "1e3", "00000012")


def quickly(reader: Reader, cells: list[str]) -> list[Value]:
    """What is read at once of each; None where it is left."""
    assert reader.quick
    given_cells = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    return given_cells.select(reader.quick(pl.col("cell")).alias("read"))["read"].to_list()


def one(reader: Reader, cell: str) -> Value:
    try:
        return reader.cell(cell, MANNER)
    except Unreadable:
        return None


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_quickly_is_as_one_by_one(reader: Reader) -> None:
    """Of every strange cell, and of every number that is none."""
    cells = [cell.strip() for cell in (*CELLS, *NUMBERS) if cell.strip()]
    for cell, found in zip(cells, quickly(reader, cells), strict=True):
        assert found is None or found == one(reader, cell), cell


@given(st.lists(st.text("0123456789+-_., e٣５", min_size=1, max_size=11).map(str.strip)))
def test_plain_digits_are_read_at_once_and_nothing_else(cells: list[str]) -> None:
    """One to nine of them."""
    for cell, found in zip(cells, quickly(whole, cells), strict=True):
        plain = cell.isascii() and cell.isdigit() and len(cell) <= 9
        assert found == (int(cell) if plain else None), cell


@pytest.mark.parametrize("lines", ["1,2\n3\n4,5,", "1,2\n3\n4,5,\n", "1\n2,3", "1,2\n\n3,4,", "1,"])
def test_a_table_is_split_at_once_as_record_by_record(lines: str) -> None:
    """A cell too few in one line and one too many in another do not make up for each other."""
    quick, slow = split(lines, ",", 2, 1), together(list(one_by_one(lines, ",", 1)), 2)
    assert quick.cells.equals(slow.cells)
    assert (quick.lines.to_list(), quick.ragged) == (slow.lines.to_list(), slow.ragged)
