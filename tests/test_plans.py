"""The cheapest way to a tier, as the command and the page tell it."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from imports.costs import default_costs
from reports import plans
from reports.deeds import lines
from tests.commands import refused, run
from tests.knowledge import knowing
from tests.pages import WOLKENQUITTE, opened, said
from tiers.planner import Action, Goal, Mistaken, Plan, Planned
from tiers.programmes import PROGRAMMES

DAY = date(2015, 3, 31)
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
    assert f"{prices}, line 2, action: “dance” is no action that can be planned" in complaint
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


def test_whose_plan_it_is(demonstrated: str) -> None:
    """The partner by name and number, the programme by its title."""
    first, *_lines = run(demonstrated, *ASKED, "--tier", "Gold").out.splitlines()
    assert first == (
        "Wolkenquitte Systemhaus GmbH (fictional) (4182736), "
        "Gold in Messaging competency FY2015, by 2015-03-31:"
    )


def test_headings_say_what_is_otherwise(demonstrated: str) -> None:
    """Plans that differ in an exam alone are told apart by their headings."""
    out = run(demonstrated, *ASKED, "--tier", "Gold").out
    cheapest, *others = [line.strip() for line in out.splitlines()[1:] if "    - " not in line]
    assert cheapest == "The cheapest plan, proven: 101 working days, to begin by 2015-01-30."
    another = "Another way: 101 working days, to begin by 2015-01-30. Unlike the cheapest: "
    without = "exams in MCSE: Messaging (0 instead of 1)."
    assert others == [
        f"{another}exams in {award} (2 instead of 1), {without}" for award in ("70-342", "70-341")
    ]


@pytest.mark.parametrize(
    ("cost", "says"),
    [
        (0.15, "0.15 working days"),
        (1, "1 working day"),
        (1.0, "1 working day"),
        (1291.45, "1,291.45 working days"),
    ],
)
def test_working_days_are_told_as_they_are(cost: float, says: str) -> None:
    found = Plan(cost, optimal=True, actions=(Action("hire", "ana", cost=cost, start_by=DAY),))
    assert plans.summary(found, 0).startswith(f"The cheapest plan, proven: {says}, to begin by")
    assert plans.dated(found.actions) == [f"ana is hired ({says}, begin by 2015-03-31)"]


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (Action("figure", "", "technical-validations", 3), "technical validations: 3 more"),
        (Action("figure", "a", "net-new-users", 1200), "net new users of a: 1,200 more"),
        (
            Action("figure", "", "launched-monthly-revenue", 49445),
            "launched monthly revenue rises by 49,445 USD",
        ),
        (
            Action("figure", "a", "azure-consumption", 500),
            "azure consumption of a rises by 500 USD",
        ),
        (Action("seat", "a", "teams", 1000), "a takes 1,000 more seats of Teams"),
        (Action("activate", "a", "teams", 1000), "a puts 1,000 more users to work in Teams"),
    ],
)
def test_figures_in_sentences(action: Action, says: str) -> None:
    assert action.says == says


def test_those_who_do_alike_are_told_together() -> None:
    """In one line, in the order of their numbers; who does otherwise has one of their own."""
    won = [Action("customer", f"new customer {n}", cost=10, start_by=DAY) for n in (10, 2, 1, 3)]
    more = [
        Action("seat", who, "teams", amount, start_by=DAY)
        for who, amount in (("b", 1), ("a", 1), ("c", 20), ("d", 30), ("e", 30))
    ]
    used = [
        Action("figure", who, "azure-consumption", 1000, start_by=date(2015, 1, 1)) for who in "ab"
    ]
    counted = Action("customer", "x", start_by=DAY, association="POR", name="X GmbH")
    named = (counted, replace(counted, who="y", name="Y KG"))
    assert [(one.says, one.cost) for one in lines((*won, *more, *used, *named))] == [
        ("2 customers each bring 1,000 USD more of azure consumption: a, b", 0),
        ("4 customers are won: new customer 1 to 3, new customer 10", 40),
        ("2 customers are won, with POR: X GmbH, Y KG", 0),
        ("2 customers each take 1 more seat of Teams: a, b", 0),
        ("c takes 20 more seats of Teams", 0),
        ("2 customers each take 30 more seats of Teams: d, e", 0),
    ]


def test_losses_are_told_one_by_one() -> None:
    """What nobody plans stays as it is."""
    lost = [Action("lose", who, "person", start_by=DAY) for who in ("ana", "ben")]
    assert [one.says for one in lines(lost)] == ["ana is lost", "ben is lost"]


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
