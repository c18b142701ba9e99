"""How much use has grown: from which day on, at which customers, less that of those gone."""

from dataclasses import replace
from datetime import date

import pytest

from tests.knowledge import knowing, value
from tests.usage import CLAIM, DAY, TERMS, THEN, claimed, days, edition, found, reasons, sold
from tiers.facts import Asks
from tiers.language import Tier
from tiers.metrics import Band, UsageGrowth
from tiers.requirements import Outcome, Scored, Total
from tiers.verdicts import judge


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


def test_growth_is_told_of_whichever_days_are_asked() -> None:
    """The same facts are asked again, of other days."""
    facts = knowing(seats=[sold("a", THEN, 100, 10), sold("a", DAY, 100, 90)])
    for day in (DAY, DAY + days(1)):
        assert value(UsageGrowth("teams"), facts, day, TERMS, several=True) == 80


def test_growth_tells_what_is_known_of_it() -> None:
    """The users now that are known, less all those of the baselines."""
    a = [sold("a", THEN, 5, 0), sold("a", DAY, 5, None)]
    b = [sold("b", THEN, 100, 10), sold("b", DAY, 100, 90)]
    assert found(UsageGrowth("teams"), knowing(seats=[*a, *b])).reason == (
        "Active users are unknown in 1 cases; what is known comes to 80."
    )


@pytest.mark.parametrize(
    ("unknown", "outcome"), [(None, Outcome.NOT_ASSESSED), (90, Outcome.NOT_MET)]
)
def test_growth_that_is_not_known_whole_may_score_everything(
    unknown: int | None, outcome: Outcome
) -> None:
    """4 points for 400 users more: 80 are less than one, and what is unknown may be all."""
    metric = UsageGrowth("teams")
    total = Total(4, Scored(4, 400, metric, says="4 points for 400 users"), says="4 points")
    rules = replace(edition(metric), tiers=(Tier("Test", total),))
    seats = [sold("a", THEN, 100, 10), sold("a", DAY, 100, 90), sold("b", DAY, 100, unknown)]
    (verdict,) = judge(rules, knowing(seats=seats), Asks(day=DAY))
    assert verdict.tiers[0].outcome is outcome


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


def test_growth_is_from_use_under_whatever_association_held_then() -> None:
    """What a customer used before is not won, though its rows then name one that had ended."""
    seats = [sold("a", THEN, 100, 10), sold("a", DAY, 100, 90, association="DPOR")]
    ended = claimed("a", date(2010, 1, 1), ended_on=date(2022, 1, 1))
    lasting = claimed("a", date(2010, 1, 1), kind="DPOR")
    facts = knowing(seats=seats, associations=[ended, lasting])
    assert found(UsageGrowth("teams"), facts).have == 90 - 10


def test_growth_of_unknown_use_before_is_a_lower_bound() -> None:
    """Users of one customer before and of another who has gone do not make up for each other."""
    seats = [sold("a", THEN, 100, None), sold("a", DAY, 100, 90), sold("gone", THEN, 50, None)]
    told = found(UsageGrowth("teams"), knowing(seats=seats))
    assert told.reason == "Active users are unknown in 2 cases; what is known comes to -60."


def test_growth_of_unknown_use_on_both_days_is_a_lower_bound() -> None:
    """Users unknown now at one customer and before at another are unknown twice."""
    seats = [sold("a", THEN, 9, 0), sold("a", DAY, 9, None)]
    seats += [sold("b", THEN, 50, None), sold("b", DAY, 50, 40)]
    assert found(UsageGrowth("teams"), knowing(seats=seats)).reason == (
        "Active users are unknown in 2 cases; what is known comes to -10."
    )
