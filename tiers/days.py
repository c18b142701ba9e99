"""How everybody stands on each of many days, every day by the edition in force."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from tiers.evaluate import evaluate
from tiers.facts import FRESH_DAYS, Asks, Facts, in_memory
from tiers.language import Edition, Programme
from tiers.verdicts import Verdict, judge, no_edition


def history(programme: Programme, facts: Facts, days: Iterable[date]) -> tuple[Verdict, ...]:
    """How every partner stood on each of several days, by the edition of the day; by day."""
    of_edition: dict[Edition | None, list[date]] = {}
    for day in sorted(set(days)):
        of_edition.setdefault(programme.on(day), []).append(day)
    verdicts = (
        judge(edition, facts, Asks.on(together, facts))
        if edition
        else no_edition(programme, facts, together)
        for edition, together in of_edition.items()
    )
    return tuple(sorted(chain.from_iterable(verdicts), key=lambda one: (one.as_of, one.partner)))


def tiers_held(
    programme: Programme, facts: Facts, days: Mapping[str, Sequence[date]]
) -> list[tuple[str, date, str | None]]:
    """Partner, day and tier (None for none) of every day asked of every partner, in order.

    Each day is judged by its own edition; the facts are on Polars.
    """
    held: dict[tuple[str, date], str | None] = {
        (partner, day): None for partner, asked in days.items() for day in asked
    }
    for edition, (_pairs, asks) in asks_by_edition(programme, facts, days).items():
        tiers = in_memory(evaluate(edition, facts, asks).select("partner_id", "day", "tier"))
        held |= {(partner, day): tier for partner, day, tier in tiers.rows()}
    return [(partner, day, held[partner, day]) for partner, day in sorted(held)]


def asks_by_edition(
    programme: Programme, facts: Facts, days: Mapping[str, Sequence[date]]
) -> dict[Edition, tuple[list[tuple[str, date]], Asks]]:
    """What each edition is asked about on its own days: the pairs of partner and day, and the asks.

    Whoever asks again gets the very same, so that nothing is evaluated twice.
    """
    by_edition: dict[Edition, list[tuple[str, date]]] = {}
    for partner, asked in days.items():
        for day in asked:
            if edition := programme.on(day):
                by_edition.setdefault(edition, []).append((partner, day))
    return {edition: (pairs, _asks(pairs, facts)) for edition, pairs in by_edition.items()}


def _asks(pairs: list[tuple[str, date]], facts: Facts) -> Asks:
    key = ("pairs", tuple(pairs))
    return facts.once(key, lambda: Asks.of_pairs(pairs), lambda _: len(pairs))


def newest_day(programme: Programme, periods: Sequence[date], today: date) -> date:
    """The newest day up to today with an edition in force and a period that is fresh.

    Today itself where there is none such.
    """
    fresh = timedelta(days=FRESH_DAYS)
    days = [
        min(edition.until, period + fresh, today)
        for edition in programme.editions
        for period in periods
        if max(edition.since, period) <= min(edition.until, period + fresh, today)
    ]
    return max(days, default=today)
