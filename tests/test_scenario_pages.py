"""Supposed on the page of the plan, kept, compared and carried out; and the same by verbs."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from imports.costs import default_costs
from models import scenarios
from models.database import writing
from models.tables import rows_of
from tests.commands import refused, run
from tests.fixtures.demonstrations import copied
from tests.pages import WOLKENQUITTE, bare, labels, metrics, opened, ran, said
from views import knowledge, prices, progress

DAY = {"partner": WOLKENQUITTE, "as_of": "2015-03-31"}
BY = DAY | {"by": "2015-03-31", "tier": "Gold"}
WITHOUT, THEN = "Performs, if nothing is done", "Would perform"


def clicked(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    return ran(app)


def first_plan(app: AppTest) -> list[str]:
    """The buttons of the cheapest plan."""
    return [one.label for one in app.button if one.key == "carry out 0"]


def bare_labels(app: AppTest, kind: str) -> list[str]:
    return [bare(one) for one in labels(app, kind)]


def successes(app: AppTest) -> str:
    return bare(" ".join(str(one.value) for one in app.success))


# The plan and what if ----------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_at_first_a_plan_is_for_the_renewal() -> None:
    """Which is early, so that some of it should have begun; the tier by itself is said."""
    app = opened("plan", **DAY)
    assert app.date_input(key="address.by").value == date(2015, 4, 22)
    assert "Silver on 2015-03-31; if nothing is done, Silver on 2015-04-22." in said(app)
    assert "This should have begun by 2015-02-21. Begun on 2015-03-31" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_without_a_renewal_it_is_for_a_quarter_from_now() -> None:
    app = opened("plan", partner=WOLKENQUITTE, programme="odoo", as_of="2025-03-31")
    assert app.date_input(key="address.by").value == date(2025, 6, 29)


@pytest.mark.usefixtures("demo_pages")
def test_a_day_without_rules_is_not_planned_for() -> None:
    """The nearest days that have some are offered."""
    app = opened("plan", **DAY | {"by": "2016-05-01"})
    assert "No edition of the Messaging competency is in force on 2016-05-01" in said(app)
    assert {"FY2015, until 2015-06-30", "2017, from 2017-07-06"} <= set(labels(app, "page_link"))
    assert app.date_input(key="address.by").value == date(2016, 5, 1)


@pytest.mark.usefixtures("demo_pages")
def test_a_renewal_without_rules_is_planned_for_the_last_day_with_some() -> None:
    app = opened("plan", partner="3390145", programme="messaging")
    text = said(app)
    assert "No edition is in force on the renewal, 2016-03-10. Planned is for 2015-06-30" in text
    assert app.date_input(key="address.by").value == date(2015, 6, 30)
    assert WITHOUT in metrics(app)


@pytest.mark.usefixtures("demo_pages")
def test_a_day_before_the_as_of_day_is_not_planned_for() -> None:
    app = opened("plan", **DAY | {"by": "2015-01-31"})
    assert "2015-01-31 lies before the as-of day, 2015-03-31" in said(app)
    assert not app.metric
    assert metrics(opened("plan", **DAY | {"by": "2015-03-31"}))


@pytest.mark.usefixtures("demo_pages")
def test_a_plan_knows_no_more_than_the_forecast() -> None:
    """Seats and references that come between the as-of day and the plan's are not known yet."""
    assert "Silver until 2015-06-02, then no tier" in said(opened("forecast", **DAY))
    app = opened("plan", **DAY | {"by": "2015-06-30", "tier": "Silver"})
    assert "Silver on 2015-03-31; if nothing is done, no tier on 2015-06-30." in said(app)
    assert metrics(app) == {WITHOUT: "no tier", THEN: "Silver"}


@pytest.mark.usefixtures("demo_pages")
def test_a_customer_is_named_however_late_the_name_is_told() -> None:
    """In a line of all who do the same."""
    app = opened("plan", **BY)
    told = [bare(one) for one in app.dataframe[1].value["What to do"]]
    (references,) = (one for one in told if "give a reference" in one)
    assert "Purzelwolke Pflegedienste gGmbH" in references


@pytest.mark.usefixtures("demo_pages")
def test_a_plan_names_the_edition_of_its_own_day() -> None:
    asked = {"partner": WOLKENQUITTE, "programme": "modern-work", "as_of": "2026-03-31"}
    text = said(opened("plan", **asked, by="2026-12-08"))
    assert "edition 2026, in force from 2026-07-01 on" in text
    assert "edition 2023" not in text


@pytest.mark.usefixtures("demo_pages")
def test_a_day_that_cannot_be_read_is_said() -> None:
    assert "The address has by=soon, which is not a day" in said(opened("plan", **DAY, by="soon"))


