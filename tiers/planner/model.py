"""A small builder of integer programmes: sums of variables, conditions on them, and the cheapest.

Solved by HiGHS with no gap allowed, so what it calls optimal is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, gcd, inf
from typing import Literal

from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OPTIMAL, IMPOSSIBLE = 0, 2  # what HiGHS answers
UNSURE = 4  # it is not certain: asked again without simplifying first


@dataclass(frozen=True)
class Sum:
    """Variables by their number, each times a factor, and a fixed amount."""

    terms: Mapping[int, float] = field(default_factory=dict)
    fixed: float = 0

    def __add__(self, other: "Sum | float") -> "Sum":
        if isinstance(other, Sum):
            return total((self, other))
        return Sum(self.terms, self.fixed + other)

    def __sub__(self, other: "Sum | float") -> "Sum":
        return self + other * -1

    def __mul__(self, factor: float) -> "Sum":
        terms = {number: each * factor for number, each in self.terms.items()}
        return Sum(terms, self.fixed * factor)

    def at(self, values: "Solution") -> float:
        """What it comes to."""
        return self.fixed + sum(each * values.of[number] for number, each in self.terms.items())


Amount = Sum | float
Sort = tuple[str, str]  # of what is done, by which plans differ
Does = Mapping[Sort, int]  # so much of it
Line = tuple[Sum, float]  # a sum, and how much it is at least
MILLIONTH = 1e-6  # to which costs are rounded
ALWAYS = Sum(fixed=1)


def total(parts: Iterable[Amount]) -> Sum:
    """The sum of all."""
    terms: dict[int, float] = {}
    fixed: float = 0
    for part in parts:
        if not isinstance(part, Sum):
            fixed += part
            continue
        fixed += part.fixed
        for number, each in part.terms.items():
            terms[number] = terms.get(number, 0) + each
    return Sum(terms, fixed)


@dataclass(frozen=True)
class Solution:
    """The least cost, and every variable's value."""

    cost: float
    of: tuple[float, ...]

    def whole(self, amount: Sum) -> int:
        """What an amount of whole numbers comes to."""
        return round(amount.at(self))


@dataclass
class Model:
    """Variables with their bounds and costs, and the conditions on them."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[Literal[0, 1]] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sorts: dict[Sort, dict[int, float]] = field(default_factory=dict)  # what each variable does
    waivers: list[int] = field(default_factory=list)

    # Variables ---------------------------------------------------------------------------------

    def number(
        self, most: float, cost: float = 0, *, whole: bool = True, does: Does | None = None
    ) -> Sum:
        """A number from 0 to *most*, and what each one *does*."""
        self.least.append(0)
        self.most.append(most)
        self.whole.append(1 if whole else 0)
        self.costs.append(cost)
        position = len(self.least) - 1
        for sort, amount in (does or {}).items():
            self.sorts.setdefault(sort, {})[position] = amount
        return Sum({position: 1})

    def flag(self, cost: float = 0, *, does: Does | None = None) -> Sum:
        """Yes (1) or no (0)."""
        return self.number(1, cost, does=does)

    def waiver(self) -> Sum:
        """Yes only when it is asked what stands in the way."""
        one = self.number(0)
        self.waivers += one.terms
        return one

    # Conditions --------------------------------------------------------------------------------

    def at_least(self, amount: Sum, least: Amount = 0, *, when: Amount = 1) -> None:
        """The amount is at least so much, *when* that is 1."""
        line = amount - least
        if isinstance(when, Sum) and when.terms:
            short = min(0, self.lowest(line))
            line += (when - 1) * -1 * -short
        elif total((when,)).fixed < 0.5:
            return
        self.lines.append((Sum(line.terms), -line.fixed))

    def at_most(self, amount: Sum, most: Amount = 0, *, when: Amount = 1) -> None:
        """The amount is at most so much, *when* that is 1."""
        self.at_least(total((most,)) - amount, when=when)

    def lowest(self, amount: Sum) -> float:
        """The least an amount can come to, each variable by itself."""
        return amount.fixed + sum(
            each * (self.least[number] if each > 0 else self.most[number])
            for number, each in amount.terms.items()
        )

    def highest(self, amount: Sum) -> float:
        """The most an amount can come to, each variable by itself."""
        return -self.lowest(amount * -1)

    # Solutions ---------------------------------------------------------------------------------

    def cheapest(self, limits: Does | None = None) -> Solution | None:
        """The cheapest solution that does no more than the *limits*; None where there is none."""
        return self._solve(self.costs, self.most, self._limits(limits))

    def bound(self, limits: Does | None = None) -> float | None:
        """What any solution costs at least, being a multiple of the step; None for none."""
        found = self._solve(self.costs, self.most, self._limits(limits), parts=True)
        if found is None:
            return None
        if not self.step:
            return found.cost
        return ceil(found.cost / self.step - MILLIONTH) * self.step

    def obstacles(self) -> list[int]:
        """The fewest waivers without which nothing is a solution."""
        waived = set(self.waivers)
        costs = [float(number in waived) for number in range(len(self.costs))]
        most = [1 if number in waived else each for number, each in enumerate(self.most)]
        found = self._solve(costs, most)
        return [number for number in self.waivers if found and found.of[number] > 0.5]

    @cached_property
    def step(self) -> float:
        """Every cost is a multiple of it, since what has a cost comes in whole numbers."""
        return gcd(*(round(cost / MILLIONTH) for cost in self.costs)) * MILLIONTH

    def _limits(self, limits: Does | None) -> list[Line]:
        """At most so much of some sorts is done."""
        return [
            (Sum(self.sorts[sort]) * -1, -most)
            for sort, most in (limits or {}).items()
            if sort in self.sorts
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
        whole: list[Literal[0, 1]] = [0] * len(costs) if parts else self.whole
        found = milp(
            costs,
            integrality=whole,
            bounds=Bounds(self.least, most),
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
        return _constraints([line for line in self.lines if line[0].terms], len(self.costs))


class Unsolved(Exception):
    """The solver gave up."""


def _constraints(lines: Sequence[Line], width: int) -> list[LinearConstraint]:
    if not lines:
        return []
    cells = [
        (each, row, number)
        for row, (line, _least) in enumerate(lines)
        for number, each in line.terms.items()
    ]
    factors, rows, columns = zip(*cells, strict=True)
    matrix = csr_array((factors, (rows, columns)), shape=(len(lines), width))
    return [LinearConstraint(matrix, [least for _line, least in lines], inf)]
