"""A lake of facts, and every partner in it judged on each engine."""

import json
import re
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

import tiers.facts
from lake import COLUMNS
from tests.bench.lake import make_lake
from tests.commands import refused, run, start

DAY = "2015-03-31"
MESSAGING = ("--programme", "messaging", "--as-of", DAY)
URL = "sqlite://"  # the fleet asks no database


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random channel of 400 partners."""
    made = tmp_path_factory.mktemp("channel")
    make_lake(made, partners=400, seed=11)
    return made


@pytest.fixture
def known(sqlite_url: str, tmp_path: Path) -> tuple[str, Path]:
    """The demonstration in a database, and the lake that `facts --all` makes of it."""
    run(sqlite_url, "demo", "load")
    made = tmp_path / "known"
    told = run(sqlite_url, "facts", "--all", "--format", "parquet", "--out", made)
    assert told.code == 0, told.err
    assert told.out.split() == [str(made / f"{name}.parquet") for name in COLUMNS]
    return sqlite_url, made


def fleet(folder: Path, out: Path, engine: str = "polars", *more: str) -> Any:
    """What `fleet --json` answers."""
    words = ("--facts", folder, *MESSAGING, "--engine", engine, "--out", out, *more, "--json")
    told = run(URL, "fleet", *words)
    assert told.code == 0, told.err
    return told.document


# The lake --------------------------------------------------------------------------------------


def test_the_lake_has_the_columns_that_are_told() -> None:
    """The table in `tiers/facts.py` names every frame's columns, and no others."""
    text = (tiers.facts.__doc__ or "").replace(", |\n| | ", ", ")
    told = dict(re.findall(r"^\| (\w+) \| (.+) \|$", text, re.MULTILINE))
    del told["frame"]
    assert {name: {*columns.split(", "), "file", "line"} for name, columns in told.items()} == {
        name: set(columns) for name, columns in COLUMNS.items()
    }


def test_the_lake_is_read_alike(known: tuple[str, Path], spark: SparkSession) -> None:
    """Polars, DuckDB and Spark read the same rows with the same types."""
    words = {pl.String: ("VARCHAR", "string"), pl.Int64: ("BIGINT", "bigint")}
    words[pl.Date] = ("DATE", "date")
    for name, columns in COLUMNS.items():
        path = str(known[1] / f"{name}.parquet")
        assert pl.read_parquet_schema(path) == columns
        by_duckdb, by_spark = duckdb.read_parquet(path), spark.read.parquet(path)
        assert [str(one) for one in by_duckdb.types] == [words[one][0] for one in columns.values()]
        assert [one for _, one in by_spark.dtypes] == [words[one][1] for one in columns.values()]
        height = pl.read_parquet(path).height
        assert (len(by_duckdb), by_spark.count()) == (height, height)


def test_every_kind_as_csv_tells_the_same(known: tuple[str, Path], tmp_path: Path) -> None:
    """`facts --all` writes what `facts KIND` does, and nothing beside it."""
    url, made = known[0], tmp_path / "deep" / "csv"
    told = run(url, "facts", "--all", "--out", made)
    assert sorted(told.out.split()) == sorted(map(str, made.iterdir()))
    seats = run(url, "facts", "seats").out
    assert (made / "seats.csv").read_text(encoding="utf-8") == seats
    again = run(url, "import", *made.glob("*.csv"), "--json")
    assert {one["status"] for one in again.document} == {"already-loaded"}


@pytest.mark.parametrize("words", ["facts", "facts seats --all --out x", "facts --all"])
def test_what_to_write_must_be_clear(words: str, sqlite_url: str) -> None:
    told = run(sqlite_url, *words.split())
    assert (told.code, told.out, "--all" in told.err) == (2, "", True)


# The fleet -------------------------------------------------------------------------------------


