"""Seats, users and customers that count, by what is done at them."""

from collections.abc import Iterator

from tiers.measures import Terms
from tiers.metrics.bands import Band
from tiers.metrics.customers import Customers, NewCustomers
from tiers.metrics.net import NetCustomers
from tiers.metrics.seats import ActiveUsers, PercentActive, Seats
from tiers.planner.levers import Lever
from tiers.planner.model import Sum, total
from tiers.planner.seatbook import Kinds
from tiers.planner.seats import Desk
from tiers.planner.stock import Scope, Unit, Won


def seats(desk: Desk, metric: Seats, terms: Terms) -> Lever:
    """Each customer's largest seats; those who are won have one product."""
    scope = Scope.of(metric, terms)
    known = (_largest(desk, scope, units) for units in desk.customers(scope).values())
    won = (one.seats for one in within(desk, scope))
    return Lever(total([*known, *won]), needs=known_now(desk, scope))


def percent_active(desk: Desk, metric: PercentActive, terms: Terms) -> Lever:
    """The users of all per seat of all, where there is a seat at all."""
    scope = Scope.of(metric, terms)
    units = [one for units in desk.customers(scope).values() for one in units]
    won = list(within(desk, scope))
    used = total([*(one.used(scope.kinds) for one in units), *(one.used for one in won)])
    all_seats = total([*(one.seats(scope.kinds) for one in units), *(one.seats for one in won)])
    return Lever(used * 100, all_seats, needs=(all_seats,))


def active_users(desk: Desk, metric: ActiveUsers, terms: Terms) -> Lever:
    """The users of every product of all."""
    scope = Scope.of(metric, terms)
    units = (one for units in desk.customers(scope).values() for one in units)
    used = total(
        [*(one.used(scope.kinds) for one in units), *(one.used for one in within(desk, scope))]
    )
    return Lever(used, needs=known_now(desk, scope))


def customers(desk: Desk, metric: Customers, terms: Terms) -> Lever:
    """Those who count; where none does, as many as are reported."""
    scope = Scope.of(metric, terms)
    counting = total(there(desk, scope).values())
    reported = desk.book.reported(scope.products, desk.known.day)
    if reported is None:
        return Lever(counting, needs=known_now(desk, scope))
    return Lever(counting + _if_nobody(desk, scope) * reported)


def new_customers(desk: Desk, metric: NewCustomers, terms: Terms) -> Lever | None:
    """Those who count and did not; where nothing can be compared, as many as are reported."""
    scope, day = Scope.of(metric, terms), desk.known.day
    had = _counted_then(desk, scope)
    reported = desk.book.reported(scope.products, day, "new_customers")
    if had is None:
        return None if reported is None else Lever(Sum(fixed=reported))
    counting = there(desk, scope)
    new = total(count for who, count in counting.items() if who not in had)
    if reported is None:
        return Lever(new, needs=(total(counting.values()),))
    return Lever(new + _if_nobody(desk, scope) * reported)


def net_customers(desk: Desk, metric: NetCustomers, terms: Terms) -> Lever | None:
    """Those who count, less those who did."""
    scope = Scope.of(metric, terms)
    if metric.band:
        return _within_band(desk, metric, scope, metric.band)
    had, counting = _counted_then(desk, scope), total(there(desk, scope).values())
    days = desk.known.day, desk.known.year_before
    now, then = (desk.book.reported(scope.products, day) for day in days)
    if now is None:
        if had is None:
            return None
        return Lever(counting - len(had), needs=known_now(desk, scope))
    nobody = _if_nobody(desk, scope)
    if had is None:
        return None if then is None else Lever(nobody * (now - then), needs=(nobody,))
    if then is None:
        return Lever(counting - len(had), needs=(counting,))
    return Lever(counting + nobody * (now - then + len(had)) - len(had))


# What they are made of ---------------------------------------------------------------------------


def within(desk: Desk, scope: Scope) -> Iterator[Won]:
    """The sorts of customers won that count."""
    return (one for one in desk.won if one.within(scope))


def there(desk: Desk, scope: Scope) -> dict[str, Sum]:
    """Whether each customer counts; those who are won all together under no name."""
    counting = {
        who: some_of(desk, [one.on for one in units])
        for who, units in desk.customers(scope).items()
    }
    return counting | {"": total(one.number for one in within(desk, scope))}


def some_of(desk: Desk, flags: list[Sum]) -> Sum:
    """1 where any flag is, and never more than that."""
    if any(not flag.terms and flag.fixed == 1 for flag in flags):
        return Sum(fixed=1)
    flags = [flag for flag in flags if flag.terms or flag.fixed]
    if len(flags) < 2:
        return total(flags)
    one = desk.model.flag()
    desk.model.at_least(total(flags) - one)
    return one


