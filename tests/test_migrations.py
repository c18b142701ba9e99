"""Versions of the database: brought up to date by itself, and never taken for what it is not."""

import os
import subprocess
import sys

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from models.database import connect, engine_for
from models.tables import KINDS
from tests.commands import ROOT, run

OTHERS = {"alembic_version", "batch", "event", "original", "scenario", "scope", "step"}
OLDER = """
INSERT INTO batch (file, kind, format, sha256, rows, additions, imported_at, by)
VALUES ('seats.csv', 'seats', 'template', 'f00', 1, false, '2015-04-07 12:00:00', 'me');
INSERT INTO scope (batch_id, partner_id, product, period)
VALUES (1, '7', 'exchange-online', '2015-03-31');
INSERT INTO seats (scope_id, line, customer_id, seats, association)
VALUES (1, 2, 'C-17', 420, 'POR')
"""


def alembic(url: str, *commands: str) -> None:
    """Upgrade to head, downgrade to base or check, one after the other; all must succeed."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    engine = engine_for(url)
    for words in commands:
        name, *revision = words.split()
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            getattr(command, name)(config, *revision)
    engine.dispose()


def tables(url: str) -> set[str]:
    engine = engine_for(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_up_down_and_up_again(database_url: str) -> None:
    """From nothing the migrations make the models' tables, back to nothing, and make them again."""
    known = {str(table.__tablename__) for table in KINDS.values()}
    for before in ((), ("downgrade base",)):
        alembic(database_url, *before, "upgrade head", "check")
        assert tables(database_url) == known | OTHERS
    alembic(database_url, "downgrade base")
    assert tables(database_url) == {"alembic_version"}


def test_an_older_database_is_brought_up_to_date(database_url: str) -> None:
    """A command finds a database of an older version and migrates it first."""
    alembic(database_url, "upgrade head", "downgrade base")
    assert run(database_url, "batches", "--json").document == []
    alembic(database_url, "check")


def test_what_an_older_database_holds_stays(database_url: str) -> None:
    """Batches and facts from before originals were kept are believed as they were."""
    alembic(database_url, "upgrade 0001")
    engine = engine_for(database_url)
    with engine.begin() as connection:
        for statement in OLDER.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    told = run(database_url, "facts", "seats").out.splitlines()
    assert told[1:] == ["7,C-17,exchange-online,2015-03-31,420,,,POR"]
    assert run(database_url, "original", "1", "--out", "nowhere").code == 2
    run(database_url, "undo", "1")
    assert run(database_url, "facts", "seats").out.splitlines()[1:] == []


def test_facts_stay_when_their_key_to_the_scope_goes(database_url: str) -> None:
    """Scopes and facts are the same rows without the keys upward, and with them again.

    On SQLite they go on lying in the order of their scopes.
    """
    alembic(database_url, "upgrade 0001")
    engine = engine_for(database_url)
    with engine.begin() as connection:
        for statement in OLDER.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    for version, keys in (("0003", 1), ("head", 0)):
        alembic(database_url, f"upgrade {version}")
        assert _held(database_url) == (keys, [(1, 2, "C-17", None, 420, None, "POR")])
    alembic(database_url, "downgrade 0003")
    assert _held(database_url) == (1, [(1, 2, "C-17", None, 420, None, "POR")])
    alembic(database_url, "upgrade head", "check")


def _held(url: str) -> tuple[int, list[tuple[object, ...]]]:
    """How many keys every table of facts has, and the seats; each lies as its key has it."""
    engine = engine_for(url)
    names = [str(kind.__tablename__) for kind in KINDS.values()]
    with engine.begin() as connection:
        (keys,) = {len(inspect(connection).get_foreign_keys(name)) for name in ("scope", *names)}
        seats = connection.execute(text("SELECT * FROM seats")).all()
        if engine.dialect.name == "sqlite":
            made = connection.execute(text("SELECT sql FROM sqlite_master")).scalars()
            assert sum("WITHOUT ROWID" in (sql or "") for sql in made) == len(names)
    engine.dispose()
    return keys, [tuple(row) for row in seats]


def test_a_new_database_is_made(database_url: str) -> None:
    """The first command makes the database, and it is what alembic would have made."""
    assert run(database_url, "batches", "--json").document == []
    alembic(database_url, "check")


def test_alembic_finds_the_database_itself(database_url: str) -> None:
    """Alembic's own command works on the database that the environment names."""
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    alembic(database_url, "check")


@pytest.mark.parametrize("words", [("batches", "--json"), ("undo", "1", "--json")])
def test_a_newer_database_is_left_alone(database_url: str, words: tuple[str, ...]) -> None:
    """A database made by a newer version is refused in a sentence and not touched."""
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = tables(database_url)
    answer = run(database_url, *words)
    assert answer.code == 2
    assert "newer version" in answer.err
    assert answer.document == {"error": answer.err.strip()}
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [
            ("9999",)
        ]
    engine.dispose()
    assert tables(database_url) == before