def test_every_engine_writes_the_same(folder: Path, tmp_path: Path, spark: SparkSession) -> None:
    """Polars, DuckDB and Spark write the same bytes as CSV, the same rows as Parquet."""
    counts, csv, parquet = [], [], []
    for engine in ("polars", "duckdb", "spark"):
        told = fleet(folder, tmp_path / f"{engine}.csv", engine)
        counts.append(told["tiers"])
        csv.append((tmp_path / f"{engine}.csv").read_bytes())
        fleet(folder, tmp_path / f"{engine}.parquet", engine)
        parquet.append(pl.read_parquet(tmp_path / f"{engine}.parquet"))
    assert counts[0] == counts[1] == counts[2]
    assert [one["tier"] for one in counts[0]] == ["Gold", "Silver", None]
    assert all(one["partners"] for one in counts[0])
    assert csv[0] == csv[1] == csv[2]
    assert_frame_equal(parquet[0], parquet[1], check_exact=True)
    assert_frame_equal(parquet[0], parquet[2], check_exact=True)
    assert parquet[0]["partner_id"].is_sorted()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_fleet_stands_as_each_partner_does(
    engine: str, known: tuple[str, Path], tmp_path: Path
) -> None:
    """Tiers, outcomes and values are those of `readiness` over the same facts."""
    told = fleet(known[1], tmp_path / "fleet.parquet", engine)
    rows = pl.read_parquet(tmp_path / "fleet.parquet").to_dicts()
    verdicts = run(known[0], "readiness", *MESSAGING, "--json").document
    assert [row["partner_id"] for row in rows] == [one["partner"] for one in verdicts]
    for row, verdict in zip(rows, verdicts, strict=True):
        assert row["tier"] == verdict["tier"]
        for tier in verdict["tiers"]:
            for one in tier["criteria"]:
                assert row[f"{tier['tier']}:{one['key']}:have"] == one["have"]
    assert told["partners"] == len(verdicts) == sum(one["partners"] for one in told["tiers"])
    assert told["absent"] == []


def test_parts_and_frames_that_are_not_there(folder: Path, tmp_path: Path) -> None:
    """A folder of parts is one frame; what is not there is empty, and that is said."""
    other = tmp_path / "lake [1]"
    (other / "seats").mkdir(parents=True)
    seats = pl.read_parquet(folder / "seats.parquet")
    for number, part in enumerate((seats[:100], seats[100:])):
        part.write_parquet(other / "seats" / f"part-{number}.parquet")
    (other / "seats" / "_SUCCESS").touch()
    for name in ("awards", "references", "staff"):
        shutil.copy(folder / f"{name}.parquet", other)
    (tmp_path / "whole").mkdir()
    for name in ("seats", "awards", "references", "staff"):
        shutil.copy(folder / f"{name}.parquet", tmp_path / "whole")
    answered = {}
    for engine in ("polars", "duckdb"):
        told = fleet(other, tmp_path / f"{engine}.csv", engine)
        assert "partners" in told["absent"]
        assert "seats" not in told["absent"]
        answered[engine] = (tmp_path / f"{engine}.csv").read_bytes()
    fleet(tmp_path / "whole", tmp_path / "whole.csv")
    assert answered["polars"] == answered["duckdb"] == (tmp_path / "whole.csv").read_bytes()
    frames = [pl.read_parquet(folder / f"{one}.parquet") for one in ("awards", "seats")]
    everybody = pl.concat([one.select("partner_id") for one in frames]).n_unique()
    assert told["partners"] >= everybody > 0
    words = ("fleet", "--facts", other, *MESSAGING, "--engine", "polars", "--out")
    text = run(URL, *words, tmp_path / "text.csv").out
    assert "Not in the lake, so taken for empty: partners, customer_counts," in text


def test_a_lake_of_nothing_but_seats(folder: Path, tmp_path: Path) -> None:
    """Nobody can be assessed whose people and references are not known."""
    (tmp_path / "lake").mkdir()
    shutil.copy(folder / "seats.parquet", tmp_path / "lake")
    told = fleet(tmp_path / "lake", tmp_path / "fleet.csv")
    assert [one["partners"] for one in told["tiers"][:2]] == [0, 0]
    assert told["tiers"][2]["partners"] == told["partners"] > 0


