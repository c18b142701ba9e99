"""Verdicts of several days, of days without rules, and the newest day there is something to say."""

from datetime import date, timedelta

import pytest

from tests.knowledge import knowing
from tiers.days import history, newest_day, tiers_held
from tiers.facts import FRESH_DAYS, Asks, Facts
from tiers.language import (
    AllOf,
    AtLeast,
    ByMarket,
    Edition,
    Outcome,
    Programme,
    Scored,
    Source,
    Tier,
    Total,
)
from tiers.metrics import FigureNow, FigureTotal
from tiers.transition import transitions
from tiers.verdicts import judge, readiness

SILVER = Tier("Silver", AtLeast(5, FigureNow("sales"), says="5 sales", assumed="So we assume."))
GOLD = Tier(
    "Gold",
    AllOf(
        AtLeast(9, FigureNow("sales"), says="9 sales"),
        AtLeast(3, FigureTotal("visits", 2), says="3 visits in 2 months"),
    ),
)


def edition(name: str, since: date, until: date, *tiers: Tier) -> Edition:
    return Edition("test", name, since, until, Source("", "", ""), tiers)


OLD = edition("old", date(2014, 1, 1), date(2014, 6, 30), SILVER)
NEW = edition("new", date(2014, 9, 1), date(2014, 12, 31), SILVER, GOLD)
PROGRAMME = Programme("test", "Test", "Nobody", (NEW, OLD))
IN_OLD, IN_GAP, IN_NEW = date(2014, 5, 1), date(2014, 7, 31), date(2014, 10, 31)


def known() -> Facts:
    def row(partner: str, figure: str, period: date, value: int) -> dict[str, object]:
        cells = {"partner_id": partner, "figure": figure, "period": period}
        return {**cells, "value": 100 * value}

    return knowing(
        figures=[
            row("2", "sales", date(2014, 4, 30), 5),
            row("1", "sales", date(2014, 4, 30), 4),
            row("1", "sales", date(2014, 10, 31), 10),
            row("1", "visits", date(2014, 10, 31), 2),
        ]
    )


def test_history_is_every_day_judged_by_its_own_edition() -> None:
    """In the order of days and partners, each day once, and told where no rules are in force."""
    days = (IN_NEW, IN_OLD, IN_GAP, IN_OLD)
    found = history(PROGRAMME, known(), days)
    each = [one for day in sorted(set(days)) for one in readiness(PROGRAMME, known(), day)]
    assert list(found) == each
    assert [(one.as_of, one.partner, one.edition, one.tier) for one in found] == [
        (IN_OLD, "1", "old", None),
        (IN_OLD, "2", "old", "Silver"),
        (IN_GAP, "1", None, None),
        (IN_GAP, "2", None, None),
        (IN_NEW, "1", "new", "Silver"),
        (IN_NEW, "2", "new", "Silver"),
    ]
    assert all((one.programme, bool(one.edition)) == ("test", bool(one.tiers)) for one in found)
    assert [one.tiers for one in found if one.as_of == IN_GAP] == [(), ()]


def test_verdicts_stand_by_partner_and_day() -> None:
    """Whatever the order in which they are asked for."""
    asked = [("2", IN_NEW), ("1", IN_NEW), ("2", IN_OLD), ("1", IN_OLD)]
    found = judge(NEW, known(), Asks.of_pairs(asked))
    assert [(one.partner, one.as_of) for one in found] == sorted(asked)


def test_tiers_held_on_days_with_rules_and_without() -> None:
    """By partner and day, None where no rules are in force."""
    asked = {"2": [IN_GAP, IN_OLD], "1": [IN_NEW]}
    assert tiers_held(PROGRAMME, known(), asked) == [
        ("1", IN_NEW, "Silver"),
        ("2", IN_OLD, "Silver"),
        ("2", IN_GAP, None),
    ]


def test_a_finding_tells_what_is_missing_and_what_is_assumed() -> None:
    """The gap is never below zero, and a reason stands only where nothing can be said."""
    first, second = readiness(PROGRAMME, known(), IN_NEW)
    silver, gold = (tier.criteria for tier in first.tiers)
    assert [(one.have, one.need, one.gap, one.reason) for one in (*silver, *gold)] == [
        (10, 5, 0, None),
        (10, 9, 0, None),
        (2, 3, 1, None),
    ]
    assert all(type(one.have) is int for one in (*silver, *gold))
    assert [(one.says, one.assumed) for one in silver] == [("5 sales", "So we assume.")]
    assert [one.evidence for one in silver] == [None]
    (_, visits) = second.tiers[1].criteria
    assert (visits.have, visits.gap, visits.outcome) == (None, None, Outcome.NOT_ASSESSED)
    assert visits.reason
    assert (visits.points, visits.max_points) == (None, None)
    assert first.of("Gold") is first.tiers[1]
    assert first.of("Platinum") is None


def test_a_sum_tells_between_what_points_it_lies() -> None:
    """4 of 20 points are known, and 30 more are possible."""
    sales = Scored(20, 50, FigureNow("sales"), says="20 points for 50 sales")
    visits = Scored(30, 3, FigureNow("visits"), says="30 points for 3 visits")
    total = Total(25, sales, visits, says="25 of 50 points", of=50)
    rules = edition("points", date.min, date.max, Tier("Partner", total))
    known_of = {"partner_id": "1", "figure": "sales", "period": IN_NEW, "value": 1000}
    (verdict,) = readiness(PROGRAMME, knowing(figures=[known_of]), IN_NEW, edition=rules)
    points, scored, unknown = verdict.tiers[0].criteria
    assert points.reason == ("What is known comes to 4 points; what is not could bring it to 34.")
    assert (points.have, points.points, points.max_points) == (None, None, 50)
    assert (scored.have, scored.points, scored.max_points) == (10, 4, 20)
    assert (unknown.have, unknown.points, unknown.max_points) == (None, None, 30)
    assert unknown.reason


