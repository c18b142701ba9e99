"""What a file would change: its rows beside what is believed of the same scopes."""

from dataclasses import dataclass

import polars as pl

from models.belief import schema
from models.tables import Fact, Scope


@dataclass(frozen=True)
class Changes:
    """How many rows are added, changed and vanished, and which; *nothing* where all stays."""

    added: int
    changed: int
    vanished: int
    gone: pl.DataFrame
    nothing: bool

    def counts(self) -> dict[str, int]:
        """The three numbers."""
        return {"added": self.added, "changed": self.changed, "vanished": self.vanished}


def compare(
    before: pl.DataFrame,
    rows: list[dict[str, object]],
    kind: type[Fact],
    *,
    adds: bool,
    left: pl.DataFrame | None = None,
) -> Changes:
    """Compare believed rows with a file's; a file that only *adds* lets nothing vanish.

    Rows of those who *left* are believed too, but a file need not repeat them.
    """
    key = [*kind.scope, *kind.key]
    values = [name for name in kind.own() if name not in key]
    new = frame(rows, kind).select(*key, *values)
    if kind.scope:
        touched = new.select(kind.scope).unique()
        before = before.join(touched, on=list(kind.scope), how="semi", nulls_equal=True)
    before = before.select(*key, *values)
    known = before if left is None else pl.concat([before, left.select(before.columns)])
    added = _named(new.join(known, on=key, how="anti", nulls_equal=True), kind)
    gone = before.join(new, on=key, how="anti", nulls_equal=True)
    vanished = _named(gone.clear() if adds else gone, kind)
    same = new.join(known, on=[*key, *values], how="semi", nulls_equal=True)
    stands = new.height == same.height and vanished.is_empty()
    changed = new.join(known, on=key, how="semi", nulls_equal=True).height - same.height
    return Changes(added.height, changed, vanished.height, vanished, stands)


def frame(rows: list[dict[str, object]], kind: type[Fact]) -> pl.DataFrame:
    """A file's rows as a frame: scope, own columns, line."""
    types = schema(Scope) | schema(kind)
    return pl.DataFrame(
        rows, schema={name: types[name] for name in (*kind.scope, *kind.own(), "line")}
    )


def _named(rows: pl.DataFrame, kind: type[Fact]) -> pl.DataFrame:
    """The rows that name something, not those that say nothing remains."""
    return rows.filter(pl.col(kind.key[0]).is_not_null()) if kind.key else rows
