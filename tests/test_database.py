"""The database under stress: writers at once, sudden death, no room, no leave, no database."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from models.database import connect, writing
from tests.commands import ROOT, Answer, run, run_alone, start

HEADER = "partner_id,customer_id,product,period,seats\n"
MANY = 20_000  # rows, about a megabyte in the database
ROOM = 500 * 1024  # bytes, enough for an empty database and for no such file


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A large file of seats."""
    path = tmp_path_factory.mktemp("many") / "seats.csv"
    rows = (f"7,C-{number},Exchange,2015-Q1,{number}\n" for number in range(MANY))
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A file of one row of seats."""
    path = tmp_path / "small.csv"
    path.write_text(HEADER + "8,C-1,Exchange,2015-Q1,1\n", encoding="utf-8")
    return path


@pytest.fixture
def small_url(sqlite_url: str, small: Path) -> str:
    """A database in which that row is known."""
    assert run(sqlite_url, "import", small).code == 0
    return sqlite_url


def files(url: str) -> list[str]:
    """The files in the ledger, by their names."""
    return [entry["file"] for entry in run(url, "batches", "--json").document]


def rows(url: str) -> int:
    """How many rows of seats are believed."""
    return len(run(url, "facts", "seats").out.splitlines()) - 1


def says(answer: Answer, *words: str) -> bool:
    """Whether it was refused in one sentence that holds these words, as text and as JSON."""
    told = answer.document["error"]
    assert answer.err.strip() == told
    assert "Traceback" not in answer.err
    return answer.code == 2 and all(word in told for word in words)


# Writers at once -------------------------------------------------------------------------------


def test_writers_at_once(database_url: str, many: Path, small: Path, tmp_path: Path) -> None:
    """Files imported by several processes at once into a new database are all loaded."""
    other = tmp_path / "other.csv"
    other.write_text("partner_id,person_id\n8,ana\n", encoding="utf-8")
    writers = [start(database_url, "import", path, "--json") for path in (many, small, other)]
    for writer in writers:
        with writer:
            _, err = writer.communicate(timeout=240)
            assert (writer.returncode, err) == (0, "")
    assert sorted(files(database_url)) == ["other.csv", "seats.csv", "small.csv"]
    assert rows(database_url) == MANY + 1


def test_a_file_in_use_by_another_writer_is_opened_when_it_is_free(tmp_path: Path) -> None:
    """A file not yet logged ahead becomes so once its writer is done, not "locked" at once."""
    path = tmp_path / "facts.db"
    other = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    other.execute("CREATE TABLE another (one)")
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.5, other.execute, ["COMMIT"])
    done.start()
    engine = connect(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    done.join()
    engine.dispose()
    other.close()


def test_a_reader_does_not_wait_for_a_writer(database_url: str) -> None:
    """While somebody imports, others are answered by what was known before."""
    engine = connect(database_url)
    with writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO batch (file, kind, format, sha256, rows, additions, imported_at, by) "
                "VALUES ('x.csv', 'staff', 'template', '', 0, false, '2015-04-01 12:00:00', 'me')"
            )
        )
        assert files(database_url) == []
    assert files(database_url) == ["x.csv"]
    engine.dispose()


# Sudden death ----------------------------------------------------------------------------------

# cli.py that ends itself by SIGKILL at a moment: behind a statement, once half of a table's rows
# are written, or on the way into a commit.
MORTAL = """
import os, signal, sys
from sqlalchemy import Engine, event
sys.path.insert(0, sys.argv.pop(1))
last_words = sys.argv.pop(1)
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
@event.listens_for(Engine, "after_cursor_execute")
def executed(connection, cursor, statement, *_):
    if statement.startswith(last_words):
        die()
if last_words == "COMMIT":
    event.listen(Engine, "commit", die)
