"""The days on which anything can change by itself: a superset of them, from the facts' own dates.

A fact speaks about a day by its own dates, by how old it is (a period's figures are fresh for 184
days), by months before the day (a reference of the last 12 months, seats of a year before), or by
both. Months end on different days, so a few days after each are asked as well: too many are slow,
too few would be wrong.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import reduce
from typing import Any

from tiers.facts import FRESH_DAYS, Facts, Frame, in_memory
from tiers.language import Programme
from tiers.metrics.earlier import later

AFTER = 4  # a month is at most so many days shorter than another, and one more
NEAR_THE_END = 25  # from that day on a later one may fall into a month that has no such day
INTERVALS = {  # a kind's first and last day, and whether rules look back at it a year later
    "staff": ("joined_on", "left_on", False),
    "awards": ("earned_on", "expires_on", False),
    "enrolments": ("started_on", "renews_on", False),
    "associations": ("started_on", "ended_on", True),
}
FAR = date(9000, 1, 1)  # an end so far away stands for none
PERIODS = ("seats", "customer_counts", "figures")
Steps = tuple[int, ...]  # so many months, and then so many more
A_YEAR: Steps = (12,)


def turning_days(
    programme: Programme, facts: Facts, as_of: date, last: date
) -> dict[str, list[date]]:
    """Of every partner the as-of day and each later day up to *last* that could differ."""
    general = set(_of_editions(programme))
    months = _months(programme)
    own: dict[str, set[date]] = {
        partner: set(general) for (partner,) in _rows(facts.partners, "partner_id")
    }
    for partner, day in _of_facts(facts, months):
        own.setdefault(partner, set(general)).add(day)
    return {
        partner: [as_of, *sorted(day for day in days if as_of < day <= last)]
        for partner, days in own.items()
    }


def _of_editions(programme: Programme) -> Iterator[date]:
    """Where one begins or has ended, and where its retired awards cease to count."""
    for edition in programme.editions:
        yield edition.since
        if not edition.open:
            yield edition.until + timedelta(days=1)
        for one in edition.retired:
            yield from days_from(later(one.on, 12))


def _months(programme: Programme) -> set[Steps]:
    """Over how many months any metric looks back from the day, and from a year before it."""
    measured = (tally for edition in programme.editions for tally in edition.tallies)
    spans = {12} | {getattr(tally, "months", 12) for tally in measured}
    return {(span, *more) for span in spans for more in ((), (12,))}


def _of_facts(facts: Facts, months: Iterable[Steps]) -> Iterator[tuple[str, date]]:
    for name, (first, last, looked_back_at) in INTERVALS.items():
        for partner, begins, ends in _rows(getattr(facts, name), "partner_id", first, last):
            for day in filter(None, (begins, ends and _next(ends))):
                yield partner, day
                if looked_back_at:
                    yield from ((partner, each) for each in _looking_back(day, [A_YEAR]))
    for name in PERIODS:
        for partner, period in _rows(getattr(facts, name), "partner_id", "period"):
            stale = period + timedelta(days=FRESH_DAYS + 1)
            for day in (stale, *_looking_back(period, months), *_looking_back(stale, [A_YEAR])):
                yield partner, day
    for partner, given in _rows(facts.references, "partner_id", "given_on"):
        for day in _looking_back(given, months) if given else ():
            yield partner, day


def _looking_back(day: date, months: Iterable[Steps]) -> Iterator[date]:
    """From when on it lies so many months back."""
    if day > FAR:
        return
    for steps in months:
        yield from days_from(reduce(later, steps, day))


def days_from(day: date) -> Iterator[date]:
    """The day and the next; near a month's end the few on which months of other lengths meet."""
    for number in range(2 if day.day < NEAR_THE_END else AFTER + 1):
        yield day + timedelta(days=number)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _rows(frame: Frame, *columns: str) -> list[tuple[Any, ...]]:
    return in_memory(frame.select(columns).unique()).rows()
