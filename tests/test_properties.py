"""What holds of every channel, whatever is known of it."""

from datetime import date, timedelta
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from imports.exporting import as_csv as as_template
from imports.exporting import believed
from imports.kinds import KINDS
from models.ledger import batches, redo, undo
from tests.brute_known import File, Row
from tests.channels import channels, days
from tests.tracking import (
    all_answers,
    answers,
    arrive,
    moment,
    patiently,
    scratch,
    take,
    take_all,
)
from tiers.programmes.messaging import MESSAGING

DAYS = days()
LATEST = date(2019, 6, 30)  # after every import of every channel


def ids(connection: Connection) -> list[int]:
    return [entry.batch for entry in batches(connection)]


# What is dated after the day -------------------------------------------------------------------


def later_rows(partner: str, day: date) -> dict[str, st.SearchStrategy[list[Row]]]:
    """Rows of each kind that is a matter of days, dated after the day."""
    after = st.dates(day + timedelta(1), LATEST).map(date.isoformat)
    one = {"partner_id": st.just(partner)}
    seats = one | {
        "customer_id": st.sampled_from(("0001", "new")),
        "product": st.just("exchange-online"),
        "period": after,
        "seats": st.sampled_from(("0", "499", "5000")),
        "active_users": st.sampled_from(("", "5000")),
    }
    award = one | {
        "person_id": st.sampled_from(("ana", "new")),
        "award": st.sampled_from(("70-341", "70-342", "70-345", "70-347", "MCSE: Productivity")),
        "earned_on": after,
    }
    reference = one | {
        "reference_id": st.integers(100, 999).map(str),
        "customer_id": st.integers(100, 999).map(str),
        "given_on": after,
    }
    kinds = {
        "seats": (seats, "customer_id period"),
        "awards": (award, "person_id award earned_on"),
        "references": (reference, "reference_id"),
    }
    return {kind: lists(columns, key) for kind, (columns, key) in kinds.items()}


def lists(columns: dict[str, st.SearchStrategy[str]], key: str) -> st.SearchStrategy[list[Row]]:
    """A few rows of these columns, no two of one key."""
    rows = st.fixed_dictionaries(columns)
    return st.lists(rows, max_size=4, unique_by=itemgetter(*key.split()))


@patiently
@given(st.data(), channels(most=2), st.sampled_from(DAYS))
def test_later_rows_change_nothing(
    sqlite_url: str, data: st.DataObject, files: list[File], day: date
) -> None:
    """A seats, award or reference row dated after the day changes no verdict on the day."""
    edition = data.draw(st.sampled_from(MESSAGING.editions))
    with scratch(sqlite_url) as connection:
        take_all(connection, files)
        before = answers(connection, day, edition=edition)
        who = data.draw(st.sampled_from(sorted(before) or ["new"]))
        for kind, rows in later_rows(who, day).items():
            if more := data.draw(rows):
                take(connection, File(kind, more, additions=True, imported_on=LATEST))
        after = answers(connection, day, edition=edition)
        assert {partner: after.get(partner) for partner in before} == before


# Order -----------------------------------------------------------------------------------------


@patiently
@given(st.data(), channels(most=2))
def test_order_changes_nothing(sqlite_url: str, data: st.DataObject, files: list[File]) -> None:
    """The order of a file's rows, and of imports of different kinds, changes no verdict."""
    queues: dict[str, list[File]] = {}
    for file in files:
        rows = data.draw(st.permutations(file.rows))
        queues.setdefault(file.kind, []).append(file._replace(rows=list(rows)))
    order = data.draw(st.permutations([file.kind for file in files]))
    shuffled = [queues[kind].pop(0) for kind in order]
    with scratch(sqlite_url) as connection:
        take_all(connection, files)
        told = all_answers(connection, DAYS)
    with scratch(sqlite_url) as connection:
        take_all(connection, shuffled)
        assert all_answers(connection, DAYS) == told


# Undo, redo and the second clock ---------------------------------------------------------------


@patiently
@given(st.data(), channels(most=2))
def test_undo_restores_and_redo_brings_back(
    database_url: str, data: st.DataObject, files: list[File]
) -> None:
    """The newest imports undone, the verdicts are the former; done again, they are the later."""
    kept = data.draw(st.integers(0, len(files)))
    with scratch(database_url) as connection:
        take_all(connection, files[:kept])
        former, old = all_answers(connection, DAYS), ids(connection)
        take_all(connection, files[kept:])
        later, new = all_answers(connection, DAYS), ids(connection)[len(old) :]
        for batch in data.draw(st.permutations(new)):
            undo(connection, batch, moment(LATEST), "test")
        assert all_answers(connection, DAYS) == former
        for batch in data.draw(st.permutations(new)):
            redo(connection, batch, moment(LATEST), "test")
        assert all_answers(connection, DAYS) == later


