"""The sum of several metrics."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, and_
from typing import ClassVar

from tiers.facts import Asks, Facts, in_memory
from tiers.measures import Metric, Of, Tally, Terms, Value, added_up, beside, numbered
from tiers.metrics.telling import merged
from tiers.screening import Ask, Evidence


@dataclass(frozen=True, init=False)
class Together:
    """What several metrics come to together; none of them may be a share."""

    metrics: tuple[Metric, ...]
    key: ClassVar[str] = "together"
    unit: ClassVar[str] = ""

    def __init__(self, *metrics: Metric) -> None:
        object.__setattr__(self, "metrics", metrics)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Those of each, once."""
        return tuple(dict.fromkeys(tally for one in self.metrics for tally in one.tallies))

    def value(self, of: Of) -> Value:
        """The sum, unknown where one is, and a lower bound where one is."""
        values = [one.value(of) for one in self.metrics]
        if any(one.per is not None for one in values):
            msg = (
                "Together adds up amounts, as in Together(NetCustomers(...), FigureCustomers(...))."
            )
            raise TypeError(msg)
        complete = [one.complete for one in values if one.complete is not None]
        return Value(
            reduce(add, [one.amount for one in values]),
            complete=reduce(and_, complete) if complete else None,
        )

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """What each lacks that cannot be assessed."""
        each = [
            (_unassessed(one, facts, asks, terms), one.lacking(facts, asks, terms))
            for one in self.metrics
        ]
        return lambda ask: " ".join(says(ask) for asked, says in each if ask in asked)

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """That of each, one after the other."""
        return merged(*(one.evidence(facts, asks, terms) for one in self.metrics))


def _unassessed(metric: Metric, facts: Facts, asks: Asks, terms: Terms) -> set[Ask]:
    """The asks of which the metric tells nothing, or a lower bound."""
    added = {tally: added_up(tally, facts, asks, terms) for tally in metric.tallies}
    whole = beside(asks.of(facts), asks.keys, added)
    value = metric.value(numbered(metric.tallies))
    sure = ~value.amount.is_null()
    if value.complete is not None:
        sure = sure & value.complete.fill_null(False)
    unassessed = in_memory(whole.filter(~sure).select(asks.keys))
    return set(unassessed.iter_rows())
