"""Taking files in: whole or not at all, tried before, added to what is known, and told."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, event

from imports.exporting import as_csv, believed
from imports.importing import take_in
from imports.kinds import BY_NAME, KINDS
from imports.results import Arrival, How, Result
from models.database import connect
from models.ledger import batches, position
from tests.brute_known import File
from tests.tracking import moment, scratch, take

ON = date(2015, 4, 7)
SEATS = b"partner_id,customer_id,product,period,seats\n7,C-17,Exchange,2015-Q1,420\n"
WRONG = SEATS + b"7,C-18,Exchange,2015-Q1,many\n7,C-19,Exchange,soon,1\n"
STAFF = b"partner_id,person_id\n7,ana\n"
NOTHING = {"added": 0, "changed": 0, "vanished": 0}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database, on SQLite and on PostgreSQL."""
    engine = connect(database_url)
    yield engine
    engine.dispose()


def enter(
    engine: Engine, *contents: bytes, additions: bool = False, dry_run: bool = False
) -> tuple[Result, ...]:
    """Take in the files given to one command."""
    arrivals = [Arrival(f"{number}.csv", content) for number, content in enumerate(contents, 1)]
    return take_in(engine, arrivals, moment(ON), "test", How(additions=additions), dry_run=dry_run)


def everything(connection: Connection) -> dict[str, list[str]]:
    """What `facts` says of every kind, without the header."""
    told = {kind.name: as_csv(believed(connection, kind), kind).splitlines() for kind in KINDS}
    return {kind: lines[1:] for kind, lines in told.items() if lines[1:]}


def stands(engine: Engine) -> tuple[tuple[int, int], dict[str, list[str]]]:
    """Where the ledger stands, and everything that is believed."""
    with engine.connect() as connection:
        return position(connection), everything(connection)


def statuses(results: Sequence[Result]) -> list[str]:
    return [result.status for result in results]


# Whole or not at all ---------------------------------------------------------------------------


def test_several_files_are_several_batches(engine: Engine) -> None:
    """Files given to one command are loaded in their order, a batch each."""
    results = enter(engine, STAFF, SEATS)
    assert statuses(results) == ["loaded", "loaded"]
    with engine.connect() as connection:
        ledger = batches(connection)
        assert [entry.kind for entry in ledger] == ["staff", "seats"]
        assert [entry.batch for entry in ledger] == [result.batch for result in results]
        assert everything(connection).keys() == {"staff", "seats"}


@pytest.mark.parametrize("order", [(STAFF, WRONG, b""), (WRONG, b"", STAFF)])
def test_one_refusal_commits_none(engine: Engine, order: tuple[bytes, ...]) -> None:
    """One wrong file of several leaves everything as it was, and every fault of each is told."""
    enter(engine, SEATS)
    before = stands(engine)
    results = dict(zip(order, enter(engine, *order), strict=True))
    assert stands(engine) == before
    assert all(result.batch is None for result in results.values())
    assert [(fault.line, fault.column) for fault in results[WRONG].errors] == [
        (3, "seats"),
        (4, "period"),
    ]
    assert results[b""].refused
    assert not results[STAFF].refused
    assert "Not loaded, since another file was refused." in results[STAFF].warnings


def test_one_good_row_of_a_wrong_file_is_not_taken(engine: Engine) -> None:
    """A file is taken whole or not at all."""
    (result,) = enter(engine, WRONG)
    assert result.refused
    assert result.changes == NOTHING
    assert stands(engine) == ((0, 0), {})


def test_a_dry_run_writes_nothing(engine: Engine) -> None:
    """A dry run tells what the import would do, does none of it, and can be repeated."""
    enter(engine, SEATS)
    before = stands(engine)
    changed = SEATS.replace(b"420", b"421")
    for _ in range(2):
        (dry, staff) = enter(engine, changed, STAFF, dry_run=True)
        assert (dry.status, staff.status) == ("dry-run", "dry-run")
        assert (dry.batch, dry.changes) == (None, NOTHING | {"changed": 1})
        assert staff.changes == NOTHING | {"added": 1}
        assert stands(engine) == before
    (wet, _staff) = enter(engine, changed, STAFF)
    assert (wet.status, wet.changes) == ("loaded", dry.changes)


def test_a_dry_run_says_what_is_already_loaded(engine: Engine) -> None:
    """What would change nothing is already loaded, also when it is only tried."""
    enter(engine, SEATS)
    assert statuses(enter(engine, SEATS, STAFF, dry_run=True)) == ["already-loaded", "dry-run"]


def test_the_same_file_twice_in_one_command(engine: Engine) -> None:
    """The second of two equal files is already loaded."""
    assert statuses(enter(engine, SEATS, SEATS)) == ["loaded", "already-loaded"]


# Changes and additions -------------------------------------------------------------------------


def seats(*customers: tuple[str, int], additions: bool = False) -> File:
    row = {"partner_id": "7", "product": "exchange-online", "period": "2015-03-31"}
    rows = [row | {"customer_id": customer, "seats": str(n)} for customer, n in customers]
    return File("seats", rows, additions, ON)


