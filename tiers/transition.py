"""What other rules would do: the same facts, the same day, judged by two editions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tiers.facts import Asks, Facts
from tiers.language import Edition, Programme
from tiers.requirements import Outcome
from tiers.verdicts import Finding, Verdict, judge

Place = tuple[str, str, str]  # a tier, and in it a criterion's path and key


class Effect(StrEnum):
    """What the other edition does to the tier held."""

    LOSES = "loses"
    GAINS = "gains"
    KEEPS = "keeps"
    UNSURE = "not assessed"


@dataclass(frozen=True)
class Moved:
    """A criterion that comes to something else; None where an edition does not ask for it."""

    tier: str
    path: str
    key: str
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True)
class Transition:
    """One partner's verdicts of the same day by one edition and by another."""

    before: Verdict
    after: Verdict

    @property
    def partner(self) -> str:
        """Whom it is about."""
        return self.after.partner

    @property
    def effect(self) -> Effect:
        """Whether the tier held is a lower one, a higher one or the same."""
        held, then = _held(self.before), _held(self.after)
        if then > held:
            return Effect.GAINS
        if then == held:
            unsure = not held and _possible(self.after) > 0
            return Effect.UNSURE if unsure else Effect.KEEPS
        return Effect.UNSURE if _possible(self.after) >= held else Effect.LOSES

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The criteria whose outcomes differ, those that are new, and those no longer asked for."""
        before, after = _placed(self.before), _placed(self.after)
        return tuple(
            Moved(*place, before.get(place), after.get(place))
            for place in dict.fromkeys([*before, *after])
            if _outcome(before.get(place)) != _outcome(after.get(place))
        )


def transitions(before: Edition, after: Edition, facts: Facts, day: date) -> tuple[Transition, ...]:
    """Every partner's verdicts on the day by both editions, whichever is in force."""
    asks = Asks(day=day)
    verdicts = zip(judge(before, facts, asks), judge(after, facts, asks), strict=True)
    return tuple(Transition(*both) for both in verdicts)


def judging(programme: Programme, day: date) -> Edition | None:
    """The edition of the day, or the last one before it."""
    return programme.on(day) or next((one for one in programme.editions if one.until < day), None)


def following(programme: Programme, day: date) -> Edition | None:
    """The first edition that begins after the day."""
    later = [one for one in programme.editions if one.since > day]
    return later[-1] if later else None


def _held(verdict: Verdict) -> int:
    """How many tiers up the one held stands, 0 for none."""
    names = [tier.tier for tier in verdict.tiers]
    return names.index(verdict.tier) + 1 if verdict.tier else 0


def _possible(verdict: Verdict) -> int:
    """How many tiers up the highest stands that is not surely missed."""
    open_ = [
        rank
        for rank, tier in enumerate(verdict.tiers, start=1)
        if tier.outcome is not Outcome.NOT_MET
    ]
    return max(open_, default=0)


def _placed(verdict: Verdict) -> dict[Place, Finding]:
    return {
        (tier.tier, finding.path, finding.key): finding
        for tier in verdict.tiers
        for finding in tier.criteria
    }


def _outcome(finding: Finding | None) -> Outcome | None:
    return finding.outcome if finding else None
