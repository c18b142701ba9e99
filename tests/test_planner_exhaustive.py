"""Plans are cheapest: in small worlds nothing that could be done for less would do."""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.knowledge import knowing
from tests.planner_deeds import Trying
from tests.planner_rules import RULES, at_least
from tests.planner_worlds import (
    COSTS,
    DAY,
    PARTNER,
    counting,
    edition,
    first_that_does,
    largest,
    worlds,
)
from tiers.language import AllOf
from tiers.metrics import Enrolled, FigureProducts, PeopleHolding, one_of
from tiers.planner import Goal, plan, told
from tiers.planner.model import Sort
from tiers.planner.pricing import Alike
from tiers.planner.workshop import asked_of

MOST_TRIED = 1500
pytestmark = pytest.mark.deep
patiently = settings(
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "15")),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", RULES)
def test_nothing_cheaper_would_do(name: str) -> None:
    """No set of actions for less gives the tier; where there is no plan, none for little does."""
    requirement, kinds = RULES[name]
    rules = edition(requirement)

    @patiently
    @given(st.data())
    def cheapest(data: st.DataObject) -> None:
        facts = data.draw(worlds(kinds))
        found = plan([Goal(rules, "Gold")], facts, DAY, COSTS)
        cost = found.plans[0].cost if found.plans else 7
        trying = Trying(facts, kinds, counting(rules), largest=largest(rules))
        tried = trying.all(cost, MOST_TRIED)
        assume((tried is not None and len(tried) > 0) or cost == 0)
        better = first_that_does(rules, facts, tried) if tried else None
        assert not better, told(better)

    cheapest()


@pytest.mark.parametrize("name", RULES)
def test_no_other_way_would_be_cheaper(name: str) -> None:
    """Of all that is unlike the plans before, nothing for less than the next plan would do.

    To start a service is another way only where services count.
    """
    requirement, kinds = RULES[name]
    rules = edition(requirement)
    asked = asked_of([(Goal(rules, "Gold"), requirement)])
    alike = Alike.of(asked, DAY)
    services = any(isinstance(metric, FigureProducts) for metric, _terms in asked)

    @patiently
    @given(st.data())
    def others(data: st.DataObject) -> None:
        facts = data.draw(worlds(kinds))
        plans = plan([Goal(rules, "Gold")], facts, DAY, COSTS).plans
        assume(plans and plans[0].cost)
        before = [alike.done(one.actions) for one in plans]
        for number, done in enumerate(before):
            assert all(halved(done, one) for one in before[:number])
        costs = [*(one.cost for one in plans), 7][: len(plans) + (len(plans) < 3)]
        for number, cost in enumerate(costs[1:], 1):
            trying = Trying(facts, kinds, counting(rules), services, largest(rules))
            tried = trying.all(cost, 4 * MOST_TRIED) or []
            unlike = [
                one
                for one in tried
                if all(halved(alike.done(one), each) for each in before[:number])
            ]
            better = first_that_does(rules, facts, unlike) if 0 < len(unlike) < MOST_TRIED else None
            assert not better, told(better)

    others()


def halved(done: Counter[Sort], before: Counter[Sort]) -> bool:
    """Whether of something no more than half is done."""
    return any(done[sort] * 2 <= amount for sort, amount in before.items() if amount)


def test_what_cannot_be_planned_is_named() -> None:
    """A tier elsewhere is nothing that can be done here."""
    rules = edition(
        AllOf(at_least(1, Enrolled(("other",), ("Gold",))), at_least(1, PeopleHolding(one_of("a"))))
    )
    found = plan(
        [Goal(rules, "Gold")],
        knowing(partners=[{"partner_id": PARTNER, "name": "P"}]),
        DAY,
        COSTS,
    )
    assert not found.plans
    assert [one.key for one in found.impossible] == ["prerequisite"]
    assert "No enrolment" in found.impossible[0].reason
