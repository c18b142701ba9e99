"""What a partner performs from day to day, in words: a tier, or why there is none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from reports.criteria import performs
from tiers.facts import Asks, Facts
from tiers.forecast import Cause, Change, Held, edition_turns
from tiers.language import Edition, Programme
from tiers.verdicts import Verdict, judge
from tiers.words import _

DAY = timedelta(days=1)
Levels = Mapping[tuple[str, date], str]  # of a partner on a day


@dataclass(frozen=True)
class Stretch:
    """What is performed from a day on until the next stretch, in words, and why from that day."""

    day: date
    level: str
    because: tuple[Cause, ...] = ()


def stretches(
    programme: Programme,
    known: Facts,
    verdicts: Iterable[Verdict],
    turns: Mapping[str, Sequence[Change]],
    last: date,
) -> Mapping[str, tuple[Stretch, ...]]:
    """Of every partner what is performed from the day of its verdict to the *last*.

    A stretch begins with each change of tier and, while no tier is held, where an edition begins
    or has ended.
    """
    of_partner = {one.partner: one for one in verdicts}
    steps = {
        partner: tuple(_steps(programme, one, turns.get(partner, ()), last))
        for partner, one in of_partner.items()
    }
    held = ((one.partner, one.day, one.after) for one in chain.from_iterable(steps.values()))
    found = levels(programme, known, held)
    return {partner: tuple(_stretches(of_partner[partner], own, found))
            for partner, own in steps.items()}  # fmt: skip


def levels(programme: Programme, known: Facts, held: Iterable[Held]) -> Levels:
    """What is performed on some days on which the tier is known: a tier, or why there is none."""
    found: dict[tuple[str, date], str] = {}
    unheld: dict[Edition, list[tuple[str, date]]] = {}
    for partner, day, tier in held:
        edition = programme.on(day)
        found[partner, day] = tier or _("no edition in force")
        if edition and tier is None:
            unheld.setdefault(edition, []).append((partner, day))
    for edition, pairs in unheld.items():
        for one in judge(edition, known, Asks.of_pairs(pairs), reasons=False):
            found[one.partner, one.as_of] = performs(one)
    return found


def _steps(
    programme: Programme, verdict: Verdict, own: Iterable[Change], last: date
) -> Iterator[Change]:
    """A partner's changes of tier, and of edition while it holds none."""
    turns, tier = {one.day: one for one in own}, verdict.tier
    for day in sorted({*turns, *_editions(programme, verdict.as_of, last)}):
        if day in turns:
            tier = turns[day].after
            yield turns[day]
        elif tier is None:
            was, is_ = programme.on(day - DAY), programme.on(day)
            says = edition_turns(programme, was.name if was else None, is_.name if is_ else None)
            yield Change(verdict.partner, day, None, None, (Cause(says),))


def _editions(programme: Programme, day: date, last: date) -> Iterator[date]:
    """The later days up to the last on which an edition begins or has ended."""
    for one in programme.editions:
        for turn in (one.since, None if one.open else one.until + DAY):
            if turn and day < turn <= last:
                yield turn


def _stretches(verdict: Verdict, steps: Iterable[Change], found: Levels) -> Iterator[Stretch]:
    """What the steps come to in words, without those that make no difference."""
    level = performs(verdict)
    yield Stretch(verdict.as_of, level)
    for one in steps:
        if found[one.partner, one.day] != level:
            level = found[one.partner, one.day]
            yield Stretch(one.day, level, one.because)
