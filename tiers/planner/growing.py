"""How much use has grown, by what is done at customers.

Whatever is done is told by figures of the day, so what stood before is as it was. Customers in a
band within which growth counts are not taken out of it.
"""

from tiers.measures import Terms
from tiers.metrics.bands import ANY, Band
from tiers.metrics.growth import UsageGrowth
from tiers.planner.levers import Lever
from tiers.planner.model import ALWAYS, Sum, total
from tiers.planner.seats import Desk
from tiers.planner.sizes import known_now, largest_then, reaches, there, within
from tiers.planner.stock import Scope, Unit
from tiers.planner.usage import starts_of


def growth(desk: Desk, metric: UsageGrowth, terms: Terms) -> Lever | None:
    """The users of all, less those of their baselines and of customers gone since."""
    scope = Scope.of(metric, terms)
    parts: list[Sum] = [_gone(desk, scope, metric.band)]
    spoils: list[Sum] = []
    for units in desk.customers(scope).values():
        grown, unknown = _grown(desk, scope, units)
        fits = _held_within(desk, scope, units, metric.band)
        if not fits.terms:
            parts += [grown] if fits.fixed else []
            spoils += unknown if fits.fixed else []
        else:
            parts.append(_only_when(desk, grown, fits))
            spoils += [_both(desk, fits, one) for one in unknown]
    for won in within(desk, scope):
        if not desk.book.period(won.product, desk.known.year_before):
            spoils.append(won.number)
        elif won.level in metric.band:
            parts.append(won.used)
    if any(not one.terms and one.fixed for one in spoils):
        return None
    return Lever(total(parts), needs=known_now(desk, scope), spoils=tuple(spoils))


def _grown(desk: Desk, scope: Scope, units: list[Unit]) -> tuple[Sum, list[Sum]]:
    """A customer's users less those of the baselines, and the units whose baseline is unknown."""
    grown, unknown = [], []
    for unit in units:
        baseline = _baseline(desk, scope, unit)
        if baseline is None:
            unknown.append(unit.on)
        else:
            grown.append(unit.used(scope.kinds) - unit.on * baseline)
    return total(grown), unknown


def _held_within(desk: Desk, scope: Scope, units: list[Unit], band: Band) -> Sum:
    """1 where a customer's largest seats lie in the band, 0 where they do not; none leaves."""
    if band == ANY:
        return ALWAYS
    kinds, model = scope.kinds, desk.model
    larger = [one for one in units if band.outgrown_by(one.figures[kinds].seats)]
    outgrown = total(one.on for one in larger)
    if outgrown.fixed and not outgrown.terms:
        return Sum()
    rest = [one for one in units if one not in larger]
    if band.high is not None:
        for unit in rest:
            model.at_most(unit.seats(kinds), band.high)
    if any(not one.on.terms and one.figures[kinds].seats in band for one in rest) and not larger:
        return ALWAYS
    fits = model.flag()
    for unit in rest:
        model.at_most(unit.seats(kinds), band.low - 1, when=(fits + outgrown) * -1 + 1)
    for unit in larger:
        model.at_most(fits + unit.on, 1)
    reaching = [reaches(desk, one, kinds, band.low) for one in rest]
    model.at_least(total(reaching) - fits)
    return fits


def _only_when(desk: Desk, amount: Sum, flag: Sum) -> Sum:
    """The amount where the flag is 1, else nothing."""
    model = desk.model
    least, most = min(0, model.lowest(amount)), max(0, model.highest(amount))
    part = model.number(most - least, whole=False) + least
    model.at_least(amount - part - (flag * -1 + 1) * least)
    model.at_least(flag * most - part)
    return part


def _both(desk: Desk, one: Sum, other: Sum) -> Sum:
    """1 where both are."""
    both = desk.model.flag()
    desk.model.at_least(both - one - other + 1)
    return both


def _baseline(desk: Desk, scope: Scope, unit: Unit) -> int | None:
    """The users from which it has grown; None where nothing is known of them."""
    day = max([desk.known.year_before, *starts_of(desk, scope, unit)])
    figures = desk.book.whatever(unit.product, day, scope.kinds)
    if figures is None:
        return None
    then = figures.get(unit.customer)
    return then.worst if then else 0


def _gone(desk: Desk, scope: Scope, band: Band) -> Sum:
    """Less the users of 12 months before of customers of whom nothing counts."""
    counting, largest = there(desk, scope), largest_then(desk, scope)
    lost: dict[str, int] = {}
    for product in scope.products:
        then = desk.book.counted(product, desk.known.year_before, scope.kinds) or {}
        for who, figure in then.items():
            if largest[who] in band:
                lost[who] = lost.get(who, 0) + figure.worst
    return total(counting.get(who, Sum()) * users - users for who, users in lost.items() if users)
