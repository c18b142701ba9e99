"""Programmes of integers solved: a model's variables, and the conditions that hold on one way.

HiGHS is allowed no gap, so what it calls optimal is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from math import ceil, gcd, inf
from typing import Literal

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from tiers.planner.model import Does, Line, Model, Solution, Sum

OPTIMAL, IMPOSSIBLE = 0, 2  # what HiGHS answers
UNSURE = 4  # it is not certain: asked again without simplifying first
MILLIONTH = 1e-6  # to which costs are rounded


@dataclass(eq=False)
class Programme:
    """The least cost of a model's variables where some conditions hold."""

    model: Model
    lines: Sequence[Line]

    def cheapest(self, limits: Does | None = None) -> Solution | None:
        """The cheapest solution that does no more than the *limits*; None where there is none.

        Of what costs nothing it does only what is needed.
        """
        within = self._limits(limits)
        found = self._solve(self.model.costs, self.model.most, within)
        return self._least(found, within) if found and self.model.free else found

    def _least(self, found: Solution, within: Sequence[Line]) -> Solution:
        """The solution for the same cost that does least."""
        costs = self.model.costs
        dearer = Sum({number: -cost for number, cost in enumerate(costs) if cost})
        as_cheap = (dearer, -found.cost - self.step / 2)
        least = self._solve(self.model.efforts, self.model.most, [*within, as_cheap])
        if least is None:
            return found
        cost = sum(each * value for each, value in zip(costs, least.of, strict=True))
        return Solution(found.cost, least.of) if round(cost, 6) <= found.cost else found

    def bound(self, limits: Does | None = None) -> float | None:
        """What any solution costs at least, being a multiple of the step; None for none."""
        found = self._solve(self.model.costs, self.model.most, self._limits(limits), parts=True)
        if found is None:
            return None
        if not self.step:
            return found.cost
        return ceil(found.cost / self.step - MILLIONTH) * self.step

    def obstacles(self, rarely: Collection[int] = ()) -> list[int]:
        """The fewest waivers without which nothing is a solution, of some as few as can be."""
        waived = dict.fromkeys(self.model.waivers, 1.0)
        waived |= dict.fromkeys(rarely, 1.0 + len(waived))
        costs = [waived.get(number, 0) for number in range(len(self.model.costs))]
        most = [1 if number in waived else each for number, each in enumerate(self.model.most)]
        found = self._solve(costs, most)
        return [number for number in self.model.waivers if found and found.of[number] > 0.5]

    @cached_property
    def step(self) -> float:
        """Every cost is a multiple of it, since what has a cost comes in whole numbers."""
        return gcd(*(round(cost / MILLIONTH) for cost in self.model.costs)) * MILLIONTH

    def _limits(self, limits: Does | None) -> list[Line]:
        """At most so much of some sorts is done."""
        return [
            (Sum(self.model.sorts[sort]) * -1, -most)
            for sort, most in (limits or {}).items()
            if sort in self.model.sorts
        ]

    def _solve(
        self,
        costs: list[float],
        most: list[float],
        limits: Sequence[Line] = (),
        *,
        parts: bool = False,
        simplify: bool = True,
    ) -> Solution | None:
        """The cheapest solution, even of *parts* of what should be whole; None for none."""
        if any(not line.terms and least > 0 for line, least in self.lines):
            return None
        if not costs:
            return Solution(0, ())
        whole: list[Literal[0, 1]] = [0] * len(costs) if parts else self.model.whole
        found = milp(
            costs,
            integrality=whole,
            bounds=Bounds(self.model.least, most),
            constraints=[*self._constraints, *_constraints(limits, len(costs))],
            options={"mip_rel_gap": 0, "presolve": simplify},
        )
        if found.status == IMPOSSIBLE:
            return None
        if found.status == UNSURE and simplify:
            return self._solve(costs, most, limits, parts=parts, simplify=False)
        if found.status != OPTIMAL or found.x is None:
            raise Unsolved(found.message)
        values = tuple(
            float(round(value)) if one else float(value)
            for value, one in zip(found.x, whole, strict=True)
        )
        cost = sum(each * value for each, value in zip(costs, values, strict=True))
        return Solution(cost if parts else round(cost, 6), values)

    @cached_property
    def _constraints(self) -> list[LinearConstraint]:
        """The lines as a matrix, once they are all there."""
        return _constraints([line for line in self.lines if line[0].terms], len(self.model.costs))


class Unsolved(Exception):
    """The solver gave up."""


def _constraints(lines: Sequence[Line], width: int) -> list[LinearConstraint]:
    if not lines:
        return []
    factors = list(chain.from_iterable(line.terms.values() for line, _least in lines))
    columns = list(chain.from_iterable(line.terms for line, _least in lines))
    ends = [0, *accumulate(len(line.terms) for line, _least in lines)]
    matrix = csr_array((factors, columns, ends), shape=(len(lines), width))
    return [LinearConstraint(matrix, [least for _line, least in lines], inf)]