@pytest.mark.usefixtures("demo_pages")
def test_ticks_sliders_and_losses_turn_the_verdict() -> None:
    app = opened("plan", **BY)
    assert metrics(app) == {WITHOUT: "Silver", THEN: "Gold"}
    seats = next(one for one in app.slider if "more seats" in one.label)
    assert (seats.min, seats.value, seats.max) == (0, 340, 680)
    seats.set_value(339)
    assert metrics(ran(app))[THEN] == "Silver"
    seats.set_value(340)
    app.checkbox[0].uncheck()
    assert metrics(ran(app))[THEN] == "Silver"
    app.checkbox[0].check()
    lost = app.multiselect[0]
    lost.select(next(one for one in lost.options if one.startswith("reference")))
    assert metrics(ran(app))[THEN] == "Silver"


@pytest.mark.usefixtures("demo_pages")
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("exam", "passes 70-341"),
        ("hire", "nother person 1 is hired"),
        ("reference", "gives a reference"),
        ("claim", "names us as DPOR for exchange-online"),
    ],
)
def test_something_of_ones_own_is_ticked_too(kind: str, says: str) -> None:
    app = opened("plan", **BY)
    before = len(app.checkbox)
    app.selectbox(key="suppose.kind").select(kind)
    app = clicked(ran(app), "Add")
    assert len(app.checkbox) == before + 1
    assert any(says in bare(one.label) for one in app.checkbox)


@pytest.mark.usefixtures("demo_pages")
def test_a_customer_who_is_won_brings_seats_and_users() -> None:
    app = opened("plan", **BY)
    app.selectbox(key="suppose.kind").select("customer")
    app = ran(app)
    app.number_input(key="suppose.Seats").set_value(100)
    app.number_input(key="suppose.Users").set_value(40)
    app = clicked(app, "Add")
    assert any("nother customer 1 is won" in bare(one.label) for one in app.checkbox)
    mine = [one.value for one in app.slider if "nother customer 1" in one.label]
    assert mine == [100, 40]


@pytest.mark.usefixtures("demo_pages")
def test_what_was_added_can_be_taken_back() -> None:
    """Somebody new with all that was to be theirs; whoever is added next is somebody else."""
    app = opened("plan", **BY)
    before = len(app.checkbox)
    app.selectbox(key="suppose.kind").select("hire")
    app = ran(app)
    app.multiselect(key="suppose.held").select("70-341")
    app = clicked(clicked(ran(app), "Add"), "Add")
    assert len(app.checkbox) == before + 4
    first = next(one for one in app.button if "person 1 is hired" in str(one.key))
    first.click()
    app = ran(app)
    added = [bare(one.label) for one in app.checkbox][before:]
    assert added == ["Another person 2 is hired", "Another person 2 passes 70-341"]
    app = clicked(app, "Add")
    assert {"Another person 1 is hired", "Another person 2 is hired"} <= {
        bare(one.label) for one in app.checkbox
    }


# Prices ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_plans_are_made_with_prices_of_ones_own() -> None:
    """Those of the visit, whatever page was looked at in between."""
    app = opened("plan", **BY)
    assert "The cheapest plan, proven: 101 working days" in successes(app)
    app.session_state[prices.OWN] = {"exam": {"cost": 11.0}}
    assert "The cheapest plan, proven: 104 working days" in successes(ran(app))


def test_an_emptied_price_is_ours_again(monkeypatch: pytest.MonkeyPatch) -> None:
    names = list(default_costs().prices)
    row = names.index("reference")
    state: dict[str, Any] = {prices.OWN: {"exam": {"cost": 50}}}
    monkeypatch.setattr(st, "session_state", state)
    for cells in ({"cost": 5, "lead_days": 3}, {"cost": None}):
        state["key"] = {"edited_rows": {row: cells}}
        prices._write("key")
    assert state[prices.OWN] == {"exam": {"cost": 50}, "reference": {"lead_days": 3}}
    assert {name: (cost, days) for name, cost, days in prices.prices()}["reference"] == (1, 3)


# Kept and compared -------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_demo_pages")
def test_what_is_kept_stands_beside_what_is_known() -> None:
    assert "No scenario is kept yet" in said(opened("scenarios", **DAY))
    app = opened("plan", **BY)
    app.text_input(key="scenario.name").set_value("All of it")
    app = clicked(ran(app), "Keep")
    assert "Kept. Compare it with others" in successes(app)
    assert "There is a scenario “All of it” already" in said(clicked(app, "Keep"))

    app = opened("scenarios", **DAY)
    table = app.table[0].value
    assert [bare(one) for one in table.columns] == [
        "Criterion", "As known  \non 2015-03-31", "“All of it”  \non 2015-03-31",
    ]  # fmt: skip
    assert [bare(one) for one in table.iloc[0]] == ["**Performs**", "Silver", "**Gold**"]
    assert labels(app, "download_button") == ["CSV, for a spreadsheet", "JSON, for a script"]
    assert "Gold in Messaging competency FY2015 by 2015-03-31. Kept on" in said(app)

    app = clicked(app, "Carry it out")
    assert "Being carried out" in labels(app, "page_link")
    assert "who does what until when, and how far it is, goes with it" in said(app)
    assert "Drop" not in [one.label for one in app.button]
    assert "No scenario is kept yet" in said(clicked(app, "Drop “All of it”"))


