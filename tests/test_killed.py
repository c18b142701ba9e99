"""Imports that are killed at any moment: all of the files or nothing, and a retry takes them in.

KILLS=200 in the environment kills 200 of them on each database.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import random
from socket import SHUT_RDWR, socket
from typing import Any

import polars as pl
import psycopg
import pytest
from polars.testing import assert_frame_equal
from psycopg.sql import SQL, Identifier
from sqlalchemy import event, make_url

from imports.importing import take_in
from imports.results import Arrival
from models.belief import known
from models.database import DatabaseTrouble, connect
from models.tables import Seats, Staff
from tests.fixtures.databases import Postgres
from tests.mortal import AT
from tests.mortals import Mortals, mortals, sums

KILLS = int(os.environ.get("KILLS", "12"))
ROWS = 20_000  # of seats: a quarter of a second's import
BEYOND = 1.2  # of what is left of an import, so that some are killed after its end
Again = Callable[[], str]


@pytest.fixture(scope="module")
def process() -> Iterator[Mortals]:
    """The process whose children are killed."""
    with mortals() as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A large file of seats and a small one of staff, which are taken in together."""
    folder = tmp_path_factory.mktemp("files")
    return _seats(folder / "seats.csv", ROWS, more=1), _staff(folder / "staff.csv", 300)


def _seats(path: Path, rows: int, more: int) -> Path:
    lines = (f"{n % 40},C-{n},Exchange,2015-Q{n // 40 % 4 + 1},{n + more}\n" for n in range(rows))
    path.write_text("partner_id,customer_id,product,period,seats\n" + "".join(lines))
    return path


def _staff(path: Path, people: int) -> Path:
    lines = (f"{n % 40},ana-{n}\n" for n in range(people))
    path.write_text("partner_id,person_id\n" + "".join(lines))
    return path


@pytest.fixture
def again(
    database_url: str, process: Mortals, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Again]:
    """A database in which something is known already, afresh whenever it is called.

    What is known is of some partners, quarters and customers of the files, and of others.
    """
    known_files = _seats(tmp_path / "known.csv", 2_000, more=0), _staff(tmp_path / "all.csv", 400)
    assert process.take_in(database_url, known_files).statuses == ["loaded", "loaded"]
    if database_url.startswith("sqlite"):
        yield lambda: _copied(Path(database_url.removeprefix("sqlite:///")), tmp_path / "copy")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        name = make_url(database_url).database or ""
        yield lambda: _cloned(server, name)
        server.drop(f"{name}_copy")


def _copied(file: Path, folder: Path) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(file, folder)
    return f"sqlite:///{folder / file.name}"


def _cloned(server: Postgres, name: str) -> str:
    copy = f"{name}_copy"
    admin = server.admin
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(copy)))
    made = SQL("CREATE DATABASE {} TEMPLATE {}")
    admin.execute(made.format(Identifier(copy), Identifier(name)))
    return server.url(copy)


def _facts(url: str) -> list[pl.DataFrame]:
    """What is believed, but for the number of the batch that said it."""
    engine = connect(url)
    with engine.connect() as connection:
        found = [known(connection, table).drop("batch") for table in (Seats, Staff)]
    engine.dispose()
    return [frame.sort(frame.columns) for frame in found]


@pytest.mark.parametrize("since", ["reading", "writing", "committing"])
def test_killed_at_any_moment(
    since: str, again: Again, process: Mortals, files: tuple[Path, Path]
) -> None:
    """Whenever an import is killed, all of it is there or nothing, and the next one succeeds."""
    url = again()
    before = sums(url)
    undisturbed = process.take_in(url, files)
    assert undisturbed.statuses == ["loaded", "loaded"]
    after, facts, moments = sums(url), _facts(url), undisturbed.moments
    assert (facts[0].height, facts[0]["seats"].sum()) == (ROWS, ROWS * (ROWS + 1) // 2)
    fates: Counter[str] = Counter()
    for _ in range(KILLS // 3):
        url = again()
        moment = random() * BEYOND * (moments["done"] - moments[since])
        last = process.take_in(url, files, (since, moment)).last
        left = sums(url)
        assert left in (before, after)
        fates[f"{last}: {'all' if left == after else 'nothing'}"] += 1
        if last != "committing":
            assert left == (after if last == "done" else before), last
        retry = process.take_in(url, files)
        assert retry.statuses == ["loaded" if left == before else "already-loaded"] * 2
        assert sums(url) == after
        if left == before:
            moments = retry.moments
            for found, right in zip(_facts(url), facts, strict=True):
                assert_frame_equal(found, right)
    print(since, dict(fates))  # noqa: T201 - for whoever counts them, by `pytest -s`


@pytest.mark.parametrize("moment", ["INSERT INTO batch", "COPY", "COMMIT"])
def test_the_server_ends_the_connection(
    moment: str,
    postgres: Postgres,
    postgres_url: str,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the server ends the connection in mid-import, a sentence says so; nothing is stored."""
    arrivals = [Arrival(file.name, file.read_bytes()) for file in files]
    engine = connect(postgres_url)
    before = sums(postgres_url)
    ended: list[tuple[Any, ...]] = []

    def end() -> None:
        """Once, and wait until it is so."""
        if not ended:
            terminated = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
            name = make_url(postgres_url).database
            found = postgres.admin.execute(terminated + "WHERE datname = %s", [name])
            ended.extend(found.fetchall())

    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(moment):
            end()

    def copied(copy: psycopg.Copy, part: bytes | str) -> None:
        if moment == "COPY":
            end()
        write(copy, part)

    write = psycopg.Copy.write
    monkeypatch.setattr(psycopg.Copy, "write", copied)
    event.listen(engine, "after_cursor_execute", executed)
    event.listen(engine, "commit", lambda _: executed(None, None, "COMMIT"))
    with pytest.raises(DatabaseTrouble, match=r"could not be used: .* Nothing was changed\.$"):
        take_in(engine, arrivals, AT, "somebody")
    assert (True,) in ended
    assert sums(postgres_url) == before
    assert [one.status for one in take_in(engine, arrivals, AT, "somebody")] == ["loaded"] * 2
    engine.dispose()


def test_the_connection_breaks_while_it_commits(
    postgres_url: str, files: tuple[Path, Path]
) -> None:
    """Where the server is lost without a word, nobody claims to know what it still did."""
    arrivals = [Arrival(file.name, file.read_bytes()) for file in files]
    engine = connect(postgres_url)

    def lost(connection: Any) -> None:
        with socket(fileno=os.dup(connection.connection.driver_connection.fileno())) as line:
            line.shutdown(SHUT_RDWR)

    event.listen(engine, "commit", lost)
    with pytest.raises(DatabaseTrouble, match=r"Whether it still stored this is not known\."):
        take_in(engine, arrivals, AT, "somebody")
    event.remove(engine, "commit", lost)
    statuses = {one.status for one in take_in(engine, arrivals, AT, "somebody")}
    assert statuses in ({"loaded"}, {"already-loaded"})
    engine.dispose()
