"""From a table of text to the rows of the facts it feeds, and every fault in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from types import MappingProxyType

import polars as pl

from imports.cells import MOST_FAULTS, Columns, columns
from imports.columns import bare, called
from imports.faults import Fault
from imports.feeding import able, joined, remarked, unfilled
from imports.filekind import FileKind
from imports.formats.language import Feed
from imports.identify import Identified
from imports.margins import without_margins
from imports.reading import Refused
from imports.remarks import remarks
from imports.repeats import nothing_beside_something, once
from imports.zeros import lost_zeros
from models.belief import schema
from models.tables import Fact, Scope, Seats
from tiers.words import _

EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Fed:
    """The rows a file gives of one kind: its scope, its own columns, and the line of each."""

    kind: FileKind
    rows: pl.DataFrame
    adds: bool


@dataclass
class Extract:
    """The rows of each kind the file feeds, the faults, and what is worth a word.

    *met* has identifiers that stand in one row (`formats.Meeting`), by what they identify;
    *unsaid* are the columns for want of which nothing was read.
    """

    feeds: list[Fed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    met: dict[str, pl.DataFrame] = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How many rows of facts the file gives."""
        return sum(feed.rows.height for feed in self.feeds)


def extract(found: Identified, today: date, said: Mapping[str, str] = EMPTY) -> Extract:
    """Every row of the table read by its format, judged against all the others.

    *said* fills in the columns that the format asks the user for.
    """
    _check_said(found, said)
    feeds = able(found)
    margins = without_margins(found)
    found = margins.found
    result = Extract(warnings=[*found.table.notes, *margins.notes, *_notes(found)])
    read = columns(found, today)
    result.faults += margins.faults
    ragged = found.table.ragged[: MOST_FAULTS + 1]
    result.faults += [_ragged(line, cells, found) for line, cells in ragged]
    result.faults += [*read.faults, *islice(_missing(found, read), MOST_FAULTS + 1)]
    if len(result.faults) > MOST_FAULTS:
        result.faults = _in_order(result.faults, found)
        return result
    values = read.values.with_columns(
        pl.lit(said[column.name]).alias(column.name) for column in found.format.asks
    )
    absent = [column for column in found.format.columns if column.name not in values.columns]
    values = values.with_columns(
        pl.lit(None, column.read.dtype).alias(column.name) for column in absent
    )
    whole = values.filter(~pl.col("line").is_in([fault.line for fault in result.faults]))
    result.warnings += remarked(found.format, whole)
    result.met = {
        one.kind: whole.select(**one.take).unique(maintain_order=True) for one in found.format.meets
    }
    for feed in feeds:
        _feed(feed, found, whole, result, today)
    result.faults = _in_order(result.faults, found)
    return result


def _check_said(found: Identified, said: Mapping[str, str]) -> None:
    """Refuse a file that does not say whom it is about, where the user does not say it either."""
    lacking = [column for column in found.format.asks if column.name not in said]
    if lacking:
        says = _("A file of {format} does not say {what}. Name it beside the file.")
        what = _(" or ").join(column.says for column in lacking)
        unsaid = tuple(column.name for column in lacking)
        raise Refused(says.format(format=found.format.name, what=what), unsaid=unsaid)


def _notes(found: Identified) -> Iterator[str]:
    ignored = {bare(header) for header in found.format.ignores.split()}
    unknown = [header for header in found.unknown if bare(header) not in ignored]
    if any(unknown) or _nameless(found):
        names = ", ".join(name or _("(no name)") for name in unknown)
        yield _("Ignored, since not known: {names}.").format(names=names)
        yield from _perhaps(found, unknown)
    if found.table.cells.is_empty() and not found.table.ragged:
        yield _("The file has a header and no rows: no data yet.")


def _nameless(found: Identified) -> bool:
    """Whether something stands in a column without a name."""
    places = (str(place) for place, name in enumerate(found.table.header) if not name.strip())
    return any(found.table.cells[place].str.contains(r"\S").any() for place in places)


def _perhaps(found: Identified, unknown: Sequence[str]) -> Iterator[str]:
    """What a file does not say because a column of it has a name that leaves open what it is."""
    for column in found.format.columns:
        names = [
            one for one in unknown if called(one, (*column.others.surely, *column.others.perhaps))
        ]
        if names and column.name not in found.positions:
            says = _("The file says nothing of {column}; if {names} is meant, call it so.")
            yield says.format(column=column.name, names=_(" or ").join(names))


