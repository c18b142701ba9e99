"""The cheapest sufficient actions for a tier by a day, proven to be so and proven to suffice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod

from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory
from tiers.planner.actions import Action, Costs, Pricing, told
from tiers.planner.apply import apply
from tiers.planner.known import Known
from tiers.planner.model import Solution
from tiers.planner.seatbook import Book
from tiers.planner.ways import Way, ways
from tiers.planner.workshop import Goal, Workshop
from tiers.requirements import Criterion, Outcome, Requirement, Total
from tiers.verdicts import judge
from tiers.words import _

MOST_WAYS = 64


@dataclass(frozen=True)
class Plan:
    """Actions that together give every tier asked for, and their cost in working days."""

    cost: float
    optimal: bool
    actions: tuple[Action, ...]

    @property
    def says(self) -> list[str]:
        """The actions in sentences."""
        return told(self.actions)

    @property
    def start_by(self) -> date | None:
        """The day by which the first of them must begin."""
        return min((one.start_by for one in self.actions if one.start_by), default=None)


@dataclass(frozen=True)
class Obstacle:
    """What no action brings about: a criterion of a tier, and why."""

    programme: str
    tier: str
    key: str
    says: str
    reason: str


@dataclass(frozen=True)
class Planned:
    """The plans, cheapest first; where there are none, what makes them impossible."""

    plans: tuple[Plan, ...]
    impossible: tuple[Obstacle, ...] = ()


class Mistaken(Exception):
    """A plan that does not bring what it should: a mistake of ours."""

    def __init__(self, found: Plan) -> None:
        super().__init__("These actions should suffice and do not: " + "; ".join(found.says))


def plan(
    goals: Sequence[Goal], facts: Facts, day: date, costs: Costs, alternatives: int = 3
) -> Planned:
    """The cheapest ways for one partner to reach all the goals on the day.

    Each plan leaves out something that those before it do, and all are checked by evaluation.
    """
    if reached(goals, facts, day):
        return Planned((Plan(0, optimal=True, actions=()),))
    book = Book(Known.of(facts, day))
    pricing = Pricing(costs, day, book.known.names)
    found: list[Plan] = []
    for one in _plans(goals, book, pricing):
        if not reached(goals, apply(one.actions, facts, day), day):
            raise Mistaken(one)
        found.append(one)
        if len(found) == alternatives:
            break
    return Planned(tuple(found), () if found else tuple(_obstacles(goals, facts, book, pricing)))


def reached(goals: Sequence[Goal], facts: Facts, day: date) -> bool:
    """Whether every goal is reached on the day."""
    for goal in goals:
        frame = evaluate(goal.edition, facts, Asks(day=day)).select(goal.rules.name)
        if in_memory(frame)[goal.tier].to_list() != [Outcome.MET.number]:
            return False
    return True


def _plans(goals: Sequence[Goal], book: Book, pricing: Pricing) -> Iterator[Plan]:
    """One plan after another, each dearer than the last and without something of it."""
    lines = [Line(workshop) for workshop in _workshops(goals, book, pricing)]
    before: list[frozenset[object]] = []
    while lines := [line for line in lines if line.bound is not None]:
        line = min(lines, key=lambda one: one.bound or 0)
        if not line.solution:
            line.solve()
            continue
        found = Plan(line.solution.cost, True, line.workshop.actions(line.solution))
        deeds = frozenset((one.kind, one.who, one.what, one.association) for one in found.actions)
        if not any(one <= deeds for one in before):
            before.append(deeds)
            yield found
        line.next()


class Line:
    """One way to reach the goals: what it costs at least, and its cheapest solution once found."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.solution: Solution | None = None
        self.bound = workshop.model.bound()

    def solve(self) -> None:
        """Find the cheapest solution."""
        self.solution = self.workshop.model.cheapest()
        self.bound = self.solution.cost if self.solution else None

    def next(self) -> None:
        """Look for another one."""
        assert self.solution
        self.workshop.model.exclude(self.solution)
        self.solution = None


def _workshops(goals: Sequence[Goal], book: Book, pricing: Pricing) -> Iterator[Workshop]:
    """Every way to reach all goals by itself; where there are too many, all at once."""
    each: list[list[Way | Requirement]] = [[*ways(goal.rules.requirement)] for goal in goals]
    if prod(map(len, each)) > MOST_WAYS:
        each = [[goal.rules.requirement] for goal in goals]
    for chosen in product(*each):
        yield Workshop(list(zip(goals, chosen, strict=True)), book, pricing)


def _obstacles(
    goals: Sequence[Goal], facts: Facts, book: Book, pricing: Pricing
) -> Iterator[Obstacle]:
    """The fewest criteria without which there would be a plan."""
    asked = [(goal, goal.rules.requirement) for goal in goals]
    workshop = Workshop(asked, book, pricing, waive=True)
    waived = [workshop.criteria[number] for number in workshop.model.obstacles()]
    partly = any(not isinstance(one, Total) for _goal, one in waived)
    for goal, one in dict.fromkeys(waived):
        if not (partly and isinstance(one, Total)):
            yield _obstacle(goal, one, facts, book.known.day)


def _obstacle(goal: Goal, criterion: Criterion, facts: Facts, day: date) -> Obstacle:
    """Why a criterion stands in the way: what is not known, or what nobody can bring about."""
    (verdict,) = judge(goal.edition, facts, Asks(day=day))
    tier = verdict.of(goal.tier)
    findings = tier.criteria if tier else ()
    why = next((one.reason for one in findings if one.key == criterion.slug), None)
    return Obstacle(
        goal.edition.programme,
        goal.tier,
        criterion.slug,
        criterion.says,
        why or _("Nothing that can be planned brings it about."),
    )
