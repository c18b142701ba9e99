"""Children that import and may be killed, and what they leave behind."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, LargeBinary, String, func, select
from sqlmodel import SQLModel

from models.database import connect, writing
from models.tables import KINDS, Batch, Original, Scope, rows_of
from tests.commands import ROOT

Sums = dict[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Fate:
    """What a child told, each with the seconds it took to get there."""

    told: list[tuple[float, str]]

    @property
    def last(self) -> str:
        """How far it came: reading, writing, committing, done; or trouble or a fault."""
        return self.told[-1][1].split()[0]

    @property
    def moments(self) -> dict[str, float]:
        """When it told each word first."""
        return {what.split()[0]: seconds for seconds, what in reversed(self.told)}

    @property
    def results(self) -> list[tuple[str, dict[str, int]]]:
        """Of each file of an import that came to its end, its status and what changed."""
        done, _, results = self.told[-1][1].partition(" ")
        assert done == "done", self.told
        return [(status, changes) for status, changes in json.loads(results)]

    @property
    def statuses(self) -> list[str]:
        """The statuses alone."""
        return [status for status, _ in self.results]


class Mortals:
    """The process in tests/mortal.py."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders, self._answers = orders, answers

    def together(
        self, url: str, *jobs: dict[str, Any], kill: tuple[str, float] | None = None
    ) -> tuple[Fate, ...]:
        """What becomes of children that do these jobs at once.

        With *kill* each is killed so many seconds after it told a word.
        """
        self._orders.write(json.dumps({"url": url, "jobs": jobs, "kill": kill}) + "\n")
        self._orders.flush()
        return tuple(Fate(told) for told in json.loads(self._answers.readline()))

    def take_in(
        self, url: str, files: Sequence[Path], kill: tuple[str, float] | None = None
    ) -> Fate:
        """What becomes of a child that takes in these files."""
        return self.together(url, importing(*files), kill=kill)[0]


def importing(*files: Path) -> dict[str, Any]:
    """The job to take in these files."""
    return {"files": [str(file) for file in files]}


@contextmanager
def mortals() -> Iterator[Mortals]:
    """The process that makes them, for a while."""
    words = [sys.executable, "-m", "tests.mortal"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Mortals(process.stdin, process.stdout)
        process.stdin.close()


def sums(url: str) -> Sums:
    """Of each table its rows, counted and summed by column, once every other writer is done.

    The database is whole, and no row stands alone.
    """
    engine = connect(url)
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        assert list(_alone(connection)) == []
        found = dict(_sums(connection))
    engine.dispose()
    return found


def _sums(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for table in SQLModel.metadata.sorted_tables:
        columns = [_sum(column) for column in table.columns]
        counted = select(func.count(), *columns).select_from(table)
        yield table.name, tuple(connection.execute(counted).one())


def _sum(column: Column[Any]) -> ColumnElement[Any]:
    """A number that tells what a column holds; ids may differ after a retry."""
    if column.name in ("id", "batch_id", "scope_id"):
        return func.count(column.distinct())
    if isinstance(column.type, Integer):
        return func.coalesce(func.sum(column), 0)
    if isinstance(column.type, String | LargeBinary):
        return func.coalesce(func.sum(func.length(column)), 0)
    return func.count(column.distinct())


def _alone(connection: Connection) -> Iterator[str]:
    """Rows without the row they belong to, batches without their file and files without a batch."""
    batch, scope, original = rows_of(Batch), rows_of(Scope), rows_of(Original)
    pairs: list[tuple[Column[Any], Column[Any]]] = [
        (key.parent, key.column)
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
    ]
    pairs += [(rows_of(kind).c.scope_id, scope.c.id) for kind in KINDS.values()]  # without a key
    pairs += [(scope.c.batch_id, batch.c.id)]
    pairs += [(batch.c.sha256, original.c.sha256), (original.c.sha256, batch.c.sha256)]
    for one, other in pairs:
        alone = select(func.count()).where(one.not_in(select(other)))
        if connection.execute(alone).scalar_one():
            yield f"{one} without {other}"
