"""What is believed: of each scope its newest live snapshot, and what was added to it since."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Select, Subquery, case, func, select
from sqlmodel import SQLModel

from models.ledger import BATCH, believed
from models.tables import Batch, Fact, Scope, rows_of

SCOPE = rows_of(Scope).c
MOST_NAMED = 30_000  # partners one statement can name on every database; for more, all are read

ORIGIN = {"batch": pl.Int64, "file": pl.String, "line": pl.Int64}


def known(
    connection: Connection,
    kind: type[Fact],
    known_on: date | None = None,
    partners: Iterable[str] | None = None,
) -> pl.DataFrame:
    """The believed rows of a kind: its scope's columns, its own, and batch, file, line.

    *known_on* believes only what was imported by the end of that day and not undone by then.
    """
    current = _current(known_on, kind, partners)
    rows = _fetch(connection, kind, current)
    return newest_of_each_key(rows, kind)


def anything(connection: Connection, kind: type[Fact]) -> bool:
    """Whether rows of a kind were ever taken in."""
    found = select(SCOPE.id).where(SCOPE.kind == kind.file_kind).limit(1)
    return connection.execute(found).first() is not None


def nothing(kind: type[Fact]) -> pl.DataFrame:
    """No rows, in the columns that `known` gives."""
    return pl.DataFrame(schema=_columns(kind))


def history(
    connection: Connection,
    kind: type[Fact],
    known_on: date | None = None,
    partners: Iterable[str] | None = None,
) -> pl.DataFrame:
    """Every live row of a kind, superseded or not, with additions and imported_on beside it."""
    rows = _fetch(connection, kind, _live(known_on, kind, partners).subquery())
    ledger = select(BATCH.id, BATCH.additions, BATCH.imported_at)
    origins = pl.DataFrame(
        [(one.id, one.additions, one.imported_at.date()) for one in connection.execute(ledger)],
        schema={"batch": pl.Int64, "additions": pl.Boolean, "imported_on": pl.Date},
        orient="row",
    )
    return rows.join(origins, on="batch")


def newest_of_each_key(rows: pl.DataFrame, kind: type[Fact]) -> pl.DataFrame:
    """Of rows that share a key the one of the newest batch; only additions make such rows.

    Nor does a row that says nothing remains outlive what was added to its scope.
    """
    key = [*kind.scope, *kind.key]
    newest = rows.sort("batch", "line").unique(key, keep="last", maintain_order=True)
    name = kind.named_by()
    if name is None:
        return newest
    named = pl.col(name).is_not_null()
    return newest.filter(named | (named.sum().over(kind.scope) == 0))


def schema(kind: type[SQLModel]) -> dict[str, type[pl.DataType]]:
    """The columns of a table's fields as Polars types."""
    types = {str: pl.String, int: pl.Int64, date: pl.Date}
    return {
        name: next(types[one] for one in types if one in _types(field.annotation))
        for name, field in kind.model_fields.items()
    }


def _types(annotation: object) -> tuple[object, ...]:
    return getattr(annotation, "__args__", (annotation,))


def _live(known_on: date | None, kind: type[Fact], partners: Iterable[str] | None) -> Select[Any]:
    """The scopes of the batches that are believed."""
    chosen = (
        select(rows_of(Scope), BATCH.file, BATCH.additions)
        .join(rows_of(Batch), BATCH.id == SCOPE.batch_id)
        .where(SCOPE.kind == kind.file_kind, BATCH.id.in_(believed(known_on)))
    )
    wanted = None if partners is None else list(partners)
    if wanted is not None and len(wanted) <= MOST_NAMED:
        chosen = chosen.where(SCOPE.partner_id.in_(wanted))
    return chosen


def _current(known_on: date | None, kind: type[Fact], partners: Iterable[str] | None) -> Subquery:
    """The live scopes from each one's newest snapshot on."""
    live = _live(known_on, kind, partners).subquery()
    snapshot = case((~live.c.additions, live.c.batch_id))
    same = (live.c.partner_id, live.c.product, live.c.period, live.c.figure)
    base = func.coalesce(func.max(snapshot).over(partition_by=same), 0)
    ranked = select(live, base.label("base")).subquery()
    return select(ranked).where(ranked.c.batch_id >= ranked.c.base).subquery()


def _fetch(connection: Connection, kind: type[Fact], scopes: Subquery) -> pl.DataFrame:
    table = rows_of(kind)
    wanted = select(
        *(scopes.c[name] for name in kind.scope),
        *(table.c[name] for name in kind.own()),
        scopes.c.batch_id,
        scopes.c.file,
        table.c.line,
    ).join_from(scopes, table, table.c.scope_id == scopes.c.id)
    rows = connection.execute(wanted).all()
    return pl.DataFrame(rows, schema=_columns(kind), orient="row")


def _columns(kind: type[Fact]) -> dict[str, type[pl.DataType]]:
    kinds = schema(Scope) | schema(kind)
    return {name: kinds[name] for name in (*kind.scope, *kind.own())} | ORIGIN
