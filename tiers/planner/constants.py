"""What nothing that is done changes: metrics that stand on the day as they are known."""

from datetime import date

import narwhals as nw

from tiers.facts import Asks, Facts, in_memory
from tiers.measures import Metric, Terms, added_up, beside, numbered
from tiers.planner.levers import Lever
from tiers.planner.model import ALWAYS, Sum


def constant(metric: Metric, facts: Facts, day: date, terms: Terms) -> Lever | None:
    """A metric at one partner's value of the day; None where that is not known for certain."""
    asks = Asks(day=day)
    added = {tally: added_up(tally, facts, asks, terms) for tally in metric.tallies}
    value = metric.value(numbered(metric.tallies))
    measured = beside(asks.of(facts), asks.keys, added).select(
        amount=value.amount,
        per=nw.lit(1) if value.per is None else value.per,
        complete=nw.lit(True) if value.complete is None else value.complete,
    )
    ((amount, per, complete),) = in_memory(measured).rows()
    if amount is None or not per or not complete:
        return None
    return Lever(Sum(fixed=amount), ALWAYS * per)
