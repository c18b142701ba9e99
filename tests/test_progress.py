"""How far chosen actions are: nothing at first, all once they are done, and what lies between."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.bench.wide_lake import make_wide_lake
from tests.knowledge import knowing
from tests.test_planner import COSTS, NEVER, edition, partners
from tiers.facts import Facts
from tiers.planner import Action, Goal, apply, before, plan, shown
from tiers.planner.actions import (
    ACTIVATE,
    CLAIM,
    CUSTOMER,
    EXAM,
    FIGURE,
    HIRE,
    LOSE,
    REFERENCE,
    SEAT,
)

DAY = date(2015, 3, 31)
LATER = DAY + timedelta(days=60)
P = {"partner_id": "P"}
SEATS = P | {"product": "exchange-online", "period": DAY, "association": "POR"}
ANA = P | {"person_id": "ana"}


def wide(folder: Path, day: date) -> Facts:
    import polars as pl  # noqa: PLC0415

    make_wide_lake(folder, 4, day)
    return Facts.of({name: pl.scan_parquet(folder / f"{name}.parquet") for name in Facts.names()})


@pytest.mark.parametrize(
    ("programme", "name"),
    [("messaging", "FY2015"), ("smcs", "2017"), ("odoo", "v11"), ("aws-services", "2024"),
     ("azure-infrastructure", "2023")],
)  # fmt: skip
def test_a_plan_that_is_applied_is_shown_done(programme: str, name: str, tmp_path: Path) -> None:
    """Whatever a plan does: of all partners, before nothing of it is shown, and after all."""
    rules = edition(programme, name)
    day = min(rules.until, NEVER)
    tried = 0
    for facts in partners(wide(tmp_path, day)):
        for found in plan([Goal(rules, rules.tiers[-1].name)], facts, day, COSTS, 1).plans:
            since = before(found.actions, facts, day)
            assert not any(one.have for one in shown(found.actions, since, facts, day))
            after = shown(found.actions, since, apply(found.actions, facts, day), day)
            assert [one.action.says for one in after if not one.done] == []
            tried += len(found.actions)
    assert tried


@pytest.mark.parametrize(
    ("action", "rows"),
    [
        (Action(EXAM, "ana", "70-341"),
         {"awards": [ANA | {"award": "70-341", "earned_on": LATER}], "staff": [ANA]}),
        (Action(REFERENCE, "c"),
         {"references": [P | {"reference_id": "1", "customer_id": "c", "given_on": LATER,
                              "status": "approved"}]}),
        (Action(CLAIM, "c", "exchange-online", association="DPOR"),
         {"associations": [P | {"customer_id": "c", "product": "exchange-online", "kind": "DPOR",
                                "started_on": LATER, "proof": "none"}]}),
        (Action(FIGURE, "", "revenue", 500),
         {"figures": [P | {"figure": "revenue", "period": LATER, "value": 50_000}]}),
    ],
    ids=["exam", "reference", "claim", "figure"],
)  # fmt: skip
def test_what_the_facts_show_closes_an_action(
    action: Action, rows: dict[str, list[object]]
) -> None:
    """One that tells of it does, from its day on and not before."""
    since = before([action], knowing(staff=[ANA]), DAY)
    facts = knowing(**rows)  # type: ignore[arg-type]
    assert [one.done for one in shown([action], since, facts, LATER)] == [True]
    assert [one.done for one in shown([action], since, facts, LATER - timedelta(days=1))] == [False]


def test_seats_and_users_come_bit_by_bit() -> None:
    """What is had beyond what was had before, never more than is asked, never less than nothing."""

    def having(seats: int, users: int | None) -> Facts:
        return knowing(seats=[SEATS | {"customer_id": "c", "seats": seats, "active_users": users}])

    actions = [
        Action(SEAT, "c", "exchange-online", 40),
        Action(ACTIVATE, "c", "exchange-online", 10),
    ]
    since = before(actions, having(100, 20), DAY)
    for seats, users, have in ((90, 25, (0, 5)), (130, 30, (30, 10)), (999, 999, (40, 10))):
        found = shown(actions, since, having(seats, users), DAY)
        assert tuple(one.have for one in found) == have
        assert [one.need for one in found] == [40, 10]
    (rest, _users) = shown(actions, since, having(130, 20), DAY)
    assert rest.left.amount == 10
    for nobody in (0, None):
        since = before(actions, having(0, nobody), DAY)
        assert [one.have for one in shown(actions, since, having(30, 9), DAY)] == [30, 9]


@pytest.mark.parametrize(
    ("period", "value", "have"),
    [
        (date(2014, 3, 31), 500, 0),
        (date(2014, 4, 1), 500, 500),
        (DAY, 1.99, 1),
        (LATER, 500, 0),
    ],
)
def test_a_figure_shows_by_its_last_twelve_months(period: date, value: float, have: int) -> None:
    """In whole units, and not before its period is over."""
    action = Action(FIGURE, "", "revenue", 500)
    since = before([action], knowing(staff=[ANA]), DAY)
    row = P | {"figure": "revenue", "period": period, "value": round(value * 100)}
    (found,) = shown([action], since, knowing(figures=[row]), DAY)
    assert (found.have, type(found.have)) == (have, int)


def test_those_who_come_stand_for_those_who_were_to_come() -> None:
    """Of two who came the one with the exam is the one who was to be hired for it."""
    actions = [
        Action(HIRE, "new person 1"),
        Action(EXAM, "new person 1", "70-341"),
        Action(CUSTOMER, "new customer 1"),
        Action(SEAT, "new customer 1", "exchange-online", 25),
    ]
    since = before(actions, knowing(staff=[ANA]), DAY)
    assert not any(one.done for one in shown(actions, since, knowing(staff=[ANA]), DAY))
    people = [ANA, P | {"person_id": "ben"}, P | {"person_id": "cem"}]
    facts = knowing(
        staff=people,
        awards=[P | {"person_id": "cem", "award": "70-341", "earned_on": DAY}],
        seats=[SEATS | {"customer_id": "z", "seats": 25, "active_users": 0}],
    )
    found = shown(actions, since, facts, DAY)
    assert [one.done for one in found] == [True] * 4
    assert [one.who for one in found] == ["cem", "cem", "z", "z"]


def test_what_is_lost_again_is_open_again() -> None:
    action = Action(EXAM, "ana", "70-341")
    since = before([action], knowing(staff=[ANA]), DAY)
    award = ANA | {"award": "70-341", "earned_on": DAY, "expires_on": LATER}
    facts = knowing(staff=[ANA], awards=[award])
    for day, done in ((LATER, True), (LATER + timedelta(days=1), False)):
        (found,) = shown([action], since, facts, day)
        assert found.done is done


def test_a_loss_that_was_expected_is_seen() -> None:
    """A person off the staff list, a customer out of the newest figures, a reference taken back."""
    actions = [
        Action(LOSE, "ana", "person"),
        Action(LOSE, "c", "customer"),
        Action(LOSE, "1", "reference"),
    ]
    mine = SEATS | {"customer_id": "c", "seats": 5}
    given = P | {"reference_id": "1", "customer_id": "c", "given_on": DAY, "status": "approved"}
    known = knowing(staff=[ANA], seats=[mine], references=[given])
    since = before(actions, known, LATER)
    assert not any(one.done for one in shown(actions, since, known, LATER))
    newer = SEATS | {"customer_id": "d", "seats": 5, "period": LATER}
    for seats in ([mine, newer], [newer, mine]):
        without = knowing(staff=[P | {"person_id": "ben"}], seats=seats)
        assert all(one.done for one in shown(actions, since, without, LATER))
