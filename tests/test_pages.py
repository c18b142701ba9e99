"""The portfolio and the day it shows, without a browser."""

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import PAGES, WOLKENQUITTE, bare, labels, metrics, opened, ran, said

# Nothing known -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["portfolio", "standing", "report"])
@pytest.mark.usefixtures("empty_pages")
def test_an_empty_database_says_what_to_do_next(page: str) -> None:
    app = opened(page)
    assert "Nothing is known yet" in said(app)
    assert [button.label for button in app.button] == ["Load demonstration data"]


@pytest.mark.usefixtures("empty_pages")
def test_one_click_loads_the_demonstration_and_shows_it() -> None:
    app = opened("portfolio")
    app.button[0].click()
    assert metrics(ran(app))["Silver"] == "14"


@pytest.mark.usefixtures("empty_pages")
def test_rules_and_imports_need_no_facts() -> None:
    rules = opened("programmes", as_of="2015-03-31")
    shown = [cell for table in rules.table for cell in table.value["Silver"]]
    assert "500 seats of Exchange Online" in shown
    assert "No file was taken in yet." in said(opened("imports"))


@pytest.mark.usefixtures("demo_pages")
def test_a_day_before_all_imports_says_that_nothing_was_known() -> None:
    assert "No file had been taken in by 2012-01-01." in said(
        opened("portfolio", known_on="2012-01-01")
    )


def test_a_database_that_cannot_be_used_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    assert "the file cannot be opened or created" in opened("portfolio").error[0].value


# Portfolio ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_the_portfolio_counts_as_the_demonstration_tells() -> None:
    app = opened("portfolio", as_of="2015-03-31")
    assert metrics(app) == {"Gold": "5", "Silver": "14", "No tier": "16", "Not assessed": "6"}
    assert len(app.dataframe[0].value) == 41


def line(app: AppTest, partner: str) -> dict[str, object]:
    table = pl.DataFrame(app.dataframe[0].value)
    return table.row(by_predicate=pl.col("partner_id") == partner, named=True)


@pytest.mark.parametrize(
    ("partner", "performs", "credited", "missing"),
    [
        (
            WOLKENQUITTE,
            "Silver",
            "Silver until 2015-04-22",
            "Gold: 460 of 1,500 seats missing · 2 of 5 references missing · 2 of 4 people missing",
        ),
        ("2961450", "Silver", "Silver until 2015-08-12", "Gold: 2 of 1,500 seats missing"),
        ("0418823", "Gold", "⚠ nothing", "holds the highest tier"),
        ("4755130", "no tier", "nothing", "Silver: 1 of 500 seats missing"),
    ],
)
@pytest.mark.usefixtures("demo_pages")
def test_a_line_of_the_portfolio(partner: str, performs: str, credited: str, missing: str) -> None:
    found = line(opened("portfolio", as_of="2015-03-31"), partner)
    assert list(found["performs"]) == [performs]  # type: ignore[call-overload]  # a list
    assert (found["credited"], found["missing"]) == (credited, missing)


@pytest.mark.usefixtures("demo_pages")
def test_why_a_partner_is_not_assessed_stands_in_its_line() -> None:
    found = line(opened("portfolio", as_of="2015-03-31", tier="not assessed"), "3398170")
    assert "more than 184 days old" in str(found["missing"])
    assert f"{found['newest']}".startswith("2014-06-30")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"tier": "Gold"}, 5),
        ({"tier": "otherwise"}, 12),
        ({"q": "GmbH de"}, 8),
        ({"q": "4182736"}, 1),
    ],
)
@pytest.mark.usefixtures("demo_pages")
def test_search_and_filter_stand_in_the_address(query: dict[str, str], number: int) -> None:
    assert len(opened("portfolio", as_of="2015-03-31", **query).dataframe[0].value) == number


@pytest.mark.usefixtures("demo_pages")
def test_what_widgets_say_is_written_into_the_address() -> None:
    app = opened("portfolio", as_of="2015-03-31")
    app.text_input(key="address.q").set_value("norpapuc")
    ran(app).selectbox(key="address.sort").set_value("gap")
    ran(app)
    assert app.query_params["q"] == "norpapuc"
    assert app.query_params["sort"] == "gap"
    assert app.query_params["as_of"] == "2015-03-31"
    assert len(app.dataframe[0].value) == 1


@pytest.mark.usefixtures("demo_pages")
def test_no_partner_fits() -> None:
    assert "No partner fits." in said(opened("portfolio", q="nobody at all"))


# The day -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_without_a_day_the_newest_with_rules_and_figures_is_shown_and_said() -> None:
    app = opened("portfolio")
    assert metrics(app)["No tier"] == "15"
    assert "Showing 2015-06-30, the newest day with rules and fresh figures." in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_a_day_without_an_edition_leads_to_the_nearest_ones() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2016-03-01")
    assert "No edition of the Messaging competency is in force on 2016-03-01" in said(app)
    assert {"FY2015, until 2015-06-30", "2017, from 2017-07-06"} <= set(labels(app, "page_link"))


@pytest.mark.usefixtures("demo_pages")
def test_where_nothing_can_be_judged_the_portfolio_shows_credits_alone() -> None:
    app = opened("portfolio", as_of="2016-03-01")
    assert "No edition of the Messaging competency is in force on 2016-03-01" in said(app)
    assert list(app.dataframe[0].value) == ["name", "partner_id", "credited", "newest"]
    assert not app.metric


BAD = [
    "2015-02-30",
    "x",
    "0001-01-01",
    "9999-12-31",
    "2015-03-31T00:00",
    "2015-03-31 ",
    "٢٠١٥-٠٣-٣١",
]


@pytest.mark.parametrize("day", BAD)
@pytest.mark.parametrize("name", ["as_of", "known_on"])
@pytest.mark.usefixtures("demo_pages")
def test_a_day_that_is_none_is_told_in_a_sentence(name: str, day: str) -> None:
    assert "Write it like 2015-03-31." in bare(opened("portfolio", **{name: day}).warning[0].value)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("demo_pages")
def test_a_senseless_address_is_answered_in_sentences(page: str) -> None:
    app = opened(
        page,
        programme="**bold**",
        partner="[click](http://example.org)",
        as_of="never",
        known_on="<b>",
        tier="Platinum",
        sort="luck",
        batch="-1",
    )
    assert "The address asks for the programme “**bold**”, which is not known." in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_a_partner_that_nobody_knows() -> None:
    assert "No partner “0” is known." in said(opened("standing", partner="0"))
