"""Standing, rules, report and imports, without a browser."""

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from imports import demonstration
from tests.fixtures.demonstrations import FILES
from tests.pages import WOLKENQUITTE, bare, labels, metrics, opened, ran, said

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
@pytest.mark.usefixtures("demo_pages")
def test_what_a_partner_performs_and_is_credited_with(
    as_of: str, performs: str, credited: str, compared: str
) -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of=as_of)
    assert list(metrics(app).values())[:2] == [performs, credited]
    assert compared in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_each_criterion_says_what_there_is_and_what_each_tier_needs() -> None:
    text = said(opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31"))
    assert "**Silver** met · has 3, needs 3" in text
    assert "**Gold** not met · has 1,040, needs 1,500 · 460 missing" in text
    assert "15 % of those seats in active use :orange-badge[assumed]" in text


@pytest.mark.usefixtures("demo_pages")
def test_the_evidence_tells_what_counts_and_why_a_row_does_not() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert [one.label for one in app.expander] == [
        "Evidence: 3 of 51 rows count",
        "Evidence: 3 of 14 rows count",
        "Evidence: 13 of 248 rows count",
        "Evidence: 13 of 248 rows count",
    ]
    rows = [tuple(row) for row in app.table[1].value.itertuples(index=False)]
    shown = [tuple(bare(cell) for cell in row) for row in rows]
    fact = "Schraube, Mutter & Söhne KG: reference R-2014-03 of 2014-06-03"
    place = "partner/2015-Q2/references.csv, line 7"
    assert shown[0] == (f"{fact}  \n:gray[:small[{place}]]", "✓ Silver, Gold")
    assert {"older than 12 months", "rejected by the customer"} <= {row[1] for row in shown}


@pytest.mark.usefixtures("demo_pages")
def test_rows_of_other_periods_are_summed_up_until_they_are_asked_for() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert len(app.table[2].value) < 40
    app.toggle[0].set_value(True)
    assert len(ran(app).table[2].value) == 248


@pytest.mark.usefixtures("demo_pages")
def test_what_was_known_before_a_correction() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2015-03-31", known_on="2015-04-09")
    assert metrics(app)["Performs on 2015-03-31"] == "No tier"
    assert "**Silver** not met · has 14.4 %, needs 15 %" in said(app)
    assert "Only what was known on 2015-04-09 is believed." in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_what_cannot_be_assessed_says_why() -> None:
    text = said(opened("standing", partner="4700018", as_of="2015-03-31"))
    assert "**Silver** not assessed · needs 500" in text
    assert "No seats of Exchange Online are known up to that day." in text


@pytest.mark.usefixtures("demo_pages")
def test_options_are_shown_as_options() -> None:
    text = said(opened("standing", partner=WOLKENQUITTE, as_of="2017-08-01"))
    assert "#### Option “exams” :green-badge[one of the options is enough]" in text
    assert "#### Option “mcse” :green-badge[one of the options is enough]" in text


# Rules and report --------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_the_rules_stand_newest_first_with_their_sources() -> None:
    app = opened("programmes", as_of="2015-03-31")
    editions = [one.label.partition(" · ")[0] for one in app.expander]
    assert editions == ["**2017**", "**FY2015**", "**FY2014**"]
    text = said(app)
    assert "in force on 2015-03-31" in app.expander[1].label
    assert "Trust: primary text." in text
    assert "15 % of all counted seats together is assumed." in text


@pytest.mark.usefixtures("demo_pages")
def test_the_report_says_what_will_be_in_it() -> None:
    app = opened("report", partner=WOLKENQUITTE, as_of="2015-03-31")
    assert "**On 2015-03-31: Silver.** Performs as credited." in said(app)
    table = pl.DataFrame(app.table[0].value)
    assert table["Gold"].to_list()[2] == "✗ has 1,040, needs 1,500"
    assert "What Gold still asks for" in said(app)
    assert labels(app, "download_button") == [
        "PDF, to hand over",
        "Excel, to work with",
        "HTML page",
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


@pytest.mark.usefixtures("demo_pages")
def test_a_file_is_previewed_before_it_is_taken_in() -> None:
    app = uploaded(opened("imports"), ("new.csv", ADDED))
    assert (
        "**new.csv** · can be taken in · references · 1 row · 1 added, 0 changed, 0 vanished"
        in said(app)
    )
    assert "Take in the file" in [button.label for button in app.button]


@pytest.mark.usefixtures("demo_pages")
def test_all_that_is_wrong_in_a_file_is_told_and_nothing_can_be_taken_in() -> None:
    app = uploaded(opened("imports"), ("new.csv", ADDED), ("broken.csv", BROKEN))
    assert "**broken.csv** · refused, nothing of it was taken" in said(app)
    assert "Not loaded, since another file was refused." in said(app)
    assert "3 things have to be mended:" in said(app)
    first, *others = (line for line in said(app).splitlines() if line.startswith("- Line"))
    assert first.startswith("- Line 2, given_on: “04/05/2014” ")
    assert first.endswith("(right would be: a day such as 2015-03-31)")
    assert [one[:8] for one in others] == ["- Line 3", "- Line 3"]
    assert next(one for one in app.button if one.label == "Take in 2 files").disabled


@pytest.mark.usefixtures("demo_pages")
def test_a_file_already_loaded_is_said_to_be_so() -> None:
    content = (demonstration.FOLDER / "partner/2015-Q2/references.csv").read_bytes()
    app = uploaded(opened("imports"), ("again.csv", content))
    assert "already loaded: it would change nothing" in said(app)


def tier(as_of: str) -> str:
    return metrics(opened("standing", partner=WOLKENQUITTE, as_of=as_of))[f"Performs on {as_of}"]


@pytest.mark.usefixtures("own_demo_pages")
def test_an_import_changes_the_tier_and_undoing_it_changes_it_back() -> None:
    assert tier("2014-05-20") == "No tier"
    app = uploaded(opened("imports"), ("new.csv", ADDED))
    next(one for one in app.button if one.label == "Take in the file").click()
    assert f"taken in as batch {FILES + 1}" in said(ran(app))
    assert tier("2014-05-20") == "Silver"

    for label, then in (("Undo it", "No tier"), ("Believe it again", "Silver")):
        app = opened("imports", batch=f"{FILES + 1}")
        app.text_input(key="imports.by").set_value("Ada")
        ran(app)
        next(one for one in app.button if one.label == label).click()
        ran(app)
        assert tier("2014-05-20") == then


@pytest.mark.usefixtures("own_demo_pages")
def test_the_demonstration_goes_and_comes_back() -> None:
    app = opened("imports")
    next(one for one in app.button if one.label == "Remove it").click()
    assert len(ran(app).dataframe[0].value) == 0
    assert "Nothing is known yet" in said(opened("portfolio"))
    app = opened("imports")
    next(one for one in app.button if one.label == "Bring demonstration data back").click()
    assert len(ran(app).dataframe[0].value) == FILES