def test_what_shuts_a_gate_is_told_of_what_stands_behind_it() -> None:
    """The points are not known since the gate is not; of each day for its own reason."""
    gate = AtLeast(1, FigureNow("visits"), says="1 visit")
    sales = Scored(20, 10, FigureTotal("sales"), says="20 points for 10 sales", gates=(gate,))
    rules = edition("gated", date.min, date.max, Tier("Partner", Total(5, sales, says="5 points")))
    later = date(2015, 6, 30)
    old, new = judge(rules, known(), Asks.of_pairs([("1", IN_OLD), ("1", later)]))
    for verdict, says in (
        (old, "No visits is known up to that day."),
        (new, "The newest visits is of 2014-10-31, more than 184 days old."),
    ):
        _points, opens, scored = verdict.tiers[0].criteria
        assert (opens.key, scored.points) == ("visits", None)
        assert scored.reason == opens.reason == says


def test_a_transition_is_the_same_day_by_two_editions() -> None:
    """Each partner by the one and by the other, and the criteria that come to something else."""
    found = transitions(OLD, NEW, known(), IN_NEW)
    assert [(one.before, one.after) for one in found] == list(
        zip(
            readiness(PROGRAMME, known(), IN_NEW, edition=OLD),
            readiness(PROGRAMME, known(), IN_NEW, edition=NEW),
            strict=True,
        )
    )
    assert [(one.partner, one.effect) for one in found] == [("1", "keeps"), ("2", "keeps")]
    assert [(one.tier, one.key, one.before) for one in found[0].moved] == [
        ("Gold", "sales", None),
        ("Gold", "visits", None),
    ]


FRESH = timedelta(days=FRESH_DAYS)
LATE = date(2016, 1, 1)


@pytest.mark.parametrize(
    ("periods", "today", "day"),
    [
        ([], IN_OLD, IN_OLD),
        ([IN_OLD], IN_OLD, IN_OLD),
        ([date(2014, 4, 30)], LATE, date(2014, 4, 30) + FRESH),  # in the new edition
        ([date(2014, 1, 31)], LATE, OLD.until),
        ([IN_NEW], LATE, NEW.until),
        ([IN_NEW, date(2014, 1, 31)], LATE, NEW.until),
        ([date(2014, 1, 31), IN_NEW], date(2014, 7, 15), OLD.until),  # today is in the gap
        ([IN_NEW], date(2014, 10, 30), date(2014, 10, 30)),  # nothing before today
        ([OLD.since - FRESH], LATE, OLD.since),  # fresh on the first day for the last time
        ([OLD.since - FRESH - timedelta(1)], LATE, LATE),
        ([NEW.until], LATE, NEW.until),  # a period that ends on the last day
        ([NEW.until + timedelta(1)], LATE, LATE),
    ],
)
def test_the_newest_day_with_rules_and_fresh_figures(
    periods: list[date], today: date, day: date
) -> None:
    """Never after today, and today itself where there is none."""
    assert newest_day(PROGRAMME, periods, today) == day


def test_editions_around_a_day_and_by_name() -> None:
    """The last that has ended and the first to begin; on a day in force the two beside it."""
    eldest = edition("eldest", date(2013, 1, 1), date(2013, 6, 30), SILVER)
    all_ = Programme("test", "Test", "Nobody", (NEW, OLD, eldest))
    assert all_.nearest(IN_GAP) == (OLD, NEW)
    assert all_.nearest(date(2012, 1, 1)) == (eldest,)
    assert all_.nearest(date(2015, 1, 1)) == (NEW,)
    assert all_.nearest(OLD.since) == all_.nearest(OLD.until) == (eldest, NEW)
    assert all_.nearest(NEW.since) == all_.nearest(NEW.until) == (OLD,)
    assert all_.named("ELDEST") is eldest
    assert all_.named("youngest") is None


def test_whoever_has_nothing_has_no_evidence() -> None:
    """Which is not the same as not having asked for it."""
    alone = knowing(partners=[{"partner_id": "3", "name": "Three"}])
    for asked, evidence in ((True, ()), (False, None)):
        (verdict,) = readiness(PROGRAMME, alone, IN_OLD, evidence=asked)
        assert verdict.tiers[0].criteria[0].evidence == evidence


@pytest.mark.parametrize(("market", "need"), [(None, 5), ("developed", 5), ("developing", 2)])
def test_a_market_that_is_not_known_is_a_developed_one(market: str | None, need: int) -> None:
    """Three sales are enough in a developing market alone."""
    sales = AtLeast(ByMarket(5, 2), FigureNow("sales"), says="sales")
    rules = edition("markets", date.min, date.max, Tier("Partner", sales))
    sold = {"partner_id": "1", "figure": "sales", "period": IN_OLD, "value": 300}
    facts = knowing(figures=[sold], partners=[{"partner_id": "1", "market": market}])
    (verdict,) = readiness(PROGRAMME, facts, IN_OLD, edition=rules)
    (finding,) = verdict.tiers[0].criteria
    assert (finding.need, verdict.tier) == (need, "Partner" if need == 2 else None)
