"""What can be read in a file, but is worth a second look."""

from collections.abc import Iterable, Iterator
from typing import Any

from imports.vocabulary import PRODUCTS
from tiers.programmes import PROGRAMMES
from tiers.words import _

RowValues = dict[str, Any]
INTERVALS = (("left_on", "joined_on"), ("ended_on", "started_on"), ("expires_on", "earned_on"))


def remarks(rows: list[RowValues]) -> Iterator[str]:
    """A sentence for every remarkable thing, with the lines it was seen on."""
    for later, earlier in INTERVALS:
        if backwards := [row["line"] for row in rows if _backwards(row, later, earlier)]:
            says = _("{later} lies before {earlier}, so the row never counts: lines {lines}.")
            yield says.format(later=later, earlier=earlier, lines=listed(backwards))
    if busy := [row["line"] for row in rows if _more_active_than_seats(row)]:
        says = _("More active users than seats, counted up to the seats: lines {lines}.")
        yield says.format(lines=listed(busy))
    known = set(PRODUCTS.values())
    for product in _unknown(rows, "product", known):
        yield _("The product {product} is not known; kept by that name.").format(product=product)
    for programme in _unknown(rows, "programme", set(PROGRAMMES)):
        says = _("The programme {programme} is not known here; kept by that name.")
        yield says.format(programme=programme)


def listed(lines: Iterable[int], most: int = 10) -> str:
    """Line numbers as words, the first few of many."""
    numbers = [str(line) for line in lines]
    return ", ".join(numbers[:most]) + (" …" if len(numbers) > most else "")


def _backwards(row: RowValues, later: str, earlier: str) -> bool:
    return bool(row.get(later) and row.get(earlier) and row[later] < row[earlier])


def _more_active_than_seats(row: RowValues) -> bool:
    return row.get("active_users") is not None and row["active_users"] > row["seats"]


def _unknown(rows: list[RowValues], column: str, known: set[str]) -> list[str]:
    return sorted({row[column] for row in rows if row.get(column)} - known)
