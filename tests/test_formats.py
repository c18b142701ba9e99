"""Vendors' exports: each sample beside what must become of it, and any file read by brute force.

Beside a sample of tests/imports/<format>/ stands a JSON file of the same name: what the user said
of it, and the outcome of its import on 15 November 2022.
"""

import csv
import json
from dataclasses import asdict
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from imports.exporting import as_csv, believed
from imports.formats import EXPORTS, FORMATS, Format
from imports.identify import identify, recognise
from imports.importing import commit
from imports.kinds import BY_NAME
from imports.reading import read
from imports.results import Arrival, How
from imports.rows import extract
from tests.brute_exports import READ, doubtful, rows
from tests.export_cells import CELLS
from tests.tracking import moment, scratch

SAMPLES = Path(__file__).parent / "imports"
NAMES = [one.name for one in EXPORTS]
FILES = sorted(
    path for name in NAMES for path in (SAMPLES / name).glob("*") if path.suffix != ".json"
)
ON = date(2022, 11, 15)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database, which every test that uses it leaves as it was."""
    return f"sqlite:///{tmp_path_factory.mktemp('formats') / 'facts.db'}"


# Samples ---------------------------------------------------------------------------------------


def read_as(connection: Connection, path: Path, said: dict[str, str]) -> dict[str, Any]:
    """What becomes of a file, as it stands beside a sample."""
    arrival = Arrival(path.name, path.read_bytes())
    (result,) = commit(connection, [arrival], moment(ON), "test", How(**said))  # type: ignore[arg-type]  # words alone
    told: dict[str, Any] = {
        "format": result.format,
        "kind": result.kind,
        "status": result.status,
        "rows": result.rows,
        "warnings": list(result.warnings),
        "errors": [asdict(fault) for fault in result.errors],
    }
    if result.status == "loaded":
        told["facts"] = {
            name: as_csv(believed(connection, BY_NAME[name]), BY_NAME[name]).splitlines()
            for name in str(result.kind).split("+")
        }
    return told


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_sample(path: Path, url: str) -> None:
    """What becomes of the file is what stands beside it."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    said = expected.pop("said")
    with scratch(url) as connection:
        assert read_as(connection, path, said) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_its_samples(name: str) -> None:
    """One that is loaded, one that is refused and one without rows; with commas and with tabs."""
    found = [path for path in FILES if path.parent.name == name]
    told = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in found]
    assert {one["status"] for one in told} == {"loaded", "refused", "already-loaded"}
    assert {one["format"] for one in told if one["status"] == "loaded"} == {name}
    assert {path.suffix for path in found} >= {".csv", ".tsv"}
    assert all(not one["rows"] for one in told if one["status"] == "already-loaded")


# Told apart ------------------------------------------------------------------------------------


def columns(one: Format) -> list[tuple[str, ...]]:
    """The headers of each column that such a file may have, one of which it has."""
    ours = [column.headers for column in one.columns]
    return [*ours, *((header,) for header in one.ignores.split())]


def written(draw: st.DrawFn, header: str) -> str:
    """The header in other letter case, perhaps with signs that do not count."""
    cases = header, header.upper(), header.lower(), header.swapcase()
    changed = draw(st.sampled_from(cases))
    return draw(st.sampled_from(("{}", " {}", "{} ", "\ufeff{}"))).format(changed)


@st.composite
def headers(draw: st.DrawFn) -> tuple[Format, list[str]]:
    """A format, and a header of it with any of the columns that are not required."""
    one = draw(st.sampled_from(FORMATS))
    free = [names for names in columns(one) if names[0] not in one.required]
    fixed = [names for names in columns(one) if names[0] in one.required]
    some = draw(st.lists(st.sampled_from(free), unique=True)) if free else []
    chosen = draw(st.permutations([*fixed, *some]))
    return one, [written(draw, draw(st.sampled_from(names))) for names in chosen]


def test_the_headers_of_a_format_are_made_once() -> None:
    """Every file and every delimiter is held against all of them."""
    assert all(one.headers is one.headers for one in FORMATS)


@settings(deadline=None, max_examples=200)
@given(made=headers())
def test_told_apart_by_headers(made: tuple[Format, list[str]]) -> None:
    """In any order and letter case, with any columns chosen, a header is that of its format."""
    one, header = made
    assert recognise(header) > 0
    found = identify(read((",".join(header) + "\n").encode(), recognise))
    assert (found.format.name, found.format.kind) == (one.name, one.kind)


@pytest.mark.parametrize("one", EXPORTS, ids=NAMES)
def test_no_export_can_be_taken_for_another(one: Format) -> None:
    """What it must have and others do not know outweighs what others know and it ignores."""
    for other in FORMATS:
        if other is not one:
            own = {header for name in one.required for header in (name.casefold(),)}
            known = {header.casefold() for column in other.columns for header in column.headers}
            assert len(own - known) >= max(1, len({*one.ignores.casefold().split()} & known))


@pytest.mark.parametrize("one", EXPORTS, ids=NAMES)
def test_every_export_says_what_it_is(one: Format) -> None:
    """A sentence and a source of its own; what is asked for and joined is there."""
    assert one.says.endswith(".")
    assert "documented" in one.source
    assert "inferred" in one.source
    names = {column.name for column in (*one.columns, *one.asks)}
    for feed in one.feeds:
        assert {root for taken in feed.take.values() for root in taken.meta.root_names()} <= names
        assert {*feed.per} <= names
        assert {column.name for column in feed.kind.columns if column.required} <= {*feed.take}
        assert {*feed.join} <= {*feed.take}


def test_a_missing_column_is_called_as_its_maker_calls_it() -> None:
    """Not by any name of ours, or by one it had at another time."""
    for one in EXPORTS:
        assert all(column.aliases[0] == column.name for column in one.columns)


# By brute force --------------------------------------------------------------------------------


@st.composite
def files(draw: st.DrawFn, name: str) -> str:
    """A file of the format; between tabs nothing would tell what 1,250 is."""
    cells = st.fixed_dictionaries({c: st.sampled_from(v) for c, v in CELLS[name].items()})
    out, delimiter = StringIO(), draw(st.sampled_from(",\t"))
    chosen = draw(st.permutations([*CELLS[name]]))
    writer = csv.DictWriter(out, chosen, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(draw(st.lists(cells, max_size=12)))
    return out.getvalue().replace("1,250", "1250" if delimiter == "\t" else "1,250")


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_file_is_read_as_by_brute_force(name: str, data: st.DataObject) -> None:
    """The facts are those of an independent reading with dictionaries."""
    text = data.draw(files(name))
    said = {"partner_id": "1700100", "customer_id": "C-17"}
    result = extract(identify(read(text.encode(), recognise)), ON, said)
    assert not result.faults or doubtful(name, rows(text))
    if not result.faults:
        got: dict[str, list[tuple[Any, ...]]] = {feed.kind.name: [] for feed in result.feeds}
        for feed in result.feeds:
            names = [column.name for column in feed.kind.columns]
            got[feed.kind.name] += feed.rows.select(pl.col(names)).rows()
        expected = READ[name](rows(text))
        assert {kind: set(found) for kind, found in got.items()} == expected
        assert all(len(found) == len(expected[kind]) for kind, found in got.items())
