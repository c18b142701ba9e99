"""Identifiers: kept as given, equal however they are spelt, and joined by links."""

from datetime import date
from pathlib import Path

import pytest

from imports.exporting import as_csv, believed
from imports.kinds import BY_NAME
from models.store import facts, partners
from tests.brute_known import File
from tests.commands import run
from tests.tracking import scratch, take, take_all

ON = date(2015, 4, 7)
GUID = "6F9619FF-8B86-D011-B42D-00C04FC964FF"


def seats(customer: str) -> File:
    row = {"partner_id": "7", "product": "teams", "period": "2015-03-31", "seats": "1"}
    return File("seats", [row | {"customer_id": customer}], False, ON)


def test_identifiers_stay_as_given(sqlite_url: str) -> None:
    """Leading zeros are kept and tell partners apart; a GUID is one however it is written."""
    given = ["7", "007", " 007 ", GUID, f"{{{GUID}}}", GUID.lower(), "Mu\u0308ller", "Müller"]
    rows = [{"partner_id": partner, "name": "A name"} for partner in given]
    with scratch(sqlite_url) as connection:
        take(connection, File("partners", rows, False, ON))
        assert set(partners(connection)) == {"7", "007", GUID.lower(), "Müller"}


def test_a_location_does_not_rename_its_partner(sqlite_url: str) -> None:
    """A link joins a location to its partner, whose own name is kept; failing it the location's."""
    link = {"kind": "partner", "alias": "LOC", "same_as": "7"}
    with scratch(sqlite_url) as connection:
        take(connection, File("links", [link], False, ON))
        for partner, name in (("LOC", "Nord Hamburg"), ("7", "Nord"), ("LOC", "Nord Kiel")):
            row = {"partner_id": partner, "name": name}
            take(connection, File("partners", [row], False, ON))
            shown = facts(connection).partners.select("partner_id", "name").collect("polars")
            wanted = "Nord Hamburg" if name == "Nord Hamburg" else "Nord"
            assert list(shown.iter_rows()) == [("7", wanted)]
            assert partners(connection) == {"7": wanted}


def test_a_partner_without_a_name_has_its_identifier(sqlite_url: str) -> None:
    """A partner that no partners file names is known by its identifier."""
    with scratch(sqlite_url) as connection:
        take(connection, seats("a"))
        assert partners(connection) == {"7": "7"}
        take(connection, File("partners", [{"partner_id": "7", "name": "Nord"}], False, ON))
        assert partners(connection) == {"7": "Nord"}


RENUMBERED = [
    File("links", [{"kind": "person", "alias": "HR-7", "same_as": "bob"}], False, ON),
    File("staff", [{"partner_id": "7", "person_id": "HR-7"}], False, date(2015, 4, 8)),
    File("staff", [{"partner_id": "7", "person_id": "bob"}], False, date(2015, 4, 9)),
]


def test_who_got_a_new_number_has_not_left(sqlite_url: str) -> None:
    """A person whom a link joins to one on the newest list is not told to have left."""
    with scratch(sqlite_url) as connection:
        assert take_all(connection, RENUMBERED)[-1].warnings == ()


def test_facts_do_not_let_a_renumbered_person_leave(sqlite_url: str) -> None:
    """Nor do `facts` say so: they name the person of the newest list alone."""
    with scratch(sqlite_url) as connection:
        take_all(connection, RENUMBERED)
        told = as_csv(believed(connection, BY_NAME["staff"]), BY_NAME["staff"])
        assert told.splitlines()[1:] == ["7,bob,,,,"]


def test_links_in_a_circle(sqlite_url: str) -> None:
    """Identifiers that are each said to be another are one, and nobody walks for ever."""
    circle = [("a", "b"), ("b", "c"), ("c", "a")]
    rows = [{"kind": "partner", "alias": alias, "same_as": name} for alias, name in circle]
    named = [{"partner_id": partner, "name": "Nord"} for partner in "abc"]
    with scratch(sqlite_url) as connection:
        take(connection, File("links", rows, False, ON))
        take(connection, File("partners", named, False, ON))
        assert partners(connection) == {"a": "Nord"}


@pytest.mark.parametrize("asked", ["7", " 7 ", "LOC", GUID, GUID.lower(), f"{{{GUID}}}"])
def test_a_partner_is_asked_for_by_any_of_its_identifiers(
    asked: str, sqlite_url: str, tmp_path: Path
) -> None:
    """`--partner` takes an alias and any spelling, and answers under the one identifier."""
    files = {"partners": "partner_id,name\n7,Nord\n8,Süd\n"}
    files["links"] = f"kind,alias,same_as\npartner,LOC,7\npartner,{GUID},LOC\n"
    for kind, text in files.items():
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
    assert run(sqlite_url, "import", *sorted(tmp_path.glob("*.csv"))).code == 0
    day = ("--programme", "messaging", "--as-of", "2015-03-31")
    told = run(sqlite_url, "readiness", "--partner", asked, *day, "--json").document
    assert [(one["partner"], one["name"]) for one in told] == [("7", "Nord")]
