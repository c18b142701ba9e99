"""What costs nothing is done no more than what does: only as much of it as is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from imports.costs import default_costs
from tests.knowledge import knowing
from tests.test_planner import DAY, FY2015, known
from tiers.facts import Facts
from tiers.planner import KINDS, Action, Costs, Goal, Plan, Price, apply, plan, reached

COSTS = default_costs()
GOLD = Goal(FY2015, "Gold")
WORLDS = {"some": known(), "nothing": knowing(partners=[{"partner_id": "P", "name": "P"}])}
COMES = {"hire", "customer"}


def free(*kinds: str) -> Costs:
    """Our prices, but some actions for nothing."""
    return COSTS.but({kind: Price(0, COSTS.of(kind).lead_days) for kind in kinds})


def cheapest(facts: Facts, costs: Costs) -> Plan:
    return plan([GOLD], facts, DAY, costs, 1).plans[0]


def lessened(actions: Sequence[Action]) -> Iterator[list[Action]]:
    """The same with a little less: one unit of an action, or one action."""
    for number, one in enumerate(actions):
        less = [replace(one, amount=one.amount - 1)] if one.amount > 1 else []
        if one.kind not in COMES:
            yield [*actions[:number], *less, *actions[number + 1 :]]


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("kinds", [*((kind,) for kind in KINDS), KINDS], ids="-".join)
def test_nothing_is_done_for_nothing(world: str, kinds: tuple[str, ...]) -> None:
    """Without a unit of any of it the tier is not reached, and all who come do something."""
    facts = WORLDS[world]
    found = cheapest(facts, free(*kinds))
    worlds = [apply(some, facts, DAY) for some in lessened(found.actions)]
    assert not any(reached([GOLD], worlds, DAY))
    does = {one.who for one in found.actions if one.kind not in COMES}
    assert {one.who for one in found.actions if one.kind in COMES} <= does


@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_the_cheapest(kind: str) -> None:
    """What is free costs nothing, and there is no less of the rest to be had."""
    found, dear = (cheapest(WORLDS["some"], one) for one in (free(kind), COSTS))
    assert found.optimal
    assert found.cost == pytest.approx(sum(one.cost for one in found.actions))
    assert found.cost <= sum(one.cost for one in dear.actions if one.kind != kind) + 1e-6
