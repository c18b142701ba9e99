"""Seats as they come in the wild: loaded exactly right or refused, never silently wrong.

Beside a sample of tests/imports/wild/ stands a JSON file: what is special in it, whether it must
be loaded, must have its bad cells named, must be refused, or may be either; and its only right
reading (null where there is none). The day of import is 7 April 2015.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Connection

from imports.exporting import believed
from imports.importing import commit
from imports.kinds import BY_NAME
from imports.results import Arrival, Result
from models.tables import Seats
from tests.tracking import moment, scratch

FOLDER = Path(__file__).parent / "imports" / "wild"
FILES = sorted(path for path in FOLDER.glob("*") if path.suffix != ".json")
ON = date(2015, 4, 7)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database, which every test leaves as it was."""
    return f"sqlite:///{tmp_path_factory.mktemp('wild') / 'facts.db'}"


def rows(connection: Connection) -> list[list[Any]]:
    """The seats that are believed, as they stand beside a sample."""
    names = (*Seats.scope[:1], "customer_id", *Seats.scope[1:])
    more = ("seats", "customer_name", "active_users", "association")
    frame = believed(connection, BY_NAME["seats"]).select(*names, *more)
    frame = frame.filter(pl.col("customer_id").is_not_null())
    told = [[str(one) if isinstance(one, date) else one for one in row] for row in frame.rows()]
    return sorted(told, key=str)


def expected(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        path.with_name(f"{path.name}.json").read_text(encoding="utf-8")
    )
    rows = [[None if one == "" else one for one in row] for row in told.get("rows") or ()]
    return told | {"rows": sorted(rows, key=str)}


def trouble(path: Path, result: Result, found: list[list[Any]]) -> str | None:
    """What is wrong with a sample's outcome; None for nothing."""
    right = expected(path)
    if result.refused:
        named = {(fault.line, fault.column) for fault in result.errors}
        named |= {(line, None) for line, _column in named}
        missed = [fault for fault in right.get("faults") or () if tuple(fault) not in named]
        if right["must"] == "name" and missed:
            return f"not named: {missed}, but {named}"
        return f"refused: {result.errors[0].sentence()}" if right["must"] == "load" else None
    if right["must"] in ("name", "refuse") or found != right["rows"]:
        return f"silently wrong: {found}"
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_wild(path: Path, url: str) -> None:
    """Loaded exactly, or refused where it may be, with every bad cell named."""
    with scratch(url) as connection:
        (result,) = commit(connection, [Arrival(path.name, path.read_bytes())], moment(ON), "test")
        assert trouble(path, result, rows(connection)) is None
        assert all(fault.sentence().strip() for fault in result.errors)
