"""What the next rules would do: who loses a tier, who gains one, by which criteria."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.criteria import performs
from reports.figures import figure
from reports.moves import Move, moved, pointed
from reports.names import in_force
from reports.readiness import dated
from reports.scores import score
from tiers.facts import Facts, in_memory
from tiers.language import Edition, Programme
from tiers.transition import Effect, Moved, Transition, following, judging, transitions
from tiers.words import _


@dataclass(frozen=True)
class Outlook:
    """Every partner's verdicts of one day by two editions, each with the partner's name."""

    programme: Programme
    day: date
    before: Edition
    after: Edition
    partners: tuple[tuple[str, Transition], ...]

    def of(self, effect: Effect) -> list[tuple[str, Transition]]:
        """Those on whom the other edition has that effect."""
        return [(name, one) for name, one in self.partners if one.effect is effect]


def outlook(
    facts: Facts, programme: Programme, day: date, edition: Edition | None = None
) -> Outlook | None:
    """The verdicts by the edition of the day and by the next, or one asked for; None without."""
    before, after = judging(programme, day), edition or following(programme, day)
    if before is None or after is None:
        return None
    rows = in_memory(facts.partners).iter_rows(named=True)
    names = {row["partner_id"]: row["name"] for row in rows}
    both = transitions(before, after, facts, day)
    return Outlook(programme, day, before, after, tuple((names[one.partner], one) for one in both))


def when(told: Outlook) -> str:
    """From when the other edition applies, or merely that it would."""
    if told.after.since > told.day:
        return _("on {day}").format(day=told.after.since)
    return _("under edition {edition}").format(edition=told.after.name)


def summary(told: Outlook) -> list[str]:
    """Who loses and gains what, in sentences."""
    holders = Counter(one.before.tier for _name, one in told.partners)
    losers = Counter(one.before.tier for _name, one in told.of(Effect.LOSES))
    winners = Counter(one.after.tier for _name, one in told.of(Effect.GAINS))
    said = [
        _losing(losers[tier.name], holders[tier.name]).format(
            lost=figure(losers[tier.name]),
            all=figure(holders[tier.name]),
            tier=tier.name,
            when=when(told),
        )
        for tier in reversed(told.before.tiers)
        if losers[tier.name]
    ]
    said += [
        _gaining(winners[tier.name], len(told.partners)).format(
            won=figure(winners[tier.name]), all=figure(len(told.partners)), tier=tier.name
        )
        for tier in reversed(told.after.tiers)
        if winners[tier.name]
    ]
    unsure = len(told.of(Effect.UNSURE))
    if unsure and not said:
        said.append(_("Nobody loses or gains a tier for certain."))
    if unsure:
        said.append(
            _("Of {number} it cannot be said: figures are missing.").format(number=figure(unsure))
        )
    return said or [_("No tier changes.")]


def _losing(lost: int, held: int) -> str:
    if held == 1:
        return _("The one partner with {tier} loses it {when}.")
    if lost == 1:
        return _("{lost} of {all} partners with {tier} loses it {when}.")
    return _("{lost} of {all} partners with {tier} lose it {when}.")


def _gaining(won: int, partners: int) -> str:
    if partners == 1:
        return _("The one partner gains {tier}.")
    if won == 1:
        return _("{won} of {all} partners gains {tier}.")
    return _("{won} of {all} partners gain {tier}.")


def moves(one: Transition, told: Outlook) -> list[Move]:
    """The criteria that come to something else; those that points tell of apart."""
    return moved(one, told.before, told.after)


def points(one: Transition, told: Outlook) -> list[Move]:
    """What becomes of the points, where both editions give some: their sum, then its parts."""
    return pointed(one, told.before, told.after)


def sums(one: Transition, told: Outlook) -> tuple[float | None, float | None]:
    """The points before and after; None where an edition gives none, or they are not known."""
    before, after = score(one.before, told.before), score(one.after, told.after)
    return before.total.points if before else None, after.total.points if after else None


def document(told: Outlook) -> dict[str, Any]:
    """The outlook as docs/commands.md has it in JSON."""
    return {
        "programme": told.programme.key,
        "as_of": told.day,
        "before": dated(told.before),
        "after": dated(told.after),
        "counts": {effect.value: len(told.of(effect)) for effect in Effect},
        "partners": [_partner(name, one, told) for name, one in told.partners],
    }


def _partner(name: str, one: Transition, told: Outlook) -> dict[str, Any]:
    before, after = sums(one, told)
    return {
        "partner": one.partner,
        "name": name,
        "effect": one.effect,
        "tier_before": one.before.tier,
        "tier_after": one.after.tier,
        "points_before": before,
        "points_after": after,
        "criteria": [_moved(moved) for moved in one.moved],
    }


def _moved(moved: Moved) -> dict[str, Any]:
    both = {"before": moved.before, "after": moved.after}
    said: dict[str, Any] = {"tier": moved.tier, "key": moved.key, "path": moved.path}
    for name, finding in both.items():
        said[f"outcome_{name}"] = finding and finding.outcome
        said[f"have_{name}"] = finding and finding.have
        said[f"need_{name}"] = finding and finding.need
    return said


def aloud(told: Outlook, *, everybody: bool) -> str:
    """The outlook as text: a line for each who is affected, or for each partner there is."""
    heading = _("{programme} on {day}: edition {before} ({then}) against {after} ({days})").format(
        programme=told.programme.key,
        day=told.day,
        before=told.before.name,
        then=in_force(told.before),
        after=told.after.name,
        days=in_force(told.after),
    )
    lines = [heading, *(f"  {sentence}" for sentence in summary(told))]
    for name, one in told.partners:
        if everybody or one.effect is not Effect.KEEPS:
            lines += _line(name, one, told, parts=everybody)
    return "\n".join(lines)


def _line(name: str, one: Transition, told: Outlook, *, parts: bool) -> Iterator[str]:
    """A partner's tiers, its points (with their *parts*), and the criteria that differ."""
    tiers = f"{performs(one.before)} → {performs(one.after)}"
    yield f"  {name} ({one.partner}): {tiers}"
    scored = points(one, told)
    for move in [*(scored if parts else scored[:1]), *moves(one, told)]:
        yield f"    {move.says}"