def _feed(feed: Feed, found: Identified, read: pl.DataFrame, result: Extract, today: date) -> None:
    """Add the rows that the file gives of one kind."""
    rows = _taken(feed, read)
    if not found.format.template:
        result.faults += islice(unfilled(rows, feed, found.format), MOST_FAULTS + 1)
    if feed.join:
        rows = joined(rows, feed, result.warnings)
    else:
        rows, faults, repeated = once(rows, feed.kind)
        result.faults += faults
        result.warnings += repeated
    if found.format.template:
        result.faults += nothing_beside_something(rows, feed.kind.table)
    result.feeds.append(Fed(feed.kind, rows, feed.adds))
    result.warnings += [*lost_zeros(rows), *remarks(rows, today)]


def _taken(feed: Feed, read: pl.DataFrame) -> pl.DataFrame:
    """The kind's columns, from what the file has of them and from their defaults."""
    kept = read if feed.keep is None else read.filter(feed.keep)
    counted = [name for name, how in feed.join.items() if how == "n_unique"]
    types = schema(Scope) | schema(feed.kind.table) | dict.fromkeys(counted, pl.String)
    nothing = pl.lit(None)
    rows = kept.select(
        *(feed.take.get(column.name, nothing).alias(column.name) for column in feed.kind.columns),
        *feed.per,
        "line",
    )
    defaults = [
        pl.col(column.name).cast(types[column.name]).fill_null(pl.lit(column.default))
        if column.default is not None
        else pl.col(column.name).cast(types[column.name])
        for column in feed.kind.columns
    ]
    table = feed.kind.table
    return rows.with_columns(defaults).select(*table.scope, *table.own(), *feed.per, "line")


def _missing(found: Identified, read: Columns) -> Iterator[Fault]:
    """A fault for every needed cell that is empty, but in rows that say nothing remains.

    Of somebody else's file only facts can lack something, not every column.
    """
    if not found.format.template:
        return
    needed = [column for column in found.columns if column.required]
    if not any(read.values[column.name].has_nulls() for column in needed):
        return
    empty = pl.any_horizontal(pl.col(column.name) == "" for column in needed)
    texts = read.texts.with_columns(line=read.values["line"])
    for given in texts.filter(empty, ~_states_nothing(found)).iter_rows(named=True):
        for column in needed:
            if not given[column.name]:
                yield Fault(given["line"], column.name, None, _("is missing"), column.says)


def _states_nothing(found: Identified) -> pl.Expr:
    """Whether only the scope is filled (and the seats are 0): nothing of that scope remains."""
    kind, never = found.format.template, pl.lit(value=False)
    if kind is None or kind.table.named_by() is None:
        return never
    if not found.positions.keys() >= set(kind.table.scope):
        return never
    scope = [pl.col(name) != "" for name in kind.table.scope]
    rest = [
        _is_default(column.name, column.default, kind.table)
        for column in found.columns
        if column.name not in kind.table.scope
    ]
    return pl.all_horizontal(*scope, *rest)


def _is_default(name: str, default: object, table: type[Fact]) -> pl.Expr:
    """Whether a cell says no more than an empty one."""
    if table is Seats and name == "seats":
        return pl.col(name).str.contains("^0+$")
    return pl.col(name).is_in(["", str(default or "")])


def _ragged(line: int, cells: tuple[str, ...], found: Identified) -> Fault:
    return Fault(
        line,
        None,
        None,
        _("has {cells} fields where the header has {columns}").format(
            cells=len(cells), columns=len(found.table.header)
        ),
        _("as many fields as the header; quote a field that holds the delimiter"),
    )


def _in_order(faults: Sequence[Fault], found: Identified) -> list[Fault]:
    """By line and by column from the left, each cell once; none beyond a number nobody reads."""
    once: dict[tuple[int | None, str | None], Fault] = {}
    for fault in faults:
        once.setdefault((fault.line, fault.column), fault)
    places = dict[str | None, int](found.positions) | {None: -1}
    last = len(found.table.header)
    ordered = sorted(
        once.values(),
        key=lambda fault: (fault.line or 0, places.get(fault.column, last)),
    )
    if len(ordered) <= MOST_FAULTS:
        return ordered
    more = Fault(None, None, None, _("and more faults"), _("mend these first"))
    return [*ordered[:MOST_FAULTS], more]
