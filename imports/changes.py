"""What a file would change: its rows beside what is believed of the same scopes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from models.tables import Fact

NOBODY = pl.DataFrame(
    schema={"partner_id": pl.String} | dict.fromkeys(("added", "changed", "vanished"), pl.Int64)
)


@dataclass(frozen=True)
class Changes:
    """How many rows are added, changed and vanished, and which; *nothing* where all stays.

    *gone* has the rows that vanish; *by_partner* the three numbers of each partner known before
    (partner_id, added, changed, vanished).
    """

    added: int
    changed: int
    vanished: int
    gone: pl.DataFrame
    nothing: bool
    by_partner: pl.DataFrame = field(default_factory=NOBODY.clone)

    def counts(self) -> dict[str, int]:
        """The three numbers."""
        return {"added": self.added, "changed": self.changed, "vanished": self.vanished}


def compare(
    before: pl.DataFrame,
    rows: pl.DataFrame,
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
    new = rows.select(*key, *values)
    if before.is_empty() and (left is None or left.is_empty()):
        named = _named(new, kind)
        return Changes(named.height, 0, 0, before.select(*key, *values), new.is_empty())
    if kind.scope:
        touched = new.select(kind.scope).unique()
        before = before.join(touched, on=list(kind.scope), how="semi", nulls_equal=True)
    before = before.select(*key, *values)
    known = before if left is None else pl.concat([before, left.select(before.columns)])
    return _laid(before, new, known, kind, adds=adds)


def between(before: pl.DataFrame, after: pl.DataFrame, kind: type[Fact]) -> Changes:
    """How what is believed differs, of any scope, such as before and after an undo."""
    columns = [*kind.scope, *kind.own()]
    before, after = before.select(columns), after.select(columns)
    return _laid(before, after, before, kind, adds=False)


def _laid(
    before: pl.DataFrame, new: pl.DataFrame, known: pl.DataFrame, kind: type[Fact], *, adds: bool
) -> Changes:
    """New rows beside those before, and beside all that are *known*."""
    key = [*kind.scope, *kind.key]
    values = [name for name in kind.own() if name not in key]
    added = _named(new.join(known, on=key, how="anti", nulls_equal=True), kind)
    gone = before.join(new, on=key, how="anti", nulls_equal=True)
    vanished = _named(gone.clear() if adds else gone, kind)
    same = new.join(known, on=[*key, *values], how="semi", nulls_equal=True)
    stands = new.height == same.height and vanished.is_empty()
    met = new.join(known, on=key, how="semi", nulls_equal=True)
    changed = met.join(same, on=key, how="anti", nulls_equal=True)
    return Changes(
        added.height,
        changed.height,
        vanished.height,
        vanished,
        stands,
        _by_partner(added=added, changed=changed, vanished=vanished),
    )


def _by_partner(**rows: pl.DataFrame) -> pl.DataFrame:
    """How many rows of each sort every partner has."""
    if any("partner_id" not in each.columns for each in rows.values()):
        return NOBODY
    told = [
        each.select("partner_id", *(pl.lit(int(one == what)).alias(one) for one in rows))
        for what, each in rows.items()
    ]
    return pl.concat(told).group_by("partner_id", maintain_order=True).sum().cast(NOBODY.schema)


def _named(rows: pl.DataFrame, kind: type[Fact]) -> pl.DataFrame:
    """The rows that name something, not those that say nothing remains."""
    name = kind.named_by()
    return rows if name is None else rows.filter(pl.col(name).is_not_null())


def together(changes: Sequence[Changes]) -> Changes:
    """What a file changes in all kinds it feeds."""
    return Changes(
        sum(one.added for one in changes),
        sum(one.changed for one in changes),
        sum(one.vanished for one in changes),
        pl.concat([one.gone for one in changes], how="diagonal"),
        all(one.nothing for one in changes),
        pl.concat([one.by_partner for one in changes]).group_by("partner_id").sum(),
    )
