"""When a verdict changes by itself: the exact days, and the facts that make it change.

Seats, awards, references and figures are those dated up to the as-of day; staff, associations and
enrolments last as long as they are known to. Every later day is judged by its own edition.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import narwhals as nw

from tiers.days import asks_by_edition, tiers_held
from tiers.facts import Facts, in_memory
from tiers.language import Edition, Programme
from tiers.lapses import turning_days
from tiers.measures import Metric
from tiers.requirements import Total
from tiers.verdicts import Finding, TierVerdict, Verdict, judge
from tiers.words import _, number

TWO_YEARS = 730
Place = tuple[str, str, str]  # a criterion's tier, path and key
Days = Mapping[str, Sequence[date]]  # of every partner
Held = tuple[str, date, str | None]  # a partner, a day, and the tier it holds then


@dataclass(frozen=True)
class Cause:
    """Why a verdict changes: a sentence, and the file and line of the fact if there is one."""

    says: str
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Change:
    """A day on which the tier changes by itself; *before* and *after* are None for no tier."""

    partner: str
    day: date
    before: str | None
    after: str | None
    because: tuple[Cause, ...]


def forecast(
    programme: Programme, facts: Facts, as_of: date, days: int = TWO_YEARS
) -> tuple[Change, ...]:
    """Every change of tier in the *days* after the as-of day, by partner and day."""
    known = as_known(facts, as_of)
    asked = turning_days(programme, known, as_of, last_day(as_of, days))
    return tuple(_explained(programme, known, asked))


def turns_of(
    programme: Programme, known: Facts, as_of: date, days: int
) -> tuple[tuple[str, date, str | None, str | None], ...]:
    """Partner, day, tier before and after, of every change; *known* as of that day."""
    asked = turning_days(programme, known, as_of, last_day(as_of, days))
    return tuple(
        (partner, day, before, after)
        for (partner, _day, before), (_same, day, after) in _turns(programme, known, asked)
    )


def last_day(as_of: date, days: int) -> date:
    """The day so many days later, or the last that there is."""
    return as_of + timedelta(days=min(days, (date.max - as_of).days))


def _turns(programme: Programme, known: Facts, asked: Days) -> list[tuple[Held, Held]]:
    """What a partner holds before each change, on the last day asked, and after it."""
    held = tiers_held(programme, known, asked)
    return [(was, is_) for was, is_ in pairwise(held) if was[0] == is_[0] and was[2] != is_[2]]


def as_known(facts: Facts, as_of: date) -> Facts:
    """The facts without what is dated after the day; intervals stay as they are."""
    dated = {
        "seats": "period",
        "customer_counts": "period",
        "figures": "period",
        "awards": "earned_on",
        "references": "given_on",
    }
    frames = {name: getattr(facts, name) for name in Facts.names()}
    for name, column in dated.items():
        later = (nw.col(column) > as_of).fill_null(False)
        frames[name] = frames[name].filter(~later)
        if facts.at_hand:
            frames[name] = in_memory(frames[name]).lazy()
    return Facts(**frames, at_hand=facts.at_hand)


def _explained(programme: Programme, known: Facts, asked: Days) -> Iterator[Change]:
    """Every change with its causes: what its verdict and the one before it differ in.

    Nothing changes between two days that are asked, so the one of the day asked before will do.
    """
    turns = _turns(programme, known, asked)
    wanted = {held[:2] for turn in turns for held in turn}
    verdicts = _verdicts(programme, known, asked, wanted)
    for (partner, earlier, before), (_same, day, after) in turns:
        old, new = (verdicts.get((partner, one)) for one in (earlier, day))
        yield Change(partner, day, before, after, tuple(_causes(programme, old, new)))


def _verdicts(
    programme: Programme, known: Facts, asked: Days, wanted: AbstractSet[tuple[str, date]]
) -> Mapping[tuple[str, date], Verdict]:
    """The verdicts of the partners and days *wanted*, where an edition is in force.

    They have evidence of whatever turns from one day to another.
    """
    asks = asks_by_edition(programme, known, asked)
    only = {edition: wanted & set(pairs) for edition, (pairs, _asks) in asks.items()}

    def judged(edition: Edition, evidence: Container[Metric] = ()) -> tuple[Verdict, ...]:
        return judge(edition, known, asks[edition][1], evidence=evidence, only=only[edition])

    plain = [one for edition in asks for one in judged(edition)]
    turning = set(_turning(sorted(plain, key=lambda one: (one.partner, one.as_of))))
    evident = {edition: _metrics(edition, turning) for edition in asks}
    told = [
        one for edition in asks if evident[edition] for one in judged(edition, evident[edition])
    ]
    return {(one.partner, one.as_of): one for one in (*plain, *told)}


def _turning(verdicts: Sequence[Verdict]) -> Iterator[Place]:
    """The criteria whose outcome a verdict of a partner and the next differ in, without a word."""
    for old, new in pairwise(verdicts):
        if old.partner == new.partner:
            before = _by_place(old.tiers)
            for place, finding in _by_place(new.tiers).items():
                turns = place in before and before[place].outcome is not finding.outcome
                if turns and not finding.reason:
                    yield place


def _metrics(edition: Edition, places: Container[Place]) -> set[Metric]:
    return {
        one.metric
        for tier in edition.tiers
        for path, one in tier.criteria
        if (tier.name, path, one.slug) in places and not isinstance(one, Total)
    }


def _causes(programme: Programme, old: Verdict | None, new: Verdict | None) -> Iterator[Cause]:
    """The edition, where another one applies; else every fact that begins or ceases to count."""
    was = None if old is None else old.edition
    is_ = None if new is None else new.edition
    if was != is_:
        yield Cause(edition_turns(programme, was, is_))
    if new is None:
        return
    told: set[Cause] = set()
    for one in _turned(old, new):
        for cause in one:
            if cause not in told:
                told.add(cause)
                yield cause


def edition_turns(programme: Programme, was: str | None, is_: str | None) -> str:
    """Which edition begins, ends, or applies in place of another, by name; None for none."""
    title = _(programme.title)
    if was is None:
        return _("{edition} of {title} begins").format(edition=is_, title=title)
    if is_ is None:
        return _("{edition} of {title} ended the day before").format(edition=was, title=title)
    return _("{edition} of {title} applies in place of {before}").format(
        edition=is_, title=title, before=was
    )


def _turned(old: Verdict | None, new: Verdict) -> Iterator[Iterator[Cause]]:
    """Of every criterion whose outcome changes, what made it change."""
    before = {} if old is None else _by_place(old.tiers)
    for place, finding in _by_place(new.tiers).items():
        was = before.get(place)
        if was is None and old is not None:
            yield iter([Cause(_asked_anew(finding))] if finding.reason or finding.gap else ())
        elif was is not None and was.outcome is not finding.outcome:
            yield _facts_that_turn(was, finding)


def _by_place(tiers: Iterable[TierVerdict]) -> dict[Place, Finding]:
    return {(tier.tier, one.path, one.key): one for tier in tiers for one in tier.criteria}


def _asked_anew(finding: Finding) -> str:
    return _("new: {says}").format(says=_(finding.says))


def _facts_that_turn(was: Finding, is_: Finding) -> Iterator[Cause]:
    """What counted and no longer does, or the other way round; or why nothing is known."""
    if is_.reason:
        yield Cause(is_.reason)
        return
    before = {(one.file, one.line, one.fact): one for one in was.evidence or ()}
    for one in is_.evidence or ():
        earlier = before.get((one.file, one.line, one.fact))
        if earlier is not None and earlier.counted != one.counted:
            says = one.reason or _("counts from now on")
            yield Cause(_("{fact}: {why}").format(fact=one.fact, why=says), one.file, one.line)
    if was.need != is_.need:
        says = _("{need} needed in place of {before}: {says}")
        yield Cause(says.format(need=number(is_.need), before=number(was.need), says=_(is_.says)))
