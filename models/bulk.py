"""Many rows into a table at once, in the transaction that is open."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import polars as pl
from sqlalchemy import Connection
from sqlmodel import SQLModel

from models.tables import rows_of

AT_ONCE = 200  # rows one SQLite statement takes: as fast as a bulk loader, in the ledger's own
TURNED = 4_000  # rows turned into Python's values at a time: few enough to stay near the processor
SENT = 40_000  # rows sent to PostgreSQL at a time


def write(connection: Connection, model: type[SQLModel], rows: pl.DataFrame) -> None:
    """Insert the frame's rows into the columns of its names; by COPY on PostgreSQL."""
    table = rows_of(model).name
    if connection.dialect.name == "postgresql":
        _copy(connection, f'COPY "{table}" ({_listed(rows.columns)})', rows)
    else:
        _insert(connection, table, rows)


def alike(column: pl.Series) -> bool:
    """Whether all rows of a column, of which there are some, hold the same."""
    return bool(column[0] == column[-1] and column.eq_missing(column[0]).all())


def _insert(connection: Connection, table: str, rows: pl.DataFrame) -> None:
    """Several rows with every statement, which SQLite takes at twice the speed of single ones.

    What all rows hold alike is given once for each statement: it is named by its number there.
    """
    days = rows.with_columns(pl.col(pl.Date).cast(pl.String))
    same = [one.name for one in days if rows.height > AT_ONCE and alike(one)]
    given, own = [days[name][0] for name in same], days.drop(same)
    names = _listed([*same, *own.columns])
    row = ", ".join([*(f"?{number}" for number in range(1, len(same) + 1)), *"?" * own.width])
    whole = own.height - own.height % AT_ONCE
    cursor: Any = connection.connection.cursor()
    for part, together in ((own[:whole], AT_ONCE), (own[whole:], 1)):
        several = ", ".join([f"({row})"] * together)
        statement = f'INSERT INTO "{table}" ({names}) VALUES {several}'
        cursor.executemany(statement, _flat(part, together, given))
    cursor.close()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _flat(rows: pl.DataFrame, together: int, before: list[object]) -> Iterator[list[object]]:
    """The values of so many rows in one list, after those that stand *before* them all."""
    for part in rows.iter_slices(TURNED - TURNED % together):
        values = list(chain.from_iterable(zip(*(one.to_list() for one in part), strict=True)))
        step = together * rows.width
        for start in range(0, len(values), step):
            yield [*before, *values[start : start + step]]


def _copy(connection: Connection, statement: str, rows: pl.DataFrame) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    form = " FROM STDIN (FORMAT csv, NULL '\\N')"
    with driver.cursor() as cursor, cursor.copy(statement + form) as copy:
        for part in _ahead(_as_csv(rows)):
            copy.write(part)


def _as_csv(rows: pl.DataFrame) -> Iterator[str]:
    for part in rows.iter_slices(SENT):
        yield part.write_csv(include_header=False, null_value="\\N", quote_style="non_numeric")


def _ahead(parts: Iterator[str]) -> Iterator[str]:
    """Each part, while another thread makes the next."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = other.submit(next, parts, None)
            yield part
