"""What is believed, in our own templates: as CSV that reads back the same, or as a frame."""

from datetime import date

import polars as pl
from sqlalchemy import Connection

from imports.filekind import FileKind
from imports.numbers import amount
from models.belief import known
from models.staff import departed
from models.store import links


def believed(connection: Connection, kind: FileKind, known_on: date | None = None) -> pl.DataFrame:
    """Every believed row of a kind in template order, and batch, file, line.

    People whom a newer staff list left out stand in it with the day they left.
    """
    rows = known(connection, kind.table, known_on)
    if kind.name == "staff":
        rows = _with_leavers(
            rows, departed(connection, known_on, same=links(connection, known_on)["person"])
        )
    names = [column.name for column in kind.columns]
    ordered = rows.sort(*kind.table.scope, *(kind.table.key or ["line"]), nulls_last=False)
    return ordered.select(*names, "batch", "file", "line")


def _with_leavers(staff: pl.DataFrame, leavers: pl.DataFrame) -> pl.DataFrame:
    """The staff and those who left it; where somebody did, no row says that nobody remains."""
    nobody = pl.col("person_id").is_null() & pl.col("partner_id").is_in(
        leavers["partner_id"].implode()
    )
    return pl.concat([staff.filter(~nobody), leavers])


def as_csv(rows: pl.DataFrame, kind: FileKind) -> str:
    """The rows in our template; days as ISO, so that importing them changes nothing."""
    names = [column.name for column in kind.columns]
    rows = rows.with_columns(
        (pl.col(column.name) / 100).cast(pl.Decimal(18, 2)).cast(pl.String)
        for column in kind.columns
        if column.read is amount
    )
    name = kind.table.named_by()
    if name is None:
        return rows.select(names).write_csv()
    something = pl.col(name).is_not_null()
    kept = (*kind.table.scope, "seats")  # all that a row may fill that says nothing remains
    blanked = [pl.when(something).then(pl.col(name)) for name in names if name not in kept]
    return rows.with_columns(blanked).select(names).write_csv()
