"""A small builder of integer programmes: sums of variables, and conditions on them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from tiers.planner.actions import UNITS


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
ALWAYS = Sum(fixed=1)
WHOLE = 1000  # units of an action that are as much to do as an action without units


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

    @property
    def efforts(self) -> list[float]:
        """How much each variable does: a whole action weighs as much as many units of one."""
        efforts = [0.0] * len(self.costs)
        for (kind, _what), doing in self.sorts.items():
            for number, amount in doing.items():
                efforts[number] += amount * (1 if kind in UNITS else WHOLE)
        return efforts

    @property
    def free(self) -> bool:
        """Whether something can be done that costs nothing."""
        return any(each and not cost for each, cost in zip(self.efforts, self.costs, strict=True))

    # Conditions --------------------------------------------------------------------------------

    @contextmanager
    def apart(self) -> Iterator[list[Line]]:
        """Meanwhile conditions go to a list of their own: not everything holds on every way."""
        kept, self.lines = self.lines, []
        yield self.lines
        self.lines = kept

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
