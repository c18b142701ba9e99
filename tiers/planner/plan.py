"""The cheapest sufficient actions for a tier by a day, proven to be so and proven to suffice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from math import prod

from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory, side_by_side
from tiers.planner.actions import Action, Costs, told
from tiers.planner.apply import apply
from tiers.planner.known import Known
from tiers.planner.model import Sort
from tiers.planner.order import in_order
from tiers.planner.pricing import Alike, Pricing
from tiers.planner.search import Line, search
from tiers.planner.seatbook import Book
from tiers.planner.ways import Way, ways
from tiers.planner.workshop import Asking, Goal, Workshop, asked_of
from tiers.requirements import Criterion, Outcome, Requirement, Total
from tiers.verdicts import Finding, TierVerdict, judge
from tiers.words import _

MOST_WAYS = 64


@dataclass(frozen=True)
class Change:
    """How much a plan does of something, such as exams for an award, and how much the cheapest."""

    kind: str
    what: str
    amount: int
    cheapest: int


@dataclass(frozen=True)
class Plan:
    """Actions that together give every tier asked for, and their cost in working days."""

    cost: float
    optimal: bool
    actions: tuple[Action, ...]
    changes: tuple[Change, ...] = ()  # from the cheapest

    @property
    def says(self) -> list[str]:
        """The actions in sentences."""
        return told(self.actions)

    @property
    def done(self) -> Counter[Sort]:
        """How much it does of each sort of thing."""
        return Alike().done(self.actions)

    @property
    def start_by(self) -> date | None:
        """The day by which the first of them must begin."""
        return min((one.start_by for one in self.actions if one.start_by), default=None)

    @property
    def takes(self) -> int:
        """The days from the first that is begun to the last that is done."""
        begun = [(one.start_by, one.lead_days) for one in self.actions if one.start_by]
        first = min((start for start, _days in begun), default=date.min)
        return max(((start - first).days + days for start, days in begun), default=0)


NOTHING_TO_DO = Plan(0, optimal=True, actions=())


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
        self.found = found


def plan(
    goals: Sequence[Goal], facts: Facts, day: date, costs: Costs, alternatives: int = 3
) -> Planned:
    """The cheapest ways for one partner to reach all the goals on the day.

    Compared with each plan before it, a further plan leaves something out, or does at most half as
    much of it: hires, exams for an award, references, claims, seats or users of a product,
    customers won, units of a figure, services. Whose exam or which customer's seats they are makes
    no difference, nor which of several awards or products that count alike. Of all sets of actions
    that do so it is the cheapest. All are checked by evaluation.
    """
    book = Book(Known.of(facts, day))
    asked = asked_of(_whole(goals))
    pricing = Pricing(costs, day, book.known.names, Alike.of(asked, day))
    whole = Workshop(_whole(goals), book, pricing)
    found = [
        Plan(cost, True, in_order(actions, book))
        for cost, actions in islice(search([*_lines(goals, whole)], pricing.alike), alternatives)
    ]
    if not found:
        return _impossible(goals, facts, day, whole)
    worlds = [facts, *(apply(one.actions, facts, day) for one in found)]
    held, *suffice = reached(goals, worlds, day)
    if held:
        return Planned((NOTHING_TO_DO,))
    for one, enough in zip(found, suffice, strict=True):
        if not enough:
            raise Mistaken(one)
    return Planned((found[0], *(_beside(one, found[0]) for one in found[1:])))


def _beside(one: Plan, cheapest: Plan) -> Plan:
    """A plan with what it does more or less of than the cheapest."""
    now, then = one.done, cheapest.done
    changes = (
        Change(*each, now[each], then[each])
        for each in sorted(now.keys() | then.keys())
        if now[each] != then[each]
    )
    return replace(one, changes=tuple(changes))


def reached(goals: Sequence[Goal], worlds: Sequence[Facts], day: date) -> list[bool]:
    """Whether every goal is reached on the day by one partner's facts, in each of several worlds.

    They are evaluated all at once, each as a partner of its own: it takes little more than one.
    """
    facts, every = side_by_side(worlds), [True] * len(worlds)
    for goal in goals:
        frame = evaluate(goal.edition, facts, Asks(day=day)).select("partner_id", goal.tier)
        outcomes = in_memory(frame).sort("partner_id")[goal.tier].to_list()
        met = (one == Outcome.MET.number for one in outcomes)
        every = [both and one for both, one in zip(every, met, strict=True)]
    return every


def _lines(goals: Sequence[Goal], whole: Workshop) -> Iterator[Line]:
    """Every way to reach all goals by itself; where there are too many, all at once.

    They share what can be done, unless a figure by itself would be raised in another period.
    """
    each: list[list[Way | Requirement]] = [[*ways(goal.rules.requirement)] for goal in goals]
    if prod(map(len, each)) > MOST_WAYS:
        each = [[goal.rules.requirement] for goal in goals]
    for chosen in product(*each):
        way = list(zip(goals, chosen, strict=True))
        workshop = whole if whole.serves(way) else Workshop(way, whole.book, whole.pricing)
        yield Line(workshop, workshop.programme(way))


def _whole(goals: Sequence[Goal]) -> Asking:
    """All that the goals ask for, on whatever way."""
    return [(goal, goal.rules.requirement) for goal in goals]


def _impossible(goals: Sequence[Goal], facts: Facts, day: date, whole: Workshop) -> Planned:
    """Why criteria stand in the way; but nothing does where all goals are reached already."""
    found: dict[Goal, TierVerdict] = {}
    for goal in goals:
        (verdict,) = judge(goal.edition, facts, Asks(day=day))
        found[goal] = next(one for one in verdict.tiers if one.tier == goal.tier)
    if all(one.outcome is Outcome.MET for one in found.values()):
        return Planned((NOTHING_TO_DO,))
    obstacles = _obstacles(whole, found)
    return Planned((), tuple(_obstacle(goal, one, found[goal]) for goal, one in obstacles))


def _obstacles(whole: Workshop, found: Mapping[Goal, TierVerdict]) -> list[tuple[Goal, Criterion]]:
    """The fewest criteria without which there would be a plan, none of them met already."""
    programme = whole.programme(_whole([*found]), waive=True)
    met = {
        number
        for number, (goal, criterion) in whole.criteria.items()
        if _finding(found[goal], criterion).outcome is Outcome.MET
    }
    waived = dict.fromkeys(
        whole.criteria[number] for number in programme.obstacles(rarely=met) if number not in met
    )
    parts = [each for each in waived if not isinstance(each[1], Total)]
    return parts or [*waived]


def _finding(tier: TierVerdict, criterion: Criterion) -> Finding:
    """What a criterion of the tier came to."""
    return next(one for one in tier.criteria if one.key == criterion.slug)


def _obstacle(goal: Goal, criterion: Criterion, tier: TierVerdict) -> Obstacle:
    """Why a criterion stands in the way: what is not known, or what nobody can bring about."""
    return Obstacle(
        goal.edition.programme,
        goal.tier,
        criterion.slug,
        criterion.says,
        _finding(tier, criterion).reason or _("Nothing that can be planned brings it about."),
    )
