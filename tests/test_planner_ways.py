"""Where there are too many ways to look at each by itself, all at once come to the same cost."""

from importlib import import_module

import pytest

from tests.examples import examples
from tests.planner_rules import RULES
from tests.planner_worlds import COSTS, DAY, edition, worlds
from tiers.facts import Facts
from tiers.language import Edition
from tiers.planner import Goal, plan
from tiers.planner.ways import ways

EXAMPLES = 5
CHOICES = [name for name, (requirement, _kinds) in RULES.items() if len(ways(requirement)) > 1]


@pytest.mark.parametrize("name", CHOICES)
def test_all_ways_at_once_cost_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice left to the solver is made as well as one made beforehand."""
    requirement, kinds = RULES[name]
    rules = edition(requirement)
    some = examples(worlds(kinds), EXAMPLES)
    each = [costs(rules, facts) for facts in some]
    monkeypatch.setattr(import_module("tiers.planner.plan"), "MOST_WAYS", 0)
    assert [costs(rules, facts) for facts in some] == each
    assert any(each)


def costs(rules: Edition, facts: Facts) -> list[float]:
    """What the cheapest plans cost, each unlike those before."""
    return [one.cost for one in plan([Goal(rules, "Gold")], facts, DAY, COSTS).plans]
