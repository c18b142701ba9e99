"""Scenarios: supposed on the page of the plan, kept and compared; and the same by verbs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import scenarios
from models.database import writing
from tests.commands import refused, run
from tests.fixtures.demonstrations import copied
from tests.pages import WOLKENQUITTE, bare, labels, opened, ran, said
from tests.planning import BY, DAY, clicked, successes
from views import knowledge


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
