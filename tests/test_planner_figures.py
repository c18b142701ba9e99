"""Plans for figures whose newest period is too old to raise: beside all that could be done."""

from datetime import date

import pytest

from tests.knowledge import knowing
from tests.planner_deeds import Trying
from tests.planner_rules import at_least
from tests.planner_worlds import COSTS, DAY, EARLIER, PARTNER, THEN, edition, first_that_does
from tiers.language import AllOf, Requirement
from tiers.metrics import FigureCustomersLately, FigureGrowth, FigureNow, FigureShare, FigureTotal
from tiers.planner import Goal, plan, told

BEFORE = date(2023, 1, 31)  # a year before the newest period; THEN is one before the day
FEBRUARY = date(2023, 2, 28)  # of the months a year ago in which nobody had enough
LATELY = at_least(1, FigureCustomersLately("f", 2), "lately")
MOST = 5_000


def row(period: date, value: int, figure: str = "f", **more: str) -> dict[str, object]:
    return {"partner_id": PARTNER, "figure": figure, "period": period, "value": value, **more}


def both(metric: object, need: int) -> Requirement:
    return AllOf(at_least(need, metric, "one"), LATELY)


@pytest.mark.parametrize("told_then", [None, 100, 200, 300])
@pytest.mark.parametrize("told_before", [None, 100, 300])
@pytest.mark.parametrize(
    "requirement",
    [both(FigureGrowth("f"), 50), both(FigureGrowth("f"), 120), at_least(50, FigureGrowth("f")),
     both(FigureGrowth("f", baseline=2), 50), both(FigureNow("f"), 4),
     both(FigureShare("f", "g"), 60), both(FigureTotal("f"), 5)],
    ids=["growth", "more growth", "growth alone", "from a baseline", "now", "share", "total"],
)  # fmt: skip
def test_nothing_cheaper_would_do(
    requirement: Requirement, told_before: int | None, told_then: int | None
) -> None:
    rules = edition(requirement)
    rows = [
        row(EARLIER, 200, customer_id="x"),
        row(DAY, 300, "g"),
        row(FEBRUARY, 1, customer_id="y"),
    ]
    rows += [row(BEFORE, told_before)] if told_before else []
    rows += [row(THEN, told_then)] if told_then else []
    facts = knowing(partners=[{"partner_id": PARTNER, "name": "P"}], figures=rows)
    plans = plan([Goal(rules, "Gold")], facts, DAY, COSTS, 1).plans
    cost = plans[0].cost if plans else 7
    tried = Trying(facts, ("figures",), services=False).all(cost, MOST)
    assert tried is not None
    better = first_that_does(rules, facts, tried)
    assert not better, told(better)
