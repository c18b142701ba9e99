"""What a partner hangs on, told of a few facts each."""

from datetime import date

import narwhals as nw
import pytest

from tests.knowledge import knowing
from tests.test_foresight import DAY, SALES, award, programme
from tiers import losses as losing
from tiers.facts import in_memory
from tiers.language import AllOf, AnyOf, AtLeast
from tiers.losses import Fall, Loss, Support, losses
from tiers.lost import without
from tiers.metrics import (
    ActiveUsers,
    FigureNow,
    PeopleHolding,
    PercentActive,
    Seats,
    UsageGrowth,
    one_of,
)

CPOR = ("CPOR",)
BOTH = AllOf(
    AtLeast(2, PeopleHolding(one_of("a")), says="2 people", key="two"),
    AtLeast(1, PeopleHolding(one_of("a", "b")), says="1 person", key="one"),
    AtLeast(10, FigureNow("sales"), says="10 sales", key="sales"),
)


def test_a_loss_tells_what_falls_and_by_how_much() -> None:
    """Only what was met and is no longer; a larger share of a threshold stands first."""
    facts = knowing(awards=[award("ana"), award("bo")], figures=[SALES])
    rules = programme(BOTH).editions[-1]
    person = (Fall("two", 1, 2),)
    found = losses(rules, facts, DAY, pairs=False)
    assert [(one.lost[0].who, one.after, one.effect) for one in found] == [
        ("c", None, 1.2),
        ("ana", None, 1.0),
        ("bo", None, 1.0),
    ]
    assert [one.falls for one in found] == [(Fall("sales", 0, 10),), person, person]


def test_a_share_of_nothing_cannot_be_assessed() -> None:
    """Without its only customer a partner has no share of users; how many there are is told."""
    seats = [
        {"partner_id": "1", "customer_id": "c", "product": "teams", "association": "CPOR",
         "period": DAY, "seats": 100, "active_users": 80}
    ]  # fmt: skip
    for metric in (PercentActive("teams", kinds=CPOR), ActiveUsers("teams", kinds=CPOR)):
        rules = programme(AtLeast(50, metric, says="50")).editions[-1]
        (found,) = losses(rules, knowing(seats=seats), DAY)
        assert (found.before, found.after) == ("Only", None)
        assert found.assessed == isinstance(metric, ActiveUsers)
        assert found.effect == (80 / 50 if found.assessed else 1)


def test_of_losses_that_cost_the_same_the_larger_stands_first() -> None:
    """3 of 12 sales gone are fewer than 9, of 10 that are asked for."""
    sales = [SALES | {"value": 300}, SALES | {"customer_id": "d", "value": 900}]
    rules = programme(BOTH.parts[2]).editions[-1]
    found = losses(rules, knowing(figures=sales), DAY, pairs=False)
    assert [(one.lost[0].who, one.effect) for one in found] == [("d", 0.9), ("c", 0.3)]


def test_what_a_lost_customer_came_to_a_year_before_stays() -> None:
    """Whoever has grown by it grows less without it, and of its seats none remain."""
    row = {"partner_id": "1", "customer_id": "c", "product": "teams", "association": "CPOR"}
    seats = [
        row | {"customer_id": who, "period": period, "seats": 100, "active_users": users}
        for who, then, now in (("c", 60, 80), ("d", 0, 50))
        for period, users in ((date(2013, 3, 31), then), (date(2014, 3, 31), now))
    ]
    growth = AtLeast(10, UsageGrowth("teams", kinds=("CPOR",)), says="10 more users")
    rules = programme(AllOf(growth, AtLeast(1, Seats("teams", kinds=("CPOR",)), says="1 seat")))
    found = losses(rules.editions[-1], knowing(seats=seats), DAY)
    assert [(one.lost[0].who, one.falls) for one in found] == [
        ("c", (Fall("growth", 50 - 60, 10),)),
        ("d", ()),
    ]
    (alone,) = losses(rules.editions[-1], knowing(seats=seats[2:]), DAY)
    assert alone.falls == (Fall("growth", 0, 10), Fall("seats", 0, 1))


def test_of_a_lost_customer_the_last_twelve_months_go() -> None:
    """The month a year ago stays: it is what this month is compared with."""
    row = {"partner_id": "1", "product": "teams", "seats": 100, "figure": "f", "value": 100}
    periods = [date(2013, 4, 30), date(2013, 5, 1), date(2013, 5, 2), date(2014, 4, 30)]
    rows = [row | {"customer_id": "c", "period": period} for period in periods]
    rows.append(row | {"customer_id": "d", "period": DAY})
    facts = knowing(
        seats=[{k: v for k, v in each.items() if k not in {"figure", "value"}} for each in rows],
        figures=[{k: v for k, v in each.items() if k != "seats"} for each in rows],
    )
    is_lost = nw.col("customer_id") == "c"
    seats = in_memory(without(facts.seats, "seats", is_lost, DAY))
    figures = in_memory(without(facts.figures, "figures", is_lost, DAY))
    assert seats["customer_id"].to_list() == ["c", "c", None, None, "d"]
    assert figures["value"].to_list() == [100, 100, 0, 0, 100]


