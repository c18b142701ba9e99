"""The report on paper says what the verdict says, whatever names stand in it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reports import forms, pages
from reports.figures import inert
from reports.tables import as_csv
from tests.commands import run_alone
from tests.reporting import (
    ASKED,
    HOSTILE,
    LAST_DAY,
    NO_EDITION,
    WOLKENQUITTE,
    gathered,
    of_hostile_names,
    page_count,
    partner,
    seats,
    table,
    words,
)
from tiers.programmes.messaging import MESSAGING


def paper(connection: Connection, day: date = LAST_DAY) -> bytes:
    return forms.as_pdf(gathered(connection, day))


def test_pdf_says_what_the_verdict_says(demo: Connection, tmp_path: Path) -> None:
    pdf = paper(demo)
    assert pdf.startswith(b"%PDF")
    first = words(pdf, tmp_path, "-l", "1")
    for said in (
        "Wolkenquitte Systemhaus GmbH (fictional)", "Partner 4182736", "Messaging competency",
        "until 2016-04-22", "2014-07-01 to 2015-06-30", "Performs as credited.",
        "Silver 500", "Gold 1,500",
        "1 more for “5 customer references from the last 12 months” (has 4).",
        "70-341 and 70-342 are assumed", "MSXFAQ",
    ):  # fmt: skip
        assert said in first
    assert "Evidence" not in first
    row = words(pdf, tmp_path, "-l", "1", "-layout")
    assert "Gold 1,500 seats of Exchange Online 1,380 1,500 120 ✗ not met" in row
    assert "Silver 15 % of those seats in active use2 37.2 % 15 % – ✓ met" in row
    evidence = words(pdf, tmp_path, "-f", "2", "-layout")
    assert "Evidence Every fact that was looked at" in evidence
    assert "17 rows of 2014-12-31 older than the figures of 2015-06-30" in evidence
    assert "partner/2015-Q2/seats.csv:12" in evidence


def test_pdf_is_the_same_bytes_in_another_process(
    demonstrated: str, demo: Connection, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    assert run_alone(demonstrated, "report", *ASKED, "--format", "pdf", "--out", out).code == 0
    assert out.read_bytes() == paper(demo) == paper(demo)


def test_pdf_depends_on_what_is_known(demo: Connection, tmp_path: Path) -> None:
    """On 9 April 2015 the corrected seats had not arrived."""
    day = date(2015, 3, 31)
    pdf = forms.report(demo, MESSAGING, WOLKENQUITTE, day, "pdf", known_on=date(2015, 4, 9))
    first = words(pdf, tmp_path, "-l", "1")
    assert "as known on 2015-04-09" in first
    assert "Performs below what is credited." in first
    assert "0.6 points more for “15 % of those seats in active use” (has 14.4 %)." in first


def test_pdf_is_tagged_and_has_a_title(demo: Connection) -> None:
    pdf = paper(demo)
    assert b"pdfuaid:part" in pdf
    assert b"/Lang" in pdf
    assert b"Readiness report: Wolkenquitte Systemhaus GmbH" in pdf
    assert b"D:20150630000000" in pdf


def test_pdf_of_a_day_without_an_edition(demo: Connection, tmp_path: Path) -> None:
    pdf = paper(demo, NO_EDITION)
    assert page_count(pdf) == 1
    text = words(pdf, tmp_path)
    assert "No edition of this programme is in force on 2016-05-01." in text
    assert "FY2015, 2014-07-01 to 2015-06-30" in text
    assert "2017, 2017-07-06 to 2018-09-04" in text


def test_pdf_by_an_edition_asked_for(demo: Connection, tmp_path: Path) -> None:
    edition = MESSAGING.named("FY2014")
    pdf = forms.report(demo, MESSAGING, WOLKENQUITTE, LAST_DAY, "pdf", edition=edition)
    assert "2013-07-01 to 2014-06-30, not on this day" in words(pdf, tmp_path)


def test_options_are_told_as_options(demo: Connection) -> None:
    missing = pages.content(gathered(demo, date(2018, 1, 31)))["missing"]
    (silver,) = missing["tiers"][0]["lines"]
    assert silver["says"] == "One of these is enough:"
    assert [option[0]["says"] for option in silver["options"]] == [
        "2 more for “2 people who each passed both 70-347 and 70-345” (has\u00a00).",
        "2 more for “2 people who hold MCSE: Productivity” (has\u00a00).",
    ]


def test_nothing_known_but_a_name(empty: Connection, tmp_path: Path) -> None:
    pdf = forms.as_pdf(partner(empty, "Kaltschale", {}))
    assert page_count(pdf) == 1
    text = words(pdf, tmp_path)
    assert "not assessed" in text
    assert "No award of this partner is known up to that day." in text


def test_names_are_never_markup(empty: Connection, tmp_path: Path) -> None:
    """In the name of the partner, of a person, of a customer: shown sign by sign."""
    known = of_hostile_names(empty)
    pdf = forms.as_pdf(known)
    assert b"pdfuaid:part" in pdf
    text = words(pdf, tmp_path).replace(" ", "")
    for name in HOSTILE:
        if name.isascii():
            assert name.replace(" ", "") in text
    said = {row["fact"][:2] for row in table(as_csv(known))}
    assert {"'=", "'-"} <= said
    assert not {one for one in said if one.startswith(("=", "-", "+", "@"))}


@pytest.mark.parametrize("name", ["株式会社 名前", "ไทย", "😀", "\ue000"])
def test_signs_that_the_fonts_lack(empty: Connection, name: str) -> None:
    assert forms.as_pdf(partner(empty, name, {"seats": [seats(1, name)]})).startswith(b"%PDF")


def test_directions_and_controls_are_inert() -> None:
    """Nothing in a name turns round, hides or breaks what stands beside it."""
    assert inert("\u202eabc\u202c \u2066x\u2069\u200f\ufeff") == "abc x"
    assert inert("a\nb\tc\x00d\u2028e") == "a b c d e"
    assert inert("می\u200cخواهم שלום") == "می\u200cخواهم שלום"
    assert inert("\ud800\uffff") == "\N{REPLACEMENT CHARACTER}"


def test_five_thousand_facts(empty: Connection, tmp_path: Path) -> None:
    """Paper tells the first ones and how many more there are; the table tells all."""
    now = [seats(number, f"Customer {number}") for number in range(2500)]
    then = [seats(number, f"Customer {number}", "2014-Q4") for number in range(2500)]
    known = partner(empty, "Big", {"seats": now + then})
    pdf = forms.as_pdf(known)
    assert page_count(pdf) < 8
    text = words(pdf, tmp_path)
    assert "2,350 more are in the CSV form of this report." in text
    assert "2,500 rows of 2014-12-31" in text
    facts = [row for row in table(as_csv(known)) if row["criterion"] == "seats"]
    assert len(facts) == 2 * 5001
