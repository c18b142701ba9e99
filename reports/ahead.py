"""What changes by itself, in words: until when a tier is held, what comes then, and why.

Nothing here is a guess: it is what follows if no new fact arrives.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from reports.figures import figure
from reports.names import named_with, sentence
from reports.readiness import Credited, credited
from reports.stretches import DAY, Stretch, levels, stretches
from tiers.facts import Facts, in_memory
from tiers.forecast import (
    TWO_YEARS,
    Cause,
    Change,
    Held,
    as_known,
    forecast,
    last_day,
    turns_of,
)
from tiers.language import Programme
from tiers.verdicts import Verdict, readiness
from tiers.words import _


@dataclass(frozen=True)
class Ahead:
    """The tier one partner holds on the day, and every change of it to the *last* day.

    *stretches* tell the same in words, from the day itself on; while no tier is held they also
    tell the days on which there is no edition to judge by.
    """

    partner: str
    name: str
    programme: Programme
    day: date
    last: date
    tier: str | None
    turns: tuple[Change, ...]
    stretches: tuple[Stretch, ...]
    credit: Credited | None

    @property
    def now(self) -> str:
        """What is performed on the day, in words."""
        return self.stretches[0].level

    @property
    def later(self) -> tuple[Stretch, ...]:
        """What follows on what is performed now."""
        return self.stretches[1:]

    def on(self, day: date) -> str:
        """What is performed on a later day, in words."""
        return next(one.level for one in reversed(self.stretches) if one.day <= day)


@dataclass(frozen=True)
class Fall:
    """The first day on which a tier is lost, and what comes then, in words."""

    day: date
    after: str


def aheads(
    facts: Facts, programme: Programme, day: date, days: int = TWO_YEARS
) -> tuple[Ahead, ...]:
    """What is ahead of every partner."""
    known, last = as_known(facts, day), last_day(day, days)
    turns: dict[str, list[Change]] = {}
    for change in forecast(programme, facts, day, days):
        turns.setdefault(change.partner, []).append(change)
    verdicts = readiness(programme, facts, day)
    told = stretches(programme, known, verdicts, turns, last)
    names = dict(in_memory(facts.partners.select("partner_id", "name")).rows())
    credit = credited(facts, programme.key, day)

    def ahead(verdict: Verdict) -> Ahead:
        who, tier = verdict.partner, verdict.tier
        own = tuple(turns.get(who, ()))
        return Ahead(who, names[who], programme, day, last, tier, own, told[who], credit.get(who))

    return tuple(ahead(one) for one in verdicts)


def falls(facts: Facts, programme: Programme, day: date) -> dict[str, Fall]:
    """By partner the first time within two years that it loses a tier by itself."""
    known = as_known(facts, day)
    ranks = {one.name: rank for rules in programme.editions for rank, one in enumerate(rules.tiers)}
    first: dict[str, Held] = {}
    for partner, turn, before, after in turns_of(programme, known, day, TWO_YEARS):
        if before and (after is None or ranks[after] < ranks[before]):
            first.setdefault(partner, (partner, turn, after))
    found = levels(programme, known, first.values())
    return {partner: Fall(turn, found[partner, turn]) for partner, turn, _tier in first.values()}


# In sentences --------------------------------------------------------------------------------


def headline(ahead: Ahead) -> str:
    """Until when it stays as it is, and what comes then."""
    now = sentence(ahead.now)
    if not ahead.later:
        says = _("{now}, and by itself no tier comes up to and including {last}.")
        says = _("{now} until {last} at least.") if ahead.tier else says
        return says.format(now=now, last=ahead.last)
    following = ahead.later[0]
    says = _("{now} until {day}, then {then}{more}.")
    until = following.day - DAY
    return says.format(now=now, day=until, then=following.level, more=_after(ahead, following))


def _after(ahead: Ahead, following: Stretch) -> str:
    """When a tier comes, where what follows next is none and was none before."""
    if not ahead.turns:
        return _(", and by itself no tier comes up to and including {last}").format(last=ahead.last)
    day = ahead.turns[0].day
    if day == following.day:
        return ""
    return _(", and {tier} from {day} on").format(tier=ahead.on(day), day=day)


def why(ahead: Ahead) -> str:
    """The first of the facts behind what follows, and how many more there are; empty for none."""
    if not ahead.later or not ahead.later[0].because:
        return ""
    first, *more = ahead.later[0].because
    says = f"{first.says.removesuffix('.')}."
    if not more:
        return says
    return _("{says} And {more} more.").format(says=says, more=figure(len(more)))


def renewal(ahead: Ahead) -> str:
    """The tier to expect on the day the credited one is renewed; empty where none is."""
    credit = ahead.credit
    if credit is None or credit.renews_on is None:
        return ""
    if credit.renews_on > ahead.last:
        says = _("The renewal on {day} is further away than this looks.")
        return says.format(day=credit.renews_on)
    says = _("On the renewal day, {day}, expect {level}; credited is {tier}.")
    if ahead.programme.on(credit.renews_on) is None:
        says = _("On the renewal day, {day}, no edition is known to be in force.")
    level = ahead.on(credit.renews_on)
    return says.format(day=credit.renews_on, level=level, tier=credit.tier)


def documents(found: Iterable[Ahead]) -> list[dict[str, Any]]:
    """The changes as docs/commands.md has them in JSON."""
    return [
        {
            "partner": turn.partner,
            "day": turn.day,
            "tier_before": turn.before,
            "tier_after": turn.after,
            "because": [asdict(cause) for cause in turn.because],
        }
        for ahead in found
        for turn in ahead.turns
    ]


def aloud(found: Sequence[Ahead]) -> str:
    """As text: every change with its facts; of many partners those of whom there is one."""
    changing = [one for one in found if one.turns or len(found) == 1]
    lines = [line for one in changing for line in _told(one)]
    if still := len(found) - len(changing):
        says = _("{still} partners keep their tier, or have none, until {last} at least.")
        if still == 1:
            says = _("{still} partner keeps its tier, or has none, until {last} at least.")
        lines.append(says.format(still=figure(still), last=found[0].last))
    return "\n".join(lines) or _("No partner is known yet.")


def _told(ahead: Ahead) -> Iterator[str]:
    who = named_with(ahead.name, ahead.partner)
    title = f"{who}, {ahead.programme.key}, {ahead.day}"
    yield _("{title}: {headline}").format(title=title, headline=headline(ahead))
    if said := renewal(ahead):
        yield f"  {said}"
    for was, is_ in pairwise(ahead.stretches):
        yield f"  {is_.day}: {was.level} → {is_.level}"
        yield from (f"    {cause.says}{place(cause)}" for cause in is_.because)


def place(cause: Cause) -> str:
    """Where its fact stands."""
    return "" if cause.file is None else f"  [{cause.file}:{cause.line}]"