def test_only_the_pairs_of_the_largest_effect_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a kind and of all; of equal effect the first by name; each pair once."""
    monkeypatch.setattr(losing, "MOST_OF_A_KIND", 2)
    monkeypatch.setattr(losing, "MOST_MIXED", 3)

    def loss(kind: str, who: str, effect: float) -> Loss:
        return Loss("1", (Support(kind, who),), "Only", "Only", (), effect)

    single = [
        loss("person", "a", 0.1),
        loss("person", "b", 0.5),
        loss("person", "c", 0.5),
        loss("customer", "d", 0.3),
        loss("customer", "e", 0.2),
        loss("reference", "f", 0.9),
    ]
    b, c = Support("person", "b"), Support("person", "c")
    d, e, f = Support("customer", "d"), Support("customer", "e"), Support("reference", "f")
    assert set(losing._likeliest(single)) == {(b, c), (d, e), (b, f), (c, f)}


def test_pairs_are_quick_up_to_so_many_rows_of_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pairs of a kind and fifteen of any, each a copy of six rows, for one tally."""
    (rules, *_) = programme().editions
    people = [award(person) for person in "abcde"]
    facts = knowing(awards=people, references=[{"partner_id": "1", "reference_id": "r"}])
    monkeypatch.setattr(losing, "QUICK", (10 + 15) * 6)
    assert losing.pairs_are_quick(rules, facts)
    monkeypatch.setattr(losing, "QUICK", (10 + 15) * 6 - 1)
    assert not losing.pairs_are_quick(rules, facts)
    monkeypatch.setattr(losing, "MOST_MIXED", 2)
    monkeypatch.setattr(losing, "QUICK", (10 + 1) * 6)
    assert losing.pairs_are_quick(rules, facts)
    monkeypatch.setattr(losing, "MOST_OF_A_KIND", 3)
    monkeypatch.setattr(losing, "QUICK", (3 + 1) * 6)
    assert losing.pairs_are_quick(rules, facts)
    monkeypatch.setattr(losing, "QUICK", (3 + 1) * 6 - 1)
    assert not losing.pairs_are_quick(rules, facts)
    (several, *_) = programme(BOTH).editions[::-1]
    monkeypatch.setattr(losing, "QUICK", (3 + 1) * 6 * len(several.tallies))
    assert losing.pairs_are_quick(several, facts)
    monkeypatch.setattr(losing, "QUICK", (3 + 1) * 6 * len(several.tallies) - 1)
    assert len(several.tallies) > 1
    assert not losing.pairs_are_quick(several, facts)


def test_whoever_counts_for_nothing_has_no_effect() -> None:
    """Also where a criterion could not be assessed before and cannot be now."""
    either = AnyOf(
        people=AtLeast(1, PeopleHolding(one_of("a")), says="1 person", key="people"),
        sales=AtLeast(1, FigureNow("sales"), says="1 sale", key="sales"),
    )
    rules = programme(either).editions[-1]
    staff = [{"partner_id": "1", "person_id": who} for who in ("ana", "bo")]
    found = losses(rules, knowing(awards=[award("ana")], staff=staff), DAY, pairs=False)
    assert {one.lost[0].who: one.effect for one in found} == {"ana": 1.0, "bo": 0.0}


def test_pairs_cost_a_tier_only_together() -> None:
    """Of two people of whom one is enough neither costs the tier, but both do."""
    (rules, *_) = programme().editions[::-1]
    two = losses(rules, knowing(awards=[award("ana"), award("ben")]), DAY)
    pair = (Support("person", "ana"), Support("person", "ben"))
    assert [(one.lost, one.before, one.after) for one in two] == [
        (pair, "Only", None),
        (pair[:1], "Only", "Only"),
        (pair[1:], "Only", "Only"),
    ]
    three = losses(rules, knowing(awards=[award(one) for one in ("ana", "ben", "eva")]), DAY)
    assert [len(one.lost) for one in three] == [1, 1, 1]
    alone = losses(rules, knowing(awards=[award("ana"), award("ben")]), DAY, pairs=False)
    assert alone == two[1:]
