"""What can be done at customers: seats, users, associations, and customers won.

For an exact account the deeds are these. At a customer's product as the newest file has it: so
many seats more, so many users more of those that have seats (the users of a product of unknown use
become known), and one association that is missing, in force from the day before. Where an
association began on the very day nothing more is done. A customer won takes one product, with so
many seats and users as some rule asks for at least, or more. Nobody known takes a product anew, and
no seats are given back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product as pairs

from tiers.metrics.seats import ActiveUsers, PercentActive, Seats
from tiers.planner.actions import ACTIVATE, CLAIM, SEAT
from tiers.planner.customers import Customers as Winning
from tiers.planner.known import Known
from tiers.planner.levers import Asked
from tiers.planner.model import Model, Sum, total
from tiers.planner.pricing import Pricing
from tiers.planner.seatbook import Book, Claim, Kinds, before
from tiers.planner.stock import NOTHING, SUMS, Metric, Scope, Unit, Won, band_of


class Desk:
    """Every customer's products, and the customers who may be won."""

    def __init__(
        self, winning: Winning, book: Book, asked: Sequence[Asked], pricing: Pricing, most: int
    ) -> None:
        self.winning, self.book, self.pricing = winning, book, pricing
        self.model: Model = winning.model
        self.known: Known = book.known
        self.metrics = [(one, terms) for one, terms in asked if isinstance(one, Metric)]
        self.scopes = list(dict.fromkeys(Scope.of(one, terms) for one, terms in self.metrics))
        self.products = list(dict.fromkeys(one for scope in self.scopes for one in scope.products))
        rows = [row for row in self.known.rows["seats"] if row["product"] in self.products]
        self.most = most + sum(row["seats"] for row in rows)
        self.units = [unit for product in self.products for unit in self._units(product)]
        self.won = list(self._won())
        winning.enough(total(one.number for one in self.won))

    # What is there -----------------------------------------------------------------------------

    def _units(self, product: str) -> Iterator[Unit]:
        """The customers of a product's newest file, each as it is and with every claim."""
        kinds = list(dict.fromkeys(one.kinds for one in self.scopes if product in one.products))
        summed = self._only_summed(product)
        pools: dict[frozenset[Kinds], list[Unit]] = {}
        for customer, rows in self.book.on(product, self.known.day).items():
            own = list(dict.fromkeys(row["association"] for row in rows))
            for unit in self._at(customer, product, own, kinds):
                if summed and unit.plain and not self._begun_today(unit):
                    pools.setdefault(frozenset(unit.figures), []).append(unit)
                else:
                    yield self._unit(unit)
        yield from (self._unit(Unit.pooled(some)) for some in pools.values())

    def _only_summed(self, product: str) -> bool:
        """Whether of a product's customers nothing tells but the sums of seats and users."""
        asked = [one for one, _terms in self.metrics if product in one.counted.products]
        return all(
            isinstance(one, PercentActive | ActiveUsers)
            or (isinstance(one, Seats) and len(one.counted.products) == 1)
            for one in asked
        )

    def _at(
        self, customer: str, product: str, own: list[str], kinds: list[Kinds]
    ) -> Iterator[Unit]:
        """The product at the customer as it is, and with every claim by which more counts."""
        today = {
            each: counted[customer]
            for each in kinds
            if customer in (counted := self.book.counted(product, self.known.day, each) or {})
        }
        claims: list[Sum] = []
        for kind in own:
            claim = Claim(customer, product, kind, before(self.known.day))
            then = {each: one for each in kinds if (one := self.book.claimed(claim, each))}
            if any(then[each] != today.get(each) for each in then if kind in each):
                cost, does = self.pricing.costs.of(CLAIM).cost, self.pricing.does(CLAIM, product)
                claims.append(self.model.flag(cost, does=does))
                yield Unit(customer, product, claim, claims[-1], then)
        if len(claims) > 1:
            self.model.at_most(total(claims), 1)
        if today:
            on = total(claims) * -1 + 1
            yield Unit(customer, product, None, on, today)

    def _unit(self, unit: Unit) -> Unit:
        """The unit with seats and users to win."""
        if self._begun_today(unit):
            return unit
        seats, users = (self._more(kind, unit.product) for kind in (SEAT, ACTIVATE))
        if unit.on.terms:
            self.model.at_least(unit.on * self.most - seats)
            self.model.at_least(unit.on * self.most - users)
        made = replace(unit, more_seats=seats, more_users=users, capped={})
        rooms = {kinds: one.seats - (one.users or 0) for kinds, one in unit.figures.items()}
        widest = max(rooms.values())  # by kinds with less of it, some users may not count
        for kinds, room in rooms.items():
            if room < max(0, widest):
                made.capped[kinds] = self._capped(made, kinds)
            else:
                self.model.at_least(made.seats(kinds) - made.users(kinds))
        return made

    def _begun_today(self, unit: Unit) -> bool:
        records = self.book.associations.get((unit.customer, unit.product), ())
        return any(row["started_on"] == self.known.day for row in records)

    def _more(self, kind: str, product: str) -> Sum:
        """A number of seats or users of a product."""
        cost = self.pricing.costs.of(kind).cost
        return self.model.number(self.most, cost, does=self.pricing.does(kind, product))

    def _capped(self, unit: Unit, kinds: Kinds) -> Sum:
        """The users of more than there are seats for: no more than either."""
        used = self.model.number(2 * self.most, whole=False)
        self.model.at_least(unit.seats(kinds) - used)
        self.model.at_least(unit.users(kinds) - used)
        return used

    # Who is won --------------------------------------------------------------------------------

    def _won(self) -> Iterator[Won]:
        """Every sort of customer that some rule tells from another."""
        for product, kind in self._sorts():
            within = [
                one
                for one, terms in self.metrics
                if product in (scope := Scope.of(one, terms)).products and kind in scope.kinds
            ]
            levels = sorted(self._levels(within))
            shares = sorted({0} | {getattr(one, "percent", 0) for one in within})
            for level, share in pairs(levels, shares):
                yield self._sort(product, kind, level, share, within)

    def _levels(self, within: list[Metric]) -> set[int]:
        """The seats by which customers come into a band, or come out of it if seats add up."""
        bands = [band_of(one) for one in within]
        levels = {1, *(max(1, one.low) for one in bands)}
        if any(isinstance(one, SUMS) for one in within):
            levels |= {one.high + 1 for one in bands if one.high is not None}
        return levels

    def _sorts(self) -> list[tuple[str, str]]:
        """Products and kinds, of those that count alike and are known alike only the first."""
        first: dict[object, tuple[str, str]] = {}
        for product in self.products:
            told = self.known.day, self.known.year_before
            periods = tuple(self.book.period(product, day) is not None for day in told)
            for scope in self.scopes:
                for kind in scope.kinds if product in scope.products else ():
                    counts = frozenset(
                        one for one in self.scopes if product in one.products and kind in one.kinds
                    )
                    sort = self.pricing.alike.sort(SEAT, product)
                    first.setdefault((periods, counts, sort), (product, kind))
        return list(first.values())

    def _sort(self, product: str, kind: str, level: int, share: int, within: list[Metric]) -> Won:
        """One sort, with more seats and users only where a metric adds them up.

        Where a share of the seats is to be in use, all that is more goes to one customer.
        """
        cost, does = self.pricing.costs.of, self.pricing.does
        active = -(-share * level // 100)
        number = self.winning.some(
            level * cost(SEAT).cost + active * cost(ACTIVATE).cost,
            does(SEAT, product, amount=level) | does(ACTIVATE, product, amount=active),
        )
        if not any(isinstance(one, SUMS) for one in within):
            return Won(product, kind, level, share, number, NOTHING, NOTHING)
        seats, users = (self._more(one, product) for one in (SEAT, ACTIVATE))
        room = self._room(level, within)
        self.model.at_least(number * room - seats)
        self.model.at_least(total((number * (level - active), seats)) - users)
        if share:
            self.model.at_most(seats, room)
            self.model.at_least((users + active) * 100 - (seats + level) * share)
        return Won(product, kind, level, share, number, seats, users)

    def _room(self, level: int, within: list[Metric]) -> int:
        """How many seats more a customer may take without leaving a band it is in."""
        bands = [band for one in within if level in (band := band_of(one))]
        return min(
            (band.high - level for band in bands if band.high is not None), default=self.most
        )

    def customers(self, scope: Scope) -> dict[str, list[Unit]]:
        """The units that count or may come to, by customer."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.within(scope):
                found.setdefault(unit.customer, []).append(unit)
        return found
