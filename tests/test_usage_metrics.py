"""Seats, customers and use: what counts on a day, what has changed in a year, and why."""

import re
from datetime import date, timedelta
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
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts
from tiers.language import AllOf, AtLeast, Edition, Source, Tier
from tiers.measures import Metric, Terms
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
from tiers.requirements import Outcome
from tiers.verdicts import Finding, judge

DAY = date(2024, 3, 31)
THEN = date(2023, 3, 31)
CLAIM = date(2024, 1, 15)
TERMS = Terms(("CPOR", "DPOR"))
Row = dict[str, Any]


def edition(*metrics: Metric, need: int = 10**9) -> Edition:
    """A tier that asks for so much of each metric."""
    each = [
        AtLeast(need, one, says="so much", key=f"{number}-{one.key}")
        for number, one in enumerate(metrics)
    ]
    return Edition(
        programme="test",
        name="test",
        since=date.min,
        until=date.max,
        source=Source("", "", ""),
        tiers=(Tier("Test", AllOf(*each)),),
        counts=("CPOR", "DPOR"),
    )


def found(metric: Metric, facts: Facts, day: date = DAY, need: int = 10**9) -> Finding:
    """What the metric comes to at the only partner on the day."""
    (verdict,) = judge(edition(metric, need=need), facts, Asks(day=day), evidence=True)
    (finding,) = verdict.tiers[0].criteria
    return finding


def sold(customer: str | None, period: date, seats: int, users: int | None = 0, **more: Any) -> Row:
    row = {"partner_id": "7", "customer_id": customer, "product": "teams", "association": "CPOR"}
    return row | {"period": period, "seats": seats, "active_users": users} | more


def claimed(customer: str, started: date, **more: Any) -> Row:
    row = {"partner_id": "7", "customer_id": customer, "product": "teams", "kind": "CPOR"}
    return row | {"started_on": started, "proof": "approved"} | more


def counted(period: date, customers: int, new: int | None = None, product: str = "teams") -> Row:
    row = {"partner_id": "7", "product": product, "period": period}
    return row | {"customers": customers, "new_customers": new}


def days(number: int) -> timedelta:
    return timedelta(days=number)


def reasons(finding: Finding) -> list[str | None]:
    return [fact.reason for fact in finding.evidence or ()]


# On a day ---------------------------------------------------------------------------------------


def test_a_customer_has_its_largest_seats_of_several_products() -> None:
    """100 of Teams and 120 of Intune at one customer are 120 seats, and all their users."""
    facts = knowing(
        seats=[
            sold("a", DAY, 100, 130),
            sold("a", DAY, 120, 20, product="intune"),
            sold("b", DAY, 30, 7),
        ]
    )
    assert found(Seats("teams", "intune"), facts).have == 150
    assert found(Seats("teams"), facts).have == 130
    assert found(ActiveUsers("teams", "intune"), facts).have == 100 + 20 + 7
    assert found(Customers("teams", "intune"), facts).have == 2
    assert found(Seats("yammer"), facts).reason == "No seats of yammer are known up to that day."


def test_each_product_has_its_own_newest_period() -> None:
    """A product whose figures are 184 days old counts beside a fresher one; the next day not."""
    old = DAY - days(184)
    facts = knowing(seats=[sold("a", DAY, 10), sold("b", old, 50, product="intune")])
    assert found(Seats("teams", "intune"), facts).have == 60
    later = found(Seats("teams", "intune"), facts, DAY + days(1))
    assert later.have == 10
    assert reasons(later) == [None, "more than 184 days old"]
    assert found(Seats("intune"), facts, DAY + days(1)).have is None


def test_kinds_of_a_metric_replace_those_of_the_edition() -> None:
    """An edition counts CPOR and DPOR; a metric may ask for one of them, or for another."""
    facts = knowing(seats=[sold("a", DAY, 1), sold("b", DAY, 20, association="CSP1")])
    assert found(Seats("teams"), facts).have == 1
    assert found(Seats("teams", kinds=("CSP1",)), facts).have == 20
    assert found(Seats("teams", kinds=("DPOR",)), facts).have == 0


