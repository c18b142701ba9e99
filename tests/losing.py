"""What is left of a row of a partner who has lost somebody or something: said slowly."""

from datetime import date
from typing import Any

from tests.brute.rows import months_before

KINDS = {
    "person": ("staff", "awards"),
    "customer": ("seats", "figures"),
    "reference": ("references",),
}
Row = dict[str, Any]
Lost = set[tuple[str, str]]  # kinds and identifiers


def left_of(row: Row, name: str, lost: Lost, day: date) -> list[Row]:
    """Nothing; but of a customer's seats and figures what they were a year before, and none since.

    The row itself, where it is of nobody who is lost.
    """
    kinds = [kind for kind, names in KINDS.items() if name in names]
    if not any((kind, row[f"{kind}_id"]) in lost for kind in kinds):
        return [row]
    if name not in KINDS["customer"]:
        return []
    if row["period"] <= months_before(day, 12):
        return [row]
    return [row | ({"customer_id": None} if name == "seats" else {"value": 0})]
