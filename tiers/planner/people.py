"""Exams and new people: how many qualify, and how many places they fill.

People are told apart only by what they hold of what is asked for. Holdings that share no award are
looked at apart, since nobody's exam for one of them says anything about another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tiers.facts import Row
from tiers.measures import Terms
from tiers.metrics.earlier import later
from tiers.metrics.people import PeopleHolding, PlacesFilled
from tiers.planner.actions import EXAM, HIRE, Action
from tiers.planner.known import Known
from tiers.planner.levers import Asked, Lever
from tiers.planner.model import Model, Solution, Sum, total
from tiers.planner.pricing import Pricing
from tiers.planner.wanted import Held, Wanted, closed, together, wanted
from tiers.words import _

Metric = PeopleHolding | PlacesFilled
NOBODY: Held = frozenset()
MOST_HIRED = 200


@dataclass
class Group:
    """Holdings that hang together by their awards or their places, and who may come to qualify.

    *taken*: by what somebody holds and takes, how many do so. Those who hold nothing and are none
    of the staff are hired (None).
    """

    wanted: tuple[Wanted, ...]
    people: dict[Held, list[str]]
    taken: dict[tuple[Held | None, frozenset[str]], Sum] = field(default_factory=dict)

    def qualifying(self, held: Held, bundle: frozenset[str] = frozenset()) -> frozenset[Wanted]:
        """The holdings somebody qualifies for after the exams of a bundle."""
        gained = {pair for one in self.wanted for pair in one.pairs() if pair[0] in bundle}
        return frozenset(one for one in self.wanted if one.held_by(held | gained))

    def having(self) -> Iterator[tuple[frozenset[Wanted], Sum]]:
        """How many people end up qualifying for each set of holdings."""
        for held, people in self.people.items():
            taking = total(count for (who, _), count in self.taken.items() if who == held)
            yield self.qualifying(held), taking * -1 + len(people)
        for (who, bundle), count in self.taken.items():
            yield self.qualifying(who or NOBODY, bundle), count

    def bundles(self, held: Held, closed: frozenset[str]) -> list[frozenset[str]]:
        """The exams somebody could take, none of which could be left out of them for nothing."""
        mine = {award for award, _ in held}
        found = {frozenset[str]()}
        for one in self.wanted:
            missing = [frozenset(way - mine) for way in one.ways]
            found |= {some | way for some in found for way in missing if not way & closed}
        least: dict[frozenset[Wanted], list[frozenset[str]]] = {}
        for bundle in sorted(found, key=lambda some: (len(some), sorted(some))):
            others = least.setdefault(self.qualifying(held, bundle), [])
            if not any(other < bundle for other in others):
                others.append(bundle)
        return [bundle for others in least.values() for bundle in others if bundle]


class People:
    """Who is there, what they hold, and the exams and new people that would change it."""

    def __init__(
        self, model: Model, known: Known, asked: Sequence[Asked], pricing: Pricing
    ) -> None:
        self.model, self.known, self.pricing = model, known, pricing
        metrics = [(one, terms) for one, terms in asked if isinstance(one, Metric)]
        self.joined = {(one, terms): wanted(one, terms) for one, terms in metrics}
        self.closed = closed(metrics, known.day) | pricing.dispensable
        self.staff = employed(known)
        self.hired = model.number(MOST_HIRED, pricing.costs.of(HIRE).cost, does=pricing.does(HIRE))
        self.groups = [self._group(wanted) for wanted in together(self.joined.values())]

    def lever(self, metric: Metric, terms: Terms) -> Lever:
        """The people who qualify, or the places that they can fill."""
        wanted = self.joined[metric, terms]
        group = next(one for one in self.groups if wanted[0] in one.wanted)
        found: dict[frozenset[Wanted], list[Sum]] = {}
        for qualifying, number in group.having():
            found.setdefault(qualifying & set(wanted), []).append(number)
        able = {one: total(numbers) for one, numbers in found.items() if one}
        if isinstance(metric, PeopleHolding):
            return Lever(total(able.values()))
        return Lever(self._seated(metric, wanted, able))

    def _seated(
        self,
        metric: PlacesFilled,
        wanted: tuple[Wanted, ...],
        able: dict[frozenset[Wanted], Sum],
    ) -> Sum:
        """The places filled: people of each kind go to places they qualify for."""
        into: list[list[Sum]] = [[] for _ in wanted]
        for qualifying, number in able.items():
            going = []
            for kind, one in enumerate(wanted):
                if one in qualifying:
                    going.append(self.model.number(metric.places[kind].number, whole=False))
                    into[kind].append(going[-1])
            self.model.at_most(total(going), number)
        for place, filled in zip(metric.places, into, strict=True):
            self.model.at_most(total(filled), place.number)
        return total(one for filled in into for one in filled)

    def _group(self, wanted: tuple[Wanted, ...]) -> Group:
        """The people by what they hold of this, and the exams each kind may take."""
        pairs = frozenset(pair for one in wanted for pair in one.pairs())
        people: dict[Held, list[str]] = {}
        for person, held in sorted(_held(self.known, self.staff, pairs).items()):
            people.setdefault(held, []).append(person)
        group = Group(wanted, people)
        for held, some in people.items():
            for bundle in group.bundles(held, self.closed):
                group.taken[held, bundle] = self.model.number(
                    len(some), self._cost(bundle), does=self.pricing.does(EXAM, *bundle)
                )
            self.model.at_most(total(_of(group, held)), len(some))
        for bundle in group.bundles(NOBODY, self.closed):
            group.taken[None, bundle] = self.model.number(
                MOST_HIRED, self._cost(bundle), does=self.pricing.does(EXAM, *bundle)
            )
        self.model.at_most(total(_of(group, None)), self.hired)
        return group

    def _cost(self, bundle: frozenset[str]) -> float:
        return sum(self.pricing.price(EXAM, award).cost for award in sorted(bundle))

    def actions(self, solution: Solution) -> Iterator[Action]:
        """Who is hired, and who takes which exam."""
        new = new_ones(
            _("new person {number}"), solution.whole(self.hired), {*self.known.names, *self.staff}
        )
        yield from (self.pricing.action(HIRE, who) for who in new)
        for group in self.groups:
            left: dict[Held | None, list[str]] = {None: list(new)}
            left |= {held: list(who) for held, who in group.people.items()}
            for (held, bundle), count in group.taken.items():
                for _each in range(solution.whole(count)):
                    person = left[held].pop(0)
                    yield from (self.pricing.action(EXAM, person, one) for one in sorted(bundle))


def new_ones(pattern: str, number: int, taken: set[str]) -> list[str]:
    """Names for those who are new, none of which is taken."""
    named = (pattern.format(number=each) for each in range(1, number + len(taken) + 1))
    return [name for name in named if name not in taken][:number]


def _of(group: Group, held: Held | None) -> Iterator[Sum]:
    return (count for (who, _), count in group.taken.items() if who == held)


def employed(known: Known) -> set[str]:
    """Everybody employed on the day; where no list is known, everybody with an award."""
    day, rows = known.day, known.rows["staff"]
    if not rows:
        return {row["person_id"] for row in known.rows["awards"] if row["person_id"]}
    return {row["person_id"] for row in rows if row["person_id"] and _here(row, day)}


def _here(row: Row, day: date) -> bool:
    joined, left = row["joined_on"], row["left_on"]
    return (joined is None or joined <= day) and (left is None or left >= day)


def _held(
    known: Known, staff: set[str], pairs: frozenset[tuple[str, date | None]]
) -> dict[str, Held]:
    """What everybody holds on the day of these awards."""
    held: dict[str, set[tuple[str, date | None]]] = {person: set() for person in staff}
    for row in known.rows["awards"]:
        ends = {end for award, end in pairs if award == row["award"]}
        if row["person_id"] in staff and stands(row, known.day):
            held[row["person_id"]] |= {
                (row["award"], end) for end in ends if _counts(row, end, known.day)
            }
    return {person: frozenset(some) for person, some in held.items()}


def stands(row: Row, day: date) -> bool:
    """Whether an award is earned by the day and has not expired."""
    expires = row["expires_on"]
    return row["earned_on"] <= day and (expires is None or expires >= day)


def _counts(row: Row, end: date | None, day: date) -> bool:
    """A retired award was earned by its last day, and counts for 12 months more."""
    return end is None or (row["earned_on"] <= end and day <= later(end, 12))
