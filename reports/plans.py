"""The cheapest ways to a tier, as a person reads them and as a script does."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reports.deeds import exact, lines, thing, working_days
from reports.names import named_with
from tiers.facts import Facts, in_memory
from tiers.planner import Action, Change, Costs, Goal, Mistaken, Obstacle, Plan, Planned, plan
from tiers.programmes import PROGRAMMES
from tiers.words import _

COUNTED = {
    "exam": _("exams in {what}"),
    "hire": _("people hired"),
    "reference": _("references"),
    "activate": _("users of {what}"),
    "seat": _("seats of {what}"),
    "customer": _("customers won"),
    "claim": _("associations for {what}"),
    "figure": _("{what}"),
    "service": _("services with {what}"),
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """Which tiers a partner, of this name if it is known, is to reach, by when."""

    partner: str
    goals: tuple[Goal, ...]
    day: date
    name: str = ""

    @property
    def says(self) -> str:
        """The tiers and their programmes."""
        wanted = _("{tier} in {programme} {edition}")
        return _(" and ").join(
            wanted.format(
                tier=_(one.tier),
                programme=_(PROGRAMMES[one.edition.programme].title),
                edition=one.edition.name,
            )
            for one in self.goals
        )


def name_of(facts: Facts) -> str:
    """What the one partner of these facts is called; empty where that is not known."""
    (name,) = in_memory(facts.partners.select("name"))["name"].to_list()
    return name or ""


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
        partner=named_with(asked.name or asked.partner, asked.partner),
        goals=asked.says,
        day=asked.day,
    )
    if not found.plans:
        return "\n".join([head, *(f"  {line}" for line in obstacles(found.impossible))])
    said = [head]
    for number, one in enumerate(found.plans):
        said.append(f"  {summary(one, number)}")
        said += [f"    - {words}" for words in dated(one.actions)]
    return "\n".join(said)


def summary(one: Plan, number: int) -> str:
    """What a plan costs, when it must begin, and what it does otherwise than the cheapest."""
    if not one.actions:
        return _("Nothing needs to be done: the tier is met on that day.")
    says = (
        _("The cheapest plan, proven: {days}, to begin by {day}.")
        if number == 0
        else _("Another way: {days}, to begin by {day}.")
    )
    told = says.format(days=working_days(one.cost), day=one.start_by)
    return " ".join([told, *_otherwise(one.changes)])


def _otherwise(changes: Sequence[Change]) -> Iterator[str]:
    """What a plan does more of than the cheapest, or less."""
    each = [
        _("{what} ({number} instead of {before})").format(
            what=_(COUNTED[one.kind]).format(what=thing(one)),
            number=exact(one.amount),
            before=exact(one.cheapest),
        )
        for one in changes
    ]
    if each:
        yield _("Unlike the cheapest: {changes}.").format(changes=", ".join(each))


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
    """The actions in sentences with their costs and latest starts, those that are alike in one."""
    says = _("{action} ({days}, begin by {day})")
    return [
        says.format(action=one.says, days=working_days(one.cost), day=one.start_by)
        for one in lines(actions)
    ]


def obstacles(found: Sequence[Obstacle]) -> list[str]:
    """What stands in the way, in sentences."""
    if not found:
        return [_("No plan was found that holds when it is checked.")]
    says = _("Not possible because of “{says}”: {reason}")
    return [says.format(says=_(one.says), reason=one.reason) for one in found]
