"""Goals as one programme of integers: every metric as a lever, every tier as conditions."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tiers.language import Edition, Tier
from tiers.measures import Metric, Terms
from tiers.metrics.bands import Band
from tiers.metrics.customers import Customers, NewCustomers
from tiers.metrics.deployments import DeployedTenants
from tiers.metrics.figure_changes import FigureGrowth, FigureIncrease, FigureShare
from tiers.metrics.figure_customers import (
    FigureCustomers,
    FigureCustomersLately,
    FigureProducts,
)
from tiers.metrics.figure_rows import HUNDREDTHS
from tiers.metrics.figures import FigureNow, FigureTotal
from tiers.metrics.growth import UsageGrowth
from tiers.metrics.milestones import Milestones
from tiers.metrics.net import NetCustomers
from tiers.metrics.people import PeopleHolding, PlacesFilled
from tiers.metrics.references import References
from tiers.metrics.seats import ActiveUsers, PercentActive, Seats
from tiers.metrics.together import Together
from tiers.planner import amounts, growing, sizes, usage
from tiers.planner.actions import Action
from tiers.planner.constants import constant
from tiers.planner.customers import Customers as Winning
from tiers.planner.customers import Recommended
from tiers.planner.deeds import at_customers, at_new_customers
from tiers.planner.figures import Figures, looking_back
from tiers.planner.known import Known
from tiers.planner.levers import Asked, Lever
from tiers.planner.model import Line, Model, Solution, Sum
from tiers.planner.people import People
from tiers.planner.pricing import Pricing
from tiers.planner.requirement import Conditions
from tiers.planner.seatbook import Book
from tiers.planner.seats import Desk
from tiers.planner.solve import Programme
from tiers.planner.ways import Way, measured
from tiers.requirements import Criterion, Requirement, Scored

AtCustomers = Callable[[Desk, Any, Terms], Lever | None]
OfFigures = Callable[[Figures, Any], Lever | None]
AT_CUSTOMERS: Mapping[type[Metric], AtCustomers] = {
    Seats: sizes.seats,
    PercentActive: sizes.percent_active,
    ActiveUsers: sizes.active_users,
    Customers: sizes.customers,
    NewCustomers: sizes.new_customers,
    NetCustomers: sizes.net_customers,
    DeployedTenants: usage.deployed,
    Milestones: usage.milestones,
    UsageGrowth: growing.growth,
}
OF_FIGURES: Mapping[type[Metric], OfFigures] = {
    FigureTotal: amounts.figure_total,
    FigureNow: amounts.figure_now,
    FigureShare: amounts.figure_share,
    FigureGrowth: amounts.figure_growth,
    FigureIncrease: amounts.figure_increase,
    FigureCustomers: amounts.figure_customers,
    FigureCustomersLately: amounts.figure_customers,
    FigureProducts: amounts.figure_products,
}


@dataclass(frozen=True)
class Goal:
    """A tier to be reached by the rules of an edition."""

    edition: Edition
    tier: str

    @property
    def rules(self) -> Tier:
        """The tier's rules."""
        named = {one.name: one for one in self.edition.tiers}
        if self.tier not in named:
            msg = f"{self.edition.programme} has the tiers {', '.join(named)}, not {self.tier}."
            raise ValueError(msg)
        return named[self.tier]


Asking = Sequence[tuple[Goal, Requirement | Way]]  # what is asked for each goal


