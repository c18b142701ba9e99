"""Plans: what they do gives the tier, by evaluation; and they say what stands in the way."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

from imports.costs import default_costs
from tests.bench.wide_lake import make_wide_lake
from tests.knowledge import knowing
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory
from tiers.language import AtLeast, Edition, Tier
from tiers.metrics import ActiveUsers, NetCustomers, PeopleHolding, one_of
from tiers.planner import Action, Goal, Planned, Price, apply, plan, told
from tiers.planner.model import ALWAYS, Model
from tiers.planner.solve import Programme
from tiers.programmes import PROGRAMMES

COSTS = default_costs()
PARTNERS, NEVER = 4, date(2026, 11, 15)
EDITIONS = [(key, each.name) for key, one in PROGRAMMES.items() for each in one.editions]
DAY = date(2015, 3, 31)
SEATS = {"partner_id": "P", "product": "exchange-online", "period": DAY, "association": "POR"}


def edition(programme: str, name: str) -> Edition:
    found = PROGRAMMES[programme].named(name)
    assert found
    return found


FY2015 = edition("messaging", "FY2015")


def partners(facts: Facts) -> list[Facts]:
    """The facts of each partner."""
    everybody = sorted(in_memory(facts.partners.select("partner_id"))["partner_id"].to_list())
    return [
        Facts.of(
            {
                name: in_memory(
                    getattr(facts, name).filter(nw.col("partner_id") == who)
                ).to_native()
                for name in Facts.names()
            }
        )
        for who in everybody
    ]


def outcome(rules: Edition, tier: str, facts: Facts, day: date) -> float:
    (found,) = in_memory(evaluate(rules, facts, Asks(day=day)))[tier].to_list()
    return float(found)


def known(**more: object) -> Facts:
    """A partner with two exams short of Silver, and two references."""
    people = [("ana", "70-341"), ("ana", "70-342"), ("ben", "70-342")]
    awards = [
        {"partner_id": "P", "person_id": who, "award": award, "earned_on": DAY, "name": who.title()}
        for who, award in people
    ]
    given = [
        {"partner_id": "P", "reference_id": who, "customer_id": who, "given_on": DAY,
         "status": "approved", "customer_name": f"{who} GmbH"}
        for who in ("a", "b")
    ]  # fmt: skip
    sold = [
        SEATS | {"customer_id": who, "customer_name": f"{who} GmbH", "seats": 250,
                 "active_users": 40}
        for who in ("a", "b", "c", "d")
    ]  # fmt: skip
    rows = {"awards": awards, "references": given, "seats": sold} | more
    return knowing(**rows)  # type: ignore[arg-type]


@pytest.mark.deep
@pytest.mark.parametrize(("programme", "name"), EDITIONS, ids=map("-".join, EDITIONS))
def test_every_edition(programme: str, name: str, tmp_path: Path) -> None:
    """A plan gives the tier it is for; what is held costs nothing; else an obstacle is named."""
    rules = edition(programme, name)
    day = min(rules.until, NEVER)
    make_wide_lake(tmp_path, PARTNERS, day, seed=7)
    frames = {name: pl.scan_parquet(tmp_path / f"{name}.parquet") for name in Facts.names()}
    for facts in partners(Facts.of(frames)):
        for tier in rules.tiers:
            found = plan([Goal(rules, tier.name)], facts, day, COSTS, alternatives=2)
            check(found, rules, tier.name, facts, day)


def check(found: Planned, rules: Edition, tier: str, facts: Facts, day: date) -> None:
    before = outcome(rules, tier, facts, day)
    assert bool(found.plans) != bool(found.impossible)
    if before == 1:
        assert [(one.cost, one.actions) for one in found.plans] == [(0, ())]
    for one in found.plans:
        assert outcome(rules, tier, apply(one.actions, facts, day), day) == 1
        assert one.cost == pytest.approx(sum(each.cost for each in one.actions))
    costs = [one.cost for one in found.plans]
    assert costs == sorted(costs)
    assert all(one.says and one.reason for one in found.impossible)


def test_an_exam_with_a_price_of_its_own() -> None:
    """Whichever exam is dear is left, for the other or for the certification that does as well."""
    nobody = known(awards=[], staff=[{"partner_id": "P", "person_id": who} for who in ("a", "b")])

    def taken(**prices: float) -> tuple[float, list[str]]:
        own = {
            f"exam:{name.strip('_').replace('_', '-')}": Price(cost, 1)
            for name, cost in prices.items()
        }
        costs = COSTS.but({"exam:MCSE: Messaging": Price(60, 90)} | own)
        (found, *_) = plan([Goal(FY2015, "Silver")], nobody, DAY, costs, 1).plans
        exams = [one for one in found.actions if one.kind == "exam"]
        assert found.cost == pytest.approx(sum(one.cost for one in found.actions))
        return sum(one.cost for one in exams), sorted(one.what for one in exams)

    assert taken(_70_341=20, _70_342=5) == (30, ["70-341", "70-342", "70-342"])
    assert taken(_70_341=5, _70_342=20) == (30, ["70-341", "70-341", "70-342"])
    assert taken(_70_341=70, _70_342=80) == (210, ["70-341", "70-342", "MCSE: Messaging"])


@pytest.mark.parametrize("cheap", ["a", "b", "c"])
def test_of_awards_that_count_alike_the_cheapest_is_taken(cheap: str) -> None:
    asked = AtLeast(2, PeopleHolding(one_of("a", "b", "c")), says="2 people", key="people")
    rules = replace(FY2015, tiers=(Tier("Silver", asked),), retired=())
    facts = known(staff=[{"partner_id": "P", "person_id": who} for who in ("ana", "ben")])
    costs = COSTS.but({f"exam:{cheap}": Price(4, 20)})
    (found,) = plan([Goal(rules, "Silver")], facts, DAY, costs, 1).plans
    assert (found.cost, [one.what for one in found.actions]) == (8, [cheap, cheap])
    assert {(one.lead_days, f"{one.start_by}") for one in found.actions} == {(20, "2015-03-11")}


def test_the_cheapest_in_sentences() -> None:
    """One reference is missing for Silver, and one exam and four users more."""
    (found, *_) = plan([Goal(FY2015, "Silver")], known(), DAY, COSTS).plans
    assert (found.cost, found.optimal) == (1, True)
    assert found.says == ["c GmbH gives a reference"]
    assert found.start_by == date(2015, 3, 17)


def test_gold_in_sentences() -> None:
    (found, *_) = plan([Goal(FY2015, "Gold")], known(), DAY, COSTS).plans
    kinds = [one.kind for one in found.actions]
    assert kinds.count("hire") == 2
    assert kinds.count("reference") == 3
    assert sum(one.amount for one in found.actions if one.kind == "seat") == 500
    assert sum(one.amount for one in found.actions if one.kind == "activate") == 65
    assert "3 customers give a reference: c GmbH, d GmbH" in found.says[-1]


def test_alternatives_do_other_things() -> None:
    """Whoever does it and wherever, each plan does at most half of something of those before."""
    found = plan([Goal(FY2015, "Gold")], known(), DAY, COSTS).plans
    amounts = [Counter[tuple[str, str]]() for _ in found]
    for done, one in zip(amounts, found, strict=True):
        for each in one.actions:
            done[each.kind, each.what] += each.amount
    assert len(amounts) == 3
    for number, done in enumerate(amounts):
        for before in amounts[:number]:
            assert any(done[what] * 2 <= amount for what, amount in before.items())


def test_an_exam_serves_two_goals() -> None:
    """Two goals together cost no more than apart, and less where they share an exam."""
    productivity = edition("cloud-productivity", "2017")
    smcs = edition("smcs", "2017")
    day = date(2018, 3, 31)
    seats = [
        {"partner_id": "P", "product": "exchange-online", "period": period, "customer_id": str(who),
         "seats": 100, "active_users": 90, "association": "DPOR"}
        for period, number in ((day, 50), (date(2017, 3, 31), 10))
        for who in range(number)
    ]  # fmt: skip
    facts = knowing(
        seats=seats,
        awards=[{"partner_id": "P", "person_id": "ana", "award": "70-346", "earned_on": day}],
        staff=[{"partner_id": "P", "person_id": who} for who in ("ana", "ben")],
    )
    goals = [Goal(productivity, "Silver"), Goal(smcs, "Gold")]
    apart = [plan([one], facts, day, COSTS).plans[0].cost for one in goals]
    assert apart == [10, 20]
    both = plan(goals, facts, day, COSTS).plans[0]
    assert both.cost == 20
    assert [(one.who, one.what) for one in both.actions] == [("ana", "70-347"), ("ben", "70-347")]


def test_nothing_known_is_begun_from_nothing() -> None:
    """A partner of whom nothing is known hires, wins customers and asks them for references."""
    nothing = knowing(partners=[{"partner_id": "P", "name": "P"}])
    (found, *_) = plan([Goal(FY2015, "Silver")], nothing, DAY, COSTS).plans
    assert found.cost == 2 * 60 + 3 * 10 + 3 * 10 + 3 + 500 * 0.2 + 75 * 0.05
    after = apply(found.actions, nothing, DAY)
    assert outcome(FY2015, "Silver", after, DAY) == 1


def test_what_stands_in_the_way() -> None:
    """No action brings another competency about."""
    rules = edition("usage-milestones", "2019")
    nothing = knowing(partners=[{"partner_id": "P", "name": "P"}])
    found = plan([Goal(rules, "15 %")], nothing, date(2020, 3, 31), COSTS)
    assert not found.plans
    assert [(one.key, one.reason) for one in found.impossible] == [
        ("prerequisite", "No enrolment of this partner is known up to that day.")
    ]


TENANT = {
    "partner_id": "P", "product": "teams", "period": date(2020, 2, 29), "customer_id": "a",
    "seats": 200, "association": "CPOR",
}  # fmt: skip
CREDITED = {
    "partner_id": "P", "programme": "cloud-productivity", "tier": "Gold",
    "started_on": date(2019, 5, 1), "renews_on": date(2020, 5, 1),
}  # fmt: skip


def test_what_stands_already_is_no_obstacle() -> None:
    """A competency that is credited is counted upon: 70 users more make 40 % of 200 seats."""
    facts = knowing(seats=[TENANT | {"active_users": 10}], enrolments=[CREDITED])
    goal = Goal(edition("usage-milestones", "2019"), "40 %")
    (found, *_) = plan([goal], facts, date(2020, 3, 31), COSTS).plans
    assert found.says == ["a puts 70 more users to work in Teams"]


def test_only_what_is_not_met_is_named() -> None:
    """Of what cannot be had together, only what is missing stands in the way."""
    lapsed = CREDITED | {"renews_on": date(2020, 3, 30)}
    facts = knowing(seats=[TENANT | {"active_users": 100}], enrolments=[lapsed])
    goal = Goal(edition("usage-milestones", "2019"), "40 %")
    found = plan([goal], facts, date(2020, 3, 31), COSTS)
    assert [(one.key, one.reason) for one in found.impossible] == [
        ("prerequisite", "Nothing that can be planned brings it about.")
    ]


@pytest.mark.parametrize("met", [0, 1])
def test_of_two_that_exclude_each_other_the_one_not_met_is_named(met: int) -> None:
    model = Model()
    number, waivers = model.number(1), (model.waiver(), model.waiver())
    model.at_least(number, 1, when=ALWAYS - waivers[0])
    model.at_most(number, 0, when=ALWAYS - waivers[1])
    named = [*waivers[1 - met].terms]
    assert Programme(model, model.lines).obstacles(rarely=[*waivers[met].terms]) == named


def test_somebody_may_be_lost() -> None:
    """What if Ana left: the tier is lost with her, and a plan says what it would take."""
    given = [
        {"partner_id": "P", "reference_id": who, "customer_id": who, "given_on": DAY,
         "status": "approved"}
        for who in "abc"
    ]  # fmt: skip
    facts = known(references=given)
    assert outcome(FY2015, "Silver", facts, DAY) == 1
    without = apply([Action("lose", "ana", "person")], facts, DAY)
    assert outcome(FY2015, "Silver", without, DAY) == 0
    (found, *_) = plan([Goal(FY2015, "Silver")], without, DAY, COSTS).plans
    assert found.cost == 60 + 2 * 10
    assert told(found.actions)[0] == "new person 1 is hired"


def test_goals_are_named_as_they_are() -> None:
    with pytest.raises(ValueError, match=r"messaging has the tiers Silver, Gold, not Bronze"):
        plan([Goal(FY2015, "Bronze")], known(), DAY, COSTS)


def test_users_without_a_seat_do_not_count() -> None:
    """Where an association begins on the day nothing is added; three users of two seats are two."""
    rules = replace(
        FY2015, tiers=(Tier("Gold", AtLeast(3, ActiveUsers("exchange-online"), says="")),)
    )
    sold = [SEATS | {"customer_id": "a", "seats": 2, "active_users": 3}]
    begun = [
        {"partner_id": "P", "customer_id": "a", "product": "exchange-online", "kind": "POR",
         "started_on": DAY, "proof": "approved"}
    ]  # fmt: skip
    (found, *_) = plan(
        [Goal(rules, "Gold")], knowing(seats=sold, associations=begun), DAY, COSTS
    ).plans
    assert [one.kind for one in found.actions] == ["customer", "seat", "activate"]


def test_whoever_counts_is_somebody() -> None:
    """While a customer counts, reported numbers do not, whatever association it might give."""
    net = NetCustomers("p", "q", kinds=("CPOR", "DPOR"))
    rules = replace(FY2015, tiers=(Tier("Gold", AtLeast(1, net, says="")),))
    before = date(2014, 3, 31)
    row = {"partner_id": "P", "product": "q", "period": DAY, "seats": 4, "active_users": 3}
    sold = [
        row | {"customer_id": "x", "association": kind, "seats": seats}
        for kind, seats in (("CPOR", 2), ("DPOR", 4))
    ]
    gone = row | {"product": "p", "period": before, "customer_id": "y", "association": "CPOR"}
    counts = [
        {"partner_id": "P", "product": "q", "period": period, "customers": number}
        for period, number in ((before, 1), (DAY, 2))
    ]
    facts = knowing(seats=[*sold, gone], customer_counts=counts)
    (found, *_) = plan([Goal(rules, "Gold")], facts, DAY, COSTS).plans
    assert [one.kind for one in found.actions] == ["customer", "seat"]
