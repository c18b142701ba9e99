"""A lake of facts: the tables of `tiers/facts.py` as Parquet, a file or a folder of parts each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from sqlalchemy import Connection

from answers import Misuse
from imports.exporting import as_csv, believed
from imports.kinds import KINDS
from models.belief import schema
from models.store import FACT_KINDS, facts
from models.tables import Fact, Scope
from tiers.facts import Facts
from tiers.words import _

ORIGIN = {"file": pl.String, "line": pl.Int64}
WORDS = {pl.String: _("text"), pl.Int64: _("64-bit whole numbers"), pl.Date: _("dates")}


def _columns(kind: type[Fact]) -> dict[str, type[pl.DataType]]:
    types = schema(Scope) | schema(kind)
    return {name: types[name] for name in (*kind.scope, *kind.own())} | ORIGIN


COLUMNS: Mapping[str, dict[str, type[pl.DataType]]] = {
    name: _columns(FACT_KINDS[name]) for name in Facts.names()
}
"""Each frame's columns and their types, the same in Polars, DuckDB and Spark."""


@dataclass(frozen=True)
class Lake:
    """The Parquet files of each frame that is there, its columns, and which frames are not."""

    parts: dict[str, list[Path]]
    columns: dict[str, list[str]]
    absent: tuple[str, ...]


def write_lake(connection: Connection, folder: Path, known_on: date | None = None) -> list[Path]:
    """Write what is believed as a lake, links applied: `seats.parquet` and so on."""
    known = facts(connection, known_on)
    with whole_files(folder) as made:
        for name, columns in COLUMNS.items():
            frame: pl.LazyFrame = getattr(known, name).select(*columns).to_native()
            frame.sort("partner_id", maintain_order=True).sink_parquet(made / f"{name}.parquet")
    return [folder / f"{name}.parquet" for name in COLUMNS]


def write_templates(
    connection: Connection, folder: Path, known_on: date | None = None
) -> list[Path]:
    """Write what is believed of every kind in its template: `seats.csv` and so on."""
    with whole_files(folder) as made:
        for kind in KINDS:
            text = as_csv(believed(connection, kind, known_on), kind)
            (made / f"{kind.name}.csv").write_text(text, encoding="utf-8", newline="")
    return [folder / f"{kind.name}.csv" for kind in KINDS]


@contextmanager
def whole_files(folder: Path) -> Iterator[Path]:
    """A place to write files, which come into the folder once all of them are whole."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=folder) as place:
        yield Path(place)
        for made in sorted(Path(place).iterdir()):
            made.replace(folder / made.name)


def open_lake(folder: Path) -> Lake:
    """What is in a lake; raises `Misuse` where anything in it cannot be read as facts."""
    if not folder.is_dir():
        says = _("There is no folder {path}. `facts --all --format parquet --out DIR` writes one.")
        raise Misuse(says.format(path=folder))
    parts = {name: found for name in COLUMNS if (found := _parts(folder, name))}
    if not parts:
        says = _("There are no facts in {path}: no seats.parquet, no folder seats, nor the like.")
        raise Misuse(says.format(path=folder))
    columns = {name: _common(paths, COLUMNS[name]) for name, paths in parts.items()}
    if "partners" in parts:
        _check_partners(parts["partners"])
    return Lake(parts, columns, tuple(name for name in COLUMNS if name not in parts))


def _parts(folder: Path, name: str) -> list[Path]:
    """The files of a frame: one, or the parts that its folder holds."""
    found = [path for path in (folder / f"{name}.parquet", folder / name) if path.exists()]
    if len(found) > 1:
        says = _("The {name} are there twice: {one} and {other}. Keep one of them.")
        raise Misuse(says.format(name=name, one=found[0], other=found[1]))
    if found and found[0].is_dir():
        parts = sorted(found[0].rglob("*.parquet"))
        return [path for path in parts if path.is_file() and path.name[0] not in "._"]
    return found


def _common(paths: list[Path], wanted: Mapping[str, type[pl.DataType]]) -> list[str]:
    """The columns that all parts have: those of the frame, and where each row came from or not."""
    found = [_checked(path, wanted) for path in paths]
    return [name for name in wanted if all(name in one for one in found)]


def _checked(path: Path, wanted: Mapping[str, type[pl.DataType]]) -> set[str]:
    """The wanted columns of a file that is Parquet and has them, each of its type."""
    try:
        has = pl.scan_parquet(path, glob=False).collect_schema()
    except pl.exceptions.PolarsError as trouble:
        raise Misuse(_("{path} is not a Parquet file.").format(path=path)) from trouble
    if lacking := [name for name in wanted if name not in has and name not in ORIGIN]:
        says = _("{path} lacks the columns {names}.")
        raise Misuse(says.format(path=path, names=", ".join(lacking)))
    there = {name: kind for name, kind in wanted.items() if name in has}
    for name, kind in there.items():
        if has[name] != kind:
            says = _("In {path} the column {name} holds {found}, and {right} would be right.")
            found = WORDS.get(has[name].base_type(), str(has[name]))
            raise Misuse(says.format(path=path, name=name, found=found, right=WORDS[kind]))
    return set(there)


def _check_partners(paths: list[Path]) -> None:
    """Whether each partner stands once among the partners."""
    ids = pl.scan_parquet(paths, glob=False).select(pl.col("partner_id"))
    twice = ids.filter(pl.col("partner_id").is_duplicated()).head(1).collect()["partner_id"]
    if len(twice):
        says = _("The partner {partner} stands among the partners more than once.")
        raise Misuse(says.format(partner=twice[0]))
