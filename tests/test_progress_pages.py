"""A plan that is carried out, and the page of its progress."""

import re
from datetime import UTC, datetime

import pytest
import streamlit as st
from sqlalchemy import select

from models import scenarios
from models.tables import rows_of
from tests.pages import WOLKENQUITTE, opened, ran, said
from tests.planning import BY, DAY, bare_labels, clicked, first_plan, keep, successes
from views import knowledge, progress


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
