"""Metrics of what has changed since a year ago, or since the partner was associated."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from tests.brute.rows import (
    Case,
    Kinds,
    Metric,
    Use,
    Uses,
    Value,
    claims,
    largest,
    uses,
)
from tests.brute.seats import Band


def active(use: Use, percent: int, users: int) -> bool:
    """Whether so many users are at least so many percent of the seats."""
    return use.seats > 0 and 100 * min(users, use.seats) >= percent * use.seats


# Deployments -----------------------------------------------------------------------------------


def beyond(use: Use, percent: int, users: int) -> bool:
    """Whether so many users are more than so many percent of the seats."""
    return 100 * min(users, use.seats) > percent * use.seats


def deployed(
    found: Uses | None,
    percent: int,
    band: Band | None,
    unknown: bool,
    reached: Callable[[Use, int, int], bool] = active,
) -> set[str]:
    """The tenants with a deployed product in the band; unknown users count as *unknown* says."""
    return {
        customer
        for (customer, _), use in (found or {}).items()
        if band is None or band.holds(use.seats)
        if (unknown and use.seats > 0 if use.users is None else reached(use, percent, use.users))
    }


def doubtful(found: Uses | None, band: Band | None) -> set[str]:
    """The tenants with a product whose users are unknown and whose seats lie in the band."""
    return {
        customer
        for (customer, _), use in (found or {}).items()
        if use.users is None and use.seats > 0 and (band is None or band.holds(use.seats))
    }


def deployed_tenants(
    percent: int, *products: str, kinds: Kinds = (), band: Band | None = None
) -> Metric:
    """Tenants deployed today, but for those beyond it when claimed, less those of a year ago."""

    def value(case: Case) -> Value | None:
        counted = kinds or case.counts
        now = uses(case, products, counted, case.day)
        then = uses(case, products, counted, case.year_ago)
        if now is None or then is None:
            return None
        exact = not doubtful(now, band) and not doubtful(then, band)
        number = 0
        for tenant in deployed(now, percent, band, unknown=False):
            already = False
            for product in products:
                for start in claims(case, tenant, product, counted):
                    if start > case.year_ago:
                        before = uses(case, products, counted, start, whoever=True)
                        already |= tenant in deployed(before, percent, band, True, beyond)
                        exact &= tenant not in doubtful(before, band)
            number += not already
        number -= len(deployed(then, percent, band, unknown=True))
        return Value(Fraction(number), exact)

    return value


# Growth ----------------------------------------------------------------------------------------


def baseline_day(case: Case, customer: str, product: str, kinds: Kinds) -> date:
    """The latest start of an association since a year ago that holds today, else a year ago."""
    starts = claims(case, customer, product, kinds)
    return max([*(start for start in starts if start > case.year_ago), case.year_ago])


def usage_growth(*products: str, kinds: Kinds = (), band: Band | None = None) -> Metric:
    """Active users gained since each baseline, less those of customers who have gone.

    With a band only customers count whose largest seats lie in it: today, or, of those who have
    gone, a year ago.
    """

    def sized(found: Uses) -> set[str]:
        return {who for who, size in largest(found).items() if band is None or band.holds(size)}

    def value(case: Case) -> Value | None:
        counted = kinds or case.counts
        now = uses(case, products, counted, case.day)
        if now is None:
            return None
        gained, exact = 0, True

        def gain(use: Use, sign: int) -> None:
            nonlocal gained, exact
            worst = 0 if sign > 0 else use.seats
            exact &= use.users is not None
            gained += sign * min(worst if use.users is None else use.users, use.seats)

        fitting = sized(now)
        for (customer, product), use in now.items():
            if customer not in fitting:
                continue
            start = baseline_day(case, customer, product, counted)
            before = uses(case, (product,), counted, start, whoever=True)
            if before is None:
                return None
            gain(use, +1)
            gain(before.get((customer, product), Use(0, 0)), -1)
        here = {customer for customer, _ in now}
        then = uses(case, products, counted, case.year_ago) or {}
        fitted = sized(then)
        for (customer, _), use in then.items():
            if customer in fitted - here:
                gain(use, -1)
        return Value(Fraction(gained), exact)

    return value


# Milestones ------------------------------------------------------------------------------------


def milestones(percent: int, *products: str, floor: int = 150, kinds: Kinds = ("CPOR",)) -> Metric:
    """Workloads of customers that have come to so many percent since they were claimed."""

    def at_claim(case: Case, customer: str, product: str) -> bool:
        start = max(claims(case, customer, product, kinds), default=None)
        if start is None:
            return False
        before = uses(case, (product,), kinds, start, whoever=True) or {}
        use = before.get((customer, product), Use(0, None))
        return use.users is not None and active(use, percent, use.users)

    def value(case: Case) -> Value | None:
        now = uses(case, products, kinds, case.day)
        if now is None:
            return None
        large = {who: use for who, use in now.items() if use.seats >= floor}
        reached = [
            who
            for who, use in large.items()
            if use.users is not None and active(use, percent, use.users)
        ]
        number = sum(not at_claim(case, *who) for who in reached)
        return Value(Fraction(number), all(use.users is not None for use in large.values()))

    return value