@patiently
@given(st.data(), channels(most=2), st.sampled_from(MESSAGING.editions), st.sampled_from(DAYS))
def test_known_on_an_earlier_day(
    database_url: str, data: st.DataObject, files: list[File], edition: object, day: date
) -> None:
    """By what was known on an earlier day, the answer is the one that was given then."""
    rules = next(each for each in MESSAGING.editions if each == edition)
    with scratch(database_url) as connection:
        then = {}
        for today in sorted({file.imported_on for file in files}):
            take_all(connection, [file for file in files if file.imported_on == today])
            for entry in batches(connection):
                if data.draw(st.integers(0, 4)) == 4:
                    change = redo if entry.undone_at else undo
                    change(connection, entry.batch, moment(today), "test")
            then[today] = answers(connection, day, edition=rules)
        for today, told in then.items():
            assert answers(connection, day, edition=rules, known_on=today) == told


# What is believed, written and read again ------------------------------------------------------


def exported(connection: Connection) -> dict[str, bytes]:
    """`facts KIND` of every kind."""
    return {kind.name: as_template(believed(connection, kind), kind).encode() for kind in KINDS}


@patiently
@given(channels(most=2))
def test_facts_taken_in_again_change_nothing(sqlite_url: str, files: list[File]) -> None:
    """What `facts KIND` writes is already loaded, and tells a fresh database the same verdicts."""
    with scratch(sqlite_url) as connection:
        take_all(connection, files)
        written, told = exported(connection), all_answers(connection, DAYS)
        for kind, content in written.items():
            assert arrive(connection, kind, content, LATEST).status == "already-loaded", kind
    with scratch(sqlite_url) as connection:
        for kind, content in written.items():
            arrive(connection, kind, content, LATEST)
        assert all_answers(connection, DAYS) == told
        assert exported(connection) == written


@patiently
@given(channels(most=2))
def test_a_file_imported_twice_is_already_loaded(sqlite_url: str, files: list[File]) -> None:
    """The same file once more is `already-loaded`, and nothing becomes of it."""
    with scratch(sqlite_url) as connection:
        for file in files:
            take(connection, file)
            before = ids(connection)
            assert take(connection, file).status == "already-loaded"
            assert ids(connection) == before


ROWS: dict[str, dict[str, str]] = {  # columns of two versions of one row, by kind
    "partners": {"name": "Nord | Süd"},
    "seats": {"customer_id": "a", "product": "teams", "period": "2015-Q1", "seats": "0 | 500"},
    "customer_counts": {"product": "teams", "period": "2015-Q1", "customers": "0 | 7"},
    "staff": {"person_id": "ana", "joined_on": "2014-01-01", "left_on": "2014-12-31 | "},
    "awards": {"person_id": "ana", "award": "70-341 | 70-342", "earned_on": "2014-01-01"},
    "references": {"reference_id": "1", "customer_id": "a | b", "given_on": "2014-01-01"},
    "associations": {
        "customer_id": "a",
        "product": "teams",
        "kind": "POR | DPOR",
        "started_on": "2014-01-01",
    },
    "enrolments": {"programme": "messaging", "tier": "Silver | Gold", "started_on": "2014-01-01"},
    "figures": {"figure": "ACR", "period": "2015-03", "value": "0 | -7.5"},
    "links": {"kind": "person", "alias": "HR-1", "same_as": "ana | bob"},
}


@pytest.mark.parametrize("kind", ROWS)
def test_one_file_another_and_the_first_again(kind: str, sqlite_url: str) -> None:
    """A, B, A is three imports, after which A is known as it was after the first."""
    owner = {} if kind == "links" else {"partner_id": "7"}
    versions = [
        owner
        | {
            column: cells.split("|")[n].strip() if "|" in cells else cells
            for column, cells in ROWS[kind].items()
        }
        for n in (0, 1)
    ]
    one, another = (File(kind, [row], False, date(2015, 4, 2)) for row in versions)
    with scratch(sqlite_url) as connection:
        statuses, known = [], []
        for file in (one, another, one, one):
            statuses.append(take(connection, file).status)
            known.append(exported(connection))
        assert statuses == ["loaded", "loaded", "loaded", "already-loaded"]
        assert known[0] == known[2] == known[3] != known[1]
