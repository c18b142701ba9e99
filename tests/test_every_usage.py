"""Every metric of seats alike: on every engine, at hand or not, of several days, row by row."""

import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from tests.bench.wide_lake import PRODUCTS, make_wide_lake
from tests.knowledge import knowing
from tests.usage import DAY, TERMS, THEN, days, edition, found, sold
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts
from tiers.measures import Metric
from tiers.metrics import (
    ActiveUsers,
    Band,
    Customers,
    DeployedTenants,
    Milestones,
    NetCustomers,
    NewCustomers,
    PercentActive,
    Seats,
    Together,
    UsageGrowth,
)
from tiers.verdicts import Finding, judge

FEW = PRODUCTS[:4]
METRICS = (
    Seats(*FEW),
    Seats("teams"),
    ActiveUsers(*FEW),
    Customers(*FEW),
    NewCustomers(*FEW),
    NetCustomers(*FEW),
    NetCustomers(*FEW, band=Band(11, 300), stays=True),
    DeployedTenants(40, *FEW, band=Band(11)),
    UsageGrowth(*FEW),
    UsageGrowth("teams"),
    UsageGrowth(*FEW, band=Band(11, 300)),
    Milestones(15, *FEW),
    Together(NetCustomers(*FEW, band=Band(25)), DeployedTenants(15, *FEW)),
)
NAMES = [f"{number} {type(one).__name__}" for number, one in enumerate(METRICS)]
FRAMES = Facts.names()


@pytest.mark.parametrize(
    "metric",
    [
        NetCustomers("teams"),
        NewCustomers("teams"),
        UsageGrowth("teams"),
        DeployedTenants(15, "teams"),
    ],
)
def test_the_evidence_of_a_day_is_the_same_among_several(metric: Metric) -> None:
    """What is told of a day compares it with its own year before, and with no other's."""
    earliest = date(2022, 3, 31)
    seats = [sold("a", earliest, 9, 1), sold("b", THEN, 9, 2), sold("a", THEN, 9, 5)]
    facts = knowing(seats=[*seats, sold("b", DAY, 9, 8), sold("c", DAY, 9, 9)])
    among = metric.evidence(facts, Asks.on([THEN, DAY], facts), TERMS)
    for day in (THEN, DAY):
        assert among["7", day] == metric.evidence(facts, Asks(day=day), TERMS)["7",]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    make_wide_lake(folder, 300, DAY, seed=3)
    return folder


def read(lake: Path, reader: Any) -> Facts:
    return Facts.of({name: reader(str(lake / f"{name}.parquet")) for name in FRAMES})


def evaluated(metric: Metric, facts: Facts, asks: Asks) -> pl.DataFrame:
    frame: pl.DataFrame = evaluate(edition(metric), facts, asks).collect("polars").to_native()
    return frame.sort("partner_id", "day")


@pytest.mark.parametrize("metric", METRICS, ids=NAMES)
def test_duckdb_agrees_with_polars(metric: Metric, lake: Path) -> None:
    """The same figures, value for value, for one day and for several."""
    with duckdb.connect() as connection:
        on_duckdb = read(lake, connection.read_parquet)
        on_polars = read(lake, pl.scan_parquet)
        one = evaluated(metric, on_polars, Asks(day=DAY))
        assert_frame_equal(one, evaluated(metric, on_duckdb, Asks(day=DAY)))
        several = [Asks.on([THEN, DAY], facts) for facts in (on_polars, on_duckdb)]
        both = evaluated(metric, on_polars, several[0])
        assert_frame_equal(both, evaluated(metric, on_duckdb, several[1]))
    assert_frame_equal(one, both.filter(pl.col("day") == DAY))
    assert one[:, -1].n_unique() > 2


def test_ways_taken_together_come_to_what_each_does_alone(lake: Path) -> None:
    """Of facts at hand the same is measured in several ways at once, for one day and for two.

    On days so late that no seats are known any more it comes to nothing in all of them.
    """
    kinds = [("CPOR",), ("DPOR",), ("CPOR", "DPOR"), ()]
    bands = [Band(0), Band(11, 300), Band(301)]
    metrics: list[Metric] = [*METRICS, *(ActiveUsers(*FEW, kinds=one) for one in kinds)]
    for one, band in product(kinds, bands):
        metrics += [
            NetCustomers(*FEW, kinds=one, band=band, stays=True),
            DeployedTenants(40, *FEW, kinds=one, band=band),
            UsageGrowth(*FEW, kinds=one, band=band),
        ]
    alone = read(lake, pl.scan_parquet)
    frames = {name: getattr(alone, name).to_native().collect().lazy() for name in FRAMES}
    together = Facts.of(frames, at_hand=True)
    rules = edition(*metrics)
    alike = [way for way in rules.terms.ways if way.counted.products == FEW]
    assert len(alike) > len(kinds) * len(bands)
    late = DAY + days(400)
    two = (Asks.on(each, together) for each in ((THEN, DAY), (late, late + days(1))))
    for asks in (Asks(day=late), Asks(day=DAY), *two):
        found = [
            evaluate(rules, facts, asks).collect("polars").to_native().sort("partner_id", "day")
            for facts in (together, alone)
        ]
        assert_frame_equal(*found)


