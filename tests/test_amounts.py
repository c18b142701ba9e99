"""Amounts: to the hundredth, whatever marks the file uses, and never by guessing one away."""

from datetime import date

import pytest

from imports.manner import Manner, Signs, manner
from imports.numbers import amount
from imports.reader import Unreadable

TODAY = date(2015, 4, 7)


@pytest.mark.parametrize(
    ("cell", "thousands", "hundredths"),
    [
        ("12", None, 1200),
        ("12.5", None, 1250),
        ("-0.07", None, -7),
        ("1,234.5", ",", 123450),
        ("1.234,5", ".", 123450),
        ("-1.234.567,89", ".", -123456789),
        ("1\u00a0234,50", ".", 123450),
        ("640.5000", ",", 64050),
        ("-1.234", ".", -123400),
        ("1.234.567.890", ".", 123456789000),
        ("-0", None, 0),
    ],
)
def test_amounts(cell: str, thousands: str | None, hundredths: int) -> None:
    assert amount.cell(cell, Manner(TODAY, thousands)) == hundredths


@pytest.mark.parametrize(
    ("cell", "thousands"),
    [
        ("1,5", None),
        ("1.5", "."),
        ("1,5", ","),
        ("12.34.5", "."),
        ("1,2,3", ","),
        ("1.255", ","),
        ("-1.500", None),
        ("-1,500", "."),
        ("--1", None),
        ("-", None),
        ("12.５0", None),
        ("12.٥", None),
        ("1_2.5", None),
        ("1e5", None),
        ("nan", None),
    ],
)
def test_a_mark_that_the_file_does_not_explain(cell: str, thousands: str | None) -> None:
    """A mark in the wrong place, or a third decimal, is refused and never dropped."""
    with pytest.raises(Unreadable):
        amount.cell(cell, Manner(TODAY, thousands))


def test_an_amount_below_zero_tells_the_mark() -> None:
    """The sign before a number hides nothing of how the file writes numbers."""
    assert manner(["-1.234,56"], [], Signs(), TODAY).thousands == "."


def test_a_file_that_contradicts_itself_explains_no_mark() -> None:
    """Of `1,5` and `1.5` in one file neither tells what the other is."""
    assert manner(["1,5", "1.5"], [], Signs(), TODAY).thousands is None