def test_unknown_users_leave_a_lower_bound() -> None:
    """40 known users and a customer without a figure: enough for 40, unknown for 41."""
    facts = knowing(seats=[sold("a", DAY, 100, 40), sold("b", DAY, 100, None)])
    assert found(ActiveUsers("teams"), facts, need=40).outcome is Outcome.MET
    short = found(ActiveUsers("teams"), facts, need=41)
    assert short.outcome is Outcome.NOT_ASSESSED
    assert short.reason == "Active users are unknown in 1 cases; what is known comes to 40."


# Customers --------------------------------------------------------------------------------------


def test_customer_counts_speak_where_no_seats_count() -> None:
    """The largest of the products' newest fresh counts; seats that count go before."""
    counts = [counted(DAY, 9, 4), counted(DAY, 12, None, "intune"), counted(THEN, 30, 30)]
    facts = knowing(customer_counts=counts)
    assert found(Customers("teams", "intune"), facts).have == 12
    assert found(NewCustomers("teams", "intune"), facts).have == 4
    assert found(Customers("teams", "intune"), facts, DAY + days(185)).have is None
    later = found(Customers("teams"), knowing(customer_counts=[counted(DAY + days(1), 9, 4)]))
    assert (later.have, reasons(later)) == (None, ["of a later period"])
    two = [counted(DAY - days(90), 12, 4), counted(DAY, 9, 4)]
    assert found(Customers("teams"), knowing(customer_counts=two)).have == 9
    with_seats = knowing(customer_counts=counts, seats=[sold("a", DAY, 1)])
    finding = found(Customers("teams", "intune"), with_seats)
    assert finding.have == 1
    assert reasons(finding).count("the customers of seats count instead") == 1
    emptied = knowing(seats=[sold(None, DAY, 0)])
    assert found(Customers("teams"), emptied).have == 0


def test_new_customers_did_not_count_a_year_before() -> None:
    """Of two customers one is new; where nothing is known then, a count may tell."""
    now = [sold("a", DAY, 1), sold("b", DAY, 1)]
    finding = found(NewCustomers("teams"), knowing(seats=[*now, sold("a", THEN, 1)]))
    assert finding.have == 1
    assert reasons(finding) == ["counted a year before as well", None, "tells who is not new"]
    unknown = found(NewCustomers("teams"), knowing(seats=now))
    assert unknown.have is None
    assert unknown.reason == (
        "No fresh seats of teams are known a year before, on 2023-03-31. "
        "Nor is there a fresh customer count."
    )
    told = knowing(seats=now, customer_counts=[counted(DAY, 9, 4)])
    assert found(NewCustomers("teams"), told).have == 4
    assert found(NewCustomers("teams"), knowing(seats=[sold(None, DAY, 0)])).have is None


@pytest.mark.parametrize(
    ("before", "now", "net"),
    [(10, 11, 1), (11, 11, 0), (300, 301, -1), (301, 300, 1), (11, 10, -1), (301, 301, 0)],
)
def test_net_customers_within_a_band(before: int, now: int, net: int) -> None:
    """From 11 to 300 seats, both included, on either day."""
    facts = knowing(seats=[sold("a", THEN, before), sold("a", DAY, now)])
    assert found(NetCustomers("teams", band=Band(11, 300)), facts).have == net


def test_who_outgrows_the_band_may_stay() -> None:
    """From 300 to 301 seats a customer stays; one of 301 on both days was never in the band."""
    metric = NetCustomers("teams", band=Band(11, 300), stays=True)
    assert found(metric, knowing(seats=[sold("a", THEN, 300), sold("a", DAY, 301)])).have == 0
    assert found(metric, knowing(seats=[sold("a", THEN, 301), sold("a", DAY, 301)])).have == 0
    assert found(metric, knowing(seats=[sold("a", THEN, 300), sold("a", DAY, 10)])).have == -1


