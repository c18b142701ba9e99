"""Numbers that differ by leading zeros alone: two, unless a spreadsheet took the zeros away."""

from collections.abc import Iterator

import polars as pl

from tiers.words import _

IDENTIFIERS = ("partner_id", "customer_id", "person_id", "reference_id")


def lost_zeros(rows: pl.DataFrame) -> Iterator[str]:
    """A sentence for identifiers that stand in the rows with and without leading zeros."""
    for column in IDENTIFIERS:
        if column in rows.columns and rows[column].str.starts_with("0").any():
            yield from _of(column, rows)


def _of(column: str, rows: pl.DataFrame) -> Iterator[str]:
    digits = rows.filter(pl.col(column).str.contains(r"^[0-9]+$"))
    numbers = digits.select(given=column, number=pl.col(column).str.strip_chars_start("0")).unique()
    forms = numbers.group_by("number").agg(pl.col("given").sort())
    forms = forms.filter(pl.col("given").list.len() > 1)
    shown = [" / ".join(given) for given in forms.sort("number")["given"]]
    if shown:
        says = _("Differ by leading zeros alone, and are taken for two each: {column} {shown}.")
        more = " …" if len(shown) > 5 else ""
        yield says.format(column=column, shown=", ".join(shown[:5]) + more)
