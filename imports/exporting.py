"""What is believed, in our own templates: as CSV that reads back the same, or as a frame."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import polars as pl
from sqlalchemy import Connection

from imports.kinds import KINDS, FileKind
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
    if not kind.table.key:
        return rows.select(names).write_csv()
    something = pl.col(kind.table.key[0]).is_not_null()
    kept = (*kind.table.scope, "seats")  # all that a row may fill that says nothing remains
    blanked = [pl.when(something).then(pl.col(name)) for name in names if name not in kept]
    return rows.with_columns(blanked).select(names).write_csv()


def write_templates(folder: Path) -> list[Path]:
    """An empty and an example file of every kind, with English and with German headers."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        for language, headers in (
            ("en", [column.name for column in kind.columns]),
            ("de", [column.german for column in kind.columns]),
        ):
            for form, rows in (("empty", ()), ("example", kind.examples)):
                path = folder / f"{kind.name}-{form}-{language}.csv"
                path.write_text(_table(headers, rows), encoding="utf-8", newline="")
                written.append(path)
    return written


def _table(headers: list[str], rows: tuple[tuple[str, ...], ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([headers, *rows])
    return out.getvalue()
