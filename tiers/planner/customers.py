"""Customers won, and the references that they and others give.

What is asked of customers who are won (seats, a reference, consumption) is asked of the same ones
as far as it goes, so it takes as many of them as the most that is asked at once.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from tiers.facts import Row
from tiers.measures import Terms
from tiers.metrics.earlier import later
from tiers.metrics.references import References
from tiers.planner.actions import CUSTOMER, REFERENCE, Action, natural
from tiers.planner.known import Known
from tiers.planner.levers import Asked, Lever
from tiers.planner.model import Does, Model, Solution, Sum, total
from tiers.planner.people import new_ones
from tiers.planner.pricing import Pricing
from tiers.words import _

MOST_WON = 1000


class Customers:
    """The customers who may be won: as many as whatever is asked of them takes."""

    def __init__(self, model: Model, known: Known, pricing: Pricing) -> None:
        self.model, self.known, self.pricing = model, known, pricing
        self.number = model.number(
            MOST_WON, pricing.costs.of(CUSTOMER).cost, does=pricing.does(CUSTOMER)
        )

    def some(self, cost: float, does: Does) -> Sum:
        """A number of those won of whom something more is asked, at a cost each."""
        return self.model.number(MOST_WON, cost, does=does)

    def enough(self, asked: Sum) -> None:
        """There are at least as many as something is asked of."""
        if asked.terms:
            self.model.at_least(self.number - asked)

    def won(self, solution: Solution) -> list[str]:
        """What they are called."""
        number = solution.whole(self.number)
        return new_ones(_("new customer {number}"), number, set(self.known.customers))


class Recommended:
    """The references that customers give."""

    def __init__(
        self, model: Model, customers: Customers, asked: Sequence[Asked], pricing: Pricing
    ) -> None:
        self.customers, self.pricing, self.known = customers, pricing, customers.known
        self.metrics = [(one, terms) for one, terms in asked if isinstance(one, References)]
        cost, does = pricing.costs.of(REFERENCE).cost, pricing.does(REFERENCE)
        self.given = {
            found: model.number(len(who), cost, does=does) for found, who in self.groups.items()
        }
        self.of_new = customers.some(cost, does)
        customers.enough(self.of_new)

    def lever(self, metric: References, terms: Terms) -> Lever:
        """The customers with a reference, and those who have none that counts and will give one."""
        already = self._already[metric, terms]
        position = self.metrics.index((metric, terms))
        more = (count for found, count in self.given.items() if position not in found)
        return Lever(total([len(already), self.of_new, *more]))

    @cached_property
    def _already(self) -> dict[Asked, set[str]]:
        """The customers with a reference that counts, by what is asked."""
        rows = self.known.rows["references"]
        return {
            (metric, terms): {
                row["customer_id"] for row in rows if self._counts(row, metric.months, terms)
            }
            for metric, terms in self.metrics
        }

    def _counts(self, row: Row, months: int, terms: Terms) -> bool:
        day, competency = self.known.day, (row["competency"] or "").strip().lower()
        recent = later(day, -months) < row["given_on"] <= day
        named = row["reference_id"] is not None and row["status"] == "approved"
        return named and recent and competency in {"", *terms.competency}

    @cached_property
    def groups(self) -> dict[frozenset[int], list[str]]:
        """The customers known, by what their references count for already."""
        found: dict[frozenset[int], list[str]] = {}
        every = [self._already[one] for one in self.metrics]
        for who in self.known.customers if self.metrics else ():
            positions = frozenset(number for number, one in enumerate(every) if who in one)
            if len(positions) < len(every):
                found.setdefault(positions, []).append(who)
        return found

    def actions(self, solution: Solution, won: Sequence[str]) -> Iterator[Action]:
        """Who gives a reference."""
        giving = list(won[: solution.whole(self.of_new)])
        for found, count in self.given.items():
            giving += self.groups[found][: solution.whole(count)]
        yield from (self.pricing.action(REFERENCE, who) for who in sorted(giving, key=natural))
