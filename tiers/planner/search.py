"""The search for plans: the cheapest of all ways, then the cheapest that is another one.

Every way waits with what it costs at least; the one that may be cheapest is looked at next, first
by the solution in parts, then by the whole one. So a plan is found only when nothing that waits
could be cheaper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tiers.planner.actions import Action
from tiers.planner.model import Does, Solution, Sort
from tiers.planner.pricing import Alike
from tiers.planner.solve import Programme
from tiers.planner.workshop import Workshop


@dataclass(frozen=True)
class Line:
    """One way to the goals with *limits* to what is done: its cost at least, or its solution."""

    workshop: Workshop
    programme: Programme
    limits: Mapping[Sort, int] = field(default_factory=dict)
    cost: float = 0
    bounded: bool = False
    solution: Solution | None = None

    def further(self) -> "Line | None":
        """A step nearer to the solution; None where there turns out to be none."""
        if not self.bounded:
            bound = self.programme.bound(self.limits)
            return None if bound is None else replace(self, cost=bound, bounded=True)
        found = self.programme.cheapest(self.limits)
        return None if found is None else replace(self, cost=found.cost, solution=found)

    def unlike(self, done: Does) -> Iterator["Line"]:
        """The parts of it that do at most half of something that was done."""
        for sort, amount in done.items():
            if amount:
                limits = {**self.limits, sort: min(amount // 2, self.limits.get(sort, amount))}
                yield Line(self.workshop, self.programme, limits, self.cost)


def unlike(done: Does, before: Does) -> bool:
    """Whether something is not done, or at most half as much of it, that was done before."""
    return any(done.get(sort, 0) <= amount // 2 for sort, amount in before.items() if amount)


def search(ways: Sequence[Line], alike: Alike) -> Iterator[tuple[float, list[Action]]]:
    """Cost and actions of the cheapest plan, and of the cheapest ones unlike all before."""
    lines = list(ways)
    before: list[Does] = []
    while lines:
        line = min(lines, key=lambda one: (one.cost, one.solution is None))
        lines.remove(line)
        if line.solution is None:
            lines += [found for found in [line.further()] if found]
            continue
        actions = list(line.workshop.actions(line.solution))
        done = alike.done(actions)
        same = next((one for one in before if not unlike(done, one)), None)
        if same is None:
            yield line.cost, actions
            before.append(done)
        lines += line.unlike(same or done)
