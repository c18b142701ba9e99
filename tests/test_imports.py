"""Files in: each sample beside what must become of it, and any table however it is written.

Beside a sample of tests/imports/template/ stands a JSON file of the same name: the kind, status,
rows, warnings and errors of its import on 7 April 2015 and, where it is loaded, what `facts` says.
"""

import csv
import json
from dataclasses import asdict
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from imports.exporting import as_csv, believed
from imports.importing import commit
from imports.kinds import BY_NAME, KINDS
from imports.results import Arrival, Result
from imports.templates import write_templates
from tests.tracking import arrive, moment, scratch

SAMPLES = Path(__file__).parent / "imports" / "template"
FILES = sorted(path for path in SAMPLES.glob("*") if path.suffix != ".json")
ON = date(2015, 4, 7)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database, which every test that uses it leaves as it was."""
    return f"sqlite:///{tmp_path_factory.mktemp('imports') / 'facts.db'}"


def facts(connection: Connection, kind: str) -> list[str]:
    """The lines that `facts KIND` writes."""
    return as_csv(believed(connection, BY_NAME[kind]), BY_NAME[kind]).splitlines()


def outcome(connection: Connection, result: Result) -> dict[str, Any]:
    """A result as it stands beside a sample."""
    told = {
        "kind": result.kind,
        "status": result.status,
        "rows": result.rows,
        "warnings": list(result.warnings),
        "errors": [asdict(fault) for fault in result.errors],
    }
    if result.status == "loaded":
        told["facts"] = facts(connection, str(result.kind))
    return told


# Samples ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_sample(path: Path, url: str) -> None:
    """What becomes of the file is what stands beside it."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with scratch(url) as connection:
        arrival = Arrival(path.name, path.read_bytes())
        (result,) = commit(connection, [arrival], moment(ON), "test")
        assert outcome(connection, result) == expected


def test_samples_are_whole() -> None:
    """No expectation stands without its sample, and every kind has one that is loaded."""
    expected = {path.with_suffix("") for path in SAMPLES.glob("*.json")}
    assert expected == {path.with_suffix("") for path in FILES}
    found = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in FILES]
    assert {one["kind"] for one in found if one["status"] == "loaded"} == set(BY_NAME)


def test_templates_are_the_same_whenever_they_are_made(tmp_path: Path) -> None:
    paths = write_templates(tmp_path)
    made = {
        openpyxl.load_workbook(path).properties.created for path in paths if path.suffix == ".xlsx"
    }
    assert made == {datetime(2015, 1, 1)}  # noqa: DTZ001


def test_templates_are_taken_in(url: str, tmp_path: Path) -> None:
    """Our own examples are loaded, the same from English and German headers."""
    write_templates(tmp_path)
    for kind in KINDS:
        told = []
        for language in ("en", "de"):
            with scratch(url) as connection:
                for form, status in (("empty", "already-loaded"), ("example", "loaded")):
                    name = f"{kind.name}-{form}-{language}.csv"
                    result = arrive(connection, name, (tmp_path / name).read_bytes(), ON)
                    assert (result.kind, result.status) == (kind.name, status), name
                told.append(facts(connection, kind.name))
        assert told[0] == told[1]
        assert len(told[0]) == 1 + len(kind.examples)


# However a table is written --------------------------------------------------------------------


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@st.composite
def written_twice(draw: st.DrawFn) -> tuple[str, str]:
    """A table of partners plainly written, and in some other of the ways one meets."""
    rows = draw(st.lists(st.tuples(cells, cells), max_size=5, unique_by=lambda row: row[0]))
    plain, other = StringIO(newline=""), StringIO(newline="")
    csv.writer(plain, lineterminator="\n").writerows([("partner_id", "name"), *rows])
    writer = csv.DictWriter(
        other,
        draw(st.permutations(["partner_id", "NAME", "Land", " Jahres tag"])),
        restval="",
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        quoting=draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))),
    )
    writer.writeheader()
    writer.writerows({"partner_id": partner, "NAME": name} for partner, name in rows)
    return plain.getvalue(), draw(st.sampled_from(("", "\ufeff"))) + other.getvalue()


@settings(deadline=None, max_examples=40)
@given(texts=written_twice())
def test_however_a_table_is_written(texts: tuple[str, str], url: str) -> None:
    """Delimiter, line ends, byte order mark, quotes and the order of columns change nothing."""
    told = []
    for text in texts:
        with scratch(url) as connection:
            (result,) = commit(connection, [Arrival("", text.encode())], moment(ON), "test")
            told.append(outcome(connection, result))
    assert told[0] == told[1]


@settings(deadline=None)
@example(content=b'""')
@example(content=b",;\n")
@given(
    content=st.binary()
    | st.text().map(str.encode)
    | st.text(st.sampled_from('pn",; \r\n\t')).map(lambda text: f"partner_id,name{text}".encode())
)
def test_any_bytes_have_an_answer(content: bytes, url: str) -> None:
    """Whatever arrives is taken in or refused in words; it is never a fault of ours."""
    with scratch(url) as connection:
        (result,) = commit(connection, [Arrival("any", content)], moment(ON), "test")
        assert result.refused == bool(result.errors)
        assert all(fault.sentence().strip() for fault in result.errors)


def test_the_longest_text(url: str) -> None:
    """A text of 1,000 characters is kept, and one of 1,001 is refused."""
    for length in (1000, 1001):
        content = f"partner_id,name\n7,{'x' * length}\n".encode()
        with scratch(url) as connection:
            (result,) = commit(connection, [Arrival("long", content)], moment(ON), "test")
            assert result.refused == (length > 1000)
