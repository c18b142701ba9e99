"""Deployments, milestones and growth, by what is done at customers.

Whatever is done is told by figures of the day, so what stood when an association began is as it
was.
"""

from datetime import date

from tiers.measures import Terms
from tiers.metrics.bands import Band
from tiers.metrics.deployments import DeployedTenants
from tiers.metrics.milestones import Milestones
from tiers.planner.levers import Lever
from tiers.planner.model import Sum, total
from tiers.planner.seatbook import before
from tiers.planner.seats import Desk
from tiers.planner.sizes import (
    known_now,
    known_then,
    some_of,
    within,
)
from tiers.planner.stock import Scope, Unit


def deployed(desk: Desk, metric: DeployedTenants, terms: Terms) -> Lever | None:
    """The customers who have put a product to use, less those who had."""
    scope = Scope.of(metric, terms)
    if not known_then(desk, scope):
        return None
    had = {
        who
        for product in scope.products
        for who, one in (
            desk.book.counted(product, desk.known.year_before, scope.kinds) or {}
        ).items()
        if one.seats and one.seats in metric.band and one.deployed(metric.percent)
    }
    now = (_tenant(desk, metric, scope, who, units) for who, units in desk.customers(scope).items())
    won = (
        one.number
        for one in within(desk, scope)
        if one.level in metric.band and one.active * 100 >= metric.percent * one.level
    )
    return Lever(total([*now, *won]) - len(had), needs=known_now(desk, scope))


def _tenant(desk: Desk, metric: DeployedTenants, scope: Scope, who: str, units: list[Unit]) -> Sum:
    """1 where a customer is deployed, and was not beyond the mark when an association began."""
    starts = {
        start
        for product in scope.products
        for start in desk.book.starts(who, product, scope.kinds)
        if start > desk.known.year_before
    }
    if any(_had(desk, metric, scope, who, start) for start in starts):
        return Sum()
    if desk.known.day in starts:  # then what is done is known of the start, too
        return Sum()
    usable = units
    if _had(desk, metric, scope, who, before(desk.known.day)):
        claims = _claims(desk, scope, who)
        usable = [one for one in units if one.claim is None]
        flag = some_of(
            desk, [in_use(desk, one, scope, metric.percent, metric.band) for one in usable]
        )
        if not claims:
            return flag
        free = desk.model.flag()
        desk.model.at_least(flag - free)
        for claim in claims:
            desk.model.at_most(free + claim, 1)
        return free
    return some_of(desk, [in_use(desk, one, scope, metric.percent, metric.band) for one in usable])


def _claims(desk: Desk, scope: Scope, who: str) -> list[Sum]:
    """The associations of a counted kind that may be won at a customer."""
    return [
        one.on
        for one in desk.units
        if one.claim
        and one.customer == who
        and one.product in scope.products
        and one.claim.kind in scope.kinds
    ]


def _had(desk: Desk, metric: DeployedTenants, scope: Scope, who: str, day: date) -> bool:
    """Whether the customer may have been beyond the mark on the day."""
    figures = (desk.book.whatever(product, day, scope.kinds) or {} for product in scope.products)
    return any(
        one.seats and one.seats in metric.band and one.beyond(metric.percent)
        for each in figures
        if (one := each.get(who))
    )


def in_use(desk: Desk, unit: Unit, scope: Scope, percent: int, band: Band) -> Sum:
    """1 only where the seats lie in the band and so many per cent of them are known to be used."""
    model, kinds = desk.model, scope.kinds
    figure = unit.figures[kinds]
    seats, users = unit.seats(kinds), unit.users(kinds)
    if not unit.more_seats.terms:
        fits = figure.seats in band and figure.seats > 0
        known = figure.users is not None and figure.deployed(percent)
        return unit.on if fits and known else Sum()
    if band.outgrown_by(figure.seats):
        return Sum()
    flag = model.flag()
    model.at_least(unit.on - flag)
    model.at_least(unit.more_seats - flag * max(0, max(1, band.low) - figure.seats))
    if band.high is not None:
        model.at_most(seats, band.high, when=flag)
    model.at_least(users * 100 - seats * percent, when=flag)
    least = max(1, band.low, figure.seats)  # the same again, which is the quicker to solve
    lacks = -(-least * percent // 100) - (figure.users or 0)
    model.at_least(unit.more_users - flag * max(0, lacks))
    return flag


# Milestones --------------------------------------------------------------------------------------


def milestones(desk: Desk, metric: Milestones, terms: Terms) -> Lever:
    """The customers' products that have come into use since they were claimed."""
    scope = Scope.of(metric, terms)
    units = [one for units in desk.customers(scope).values() for one in units]
    won = (
        one.number
        for one in within(desk, scope)
        if one.level >= metric.floor and one.active * 100 >= metric.percent * one.level
    )
    reached = (_reached(desk, metric, scope, one) for one in units)
    return Lever(total([*reached, *won]), needs=known_now(desk, scope))


def _reached(desk: Desk, metric: Milestones, scope: Scope, unit: Unit) -> Sum:
    """1 where a product has come into use, and had not when it was claimed."""
    starts = starts_of(desk, scope, unit)
    if starts:
        figures = desk.book.whatever(unit.product, max(starts), scope.kinds) or {}
        then = figures.get(unit.customer)
        if then and then.users is not None and then.seats and then.deployed(metric.percent):
            return Sum()
    return in_use(desk, unit, scope, metric.percent, Band(metric.floor))


def starts_of(desk: Desk, scope: Scope, unit: Unit) -> list[date]:
    """When the associations of a counted kind began that hold on the day."""
    starts = desk.book.starts(unit.customer, unit.product, scope.kinds)
    if unit.claim and unit.claim.kind in scope.kinds:
        starts.append(unit.claim.started_on)
    return starts
