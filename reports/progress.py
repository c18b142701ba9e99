"""How far the plans are that somebody carries out: by the facts first, then by what people say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.scenarios import DONE, GIVEN_UP, OPEN, UNDER_WAY, Saved, Supposed, Task
from reports import plans
from reports.figures import figure
from reports.names import named_with, sentence
from reports.scenarios import described
from tiers.facts import Facts
from tiers.forecast import as_known
from tiers.planner import LOSE, Goal, Shown, apply, reached, shown
from tiers.planner.actions import CUSTOMER, HIRE
from tiers.programmes import PROGRAMMES
from tiers.words import _

STATES = {
    OPEN: _("open"),
    UNDER_WAY: _("under way"),
    DONE: _("said to be done"),
    GIVEN_UP: _("given up"),
}
SHOWN = "shown"


@dataclass(frozen=True)
class Item:
    """An action of a plan: what the facts show of it, and whose it is, by when."""

    number: int
    shown: Shown
    task: Task
    late: bool

    @property
    def state(self) -> str:
        """`shown` where the facts show it done, else what was said of it."""
        return SHOWN if self.shown.done else self.task.state

    @property
    def says(self) -> str:
        """The action in a sentence."""
        return sentence(self.shown.action.says)

    @property
    def how_far(self) -> str:
        """Its state in words, with how much the facts show."""
        if self.shown.done:
            return _("done, as the facts show")
        if self.shown.have:
            says = _("{state}; the facts show {have} of {need}")
            have, need = figure(self.shown.have), figure(self.shown.need)
            return says.format(state=_(STATES[self.task.state]), have=have, need=need)
        if self.task.state == DONE:
            return _("said to be done; the facts do not show it yet")
        return _(STATES[self.task.state])


@dataclass(frozen=True)
class Underway:
    """A plan being carried out; whether its tiers are reached now, and once the rest is done."""

    saved: Saved
    items: tuple[Item, ...]
    reached: bool
    enough: bool

    @property
    def done(self) -> int:
        """How many of its actions the facts show done."""
        return sum(one.shown.done for one in self.items)

    @property
    def late(self) -> int:
        """How many should be done by now and are not."""
        return sum(one.late for one in self.items)


def progress(saved: Saved, facts: Facts, today: date) -> Underway:
    """How far a plan is, by the facts of its partner that are dated up to today.

    What it takes is looked at on the plan's own day, or today once that has passed. A loss is
    nothing to carry out; it stays supposed.
    """
    one, known = saved.supposed, as_known(facts, today)
    day = max(one.day, today)
    each = shown(one.actions, one.before, known, day)
    items = tuple(
        _item(number, found, task, today)
        for number, (found, task) in enumerate(zip(each, saved.tasks, strict=True))
        if found.action.kind != LOSE
    )
    rest = [found.left for found in each if found.action.kind == LOSE]
    rest += [item.shown.left for item in _waiting(items)]
    goals = _goals(saved)
    now, then = reached(goals, [known, apply(rest, known, day)], day)
    return Underway(saved, items, bool(goals) and now, bool(goals) and then)


def _waiting(items: Sequence[Item]) -> list[Item]:
    """What is still to come: neither shown nor given up, nor of somebody who will not come."""
    missing = {
        item.shown.action.who
        for item in items
        if item.state == GIVEN_UP and item.shown.action.kind in {HIRE, CUSTOMER}
    }
    return [
        item
        for item in items
        if item.state in {OPEN, UNDER_WAY, DONE} and item.shown.action.who not in missing
    ]


def _item(number: int, found: Shown, task: Task, today: date) -> Item:
    waiting = not found.done and task.state != GIVEN_UP
    return Item(number, found, task, waiting and task.due_on is not None and task.due_on < today)


def _goals(saved: Saved) -> list[Goal]:
    """The tiers asked for, by the rules that are in force on the plan's day."""
    goals = []
    for aim in saved.supposed.goals:
        edition = PROGRAMMES[aim.programme].named(aim.edition)
        if edition:
            goals.append(Goal(edition, aim.tier))
    return goals


def to_do(one: Supposed) -> bool:
    """Whether there is anything to carry out: losses only happen."""
    return any(each.kind != LOSE for each in one.actions)


def summary(one: Underway) -> str:
    """How far it is, in a sentence or two."""
    says = _("{done} of {all} done.").format(done=one.done, all=len(one.items))
    if one.late:
        says += " " + _("{late} overdue.").format(late=one.late)
    if one.reached:
        return f"{says} {_('The tier is reached.')}"
    if one.enough:
        return f"{says} {_('The rest is enough for the tier.')}"
    return f"{says} {_('The rest is no longer enough for the tier: plan again.')}"


def wanted(saved: Saved) -> str:
    """The tiers that a plan is for, and by when."""
    says = _("{tier} in {programme} {edition}")
    goals = (
        says.format(
            tier=_(one.tier), programme=_(PROGRAMMES[one.programme].title), edition=one.edition
        )
        for one in saved.supposed.goals
    )
    return _("{goals} by {day}").format(goals=_(" and ").join(goals), day=saved.supposed.day)


def documents(each: Sequence[Underway]) -> list[dict[str, Any]]:
    """The plans as docs/commands.md has them in JSON."""
    return [_document(one) for one in each]


def _document(one: Underway) -> dict[str, Any]:
    told = described(one.saved) | {"partner": one.saved.supposed.partner}
    told |= {"done": one.done, "late": one.late, "reached": one.reached, "enough": one.enough}
    return told | {"actions": [_action(each) for each in one.items]}


def _action(one: Item) -> dict[str, Any]:
    return plans.action(one.shown.action) | {
        "done_by": one.shown.who if one.shown.done else None,
        "have": one.shown.have,
        "need": one.shown.need,
        "state": one.state,
        "owner": one.task.owner or None,
        "due_on": one.task.due_on,
        "late": one.late,
    }


def aloud(each: Sequence[Underway], names: Mapping[str, str]) -> str:
    """As text: each plan with its partner's name, and each of its actions."""
    lines = []
    for one in each:
        head = _("{partner}, {name} ({wanted}): {summary}")
        supposed = one.saved.supposed
        lines.append(
            head.format(
                partner=named_with(names.get(supposed.partner, supposed.partner), supposed.partner),
                name=supposed.name,
                wanted=wanted(one.saved),
                summary=summary(one),
            )
        )
        lines += [f"  - {_line(item)}" for item in one.items]
    return "\n".join(lines) or _("No plan is being carried out.")


def _line(one: Item) -> str:
    whose = _(", {owner}").format(owner=one.task.owner) if one.task.owner else ""
    due = _(", due {day}").format(day=one.task.due_on) if one.task.due_on else ""
    late = _(" (overdue)") if one.late else ""
    return f"{one.says}: {one.how_far}{whose}{due}{late}"
