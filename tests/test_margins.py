"""What is no data is found among any number of rows that only look like it."""

from datetime import date

import pytest

from imports.identify import identify, recognise
from imports.margins import MOST_ODD
from imports.reading import read
from imports.rows import Extract, extract

HEADER = "partner_id,customer_id,product,period,seats\n"
MANY = MOST_ODD + 1
FINA = "".join(f"0700100,Total Fina {row},teams,2015-Q1,5\n" for row in range(MANY))


def extracted(text: str) -> Extract:
    return extract(identify(read(text.encode(), recognise)), date(2015, 4, 7))


def test_many_customers_whose_names_begin_like_a_sum() -> None:
    """Customers they are, however many."""
    found = extracted(HEADER + FINA)
    assert (found.height, found.faults, found.warnings) == (MANY, [], [])


@pytest.mark.parametrize(
    ("below", "says"),
    [
        ("partner_id,person_id,name,email,joined_on\n", "here another table begins"),
        ("Total,,,,999\n", "the rows do not add up to it"),
        ("0700100,Total,teams,2015-Q1,999\n", "the rows do not add up to it"),
        ("0700100,Total Fina 3 Total,teams,2015-Q1,5\n", "stands for a sum, not for one of them"),
        ("0700100,Total Total Fina 3,teams,2015-Q1,5\n", "stands for a sum, not for one of them"),
        ("7 rows\n", "speaks of another number of rows"),
    ],
)
def test_what_stands_below_them_is_still_seen(below: str, says: str) -> None:
    """A table, a total or a footer that is wrong is a fault behind ten thousand such rows, too."""
    assert says in extracted(HEADER + FINA + below).faults[0].reason


@pytest.mark.parametrize(
    ("below", "says"),
    [
        (HEADER, "The header comes again, not read"),
        (f"Total,,,,{5 * MANY}\n", "Totals, not read"),
        (f"{MANY} rows\n", "Lines below the table, not read"),
    ],
)
def test_what_is_right_below_them_is_set_aside(below: str, says: str) -> None:
    found = extracted(HEADER + FINA + below)
    assert (found.height, found.faults) == (MANY, [])
    assert says in found.warnings[0]


def test_too_many_rows_that_are_no_data() -> None:
    """Where all but one row are totals, nobody looks at each: the file is refused."""
    found = extracted(HEADER + "0700100,C-1,teams,2015-Q1,5\n" + "Total,,,,5\n" * MANY)
    assert f"and {MOST_ODD} more rows look like sums" in found.faults[0].reason
