"""The same rule on Polars, DuckDB and Spark gives the same frame, value for value."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from models.store import facts
from tests.bench.lake import make_lake
from tests.bench.wide_lake import make_wide_lake
from tests.brute_known import File, Row
from tests.tracking import scratch, take
from tiers.columns import columns
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts
from tiers.language import Edition
from tiers.programmes import PROGRAMMES

FRAMES = Facts.names()
DEEP = pytest.mark.deep
EDITIONS = PROGRAMMES["messaging"].editions
OTHERS = [
    edition
    for key, programme in PROGRAMMES.items()
    for edition in programme.editions
    if key != "messaging"
]
LAST = [programme.editions[0] for programme in PROGRAMMES.values()]
NEWEST = [  # Spark takes minutes over the larger ones, which `make deep` asks it for
    pytest.param(one.editions[0], id=key, marks=[] if key == "odoo" else DEEP)
    for key, one in PROGRAMMES.items()
    if key != "messaging"
]
EACH = [  # each programme's newest edition by default, the others under `make deep`
    pytest.param(one, id=f"{one.programme} {one.name}", marks=() if one in LAST else DEEP)
    for one in OTHERS
]
WIDE_DAY = date(2025, 3, 31)
DAYS = (date(2014, 12, 31), date(2015, 3, 31))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    make_lake(folder, partners=3000, seed=5)
    return folder


@pytest.fixture
def on_polars(lake: Path) -> Facts:
    return Facts.of({name: pl.scan_parquet(lake / f"{name}.parquet") for name in FRAMES})


def named(edition: Edition) -> str:
    return f"{edition.programme} {edition.name}"


@pytest.mark.parametrize("edition", EDITIONS, ids=named)
def test_duckdb_agrees_with_polars(edition: Edition, lake: Path, on_polars: Facts) -> None:
    """DuckDB reads the same files and returns the same verdicts and values."""
    connection = duckdb.connect()
    frames = {name: connection.read_parquet(str(lake / f"{name}.parquet")) for name in FRAMES}
    for day in DAYS:
        asks = Asks(day=day)
        assert_same(evaluated(edition, on_polars, asks), evaluated(edition, Facts.of(frames), asks))


@pytest.mark.parametrize("edition", [EDITIONS[1]], ids=named)
def test_spark_agrees_with_polars(
    edition: Edition, lake: Path, on_polars: Facts, spark: SparkSession
) -> None:
    """Spark reads the same files and returns the same verdicts and values."""
    frames = {name: spark.read.parquet(str(lake / f"{name}.parquet")) for name in FRAMES}
    asks = Asks(day=DAYS[-1])
    assert_same(evaluated(edition, on_polars, asks), evaluated(edition, Facts.of(frames), asks))


@pytest.mark.parametrize("edition", EACH)
def test_duckdb_agrees_on_every_edition(edition: Edition, tmp_path: Path) -> None:
    """Scores, gates, tracks, markets, changes over a year: the same frame."""
    asks, polars = wide(edition, tmp_path, partners=250)
    with duckdb.connect() as connection:
        frames = {
            name: connection.read_parquet(str(tmp_path / f"{name}.parquet")) for name in FRAMES
        }
        found = evaluated(edition, Facts.of(frames), asks)
    assert_frame_equal(evaluated(edition, polars, asks), found, check_exact=True)


@pytest.mark.parametrize("edition", NEWEST)
def test_spark_agrees_on_every_programme(
    edition: Edition, tmp_path: Path, spark: SparkSession
) -> None:
    """The same on Spark, by each programme's newest edition."""
    asks, polars = wide(edition, tmp_path, partners=60)
    frames = {name: spark.read.parquet(str(tmp_path / f"{name}.parquet")) for name in FRAMES}
    found = evaluated(edition, Facts.of(frames), asks)
    assert_frame_equal(evaluated(edition, polars, asks), found, check_exact=True)


