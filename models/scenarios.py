"""What somebody supposes or means to do: named actions of one partner, kept apart from all facts.

Rows are only added: a scenario that is dropped gets a day on which it was, and who carries an
action out and how far it is stands in steps, of which the newest holds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update
from sqlmodel import Field, SQLModel

from models import as_json
from models.moments import Moment
from models.tables import rows_of
from tiers.planner import Action, Before
from tiers.words import _

OPEN, UNDER_WAY, DONE, GIVEN_UP = "open", "under way", "done", "given up"
STATES = (OPEN, UNDER_WAY, DONE, GIVEN_UP)
LONGEST = 200  # letters of a name


class Scenario(SQLModel, table=True):
    """Actions and losses under a name, for a day; *chosen*: they are being carried out.

    *goals* and *actions* are JSON, and so is *before*: what the facts showed of them at first.
    """

    id: int | None = Field(default=None, primary_key=True)
    partner_id: str = Field(index=True)
    name: str
    day: date
    goals: str
    actions: str
    before: str
    chosen: bool
    saved_at: datetime = Field(sa_type=Moment)
    by: str
    dropped_at: datetime | None = Field(default=None, sa_type=Moment)


class Step(SQLModel, table=True):
    """Who carries out an action of a scenario (by its number), until when, and how far it is."""

    id: int | None = Field(default=None, primary_key=True)
    scenario_id: int = Field(foreign_key="scenario.id", index=True)
    action: int
    owner: str
    due_on: date | None = None
    state: str
    at: datetime = Field(sa_type=Moment)
    by: str


SCENARIO, STEP = rows_of(Scenario).c, rows_of(Step).c


class Refused(Exception):
    """A scenario that cannot be kept or found; the message says why and what would help."""


@dataclass(frozen=True)
class Aim:
    """A tier that is asked for."""

    programme: str
    edition: str
    tier: str


@dataclass(frozen=True)
class Supposed:
    """What is supposed: the actions, for which day, towards which tiers."""

    partner: str
    name: str
    day: date
    goals: tuple[Aim, ...]
    actions: tuple[Action, ...]
    before: Before
    chosen: bool = False


@dataclass(frozen=True)
class Task:
    """Who carries an action out, until when, and how far they say it is."""

    owner: str = ""
    due_on: date | None = None
    state: str = OPEN


@dataclass(frozen=True)
class Saved:
    """What is supposed as it was kept: its number, when and by whom, and a task for each action."""

    number: int
    supposed: Supposed
    saved_at: datetime
    by: str
    tasks: tuple[Task, ...]


def save(connection: Connection, one: Supposed, at: datetime, by: str) -> int:
    """Keep a scenario under a name that the partner has no other of; returns its number."""
    if not one.actions:
        raise Refused(_("There is nothing to keep: no action, and nothing that is lost."))
    name = _free(one.name, scenarios(connection, one.partner))
    values = {
        "partner_id": one.partner,
        "name": name,
        "day": one.day,
        "goals": json.dumps([[each.programme, each.edition, each.tier] for each in one.goals]),
        "actions": json.dumps([as_json.kept(each) for each in one.actions], ensure_ascii=False),
        "before": json.dumps(as_json.levels(one.before), ensure_ascii=False),
        "chosen": one.chosen,
        "saved_at": at,
        "by": _line(by),
    }
    entered = insert(rows_of(Scenario)).values(values)
    number: int = connection.execute(entered.returning(SCENARIO.id)).scalar_one()
    return number


def _free(given: str, others: Sequence[Saved]) -> str:
    """A name that no other scenario has, whatever the case of its letters."""
    name = _line(given)
    if not name:
        raise Refused(_("A scenario needs a name."))
    if name.casefold() in {one.supposed.name.casefold() for one in others}:
        says = _("There is a scenario “{name}” already. Give another name, or drop that one.")
        raise Refused(says.format(name=name))
    return name


def free(connection: Connection, partner: str, *names: str) -> str:
    """The first of some names that no scenario of the partner has; else the last, numbered."""
    taken = {one.supposed.name.casefold() for one in scenarios(connection, partner)}
    numbered = (f"{names[-1]} ({number})" for number in count(2))
    return next(one for one in chain(names, numbered) if _line(one).casefold() not in taken)


def _line(given: str) -> str:
    """Text on one line, without what cannot be seen."""
    return "".join(one for one in " ".join(given.split()) if one.isprintable())[:LONGEST]


def scenarios(connection: Connection, partner: str | None = None) -> tuple[Saved, ...]:
    """Every scenario that is not dropped, of one partner or of all; oldest first."""
    wanted = select(rows_of(Scenario)).where(SCENARIO.dropped_at.is_(None)).order_by(SCENARIO.id)
    if partner is not None:
        wanted = wanted.where(SCENARIO.partner_id == partner)
    rows = connection.execute(wanted).all()
    tasks = _tasks(connection, [row.id for row in rows])
    return tuple(_saved(row, tasks.get(row.id, {})) for row in rows)


def chosen(
    connection: Connection,
    partner: str | None = None,
    programme: str | None = None,
    known_on: date | None = None,
) -> tuple[Saved, ...]:
    """Those that are being carried out: of one partner, for one programme, kept by a day."""
    return tuple(
        one
        for one in scenarios(connection, partner)
        if one.supposed.chosen
        and (programme is None or programme in {goal.programme for goal in one.supposed.goals})
        and (known_on is None or one.saved_at.date() <= known_on)
    )


def choose(connection: Connection, number: int) -> None:
    """Have the actions of a scenario carried out."""
    _change(connection, number, chosen=True)


def drop(connection: Connection, number: int, at: datetime) -> None:
    """Show a scenario no longer."""
    _change(connection, number, dropped_at=at)


def step(
    connection: Connection, number: int, action: int, task: Task, at: datetime, by: str
) -> None:
    """Give an action of a scenario to somebody, or say how far it is."""
    if task.state not in STATES:
        says = _("“{state}” is no state of an action. There are: {states}.")
        raise Refused(says.format(state=task.state, states=", ".join(STATES)))
    found = connection.execute(select(SCENARIO.actions).where(_standing(number))).scalar()
    if found is None or not 0 <= action < len(json.loads(found)):
        raise Refused(_("There is no such action; somebody may have dropped its plan."))
    values = {"scenario_id": number, "action": action, "at": at, "by": _line(by)}
    values |= {"owner": _line(task.owner), "due_on": task.due_on, "state": task.state}
    connection.execute(insert(rows_of(Step)).values(values))


def _change(connection: Connection, number: int, **values: Any) -> None:
    changed = update(rows_of(Scenario)).where(_standing(number)).values(values)
    if not connection.execute(changed).rowcount:
        raise Refused(_("This scenario is not there any more; somebody may have dropped it."))


def _standing(number: int) -> ColumnElement[bool]:
    return (SCENARIO.id == number) & SCENARIO.dropped_at.is_(None)


def _tasks(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[int, Task]]:
    """The newest step of each action, by scenario and action."""
    newest = select(func.max(STEP.id)).where(STEP.scenario_id.in_(numbers))
    newest = newest.group_by(STEP.scenario_id, STEP.action)
    found: dict[int, dict[int, Task]] = {}
    for row in connection.execute(select(rows_of(Step)).where(STEP.id.in_(newest))):
        task = Task(row.owner, row.due_on, row.state)
        found.setdefault(row.scenario_id, {})[row.action] = task
    return found


def _saved(row: Row[Any], tasks: Mapping[int, Task]) -> Saved:
    supposed = Supposed(
        partner=row.partner_id,
        name=row.name,
        day=row.day,
        goals=tuple(Aim(*one) for one in json.loads(row.goals)),
        actions=tuple(as_json.action(one) for one in json.loads(row.actions)),
        before=as_json.before(json.loads(row.before)),
        chosen=row.chosen,
    )
    given = (tasks.get(number, Task(due_on=row.day)) for number in range(len(supposed.actions)))
    return Saved(row.id, supposed, row.saved_at, row.by, tuple(given))
