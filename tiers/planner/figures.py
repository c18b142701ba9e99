"""Vendors' figures, raised by whole units: as a whole, at customers, by services and by those won.

What is done to a figure is told in its newest period, if that is fresh and lies in the months in
which customers are looked at singly; else in a new one of the day, before which nothing is told of
that day. A customer is raised to what some rule asks of it, all at once, or left as it is. Services
are started only where some rule counts them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import ceil

from tiers.facts import Row
from tiers.metrics.earlier import earlier
from tiers.metrics.figure_changes import FigureGrowth, FigureIncrease, FigureShare
from tiers.metrics.figure_customers import FigureCustomers, FigureProducts
from tiers.metrics.figure_rows import HUNDREDTHS
from tiers.metrics.figures import FigureNow, FigureTotal
from tiers.planner.actions import FIGURE, SERVICE, Action
from tiers.planner.customers import Customers as Winning
from tiers.planner.known import newest
from tiers.planner.levers import Asked
from tiers.planner.model import Does, Model, Solution, Sum, total
from tiers.planner.people import new_ones
from tiers.planner.pricing import Pricing
from tiers.words import _

Metric = (
    FigureTotal | FigureNow | FigureShare | FigureGrowth | FigureIncrease | FigureCustomers
    | FigureProducts
)  # fmt: skip
MOST_SERVICES = 100


class Figure:
    """One figure: its rows, and what is done to raise it."""

    def __init__(
        self, name: str, winning: Winning, asked: Sequence[Metric], pricing: Pricing, most: int
    ) -> None:
        self.name, self.winning, self.pricing, self.most = name, winning, pricing, most
        self.model, self.known = winning.model, winning.known
        self.rows = [row for row in self.known.rows["figures"] if row["figure"] == name]
        self.asked = [one for one in asked if isinstance(one, FigureCustomers)]
        cost = pricing.costs.of(FIGURE, name).cost
        self.raised = self.model.number(most, cost, does=pricing.does(FIGURE, name))
        self.services = Sum()
        if any(isinstance(one, FigureProducts) for one in asked):
            price = pricing.costs.of(SERVICE, name).cost
            does = pricing.does(SERVICE, name)
            self.services = self.model.number(MOST_SERVICES, price, does=does)
        self.at = dict(self._at(cost))
        self.won = {
            level: winning.some(level * cost, self._by(level))
            for level in sorted({one.least for one in self.asked} | self._telling(None))
        }
        winning.enough(total(self.won.values()))
        self.acted = self._acted()

    # Its rows ----------------------------------------------------------------------------------

    @cached_property
    def told(self) -> date | None:
        """The newest period that is fresh."""
        return newest((row["period"] for row in self.rows), self.known.day)

    @cached_property
    def period(self) -> date:
        """The period in which it is raised."""
        oldest = max((earlier(self.known.day, one.months) for one in self.asked), default=date.min)
        return self.told if self.told and self.told > oldest else self.known.day

    def within(self, months: int, day: date) -> list[Row]:
        """The rows of the last months before a day."""
        return [row for row in self.rows if earlier(day, months) < row["period"] <= day]

    def sums(self, metric: FigureCustomers, day: date) -> dict[str, dict[date, int]]:
        """What it comes to at each customer: in each period, or altogether (under the day)."""
        found: dict[str, dict[date, int]] = {}
        for row in self.within(metric.months, day):
            if row["customer_id"] is not None:
                of = found.setdefault(row["customer_id"], {})
                period = row["period"] if metric.apart else day
                of[period] = of.get(period, 0) + row["value"]
        return found

    # What is done ------------------------------------------------------------------------------

    def _at(self, cost: float) -> Iterator[tuple[tuple[str, int], Sum]]:
        """Every amount by which a customer could be raised to what some rule asks."""
        for who in self.known.customers if self.asked else ():
            amounts = sorted({self.gap(one, who) for one in self.asked} - {0} | self._telling(who))
            flags = [self.model.flag(cost * amount, does=self._by(amount)) for amount in amounts]
            if len(flags) > 1:
                self.model.at_most(total(flags), 1)
            yield from (((who, amount), flag) for amount, flag in zip(amounts, flags, strict=True))

    def _telling(self, who: str | None) -> set[int]:
        """The least that makes customers' figures known, where none are: a unit at any of them.

        At the first who is known, if any is; else at one who is won (*who* is None).
        """
        first = next(iter(self.known.customers), None)
        return set() if who != first or all(self._now.values()) else {1}

    def _by(self, amount: int) -> Does:
        return self.pricing.does(FIGURE, self.name, amount=amount)

    def gap(self, metric: FigureCustomers, who: str) -> int:
        """How many units a customer lacks for a metric; 0 for one that has enough."""
        sums = self._now[metric].get(who, {})
        if enough(metric, sums.values()):
            return 0
        has = sums.get(self.period if metric.apart else self.known.day, 0)
        return max(0, ceil((metric.least * HUNDREDTHS - has) / HUNDREDTHS))

    @cached_property
    def _now(self) -> dict[FigureCustomers, dict[str, dict[date, int]]]:
        return {one: self.sums(one, self.known.day) for one in self.asked}

    @cached_property
    def added(self) -> Sum:
        """By how many hundredths it is raised altogether."""
        customers = (flag * amount for (_who, amount), flag in self.at.items())
        won = (number * level for level, number in self.won.items())
        return total([self.raised, self.services, *customers, *won]) * HUNDREDTHS

    def _acted(self) -> Sum:
        """1 where anything is done, 0 where nothing is."""
        flag = self.model.flag()
        self.model.at_least(flag * self.model.highest(self.added) - self.added)
        self.model.at_most(flag * HUNDREDTHS, self.added)
        return flag

    def reaching(self, metric: FigureCustomers) -> tuple[Sum, tuple[Sum, ...]]:
        """The customers for whom it is enough, and what it takes for that to be known."""
        now = self._now[metric]
        parts: list[Sum | float] = [sum(enough(metric, sums.values()) for sums in now.values())]
        for (who, amount), flag in self.at.items():
            sums = dict(now.get(who, {}))
            was = enough(metric, sums.values())
            period = self.period if metric.apart else self.known.day
            sums[period] = sums.get(period, 0) + amount * HUNDREDTHS
            parts.append(flag * (enough(metric, sums.values()) - was))
        for level, number in self.won.items():
            parts.append(number * int(enough(metric, [level * HUNDREDTHS])))
        told = total([*self.at.values(), *self.won.values()])
        return total(parts), () if now else (told,)

    def actions(self, solution: Solution, won: Sequence[str]) -> Iterator[Action]:
        """What is raised, where and by how much."""
        for one in self._done(solution, won):
            yield replace(one, period=self.period)

    def _done(self, solution: Solution, won: Sequence[str]) -> Iterator[Action]:
        if number := solution.whole(self.raised):
            yield self.pricing.action(FIGURE, "", self.name, number)
        for (who, amount), flag in self.at.items():
            if solution.whole(flag):
                yield self.pricing.action(FIGURE, who, self.name, amount)
        left = list(won)
        for level, count in self.won.items():
            for _each in range(solution.whole(count)):
                yield self.pricing.action(FIGURE, left.pop(0), self.name, level)
        products = {row["product"] for row in self.rows if row["product"]}
        for name in new_ones(_("new-service-{number}"), solution.whole(self.services), products):
            yield self.pricing.action(SERVICE, name, self.name)


def enough(metric: FigureCustomers, sums: Iterable[int]) -> bool:
    """Whether any of the sums is as large as is asked, and none too large."""
    least, most = metric.least * HUNDREDTHS, metric.most
    return any(one >= least and (most is None or one <= most * HUNDREDTHS) for one in sums)


class Figures:
    """All the figures that are asked for."""

    def __init__(
        self, model: Model, winning: Winning, asked: Sequence[Asked], pricing: Pricing, most: int
    ) -> None:
        self.model = model
        self.of = {
            name: Figure(name, winning, metrics, pricing, most)
            for name, metrics in by_figure(asked).items()
        }

    def actions(self, solution: Solution, won: Sequence[str]) -> Iterator[Action]:
        """What is done to each."""
        for figure in self.of.values():
            yield from figure.actions(solution, won)


def by_figure(asked: Sequence[Asked]) -> dict[str, list[Metric]]:
    """What is asked of each figure."""
    found: dict[str, list[Metric]] = {}
    for metric, _terms in asked:
        if isinstance(metric, Metric):
            for name in _names(metric):
                found.setdefault(name, []).append(metric)
    return found


def looking_back(asked: Sequence[Asked]) -> dict[str, int]:
    """Of each figure the fewest months in which customers are looked at singly; 0 for none.

    By this is decided in which period the figure is raised.
    """
    return {
        name: min((one.months for one in metrics if isinstance(one, FigureCustomers)), default=0)
        for name, metrics in by_figure(asked).items()
    }


def _names(metric: Metric) -> tuple[str, ...]:
    return (metric.part, metric.whole) if isinstance(metric, FigureShare) else (metric.figure,)
