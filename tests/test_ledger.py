"""The ledger: batches undone and redone, and what was believed on an earlier day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from models.belief import known
from models.ledger import NoSuchBatch, batches, position, redo, undo
from models.tables import Seats, Staff
from tests.brute_known import File
from tests.tracking import answers, moment, scratch, take

FIRST, SECOND, THIRD = date(2015, 4, 1), date(2015, 4, 8), date(2015, 4, 15)
EVENING = datetime(2015, 4, 8, 23, 59, 59, 999999, UTC)
DAY = date(2015, 3, 31)
STAFF = File("staff", [{"partner_id": "7", "person_id": "ana"}], False, FIRST)


def seats(number: int, on: date) -> File:
    row = {"partner_id": "7", "customer_id": "a", "product": "Exchange", "period": "2015-Q1"}
    return File("seats", [row | {"seats": str(number)}], False, on)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """An empty ledger, on SQLite and on PostgreSQL."""
    with scratch(database_url) as connection:
        yield connection


def load(connection: Connection, file: File) -> int:
    """The number of the batch that the file becomes."""
    batch = take(connection, file).batch
    assert batch is not None
    return batch


def believed(connection: Connection, known_on: date | None = None) -> list[int]:
    """The seats of the one customer, as believed."""
    return known(connection, Seats, known_on)["seats"].to_list()


def test_a_batch_stands_in_the_ledger(connection: Connection) -> None:
    """The ledger tells each file, its kind, its rows, when it came and by whom."""
    batch = load(connection, seats(500, FIRST))
    (entry,) = batches(connection)
    assert (entry.batch, entry.file, entry.kind, entry.rows) == (batch, "seats.csv", "seats", 1)
    assert (entry.imported_at, entry.by, entry.undone_at) == (moment(FIRST), "test", None)
    assert len(entry.sha256) == 64
    assert not entry.additions


def test_undo_and_redo_twice(connection: Connection) -> None:
    """A batch can be undone and redone again and again; each time the former is believed."""
    load(connection, seats(500, FIRST))
    newer = load(connection, seats(600, SECOND))
    for _ in range(2):
        assert believed(connection) == [600]
        undo(connection, newer, moment(THIRD), "test")
        assert believed(connection) == [500]
        redo(connection, newer, moment(THIRD), "test")
    assert believed(connection) == [600]
    assert [entry.undone_at for entry in batches(connection)] == [None, None]


def test_undo_of_an_older_batch_leaves_the_newer(connection: Connection) -> None:
    """What a newer file says is believed, whether or not the older one is."""
    older = load(connection, seats(500, FIRST))
    newer = load(connection, seats(600, SECOND))
    undo(connection, older, moment(THIRD), "test")
    assert believed(connection) == [600]
    undo(connection, newer, moment(THIRD), "test")
    assert believed(connection) == []
    redo(connection, older, moment(THIRD), "test")
    assert believed(connection) == [500]


def test_redo_puts_a_batch_in_its_old_place(connection: Connection) -> None:
    """An older file believed again does not come before a newer one."""
    older = load(connection, seats(500, FIRST))
    undo(connection, older, moment(FIRST), "test")
    load(connection, seats(600, SECOND))
    redo(connection, older, moment(THIRD), "test")
    assert believed(connection) == [600]


def test_what_was_undone_can_be_loaded_again(connection: Connection) -> None:
    """A file whose batch is undone is not already loaded."""
    batch = load(connection, seats(500, FIRST))
    undo(connection, batch, moment(FIRST), "test")
    assert load(connection, seats(500, SECOND)) != batch


def test_undo_says_when(connection: Connection) -> None:
    """An undone batch stays in the ledger, with the moment at which it was undone."""
    batch = load(connection, seats(500, FIRST))
    undo(connection, batch, EVENING, "test")
    assert [entry.undone_at for entry in batches(connection)] == [EVENING]


def test_undo_of_a_staff_list_brings_back_who_had_left(connection: Connection) -> None:
    """Nobody has left by a list that is no longer believed."""
    load(connection, STAFF)
    nobody = File("staff", [{"partner_id": "7", "person_id": ""}], False, SECOND)
    batch = load(connection, nobody)
    assert known(connection, Staff)["person_id"].to_list() == [None]
    undo(connection, batch, moment(THIRD), "test")
    assert known(connection, Staff)["person_id"].to_list() == ["ana"]


@pytest.mark.parametrize("batch", [0, -1, 99, 2**31 - 1])
def test_a_batch_that_does_not_exist(connection: Connection, batch: int) -> None:
    """There is nothing to undo or redo, and nothing is written."""
    load(connection, STAFF)
    before = position(connection)
    for change in (undo, redo):
        with pytest.raises(NoSuchBatch, match=f"no batch {batch}"):
            change(connection, batch, moment(SECOND), "test")
    assert position(connection) == before


def test_a_batch_that_is_already_so(connection: Connection) -> None:
    """A believed batch cannot be redone, nor an undone one undone."""
    batch = load(connection, STAFF)
    with pytest.raises(NoSuchBatch, match="already"):
        redo(connection, batch, moment(SECOND), "test")
    undo(connection, batch, moment(SECOND), "test")
    with pytest.raises(NoSuchBatch, match="already"):
        undo(connection, batch, moment(SECOND), "test")


def test_the_ledger_moves_with_every_change(connection: Connection) -> None:
    """Its position is another after every import, undo and redo, and after nothing else."""
    places = [position(connection)]
    batch = load(connection, STAFF)
    places.append(position(connection))
    for change in (undo, redo, undo):
        change(connection, batch, moment(SECOND), "test")
        places.append(position(connection))
    assert len(set(places)) == len(places)
    believed(connection)
    assert position(connection) == places[-1]


# The second clock ------------------------------------------------------------------------------


def test_known_on_believes_until_the_end_of_the_day(connection: Connection) -> None:
    """An import on the day is believed on it, and on no day before."""
    load(connection, seats(500, FIRST))
    load(connection, seats(600, SECOND))
    assert believed(connection, FIRST - timedelta(1)) == []
    assert believed(connection, FIRST) == believed(connection, SECOND - timedelta(1)) == [500]
    assert believed(connection, SECOND) == believed(connection) == [600]


def test_known_on_knows_when_a_batch_was_undone(connection: Connection) -> None:
    """A batch is believed until the day before it was undone, and again from its redoing on."""
    load(connection, seats(500, FIRST))
    newer = load(connection, seats(600, FIRST))
    undo(connection, newer, EVENING, "test")
    redo(connection, newer, moment(THIRD), "test")
    believed_on = {day: believed(connection, day) for day in (FIRST, SECOND, THIRD)}
    assert believed_on == {FIRST: [600], SECOND: [500], THIRD: [600]}
    assert believed(connection, SECOND - timedelta(1)) == [600]
    assert believed(connection, THIRD - timedelta(1)) == [500]


def test_known_on_counts_days_in_utc(connection: Connection) -> None:
    """The day ends at midnight UTC: what came a moment before belongs to it."""
    batch = load(connection, seats(500, FIRST))
    undo(connection, batch, EVENING, "test")
    assert believed(connection, SECOND) == []
    redo(connection, batch, EVENING + timedelta(microseconds=1), "test")
    assert believed(connection, SECOND) == []
    assert believed(connection, SECOND + timedelta(1)) == [500]


def test_known_on_the_last_day_of_all(connection: Connection) -> None:
    """On the last day of the calendar everything is believed, on the first nothing."""
    load(connection, seats(500, FIRST))
    assert believed(connection, date.max) == [500]
    assert believed(connection, date.min) == []


def test_the_verdict_follows(connection: Connection) -> None:
    """A verdict of the same day is another by what was known before and after an undo."""
    load(connection, seats(499, FIRST))
    newer = load(connection, seats(500, SECOND))
    undo(connection, newer, moment(THIRD), "test")
    have = {
        known_on: answers(connection, DAY, known_on=known_on)["7"].tiers["Silver"]["seats"].have
        for known_on in (FIRST, SECOND, THIRD)
    }
    assert have == {FIRST: 499, SECOND: 500, THIRD: 499}
    assert answers(connection, DAY, known_on=FIRST - timedelta(1)) == {}
