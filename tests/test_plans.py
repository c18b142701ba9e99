"""The cheapest way to a tier, as the command and the page tell it."""

import logging
from datetime import date
from pathlib import Path

import pytest

from imports.costs import default_costs
from reports import plans
from tests.commands import refused, run
from tests.knowledge import knowing
from tests.pages import WOLKENQUITTE, opened, said
from tiers.planner import Action, Goal, Mistaken, Plan, Planned
from tiers.programmes import PROGRAMMES

OF_DAY = ("--programme", "messaging", "--as-of", "2015-03-31")
ASKED = ("plan", "--partner", WOLKENQUITTE, *OF_DAY)


def test_the_cheapest_plan_is_told(demonstrated: str) -> None:
    """What Gold takes: seats, exams, an association and references, each with its latest start."""
    told = run(demonstrated, *ASKED, "--tier", "Gold", "--json").document
    assert told["optimal"] is True
    assert told["cost"] == sum(one["cost"] for one in told["actions"])
    assert {one["action"] for one in told["actions"]} >= {"exam", "reference", "seat"}
    assert told["start_by"] == min(one["start_by"] for one in told["actions"])
    assert all(one["cost"] >= told["cost"] for one in told["alternatives"])
    out = run(demonstrated, *ASKED, "--tier", "Gold").out
    assert "The cheapest plan, proven:" in out
    assert "Adelheid Kassenbon passes 70-341" in out


def test_a_tier_that_is_held_takes_nothing(demonstrated: str) -> None:
    told = run(demonstrated, *ASKED, "--tier", "Silver", "--json").document
    assert (told["cost"], told["actions"]) == (0, [])
    assert "Nothing needs to be done" in run(demonstrated, *ASKED, "--tier", "Silver").out


def test_own_prices_turn_the_plan(demonstrated: str, tmp_path: Path) -> None:
    """Where a seat costs nothing, the seats do not; what is wrong in the file is named."""
    prices = tmp_path / "prices.csv"
    prices.write_text("action,cost,lead_days\nseat,0,1\n", encoding="utf-8")
    dear, cheap = (
        run(demonstrated, *ASKED, "--tier", "Gold", *more, "--json").document["cost"]
        for more in ((), ("--costs", str(prices)))
    )
    assert cheap < dear
    prices.write_text("action,cost,lead_days\ndance,1,1\nseat,much,1\n", encoding="utf-8")
    complaint = refused(demonstrated, *ASKED, "--tier", "Gold", "--costs", str(prices))
    assert "line 2, action: “dance” is no action that can be planned" in complaint
    assert "line 3, cost: “much” is not a number of working days" in complaint


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (("--tier", "Platinum"), "Platinum"),
        (("--tier", "Gold", "--tier", "Gold", "--tier", "Gold"), "one for each"),
        (("--tier", "Gold", "--costs", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_what_cannot_be_planned_is_refused(
    demonstrated: str, call: tuple[str, ...], complaint: str
) -> None:
    assert complaint in refused(demonstrated, *ASKED, *call)


@pytest.mark.usefixtures("demo_pages")
def test_a_day_without_rules_says_so() -> None:
    app = opened("plan", partner=WOLKENQUITTE, as_of="2016-05-01")
    assert "No edition of the Messaging competency is in force on 2016-05-01" in said(app)


def test_a_plan_that_fails_its_check_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No plan is shown; the log says what was planned, and nobody's name."""
    exam = Action("exam", "ana", "70-341", name="Ana Meier")

    def fail(*_asked: object) -> Planned:
        raise Mistaken(Plan(10, optimal=True, actions=(exam, Action("hire", "new person 1"))))

    monkeypatch.setattr(plans, "plan", fail)
    rules = PROGRAMMES["messaging"].named("FY2015")
    assert rules
    asked = plans.Asked("P-77", (Goal(rules, "Gold"),), date(2015, 3, 31))
    with caplog.at_level(logging.ERROR):
        assert plans.planned(asked, knowing(), default_costs(), 3) == Planned(())
    (logged,) = caplog.messages
    assert logged == (
        "A plan for Gold of messaging FY2015 by 2015-03-31 does not suffice when it is checked. "
        "It does exam 70-341: 1, hire: 1."
    )