def broken(lake: Path, how: str) -> None:
    """Make something wrong with the lake."""
    seats, partners = lake / "seats.parquet", lake / "partners.parquet"
    rows = pl.read_parquet(seats)
    if how == "text":
        seats.write_text("partner_id,seats\n")
    elif how == "cut":
        seats.write_bytes(seats.read_bytes()[:-100])
    elif how == "type":
        rows.with_columns(pl.col("seats").cast(pl.String)).write_parquet(seats)
    elif how == "column":
        rows.drop("period", "line").write_parquet(seats)
    elif how == "twice":
        (lake / "seats").mkdir()
    elif how == "partner":
        names = pl.read_parquet(partners)
        pl.concat([names, names[:1]]).write_parquet(partners)


@pytest.mark.parametrize(
    ("how", "words", "says"),
    [
        ("", {"--facts": "nowhere"}, "There is no folder nowhere. `facts --all"),
        ("", {"--facts": "."}, "There are no facts in ."),
        ("", {"--programme": "messages"}, "The programme messages is not known. Use one of"),
        ("", {"--engine": "pandas"}, "The engine pandas is not known. Use one of polars, duckdb"),
        ("", {"--edition": "FY1999"}, "There is no edition FY1999. Use one of"),
        ("", {"--as-of": "2016-03-31"}, "FY2015 (2014-07-01 to 2015-06-30) and 2017 (2017-07-06"),
        ("", {"--out": "fleet.xlsx"}, "fleet.xlsx ends in neither .parquet nor .csv."),
        ("", {"--out": "no/fleet.csv"}, "There is no folder no."),
        ("text", {}, "seats.parquet is not a Parquet file."),
        ("cut", {}, "seats.parquet is not a Parquet file."),
        ("type", {}, "the column seats holds text, and 64-bit whole numbers would be right."),
        ("column", {}, "seats.parquet lacks the columns period."),
        ("twice", {}, "The seats are there twice:"),
        ("partner", {}, "The partner P0000000 stands among the partners more than once."),
    ],
)
def test_what_cannot_be_done_is_said(
    how: str,
    words: dict[str, str],
    says: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a sentence, and no file is left."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(folder, tmp_path / "lake")
    broken(tmp_path / "lake", how)
    usual = {"--facts": "lake", "--programme": "messaging", "--as-of": DAY, "--engine": "polars"}
    asked = usual | {"--out": "fleet.csv"} | words
    assert says in refused(URL, "fleet", *(word for pair in asked.items() for word in pair))
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


@pytest.mark.parametrize(("engine", "module"), [("duckdb", "duckdb"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed(
    engine: str, module: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    words = ("--facts", folder, *MESSAGING, "--engine", engine, "--out", tmp_path / "fleet.csv")
    assert "is not installed here. `pip install" in refused(URL, "fleet", *words)
    assert list(tmp_path.iterdir()) == []


def test_an_edition_by_name_for_any_day(folder: Path, tmp_path: Path) -> None:
    told = fleet(folder, tmp_path / "fleet.csv", "polars", "--edition", "FY2014")
    assert (told["edition"], told["as_of"]) == ("FY2014", date.fromisoformat(DAY).isoformat())


def test_killed_it_leaves_no_half_of_a_file(folder: Path, tmp_path: Path) -> None:
    """Killed at any moment the file is not there, or it is whole; an older one stays."""
    out = tmp_path / "fleet.csv"
    words = ("fleet", "--facts", folder, *MESSAGING, "--engine", "polars", "--out", out, "--json")
    began = time.monotonic()
    with start(URL, *words) as process:
        assert json.loads(process.communicate()[0])["partners"] == 400
    seconds, whole = time.monotonic() - began, out.read_bytes()
    out.unlink()
    for turn in range(3):
        with start(URL, *words) as process:
            time.sleep(seconds * (0.5 + turn * 0.2))
            process.kill()
        assert not out.exists() or out.read_bytes() == whole
        out.unlink(missing_ok=True)
        assert [path for path in tmp_path.iterdir() if path.is_file()] == []
