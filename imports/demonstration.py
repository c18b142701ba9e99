"""The demonstration data: fictional files, taken in as if on the days they arrived."""

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import Connection

from imports.importing import commit
from imports.results import Arrival, How
from models.ledger import Entry, batches, redo, undo

FOLDER = Path(__file__).parent.parent / "data"
BY = "demonstration"


def load(connection: Connection, at: datetime) -> int:
    """Take in the files, or believe them again; returns how many."""
    before = demonstration_batches(connection)
    if before:
        undone = [entry for entry in before if entry.undone_at]
        for entry in undone:
            redo(connection, entry.batch, at, BY)
        return len(undone)
    return sum(_take_in(connection, *arrived) for arrived in _arrivals())


def remove(connection: Connection, at: datetime) -> int:
    """Stop believing the demonstration's files; returns how many were believed."""
    live = [entry for entry in demonstration_batches(connection) if not entry.undone_at]
    for entry in live:
        undo(connection, entry.batch, at, BY)
    return len(live)


def demonstration_batches(connection: Connection) -> list[Entry]:
    """The ledger's lines that the demonstration wrote: its files, whoever else bears its name."""
    files = {file for file, _arrived_on, _how in _arrivals()}
    return [entry for entry in batches(connection) if entry.by == BY and entry.file in files]


def _arrivals() -> list[tuple[str, date, How]]:
    """Each file, the day it arrived on, and whether it adds to what was known before."""
    with (FOLDER / "arrivals.csv").open(encoding="utf-8", newline="") as listing:
        return [
            (
                row["file"],
                date.fromisoformat(row["arrived_on"]),
                How(additions=row["additions"] == "yes"),
            )
            for row in csv.DictReader(listing)
        ]


def _take_in(connection: Connection, file: str, arrived_on: date, how: How) -> int:
    at = datetime.combine(arrived_on, time(9), UTC)
    (result,) = commit(connection, [Arrival(file, (FOLDER / file).read_bytes())], at, BY, how)
    if result.refused:
        raise ValueError(f"{file}: {result.errors[0].sentence()}")
    return result.status == "loaded"
