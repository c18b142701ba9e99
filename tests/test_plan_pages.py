"""The page of the plan: whom and which day it is for, what if, and prices of one's own."""

from datetime import date
from typing import Any

import pytest
import streamlit as st

from imports.costs import default_costs
from tests.pages import WOLKENQUITTE, bare, labels, metrics, opened, ran, said
from tests.planning import BY, DAY, THEN, WITHOUT, clicked, successes
from views import prices


@pytest.mark.usefixtures("demo_pages")
def test_at_first_a_plan_is_for_the_renewal() -> None:
    """Which is early, so that some of it should have begun; the tier by itself is said."""
    app = opened("plan", **DAY)
    assert app.date_input(key="address.by").value == date(2015, 4, 22)
    assert "Silver on 2015-03-31; if nothing is done, Silver on 2015-04-22." in said(app)
    assert "This should have begun by 2015-02-21. Begun on 2015-03-31" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_every_run_tells_the_browser_what_its_boxes_show() -> None:
    """A click may have cut the run before short, so that nobody has seen what it told."""
    app = ran(opened("plan", **DAY))
    for box in (app.selectbox(key="address.partner"), app.date_input(key="address.by")):
        assert box.proto.set_value


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
        ("claim", "names us as DPOR for Exchange Online"),
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
