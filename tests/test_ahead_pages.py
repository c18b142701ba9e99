"""The pages of what lies ahead and what is behind it, without a browser."""

import re

import polars as pl
import pytest

from tests.pages import WOLKENQUITTE, bare, labels, opened, ran, said
from tiers.programmes import PROGRAMMES

OF_DAY = {"as_of": "2015-03-31"}
ASKED = {"partner": WOLKENQUITTE, **OF_DAY}
PAGES = ("forecast", "losses", "people", "customers")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("empty_pages")
def test_an_empty_database_says_what_to_do_next(page: str) -> None:
    assert "Nothing is known yet" in said(opened(page))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("demo_pages")
def test_without_rules_the_nearest_day_with_some_is_offered(page: str) -> None:
    app = opened(page, partner=WOLKENQUITTE, as_of="2016-05-01")
    assert "No edition of the Messaging competency is in force on 2016-05-01" in said(app)
    assert "FY2015, until 2015-06-30" in labels(app, "page_link")


@pytest.mark.parametrize("programme", list(PROGRAMMES))
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("demo_pages")
def test_every_programme_there_is(page: str, programme: str) -> None:
    day = PROGRAMMES[programme].editions[0].since.isoformat()
    app = opened(page, partner=WOLKENQUITTE, programme=programme, as_of=day)
    assert "9999" not in said(app)


# Forecast ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_the_forecast_says_first_until_when() -> None:
    text = said(opened("forecast", **ASKED))
    assert "#### Silver until 2015-06-02, then no tier." in text
    assert "On the renewal day, 2015-04-22, expect Silver; credited is Silver." in text
    assert "**2015-06-03** · Silver → no tier · in 64 days" in text
    assert "older than 12 months" in text
    assert "partner/2015-Q2/references.csv, line 7" in text


@pytest.mark.usefixtures("demo_pages")
def test_the_list_has_the_days_on_which_editions_begin() -> None:
    app = opened("forecast", partner=WOLKENQUITTE, as_of="2016-06-30")
    text = said(app)
    assert "**2017-07-06** · no edition in force → no tier · in 371 days" in text
    assert "2017 of Messaging competency begins" in text


@pytest.mark.usefixtures("demo_pages")
def test_trends_stand_apart_with_their_method() -> None:
    app = opened("forecast", **ASKED)
    assert [one.value for one in app.subheader] == [
        "What changes, and why",
        "Where the figures are heading",
    ]
    assert "Not certain, unlike what stands above: a straight line" in said(app)
    assert len(app.get("vega_lite_chart")) == 3


@pytest.mark.usefixtures("demo_pages")
def test_the_standing_tells_until_when_and_leads_on() -> None:
    app = opened("standing", **ASKED)
    assert "**Silver until 2015-06-02, then no tier.**" in said(app)
    assert {"Forecast", "What it hangs on"} <= set(labels(app, "page_link"))


@pytest.mark.usefixtures("demo_pages")
def test_the_portfolio_has_the_next_fall_and_sorts_by_it() -> None:
    table = pl.DataFrame(opened("portfolio", sort="fall", **OF_DAY).dataframe[0].value)
    falls = table.filter(pl.col("fall").is_not_null())["fall"].to_list()
    assert falls == sorted(falls, key=lambda one: one[:10])
    assert table["fall"].to_list()[: len(falls)] == falls
    own = table.row(by_predicate=pl.col("partner_id") == WOLKENQUITTE, named=True)
    assert own["fall"] == "2015-06-03: no tier"


@pytest.mark.usefixtures("demo_pages")
def test_of_many_partners_falls_are_worked_out_when_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("views.portfolio.MANY", 3)
    monkeypatch.setattr("views.losses.MANY", 3)
    app = opened("portfolio", **OF_DAY)
    assert pl.DataFrame(app.dataframe[0].value)["fall"].null_count() == 41
    app.toggle[0].set_value(True)
    assert pl.DataFrame(ran(app).dataframe[0].value)["fall"].null_count() < 41
    losses = opened("losses", **OF_DAY)
    assert "whose loss alone" not in said(losses)
    losses.toggle[0].set_value(True)
    assert "13 of 19 partners with a tier have a person whose loss alone costs it." in said(
        ran(losses)
    )


