"""Rows of text as the frames in which facts are kept, by the words of tiers/facts.py."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import polars as pl

from tests.brute.rows import Row, Rows

COLUMNS = {
    "partners": "partner_id name country market anniversary_on",
    "seats": "partner_id product period customer_id customer_name seats active_users association",
    "customer_counts": "partner_id product period customers new_customers",
    "staff": "partner_id person_id name email joined_on left_on",
    "awards": "partner_id person_id award earned_on expires_on name",
    "references": "partner_id reference_id customer_id given_on customer_name competency status",
    "associations": "partner_id customer_id product kind started_on ended_on proof",
    "enrolments": "partner_id programme tier started_on renews_on",
    "figures": "partner_id figure period customer_id product value",
}
KEYS = {
    "partners": ("partner_id",),
    "seats": ("customer_id", "product", "period", "association"),
    "customer_counts": ("product", "period"),
    "staff": ("person_id", "joined_on"),
    "awards": ("person_id", "award", "earned_on"),
    "references": ("reference_id",),
    "associations": ("customer_id", "product", "kind", "started_on"),
    "enrolments": ("programme", "started_on"),
    "figures": ("figure", "period", "customer_id", "product"),
}
NUMBERS = ("seats", "active_users", "customers", "new_customers")


def unique(rows: Mapping[str, list[Row]]) -> Rows:
    """The rows without those that disagree with an earlier one of the same key."""
    found: dict[str, list[Row]] = {}
    for kind, each in rows.items():
        first: dict[tuple[str, ...], Row] = {}
        for row in each:
            first.setdefault(tuple(row.get(column, "") for column in KEYS[kind]), row)
        found[kind] = list(first.values())
    return found


def typed(column: str) -> type[pl.DataType]:
    """The type of a column."""
    if column == "period" or column.endswith("_on"):
        return pl.Date
    return pl.Int64 if column in (*NUMBERS, "value", "line") else pl.String


def cell(column: str, text: str) -> str | int | date | None:
    """What a cell says in its column's type; a value in hundredths; None where it is blank."""
    if not text:
        return None
    if typed(column) is pl.Date:
        return date.fromisoformat(text)
    if column == "value":
        return int(100 * Decimal(text))
    return int(text) if column in NUMBERS else text


def frames(partners: Mapping[str, Rows]) -> dict[str, pl.LazyFrame]:
    """All partners' rows by kind."""
    found = {}
    for kind, columns in COLUMNS.items():
        names = columns.split()
        cells = [
            [*(cell(name, row.get(name, "")) for name in names), f"{kind}.csv", line]
            for line, row in enumerate(
                (row for rows in partners.values() for row in rows.get(kind, ())), start=2
            )
        ]
        schema = {name: typed(name) for name in (*names, "file", "line")}
        found[kind] = pl.DataFrame(cells, schema=schema, orient="row").lazy()
    return found
