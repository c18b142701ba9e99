"""Small worlds with the cost of the cheapest plan in each, which exhaustive search has proven.

Made once with the other facts of the quick tests; see tests/test_planner_exhaustive.py.
"""

import pickle
from typing import NamedTuple

import polars as pl
from coverage import Coverage

from tests.examples import examples
from tests.planner_deeds import Trying
from tests.planner_rules import RULES
from tests.planner_worlds import COSTS, DAY, counting, edition, first_that_does, largest, worlds
from tiers.facts import Facts
from tiers.language import Edition
from tiers.planner import Goal, plan

EXAMPLES = 100  # worlds made for each rule
KEPT = 4  # of these, of unlike costs; beyond them whatever takes a way through the planner first
MOST_TRIED = 600
BEYOND = 7.0  # where there is no plan, nothing for less than this does it
Way = tuple[str, int, int]  # a file of the planner, and from which line it went to which


class SmallWorld(NamedTuple):
    """The facts of a partner, and what it costs to reach the tier (None: it cannot be reached)."""

    frames: dict[str, pl.DataFrame]
    cost: float | None


def small_worlds() -> dict[str, bytes]:
    """For each rule a few worlds, pickled."""
    taken: set[Way] = set()
    return {name: pickle.dumps(_proven(name, taken)) for name in RULES}


def _proven(name: str, taken: set[Way]) -> list[SmallWorld]:
    """Those in which the cheapest plan is, and which go a way not *taken* or cost another sum."""
    requirement, kinds = RULES[name]
    rules = edition(requirement)
    found: list[SmallWorld] = []
    for facts in examples(worlds(kinds), EXAMPLES):
        cost, ways = _planned(rules, facts)
        costs = {one.cost for one in found}
        new = cost not in costs and len(costs) < KEPT
        if (new or ways - taken) and _is_cheapest(cost, rules, facts, kinds):
            taken |= ways
            frames = {each: getattr(facts, each).collect("polars") for each in Facts.names()}
            found.append(SmallWorld({each: one.to_native() for each, one in frames.items()}, cost))
    return found


def _planned(rules: Edition, facts: Facts) -> tuple[float | None, set[Way]]:
    """What the cheapest plan costs (None: there is none), and the ways on which it was found."""
    watch = Coverage(data_file=None, branch=True, config_file=False, include="*/tiers/planner/*")
    with watch.collect():
        plans = plan([Goal(rules, "Gold")], facts, DAY, COSTS).plans
    data = watch.get_data()
    ways = {(file, *arc) for file in data.measured_files() for arc in data.arcs(file) or ()}
    return plans[0].cost if plans else None, ways


def _is_cheapest(cost: float | None, rules: Edition, facts: Facts, kinds: tuple[str, ...]) -> bool:
    """Whether all that costs less was tried and does not do."""
    upto = BEYOND if cost is None else cost
    trying = Trying(facts, kinds, counting(rules), largest=largest(rules))
    tried = trying.all(upto, MOST_TRIED)
    return tried is not None and not (tried and first_that_does(rules, facts, tried))