from models import bulk
write = bulk.write
def write_half(connection, model, rows):
    if model.__name__ == last_words:
        write(connection, model, rows[:rows.height // 2])
        die()
    write(connection, model, rows)
bulk.write = write_half
if os.environ["DATABASE_URL"].startswith("sqlite"):  # write to the disk before the commit, too
    event.listen(Engine, "connect", lambda made, _: made.execute("PRAGMA cache_size = 10"))
import cli
cli.app()
"""


def killed_at(last_words: str, url: str, *words: object) -> int:
    """Run a command that is killed once it has said its last words; its exit code."""
    done = subprocess.run(
        [sys.executable, "-c", MORTAL, str(ROOT), last_words, *map(str, words)],
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        check=False,
        timeout=240,
    )
    return done.returncode


@pytest.mark.parametrize("last_words", ["Scope", "Seats", "COMMIT"])
def test_killed_in_the_middle_of_an_import(last_words: str, database_url: str, many: Path) -> None:
    """A process killed in mid-import leaves nothing of the file, and the next import takes it."""
    assert files(database_url) == []
    assert killed_at(last_words, database_url, "import", many) == -9
    assert files(database_url) == []
    assert rows(database_url) == 0
    assert run(database_url, "import", many, "--json").document[0]["status"] == "loaded"
    assert rows(database_url) == MANY


@pytest.mark.parametrize("last_words", ["\nCREATE TABLE seats", "COMMIT"])
def test_killed_while_the_database_is_made(last_words: str, database_url: str) -> None:
    """A process killed while it brings a new database up to date leaves one that can be."""
    assert killed_at(last_words, database_url, "batches") == -9
    assert files(database_url) == []
    assert run(database_url, "batches").code == 0


# No room ---------------------------------------------------------------------------------------


def loses_nothing(url: str, answer: Answer, many: Path) -> None:
    """After a refusal everything is as before, and where there is room the file is taken."""
    assert files(url) == ["small.csv"]
    assert rows(url) == 1
    assert answer.code == 2
    assert run(url, "import", many, "--json").document[0]["status"] == "loaded"
    assert rows(url) == MANY + 1


def test_a_file_that_may_not_grow(small_url: str, many: Path) -> None:
    """Where the database may not grow the import is refused in a sentence, and nothing is lost."""
    limit = (resource.RLIMIT_FSIZE, (ROOM, ROOM))
    answer = run_alone(
        small_url, "import", many, "--json", preexec_fn=lambda: resource.setrlimit(*limit)
    )
    assert says(answer, "disk", "Nothing was changed.")
    loses_nothing(small_url, answer, many)


OWN_NAMESPACE = ("unshare", "--map-root-user", "--mount")
ON_A_DISK = """
mount -t tmpfs none "$DISK" && cp -p "$FOLDER"/facts.db* "$DISK" && mount -o "remount,$0" "$DISK"
"$@"; code=$?
cp -p "$DISK"/facts.db* "$FOLDER"; exit $code
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder on which a process may mount a disk of its own, where this machine lets it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = [*OWN_NAMESPACE, "mount", "-t", "tmpfs", "none", str(folder)]
    if not shutil.which("unshare") or subprocess.run(mount, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk of his own")
    return folder


@pytest.mark.parametrize(
    ("options", "sentence"), [(f"size={ROOM}", "disk"), ("ro", "cannot be opened")]
)
def test_a_disk_without_room_or_leave(
    options: str, sentence: str, small_url: str, disk: Path, many: Path
) -> None:
    """On a disk that is full or read-only the import is refused in a sentence; nothing is lost."""
    command = (sys.executable, str(ROOT / "cli.py"), "import", str(many), "--json")
    done = subprocess.run(
        [*OWN_NAMESPACE, "sh", "-c", ON_A_DISK, options, *command],
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{disk / 'facts.db'}"}
        | {"DISK": str(disk), "FOLDER": str(disk.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    answer = Answer(done.returncode, done.stdout, done.stderr)
    assert says(answer, sentence, "Nothing was changed.")
    loses_nothing(small_url, answer, many)


def test_a_read_only_database(small_url: str, many: Path) -> None:
    """A database opened for reading answers, and says of an import that it may not be written."""
    path = small_url.removeprefix("sqlite:///")
    read_only = f"sqlite:///file:{path}?mode=ro&uri=true"
    assert files(read_only) == ["small.csv"]
    answer = run(read_only, "import", many, "--json")
    assert says(answer, "may not be written to", "Nothing was changed.")
    loses_nothing(small_url, answer, many)


@pytest.fixture
def sealed(small_url: str, request: pytest.FixtureRequest) -> Iterator[None]:
    """The database's file, or its folder, sealed against writing; for root, too."""
    path = Path(small_url.removeprefix("sqlite:///"))
    path = path.parent if request.param == "folder" else path
    if os.geteuid():
        path.chmod(path.stat().st_mode & 0o555)
    elif subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode:
        pytest.skip("this disk seals nothing against root")
    yield
    if os.geteuid():
        path.chmod(path.stat().st_mode | 0o200)
    else:
        subprocess.run(["chattr", "-i", path], check=True)


@pytest.mark.parametrize("sealed", ["file", "folder"], indirect=True)
@pytest.mark.usefixtures("sealed")
def test_a_sealed_database(small_url: str, many: Path) -> None:
    """Where the file or its folder may not be written, a sentence says so of an import."""
    answer = run(small_url, "import", many, "--json")
    assert says(answer, "Nothing was changed.")
    assert "permission" in answer.err or "folder" in answer.err


def test_a_damaged_database(small_url: str) -> None:
    """A damaged file is not mended in silence."""
    path = Path(small_url.removeprefix("sqlite:///"))
    path.write_bytes(path.read_bytes()[:20_000] + bytes(20_000))
    assert says(run(small_url, "batches", "--json"), "damaged")