# What it hangs on --------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_what_one_partner_hangs_on() -> None:
    app = opened("losses", **ASKED)
    assert "Silver hangs on 2 people and 2 references" in said(app)
    alone, together = (pl.DataFrame(one.value) for one in app.table)
    assert "Wibke Moosgrün (W-109)" in bare(alone["Without"][0])
    assert bare(alone["There remains"][0]) == "no tier (people 1 of 2)"
    assert "R-2014-04" in bare(together["Without"][0])
    assert re.search(r"\d+ other people, customers and references can be lost", said(app))


@pytest.mark.usefixtures("demo_pages")
def test_how_many_partners_hang_on_one_and_who() -> None:
    app = opened("losses", **OF_DAY)
    assert "13 of 19 partners with a tier have a person whose loss alone costs it." in said(app)
    (choice,) = [one for one in app.pills if one.label == "Hangs on a"]
    assert choice.options == ["Person", "Customer", "Reference"]
    table = pl.DataFrame(app.dataframe[0].value)
    assert (len(table), table["name"][0]) == (13, "Bergziegen Datentechnik AG")
    assert table.columns[:2] == ["name", "person"]
    assert len(opened("losses", kind="reference", **OF_DAY).dataframe[0].value) == 7


@pytest.mark.usefixtures("demo_pages")
def test_beyond_a_few_losses_the_rest_is_folded_away() -> None:
    app = opened("losses", partner="0418823", **OF_DAY)
    first, rest = (pl.DataFrame(one.value) for one in app.table[:2])
    (folded,) = [one for one in app.expander if one.label.endswith(" more")][:1]
    assert (len(first), folded.label) == (14, f"{len(rest)} more")


@pytest.mark.usefixtures("demo_pages")
def test_the_report_is_previewed_with_both() -> None:
    text = said(opened("report", **ASKED))
    assert "- Silver until 2015-06-02, then no tier. Schraube, Mutter & Söhne KG" in text
    assert "- Silver hangs on 2 people and 2 references" in text


# People and customers ----------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_people_who_fill_places_stand_first() -> None:
    app = opened("people", **ASKED)
    assert re.search(r"2 of \d+ people fill a place on 2015-03-31\.", said(app))
    table = pl.DataFrame(app.table[0].value)
    assert "Hajo Windfang" in table["Person"][0]
    assert "70-341 or 70-342 or MCSE: Messaging" in bare(table["Fills the place"][0])
    assert "until 2016-11-19" in bare(table["Awards"][0])
    assert "**Ottilie Quittenbaum** left on 2014-11-30" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_people_can_be_searched() -> None:
    app = opened("people", find="windfang", **ASKED)
    assert len(app.table[0].value) == 1
    assert "No award that counts lapses within a year." in said(app)
    assert "Nobody fits." in said(opened("people", find="nobody at all", **ASKED))


@pytest.mark.usefixtures("demo_pages")
def test_customers_say_why_a_row_counts_or_not_and_what_changed() -> None:
    app = opened("customers", **ASKED)
    assert "13 of 17 rows count, with 1,040 seats. 1 row of the period before is gone" in said(app)
    table = pl.DataFrame(app.dataframe[0].value)
    first = table.row(0, named=True)
    assert (first["name"], first["seats"], first["change"]) == ("Landkreis Hinterwalden", 310, 310)
    counts = table.filter(pl.col("counts") == "✓")
    assert counts["seats"].sum() == 1040
    assert counts["why"].null_count() == 13
    assert "DAP does not count here" in table["why"].to_list()


@pytest.mark.parametrize(("show", "rows"), [("counts", 13), ("not", 4), ("less", 1)])
@pytest.mark.usefixtures("demo_pages")
def test_customers_can_be_chosen(show: str, rows: int) -> None:
    assert len(opened("customers", show=show, **ASKED).dataframe[0].value) == rows


@pytest.mark.usefixtures("demo_pages")
def test_customers_can_be_searched() -> None:
    app = opened("customers", find="siebenmeilen", **ASKED)
    assert len(app.dataframe[0].value) == 2
    assert "No row fits." in said(opened("customers", find="nobody at all", **ASKED))