def test_what_is_told_at_hand_is_what_is_told_elsewhere(tmp_path: Path) -> None:
    """Figures, reasons and evidence, of one day and of several, whatever was asked before."""
    make_wide_lake(tmp_path, 12, DAY, seed=6)
    alone = read(tmp_path, pl.scan_parquet)
    frames = {name: getattr(alone, name).to_native().collect().lazy() for name in FRAMES}
    kept = Facts.of(frames, at_hand=True)
    rules = edition(*METRICS, UsageGrowth("intune"), Seats("intune", "aip"), ActiveUsers("aip"))
    later = date(2024, 10, 31)
    for asked in ((DAY,), (later,), (THEN, DAY, later)):
        told = [
            judge(
                rules,
                facts,
                Asks.on(asked, facts) if len(asked) > 1 else Asks(day=asked[0]),
                evidence=True,
            )
            for facts in (kept, alone)
        ]
        assert told[0] == told[1]


def test_one_day_is_not_taken_for_another() -> None:
    """What facts at hand keep of one day or product says nothing of the next."""
    before, late = date(2022, 3, 31), date(2023, 6, 30)
    seats = [sold("a", before, 10, 1), sold("a", THEN, 20, 5), sold("b", THEN, 30, 9)]
    seats += [sold("a", DAY, 40, 30), sold("a", late, 9, 9, product="intune")]
    frames = {name: getattr(knowing(seats=seats), name).to_native() for name in FRAMES}
    kept = Facts.of(frames, at_hand=True)

    def alike(metric: Metric, day: date) -> Finding:
        finding = found(metric, kept, day)
        assert finding == found(metric, knowing(seats=seats), day)
        return finding

    for metric in (NetCustomers("teams"), UsageGrowth("teams")):
        assert alike(metric, DAY).have != alike(metric, THEN).have
    reasons = {alike(Seats(one), date(2025, 1, 1)).reason for one in ("teams", "intune")}
    assert len(reasons) == 2


@pytest.mark.parametrize("metric", [*METRICS[:-1], PercentActive("teams")], ids=str)
def test_what_is_lacking_is_told_of_the_ask(metric: Metric) -> None:
    """Seats that are too old are told by their day; those missing a year before by that day."""
    products = metric.counted.products  # type: ignore[attr-defined]
    old = [sold("c", date(2023, 6, 30), 60, product=one) for one in products]
    stale = found(metric, knowing(seats=old)).reason
    assert stale
    assert "The newest seats of" in stale
    assert "are of 2023-06-30" in stale
    if isinstance(metric, NetCustomers | DeployedTenants):
        new = [sold("c", DAY, 60, product=one) for one in products]
        never = found(metric, knowing(seats=new)).reason
        assert never
        assert "a year before, on 2023-03-31" in never


@pytest.mark.deep
@pytest.mark.parametrize("metric", METRICS[4::2], ids=NAMES[4::2])
def test_spark_agrees_with_polars(metric: Metric, lake: Path, spark: SparkSession) -> None:
    """The same figures, value for value."""
    asks = Asks(day=DAY)
    on_spark = evaluated(metric, read(lake, spark.read.parquet), asks)
    assert_frame_equal(evaluated(metric, read(lake, pl.scan_parquet), asks), on_spark)


def comes_to(finding: Finding) -> int | None:
    """What the rows said to count come to, those lost since counting against the others.

    None where a row has more users than seats: another row of its customer may have those seats.
    """
    total = 0
    for fact in finding.evidence or ():
        assert fact.counted != bool(fact.reason)
        told = re.search(r"([\d,]+) seats, ([\w,]+) active", fact.fact)
        sign = -1 if fact.fact.startswith(("Lost", "Less")) else 1
        if fact.counted and told:
            seats, said = (one.replace(",", "") for one in told.groups())
            users = 0 if said == "unknown" else int(said)
            if users > int(seats):
                return None
            if finding.key.endswith("-seats"):
                total += int(seats)
            elif finding.key.endswith(("-active-users", "-growth")):
                total += sign * users
            else:
                total += sign
    return total


def test_the_evidence_adds_up(tmp_path: Path) -> None:
    """The rows said to count make the figure, whatever the metric."""
    make_wide_lake(tmp_path, 60, DAY, seed=4)
    facts = read(tmp_path, pl.scan_parquet)
    verdicts = judge(edition(*METRICS[:-1]), facts, Asks(day=DAY), evidence=True)
    for verdict in verdicts:
        for finding in verdict.tiers[0].criteria:
            counts = any("new, " in fact.fact and fact.counted for fact in finding.evidence or ())
            if finding.have is not None and not counts:
                told = (verdict.partner, finding)
                assert comes_to(finding) in {finding.have, None}, told
