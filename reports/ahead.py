"""What changes by itself, in words: until when a tier is held, what comes then, and why.

Nothing here is a guess: it is what follows if no new fact arrives.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from reports.criteria import performs
from reports.figures import figure
from reports.names import named_with, sentence
from reports.readiness import Credited, credited
from tiers.facts import Asks, Facts, in_memory
from tiers.forecast import TWO_YEARS, Cause, Change, as_known, forecast, last_day, turns_of
from tiers.language import Edition, Programme
from tiers.verdicts import Verdict, judge, readiness
from tiers.words import _

DAY = timedelta(days=1)
Turned = tuple[str, date, str | None, str | None]  # partner, day, tier before and after


@dataclass(frozen=True)
class Turn:
    """A change of tier, and what is performed from its day on, in words."""

    change: Change
    after: str

    @property
    def day(self) -> date:
        """The first day on which it is otherwise."""
        return self.change.day

    @property
    def because(self) -> tuple[Cause, ...]:
        """The facts that make it change."""
        return self.change.because


@dataclass(frozen=True)
class Ahead:
    """The tier one partner holds on the day, the same in words, every change to the *last* day."""

    partner: str
    name: str
    programme: Programme
    day: date
    last: date
    tier: str | None
    now: str
    turns: tuple[Turn, ...]
    credit: Credited | None

    def on(self, day: date) -> str:
        """What is performed on a later day, in words."""
        return next((one.after for one in reversed(self.turns) if one.day <= day), self.now)


@dataclass(frozen=True)
class Fall:
    """The first day on which a tier is lost, and what comes then, in words."""

    day: date
    after: str


def aheads(
    facts: Facts, programme: Programme, day: date, days: int = TWO_YEARS
) -> tuple[Ahead, ...]:
    """What is ahead of every partner."""
    changes = forecast(programme, facts, day, days)
    turned = [(one.partner, one.day, one.before, one.after) for one in changes]
    after = _levels(programme, as_known(facts, day), turned)
    turns: dict[str, list[Turn]] = {}
    for one in changes:
        turns.setdefault(one.partner, []).append(Turn(one, after[one.partner, one.day]))
    names = dict(in_memory(facts.partners.select("partner_id", "name")).rows())
    credit = credited(facts, programme.key, day)
    last = last_day(day, days)

    def ahead(verdict: Verdict) -> Ahead:
        who, now = verdict.partner, performs(verdict)
        own = tuple(turns.get(who, ()))
        return Ahead(who, names[who], programme, day, last, verdict.tier, now, own, credit.get(who))

    return tuple(ahead(one) for one in readiness(programme, facts, day))


def falls(facts: Facts, programme: Programme, day: date) -> dict[str, Fall]:
    """By partner the first time within two years that it loses a tier by itself."""
    known = as_known(facts, day)
    ranks = {one.name: rank for rules in programme.editions for rank, one in enumerate(rules.tiers)}
    first: dict[str, Turned] = {}
    for turn in turns_of(programme, known, day, TWO_YEARS):
        partner, _day, before, after = turn
        if before and (after is None or ranks[after] < ranks[before]):
            first.setdefault(partner, turn)
    levels = _levels(programme, known, first.values())
    return {partner: Fall(day, levels[partner, day]) for partner, day, *_tiers in first.values()}


def _levels(
    programme: Programme, known: Facts, turned: Iterable[Turned]
) -> Mapping[tuple[str, date], str]:
    """What is performed after each change: a tier, or why there is none."""
    found: dict[tuple[str, date], str] = {}
    unheld: dict[Edition, list[tuple[str, date]]] = {}
    for partner, day, _before, after in turned:
        edition = programme.on(day)
        found[partner, day] = after or _("no edition in force")
        if edition and after is None:
            unheld.setdefault(edition, []).append((partner, day))
    for edition, pairs in unheld.items():
        for one in judge(edition, known, Asks.of_pairs(pairs)):
            found[one.partner, one.as_of] = performs(one)
    return found


# In sentences --------------------------------------------------------------------------------


def headline(ahead: Ahead) -> str:
    """Until when it stays as it is, and what comes then."""
    if not ahead.turns:
        says = _("{now}, and by itself no tier comes until {last}.")
        says = _("{now} until {last} at least.") if ahead.tier else says
        return says.format(now=sentence(ahead.now), last=ahead.last)
    turn = ahead.turns[0]
    return _("{now} until {day}, then {then}.").format(
        now=sentence(ahead.now), day=turn.day - DAY, then=turn.after
    )


def why(turn: Turn) -> str:
    """The first of the facts that make it change, and how many more there are."""
    if not turn.because:
        return ""
    more = len(turn.because) - 1
    says = f"{turn.because[0].says}."
    return _("{says} And {more} more.").format(says=says, more=figure(more)) if more else says


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
            "partner": ahead.partner,
            "day": turn.day,
            "tier_before": turn.change.before,
            "tier_after": turn.change.after,
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
        says = _("{still} partners stay as they are until {last} at least.")
        lines.append(says.format(still=figure(still), last=found[0].last))
    return "\n".join(lines) or _("No partner is known yet.")


def _told(ahead: Ahead) -> Iterator[str]:
    who = named_with(ahead.name, ahead.partner)
    title = f"{who}, {ahead.programme.key}, {ahead.day}"
    yield _("{title}: {headline}").format(title=title, headline=headline(ahead))
    if said := renewal(ahead):
        yield f"  {said}"
    before = ahead.now
    for turn in ahead.turns:
        yield f"  {turn.day}: {before} → {turn.after}"
        yield from (f"    {cause.says}{place(cause)}" for cause in turn.because)
        before = turn.after


def place(cause: Cause) -> str:
    """Where its fact stands."""
    return "" if cause.file is None else f"  [{cause.file}:{cause.line}]"
