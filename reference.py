"""The documentation that comes from the code: file kinds, commands, programmes.

A document is written by hand around parts made here. A part stands between the lines
`<!-- made: NAME -->` and `<!-- end: NAME -->`, and whatever stands there is replaced.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import typer

from imports import vocabulary
from imports.columns import Column
from imports.days import day, period
from imports.filekind import FileKind
from imports.formats import EXPORTS, Format
from imports.kinds import ADDING, KINDS
from imports.numbers import amount, whole
from imports.values import identifier, squeezed, text
from lake import COLUMNS
from reports.markdown import named, paragraphs, table
from reports.rulebook import overview, rulebook
from tiers.programmes import PROGRAMMES

ROOT = Path(__file__).parent
READERS = (text, identifier, day, period, whole, amount)


def write_documents(app: typer.Typer) -> list[Path]:
    """Bring every document up to date; returns the paths written, those that had drifted."""
    drifted = _drifted(app)
    for path, words in drifted.items():
        (ROOT / path).write_text(words, encoding="utf-8", newline="\n")
    return list(drifted)


def check_documents(app: typer.Typer) -> list[Path]:
    """The paths of the documents that say something else than the code does."""
    return list(_drifted(app))


def _drifted(app: typer.Typer) -> dict[Path, str]:
    """What each document that has drifted should say."""
    found: dict[Path, str] = {}
    for path, name, part in _parts(app):
        before = found.get(path) or (ROOT / path).read_text(encoding="utf-8")
        after = _with_part(path, before, name, part)
        if after != before:
            found[path] = after
    return found


def _parts(app: typer.Typer) -> Iterator[tuple[Path, str, str]]:
    """Each made part: its document, its name, its text."""
    kinds, programmes = Path("docs/file-kinds.md"), Path("docs/programmes.md")
    yield Path("README.md"), "programmes", overview(PROGRAMMES.values())
    yield kinds, "kinds", paragraphs(*map(_kind, KINDS))
    yield kinds, "cells", _cells()
    yield kinds, "formats", paragraphs(*map(_format, EXPORTS))
    yield kinds, "names", _names()
    yield Path("docs/commands.md"), "commands", _commands(app)
    tables = ((f"`{name}`", named(columns)) for name, columns in COLUMNS.items())
    yield Path("docs/commands.md"), "lake", table(("table", "columns"), tables)
    yield programmes, "programmes", rulebook(PROGRAMMES.values())


def _with_part(path: Path, words: str, name: str, part: str) -> str:
    """The document with the part in its place."""
    opening, closing = f"<!-- made: {name} -->\n", f"<!-- end: {name} -->"
    before, opened, rest = words.partition(opening)
    _old, closed, after = rest.partition(closing)
    if not opened or not closed:
        raise ValueError(f"{path} lacks the line {opening.strip()} or, after it, {closing}")
    return f"{before}{opening}\n{part}\n\n{closing}{after}"


def _kind(kind: FileKind) -> str:
    """A kind of file: what it says, its columns, its key, its scope, an example."""
    key = named((*kind.table.scope, *kind.table.key))
    header = ("column", "German header", "what it says", "what may stand in it", "when empty")
    return paragraphs(
        f"### {kind.name}",
        f"{kind.says} In German: *{kind.german}*.",
        table(header, map(_column, kind.columns)),
        f"Rows are the same if they agree in {key}. A file replaces {_replaces(kind)}.",
        f"```csv\n{_example(kind)}```",
    )


def _format(export: Format) -> str:
    """An export: what it says, what it feeds, its columns, where it is described."""
    kinds = dict.fromkeys(feed.kind.name for feed in export.feeds)
    adds = "adds to what is known" if all(feed.adds for feed in export.feeds) else "replaces"
    needed = [one for one in export.columns if one.required]
    asked = [
        f"Who it is about it does not say: {named(one.name for one in export.asks)} are asked."
    ]
    return paragraphs(
        f"### {export.name}",
        f"{export.says} It feeds {named(kinds)} and {adds}.",
        f"Needed columns: {named(one.headers[0] for one in needed)}. Used where they are there: "
        f"{named(one.headers[0] for one in export.columns if not one.required)}.",
        *(asked if export.asks else []),
        f"Source: {export.source}.",
    )


def _replaces(kind: FileKind) -> str:
    """What a file of the kind gives the whole picture of."""
    if kind.name in ADDING:
        return "nothing whole: it adds, and of rows that are the same the newest wins"
    several = "combination of " if len(kind.table.scope) > 1 else ""
    return f"all that is known of each {several}{named(kind.table.scope)} it names"


def _column(column: Column) -> Sequence[str]:
    default = "–" if column.default is None else f"`{column.default}`"
    others = column.others.surely
    return (
        f"**`{column.name}`**" if column.required else f"`{column.name}`",
        column.german,
        column.says + (f"; also called {', '.join(others)}" if others else ""),
        column.read.takes,
        "refused" if column.required else default,
    )


def _example(kind: FileKind) -> str:
    out = StringIO()
    headers = [column.name for column in kind.columns]
    csv.writer(out, lineterminator="\n").writerows([headers, *kind.examples])
    return out.getvalue()


def _cells() -> str:
    """What each reader takes, in its own words."""
    return "\n".join(f"- **{one.takes}**: {one.cell.__doc__}" for one in READERS)


def _names() -> str:
    """Which name is read as which."""
    lists = {
        "products": vocabulary.PRODUCTS,
        "figures": vocabulary.FIGURES,
        "associations": vocabulary.ASSOCIATIONS,
        "statuses of a reference": vocabulary.STATUSES,
        "awards": vocabulary.AWARDS,
    }
    return paragraphs(*(f"**{title}**\n\n{_aliases(aliases)}" for title, aliases in lists.items()))


def _aliases(aliases: Mapping[str, str]) -> str:
    more = {
        name: [one for one, means in aliases.items() if means == name and one != squeezed(name)]
        for name in aliases.values()
    }
    return "\n".join(
        f"- `{name}`{', also ' if also else ''}{named(also)}" for name, also in more.items()
    )


def _commands(app: typer.Typer) -> str:
    """Every verb with its arguments and options."""
    group: Any = typer.main.get_command(app)
    return paragraphs(*(_command(name, verb) for name, verb in group.commands.items()))


def _command(name: str, verb: Any) -> str:
    needed = [_spelled(one) for one in verb.params if one.required]
    more = ["…"] if len(needed) < len(verb.params) else []
    return paragraphs(
        f"### {name}",
        verb.help,
        f"```\n{' '.join(('python cli.py', name, *needed, *more))}\n```",
        table(("argument or option", "what it says", "needed"), map(_option, verb.params)),
    )


def _option(option: Any) -> Sequence[str]:
    usual = f"no: `{option.default}`" if option.default else "no"
    return f"`{_spelled(option)}`", option.help, "yes" if option.required else usual


def _spelled(option: Any) -> str:
    """As it is typed: an option with the value it takes, an argument by its name."""
    value = str(option.name).upper().replace("_", "-")
    if option.param_type_name == "argument":
        return f"{value}…" if option.nargs < 0 else value
    both = "/".join([option.opts[0], *option.secondary_opts])
    return both if option.is_flag else f"{both} {value}"
