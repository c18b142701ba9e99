"""Every page without a browser, over an empty database and over the demonstration."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from imports import demonstration
from models.database import connect, writing

APP = Path(__file__).parents[1] / "app.py"
PAGES = ("portfolio", "standing", "programmes", "imports", "report")
WOLKENQUITTE = "4182736"
SQLITE = "sqlite:///"
PATIENCE = 120  # seconds a page may take on a busy machine


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demonstration, for tests that change nothing."""
    return filled(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def demo(demonstrated: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DATABASE_URL", demonstrated)
        yield


@pytest.fixture
def own_demo(demonstrated: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration that a test may change."""
    shutil.copy(demonstrated.removeprefix(SQLITE), sqlite_url.removeprefix(SQLITE))
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


@pytest.fixture
def empty(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


def filled(folder: Path) -> str:
    url = f"{SQLITE}{folder / 'facts.db'}"
    engine = connect(url)
    with writing(engine) as connection:
        demonstration.load(connection, datetime.now(UTC))
    engine.dispose()
    return url


def opened(page: str, **query: str) -> AppTest:
    """The page at an address, once it has drawn itself without a fault of ours."""
    app = AppTest.from_file(APP, default_timeout=PATIENCE)
    app.switch_page(f"views/{page}.py")
    app.query_params.update(query)
    return ran(app)


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All text of a page."""
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    texts = [element.value for kind in kinds for element in kind]
    return bare("\n".join(texts))


def bare(text: str) -> str:
    """Markdown without what escapes it and what keeps its days and figures on one line."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")


def labels(app: AppTest, kind: str) -> list[str]:
    """What stands on elements that the test kit has no class for."""
    return [element.proto.label for element in app.get(kind)]


def metrics(app: AppTest) -> dict[str, str]:
    return {one.label: str(one.value) for one in app.metric}


# Nothing known -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["portfolio", "standing", "report"])
@pytest.mark.usefixtures("empty")
def test_an_empty_database_says_what_to_do_next(page: str) -> None:
    app = opened(page)
    assert "Nothing is known yet" in said(app)
    assert [button.label for button in app.button] == ["Load demonstration data"]


@pytest.mark.usefixtures("empty")
def test_one_click_loads_the_demonstration_and_shows_it() -> None:
    app = opened("portfolio")
    app.button[0].click()
    assert metrics(ran(app))["Silver"] == "14"


@pytest.mark.usefixtures("empty")
def test_rules_and_imports_need_no_facts() -> None:
    assert "500 seats of Exchange Online" in said(opened("programmes"))
    assert "No file was taken in yet." in said(opened("imports"))


@pytest.mark.usefixtures("demo")
def test_a_day_before_all_imports_says_that_nothing_was_known() -> None:
    assert "No file had been taken in by 2012-01-01." in said(
        opened("portfolio", known_on="2012-01-01")
    )


def test_a_database_that_cannot_be_used_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    assert "the file cannot be opened or created" in opened("portfolio").error[0].value


# Portfolio ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
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
@pytest.mark.usefixtures("demo")
def test_a_line_of_the_portfolio(partner: str, performs: str, credited: str, missing: str) -> None:
    found = line(opened("portfolio", as_of="2015-03-31"), partner)
    assert list(found["performs"]) == [performs]  # type: ignore[call-overload]  # a list
    assert (found["credited"], found["missing"]) == (credited, missing)


@pytest.mark.usefixtures("demo")
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
@pytest.mark.usefixtures("demo")
def test_search_and_filter_stand_in_the_address(query: dict[str, str], number: int) -> None:
    assert len(opened("portfolio", as_of="2015-03-31", **query).dataframe[0].value) == number


@pytest.mark.usefixtures("demo")
def test_what_widgets_say_is_written_into_the_address() -> None:
    app = opened("portfolio", as_of="2015-03-31")
    app.text_input(key="address.q").set_value("norpapuc")
    ran(app).selectbox(key="address.sort").set_value("gap")
    ran(app)
    assert app.query_params["q"] == "norpapuc"
    assert app.query_params["sort"] == "gap"
    assert app.query_params["as_of"] == "2015-03-31"
    assert len(app.dataframe[0].value) == 1


@pytest.mark.usefixtures("demo")
def test_no_partner_fits() -> None:
    assert "No partner fits." in said(opened("portfolio", q="nobody at all"))


# The day -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_without_a_day_the_newest_with_rules_and_figures_is_shown_and_said() -> None:
    app = opened("portfolio")
    assert metrics(app)["No tier"] == "15"
    assert "Showing 2015-06-30, the newest day with rules and fresh figures." in said(app)


@pytest.mark.usefixtures("demo")
def test_a_day_without_an_edition_leads_to_the_nearest_ones() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2016-03-01")
    assert "No edition of the Messaging competency is in force on 2016-03-01" in said(app)
    assert {"FY2015, until 2015-06-30", "2017, from 2017-07-06"} <= set(labels(app, "page_link"))


@pytest.mark.usefixtures("demo")
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
@pytest.mark.usefixtures("demo")
def test_a_day_that_is_none_is_told_in_a_sentence(name: str, day: str) -> None:
    assert "Write it like 2015-03-31." in bare(opened("portfolio", **{name: day}).warning[0].value)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("demo")
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


@pytest.mark.usefixtures("demo")
def test_a_partner_that_nobody_knows() -> None:
    assert "No partner “0” is known." in said(opened("standing", partner="0"))


# Standing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "performs", "credited", "compared"),
    [
        ("2014-02-13", "No tier", "Nothing", "No tier is held, and none is credited."),
        ("2014-02-14", "Silver", "Nothing", "Performs above what is credited."),
        ("2014-07-01", "No tier", "Silver", "Performs below what is credited."),
        ("2015-03-31", "Silver", "Silver", "Performs as credited."),
    ],
)
@pytest.mark.usefixtures("demo")
def test_what_a_partner_performs_and_is_credited_with(
    as_of: str, performs: str, credited: str, compared: str
) -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of=as_of)
    assert list(metrics(app).values()) == [performs, credited]
    assert compared in said(app)


@pytest.mark.usefixtures("demo")
def test_each_criterion_says_what_there_is_and_what_each_tier_needs() -> None:
    text = said(opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31"))
    assert "**Silver** met · has 3, needs 3" in text
    assert "**Gold** not met · has 1,040, needs 1,500 · 460 missing" in text
    assert "15 % of those seats in active use :orange-badge[assumed]" in text


@pytest.mark.usefixtures("demo")
def test_the_evidence_tells_what_counts_and_why_a_row_does_not() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert [one.label for one in app.expander] == [
        "Evidence: 3 of 22 rows count",
        "Evidence: 3 of 14 rows count",
        "Evidence: 13 of 107 rows count",
        "Evidence: 13 of 107 rows count",
    ]
    rows = [tuple(row) for row in app.table[1].value.itertuples(index=False)]
    shown = [tuple(bare(cell) for cell in row) for row in rows]
    fact = "Schraube, Mutter & Söhne KG: reference R-2014-03 of 2014-06-03"
    place = "partner/2015-Q2/references.csv, line 7"
    assert shown[0] == (f"{fact}  \n:gray[:small[{place}]]", "✓ Silver, Gold")
    assert {"older than 12 months", "rejected by the customer"} <= {row[1] for row in shown}


@pytest.mark.usefixtures("demo")
def test_rows_of_other_periods_are_summed_up_until_they_are_asked_for() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert len(app.table[2].value) < 40
    app.toggle[0].set_value(True)
    assert len(ran(app).table[2].value) == 107


@pytest.mark.usefixtures("demo")
def test_what_was_known_before_a_correction() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31", known_on="2015-04-09")
    assert metrics(app)["Performs on 2015-03-31"] == "No tier"
    assert "**Silver** not met · has 14.4 %, needs 15 %" in said(app)
    assert "Only what was known on 2015-04-09 is believed." in said(app)


@pytest.mark.usefixtures("demo")
def test_what_cannot_be_assessed_says_why() -> None:
    text = said(opened("standing", partner="4700018", as_of="2015-03-31"))
    assert "**Silver** not assessed · needs 500" in text
    assert "No seats of exchange-online are known up to that day." in text


@pytest.mark.usefixtures("demo")
def test_options_are_shown_as_options() -> None:
    text = said(opened("standing", partner=WOLKENQUITTE, as_of="2017-08-01"))
    assert "Option **exams** (one of the options is enough)" in text
    assert "Option **mcse** (one of the options is enough)" in text


# Rules and report --------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_the_rules_stand_newest_first_with_their_sources() -> None:
    app = opened("programmes", as_of="2015-03-31")
    assert [one.value for one in app.subheader] == ["2017", "FY2015", "FY2014"]
    text = said(app)
    assert "in force on 2015-03-31" in text
    assert "Trust: primary text." in text
    assert "15 % of all counted seats together is assumed." in text


@pytest.mark.usefixtures("demo")
def test_the_report_says_what_will_be_in_it() -> None:
    app = opened("report", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert "**On 2015-03-31: Silver.** Performs as credited." in said(app)
    table = pl.DataFrame(app.table[0].value)
    assert table["Gold"].to_list()[2] == "✗ has 1,040, needs 1,500"
    assert "What Gold still asks for" in said(app)
    assert labels(app, "download_button") == [
        "PDF, to hand over",
        "CSV, for a spreadsheet",
        "JSON, for a script",
    ]


# Imports -----------------------------------------------------------------------------------------

ADDED = b"partner_id,reference_id,customer_id,given_on\n4182736,R-NEW,C-NEW,2014-04-01\n"
BROKEN = (
    b"partner_id,reference_id,customer_id,given_on\n4182736,R-1,C-1,04/05/2014\n4182736,,C-1,x\n"
)


def uploaded(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    app.text_input(key="imports.by").set_value("Ada")
    app.checkbox[0].set_value(True)
    return ran(app)


@pytest.mark.usefixtures("demo")
def test_a_file_is_previewed_before_it_is_taken_in() -> None:
    app = uploaded(opened("imports"), ("new.csv", ADDED))
    assert (
        "**new.csv** · can be taken in · references · 1 row · 1 added, 0 changed, 0 vanished"
        in said(app)
    )
    assert "Take in the file" in [button.label for button in app.button]


@pytest.mark.usefixtures("demo")
def test_all_that_is_wrong_in_a_file_is_a_table_and_nothing_can_be_taken_in() -> None:
    app = uploaded(opened("imports"), ("new.csv", ADDED), ("broken.csv", BROKEN))
    assert "**broken.csv** · refused, nothing of it was taken" in said(app)
    assert "Not loaded, since another file was refused." in said(app)
    faults = pl.DataFrame(app.dataframe[0].value)
    assert faults["Line"].to_list() == [2, 3, 3]
    assert faults["What would be right"].to_list()[0] == "a day such as 2015-03-31"
    assert next(one for one in app.button if one.label == "Take in 2 files").disabled


@pytest.mark.usefixtures("demo")
def test_a_file_already_loaded_is_said_to_be_so() -> None:
    content = (demonstration.FOLDER / "partner/2015-Q2/awards.csv").read_bytes()
    app = uploaded(opened("imports"), ("again.csv", content))
    assert "already loaded: it would change nothing" in said(app)


def tier(as_of: str) -> str:
    return metrics(opened("standing", partner=WOLKENQUITTE, as_of=as_of))[f"Performs on {as_of}"]


@pytest.mark.usefixtures("own_demo")
def test_an_import_changes_the_tier_and_undoing_it_changes_it_back() -> None:
    assert tier("2014-05-20") == "No tier"
    app = uploaded(opened("imports"), ("new.csv", ADDED))
    next(one for one in app.button if one.label == "Take in the file").click()
    assert "taken in as batch 88" in said(ran(app))
    assert tier("2014-05-20") == "Silver"

    for label, then in (("Undo it", "No tier"), ("Believe it again", "Silver")):
        app = opened("imports", batch="88")
        app.text_input(key="imports.by").set_value("Ada")
        ran(app)
        next(one for one in app.button if one.label == label).click()
        ran(app)
        assert tier("2014-05-20") == then


@pytest.mark.usefixtures("own_demo")
def test_the_demonstration_goes_and_comes_back() -> None:
    app = opened("imports")
    next(one for one in app.button if one.label == "Remove demonstration data").click()
    assert len(ran(app).dataframe[0].value) == 0
    assert "Nothing is known yet" in said(opened("portfolio"))
    app = opened("imports")
    next(one for one in app.button if one.label == "Bring demonstration data back").click()
    assert len(ran(app).dataframe[0].value) == 87