def test_net_customers_tell_gains_and_losses() -> None:
    """One gained, one lost and one kept are no change; the evidence says which is which."""
    now = [sold("a", DAY, 1), sold("b", DAY, 1)]
    finding = found(
        NetCustomers("teams"), knowing(seats=[*now, sold("b", THEN, 1), sold("c", THEN, 1)])
    )
    assert finding.have == 0
    assert [(fact.fact, fact.reason) for fact in finding.evidence or ()] == [
        ("a: 1 seats, 0 active, CPOR, 2024-03-31", None),
        ("b: 1 seats, 0 active, CPOR, 2024-03-31", "counted a year before as well"),
        ("Lost since 2023-03-31: c: 1 seats, 0 active, CPOR, 2023-03-31", None),
        ("On 2023-03-31: b: 1 seats, 0 active, CPOR, 2023-03-31", "counts still"),
    ]


def test_net_customers_by_counts() -> None:
    """Where no seats count now, the counts of both days are compared; one alone says nothing."""
    both = [counted(DAY, 9), counted(THEN, 5)]
    assert found(NetCustomers("teams"), knowing(customer_counts=both)).have == 4
    assert found(NetCustomers("teams"), knowing(customer_counts=both[:1])).have is None
    banded = found(NetCustomers("teams", band=Band(1)), knowing(customer_counts=both))
    assert banded.reason == "No seats of teams are known up to that day."
    alone = found(NetCustomers("teams"), knowing(customer_counts=both[1:]))
    assert alone.reason == (
        "No seats of teams are known up to that day. Nor is there a fresh customer count."
    )


def test_net_customers_by_the_largest_count_of_several_products() -> None:
    """On each of the two days; the evidence says which product's count it is."""
    teams = [counted(DAY, 9), counted(THEN, 2)]
    intune = [counted(DAY, 4, product="intune"), counted(THEN, 5, product="intune")]
    finding = found(NetCustomers("teams", "intune"), knowing(customer_counts=[*teams, *intune]))
    assert finding.have == 9 - 5
    assert [(fact.fact, fact.reason) for fact in finding.evidence or () if fact.counted] == [
        ("9 customers of teams, unknown new, 2024-03-31", None),
        ("Less those of 2023-03-31: 5 customers of intune, unknown new, 2023-03-31", None),
    ]
    assert reasons(finding).count("another product has as many or more") == 2


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


# Deployments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("users", "net"), [(40, 1), (39, 0), (200, 1)])
def test_deployed_from_so_many_percent(users: int, net: int) -> None:
    """40 of 100 users are enough, 39 are not."""
    facts = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, users)])
    assert found(DeployedTenants(40, "teams"), facts).have == net


@pytest.mark.parametrize(("started", "net"), [(THEN, 1), (THEN + days(1), 0)])
def test_deployed_already_when_claimed(started: date, net: int) -> None:
    """Only an association that began after the day a year before takes a tenant out."""
    seats = [sold("a", THEN - days(9), 100, 90), sold("a", DAY, 100, 90)]
    other = sold("b", THEN, 1, 0)
    gone = sold("a", THEN, 0, 0)
    facts = knowing(
        seats=[*seats, other, gone] if started == THEN else [*seats],
        associations=[claimed("a", started)],
    )
    finding = found(DeployedTenants(40, "teams"), facts)
    assert finding.have == net
    assert (f"deployed already when its association began on {started}" in reasons(finding)) == (
        net == 0
    )


def test_unknown_users_of_tenants_are_the_worst() -> None:
    """Not deployed now, deployed before: at least that, and perhaps more."""
    before = knowing(seats=[sold("a", THEN, 100, None), sold("a", DAY, 100, 90)])
    assert found(DeployedTenants(40, "teams"), before).reason == (
        "Active users are unknown in 1 cases; what is known comes to 0."
    )
    assert found(DeployedTenants(40, "teams"), before, need=0).outcome is Outcome.MET
    now = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, None)])
    unknown = found(DeployedTenants(40, "teams"), now, need=1)
    assert unknown.outcome is Outcome.NOT_ASSESSED
    assert "active users unknown" in reasons(unknown)
    outside = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, None)])
    small = found(DeployedTenants(40, "teams", band=Band(101)), outside)
    assert small.have == 0
    assert reasons(small) == ["100 seats, fewer than 101"] * 2


