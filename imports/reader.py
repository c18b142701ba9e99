"""What reads a cell: exactly and with reasons, or at once where a cell leaves no doubt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from imports.manner import Manner
from imports.reading.numberformats import Nature

Value = str | int | date | None
Dtype = type[pl.DataType]


class Unreadable(Exception):
    """A cell that cannot be read: why, and what a right value looks like."""

    def __init__(self, reason: str, right: str) -> None:
        super().__init__(reason)
        self.reason, self.right = reason, right


@dataclass(frozen=True)
class Reader:
    """Reads the cells of a column.

    *cell* reads one, trimmed and not empty, or raises `Unreadable`; *natures* are those that a
    workbook's cell may have; *quick*, from an expression of such cells, gives what *cell* would
    give, or null where only *cell* can tell. *takes* says what a cell may hold.
    """

    cell: Callable[[str, Manner], Value]
    takes: str
    dtype: Dtype = pl.String
    natures: frozenset[Nature] = frozenset({Nature.TEXT})
    quick: Callable[[pl.Expr], pl.Expr] | None = None
