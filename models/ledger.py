"""The ledger: which files were taken in, by whom and when, and which of them are believed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, and_, func, insert, select

from models.tables import Batch, Event, rows_of
from tiers.words import _

BATCH, EVENT = rows_of(Batch).c, rows_of(Event).c
UNDONE, REDONE = "undone", "redone"


class NoSuchBatch(Exception):
    """A batch that does not exist, or is already as wanted."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger; *undone_at* is None while the batch is believed."""

    batch: int
    file: str
    sha256: str
    kind: str
    format: str
    rows: int
    additions: bool
    imported_at: datetime
    by: str
    undone_at: datetime | None


def batches(connection: Connection) -> tuple[Entry, ...]:
    """Every batch, oldest first, with when it was undone if it is."""
    last = _last_event(None)
    rows = connection.execute(
        select(rows_of(Batch), last.c.what, last.c.at)
        .join(last, last.c.batch_id == BATCH.id, isouter=True)
        .order_by(BATCH.id)
    )
    return tuple(_entry(row) for row in rows)


def entry(connection: Connection, batch: int) -> Entry:
    """The line of one batch."""
    found = next((one for one in batches(connection) if one.batch == batch), None)
    if found is None:
        raise NoSuchBatch(_("There is no batch {batch}.").format(batch=batch))
    return found


def position(connection: Connection) -> tuple[int, int]:
    """Where the ledger stands: it moves with every import, undo and redo, and with nothing else."""
    newest = select(func.max(BATCH.id)).scalar_subquery()
    latest = select(func.max(EVENT.id)).scalar_subquery()
    found = connection.execute(select(func.coalesce(newest, 0), func.coalesce(latest, 0))).one()
    return found[0], found[1]


def undo(connection: Connection, batch: int, at: datetime, by: str) -> None:
    """Stop believing a batch; its rows stay."""
    _mark(connection, batch, UNDONE, at, by)


def redo(connection: Connection, batch: int, at: datetime, by: str) -> None:
    """Believe an undone batch again, in its old place."""
    _mark(connection, batch, REDONE, at, by)


def believed(known_on: date | None) -> Select[Any]:
    """The ids of the batches imported by the end of the day and not undone by then."""
    last = _last_event(known_on)
    undone = and_(last.c.what.is_not(None), last.c.what == UNDONE)
    chosen = select(BATCH.id).join(last, last.c.batch_id == BATCH.id, isouter=True).where(~undone)
    return chosen.where(BATCH.imported_at < _end(known_on)) if known_on else chosen


def _mark(connection: Connection, batch: int, what: str, at: datetime, by: str) -> None:
    one = entry(connection, batch)
    if (one.undone_at is not None) == (what == UNDONE):
        says = (
            _("Batch {batch} ({file}) is already undone.")
            if what == UNDONE
            else _("Batch {batch} ({file}) is believed already.")
        )
        raise NoSuchBatch(says.format(batch=batch, file=one.file))
    connection.execute(insert(rows_of(Event)).values(batch_id=batch, what=what, at=at, by=by))


def _last_event(known_on: date | None) -> Subquery:
    """The newest event of each batch that has one."""
    newest = select(func.max(EVENT.id)).group_by(EVENT.batch_id)
    if known_on:
        newest = newest.where(EVENT.at < _end(known_on))
    return select(rows_of(Event)).where(EVENT.id.in_(newest)).subquery()


def _end(day: date) -> datetime:
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        batch=row.id,
        file=row.file,
        sha256=row.sha256,
        kind=row.kind,
        format=row.format,
        rows=row.rows,
        additions=row.additions,
        imported_at=row.imported_at,
        by=row.by,
        undone_at=row.at if row.what == UNDONE else None,
    )