# Growth -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("started", "growth"), [(THEN, 80), (THEN + days(1), 80), (CLAIM, 30)])
def test_growth_since_the_claim(started: date, growth: int) -> None:
    """An association that began after the day a year before moves the baseline to its start."""
    seats = [sold("a", THEN, 100, 10), sold("a", date(2023, 12, 31), 100, 60)]
    facts = knowing(seats=[*seats, sold("a", DAY, 100, 90)], associations=[claimed("a", started)])
    assert found(UsageGrowth("teams"), facts).have == growth


def test_growth_less_who_has_gone() -> None:
    """Whoever counted a year before and counts no more takes its users away."""
    seats = [sold("a", DAY, 100, 90), sold("gone", THEN, 50, 7), sold("new", DAY, 5, 5)]
    finding = found(UsageGrowth("teams"), knowing(seats=seats))
    assert finding.have == 90 + 5 - 7
    assert "Lost since 2023-03-31: gone: 50 seats, 7 active, CPOR, 2023-03-31" in {
        fact.fact for fact in finding.evidence or ()
    }


def test_growth_tells_the_use_it_is_counted_from() -> None:
    """Of each day asked the row of its own baseline."""
    seats = [sold("a", THEN, 100, 10), sold("a", DAY, 100, 90)]
    facts = knowing(seats=seats, associations=[claimed("a", date(2010, 1, 1))])
    finding = found(UsageGrowth("teams"), facts)
    told = [(fact.fact, fact.counted) for fact in finding.evidence or ()]
    assert told == [
        ("a: 100 seats, 90 active, CPOR, 2024-03-31", True),
        ("Less the use of 2023-03-31: a: 100 seats, 10 active, CPOR, 2023-03-31", True),
    ]
    shown = UsageGrowth("teams").evidence(facts, Asks.on([THEN, DAY], facts), TERMS)
    assert [fact.fact for fact in shown["7", DAY]] == [fact for fact, _ in told]


def test_growth_tells_what_is_known_of_it() -> None:
    """The users now that are known, less all those of the baselines."""
    a = [sold("a", THEN, 5, 0), sold("a", DAY, 5, None)]
    b = [sold("b", THEN, 100, 10), sold("b", DAY, 100, 90)]
    assert found(UsageGrowth("teams"), knowing(seats=[*a, *b])).reason == (
        "Active users are unknown in 1 cases; what is known comes to 80."
    )


@pytest.mark.parametrize(
    ("before", "now", "growth"),
    [(11, 300, 10), (301, 11, 10), (10, 10, 0), (300, 301, 0), (11, 10, 0)],
)
def test_growth_within_a_band(before: int, now: int, growth: int) -> None:
    """What a customer has now decides whether its growth counts."""
    seats = [sold("a", THEN, before, 1), sold("a", DAY, now, 11)]
    finding = found(UsageGrowth("teams", band=Band(11, 300)), knowing(seats=seats))
    assert finding.have == min(growth, now - 1)
    assert (f"{now} seats, not from 11 to 300" in reasons(finding)) == (growth == 0)


@pytest.mark.parametrize(("before", "growth"), [(10, 0), (11, -9), (300, -9), (301, 0)])
def test_growth_less_who_has_gone_from_a_band(before: int, growth: int) -> None:
    """Of who has gone the seats of 12 months before decide, the largest of several products."""
    seats = [sold("gone", THEN, before, 9), sold("gone", THEN, 5, 0, product="intune")]
    finding = found(
        UsageGrowth("teams", "intune", band=Band(11, 300)),
        knowing(seats=[*seats, sold(None, DAY, 0)]),
    )
    assert finding.have == growth


def test_growth_of_a_customer_with_a_large_product() -> None:
    """The largest of a customer's products lifts it into the band, with all its users."""
    seats = [sold("a", DAY, 301, 9), sold("a", DAY, 5, 4, product="intune")]
    seats += [sold("b", THEN, 1, 0), sold("b", THEN, 1, 0, product="intune")]
    facts = knowing(seats=seats)
    assert found(UsageGrowth("teams", "intune", band=Band(301)), facts).have == 13
    small = found(UsageGrowth("teams", "intune", band=Band(5, 300)), facts)
    assert small.have == 0
    assert reasons(small).count("301 seats, not from 5 to 300") == 2


