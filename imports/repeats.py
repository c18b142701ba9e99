"""Rows of one key: repeated word for word, or contradicting each other."""

from collections.abc import Iterator, Sequence

import polars as pl

from imports.cells import MOST_FAULTS, shown
from imports.faults import Fault
from imports.filekind import FileKind
from imports.numbers import amount
from imports.remarks import listed
from models.bulk import alike
from models.tables import Fact
from tiers.words import _


def once(rows: pl.DataFrame, kind: FileKind) -> tuple[pl.DataFrame, list[Fault], list[str]]:
    """The first row of each key; a fault for every row that contradicts it, and a sentence.

    The sentence tells which rows repeat another word for word.
    """
    table, key = kind.table, [*kind.table.scope, *kind.table.key]
    if _all_differ(rows, key):
        return rows, [], []
    first = rows.unique(key, keep="first", maintain_order=True)
    later = rows.join(first.select("line"), on="line", how="anti")
    both = later.join(first, on=key, nulls_equal=True, suffix="_before", maintain_order="left")
    own = [name for name in table.own() if name not in key]
    differs = [pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in own]
    both = both.with_columns(differs=pl.any_horizontal(pl.lit(value=False), *differs))
    differing = both.filter("differs").head(MOST_FAULTS + 1)
    faults = [
        _contradiction(row, own, key) for row in _in_units(differing, kind).iter_rows(named=True)
    ]
    repeated = both.filter(~pl.col("differs"))["line"]
    says = _("Rows that repeat another word for word, counted once: {lines}.")
    return first, faults, [says.format(lines=listed(repeated))] if len(repeated) else []


def _in_units(rows: pl.DataFrame, kind: FileKind) -> pl.DataFrame:
    """The rows with their amounts, which are kept in hundredths, as a file writes them."""
    amounts = {column.name for column in kind.columns if column.read is amount}
    return rows.with_columns(
        (pl.col(name) / 100).cast(pl.Decimal(18, 2))
        for name in rows.columns
        if name.removesuffix("_before") in amounts
    )


def _all_differ(rows: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether surely no two rows have one key; what is the same in all of them tells nothing."""
    if rows.height < 2:
        return True
    telling = [name for name in key if not alike(rows[name])]
    if not telling:
        return False
    found: int = rows.select(pl.struct(telling).hash().n_unique()).item()
    return found == rows.height


def _contradiction(row: dict[str, object], own: Sequence[str], key: Sequence[str]) -> Fault:
    """What is wrong with a row that says something else than the first of its key."""
    column = next(name for name in own if row[name] != row[f"{name}_before"])
    line = row["line"]
    assert isinstance(line, int)
    return Fault(
        line,
        column,
        _shown(row[column]),
        _("disagrees with line {line}, which has {value} for the same {key}").format(
            line=row["line_before"],
            value=_shown(row[f"{column}_before"]) or _("nothing"),
            key=", ".join(key),
        ),
        _("one row for each"),
    )


def _shown(value: object) -> str | None:
    return None if value is None else shown(str(value))


def nothing_beside_something(rows: pl.DataFrame, table: type[Fact]) -> Iterator[Fault]:
    """A row that says nothing remains cannot stand beside one of the same scope."""
    name = table.named_by()
    if name is None or not rows[name].has_nulls():
        return
    nothing = rows.filter(pl.col(name).is_null())
    filled = rows.filter(pl.col(name).is_not_null()).unique(table.scope, keep="last")
    both = nothing.join(filled, on=list(table.scope), suffix="_other")
    for line, other in both.select("line", "line_other").iter_rows():
        yield Fault(
            line,
            name,
            None,
            _("says that nothing remains, but line {line} names something").format(line=other),
            _("one or the other"),
        )
