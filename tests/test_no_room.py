"""A disk that fills up: under a PostgreSQL server, and under an SQLite file in mid-import."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from psycopg.sql import SQL, Identifier

from imports.importing import take_in
from imports.results import Arrival
from models.database import DatabaseTrouble, connect
from tests.fixtures.databases import Postgres
from tests.mortal import AT
from tests.mortals import sums

HEADER = "partner_id,customer_id,product,period,seats\n"
SMALL = Arrival("small.csv", f"{HEADER}8,C-1,Exchange,2015-Q1,1\n".encode())
ROWS = 60_000
LARGE = Arrival(
    "large.csv",
    (HEADER + "".join(f"7,C-{n},Exchange,2015-Q1,{n}\n" for n in range(ROWS))).encode(),
)


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of 48 MB, where this machine lets us mount one that others see."""
    folder = Path(mkdtemp(prefix="tier-tracker-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m,mode=777", "none", str(folder)]
    try:
        if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only root mounts a disk that a database server sees too")
        yield folder
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_on_disk(postgres: Postgres, disk: Path) -> Iterator[str]:
    """The URL of a PostgreSQL database whose tables are on that disk."""
    place = disk / "tables"
    place.mkdir()
    shutil.chown(place, _user(postgres))
    name, space = Identifier("on_a_disk"), Identifier("small_disk")
    postgres.admin.execute(SQL("CREATE TABLESPACE {} LOCATION {}").format(space, str(place)))
    postgres.admin.execute(SQL("CREATE DATABASE {} TABLESPACE {}").format(name, space))
    yield postgres.url("on_a_disk")
    postgres.drop("on_a_disk")
    postgres.admin.execute(SQL("DROP TABLESPACE {}").format(space))


def _user(postgres: Postgres) -> int:
    """The user that the server runs as."""
    return postgres.socket_directory.joinpath(".s.PGSQL.5432").stat().st_uid


@pytest.mark.parametrize("room", [0, 400, 2_000])  # KB: another write fails of each
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_disk_that_fills_up(
    kind: str, room: int, disk: Path, request: pytest.FixtureRequest
) -> None:
    """On a full disk an import is refused in a sentence; once there is room the same one is taken.

    Nothing of it is stored, and what was known before still is.
    """
    on_server = kind == "postgres"
    url = request.getfixturevalue("postgres_on_disk") if on_server else f"sqlite:///{disk}/facts.db"
    engine = connect(url)
    take_in(engine, [SMALL], AT, "somebody")
    before = sums(url)
    filler = disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - room * 1024))
    with pytest.raises(DatabaseTrouble, match=r"the disk is full\..* Nothing was changed\.$"):
        take_in(engine, [LARGE], AT, "somebody")
    filler.unlink()
    assert sums(url) == before
    assert take_in(engine, [LARGE], AT, "somebody")[0].changes["added"] == ROWS
    assert sums(url)["seats"][0] == ROWS + 1
    engine.dispose()