def test_growth_needs_a_baseline() -> None:
    """Nothing known a year before: not assessed. Users unknown then: every seat was in use."""
    now = sold("a", DAY, 100, 90)
    reason = found(UsageGrowth("teams"), knowing(seats=[now])).reason
    assert reason == (
        "Of 1 products of customers no fresh seats are known at the baseline, "
        "a year before or at the claim."
    )
    silent = knowing(seats=[now, sold("a", THEN, 100, None)])
    assert found(UsageGrowth("teams"), silent, need=-10).outcome is Outcome.MET
    assert found(UsageGrowth("teams"), silent, need=-9).outcome is Outcome.NOT_ASSESSED


# Milestones -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seats", "users", "number"), [(150, 23, 1), (150, 22, 0), (149, 149, 0), (150, 400, 1)]
)
def test_milestones(seats: int, users: int, number: int) -> None:
    """15 % of 150 are 23 users; of fewer than 150 seats there is no milestone."""
    facts = knowing(seats=[sold("a", DAY, seats, users)])
    assert found(Milestones(15, "teams"), facts).have == number


@pytest.mark.parametrize(
    ("claim", "before", "number"),
    [
        (CLAIM, 22, 1),
        (CLAIM, 23, 0),
        (CLAIM, None, 1),
        (date(2023, 12, 30), 150, 1),
        (date(2023, 12, 31), 150, 0),
        (DAY - days(1), 22, 1),
        (DAY, 22, 0),
    ],
)
def test_milestones_reached_at_the_claim_already(
    claim: date, before: int | None, number: int
) -> None:
    """The newest figures up to the claim, perhaps the day's own, may show it reached already."""
    seats = [sold("a", date(2023, 12, 31), 150, before), sold("a", DAY, 150, 23)]
    finding = found(
        Milestones(15, "teams"), knowing(seats=seats, associations=[claimed("a", claim)])
    )
    assert finding.have == number
    assert any("at its claim" in (reason or "") for reason in reasons(finding)) == (number == 0)


@pytest.mark.parametrize(("seats", "number"), [(0, 1), (1, 0)])
def test_milestones_of_a_single_seat_at_the_claim(seats: int, number: int) -> None:
    """One seat in use was 100 %, no seat was nothing."""
    rows = [sold("a", date(2023, 12, 31), seats, seats), sold("a", DAY, 150, 150)]
    facts = knowing(seats=rows, associations=[claimed("a", CLAIM)])
    assert found(Milestones(15, "teams"), facts).have == number


def test_milestones_tell_what_is_known_of_them() -> None:
    """Less those that were reached at the claim already."""
    known = [sold("a", date(2023, 12, 31), 150, 150), sold("a", DAY, 150, 150)]
    rows = [*known, sold("b", DAY, 150, None), sold("c", DAY, 150, 150)]
    facts = knowing(seats=rows, associations=[claimed(who, CLAIM) for who in "abc"])
    assert found(Milestones(15, "teams"), facts).reason == (
        "Active users are unknown in 1 cases; what is known comes to 1."
    )


# Together ---------------------------------------------------------------------------------------


def test_together_is_the_sum_or_says_what_is_missing() -> None:
    """Seats and users together; where one is unknown its own sentence says so."""
    both = Together(Seats("teams"), ActiveUsers("teams"))
    assert found(both, knowing(seats=[sold("a", DAY, 10, 3)])).have == 13
    assert found(both, knowing(seats=[sold("a", DAY, 10, None)])).reason == (
        "Active users are unknown in 1 cases; what is known comes to 0."
    )
    neither = Together(ActiveUsers("teams"), ActiveUsers("teams", kinds=("CPOR",)))
    assert found(neither, knowing(seats=[sold("a", DAY, 10, None)])).reason == " ".join(
        ["Active users are unknown in 1 cases; what is known comes to 0."] * 2
    )
    with pytest.raises(TypeError, match=r"^Together adds up amounts"):
        found(Together(Seats("teams"), PercentActive("teams")), knowing(seats=[sold("a", DAY, 1)]))
    net = Together(Seats("teams"), NetCustomers("teams", band=Band(1)))
    assert found(net, knowing(seats=[sold("a", DAY, 10, 3)])).reason == (
        "No fresh seats of teams are known a year before, on 2023-03-31."
    )


