"""Columns of text into columns of values: at once where no cell leaves a doubt, else one by one."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from imports.columns import Column
from imports.days import day, period
from imports.faults import Fault
from imports.identify import Identified
from imports.manner import Manner, Signs, manner
from imports.numbers import amount, whole
from imports.reader import Unreadable, Value
from imports.reading.numberformats import Nature
from tiers.words import _

LONGEST_SHOWN = 200
MOST_FAULTS = 10_000  # beyond which nobody reads on


@dataclass(frozen=True)
class Columns:
    """A file's known columns under their names: the trimmed *texts*, and the *values* with `line`.

    A value is null where its cell is empty or could not be read, which the faults say.
    """

    texts: pl.DataFrame
    values: pl.DataFrame
    faults: list[Fault]


def columns(found: Identified, today: date) -> Columns:
    """Every known column of the table, read."""
    table, texts, wanted = found.table, found.texts, found.columns
    faults = _natures(found, texts) if table.natures is not None else []
    quick = _quickly(texts, wanted)
    doubts = {column.name: _doubts(texts[column.name], quick[column.name]) for column in wanted}
    manner = _manner(found, doubts, today)
    read = []
    for column in wanted:
        given = {text: _one(column, text, manner) for text in doubts[column.name]}
        faults += _unread(column, texts[column.name], table.lines, given)
        read.append(_filled(column, texts[column.name], quick[column.name], given))
    return Columns(texts, pl.DataFrame([*read, table.lines.alias("line")]), faults)


def _doubts(texts: pl.Series, quick: pl.Series) -> list[str]:
    """Every text, once, that was not read at once."""
    if not quick.has_nulls():
        return []
    return texts.filter(quick.is_null() & (texts != "")).unique().to_list()


def _quickly(texts: pl.DataFrame, wanted: list[Column]) -> pl.DataFrame:
    """What can be read without looking at single cells; null elsewhere."""
    return texts.select(
        (
            column.read.quick(pl.col(column.name))
            if column.read.quick
            else pl.lit(None, column.read.dtype)
        ).alias(column.name)
        for column in wanted
    )


def _filled(
    column: Column, texts: pl.Series, quick: pl.Series, given: dict[str, Value | Unreadable]
) -> pl.Series:
    """The values read at once, and those read one by one in between."""
    values = {text: value for text, value in given.items() if not isinstance(value, Unreadable)}
    if not values:
        return quick
    slowly = texts.replace_strict(
        list(values), list(values.values()), default=None, return_dtype=column.read.dtype
    )
    return quick.fill_null(slowly).alias(column.name)


def _one(column: Column, text: str, manner: Manner) -> Value | Unreadable:
    try:
        return column.read.cell(text, manner)
    except Unreadable as trouble:
        return trouble


def _unread(
    column: Column, texts: pl.Series, lines: pl.Series, given: dict[str, Value | Unreadable]
) -> list[Fault]:
    """A fault for every cell that cannot be read."""
    why = {text: trouble for text, trouble in given.items() if isinstance(trouble, Unreadable)}
    if not why:
        return []
    wrong = texts.is_in(list(why)).arg_true().head(MOST_FAULTS + 1)
    return [
        Fault(line, column.name, shown(text), why[text].reason, why[text].right)
        for line, text in zip(lines.gather(wrong), texts.gather(wrong), strict=True)
    ]


def shown(text: str) -> str:
    """A cell as a fault shows it: not longer than can be looked at."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"


def _manner(found: Identified, doubts: dict[str, list[str]], today: date) -> Manner:
    """How the file writes what its cells leave open."""
    german = {column.name: column.german for column in found.format.columns if column.german}
    headers = [found.table.header[place].strip() for place in found.positions.values()]
    signs = Signs(
        found.table.delimiter,
        found.table.encoding,
        any(header in german.values() and header not in german for header in headers),
    )
    numbers = [each for column in found.columns if column.read.dtype == whole.dtype
               for each in doubts[column.name]]  # fmt: skip
    days = [each for column in found.columns if column.read.dtype in (day.dtype, period.dtype)
            for each in doubts[column.name]]  # fmt: skip
    return manner(numbers, days, signs, today)


def _why(nature: Nature, text: str) -> str:
    """Why a cell of that nature is not what its column holds."""
    return {
        Nature.NUMBER: _("stands as a number, so leading zeros may be lost"),
        Nature.DAY: _("is a date, which the spreadsheet may have made of something else"),
        Nature.MONTH: _("is a month without a day"),
        Nature.FORMULA: _("is a formula"),
        Nature.ERROR: _("is an error of the spreadsheet, or a time"),
        Nature.BOOLEAN: _("is a truth value"),
        Nature.SCALED: _("is shown as another number than it is"),
        Nature.MERGED: _("belongs to merged cells"),
        Nature.STRUCK: _("is struck through"),
        Nature.RAISED: _("holds letters set higher or lower, as the number of a note is"),
        Nature.DAY_AS_MONTH: _("holds a day and shows its month: {day} or {other}").format(
            day=text, other=text[:7]
        ),
        Nature.DAY_UNSEEN: _("holds a day that it does not show: {day} or {other}").format(
            day=text, other=text[:4]
        ),
    }[nature]


def _right(nature: Nature) -> str:
    if nature == Nature.STRUCK:
        return _("the value that counts, not struck through; delete the row if it does not count")
    return _("the value itself, in a cell formatted as text")


def _natures(found: Identified, texts: pl.DataFrame) -> list[Fault]:
    """A fault for every cell of a workbook that is not what its column holds."""
    assert found.table.natures is not None
    faults = []
    for column in found.columns:
        natures = found.table.natures[str(found.positions[column.name])]
        allowed = [int(nature) for nature in column.read.natures]
        unlike = "[Ee]" if column.read is amount else "[.Ee]"
        broken = texts[column.name].str.contains(unlike) & (natures == Nature.NUMBER)
        wrong = ~natures.is_in(allowed) & ((texts[column.name] != "") | (natures == Nature.MERGED))
        for line, text, nature in zip(
            found.table.lines.filter(wrong | broken),
            texts[column.name].filter(wrong | broken),
            natures.filter(wrong | broken),
            strict=True,
        ):
            why = (
                _why(Nature(nature), text) if nature not in allowed else _("is not a whole number")
            )
            faults.append(Fault(line, column.name, shown(text), why, _right(Nature(nature))))
    return faults
