"""What a figure comes to over some months, or now, on both sides of every boundary."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from pyspark.sql import SparkSession

from tests.knowledge import lacking
from tests.vendor_figures import DAY, Row, come_to, counted, figures, row
from tiers.facts import Frame
from tiers.metrics import FigureNow, FigureTotal
from tiers.metrics.earlier import earlier, earlier_than


@pytest.mark.parametrize(
    ("period", "total", "reason"),
    [
        (date(2015, 3, 31), 2.5, None),
        (date(2015, 4, 1), None, "of a later period"),
        (date(2014, 4, 1), 2.5, None),
        (date(2014, 3, 31), None, "older than 12 months"),
    ],
)
def test_a_total_is_of_the_last_twelve_months(
    period: date, total: float | None, reason: str | None
) -> None:
    rows = [row(period, 1.25), row(period, 1.25, customer_id="C")]
    assert come_to(FigureTotal("acr"), rows) == total
    assert counted(FigureTotal("acr"), rows) == [reason, reason]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2015, 9, 30), 2, date(2015, 7, 31)),
        (date(2015, 9, 29), 2, date(2015, 7, 29)),
        (date(2017, 2, 28), 12, date(2016, 2, 29)),
        (date(2016, 2, 29), 12, date(2015, 2, 28)),
        (date(2016, 2, 28), 12, date(2015, 2, 28)),
        (date(2015, 3, 30), 1, date(2015, 2, 28)),
        (date(2015, 12, 31), 13, date(2014, 11, 30)),
    ],
)
def test_months_back_of_a_month_s_end_are_a_month_s_end(day: date, months: int, then: date) -> None:
    assert earlier(day, months) == then
    rows = [row(then, 1), row(then + timedelta(1), 2), row(day, 4)]
    assert come_to(FigureTotal("acr", months), rows, day) == 6


@pytest.mark.parametrize("months", [1, 2, 12])
def test_months_back_in_a_column(months: int, spark: SparkSession, tmp_path: Path) -> None:
    """Of every day of four years, on every engine as in plain Python."""
    asked = [date(2014, 12, 1) + timedelta(number) for number in range(1600)]
    file = str(tmp_path / "days.parquet")
    pl.DataFrame({"day": asked}).write_parquet(file)
    with duckdb.connect() as connection:
        for read in (pl.scan_parquet, connection.read_parquet, spark.read.parquet):
            days: Frame = nw.from_native(read(file)).lazy()
            then = days.select("day", then=earlier_than(nw.col("day"), months))
            found = dict(then.collect("polars").rows())
            assert found == {day: earlier(day, months) for day in asked}


def test_a_total_of_nothing_is_not_zero() -> None:
    facts = figures(row(date(2014, 3, 31), 5))
    assert lacking(FigureTotal("acr"), facts, DAY) == "No acr is known of the last 12 months."
    assert come_to(FigureTotal("acr"), [row(DAY, 0)]) == 0


@pytest.mark.parametrize(
    ("rows", "now"),
    [
        ([row(DAY - timedelta(184), 3), row(DAY - timedelta(185), 9)], 3),
        ([row(DAY - timedelta(185), 9)], None),
        ([row(DAY, 3), row(DAY, -1, product="p"), row(DAY - timedelta(1), 9)], 2),
        ([row(DAY + timedelta(1), 9)], None),
    ],
)
def test_the_newest_fresh_period_speaks(rows: list[Row], now: float | None) -> None:
    assert come_to(FigureNow("acr"), rows) == now
    if now is not None:
        told = zip(rows, counted(FigureNow("acr"), rows), strict=True)
        assert sum(one["value"] for one, reason in told if reason is None) == now * 100


def test_why_there_is_no_figure_now() -> None:
    assert (
        lacking(FigureNow("new-users"), figures(), DAY) == "No new users is known up to that day."
    )
    stale = figures(row(date(2014, 9, 27), 9))
    assert lacking(FigureNow("acr"), stale, DAY) == (
        "The newest acr is of 2014-09-27, more than 184 days old."
    )
