"""`facts` is lossless: what it writes tells any database the same."""

import os
from pathlib import Path

import polars as pl
import pytest

from imports.kinds import BY_NAME
from tests.commands import run, run_alone
from tests.fixtures.demonstrations import copied

DAYS = ("2014-02-14", "2014-11-01", "2015-03-31", "2015-06-30")
LAST = ("--as-of", DAYS[-1])


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.deep)])
def demonstration_url(request: pytest.FixtureRequest, demonstrated: str, tmp_path: Path) -> str:
    """A database with the demonstration data, of forty partners and many years."""
    if request.param == "sqlite":
        return copied(demonstrated, tmp_path)
    url: str = request.getfixturevalue("postgres_url")
    assert run(url, "demo", "load").code == 0
    return url


def written(url: str, folder: Path) -> list[Path]:
    """What `facts` writes of each kind, as files."""
    paths = [folder / f"{kind}.csv" for kind in BY_NAME]
    for path in paths:
        assert run(url, "facts", path.stem, "--out", path) == (0, "", "")
    return paths


def readiness(url: str, day: str) -> object:
    """Every partner's verdict on the day."""
    return run(url, "readiness", "--programme", "messaging", "--as-of", day, "--json").document


def test_facts_tell_the_same(demonstration_url: str, tmp_path: Path) -> None:
    """Taken in again they are already loaded; a fresh database comes to the same verdicts."""
    paths = written(demonstration_url, tmp_path)
    again = run(demonstration_url, "import", *paths, "--json")
    assert {entry["status"] for entry in again.document} == {"already-loaded"}
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    first = run(fresh, "import", *paths, "--json")
    assert {entry["status"] for entry in first.document} <= {"loaded", "already-loaded"}
    for day in DAYS:
        assert readiness(fresh, day) == readiness(demonstration_url, day)
    (tmp_path / "fresh").mkdir()
    for path, copy in zip(paths, written(fresh, tmp_path / "fresh"), strict=True):
        assert copy.read_bytes() == path.read_bytes()


def test_facts_on_the_terminal_and_as_parquet(demonstration_url: str, tmp_path: Path) -> None:
    """The terminal shows what the file holds, and Parquet holds the same rows."""
    for path in written(demonstration_url, tmp_path):
        assert run(demonstration_url, "facts", path.stem).out == path.read_text("utf-8")
        parquet = tmp_path / "facts.parquet"
        run(demonstration_url, "facts", path.stem, "--format", "parquet", "--out", parquet)
        rows = pl.read_parquet(parquet)
        columns = [column.name for column in BY_NAME[path.stem].columns]
        if path.stem == "figures":  # whole hundredths in Parquet
            units = pl.col("value").cast(pl.Decimal(18, 2)) / 100
            rows = rows.with_columns(value=units.cast(pl.Decimal(18, 2)))
        assert rows.select(columns).write_csv() == path.read_text("utf-8")
        assert rows.is_empty() or rows["file"].str.starts_with("p").all()


def test_facts_as_known_on_a_day(demonstration_url: str) -> None:
    """Only what was imported by the end of the day is told."""
    told = [
        len(run(demonstration_url, "facts", "seats", "--known-on", day).out.splitlines())
        for day in ("2013-10-01", "2014-12-31", "2030-01-01")
    ]
    assert told[0] == 1
    assert told == sorted(set(told))


def test_the_demonstration_can_be_removed(demonstration_url: str) -> None:
    """Removed, nothing of it is believed; loaded again, everything is."""
    before = run(demonstration_url, "facts", "awards").out
    assert run(demonstration_url, "demo", "remove").code == 0
    assert len(run(demonstration_url, "facts", "awards").out.splitlines()) == 1
    assert run(demonstration_url, "demo", "load").code == 0
    assert run(demonstration_url, "facts", "awards").out == before
    assert run(demonstration_url, "demo", "load", "--first-run") == (0, "", "")


def test_output_is_utf_8_on_every_machine(sqlite_url: str, tmp_path: Path) -> None:
    """Where the terminal or a pipe speaks another encoding, the answer is UTF-8 all the same."""
    name = "Łódź ✓"
    path = tmp_path / "partners.csv"
    path.write_text(f"partner_id,name\n7,{name}\n", encoding="utf-8")
    assert run(sqlite_url, "import", path).code == 0
    windows = os.environ | {"PYTHONIOENCODING": "cp1252"}
    for words in (("facts", "partners"), ("readiness", "--programme", "messaging", *LAST)):
        answer = run_alone(sqlite_url, *words, env=windows)
        assert (answer.code, answer.err) == (0, "")
        assert name in answer.out
