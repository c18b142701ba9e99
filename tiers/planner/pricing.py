"""What actions of one day cost, and of which sort they are.

Plans differ by how much of each sort they do. Awards that count alike are of one sort, and so are
products; whose they are makes no difference.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tiers.metrics.people import PeopleHolding, PlacesFilled
from tiers.planner.actions import (
    ACTIVATE,
    CLAIM,
    EXAM,
    FIGURE,
    SEAT,
    SERVICE,
    Action,
    Costs,
    Price,
)
from tiers.planner.levers import Asked
from tiers.planner.model import Sort
from tiers.planner.stock import Metric, Scope
from tiers.planner.wanted import alike, closed, together, wanted


@dataclass(frozen=True)
class Alike:
    """By award and by product, the first of those that count for the same."""

    awards: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Sequence[Asked], day: date) -> "Alike":
        """What is alike for everything that is asked, whatever way is taken."""
        people = [
            (one, terms) for one, terms in asked if isinstance(one, PeopleHolding | PlacesFilled)
        ]
        awards: dict[str, str] = {}
        for group in together(wanted(one, terms) for one, terms in people):
            awards |= alike(group, closed(people, day))
        scopes = dict.fromkeys(
            Scope.of(one, terms) for one, terms in asked if isinstance(one, Metric)
        )
        first: dict[frozenset[Scope], str] = {}
        products = {
            product: first.setdefault(
                frozenset(one for one in scopes if product in one.products), product
            )
            for scope in scopes
            for product in scope.products
        }
        return cls(awards, products)

    def sort(self, kind: str, what: str = "") -> Sort:
        """The sort of an action."""
        if kind == EXAM:
            return kind, self.awards.get(what, what)
        if kind in {SEAT, ACTIVATE, CLAIM}:
            return kind, self.products.get(what, what)
        return kind, what

    def done(self, actions: Iterable[Action]) -> Counter[Sort]:
        """How much of each sort some actions do."""
        found: Counter[Sort] = Counter()
        for one in actions:
            found[self.sort(one.kind, one.what)] += one.amount
        return found


def days_before(day: date, number: int) -> date:
    """The day so many days before, or the first there is."""
    return day - timedelta(days=min(number, (day - date.min).days))


@dataclass(frozen=True)
class Pricing:
    """Makes actions of one day at the going prices."""

    costs: Costs
    day: date
    names: Mapping[str, str]
    alike: Alike = Alike()

    def price(self, kind: str, what: str = "") -> Price:
        """What one costs: of an award, a figure or a service its own price, if it has one."""
        return self.costs.of(kind, what if kind in {EXAM, FIGURE, SERVICE} else "")

    @property
    def dispensable(self) -> frozenset[str]:
        """The awards that nobody need take: of those that count alike all but the cheapest."""
        groups: dict[str, list[str]] = {}
        for award, first in self.alike.awards.items():
            groups.setdefault(first, [first]).append(award)
        return frozenset(award for group in groups.values() for award in group).difference(
            min(group, key=lambda one: self.price(EXAM, one).cost) for group in groups.values()
        )

    def action(
        self, kind: str, who: str, what: str = "", amount: int = 1, association: str = ""
    ) -> Action:
        """An action, priced."""
        price = self.price(kind, what)
        return Action(
            kind=kind,
            who=who,
            what=what,
            amount=amount,
            cost=round(price.cost * amount, 6),
            lead_days=price.lead_days,
            start_by=days_before(self.day, price.lead_days),
            name=self.names.get(who, ""),
            association=association,
        )

    def does(self, kind: str, *what: str, amount: int = 1) -> Counter[Sort]:
        """So much of a sort, or of one for each award."""
        return Counter({self.alike.sort(kind, one): amount for one in what or ("",)})
