"""The same rule on Polars, DuckDB and Spark gives the same frame, value for value."""

from datetime import date
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from tests.bench.lake import make_lake
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts
from tiers.language import Edition
from tiers.programmes import PROGRAMMES

FRAMES = Facts.names()
EDITIONS = [edition for programme in PROGRAMMES.values() for edition in programme.editions]
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


@pytest.mark.parametrize("edition", EDITIONS, ids=named)
def test_spark_agrees_with_polars(
    edition: Edition, lake: Path, on_polars: Facts, spark: SparkSession
) -> None:
    """Spark reads the same files and returns the same verdicts and values."""
    frames = {name: spark.read.parquet(str(lake / f"{name}.parquet")) for name in FRAMES}
    asks = Asks(day=DAYS[-1])
    assert_same(evaluated(edition, on_polars, asks), evaluated(edition, Facts.of(frames), asks))


def test_pairs_agree_with_single_days(on_polars: Facts) -> None:
    """Asking for several days at once answers as asking for each alone."""
    edition = PROGRAMMES["messaging"].named("FY2015")
    assert edition is not None
    together = evaluated(edition, on_polars, Asks.on(DAYS, on_polars))
    alone = pl.concat([evaluated(edition, on_polars, Asks(day=day)) for day in DAYS])
    assert_same(together, alone.sort("partner_id", "day"))


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
