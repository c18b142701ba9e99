"""The report as a table and as a document says what the verdict says, fact for fact."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reports import forms, writing
from reports.handout import NobodyKnown, gather, quarter_ends
from tests.commands import run
from tests.reporting import ASKED, LAST_DAY, NO_EDITION, WOLKENQUITTE, gathered, table
from tiers.programmes.messaging import MESSAGING
from tiers.verdicts import Finding


def report(
    connection: Connection, form: str, day: date = LAST_DAY, who: str = WOLKENQUITTE
) -> bytes:
    return forms.report(connection, MESSAGING, who, day, form)


def criteria(connection: Connection, day: date = LAST_DAY) -> dict[tuple[str, str], Finding]:
    verdict = gathered(connection, day).standing.verdict
    return {(tier.tier, one.key): one for tier in verdict.tiers for one in tier.criteria}


# A table for a spreadsheet -----------------------------------------------------------------------


@pytest.mark.parametrize("day", [LAST_DAY, date(2014, 7, 1), date(2018, 1, 31)])
def test_csv_has_every_figure_of_the_verdict(demo: Connection, day: date) -> None:
    found = criteria(demo, day)
    rows = [row for row in table(report(demo, "csv", day)) if row["row"] == "criterion"]
    assert [(row["tier"], row["criterion"]) for row in rows] == list(found)
    for row in rows:
        one = found[row["tier"], row["criterion"]]
        assert (row["says"], row["path"], row["outcome"]) == (one.says, one.path, one.outcome)
        assert float(row["need"]) == one.need
        assert (row["have"] and float(row["have"])) == ("" if one.have is None else one.have)
        assert (row["gap"] and float(row["gap"])) == ("" if one.gap is None else one.gap)


def test_csv_has_every_fact_once_for_each_criterion(demo: Connection) -> None:
    told = Counter(
        (row["tier"], row["criterion"], row["fact"], row["counted"], row["why_not"], row["line"])
        for row in table(report(demo, "csv"))
        if row["row"] == "evidence"
    )
    assert told == Counter(
        (*where, fact.fact, "yes" if fact.counted else "no", fact.reason or "", str(fact.line))
        for where, one in criteria(demo).items()
        for fact in one.evidence or ()
    )
    assert len(told) == 1122


def test_csv_says_on_every_row_whose_it_is(demo: Connection) -> None:
    same = {"partner": WOLKENQUITTE, "edition": "FY2015", "as_of": "2015-06-30"}
    same |= {"performs": "Silver", "credited": "Silver", "credited_until": "2016-04-22"}
    for row in table(report(demo, "csv")):
        assert row | same == row


def test_csv_of_a_day_without_an_edition(demo: Connection) -> None:
    (row,) = table(report(demo, "csv", NO_EDITION))
    assert (row["row"], row["edition"], row["performs"]) == ("edition", "", "no edition in force")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_csv_holds_no_formula(text: str) -> None:
    assert writing._cell(text) == f"'{text}"
    assert writing._cell("1 - 1 = 0") == "1 - 1 = 0"
    assert writing._cell(-1.5) == -1.5


# A document for scripts --------------------------------------------------------------------------


def test_json_is_the_readiness_document_and_more(demonstrated: str, demo: Connection) -> None:
    (same,) = run(demonstrated, "readiness", *ASKED, "--evidence", "--json").document
    told = json.loads(report(demo, "json"))
    assert told.pop("known_on") is None
    assert [one["day"] for one in told.pop("forecast")] == ["2015-07-01"]
    assert {one["partner"] for one in told.pop("losses")} == {WOLKENQUITTE}
    assert told.pop("plans") == []
    assert [past["as_of"] for past in told.pop("history")] == [
        "2013-09-30", "2013-12-31", "2014-03-31", "2014-06-30",
        "2014-09-30", "2014-12-31", "2015-03-31", "2015-06-30",
    ]  # fmt: skip
    assert told == same


def test_history_is_the_partners_story(demo: Connection) -> None:
    """As data/README.md tells it, and once more with what was known on an earlier day."""
    story = [None, None, "Silver", "Silver", "Silver", None, "Silver", "Silver"]
    assert [past.tier for past in gathered(demo).past] == story
    known_then = gather(demo, MESSAGING, WOLKENQUITTE, LAST_DAY, date(2015, 4, 9), None)
    assert known_then.past[-2].tier is None


@pytest.mark.parametrize("day", [date.min, date(1, 4, 1), date(2015, 6, 29), LAST_DAY, date.max])
def test_quarter_ends_are_the_last_eight(day: date) -> None:
    ends = quarter_ends(day)
    assert ends == sorted(set(ends))
    assert len(ends) == 8 or day.year == 1
    assert all(end <= day and (end.month % 3, end.day) in ((0, 30), (0, 31)) for end in ends)
    assert not ends or (day - ends[-1]).days <= 92


def test_nobody_known(demo: Connection) -> None:
    with pytest.raises(NobodyKnown, match="No partner 999 is known"):
        report(demo, "csv", who="999")


def test_the_command_writes_every_form(demonstrated: str, tmp_path: Path) -> None:
    for form, start in (("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbfrow,"), ("json", b"{")):
        out = tmp_path / f"report.{form}"
        told = run(demonstrated, "report", *ASKED, "--format", form, "--out", out, "--json")
        assert told.document == {"file": str(out), "bytes": out.stat().st_size}
        assert out.read_bytes().startswith(start)