def known_now(desk: Desk, scope: Scope) -> tuple[Sum, ...]:
    """What it takes for anything to be known on the day: a product's file, or a customer won."""
    day = desk.known.day
    if any(desk.book.period(product, day) for product in scope.products):
        return ()
    return (total(one.number for one in desk.won if one.product in scope.products),)


def known_then(desk: Desk, scope: Scope) -> bool:
    """Whether anything is known of 12 months before."""
    day = desk.known.year_before
    return any(desk.book.period(product, day) for product in scope.products)


def _counted_then(desk: Desk, scope: Scope) -> set[str] | None:
    """The customers who counted 12 months before; None where nothing is known."""
    if not known_then(desk, scope):
        return None
    return set(largest_then(desk, scope))


def largest_then(desk: Desk, scope: Scope) -> dict[str, int]:
    """The largest seats of each customer who counted 12 months before."""
    largest: dict[str, int] = {}
    for product in scope.products:
        figures = desk.book.counted(product, desk.known.year_before, scope.kinds) or {}
        for who, figure in figures.items():
            largest[who] = max(largest.get(who, 0), figure.seats)
    return largest


def _if_nobody(desk: Desk, scope: Scope) -> Sum:
    """1 only where nobody counts: no flag that may be left at 0 tells that, only what is there."""
    units = (one.on for units in desk.customers(scope).values() for one in units)
    somebody = total([*units, *(one.number for one in within(desk, scope))])
    if not somebody.terms:
        return Sum(fixed=float(somebody.fixed == 0))
    nobody = desk.model.flag()
    desk.model.at_most(somebody, 0, when=nobody)
    return nobody


def _largest(desk: Desk, scope: Scope, units: list[Unit]) -> Sum:
    """A customer's seats of the product it has most of."""
    if all(not one.on.terms for one in units):
        return max(units, key=lambda one: one.figures[scope.kinds].seats).seats(scope.kinds)
    chosen, seats_of = [], []
    for unit in units:
        flag, number = desk.model.flag(), desk.model.number(2 * desk.most, whole=False)
        desk.model.at_least(unit.on - flag)
        desk.model.at_least(unit.seats(scope.kinds) - number)
        desk.model.at_least(flag * (2 * desk.most) - number)
        chosen.append(flag)
        seats_of.append(number)
    desk.model.at_most(total(chosen), 1)
    return total(seats_of)


# Bands -------------------------------------------------------------------------------------------


def _within_band(desk: Desk, metric: NetCustomers, scope: Scope, band: Band) -> Lever | None:
    """The customers within a band, less those who were."""
    if not known_then(desk, scope):
        return None
    then = largest_then(desk, scope)
    now = (
        _fits(desk, scope, units, band, stays=metric.stays and then.get(who, -1) in band)
        for who, units in desk.customers(scope).items()
    )
    won = (one.number for one in within(desk, scope) if one.level in band)
    had = sum(seats in band for seats in then.values())
    return Lever(total([*now, *won]) - had, needs=known_now(desk, scope))


def _fits(desk: Desk, scope: Scope, units: list[Unit], band: Band, *, stays: bool) -> Sum:
    """1 where a customer's largest seats lie in the band, or it stays although it has more."""
    kinds = scope.kinds
    fixed = all(not one.on.terms for one in units)
    largest = max(one.figures[kinds].seats for one in units)
    if fixed and stays and largest >= band.low:
        return Sum(fixed=1)
    if fixed and (band.outgrown_by(largest) or (largest in band and _stuck(units, band))):
        return Sum(fixed=float(largest in band))
    flag, reaching = desk.model.flag(), []
    for unit in units:
        if band.high is not None and not stays:
            desk.model.at_most(unit.seats(kinds), band.high, when=flag)
        reaching.append(reaches(desk, unit, kinds, band.low))
    desk.model.at_least(total(reaching) - flag)
    return flag


def _stuck(units: list[Unit], band: Band) -> bool:
    """Whether nothing that is done takes the customer out of the band."""
    return band.high is None or not any(one.more_seats.terms for one in units)


def reaches(desk: Desk, unit: Unit, kinds: Kinds, least: int) -> Sum:
    """1 only where a unit is on and has so many seats.

    What it lacks is to be added whole: half of what is there is no part of having enough.
    """
    lacks = least - unit.figures[kinds].seats
    if lacks <= 0:
        return unit.on
    if not unit.more_seats.terms:
        return Sum()
    flag = desk.model.flag()
    desk.model.at_least(unit.on - flag)
    desk.model.at_least(unit.more_seats - flag * lacks)
    return flag
