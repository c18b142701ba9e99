"""The database: one SQLite file by default, or the PostgreSQL of a team."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from tiers.words import _

ROOT = Path(__file__).parent.parent
DEFAULT_URL = f"sqlite:///{ROOT / 'tracker.sqlite3'}"
PATIENCE = 60.0  # seconds that SQLite waits for another writer
AGAIN = 0.02  # seconds between tries of what SQLite itself does not wait for
ONE_WRITER = 7145  # the advisory lock that makes PostgreSQL imports wait for one another


class DatabaseTrouble(Exception):
    """The database cannot be used; the message says why and what would help."""


def connect(url: str | None = None) -> Engine:
    """The database at *url* (else `DATABASE_URL`, else the default file), brought up to date."""
    engine = engine_for(url or named_database() or DEFAULT_URL)
    try:
        with in_words(engine):
            upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def named_database() -> str | None:
    """The address in `DATABASE_URL`, None for the default file."""
    return os.environ.get("DATABASE_URL") or None


@contextmanager
def opened(url: str | None = None) -> Iterator[Engine]:
    """The same for a while: every connection is closed afterwards."""
    engine = connect(url)
    try:
        yield engine
    finally:
        engine.dispose()


def engine_for(url: str) -> Engine:
    """An engine; SQLite with write-ahead log, foreign keys, and patience with other writers."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseTrouble(_wrong_url("?")) from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseTrouble(_wrong_url(address.get_backend_name()))
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that waits for every other writer first; all of it happens or nothing."""
    with in_words(engine), engine.connect() as connection:
        connection.execution_options(begin="IMMEDIATE")
        with connection.begin() as transaction:
            if engine.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_WRITER}
                )
            yield connection
            if transaction.is_active:
                with in_words(engine, committing=True):
                    transaction.commit()


def upgrade(engine: Engine) -> None:
    """Migrate to the newest version; a second process at the same time waits and finds it done."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise DatabaseTrouble(
                _(
                    "This database was made by a newer version of the tracker. Update the "
                    "tracker, or name another database in DATABASE_URL."
                )
            ) from error


@contextmanager
def in_words(engine: Engine, *, committing: bool = False) -> Iterator[None]:
    """Say what the database complains of as a person would.

    A server that is lost without a word while it was *committing* may have done so or not.
    """
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        place = engine.url.render_as_string(hide_password=True)
        says = _("The database {place} could not be used: {why} {left}")
        complaint = error.orig if isinstance(error, DBAPIError) else error
        left = _("Nothing was changed.")
        if committing and not _has_said_why(engine, complaint):
            left = _(
                "Whether it still stored this is not known. To try again stores nothing twice."
            )
        raise DatabaseTrouble(
            says.format(place=place, why=_plainly(str(complaint)), left=left)
        ) from error


def _has_said_why(engine: Engine, complaint: object) -> bool:
    """Whether the database itself told why it fails; then it has taken everything back."""
    told = getattr(complaint, "sqlstate", None) or "terminating connection" in str(complaint)
    return engine.dialect.name == "sqlite" or bool(told)


def _wrong_url(kind: str) -> str:
    return _(
        "A database of the kind {kind} cannot be used. Set DATABASE_URL to an address such as "
        "sqlite:///tracker.sqlite3 or postgresql://user:password@host/name."
    ).format(kind=kind)


def _plainly(complaint: str) -> str:
    known = {
        "disk is full": _("the disk is full. Free some space and try again."),
        "No space left": _("the disk is full. Free some space and try again."),
        "disk I/O error": _("its disk does not answer, or is full. Try again when it does."),
        "readonly": _("the file may not be written to. Check its permissions."),
        "unable to open": _("the file cannot be opened or created. Check its folder."),
        "locked": _("another program has kept it locked. Try again in a moment."),
        "terminating connection": _("the server ended the connection. Try again."),
        "closed the connection": _("the connection to the server broke."),
        "not a database": _("the file is no SQLite database. Name another in DATABASE_URL."),
        "malformed": _("the file is damaged. Restore it from a copy."),
    }
    first = complaint.strip().splitlines()[0].rstrip(".") + "."
    return next((says for sign, says in known.items() if sign in complaint), first)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE:.0f}")
    connection.execute("PRAGMA foreign_keys = ON")
    _log_ahead(connection, until=time.monotonic() + PATIENCE)
    connection.execute("PRAGMA synchronous = FULL")


def _log_ahead(connection: sqlite3.Connection, until: float) -> None:
    """Write ahead into a log, so that readers need not wait; a file is made so once for all.

    Where somebody else writes to the file at that moment, SQLite gives up at once.
    """
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(AGAIN)


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
