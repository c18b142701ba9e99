"""The imports page: what files put at stake, questions, confirmed pairs, refusals, the ledger."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from imports import demonstration
from imports.formats import EXPORTS
from imports.importing import take_in
from imports.kinds import KINDS
from imports.preview import Stake
from imports.results import Arrival, Result
from models.database import DatabaseTrouble
from tests.fixtures.demonstrations import FILES
from tests.pages import WOLKENQUITTE, bare, labels, opened, ran, said
from views import imports, knowledge, stakes, telling

FISCAL = date(2015, 6, 30)
SAMPLES = Path(__file__).parent / "imports"
SEATS = (demonstration.FOLDER / "partner/2015-Q2/seats.csv").read_text(encoding="utf-8")
BIG = {"K-1008", "K-1010", "K-1013", "K-1014", "K-1015", "K-1016"}
CORRECTED = "\n".join(line for line in SEATS.splitlines() if not BIG & {*line.split(",")})
COUNTS = (SAMPLES / "m365-user-counts/thirty-days.csv").read_text(encoding="utf-8")
TWO_KINDS = (SAMPLES / "template/a-header-of-two-kinds.csv").read_text(encoding="utf-8")
STAFF = f"""partner_id,person_id,name,email
{WOLKENQUITTE},W-901,Ana Beispiel,ana@quitte.example
{WOLKENQUITTE},W-902,Bo Muster,bo@quitte.example
"""
TRAININGS = f"""PGAMpnId,TrainingTitle,TrainingType,CorpEmail,TrainingCompletionDate,MCPID
{WOLKENQUITTE},70-341,Exam,ana@quitte.example,2015-02-01,12345678
{WOLKENQUITTE},70-342,Exam,bo@quitte.example,2015-02-02,12345679
"""
FAULTS = f"""partner_id,customer_id,product,period,seats
{WOLKENQUITTE},Ä-1,exchange,2015-Q3,viele
{WOLKENQUITTE},,exchange,2015-Q3,1
"""


def given(*files: tuple[str, str], who: str = "Ada") -> AppTest:
    """The page with files given to it."""
    app = opened("imports")
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files])
    app.text_input(key="imports.by").set_value(who)
    return ran(app)


def clicked(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    return ran(app)


def expanders(app: AppTest) -> list[str]:
    return [one.label for one in app.expander]


def ledger(app: AppTest) -> list[str]:
    """The files of the newest batches in the ledger."""
    return [str(name) for name in pl.DataFrame(app.dataframe[-1].value)["file"].head(3)]


# At stake ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_who_loses_a_tier_is_said_before_anything_is_stored() -> None:
    app = given(("corrected.csv", CORRECTED))
    assert "1 partner loses a tier." in said(app)
    assert "Covers 1 partner and the period up to 2015-06-30." in said(app)
    row = pl.DataFrame(app.dataframe[0].value).row(0, named=True)
    assert (list(row["change"]), row["tiers"]) == (["loses a tier"], "Silver → no tier")
    assert "name" not in row  # the only partner stands in the sentence
    assert f"(fictional) ({WOLKENQUITTE})" in said(app)
    assert (row["before"], row["after"], row["vanished"]) == (1895, 761, 8)
    assert "6 customers of the period before are missing, with 1,134 seats" in expanders(app)
    assert ledger(app)[0] == "portfolio/2026-Q3/enrolments.csv"


@pytest.mark.usefixtures("demo_pages")
def test_a_file_of_what_is_new_alone_is_told_how_to_keep_the_rest() -> None:
    """The complete list with a row less says nothing of it; one row of it does."""
    alone = "partner_id,person_id,award,earned_on\n" + f"{WOLKENQUITTE},W-102,70-341,2015-06-01\n"
    app = given(("awards.csv", alone))
    (warning,) = app.warning
    assert "rows known so far are not in the file and would no longer count" in warning.value
    next(one for one in app.checkbox if one.label == "Adds to what is known").check()
    assert not ran(app).warning
    assert not given(("corrected.csv", "\n".join(SEATS.splitlines()[:-1]))).warning


def stake(partner: str, seats: int, before: str | None, after: str | None) -> Stake:
    return Stake(partner, partner, 1, 0, 0, 500, seats, "messaging", FISCAL, before, after)


def test_of_many_partners_those_whose_tier_or_seats_move_come_first() -> None:
    many = [stake(f"{number}", 500, "Silver", "Silver") for number in range(100)]
    fewer = stake("fewer", 400, "Silver", "Silver")
    up, down = stake("up", 900, "Silver", "Gold"), stake("down", 100, "Gold", "Silver")
    first = stakes.worth_a_look([*many, fewer, up, down], "messaging")
    assert [one.partner for one in sorted(first, key=stakes.urgency)] == ["down", "up", "fewer"]
    assert len(list(stakes.worth_a_look(many[:5], "messaging"))) == 5


@pytest.mark.usefixtures("empty_pages")
def test_where_nobody_was_known_nothing_is_at_stake() -> None:
    app = given(("seats.csv", SEATS))
    assert "None of its partners was known before, so no tier is at stake." in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_where_the_seats_of_many_partners_fall_their_number_is_said() -> None:
    path = demonstration.FOLDER / "portfolio/2015-Q2/seats.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    text = said(given(("half.csv", "\n".join([lines[0], *lines[1::3]]))))
    assert "partners fall below 70 % of what they were." in text
    assert "The seats of Kranichmoor" not in text


# Questions ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_a_file_that_does_not_say_whom_it_is_about_asks() -> None:
    app = given(("counts.csv", COUNTS))
    assert "**counts.csv** · needs an answer" in said(app)
    partner = next(one for one in app.selectbox if one.label == "Which partner is it about?")
    partner.set_value(WOLKENQUITTE)
    customer = next(one for one in app.text_input if one.label == "Which customer is it about?")
    customer.set_value("1.23E+05")
    assert "right would be" in said(ran(app))
    customer = next(one for one in app.text_input if one.label == "Which customer is it about?")
    customer.set_value("K-1002")
    assert "**counts.csv** · can be taken in · seats" in said(ran(app))


@pytest.mark.usefixtures("demo_pages")
def test_a_header_of_two_kinds_asks_which() -> None:
    app = given(("two.csv", TWO_KINDS))
    assert "Its header may be that of more than one kind: partners, staff." in said(app)
    kind = next(one for one in app.selectbox if one.label == "Which kind of file is it?")
    kind.set_value("partners")
    assert "needs an answer" not in said(ran(app))
    assert "· partners" in said(app)


# Probably one ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_demo_pages")
def test_what_is_confirmed_is_taken_in_as_a_file_of_its_own() -> None:
    app = given(("staff.csv", STAFF), ("trainings.csv", TRAININGS))
    ticks = [one for one in app.checkbox if one.label.startswith("person")]
    assert (
        bare(ticks[0].label)
        == "person **12345678** is **W-901** (same e-mail address: Ana Beispiel)"
    )
    assert not any(one.value for one in ticks)
    assert "Take in 2 files" in [button.label for button in app.button]

    ticks[0].check()
    app = ran(app)
    assert "1 pair is confirmed." in said(app)
    app = clicked(app, "Confirm all")
    assert "2 pairs are confirmed." in said(app)
    app = clicked(app, "Take in 3 files")
    assert f"**confirmed-links.csv** · taken in as batch {FILES + 1} · links · 2 rows" in said(app)
    assert ledger(app) == ["trainings.csv", "staff.csv", "confirmed-links.csv"]

    app = given(("trainings.csv", TRAININGS))
    assert "already loaded" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_all_that_was_confirmed_can_be_taken_back_before_the_files_are_taken_in() -> None:
    app = clicked(given(("staff.csv", STAFF), ("trainings.csv", TRAININGS)), "Confirm all")
    app = clicked(app, "Confirm none")
    assert "Nothing is merged unless you tick it" in said(app)
    assert "Take in 2 files" in [button.label for button in app.button]


# Refused -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_the_rows_with_faults_can_be_downloaded_for_excel() -> None:
    app = given(("faults.csv", FAULTS), ("corrected.csv", CORRECTED))
    assert "2 things have to be mended:" in said(app)
    assert "then give the whole file again" in said(app)
    assert "**corrected.csv** · nothing is wrong with it" in said(app)
    assert "1 partner loses a tier." in said(app)
    assert next(one for one in app.button if one.label == "Take in 2 files").disabled
    assert "Download the rows with faults" in labels(app, "download_button")


@pytest.mark.usefixtures("demo_pages")
@pytest.mark.parametrize(("rows", "in_a_table"), [(11, False), (12, True)])
def test_a_few_faults_are_told_in_sentences_and_many_in_a_table(
    rows: int, *, in_a_table: bool
) -> None:
    """A sentence can be read whole on a telephone; a table is for looking through."""
    many = FAULTS + FAULTS.splitlines()[-1].join(["", "\n"]) * (rows - 1)
    app = given(("faults.csv", many))
    told = (
        "Line 2, seats: “viele” is not a whole number (right would be: digits alone, such as 1250)"
    )
    assert (told in said(app)) is not in_a_table
    names = [pl.DataFrame(one.value).columns for one in app.dataframe]
    assert any("What would be right" in each for each in names) is in_a_table


@pytest.mark.usefixtures("demo_pages")
def test_a_file_that_is_no_table_is_refused_in_a_sentence() -> None:
    app = given(("empty.csv", " "))
    assert "The file is empty." in app.error[0].value
    assert not app.button[0].label.startswith("Take in")


@pytest.mark.usefixtures("demo_pages")
def test_hostile_text_is_inert_on_the_page() -> None:
    header = '"<b>x</b>","[x](http://x.example)",www.x.example,a@x.example'
    app = given(
        ("**a** <i>\u202eb.csv", FAULTS.replace("seats\n", f"seats,{header}\n", 1)),
        ("long.csv", f"partner_id,name\n7,{'A' * 1_000_000}\n"),
    )
    text = "\n".join(one.value for one in [*app.markdown, *app.caption])
    assert r"\*\*a\*\* \<i\>b.csv" in text
    assert r"\<b\>x\</b\>" in text
    for address in ("http://", "http\\://", "www.", "a@x"):
        assert address not in text
    assert max(map(len, text.splitlines())) <= 1_100
    assert "at most 1,000 characters" in text


# Committing --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_demo_pages")
def test_a_ledger_that_moved_meanwhile_is_looked_at_before_anything_is_taken_in() -> None:
    app = given(("corrected.csv", CORRECTED))
    other = Arrival("other.csv", b"partner_id,name\n7,Other\n")
    take_in(knowledge.engine(), [other], datetime.now(UTC), "Bo")
    app = clicked(app, "Take in the file")
    assert "The ledger has moved since" in said(app)
    assert ledger(app)[0] == "other.csv"
    assert ledger(clicked(app, "Take in the file"))[0] == "corrected.csv"


@pytest.mark.usefixtures("own_demo_pages")
def test_what_the_database_complains_of_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any, dry_run: bool = False, **more: Any) -> tuple[Result, ...]:
        if not dry_run:
            raise DatabaseTrouble("The disk is full.")
        return take_in(*given, dry_run=dry_run, **more)

    with monkeypatch.context() as troubled:
        troubled.setattr(imports, "take_in", fails)
        app = clicked(given(("corrected.csv", CORRECTED)), "Take in the file")
    assert "The disk is full." in bare(app.error[0].value)
    assert ledger(app)[0] == "portfolio/2026-Q3/enrolments.csv"
    assert ledger(clicked(ran(app), "Take in the file"))[0] == "corrected.csv"


def test_a_commit_is_not_broken_off_by_somebody_who_clicks_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class BrokenOff(BaseException):
        pass

    class Status:
        def __enter__(self) -> "Status":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, **_: str) -> None:
            raise BrokenOff

    monkeypatch.setattr("streamlit.status", lambda _: Status())
    with telling.progress(st.empty(), "", to_the_end=True) as tell:
        tell("Writing to disk …")
    with pytest.raises(BrokenOff), telling.progress(st.empty(), "") as tell:
        tell("Reading …")


# The ledger and templates ------------------------------------------------------------------------


@pytest.mark.usefixtures("own_demo_pages")
def test_the_file_of_a_batch_can_be_had_back() -> None:
    clicked(given(("corrected.csv", CORRECTED)), "Take in the file")
    app = opened("imports", batch=f"{FILES + 1}")
    assert "Download the file" in labels(app, "download_button")
    assert pl.DataFrame(app.dataframe[0].value)["format"][0] == "template"


@pytest.mark.usefixtures("own_demo_pages")
def test_what_is_undone_since_is_no_longer_said_to_be_taken_in() -> None:
    app = clicked(given(("corrected.csv", CORRECTED)), "Take in the file")
    taken = f"taken in as batch {FILES + 1}"
    assert taken in said(app)
    chosen = next(one for one in app.selectbox if one.label.startswith("Batch to undo"))
    chosen.set_value(f"{FILES + 1}")
    app = clicked(ran(app), "Undo it")
    assert taken not in said(app)
    assert taken in said(clicked(app, "Believe it again"))


@pytest.mark.usefixtures("empty_pages")
def test_every_kind_and_every_export_is_shown() -> None:
    app = opened("imports")
    assert labels(app, "download_button").count("Empty template") == len(KINDS)
    shown = "\n".join(expanders(app))
    for name in (*(one.name.replace("_", " ") for one in KINDS), *(one.name for one in EXPORTS)):
        assert f"**{name}**" in bare(shown)
