"""What a partner has at customers, and may have: products as they are, and those of the won."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tiers.measures import Terms
from tiers.metrics.bands import ANY, Band
from tiers.metrics.customers import Customers, NewCustomers
from tiers.metrics.deployments import DeployedTenants
from tiers.metrics.growth import UsageGrowth
from tiers.metrics.milestones import Milestones
from tiers.metrics.net import NetCustomers
from tiers.metrics.seats import ActiveUsers, PercentActive, Seats
from tiers.planner.model import Sum
from tiers.planner.seatbook import Claim, Figure, Kinds

Metric = (
    Seats | PercentActive | ActiveUsers | Customers | NewCustomers | NetCustomers
    | DeployedTenants | UsageGrowth | Milestones
)  # fmt: skip
SUMS = Seats | PercentActive | ActiveUsers | UsageGrowth  # in which each seat or user tells
NOTHING = Sum()


@dataclass(frozen=True)
class Scope:
    """The products and the kinds of association that a metric counts."""

    products: tuple[str, ...]
    kinds: Kinds

    @classmethod
    def of(cls, metric: Metric, terms: Terms) -> "Scope":
        """A metric's own, or its edition's."""
        return cls(metric.counted.products, metric.counted.counts(terms))


@dataclass(frozen=True)
class Unit:
    """A customer's product, perhaps *claimed*, and what is done with it where that is so (*on*).

    *figures*: what it comes to today, by the kinds that count, where anything does. *members*: the
    customers whose products these are, where they are several.
    """

    customer: str
    product: str
    claim: Claim | None
    on: Sum
    figures: dict[Kinds, Figure]
    more_seats: Sum = NOTHING
    more_users: Sum = NOTHING
    capped: dict[Kinds, Sum] = field(default_factory=dict)
    members: "tuple[Unit, ...]" = ()

    @classmethod
    def pooled(cls, members: "Sequence[Unit]") -> "Unit":
        """Customers of whom only the sums of seats and users tell, as one."""
        figures = {
            kinds: Figure(
                sum(one.figures[kinds].seats for one in members),
                sum(one.figures[kinds].used for one in members),
            )
            for kinds in members[0].figures
        }
        first = members[0]
        return cls(first.customer, first.product, None, first.on, figures, members=tuple(members))

    @property
    def plain(self) -> bool:
        """Whether it counts as it is, alike under all kinds, and no user lacks a seat."""
        figure = next(iter(self.figures.values()))
        alike = all(one == figure for one in self.figures.values())
        return not self.on.terms and alike and (figure.users or 0) <= figure.seats

    @property
    def room(self) -> int:
        """The seats without a user, where it is plain."""
        figure = next(iter(self.figures.values()))
        return figure.seats - figure.used

    def within(self, scope: Scope) -> bool:
        """Whether it counts there."""
        return self.product in scope.products and scope.kinds in self.figures

    def seats(self, kinds: Kinds) -> Sum:
        """Its seats."""
        return self.on * self.figures[kinds].seats + self.more_seats

    def users(self, kinds: Kinds) -> Sum:
        """Its users, however many seats it has."""
        return self.on * (self.figures[kinds].users or 0) + self.more_users

    def used(self, kinds: Kinds) -> Sum:
        """Its users, by at most as many as have seats."""
        return self.capped.get(kinds) or self.on * self.figures[kinds].used + self.more_users


def shared_out(members: Sequence[Unit], seats: int, users: int) -> Iterator[tuple[Unit, int, int]]:
    """Seats and users won at several customers, at as few of them as hold the users."""
    for unit in sorted(members, key=lambda one: -one.room):
        more = min(users, unit.room + seats)
        if seats or more:
            yield unit, seats, more
        seats, users = 0, users - more


@dataclass(frozen=True)
class Won:
    """Customers won of one sort: a *product* under a *kind*, *level* seats each, a *share* in use.

    All of them together take some *more seats* and *more users*.
    """

    product: str
    kind: str
    level: int
    share: int
    number: Sum
    more_seats: Sum
    more_users: Sum

    @property
    def active(self) -> int:
        """The users of each, but for those more."""
        return -(-self.share * self.level // 100)

    def within(self, scope: Scope) -> bool:
        """Whether they count there."""
        return self.product in scope.products and self.kind in scope.kinds

    @property
    def seats(self) -> Sum:
        """The seats of all."""
        return self.number * self.level + self.more_seats

    @property
    def used(self) -> Sum:
        """The users of all."""
        return self.number * self.active + self.more_users


def band_of(metric: Metric) -> Band:
    """The size of customers that a metric asks for."""
    if isinstance(metric, Milestones):
        return Band(metric.floor)
    if isinstance(metric, DeployedTenants | NetCustomers | UsageGrowth):
        return metric.band or ANY
    return ANY