@pytest.mark.usefixtures("own_demo_pages")
def test_scenarios_of_another_programme_are_compared_only_when_asked_for() -> None:
    app = opened("plan", **BY)
    app.text_input(key="scenario.name").set_value("All of it")
    clicked(ran(app), "Keep")
    app = opened("scenarios", partner=WOLKENQUITTE, programme="smcs", as_of="2015-03-31")
    assert len(app.table[0].value.columns) == 2
    (asked,) = app.multiselect
    (option,) = asked.options
    assert option == "All of it – Gold in Messaging competency FY2015 by 2015-03-31"
    asked.select(option)
    assert len(ran(app).table[0].value.columns) == 3


@pytest.mark.usefixtures("own_demo_pages")
def test_a_loss_is_kept_and_compared_but_nothing_to_carry_out() -> None:
    """Of what is supposed beside it somebody takes care."""
    app = opened("plan", **BY)
    lost = app.multiselect[0]
    lost.select(next(one for one in lost.options if one.startswith("reference")))
    app = ran(app)
    app.text_input(key="scenario.name").set_value("With a loss")
    assert "Kept. Compare it with others" in successes(clicked(ran(app), "Keep"))
    app = opened("scenarios", **DAY)
    assert "is lost" in said(app)
    clicked(app, "Carry it out")
    text = said(opened("progress", **DAY))
    assert "0 of 7 done." in text
    assert "is lost" not in text


@pytest.mark.usefixtures("own_demo_pages")
def test_a_loss_alone_cannot_be_carried_out() -> None:
    app = opened("plan", **BY)
    for box in app.checkbox:
        box.uncheck()
    for slider in app.slider:
        slider.set_value(0)
    lost = app.multiselect[0]
    lost.select(next(one for one in lost.options if one.startswith("person")))
    app = ran(app)
    app.text_input(key="scenario.name").set_value("If Anna leaves")
    clicked(ran(app), "Keep")
    app = opened("scenarios", **DAY)
    assert "is lost" in said(app)
    assert "Carry it out" not in [one.label for one in app.button]


@pytest.mark.usefixtures("own_demo_pages")
def test_what_somebody_else_dropped_is_gone() -> None:
    app = opened("plan", **BY)
    app.text_input(key="scenario.name").set_value("All of it")
    clicked(ran(app), "Keep")
    app = opened("scenarios", **DAY)
    with writing(knowledge.engine()) as connection:
        scenarios.drop(connection, 1, datetime.now(UTC))
    assert "No scenario is kept yet" in said(clicked(app, "Carry it out"))


# Carried out -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_demo_pages")
def test_a_plan_is_carried_out() -> None:
    """It stands on its page, among all plans, on the standing and in the report."""
    assert "No plan is being carried out" in said(opened("progress", **DAY))
    app = clicked(opened("plan", **BY), "Carry this plan out")
    assert "The plan is being carried out" in successes(app)
    assert "Carry this plan out" not in first_plan(ran(app))
    assert "Being carried out as “Gold by 2015-03-31”" in bare_labels(app, "page_link")
    said_there = said(opened("progress", **DAY))
    assert "Gold in Messaging competency FY2015 by 2015-03-31" in said_there
    assert "0 of 7 done. The rest is enough for the tier." in said_there
    (row,) = opened("progress", as_of="2015-03-31").dataframe[0].value.to_dict("records")
    assert (row["plan"], row["done"], row["late"]) == ("Gold by 2015-03-31", "0 / 7", 0)
    assert (row["partner"], row["number"]) == (
        "Wolkenquitte Systemhaus GmbH (fictional)", WOLKENQUITTE,
    )  # fmt: skip
    assert f"{WOLKENQUITTE} · What the facts show" in said_there
    columns = opened("progress", **DAY).dataframe[0].value.columns
    assert list(columns) == ["state", "owner", "due_on", "says", "shown"]
    for page in ("standing", "report"):
        assert "Gold by 2015-03-31" in said(opened(page, **DAY))
    assert "Gold by 2015-03-31" not in said(opened("standing", **DAY, programme="smcs"))


