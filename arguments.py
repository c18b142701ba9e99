"""What a command is given: words checked and turned into what they name."""

from datetime import date
from getpass import getuser
from pathlib import Path
from re import fullmatch

from sqlalchemy import Connection

from answers import Misuse
from imports.kinds import BY_NAME, FileKind
from imports.values import Unreadable, identifier
from models.store import links
from models.store import partners as known_partners
from tiers.language import Edition, Programme
from tiers.programmes import PROGRAMMES


def content(path: Path) -> bytes:
    """The file's bytes."""
    if not path.is_file():
        raise Misuse(f"There is no file {path}.")
    return path.read_bytes()


def file_kind(name: str) -> FileKind:
    """The kind of file of that name."""
    if name not in BY_NAME:
        raise Misuse(f"The kind {name} is not known. Use one of {', '.join(BY_NAME)}.")
    return BY_NAME[name]


def programme_of(key: str) -> Programme:
    """The programme of that key."""
    if key not in PROGRAMMES:
        raise Misuse(f"The programme {key} is not known. Use one of {', '.join(PROGRAMMES)}.")
    return PROGRAMMES[key]


def edition_of(programme: Programme, name: str | None) -> Edition | None:
    """The edition of that name; None for the one in force."""
    found = programme.named(name) if name else None
    if name and not found:
        known = ", ".join(one.name for one in programme.editions)
        raise Misuse(f"{programme.key} has no edition {name}. Use one of {known}.")
    return found


def partners_of(connection: Connection, given: str, known_on: date | None) -> list[str]:
    """The one partner meant, by any of its identifiers."""
    try:
        partner = identifier(given, date.min)
    except Unreadable as trouble:
        raise Misuse(f"The partner {trouble.reason}.") from None
    partner = links(connection, known_on)["partner"].get(partner, partner)
    if partner not in known_partners(connection, known_on):
        raise Misuse(f"No partner {given} is known. `readiness` without --partner lists all.")
    return [partner]


def day(text: str) -> date:
    """A day, written 2015-03-31."""
    if not fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Misuse(f"{text or 'Nothing'} is not a day. Write it like 2015-03-31.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(f"{text} is not a day of the calendar.") from None


def known_day(known_on: str | None) -> date | None:
    """The day up to which imports are believed; None for all."""
    return None if known_on is None else day(known_on)


def user(by: str | None) -> str:
    """Who does it: who is named, else who is logged in."""
    if by:
        return by
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