def test_what_changes_is_counted(sqlite_url: str) -> None:
    """Added, changed and vanished rows are counted beside what was believed of the same scope."""
    with scratch(sqlite_url) as connection:
        take(connection, seats(("a", 1), ("b", 2), ("c", 3)))
        result = take(connection, seats(("b", 2), ("c", 4), ("d", 5), ("e", 6)))
        assert result.changes == {"added": 2, "changed": 1, "vanished": 1}


def test_additions_replace_no_scope(sqlite_url: str) -> None:
    """A file of additions adds rows and replaces those of its keys; all others stay."""
    with scratch(sqlite_url) as connection:
        take(connection, seats(("a", 1), ("b", 2)))
        result = take(connection, seats(("b", 3), ("c", 4), additions=True))
        assert result.changes == {"added": 1, "changed": 1, "vanished": 0}
        told = [line.split(",")[1:5:3] for line in everything(connection)["seats"]]
        assert told == [["a", "1"], ["b", "3"], ["c", "4"]]
        assert take(connection, seats(("a", 1), additions=True)).status == "already-loaded"


def test_a_whole_file_ends_what_was_added(sqlite_url: str) -> None:
    """The next whole file of the scope replaces additions, too."""
    with scratch(sqlite_url) as connection:
        take(connection, seats(("a", 1), additions=True))
        take(connection, seats(("b", 2)))
        assert len(everything(connection)["seats"]) == 1


@pytest.mark.parametrize("kind", ["seats", "staff", "awards", "references", "associations"])
def test_an_addition_to_what_was_stated_empty(kind: str, sqlite_url: str) -> None:
    """Something added to a scope of which nothing remained is all that is believed of it."""
    columns = {
        column.name: cell
        for column, cell in zip(BY_NAME[kind].columns, BY_NAME[kind].examples[0], strict=True)
    }
    scope = BY_NAME[kind].table.scope
    empty = {name: cell if name in scope else "" for name, cell in columns.items()}
    nothing = empty | ({"seats": "0"} if kind == "seats" else {})
    with scratch(sqlite_url) as connection:
        take(connection, File(kind, [nothing], False, ON))
        take(connection, File(kind, [columns], True, ON))
        assert len(everything(connection)[kind]) == 1
        take(connection, File(kind, [nothing], False, ON))
        assert len(everything(connection)[kind]) == 1


def test_additions_cannot_say_that_nothing_remains(engine: Engine) -> None:
    """To say so a file must be whole."""
    nobody = b"partner_id,person_id\n7,\n"
    (result,) = enter(engine, nobody, additions=True)
    assert [(fault.line, fault.column) for fault in result.errors] == [(2, "person_id")]
    assert statuses(enter(engine, nobody)) == ["loaded"]


def test_who_left_is_told(sqlite_url: str) -> None:
    """Whom the newest staff list omits is named in a warning, with number and day."""
    names = {"ana": "Ana Muster", "bob": "Bob Beispiel", "cyd": ""}
    all_three = [
        {"partner_id": "7", "person_id": person, "name": name} for person, name in names.items()
    ]
    with scratch(sqlite_url) as connection:
        take(connection, File("staff", all_three, False, date(2015, 1, 1)))
        result = take(connection, File("staff", all_three[:1], False, ON))
        assert [line for line in result.warnings if "staff list" in line] == [
            "No longer on the staff list, so they left on 2015-04-07: Bob Beispiel (bob), cyd."
        ]


def test_who_left_is_told_of_each_partner(sqlite_url: str) -> None:
    """Two partners may number their people alike: one of them leaves, and the other stays."""
    both = [{"partner_id": partner, "person_id": "1"} for partner in ("7", "8")]
    rest = [{"partner_id": "7", "person_id": "2"}, both[1]]
    with scratch(sqlite_url) as connection:
        take(connection, File("staff", both, False, date(2015, 1, 1)))
        result = take(connection, File("staff", rest, False, ON))
        assert [line for line in result.warnings if "staff list" in line] == [
            "No longer on the staff list, so they left on 2015-04-07: 1."
        ]


@pytest.mark.parametrize("kind", BY_NAME)
def test_a_kind_can_be_asked_for(engine: Engine, kind: str) -> None:
    """A file said to be of a kind is read as that kind or refused."""
    arrival = [Arrival("staff.csv", STAFF)]
    (result,) = take_in(engine, arrival, moment(ON), "test", How(kind), dry_run=True)
    assert result.refused == (kind != "staff")


def test_sixty_six_thousand_partners(engine: Engine) -> None:
    """A file may name more partners than a database takes as parameters of one statement."""
    if engine.dialect.name == "sqlite":  # as few as SQLite is usually built for
        limit = sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
        event.listen(engine, "connect", lambda made, _: made.setlimit(limit, 32_766))
        engine.dispose()
    rows = "".join(f"P-{number},ana\n" for number in range(66_000))
    content = f"partner_id,person_id\n{rows}".encode()
    assert statuses(enter(engine, content)) == ["loaded"]
    assert statuses(enter(engine, content)) == ["already-loaded"]
