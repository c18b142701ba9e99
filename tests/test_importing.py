"""Taking files in: whole or not at all, tried before or added, and what identifiers are kept."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from imports.exporting import as_csv, believed
from imports.importing import Arrival, Result, take_in
from imports.kinds import BY_NAME, KINDS
from models.database import connect
from models.ledger import batches, position
from models.store import partners
from tests.brute_known import File
from tests.tracking import moment, scratch, take, take_all

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
    return take_in(engine, arrivals, moment(ON), "test", additions=additions, dry_run=dry_run)


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


def test_additions_cannot_say_that_nothing_remains(engine: Engine) -> None:
    """To say so a file must be whole."""
    nobody = b"partner_id,person_id\n7,\n"
    (result,) = enter(engine, nobody, additions=True)
    assert [(fault.line, fault.column) for fault in result.errors] == [(2, "person_id")]
    assert statuses(enter(engine, nobody)) == ["loaded"]


def test_who_left_is_told(sqlite_url: str) -> None:
    """Whom the newest staff list omits is named in a warning, with the day."""
    both = [{"partner_id": "7", "person_id": person} for person in ("ana", "bob")]
    with scratch(sqlite_url) as connection:
        take(connection, File("staff", both, False, date(2015, 1, 1)))
        result = take(connection, File("staff", both[:1], False, ON))
        told = [line for line in result.warnings if "bob" in line]
        assert len(told) == 1
        assert "2015-04-07" in told[0]
        assert "ana" not in told[0]


RENUMBERED = [
    File("links", [{"kind": "person", "alias": "HR-7", "same_as": "bob"}], False, ON),
    File("staff", [{"partner_id": "7", "person_id": "HR-7"}], False, date(2015, 4, 8)),
    File("staff", [{"partner_id": "7", "person_id": "bob"}], False, date(2015, 4, 9)),
]


def test_who_got_a_new_number_has_not_left(sqlite_url: str) -> None:
    """A person whom a link joins to one on the newest list is not told to have left."""
    with scratch(sqlite_url) as connection:
        assert take_all(connection, RENUMBERED)[-1].warnings == ()


def test_facts_do_not_let_a_renumbered_person_leave(sqlite_url: str) -> None:
    """Nor do `facts` say so: they name the person of the newest list alone."""
    with scratch(sqlite_url) as connection:
        take_all(connection, RENUMBERED)
        assert everything(connection)["staff"] == ["7,bob,,,,"]


# Identifiers -----------------------------------------------------------------------------------


def test_identifiers_stay_as_given(sqlite_url: str) -> None:
    """Leading zeros are kept and tell partners apart; a GUID is one however it is written."""
    guid = "6F9619FF-8B86-D011-B42D-00C04FC964FF"
    given = ["7", "007", " 007 ", guid, f"{{{guid}}}", guid.lower(), "Mu\u0308ller", "Müller"]
    rows = [{"partner_id": partner, "name": "A name"} for partner in given]
    with scratch(sqlite_url) as connection:
        take(connection, File("partners", rows, False, ON))
        assert set(partners(connection)) == {"7", "007", guid.lower(), "Müller"}


def test_a_partner_without_a_name_has_its_identifier(sqlite_url: str) -> None:
    """A partner that no partners file names is known by its identifier."""
    with scratch(sqlite_url) as connection:
        take(connection, seats(("a", 1)))
        assert partners(connection) == {"7": "7"}
        take(connection, File("partners", [{"partner_id": "7", "name": "Nord"}], False, ON))
        assert partners(connection) == {"7": "Nord"}


@pytest.mark.parametrize("kind", BY_NAME)
def test_a_kind_can_be_asked_for(engine: Engine, kind: str) -> None:
    """A file said to be of a kind is read as that kind or refused."""
    arrival = [Arrival("staff.csv", STAFF)]
    (result,) = take_in(engine, arrival, moment(ON), "test", kind=kind, dry_run=True)
    assert result.refused == (kind != "staff")