# Every engine, every row ------------------------------------------------------------------------

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


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    make_wide_lake(folder, 300, DAY, seed=3)
    return folder


def read(lake: Path, reader: Any) -> Facts:
    return Facts.of({name: reader(str(lake / f"{name}.parquet")) for name in FRAMES})


FRAMES = Facts.names()


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
    for asks in (Asks(day=DAY), Asks(day=late), *two):
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
    for days in ((DAY,), (later,), (THEN, DAY, later)):
        told = [
            judge(
                rules,
                facts,
                Asks.on(days, facts) if len(days) > 1 else Asks(day=days[0]),
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


def test_two_rows_of_a_product_are_weighed_together() -> None:
    """Of 100 seats and, by another row, 30 users the share is 30 %: not what either row says."""
    rows = [sold("a", DAY, 100, None), sold("a", DAY, 50, 30, association="DPOR")]
    told = found(DeployedTenants(40, "teams"), knowing(seats=[*rows, sold("a", THEN, 9, 0)]))
    assert told.have == 0
    assert "30.0 % active, 40 % are asked for" in reasons(told)
    assert not any(fact.counted for fact in told.evidence or ())


def test_of_a_customer_the_row_of_most_users_counts() -> None:
    """Whatever the seats, where users are asked for; a row without users comes last."""
    rows = [(100, 20), (90, 80), (300, None)]
    seats = [sold("a", DAY, number, users) for number, users in rows]
    told = found(PercentActive("teams"), knowing(seats=seats)).evidence or ()
    assert [fact.counted for fact in told] == [False, True, False]


def test_a_share_is_told_beside_what_is_asked_for() -> None:
    """And of several products which of them it is."""
    seats = [sold("a", DAY, 200, 20), sold("a", DAY, 200, 40, product="intune")]
    facts = knowing(seats=seats, associations=[claimed("a", CLAIM)])
    told = found(Milestones(15, "teams", "intune"), facts)
    assert "10.0 % active, 15 % are asked for" in reasons(told)
    assert {fact.fact.partition(", ")[0] for fact in told.evidence or ()} == {"teams", "intune"}


def test_seats_of_a_later_day_alone_are_told() -> None:
    """They say nothing about the day, in per cent or otherwise."""
    told = found(PercentActive("teams"), knowing(seats=[sold("a", DAY + days(1), 10, 5)]))
    assert (told.have, told.unit) == (None, "%")
    assert reasons(told) == ["of a later period"]


def test_the_first_of_two_associations_to_come_is_told() -> None:
    """And of two that have ended the last."""
    seats = [sold("a", DAY, 60)]
    ahead = [claimed("a", DAY + days(9)), claimed("a", DAY + days(3))]
    told = found(Seats("teams"), knowing(seats=seats, associations=ahead))
    assert reasons(told) == ["CPOR association starts on 2024-04-03"]
    over = [claimed("a", THEN, ended_on=DAY - days(number)) for number in (3, 9)]
    told = found(Seats("teams"), knowing(seats=seats, associations=over))
    assert reasons(told) == ["CPOR association ended on 2024-03-28"]


def test_nobody_outgrows_a_band_without_an_end() -> None:
    """Whoever lay in it a year before and lies in it still is no more and no less."""
    metric = NetCustomers("teams", band=Band(11), stays=True)
    seats = [sold("c", THEN, 60), sold("c", DAY, 600), sold("new", DAY, 20)]
    assert found(metric, knowing(seats=seats)).have == 1


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
        told = re.search(r"(\d+) seats, (\w+) active", fact.fact)
        sign = -1 if fact.fact.startswith(("Lost", "Less")) else 1
        if fact.counted and told:
            users = 0 if told[2] == "unknown" else int(told[2])
            if users > int(told[1]):
                return None
            if finding.key.endswith("-seats"):
                total += int(told[1])
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
