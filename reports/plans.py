"""The cheapest ways to a tier, as a person reads them and as a script does."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reports.figures import figure
from tiers.facts import Facts
from tiers.planner import Action, Costs, Goal, Mistaken, Obstacle, Plan, Planned, plan
from tiers.words import _

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """Which tiers a partner is to reach, by when."""

    partner: str
    goals: tuple[Goal, ...]
    day: date

    @property
    def says(self) -> str:
        """The tiers and their programmes."""
        wanted = _("{tier} in {programme} {edition}")
        return _(" and ").join(
            wanted.format(tier=one.tier, programme=one.edition.programme, edition=one.edition.name)
            for one in self.goals
        )


def planned(asked: Asked, facts: Facts, costs: Costs, alternatives: int) -> Planned:
    """The cheapest plans, or what makes them impossible; none where one fails when it is checked.

    Such a failure is ours: the log has what was planned for, and how much of each kind of action,
    without saying for whom.
    """
    try:
        return plan(asked.goals, facts, asked.day, costs, alternatives)
    except Mistaken as mistake:
        goals = [f"{one.tier} of {one.edition.programme} {one.edition.name}" for one in asked.goals]
        amounts: Counter[str] = Counter()
        for one in mistake.found.actions:
            amounts[f"{one.kind} {one.what}".strip()] += one.amount
        done = ", ".join(f"{what}: {amount}" for what, amount in amounts.items())
        says = "A plan for %s by %s does not suffice when it is checked. It does %s."
        _log.error(says, " and ".join(goals), asked.day, done or "nothing")
        return Planned(())


def document(asked: Asked, found: Planned) -> dict[str, Any]:
    """The plan as docs/commands.md has it in JSON; cost is null where there is none."""
    cheapest = found.plans[0] if found.plans else None
    return {
        "partner": asked.partner,
        "day": asked.day,
        "goals": [
            {"programme": one.edition.programme, "edition": one.edition.name, "tier": one.tier}
            for one in asked.goals
        ],
        **_plan(cheapest),
        "alternatives": [_plan(one) for one in found.plans[1:]],
        "impossible": [_obstacle(one) for one in found.impossible],
    }


def _plan(one: Plan | None) -> dict[str, Any]:
    if one is None:
        return {"cost": None, "optimal": False, "start_by": None, "actions": []}
    return {
        "cost": one.cost,
        "optimal": one.optimal,
        "start_by": one.start_by,
        "actions": [action(each) for each in one.actions],
    }


def action(one: Action) -> dict[str, Any]:
    """An action as docs/commands.md has it in JSON."""
    return {
        "action": one.kind,
        "who": one.who,
        "name": one.name or None,
        "what": one.what,
        "association": one.association or None,
        "amount": one.amount,
        "cost": one.cost,
        "start_by": one.start_by,
        "says": one.says,
    }


def _obstacle(one: Obstacle) -> dict[str, str]:
    return {
        "programme": one.programme,
        "tier": one.tier,
        "key": one.key,
        "says": _(one.says),
        "reason": one.reason,
    }


def aloud(asked: Asked, found: Planned) -> str:
    """As text: the cheapest plan, then the others; or what stands in the way."""
    head = _("{partner}, {goals}, by {day}:").format(
        partner=asked.partner, goals=asked.says, day=asked.day
    )
    if not found.plans:
        return "\n".join([head, *(f"  {line}" for line in obstacles(found.impossible))])
    lines = [head]
    for number, one in enumerate(found.plans):
        lines.append(f"  {summary(one, number)}")
        lines += [f"    - {words}" for words in dated(one.actions)]
    return "\n".join(lines)


def summary(one: Plan, number: int) -> str:
    """What a plan costs, and when it must begin."""
    if not one.actions:
        return _("Nothing needs to be done: the tier is met on that day.")
    says = (
        _("The cheapest plan, proven: {cost} working days, to begin by {day}.")
        if number == 0
        else _("Another way: {cost} working days, to begin by {day}.")
    )
    return says.format(cost=figure(one.cost), day=one.start_by)


def too_late(one: Plan, today: date) -> str:
    """That a plan should have begun already, and by when it is done if it begins today.

    Since some of it follows what else is done, it takes longer than its longest part.
    """
    if not one.start_by or one.start_by >= today:
        return ""
    done = today + timedelta(days=min(one.takes, (date.max - today).days))
    says = _("This should have begun by {day}. Begun on {today}, all of it is done by {done}.")
    return says.format(day=one.start_by, today=today, done=done)


def dated(actions: Sequence[Action]) -> list[str]:
    """The actions in sentences, each with its cost and its latest start, the earliest first."""
    says = _("{action} ({cost} days, begin by {day})")
    ordered = sorted(actions, key=lambda one: (one.start_by or date.max, one.kind, one.who))
    return [
        says.format(action=one.says, cost=figure(one.cost), day=one.start_by) for one in ordered
    ]


def obstacles(found: Sequence[Obstacle]) -> list[str]:
    """What stands in the way, in sentences."""
    if not found:
        return [_("No plan was found that holds when it is checked.")]
    says = _("Not possible because of “{says}”: {reason}")
    return [says.format(says=_(one.says), reason=one.reason) for one in found]
