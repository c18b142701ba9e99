"""Which format this is: found by its headers, never by its name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from imports.columns import Column, bare, called, meant
from imports.formats import FORMATS, Format
from imports.manner import Manner
from imports.reader import Unreadable, Value
from imports.reading import Refused, Table, unknown
from tiers.words import _

MANY = 8  # columns that are not known and named one by one
FEW = 100  # rows in which most columns show what they do not hold


@dataclass(frozen=True)
class Identified:
    """A table, its format, where each known column stands, and the headers that are not known."""

    table: Table
    format: Format
    positions: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @cached_property
    def texts(self) -> pl.DataFrame:
        """The known columns under their names, each cell trimmed."""
        return self.table.cells.select(
            pl.col(str(self.positions[column.name])).str.strip_chars().alias(column.name)
            for column in self.columns
        )

    @cached_property
    def lacking(self) -> pl.Series:
        """Whether a cell of each record is empty that must not be."""
        needed = (pl.col(name) == "" for name in self.format.required)
        return self.texts.select(lacking=pl.any_horizontal(needed))["lacking"]

    @property
    def missing(self) -> list[str]:
        """The required columns that the header lacks."""
        return [name for name in self.format.required if name not in self.positions]

    @property
    def columns(self) -> list[Column]:
        """The known columns that the file has."""
        return [column for column in self.format.columns if column.name in self.positions]


def recognise(header: Sequence[str]) -> int:
    """How many columns the header names of the format it names most of; negative if not enough."""
    names = {bare(cell) for cell in header}
    counts = []
    for known, required in _NAMES:
        found = {known[name] for name in names if name in known}
        counts.append(len(found) if required <= found else -len(found))
    whole = max(counts)
    return whole if whole > 0 else min(counts)


def identify(tables: Sequence[Table], wanted: str | None = None) -> Identified:
    """The format whose columns the header has most of, and all that it must have."""
    formats = [one for one in FORMATS if not wanted or wanted in one.kind.split("+")]
    fits = [_match(table, one) for table in tables for one in formats]
    most = max(len(fit.positions) for fit in fits)
    best = [fit for fit in fits if len(fit.positions) == most]
    best.sort(key=lambda fit: len(fit.missing))
    chosen = best[0]
    equals = [fit for fit in best if len(fit.missing) == len(chosen.missing)]
    if most < 2 or (len(equals) > 1 and chosen.missing and not wanted):
        raise unknown(tables[0].header, tables[0].header_line)
    if chosen.missing:
        raise _lacking(chosen, [fit for fit in fits if not fit.missing])
    if len(equals) > 1:
        raise _undecided(equals)
    chosen = _by_other_names(chosen)
    _check_header(chosen)
    return chosen


def _by_other_names(found: Identified) -> Identified:
    """With the columns that lack their own name and have a single one that surely means them."""
    for column in found.format.columns:
        others = [one for one in found.unknown if called(one, column.others.surely)]
        if column.name in found.positions or len(others) != 1:
            continue
        place = [header.strip() for header in found.table.header].index(others[0])
        found = replace(
            found,
            positions=found.positions | {column.name: place},
            unknown=tuple(one for one in found.unknown if one != others[0]),
        )
    return found


def _match(table: Table, known: Format) -> Identified:
    headers, positions = known.headers, dict[str, int]()
    unknown, twice = [], []
    for position, header in enumerate(table.header):
        column = headers.get(bare(header))
        if column is None:
            unknown.append(header.strip())
        elif column.name in positions:
            twice.append(column.name)
        else:
            positions[column.name] = position
    return Identified(table, known, positions, tuple(unknown), tuple(twice))


def _check_header(found: Identified) -> None:
    """Refuse a column that stands twice, and one that is probably misspelt."""
    line = found.table.header_line
    if found.twice:
        says = _("The column {name} stands in the header twice.")
        raise Refused(says.format(name=found.twice[0]), line)
    absent = {
        header: column
        for header, column in found.format.headers.items()
        if column.name not in found.positions
    }
    for header in found.unknown if found.format.template else ():
        if column := meant(header, absent):
            says = _("The column {header} is not known. If {name} is meant, call it so.")
            raise Refused(says.format(header=header, name=column.name), line)
    for column in {column.name: column for column in absent.values()}.values():
        if told := _told_elsewhere(column, found):
            says = _("The column {header} holds what {name} would. Call it so, or leave it out.")
            raise Refused(says.format(header=told, name=column.name), line)


def _told_elsewhere(column: Column, found: Identified) -> str | None:
    """The header of an unknown column that tells what would else be taken for granted."""
    if column.default is None or not found.format.template:
        return None
    for place, header in enumerate(found.table.header):
        cells = found.table.cells[str(place)]
        if place in found.positions.values() or _read(column, cells.head(FEW)) is None:
            continue
        if (_read(column, cells) or {column.default}) != {column.default}:
            return header.strip()
    return None


def _read(column: Column, cells: pl.Series) -> set[Value] | None:
    """What the filled cells are, if all of them are words of that column."""
    words = {word for cell in cells.unique() if (word := cell.strip())}
    try:
        return {column.read.cell(word, Manner(date.min)) for word in words}
    except Unreadable:
        return None


def _lacking(fit: Identified, whole: Sequence[Identified]) -> Refused:
    says = _("This looks like a file of {kind}, but lacks: {missing}.")
    told = says.format(kind=_named(fit.format), missing=", ".join(_as_called(fit)))
    if (unread := [header for header in fit.unknown if header]) and fit.format.template:
        says = _("Of its columns these are not known: {names}.")
        told += " " + says.format(names=", ".join(unread[:MANY]) + (" …" * (len(unread) > MANY)))
    if kinds := sorted({one.format.feeds[0].kind.name for one in whole}):
        told += " " + _("If it is one of {kinds}, name its kind.").format(kinds=", ".join(kinds))
    return Refused(told, fit.table.header_line)


def _as_called(fit: Identified) -> list[str]:
    """The missing columns by the names their maker gives them, German ones beside German ones."""
    columns = {column.name: column for column in fit.format.columns}
    german = any(
        bare(fit.table.header[place]) == bare(columns[name].german) != bare(name)
        for name, place in fit.positions.items()
    )
    usual = {name: one.german if german else name for name, one in columns.items()}
    return [(columns[name].aliases or (usual[name],))[0] for name in fit.missing]


def _undecided(fits: Sequence[Identified]) -> Refused:
    names = sorted({_named(fit.format) for fit in fits})
    if len(names) == 1:
        says = _("The file can be read with more than one delimiter. Save it as CSV UTF-8 again.")
        return Refused(says, fits[0].table.header_line)
    says = _("The header fits {kinds} alike. Name its kind.")
    return Refused(says.format(kinds=" and ".join(names)), fits[0].table.header_line)


def _named(known: Format) -> str:
    return known.kind if known.template else known.name


_NAMES = [
    ({header: column.name for header, column in one.headers.items()}, set(one.required))
    for one in FORMATS
]