def test_spark_takes_gates_parts_and_tracks(tmp_path: Path, spark: SparkSession) -> None:
    """Scores can be put up on Spark, which is as far as a rule gets that Spark has no words for."""
    edition = PROGRAMMES["azure-data-ai"].editions[0]
    asks, _polars = wide(edition, tmp_path, partners=2)
    frames = {name: spark.read.parquet(str(tmp_path / f"{name}.parquet")) for name in FRAMES}
    found = evaluate(edition, Facts.of(frames), asks).collect_schema()
    assert found.names() == ["partner_id", "day", *columns(edition)]


def test_a_database_and_a_lake_agree(tmp_path: Path, database_url: str) -> None:
    """Facts that went through the importer into a database are judged as those of the lake."""
    make_wide_lake(tmp_path, 60, WIDE_DAY, seed=9)
    frames = {name: importable(pl.read_parquet(tmp_path / f"{name}.parquet")) for name in FRAMES}
    lake = Facts.of({name: frame.lazy() for name, frame in frames.items()})
    with scratch(database_url) as connection:
        for name, frame in frames.items():
            on = WIDE_DAY + timedelta(days=400)
            take(connection, File(name, as_text(frame), additions=False, imported_on=on))
        known = facts(connection)
    for edition in OTHERS:
        asks = Asks(day=WIDE_DAY)
        one, other = (evaluated(edition, each, asks) for each in (lake, known))
        assert_frame_equal(one, other, check_exact=True)


def importable(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that a file may hold: one of each key, and none that says nothing remains."""
    if "programme" in rows.columns:
        return rows.unique(["partner_id", "programme", "started_on"], maintain_order=True)
    if "association" in rows.columns:
        named = rows.filter(pl.col("customer_id").is_not_null())
        key = ["partner_id", "product", "period", "customer_id", "association"]
        return named.unique(key, maintain_order=True)
    return rows


def as_text(rows: pl.DataFrame) -> list[Row]:
    """The rows as cells of our template, hundredths as the amounts they are."""
    if "figure" in rows.columns:
        rows = rows.with_columns((pl.col("value") / 100).cast(pl.Decimal(18, 2)))
    cells = rows.drop("file", "line").cast(pl.String).fill_null("")
    return cells.rows(named=True)


def test_pairs_agree_with_single_days(on_polars: Facts) -> None:
    """Asking for several days at once answers as asking for each alone."""
    edition = PROGRAMMES["messaging"].named("FY2015")
    assert edition is not None
    together = evaluated(edition, on_polars, Asks.on(DAYS, on_polars))
    alone = pl.concat([evaluated(edition, on_polars, Asks(day=day)) for day in DAYS])
    assert_same(together, alone.sort("partner_id", "day"))


def wide(edition: Edition, folder: Path, partners: int) -> tuple[Asks, Facts]:
    """A day in the middle of the edition, and a random channel with facts of every kind for it."""
    day = edition.since + timedelta(days=200)
    make_wide_lake(folder, partners, day, seed=9)
    lake = Facts.of({name: pl.scan_parquet(folder / f"{name}.parquet") for name in FRAMES})
    return Asks(day=day), lake


def evaluated(edition: Edition, facts: Facts, asks: Asks) -> pl.DataFrame:
    frame: pl.DataFrame = evaluate(edition, facts, asks).collect("polars").to_native()
    return frame.sort("partner_id", "day")


def assert_same(one: pl.DataFrame, other: pl.DataFrame) -> None:
    assert one.height > 1000
    assert one["tier"].n_unique() > 1 or one["tier"].null_count() == one.height
    assert_frame_equal(one, other, check_exact=True)


def test_the_lake_has_every_outcome(on_polars: Facts) -> None:
    """The comparison would notice: Gold, Silver, none, and every outcome occur."""
    edition = PROGRAMMES["messaging"].named("FY2015")
    assert edition is not None
    frame = evaluated(edition, on_polars, Asks(day=DAYS[-1]))
    assert set(frame["tier"]) == {"Gold", "Silver", None}
    assert set(frame["Silver:active-usage"]) == {0.0, 0.5, 1.0}
    assert nw.from_native(frame)["Gold"].n_unique() == 3
