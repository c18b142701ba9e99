"""The words in which a format is described: its columns, and the facts its rows feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from imports.columns import Column, by_header
from imports.filekind import FileKind


@dataclass(frozen=True)
class Feed:
    """Facts of one kind that a file's rows give.

    *take* has an expression over the format's columns for every column of the kind it fills;
    *keep* says which rows count; rows of one key are joined by *join* (`max`, `sum`, `n_unique` or
    `first`), column by column, the others by their first. *per* are columns of the file that tell
    the things of one key apart: of what repeats one of them the largest figures are taken before
    *join*. *adds*: the file is never the whole picture.
    """

    kind: FileKind
    take: Mapping[str, pl.Expr]
    keep: pl.Expr | None = None
    join: Mapping[str, str] = field(default_factory=dict)
    per: tuple[str, ...] = ()
    adds: bool = False


@dataclass(frozen=True)
class Remark:
    """Rows of a file that are worth a word: which, and a sentence with {count} and {lines}."""

    rows: pl.Expr
    says: str


@dataclass(frozen=True)
class Meeting:
    """Identifiers that stand in one row, though our facts keep one of them.

    Of a *person*: partner_id, alias (the identifier kept), name and email. Of a *partner*: alias
    (a location) and same_as (the partner it belongs to).
    """

    kind: str
    take: Mapping[str, pl.Expr]


@dataclass(frozen=True)
class Format:
    """A file that somebody makes: found by its columns, whatever its name.

    *asks* are columns that no such file has and the user must say; *source* where it is described;
    *ignores* are headers, between blanks, that it may have and that say nothing to us.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    feeds: tuple[Feed, ...]
    source: str = ""
    asks: tuple[Column, ...] = ()
    ignores: str = ""
    remarks: tuple[Remark, ...] = ()
    meets: tuple[Meeting, ...] = ()

    @cached_property
    def headers(self) -> dict[str, Column]:
        """Each column by every header it may have."""
        return by_header(self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def kind(self) -> str:
        """What it feeds, as one word."""
        return "+".join(dict.fromkeys(feed.kind.name for feed in self.feeds))

    @property
    def template(self) -> FileKind | None:
        """The kind whose template it is, None for anybody else's file."""
        return self.feeds[0].kind if self.name == TEMPLATE else None


TEMPLATE = "template"


def template(kind: FileKind) -> Format:
    """Our own template of a kind, as a format."""
    take = {column.name: pl.col(column.name) for column in kind.columns}
    return Format(TEMPLATE, kind.says, kind.columns, (Feed(kind, take),))
