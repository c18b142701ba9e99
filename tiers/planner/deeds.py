"""What a solution does at customers, as actions."""

from collections.abc import Iterator, Sequence

from tiers.planner.actions import ACTIVATE, CLAIM, CUSTOMER, SEAT, Action
from tiers.planner.model import Solution
from tiers.planner.pricing import Pricing
from tiers.planner.seats import Desk
from tiers.planner.stock import Unit, Won, shared_out


def at_customers(desk: Desk, solution: Solution) -> Iterator[Action]:
    """Associations, seats and users won at customers who are known."""
    for unit in desk.units:
        if solution.whole(unit.on):
            yield from _at(unit, desk.pricing, solution)


def _at(unit: Unit, pricing: Pricing, solution: Solution) -> Iterator[Action]:
    product = unit.product
    if unit.claim:
        yield pricing.action(CLAIM, unit.customer, product, association=unit.claim.kind)
    more = solution.whole(unit.more_seats), solution.whole(unit.more_users)
    for one, seats, users in shared_out(unit.members, *more) if unit.members else [(unit, *more)]:
        if seats:
            yield pricing.action(SEAT, one.customer, product, seats)
        if users:
            yield pricing.action(ACTIVATE, one.customer, product, users)


def at_new_customers(desk: Desk, solution: Solution, names: Sequence[str]) -> Iterator[Action]:
    """The customers won, with their seats and users."""
    left = list(names)
    for one in desk.won:
        mine = [left.pop(0) for _each in range(solution.whole(one.number))]
        yield from _won(one, mine, desk.pricing, solution)
    yield from (desk.pricing.action(CUSTOMER, who) for who in left)


def _won(one: Won, names: Sequence[str], pricing: Pricing, solution: Solution) -> Iterator[Action]:
    more_users = solution.whole(one.more_users)
    seats_more = _shared(solution.whole(one.more_seats), len(names), at_one=bool(one.share))
    for who, more in zip(names, seats_more, strict=True):
        seats = one.level + more
        users = one.active + min(more_users, seats - one.active)
        more_users -= users - one.active
        yield pricing.action(CUSTOMER, who, association=one.kind)
        yield pricing.action(SEAT, who, one.product, seats, one.kind)
        if users:
            yield pricing.action(ACTIVATE, who, one.product, users)


def _shared(number: int, among: int, *, at_one: bool) -> list[int]:
    """A number in nearly equal parts, or all of it in the first."""
    if at_one:
        return [number, *[0] * among][:among]
    return [(number + each) // among for each in range(among)]
