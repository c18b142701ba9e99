"""A vendor's figures, on both sides of every boundary, and alike on every engine."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from tests.knowledge import evidence, frames, knowing, lacking, measured, value
from tiers.facts import Asks, Facts, Frame
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
from tiers.metrics.earlier import earlier, earlier_than

DAY = date(2015, 3, 31)
Row = dict[str, Any]


def row(period: date, units: float, **more: Any) -> Row:
    amount = round(units * 100)
    return {"partner_id": "7", "figure": "acr", "period": period, "value": amount, **more}


def figures(*rows: Row) -> Facts:
    """These rows, and one of another figure so that the partner is known."""
    return knowing(figures=[*rows, row(DAY, 1, figure="another")])


def come_to(metric: Metric, rows: list[Row], day: date = DAY) -> float | None:
    """The metric's value, alike whether its day is asked alone or among several."""
    alone, among = (
        value(metric, figures(*rows), day, several=several) for several in (False, True)
    )
    assert alone == among
    return alone


def counted(metric: Metric, rows: list[Row], day: date = DAY) -> list[str | None]:
    """Of each row the reason against it, alike for one day and several."""
    alone, among = (
        [fact.reason for fact in evidence(metric, figures(*rows), day, several=several)]
        for several in (False, True)
    )
    assert alone == among
    return alone[: len(rows)]


# Totals and the newest period --------------------------------------------------------------------


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


# One figure against another ----------------------------------------------------------------------


def part(units: float) -> Row:
    return row(DAY, units, figure="active")


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ([part(70), row(DAY, 100)], 70),
        ([part(1), row(DAY, 3)], 100 / 3),
        ([part(70), row(DAY, 0)], None),
        ([part(70), row(DAY, -5)], None),
        ([part(70)], None),
        ([row(DAY, 100)], None),
        ([part(0), row(DAY, 100)], 0),
    ],
)
def test_a_share_is_of_something(rows: list[Row], share: float | None) -> None:
    assert come_to(FigureShare("active", "acr"), rows) == share


def test_why_there_is_no_share() -> None:
    share = FigureShare("active", "acr")
    assert lacking(share, figures(part(1)), DAY) == "No acr is known up to that day."
    assert lacking(share, figures(row(DAY, 1)), DAY) == "No active is known up to that day."
    assert lacking(share, figures(part(1), row(DAY, 0)), DAY) == (
        "Acr comes to 0, so there is nothing to have a share of."
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (date(2015, 2, 28), date(2014, 2, 28)),
        (date(2016, 2, 29), date(2015, 2, 28)),
        (date(2017, 2, 28), date(2016, 2, 29)),
        (date(2015, 12, 31), date(2014, 12, 31)),
        (date(2015, 6, 15), date(2014, 6, 15)),
    ],
)
def test_growth_is_since_the_same_end_of_a_year_before(now: date, then: date) -> None:
    day = now + timedelta(10)
    rows = [row(then - timedelta(1), 50), row(then, 200), row(now, 250)]
    assert come_to(FigureGrowth("acr"), rows, day) == 25
    assert [reason is None for reason in counted(FigureGrowth("acr"), rows, day)] == [
        False,
        True,
        True,
    ]
    assert come_to(FigureGrowth("acr"), [rows[0], rows[2]], day) is None


@pytest.mark.parametrize(
    ("then", "baseline", "growth"),
    [(100, 100, -50), (99.99, 100, None), (0, 0, None), (-1, 0, None), (0.01, 0, 499_900)],
)
def test_growth_is_from_something(then: float, baseline: int, growth: float | None) -> None:
    rows = [row(date(2014, 3, 31), then), row(DAY, 50)]
    assert come_to(FigureGrowth("acr", baseline), rows) == growth


def test_why_there_is_no_growth() -> None:
    growth, now = FigureGrowth("acr"), row(DAY, 5)
    assert lacking(growth, figures(), DAY) == "No acr is known up to that day."
    assert lacking(growth, figures(now), DAY) == (
        "No acr is known of the period exactly a year before the newest."
    )
    assert lacking(growth, figures(now, row(date(2014, 3, 31), 0)), DAY) == (
        "A year before, acr came to 0: too little to grow from."
    )


@pytest.mark.parametrize(
    ("rows", "increase", "against"),
    [
        ([row(DAY, 5), row(date(2014, 3, 31), 7)], -2, [None, None]),
        ([row(DAY, 5), row(date(2013, 4, 1), 7)], -2, [None, None]),
        ([row(DAY, 5), row(date(2013, 3, 31), 7)], None, [None, "older than 12 months"]),
        ([row(date(2014, 3, 31), 7)], None, [None]),
    ],
)
def test_an_increase_is_over_a_year_before(
    rows: list[Row], increase: float | None, against: list[str | None]
) -> None:
    assert come_to(FigureIncrease("acr"), rows) == increase
    assert counted(FigureIncrease("acr"), rows) == against


def test_an_increase_of_six_months_against_the_same_a_year_before() -> None:
    """What is older counts on neither side, in the sum as in the evidence."""
    rows = [row(DAY, 9), row(date(2014, 9, 30), 5), row(date(2014, 3, 31), 2)]
    rows += [row(date(2013, 9, 30), 4)]
    assert come_to(FigureIncrease("acr", 6), rows) == 7
    assert [why is None for why in counted(FigureIncrease("acr", 6), rows)] == [
        True, False, True, False
    ]  # fmt: skip


