"""How long a file of a million rows takes: read, checked, compared and stored, beside a bare load.

`make bench` prints the ratios; BENCH_ROWS changes the size of the file (1,000,000).
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import polars as pl
import psycopg
import pytest

from models.database import connect
from tests.bench.measured import measured

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
ROUNDS = 3
HEADER = "partner_id,customer_id,product,period,seats,customer_name,active_users,association"
MEGABYTE = 1024 * 1024
pytestmark = pytest.mark.bench

IMPORT = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from imports.importing import take_in
from imports.results import Arrival
from models.database import connect
engine = connect(sys.argv[2])
begun = time.perf_counter()
content = Path(sys.argv[1]).read_bytes()
at = datetime(2015, 4, 7, 12, tzinfo=UTC)
(result,) = take_in(engine, [Arrival("seats.csv", content)], at, "bench")
seconds = time.perf_counter() - begun
print(json.dumps([result.status, result.rows, seconds]))
"""


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean seats file: twenty customers a partner, one product and quarter."""
    random = Random(7)
    path = tmp_path_factory.mktemp("seats") / "seats.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(f"{HEADER}\n")
        for row in range(ROWS):
            count = random.randint(1, 900)
            out.write(
                f"{4000000 + row // 20},C-{row:07d},Exchange Online,2015-Q1,{count},"
                f"Customer {row},{random.randint(0, count)},POR\n"
            )
    return path


def test_sqlite_beside_its_own_import(seats: Path, tmp_path: Path) -> None:
    """At most 1.5 times what `sqlite3 .import` takes, unchecked, and under 1.5 GB."""
    if not shutil.which("sqlite3"):
        pytest.skip("the sqlite3 command is not installed")

    def bare(number: int) -> float:
        database = tmp_path / f"bare{number}.db"
        begun = perf_counter()
        command = ["sqlite3", str(database), f".import --csv {seats} seats"]
        subprocess.run(command, check=True)
        seconds = perf_counter() - begun
        database.unlink()
        return seconds

    def whole(number: int) -> tuple[float, float]:
        database = tmp_path / f"whole{number}.db"
        connect(f"sqlite:///{database}").dispose()
        seconds, peak = _imported(seats, f"sqlite:///{database}")
        for path in tmp_path.glob(f"{database.name}*"):
            path.unlink()
        return seconds, peak

    times, peaks = _in_turn("sqlite3 .import", bare, whole)
    assert max(peaks) < 1536
    assert median(times[1]) <= 1.5 * median(times[0])


def test_postgres_beside_copy(seats: Path, postgres_url: str) -> None:
    """At most twice what COPY takes into a table of text.

    Beside it, what COPY takes of the same rows as we store them: typed, numbered, with our key.
    """
    connect(postgres_url).dispose()
    plain = postgres_url.replace("postgresql+psycopg", "postgresql")
    columns = ", ".join(f"{name} text" for name in HEADER.split(","))
    numbered = _numbered(seats)

    def copied(table: str, made: str, content: Path) -> float:
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute(f"DROP TABLE IF EXISTS {table}; CREATE TABLE {table} ({made})")
            begun = perf_counter()
            statement = f"COPY {table} FROM STDIN (FORMAT csv, HEADER true)"
            with (
                server.cursor() as cursor,
                cursor.copy(statement) as copy,
                content.open("rb") as file,
            ):
                while part := file.read(MEGABYTE):
                    copy.write(part)
            return perf_counter() - begun

    def bare(_number: int) -> float:
        return copied("bare", columns, seats)

    def keyed(_number: int) -> float:
        return copied("keyed", "LIKE seats INCLUDING ALL", numbered)

    def whole(_number: int) -> tuple[float, float]:
        with psycopg.connect(plain, autocommit=True) as server:
            server.execute("TRUNCATE batch, event, scope, seats, original CASCADE")
        return _imported(seats, postgres_url)

    times, _peaks = _in_turn("COPY", bare, whole, keyed)
    assert median(times[1]) <= 2 * median(times[0])


def _numbered(seats: Path) -> Path:
    """The file as our table has its rows: under the number of their scope, and with their line."""
    rows = pl.read_csv(seats, infer_schema=False).select(
        pl.col("partner_id").rle_id().alias("scope_id") + 1,
        pl.int_range(2, pl.len() + 2).alias("line"),
        *("customer_id", "customer_name", "seats", "active_users", "association"),
    )
    rows.write_csv(path := seats.with_name("numbered.csv"))
    return path


def _imported(seats: Path, url: str) -> tuple[float, float]:
    """Seconds and peak megabytes of an import in a process of its own, libraries loaded."""
    done = measured([sys.executable, "-c", IMPORT, str(seats), url])
    status, rows, seconds = json.loads(done.says)
    assert (status, rows) == ("loaded", ROWS)
    return seconds, done.megabytes


def _in_turn(
    peer: str,
    bare: Callable[[int], float],
    whole: Callable[[int], tuple[float, float]],
    keyed: Callable[[int], float] | None = None,
) -> tuple[tuple[list[float], list[float]], list[float]]:
    """All, one after the other in every round; printed as ratios."""
    as_ours: list[float] = []
    alone: list[float] = []
    together: list[float] = []
    peaks: list[float] = []
    for number in range(ROUNDS):
        alone.append(bare(number))
        seconds, peak = whole(number)
        together.append(seconds)
        as_ours += [keyed(number)] if keyed else []
        peaks.append(peak)
    ratio = median(together) / median(alone)
    print(f"\n{ROWS:,} rows of seats, peak {max(peaks):.0f} MB")
    print(f"  {peer:<16} median {median(alone):6.2f} s")
    print(f"  taken in         median {median(together):6.2f} s   {ratio:6.2f} x {peer}")
    if keyed:
        ratio = median(together) / median(as_ours)
        print(
            f"  {peer}, typed, key median {median(as_ours):6.2f} s   {ratio:6.2f} x as much for us"
        )
    return (alone, together), peaks
