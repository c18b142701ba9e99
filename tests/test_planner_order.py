"""When actions must begin: lead times add up where one action follows another."""

from dataclasses import replace
from datetime import date

from imports.costs import default_costs
from reports.plans import too_late
from tests.knowledge import knowing
from tests.planner_rules import at_least
from tiers.facts import Facts
from tiers.language import AllOf, Edition, Tier
from tiers.metrics import ActiveUsers, Seats
from tiers.planner import Costs, Goal, Plan, Price, plan
from tiers.programmes import PROGRAMMES

DAY = date(2015, 6, 30)
COSTS = default_costs()
BEGIN = {
    "activate": date(2015, 5, 31),
    "seat": date(2015, 4, 1),
    "customer": date(2015, 1, 1),
    "reference": date(2015, 6, 16),
}
NOTHING = knowing(partners=[{"partner_id": "P", "name": "P"}])


def edition() -> Edition:
    found = PROGRAMMES["messaging"].named("FY2015")
    assert found
    return found


FY2015 = edition()


def cheapest(
    tier: str, facts: Facts = NOTHING, costs: Costs = COSTS, rules: Edition = FY2015
) -> Plan:
    return plan([Goal(rules, tier)], facts, DAY, costs, 1).plans[0]


def begins(found: Plan) -> dict[str, set[date | None]]:
    """By kind, the days by which actions must begin."""
    days: dict[str, set[date | None]] = {}
    for one in found.actions:
        days.setdefault(one.kind, set()).add(one.start_by)
    return days


def test_exams_follow_whoever_is_hired() -> None:
    """An exam takes 52 days, and 90 before it somebody is looked for to take it."""
    found = begins(cheapest("Gold"))
    assert found["exam"] == {date(2015, 5, 9)}
    assert found["hire"] == {date(2015, 2, 8)}


def test_a_customer_is_won_before_all_that_it_does() -> None:
    """Users begin 30 days before, their seats 60 before that, and the customer 90 before that.

    Of customers who only give a reference that is asked 14 days before, 90 after they are sought.
    """
    found = cheapest("Silver")
    assert begins(found)["reference"] == {date(2015, 6, 16)}
    uses = {one.who for one in found.actions if one.kind == "activate"}
    assert uses
    for one in found.actions:
        if one.who in uses:
            assert one.start_by == BEGIN[one.kind]
        elif one.kind == "customer":
            assert one.start_by == date(2015, 3, 18)


def test_users_wait_only_for_seats_that_they_need() -> None:
    """With 74 seats free, 75 users wait for those that are sold; with 75 free they do not."""
    asked = at_least(500, Seats("exchange-online")), at_least(75, ActiveUsers("exchange-online"))
    rules = replace(FY2015, tiers=(Tier("Silver", AllOf(*asked)),))
    for free, begin in ((74, date(2015, 4, 1)), (75, date(2015, 5, 1))):
        sold = {
            "partner_id": "P", "product": "exchange-online", "period": DAY, "customer_id": "a",
            "seats": free, "active_users": 0, "association": "POR",
        }  # fmt: skip
        found = cheapest("Silver", knowing(seats=[sold]), rules=rules)
        assert begins(found) == {"seat": {begin}, "activate": {date(2015, 5, 31)}}


def test_a_plan_takes_as_long_as_all_that_follows_each_other() -> None:
    """Customer, seats and users take 180 days, one after another."""
    found = cheapest("Silver")
    assert found.start_by == date(2015, 1, 1)
    assert too_late(found, date(2015, 1, 1)) == ""
    assert too_late(found, date(2015, 6, 1)) == (
        "This should have begun by 2015-01-01. Begun on 2015-06-01, all of it is done by "
        "2015-11-28."
    )


def test_a_lead_time_without_end() -> None:
    """What takes longer than there are days begins on the first of them."""
    found = cheapest("Gold", costs=COSTS.but({"hire": Price(60, 10**15)}))
    assert found.start_by == date.min
    assert "is done by 9999-12-31" in too_late(found, DAY)