class Workshop:
    """All that can be done for some goals at once, on whatever way.

    *made*: of every metric the lever and the conditions under which it is one. *criteria*: where a
    criterion may be waived, what goal and criterion each waiver is for.
    """

    def __init__(self, goals: Asking, book: Book, pricing: Pricing) -> None:
        self.book, self.pricing = book, pricing
        self.model, self.known = Model(), book.known
        model, known, asked = self.model, self.known, asked_of(goals)
        self.winning = Winning(model, known, pricing)
        self.people = People(model, known, asked, pricing)
        self.recommended = Recommended(model, self.winning, asked, pricing)
        self.desk = Desk(self.winning, book, asked, pricing, _most(goals, known, AT_CUSTOMERS))
        self.figures = Figures(
            model, self.winning, asked, pricing, _most(goals, known, OF_FIGURES) + _told(known)
        )
        self.back = looking_back(asked)
        self.made: dict[Asked, tuple[Lever | None, list[Line]]] = {}
        self.criteria: dict[int, tuple[Goal, Criterion]] = {}

    def serves(self, goals: Asking) -> bool:
        """Whether a way by itself would have nothing done otherwise."""
        return looking_back(asked_of(goals)).items() <= self.back.items()

    def programme(self, goals: Asking, *, waive: bool = False) -> Programme:
        """What must hold on one way to the goals; where it may be *waived* if need be."""
        with self.model.apart() as lines:
            for goal, way in goals:
                waived: dict[int, Criterion] | None = {} if waive else None
                terms, market = goal.edition.terms, self.known.market
                Conditions(self.model, self.lever, terms, market, waived).hold(way)
                self.criteria |= {number: (goal, one) for number, one in (waived or {}).items()}
        once = {id(line): line for line in (*self.model.lines, *lines)}
        return Programme(self.model, list(once.values()))

    def lever(self, metric: Metric, terms: Terms) -> Lever | None:
        """A metric as a lever; None where nothing that is done makes it known."""
        if (metric, terms) not in self.made:
            with self.model.apart() as lines:
                lever = self._lever(metric, terms)
            self.made[metric, terms] = lever, lines
        lever, lines = self.made[metric, terms]
        self.model.lines += lines
        return lever

    def _lever(self, metric: Metric, terms: Terms) -> Lever | None:
        kind = type(metric)
        if isinstance(metric, Together):
            return self._together(metric, terms)
        if isinstance(metric, PeopleHolding | PlacesFilled):
            return self.people.lever(metric, terms)
        if isinstance(metric, References):
            return self.recommended.lever(metric, terms)
        if kind in AT_CUSTOMERS:
            return AT_CUSTOMERS[kind](self.desk, metric, terms)
        if kind in OF_FIGURES:
            return OF_FIGURES[kind](self.figures, metric)
        return constant(metric, self.known.facts, self.known.day, terms)

    def _together(self, metric: Together, terms: Terms) -> Lever | None:
        parts = [self.lever(one, terms) for one in metric.metrics]
        made = Lever(Sum())
        for part in parts:
            if part is None:
                return None
            made = made.plus(part)
        return made

    def actions(self, solution: Solution) -> tuple[Action, ...]:
        """What a solution does, people first."""
        won = self.winning.won(solution)
        return (
            *self.people.actions(solution),
            *at_customers(self.desk, solution),
            *at_new_customers(self.desk, solution, won),
            *self.recommended.actions(solution, won),
            *self.figures.actions(solution, won),
        )


def asked_of(goals: Asking) -> list[Asked]:
    """Every metric that is asked for, with the terms."""
    return list(dict.fromkeys(_asked(goals)))


def _asked(goals: Asking) -> Iterator[Asked]:
    for goal, way in goals:
        for one in measured(way):
            for metric in _parts(one.metric):
                yield metric, goal.edition.terms


def _parts(metric: Metric) -> Iterator[Metric]:
    if isinstance(metric, Together):
        for one in metric.metrics:
            yield from _parts(one)
    else:
        yield metric


def _most(goals: Asking, known: Known, kinds: Container[type[Metric]]) -> int:
    """More than is ever asked of metrics of these kinds altogether."""
    asked = 1
    for one in dict.fromkeys(one for _goal, way in goals for one in measured(way)):
        need = one.at if isinstance(one, Scored) else one.need(known.market)
        for metric in _parts(one.metric):
            if type(metric) in kinds:
                asked += need + _size(metric)
    return asked


def _size(metric: Metric) -> int:
    """What a metric asks of one customer."""
    band: Band | None = getattr(metric, "band", None)
    sizes: tuple[int, ...] = (getattr(metric, "floor", 0), getattr(metric, "least", 0))
    return max(band.low if band else 0, *sizes)


def _told(known: Known) -> int:
    """All that is told of figures."""
    values: list[int] = [abs(row["value"]) for row in known.rows["figures"]]
    return sum(values) // HUNDREDTHS
