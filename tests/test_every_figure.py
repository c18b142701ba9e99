"""Metrics of figures, people and enrolments: alike on every engine."""

from datetime import date, timedelta
from random import Random

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from tests.knowledge import frames, measured
from tiers.facts import Asks, Facts
from tiers.measures import Metric, Retired, Terms
from tiers.metrics import (
    Enrolled,
    FigureCustomers,
    FigureCustomersLately,
    FigureGrowth,
    FigureIncrease,
    FigureNow,
    FigureProducts,
    FigureShare,
    FigureTotal,
    PeopleHolding,
    Place,
    PlacesFilled,
    every,
    one_of,
)

METRICS: tuple[Metric, ...] = (
    FigureTotal("acr"),
    FigureTotal("acr", months=3),
    FigureNow("acr"),
    FigureShare("seats", "acr"),
    FigureGrowth("acr", baseline=2),
    FigureIncrease("acr"),
    FigureCustomers("acr", 3, 9),
    FigureCustomers("acr", 3, net=True),
    FigureCustomersLately("acr", 3),
    FigureProducts("acr", but=("p1",)),
    Enrolled(("a", "b"), ("Gold", "Silver")),
    PeopleHolding(one_of(every("w", one_of("x", "y")), "z")),
    PlacesFilled(Place(1, every("w", "x")), Place(2, one_of("x", "y", every("w", "z")))),
)
TERMS = Terms(retired=(Retired("w", date(2015, 2, 28)), Retired("x", date(2016, 2, 29))))
DAYS = (date(2016, 2, 29), date(2017, 2, 28))


def random_frames(seed: int) -> dict[str, pl.DataFrame]:
    """A hundred partners with everything these metrics read."""
    dice = Random(seed)
    ends = [
        date(year, month, 1) - timedelta(1) for year in range(2014, 2018) for month in (1, 3, 9)
    ]
    whom = [f"{number:02}" for number in range(100)]

    def day() -> date:
        return date(2014, 1, 1) + timedelta(dice.randrange(1200))

    def some(name: str, count: int) -> list[str | None]:
        return [None, *(f"{name}{number}" for number in range(count))]

    return frames(
        figures=[
            {
                "partner_id": dice.choice(whom),
                "figure": dice.choice(["acr", "acr", "seats"]),
                "period": dice.choice(ends),
                "customer_id": dice.choice(some("c", 3)),
                "product": dice.choice(some("p", 3)),
                "value": dice.randrange(-200, 1200),
            }
            for _ in range(4000)
        ],
        enrolments=[
            {
                "partner_id": dice.choice(whom),
                "programme": dice.choice("abc"),
                "tier": dice.choice(["gold", "Silver", "none"]),
                "started_on": day(),
                "renews_on": dice.choice([None, day()]),
            }
            for _ in range(200)
        ],
        awards=[
            {
                "partner_id": dice.choice(whom),
                "person_id": dice.choice("stuv"),
                "award": dice.choice("wxyz"),
                "earned_on": day(),
                "expires_on": dice.choice([None, None, day()]),
            }
            for _ in range(900)
        ],
        staff=[
            {"partner_id": partner, "person_id": person, "joined_on": day(), "left_on": None}
            for partner in whom[:50]
            for person in "stu"
        ],
    )  # fmt: skip


def everything(facts: Facts, asks: Asks) -> list[pl.DataFrame]:
    found = (measured(metric, facts, asks, TERMS).collect("polars") for metric in METRICS)
    return [frame.to_native().sort("partner_id", "day") for frame in found]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("figures")
    for name, frame in random_frames(3).items():
        frame.write_parquet(folder / f"{name}.parquet")
    return str(folder)


@pytest.fixture
def on_polars(lake: str) -> Facts:
    return Facts.of({name: pl.scan_parquet(f"{lake}/{name}.parquet") for name in frames()})


def test_the_lake_tells_these_metrics_apart(on_polars: Facts) -> None:
    for metric, frame in zip(METRICS, everything(on_polars, Asks(day=DAYS[1])), strict=True):
        assert frame["value"].n_unique() > 2, metric
        assert frame.height == 100


@pytest.mark.parametrize("several", [False, True])
def test_duckdb_agrees_with_polars(lake: str, on_polars: Facts, several: bool) -> None:
    connection = duckdb.connect()
    facts = Facts.of({name: connection.read_parquet(f"{lake}/{name}.parquet") for name in frames()})
    assert_same(on_polars, facts, several)


@pytest.mark.deep
@pytest.mark.parametrize("several", [False, True])
def test_spark_agrees_with_polars(
    lake: str, on_polars: Facts, spark: SparkSession, several: bool
) -> None:
    facts = Facts.of({name: spark.read.parquet(f"{lake}/{name}.parquet") for name in frames()})
    assert_same(on_polars, facts, several)


def assert_same(one: Facts, other: Facts, several: bool) -> None:
    asked = [
        everything(facts, Asks.on(DAYS, facts) if several else Asks(day=DAYS[0]))
        for facts in (one, other)
    ]
    for frame, same in zip(*asked, strict=True):
        assert_frame_equal(frame, same, check_exact=True)
