"""What a command is given: words checked and turned into what they name."""

from collections.abc import Iterable, Sequence
from datetime import date
from getpass import getuser
from pathlib import Path
from re import fullmatch
from typing import Annotated

import typer
from sqlalchemy import Connection

from answers import Misuse
from imports.filekind import FileKind
from imports.kinds import BY_NAME
from imports.reader import Unreadable
from imports.reading import fits
from imports.results import Arrival
from imports.values import as_identifier
from models.store import links
from models.store import partners as known_partners
from reports.names import in_force
from tiers.language import Edition, Programme
from tiers.planner import Goal
from tiers.programmes import PROGRAMMES
from tiers.transition import judging
from tiers.words import _

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Day = Annotated[str, typer.Option("--as-of", help="The day the verdict speaks about, 2015-03-31.")]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", help="Believe imports up to the end of this day only.")
]
Who = Annotated[str | None, typer.Option("--by", help="Who does it; else the name of the user.")]
Files = Annotated[list[Path], typer.Argument(help="The files, in the order to take them in.")]
Everything = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Every kind into the folder of --out: as CSV in its template, or as Parquet the lake "
        "of facts that rules read.",
    ),
]
FileOrFolder = Annotated[
    Path | None,
    typer.Option("--out", help="A file, else the terminal; with --all a folder."),
]
KindName = Annotated[str | None, typer.Option("--kind", help="The kind, if not by header.")]
Additions = Annotated[
    bool, typer.Option("--additions", help="Add to what is known; replace no scope.")
]
AboutPartner = Annotated[
    str | None, typer.Option("--partner", help="Whom files speak of that do not say it.")
]
AboutCustomer = Annotated[
    str | None, typer.Option("--customer", help="Which customer, for files that do not say it.")
]
ProposedLinks = Annotated[
    Path | None,
    typer.Option("--proposed-links", help="Only try, and write the links proposed to this file."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show, and change nothing.")]
FirstRun = Annotated[
    bool,
    typer.Option(
        "--first-run", help="Load only into the default database, and only while it is empty."
    ),
]
OnePartner = Annotated[str | None, typer.Option("--partner", help="One partner, else all.")]
EditionName = Annotated[str | None, typer.Option("--edition", help="An edition by name.")]
ProgrammeKey = Annotated[str, typer.Option("--programme", help="The programme's key.")]
BatchId = Annotated[str, typer.Argument(help="The batch's number in the ledger.")]


def arrival(path: Path) -> Arrival:
    """The file; read only if it is not too large."""
    if path.is_dir():
        raise Misuse(_("{path} is a folder. Name the files in it.").format(path=path))
    if not path.is_file():
        raise Misuse(_("There is no file {path}.").format(path=path))
    size = path.stat().st_size
    if not fits(size):
        return Arrival(readable(path.name), b"", unread=size)
    return Arrival(readable(path.name), path.read_bytes())


def readable(path: str) -> str:
    """A path as text, whatever bytes the file system has for it."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def batch_of(text: str) -> int:
    """The number of a batch."""
    if not fullmatch(r"[0-9]{1,9}", text):
        says = _("“{text}” is not the number of a batch, such as 12. `batches` lists them.")
        raise Misuse(says.format(text=text))
    return int(text)


def number_of(text: str, option: str, most: int | None = None) -> int:
    """A whole number from 1 on, given to an option."""
    if fullmatch(r"[0-9]{1,18}", text) and 1 <= int(text) <= (most or int(text)):
        return int(text)
    says = _("“{text}” is no number for {option}. Write a whole one, {range}.")
    span = _("from 1 to {most}").format(most=most) if most else _("1 or more")
    raise Misuse(says.format(text=text, option=option, range=span))


def named_kind(kind: str | None) -> str:
    """The kind that was named."""
    if kind is None:
        raise Misuse(_one_of(_("Name a kind, or say --all."), "", BY_NAME))
    return kind


def folder_for_all(kind: str | None, out: Path | None) -> Path:
    """Where every kind is to be written."""
    if kind is not None:
        raise Misuse(_("Say either a kind or --all, not both."))
    if out is None:
        raise Misuse(_("Say by --out into which folder: facts --all --out DIR."))
    return out


def engine_of(name: str, engines: Iterable[str]) -> str:
    """The engine of that name."""
    if name not in engines:
        raise Misuse(_one_of(_("The engine {name} is not known."), name, engines))
    return name


def file_kind(name: str) -> FileKind:
    """The kind of file of that name."""
    if name not in BY_NAME:
        raise Misuse(_one_of(_("The kind {name} is not known."), name, BY_NAME))
    return BY_NAME[name]


def programme_of(key: str) -> Programme:
    """The programme of that key."""
    if key not in PROGRAMMES:
        raise Misuse(_one_of(_("The programme {name} is not known."), key, PROGRAMMES))
    return PROGRAMMES[key]


def edition_of(programme: Programme, name: str | None) -> Edition | None:
    """The edition of that name; None for the one in force."""
    found = None if name is None else programme.named(name)
    if name is not None and not found:
        known = [one.name for one in programme.editions]
        raise Misuse(_one_of(_("There is no edition {name}."), name, known))
    return found


def incomparable(programme: Programme, on: date) -> Misuse:
    """Why there is no other edition to compare with that of the day, and what would help."""
    before = judging(programme, on)
    if before is None:
        says = _("No edition of {name} is in force on {day} or before, so none can be compared.")
        return Misuse(says.format(name=programme.key, day=on))
    others = [one.name for one in programme.editions if one is not before]
    if not others:
        says = _("{name} has no other edition than {only} to compare with.")
        return Misuse(says.format(name=programme.key, only=before.name))
    says = _("No edition of {name} follows {day}. Name another with --edition: {names}.")
    return Misuse(says.format(name=programme.key, day=on, names=", ".join(others)))


def editions_with(keys: Sequence[str], on: date, tier: str) -> list[Edition]:
    """The editions in force of several programmes, each of which has the tier."""
    programmes = [programme_of(key) for key in dict.fromkeys(keys)]
    if len(programmes) < 2:
        says = _("Name two programmes or more: --programme messaging --programme smcs.")
        raise Misuse(says)
    return [_edition_with(programme, on, tier) for programme in programmes]


def _edition_with(programme: Programme, on: date, tier: str) -> Edition:
    edition = programme.on(on)
    if edition is None:
        near = ", ".join(f"{one.name} ({in_force(one)})" for one in programme.nearest(on))
        says = _("No edition of {name} is in force on {day}. The nearest: {near}.")
        raise Misuse(says.format(name=programme.key, day=on, near=near))
    names = [one.name for one in edition.tiers]
    if tier not in names:
        says = _("{programme} has no tier {{name}} on {day}.")
        raise Misuse(_one_of(says.format(programme=programme.key, day=on), tier, names))
    return edition


def goals_of(keys: Sequence[str], tiers: Sequence[str], on: date) -> tuple[Goal, ...]:
    """The tiers to reach: one for all programmes, or one for each."""
    if len(tiers) not in (1, len(keys)):
        says = _("Name one --tier for all programmes, or one for each, in the same order.")
        raise Misuse(says)
    each = tiers if len(tiers) == len(keys) else [*tiers] * len(keys)
    return tuple(
        Goal(_edition_with(programme_of(key), on, tier), tier)
        for key, tier in zip(keys, each, strict=True)
    )


def about(given: str | None) -> str | None:
    """An identifier that files lack."""
    try:
        return None if given is None else as_identifier(given)
    except Unreadable as trouble:
        raise Misuse(f"“{given}” {trouble.reason}.") from None


def partners_of(connection: Connection, given: str, known_on: date | None) -> list[str]:
    """The one partner meant, by any of its identifiers."""
    try:
        partner = as_identifier(given)
    except Unreadable as trouble:
        raise Misuse(_("The partner {reason}.").format(reason=trouble.reason)) from None
    partner = links(connection, known_on)["partner"].get(partner, partner)
    if partner not in known_partners(connection, known_on):
        says = _("No partner {name} is known. `readiness` without --partner lists all.")
        raise Misuse(says.format(name=given))
    return [partner]


def day(text: str) -> date:
    """A day, written 2015-03-31."""
    if not fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Misuse(_("“{text}” is not a day. Write it like 2015-03-31.").format(text=text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(_("{text} is not a day of the calendar.").format(text=text)) from None


def known_day(known_on: str | None) -> date | None:
    """The day up to which imports are believed; None for all."""
    return None if known_on is None else day(known_on)


def form_of(name: str, forms: Iterable[str]) -> str:
    """The format of that name, of those there are."""
    if name not in forms:
        raise Misuse(_one_of(_("The format {name} is not known."), name, forms))
    return name


def user(by: str | None) -> str:
    """Who does it: who is named, else who is logged in."""
    if by:
        return by
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"


def _one_of(says: str, name: str, known: Iterable[str]) -> str:
    use = _("Use one of {known}.").format(known=", ".join(known))
    return f"{says.format(name=name)} {use}"
