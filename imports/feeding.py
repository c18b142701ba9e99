"""From the rows of somebody's file to those of one kind: what it cannot fill, joins, and tells."""

from collections.abc import Iterator, Mapping

import polars as pl

from imports.counting import number
from imports.faults import Fault
from imports.formats.language import Feed, Format
from imports.identify import Identified
from imports.reading import Refused
from imports.remarks import listed
from models.belief import schema
from models.tables import Scope
from tiers.words import _


def able(found: Identified) -> list[Feed]:
    """The feeds whose facts the file has columns for; refused where that is none."""
    feeds = [feed for feed in found.format.feeds if not _lacking(feed, found)]
    if feeds:
        return feeds
    says = _("This looks like a file of {kind}, but lacks: {missing}.")
    missing = ", ".join(_lacking(found.format.feeds[0], found))
    raise Refused(says.format(kind=found.format.name, missing=missing), found.table.header_line)


def _lacking(feed: Feed, found: Identified) -> list[str]:
    """What the kind needs and the file has no column for, by the columns that would do."""
    has = {*found.positions, *(column.name for column in found.format.asks)}
    return [
        _columns(feed.take[column.name], found.format)
        for column in feed.kind.columns
        if column.required
        and not has.intersection(feed.take[column.name].meta.root_names())
        and _needs_a_column(feed.take[column.name], found.format)
    ]


def _columns(taken: pl.Expr, known: Format) -> str:
    """The columns of which a value is taken: the one that must be there, else any of them."""
    names = dict.fromkeys(taken.meta.root_names())
    return _(" or ").join([name for name in known.required if name in names][:1] or names)


def _needs_a_column(taken: pl.Expr, known: Format) -> bool:
    """Whether the expression says nothing where all its columns are empty."""
    types = {column.name: column.read.dtype for column in (*known.columns, *known.asks)}
    nothing = {name: pl.Series([None], dtype=types[name]) for name in taken.meta.root_names()}
    return bool(nothing) and pl.DataFrame(nothing).select(taken).item() is None


def unfilled(rows: pl.DataFrame, feed: Feed, known: Format) -> Iterator[Fault]:
    """A fault for every needed value that the row does not give."""
    columns = {column.name: column.says for column in known.columns}
    needed = {name: (name, columns[name]) for name in feed.per}
    for column in feed.kind.columns:
        if column.required and feed.join.get(column.name) != "n_unique":
            needed[column.name] = (_columns(feed.take[column.name], known), column.says)
    for name, (given, says) in needed.items():
        for line in rows.filter(pl.col(name).is_null())["line"]:
            yield Fault(line, given, None, _("is missing"), says)


def remarked(known: Format, rows: pl.DataFrame) -> Iterator[str]:
    """A sentence for every kind of row that the format has a word about."""
    for remark in known.remarks:
        lines = rows.filter(remark.rows)["line"]
        if len(lines):
            yield _(remark.says).format(count=number(len(lines)), lines=listed(lines))


def joined(rows: pl.DataFrame, feed: Feed, warnings: list[str]) -> pl.DataFrame:
    """One row for each key: figures joined as the feed says, the rest by their first row."""
    table = feed.kind.table
    key = [*table.scope, *table.key]
    how = dict.fromkeys(feed.join, "max") if feed.per else feed.join
    once = _by([*key, *feed.per], rows, how)
    if "max" in how.values() and once.height < rows.height:
        again = rows.join(once.select("line"), on="line", how="anti")["line"]
        says = _("Rows that tell again what one above tells; the highest figure counts: "
                 "{lines}.")  # fmt: skip
        warnings.append(says.format(lines=listed(again)))
    whole = _by(key, once, feed.join) if feed.per else once
    types = schema(Scope) | schema(table)
    names = [name for name in rows.columns if name not in feed.per]
    return whole.select(pl.col(name).cast(types.get(name, pl.Int64)) for name in names)


def _by(key: list[str], rows: pl.DataFrame, how: Mapping[str, str]) -> pl.DataFrame:
    """One row for each *key*, its other columns joined as *how* says; of nothing, nothing."""
    return rows.group_by(key, maintain_order=True).agg(
        _one(name, how.get(name, "first")) for name in rows.columns if name not in key
    )


def _one(name: str, how: str) -> pl.Expr:
    given = pl.col(name).drop_nulls()
    if how == "sum":
        return pl.when(given.len() > 0).then(given.sum()).alias(name)
    found: pl.Expr = getattr(given, how)()
    return found