@pytest.mark.usefixtures("own_demo_pages")
def test_a_plan_has_a_name_of_ones_own_or_one_that_is_free() -> None:
    """Where the tier and the day are taken the programme is named, then a number."""
    taken = "Gold by 2015-03-31"
    keep(taken)
    app = opened("plan", **BY)
    named = next(one for one in app.text_input if one.label == "Name of the plan")
    assert named.value == "Gold in Messaging competency by 2015-03-31"
    named.set_value(taken)
    assert f"There is a scenario “{taken}” already" in said(
        clicked(ran(app), "Carry this plan out")
    )
    keep("Gold in Messaging competency by 2015-03-31")
    named = next(one for one in opened("plan", **BY).text_input if "named" in str(one.key))
    assert named.value == "Gold in Messaging competency by 2015-03-31 (2)"


def keep(name: str) -> None:
    """Keep the cheapest plan as a scenario."""
    app = opened("plan", **BY)
    app.text_input(key="scenario.name").set_value(name)
    clicked(ran(app), "Keep")


@pytest.mark.usefixtures("own_demo_pages")
def test_without_a_day_in_the_address_progress_is_that_of_today() -> None:
    """Whatever day the programme beside it shows; its plans may be for another one."""
    clicked(opened("plan", **BY), "Carry this plan out")
    today = datetime.now(UTC).date()
    app = opened("progress", partner=WOLKENQUITTE)
    assert f"What the facts show by {today} closes an action" in said(app)
    assert "Showing" not in said(app)
    assert app.date_input(key="address.as_of").value == today
    assert re.search(r"[1-7] overdue", said(app))
    assert re.search(r"[1-7] overdue", said(opened("standing", partner=WOLKENQUITTE)))
    (row,) = opened("progress").dataframe[0].value.to_dict("records")
    assert row["late"] > 0


@pytest.mark.usefixtures("own_demo_pages")
def test_a_step_has_the_moment_of_its_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that of the page it was made on; and it is of the action in that line."""
    clicked(opened("plan", **BY), "Carry this plan out")
    before = datetime.now(UTC)
    cells = {"edited_rows": {"1": {"owner": "Bo"}}}
    monkeypatch.setattr(st, "session_state", {"tasks": cells})
    progress._write(1, [3, 5], "tasks")
    with knowledge.reading() as connection:
        (step,) = connection.execute(select(rows_of(scenarios.Step))).all()
    assert before <= step.at <= datetime.now(UTC)
    assert (step.action, step.owner) == (5, "Bo")


# Verbs -------------------------------------------------------------------------------------------


def test_the_verbs_keep_compare_and_tell(demonstrated: str, tmp_path: Path) -> None:
    url = copied(demonstrated, tmp_path)
    of_day = ("--programme", "messaging", "--as-of", "2015-06-30")
    plan = ("plan", "--partner", WOLKENQUITTE, *of_day, "--tier", "Gold", "--keep", "June")
    cost = run(url, *plan, "--by", "Ada", "--json").document["cost"]
    assert "There is a scenario “June” already" in refused(url, *plan)

    known, kept = run(url, "scenarios", "--partner", WOLKENQUITTE, *of_day, "--json").document
    assert (known["scenario"], known["tier"], known["as_of"]) == (None, "Silver", "2015-06-30")
    assert (kept["name"], kept["tier"], kept["chosen"], kept["by"]) == ("June", "Gold", True, "Ada")
    assert sum(one["cost"] for one in kept["actions"]) == cost
    assert (
        "June, on 2015-06-30: Gold" in run(url, "scenarios", "--partner", WOLKENQUITTE, *of_day).out
    )

    (told,) = run(url, "progress", "--as-of", "2015-04-07", "--json").document
    assert (told["partner"], told["done"], told["reached"]) == (WOLKENQUITTE, 0, False)
    assert {one["state"] for one in told["actions"]} == {"open"}
    out = run(url, "progress", "--as-of", "2015-07-07", "--partner", WOLKENQUITTE).out
    assert out.startswith(f"Wolkenquitte Systemhaus GmbH (fictional) ({WOLKENQUITTE}), June (")
    assert "due 2015-06-30 (overdue)" in out
    run(url, "report", "--partner", WOLKENQUITTE, *of_day, "--format", "csv", "--out",
        tmp_path / "report.csv")  # fmt: skip
    assert "action," in (tmp_path / "report.csv").read_text("utf-8-sig")


def test_without_plans_there_is_none_to_tell_of(demonstrated: str) -> None:
    assert (
        "No plan is being carried out."
        in run(demonstrated, "progress", "--as-of", "2015-04-07").out
    )
    complaint = refused(
        demonstrated, "plan", "--partner", WOLKENQUITTE, "--programme", "security", "--as-of",
        "2015-04-07", "--tier", "Solutions Partner", "--keep", "x",
    )  # fmt: skip
    assert "2015-04-07" in complaint