def test_who_has_no_rows_has_no_evidence() -> None:
    """Beside another partner, and of several days."""
    facts = knowing(figures=[row(DAY, 1), row(DAY, 1, partner_id="8", figure="another")])
    for asks in (Asks(day=DAY), Asks.on([DAY, date(2015, 2, 28)], facts)):
        told = FigureIncrease("acr").evidence(facts, asks, Terms())
        assert all(told.get(ask, ()) == () for ask in told if ask[0] == "8")


def test_why_there_is_no_increase() -> None:
    increase = FigureIncrease("acr")
    assert lacking(increase, figures(row(DAY, 5)), DAY) == (
        "No acr is known of the 12 months up to a year before."
    )
    assert lacking(increase, figures(row(date(2014, 3, 31), 5)), DAY) == (
        "No acr is known of the last 12 months."
    )


# Customers and products --------------------------------------------------------------------------


def of(customer: str, units: float, period: date = DAY) -> Row:
    return row(period, units, customer_id=customer)


@pytest.mark.parametrize(
    ("rows", "customers", "against"),
    [
        ([of("A", 750)], 1, [None]),
        ([of("A", 749.99)], 0, ["comes to 749.99 altogether, 750 or more is asked for"]),
        ([of("A", 12000)], 1, [None]),
        ([of("A", 12000.01)], 0, ["comes to 12000.01 altogether, 12000 or less is asked for"]),
        ([of("A", 700), of("A", 50, date(2014, 4, 1))], 1, [None, None]),
        (
            [of("A", 700), of("A", 50, date(2014, 3, 31))],
            0,
            ["comes to 700 altogether, 750 or more is asked for", "older than 12 months"],
        ),
        ([of("A", 800), of("B", 800), row(DAY, 800)], 2, [None, None, "names no customer"]),
        ([row(DAY, 800)], None, ["names no customer"]),
    ],
)
def test_customers_for_whom_it_is_enough(
    rows: list[Row], customers: int | None, against: list[str | None]
) -> None:
    metric = FigureCustomers("acr", 750, 12000)
    assert come_to(metric, rows) == customers
    assert counted(metric, rows) == against


@pytest.mark.parametrize(
    ("rows", "adds"),
    [
        ([of("A", 100), of("B", 100), of("A", 100, date(2014, 3, 31))], 1),
        ([of("A", 99), of("A", 100, date(2014, 3, 31)), of("B", 100, date(2014, 3, 31))], -2),
        ([of("A", 100)], None),
        ([of("A", 100, date(2014, 3, 31))], None),
        ([of("A", 100), row(date(2014, 3, 31), 100)], None),
    ],
)
def test_customers_added_since_a_year_before(rows: list[Row], adds: int | None) -> None:
    assert come_to(FigureCustomers("acr", 100, net=True), rows) == adds


@pytest.mark.parametrize(
    ("rows", "lately"),
    [
        ([of("A", 1000)], 1),
        ([of("A", 999.99), of("A", 999.99, date(2015, 2, 28))], 0),
        ([of("A", 600), of("A", 400)], 1),
        ([of("A", 1), of("A", 1000, date(2015, 2, 28))], 1),
        ([of("A", 1), of("A", 1000, date(2015, 2, 1))], 1),
        ([of("A", 1), of("A", 1000, date(2015, 1, 31))], 0),
        ([of("A", 1000), of("A", 1000, date(2015, 2, 28))], 1),
    ],
)
def test_customers_of_one_good_month_lately(rows: list[Row], lately: int) -> None:
    assert come_to(FigureCustomersLately("acr", 1000, net=False), rows) == lately
    before = [of("A", 1000, date(2014, 3, 31)), of("B", 1000, date(2014, 2, 28))]
    assert come_to(FigureCustomersLately("acr", 1000), [*rows, *before]) == lately - 2
    assert come_to(FigureCustomersLately("acr", 1000), rows) is None


def test_why_no_customers_can_be_told() -> None:
    now, net = of("A", 5), FigureCustomersLately("acr", 1)
    assert lacking(net, figures(row(DAY, 5)), DAY) == (
        "No acr of a customer is known of the last 2 months."
    )
    assert lacking(net, figures(now), DAY) == (
        "No acr of a customer is known of the 2 months up to a year before."
    )


@pytest.mark.parametrize(
    ("amounts", "products", "against"),
    [
        ({"a": 0.01}, 1, [None]),
        ({"a": 0}, 0, ["comes to 0 altogether, 0.01 or more is asked for"]),
        ({"a": 5, "b": 5, "vm": 5}, 2, [None, None, "left out here"]),
        ({"vm": 5}, 0, ["left out here"]),
        ({None: 5}, None, ["names no product"]),
    ],
)
def test_products_of_which_there_is_anything(
    amounts: dict[str | None, float], products: int | None, against: list[str | None]
) -> None:
    rows = [row(DAY, units, product=product) for product, units in amounts.items()]
    metric = FigureProducts("acr", but=("vm",))
    assert come_to(metric, rows) == products
    assert counted(metric, rows) == against
    if products is None:
        assert lacking(metric, figures(*rows), DAY) == (
            "No acr of a product is known of the last 12 months."
        )


def test_a_row_says_what_it_is_of() -> None:
    rows = [row(DAY, 1234.5, figure="net-new-users", customer_id="C", product="vm"), row(DAY, 7)]
    told = evidence(FigureTotal("net-new-users"), figures(*rows), DAY)
    assert [fact.fact for fact in told] == ["net new users, 2015-03-31, C, vm: 1234.50"]


# Engines -----------------------------------------------------------------------------------------

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
