"""Scenarios: kept beside the facts, compared, carried out, dropped; on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from models.ledger import position
from models.scenarios import (
    DONE,
    GIVEN_UP,
    OPEN,
    Aim,
    Refused,
    Supposed,
    Task,
    choose,
    chosen,
    drop,
    save,
    scenarios,
    step,
)
from reports.progress import aloud, progress, summary, to_do
from reports.scenarios import as_csv, compared
from tests.knowledge import knowing
from tests.tracking import scratch
from tiers.facts import Facts
from tiers.planner import LOSE, Action, Before, before
from tiers.planner.actions import EXAM, HIRE, REFERENCE, SEAT
from tiers.programmes import PROGRAMMES
from views.progress import over

AT, DAY = datetime(2015, 4, 7, 9, 30, tzinfo=UTC), date(2015, 3, 31)
SINCE = date(2015, 3, 1)  # the day of all facts
MESSAGING = PROGRAMMES["messaging"]
SILVER = (Aim("messaging", "FY2015", "Silver"),)
EXAMS = (
    Action(EXAM, "ana", "70-341", cost=10, start_by=date(2015, 2, 7), name="Ana"),
    Action(EXAM, "ana", "70-342", cost=10),
)
P = {"partner_id": "7"}


def supposed(name: str, *actions: Action, partner: str = "7") -> Supposed:
    levels = Before((0,) * len(actions), frozenset({"ana"}), frozenset({"ümit"}))
    return Supposed(partner, name, DAY, SILVER, actions, levels)


def people(*awards: tuple[str, str]) -> Facts:
    """Two people with some awards, enough seats, and two references for Silver."""
    held = [P | {"person_id": who, "award": one, "earned_on": SINCE} for who, one in awards]
    given = [
        P | {"reference_id": str(number), "customer_id": str(number), "given_on": SINCE,
             "status": "approved"}
        for number in range(3)
    ]  # fmt: skip
    sold = {"product": "exchange-online", "period": SINCE, "customer_id": "1", "association": "POR"}
    return knowing(
        staff=[P | {"person_id": "ana"}, P | {"person_id": "ben"}],
        awards=held,
        references=given,
        seats=[P | sold | {"seats": 600, "active_users": 300}],
    )


BEN = (("ben", "70-341"), ("ben", "70-342"))


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    with scratch(database_url) as connection:
        yield connection


# Kept --------------------------------------------------------------------------------------------


def test_what_is_kept_comes_back_as_it_was(connection: Connection) -> None:
    """Every field of every action; the ledger of facts has not moved."""
    was = position(connection)
    loss = Action(LOSE, "ümit", "customer", name="„Ümit“ & Söhne")
    seats = Action(SEAT, "c", "exchange-online", 40, 8.0, 60, DAY, "C", "DPOR", DAY)
    number = save(connection, supposed("Wenn Ümit geht", loss, seats, *EXAMS), AT, "Ada")
    (found,) = scenarios(connection, "7")
    assert found.number == number
    assert found.supposed == supposed("Wenn Ümit geht", loss, seats, *EXAMS)
    assert (found.saved_at, found.by) == (AT, "Ada")
    assert found.tasks == (Task(due_on=DAY),) * 4
    assert scenarios(connection, "8") == ()
    assert position(connection) == was


@pytest.mark.parametrize(
    ("name", "actions", "why"),
    [
        ("  ", EXAMS, "needs a name"),
        ("\x00\u202e", EXAMS, "needs a name"),
        (" IF   ana ", EXAMS, "There is a scenario “IF ana” already"),
        ("nothing", (), "nothing to keep"),
    ],
)
def test_what_cannot_be_kept(
    connection: Connection, name: str, actions: tuple[Action, ...], why: str
) -> None:
    save(connection, supposed("If Ana", *EXAMS), AT, "Ada")
    save(connection, supposed(name + "other", *EXAMS, partner="8"), AT, "Ada")
    with pytest.raises(Refused, match=why):
        save(connection, supposed(name, *actions), AT, "Bo")
    assert len(scenarios(connection)) == 2


def test_dropped_its_name_is_free_and_nobody_can_change_it(connection: Connection) -> None:
    number = save(connection, supposed("If Ana", *EXAMS), AT, "Ada")
    drop(connection, number, AT)
    assert scenarios(connection) == ()
    with pytest.raises(Refused, match="not there any more"):
        drop(connection, number, AT)
    with pytest.raises(Refused, match="not there any more"):
        choose(connection, number)
    assert save(connection, supposed("If Ana", *EXAMS), AT, "Ada") != number


# Compared ----------------------------------------------------------------------------------------


def test_each_case_is_evaluated_on_its_own_day(connection: Connection) -> None:
    """As known there is no tier; with the exams Silver; and a day later no reference is lost."""
    save(connection, supposed("exams", *EXAMS), AT, "")
    lost = [Action(LOSE, "0", "reference", name="=HYPERLINK(0)")]
    late = replace(supposed("lost", *EXAMS, *lost), day=date(2015, 4, 1))
    save(connection, late, AT, "")
    found = compared(MESSAGING, people(*BEN), DAY, scenarios(connection, "7"))
    assert [(one.performs, one.verdict.as_of) for one in found] == [
        ("no tier", DAY),
        ("Silver", DAY),
        ("no tier", date(2015, 4, 1)),
    ]
    table = as_csv(found).decode("utf-8-sig")
    assert "'=HYPERLINK(0) is lost" in table
    assert table.count("\r\n") == 1 + len(EXAMS) + len(EXAMS) + 1 + 3 * 8


def test_what_comes_after_the_day_asked_for_is_not_known_of_any_case(
    connection: Connection,
) -> None:
    """The exams that came to pass in April count neither beside nor in a scenario for May."""
    loss = Action(LOSE, "nobody", "person")
    save(connection, replace(supposed("May", loss), day=date(2015, 5, 1)), AT, "")
    facts = people(*BEN, *((one.who, one.what) for one in EXAMS))
    for day, performs in ((date(2015, 2, 28), "not assessed"), (SINCE, "Silver")):
        found = compared(MESSAGING, facts, day, scenarios(connection, "7"))
        assert [one.performs for one in found] == [performs] * 2


# Carried out -------------------------------------------------------------------------------------


def test_tasks_are_the_newest_steps(connection: Connection) -> None:
    number = save(connection, supposed("plan", *EXAMS), AT, "Ada")
    assert chosen(connection, "7") == ()
    choose(connection, number)
    step(connection, number, 1, Task("Bo\n", DAY, OPEN), AT, "Ada")
    step(connection, number, 1, Task("Cem", None, DONE), AT, "Bo")
    (found,) = chosen(connection, "7", "messaging", AT.date())
    assert found.tasks == (Task(due_on=DAY), Task("Cem", None, DONE))
    assert chosen(connection, "7", "smcs") == ()
    assert chosen(connection, known_on=date(2015, 4, 6)) == ()
    for action, state in ((2, OPEN), (-1, OPEN), (0, "danced")):
        with pytest.raises(Refused):
            step(connection, number, action, Task("", None, state), AT, "")


def test_a_plan_that_was_dropped_takes_no_step(connection: Connection) -> None:
    number = save(connection, replace(supposed("plan", *EXAMS), chosen=True), AT, "Ada")
    drop(connection, number, AT)
    with pytest.raises(Refused, match="dropped its plan"):
        step(connection, number, 0, Task("Bo"), AT, "Bo")


def test_only_the_cells_that_were_written_change_a_task() -> None:
    """Whatever somebody else wrote meanwhile in the others stays."""
    was = Task("Bo", DAY, OPEN)
    assert over(was, {"owner": "Cem"}) == Task("Cem", DAY, OPEN)
    assert over(was, {"due_on": "2015-04-02T00:00:00.000"}) == Task("Bo", date(2015, 4, 2), OPEN)
    assert over(was, {"state": "said to be done"}) == Task("Bo", DAY, DONE)
    assert over(was, {"owner": None, "due_on": None}) == Task("", None, OPEN)


def test_progress_is_what_the_facts_show(connection: Connection) -> None:
    """Half of the plan is done, then all: by what is known, whatever is said."""
    facts = people(*BEN)
    plan = replace(supposed("plan", *EXAMS), before=before(EXAMS, facts, DAY), chosen=True)
    number = save(connection, plan, AT, "Ada")
    step(connection, number, 0, Task("Bo", date(2015, 3, 1), DONE), AT, "Ada")
    (saved,) = chosen(connection)

    one = progress(saved, facts, date(2015, 3, 10))
    assert (one.done, one.late, one.reached, one.enough) == (0, 1, False, True)
    assert summary(one) == "0 of 2 done. 1 overdue. The rest is enough for the tier."
    assert "said to be done; the facts do not show it yet, Bo, due 2015-03-01 (overdue)" in aloud(
        [one], {"7": "Sieben GmbH"}
    )
    assert aloud([one], {"7": "Sieben GmbH"}).startswith("Sieben GmbH (7), plan (Silver in ")

    one = progress(saved, people(*BEN, ("ana", "70-341")), date(2015, 3, 10))
    assert [item.state for item in one.items] == ["shown", OPEN]
    assert (one.done, one.late, one.enough) == (1, 0, True)

    all_done = people(*BEN, *((one.who, one.what) for one in EXAMS))
    one = progress(saved, all_done, date(2015, 2, 28))  # a day before it is known
    assert (one.done, one.reached, one.enough) == (0, False, False)
    one = progress(saved, all_done, DAY)
    assert summary(one) == "2 of 2 done. The tier is reached."

    for action in range(len(EXAMS)):
        step(connection, number, action, Task("Bo", DAY, GIVEN_UP), AT, "Ada")
    (saved,) = chosen(connection)
    one = progress(saved, facts, date(2015, 4, 2))
    assert (one.late, one.enough) == (0, False)
    assert "no longer enough" in summary(one)


def test_a_hire_that_is_given_up_takes_its_exams_along(connection: Connection) -> None:
    """Of somebody who will not come nothing is to be expected; of others it still is."""
    mine = [replace(one, who="new person 1") for one in EXAMS]
    actions = (Action(HIRE, "new person 1"), *mine)
    plan = replace(supposed("plan", *actions), before=before(actions, people(*BEN), DAY))
    number = save(connection, replace(plan, chosen=True), AT, "")
    for given_up, enough in ((False, True), (True, False)):
        if given_up:
            step(connection, number, 0, Task("Bo", DAY, GIVEN_UP), AT, "")
        (saved,) = chosen(connection)
        for facts in (people(*BEN), replace(people(*BEN), staff=knowing().staff)):
            assert progress(saved, facts, DAY).enough is enough


def test_a_loss_is_nothing_to_carry_out_but_stays_supposed(connection: Connection) -> None:
    """The lines that are left keep the numbers of their actions."""
    loss = Action(LOSE, "ben", "person")
    save(connection, replace(supposed("plan", loss, *EXAMS), chosen=True), AT, "")
    (saved,) = chosen(connection)
    one = progress(saved, people(*BEN), DAY)
    assert [item.number for item in one.items] == [1, 2]
    assert not one.enough
    assert not to_do(supposed("plan", loss))
    assert to_do(saved.supposed)


def test_what_is_no_longer_enough_is_said(connection: Connection) -> None:
    """A reference more was planned, and meanwhile two were lost."""
    actions = (*EXAMS, Action(REFERENCE, "9"))
    facts = people(*BEN)
    save(connection, replace(supposed("plan", *actions), chosen=True), AT, "")
    (saved,) = chosen(connection)
    none = knowing(staff=[P | {"person_id": "ana"}])
    assert progress(saved, facts, DAY).enough
    assert not progress(saved, none, DAY).enough
