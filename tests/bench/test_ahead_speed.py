"""How long looking ahead takes: the forecast of two years, and every loss."""

from collections.abc import Callable
from datetime import date
from time import perf_counter

import pytest

from reports.supports import dependence
from tests.bench.test_planner_speed import COSTS, large
from tiers.facts import Facts, in_memory
from tiers.forecast import forecast
from tiers.language import Edition
from tiers.planner import Goal, apply, plan
from tiers.programmes import PROGRAMMES

ROUNDS = 5
pytestmark = pytest.mark.bench


def large_partner(programme: str, name: str) -> tuple[Edition, Facts, date]:
    """A partner of 40 people and 200 customers who holds a tier since what was planned for it."""
    rules = PROGRAMMES[programme].named(name)
    assert rules
    day = min(rules.until, date(2024, 11, 15))
    facts = large(rules, day)
    (found, *_) = plan([Goal(rules, rules.tiers[0].name)], facts, day, COSTS, 1).plans
    return rules, apply(found.actions, facts, day), day


def seconds(run: Callable[[Facts], object], facts: Facts) -> float:
    """The quickest of some rounds over facts that nobody has asked anything yet.

    The libraries are warm; what else the machine does can only slow a round down.
    """
    frames = {name: in_memory(getattr(facts, name)).to_native().lazy() for name in Facts.names()}
    times = []
    for _round in range(ROUNDS):
        anew = Facts.of(frames, at_hand=True)
        began = perf_counter()
        run(anew)
        times.append(perf_counter() - began)
    return min(times)


@pytest.mark.parametrize(
    ("programme", "name"),
    [("messaging", "FY2015"), ("cloud-productivity", "2017"), ("modern-work", "2023")],
)
def test_a_large_partner(programme: str, name: str) -> None:
    """Two years ahead within 300 ms, and all that may be lost within 1 s."""
    rules, facts, day = large_partner(programme, name)
    ahead = seconds(lambda known: forecast(PROGRAMMES[programme], known, day), facts)
    lost = seconds(lambda known: dependence(programme, rules, known, day, pairs=None), facts)
    print(f"\n{programme} {name}: forecast {ahead * 1000:.0f} ms, losses {lost * 1000:.0f} ms")
    assert ahead < 0.3
    assert lost < 1
