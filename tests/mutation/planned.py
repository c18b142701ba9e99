"""Small worlds with the cost of the cheapest plan in each, which exhaustive search has proven.

Made once with the other facts of the quick tests; see tests/test_planner_exhaustive.py.
"""

import pickle
from itertools import islice
from typing import NamedTuple

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings

from tests.planner_deeds import Trying
from tests.planner_rules import RULES
from tests.planner_worlds import COSTS, DAY, counting, edition, first_that_does, worlds
from tiers.facts import Facts
from tiers.language import Edition
from tiers.planner import Goal, plan

EXAMPLES = 60  # worlds made for each rule
KEPT = 6  # of these, where the search came to an end
MOST_TRIED = 600
BEYOND = 7.0  # where there is no plan, nothing for less than this does it


class SmallWorld(NamedTuple):
    """The facts of a partner, and what it costs to reach the tier (None: it cannot be reached)."""

    frames: dict[str, pl.DataFrame]
    cost: float | None


def small_worlds() -> dict[str, bytes]:
    """For each rule a few worlds, of unlike costs first, pickled."""
    return {name: pickle.dumps(_proven(name)) for name in RULES}


def _proven(name: str) -> list[SmallWorld]:
    requirement, kinds = RULES[name]
    rules = edition(requirement)
    found: dict[float | None, list[SmallWorld]] = {}
    for facts in _made(name):
        (*plans,) = plan([Goal(rules, "Gold")], facts, DAY, COSTS, 1).plans
        cost = plans[0].cost if plans else None
        if len(found.get(cost, ())) < KEPT and _is_cheapest(cost, rules, facts, kinds):
            frames = {each: getattr(facts, each).collect("polars") for each in Facts.names()}
            world = SmallWorld({each: one.to_native() for each, one in frames.items()}, cost)
            found.setdefault(cost, []).append(world)
    in_turn = (some[turn] for turn in range(KEPT) for some in found.values() if turn < len(some))
    return list(islice(in_turn, KEPT))


def _is_cheapest(cost: float | None, rules: Edition, facts: Facts, kinds: tuple[str, ...]) -> bool:
    """Whether all that costs less was tried and does not do."""
    upto = BEYOND if cost is None else cost
    tried = Trying(facts, kinds, counting(rules)).all(upto, MOST_TRIED)
    return tried is not None and not (tried and first_that_does(rules, facts, tried))


def _made(name: str) -> list[Facts]:
    """So many worlds of a rule, the same at every run."""
    found = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds(RULES[name][1]))
    def collect(facts: Facts) -> None:
        found.append(facts)

    collect()
    return found
