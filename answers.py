"""How a command answers: text or one JSON document, complaints aside, and the exit code."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import typer
from sqlalchemy import Connection

from imports.counting import number
from imports.preview import MOST_PARTNERS, Preview, Stake
from imports.results import Result
from imports.undoing import Turn
from models.database import DatabaseTrouble, in_words, opened
from models.ledger import Entry, NoSuchBatch
from models.scenarios import Refused
from tiers.words import _

REFUSED = 2


class Misuse(Exception):
    """A call that cannot be answered; the message shows a right one."""


@contextmanager
def answering(as_json: bool) -> Iterator[None]:
    """Turn what a user can mend into a sentence, a JSON document if asked for, and exit code 2."""
    try:
        yield
    except (Misuse, NoSuchBatch, Refused, DatabaseTrouble, OSError) as trouble:
        typer.echo(str(trouble), err=True)
        if as_json:
            typer.echo(json.dumps({"error": str(trouble)}, ensure_ascii=False))
        raise typer.Exit(REFUSED) from trouble


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection to read from; what the database complains of is said in words."""
    with opened() as engine, in_words(engine), engine.connect() as connection:
        yield connection


def now() -> datetime:
    """The moment at which something is done."""
    return datetime.now(UTC)


def telling(as_json: bool) -> Callable[[str], None]:
    """Where to say what is being done: on a terminal's standard error, one line over the other."""
    if as_json or not sys.stderr.isatty():
        return lambda _says: None
    return lambda says: typer.echo(f"\r\x1b[K{says}", err=True, nl=False)


def answer(document: Any, text: str, as_json: bool) -> None:
    """The answer, as a document for scripts or as text for people."""
    if as_json:
        typer.echo(json.dumps(document, default=_plain, ensure_ascii=False, indent=1))
    else:
        typer.echo(text)


def told(result: Result) -> str:
    """What became of a file, in a few lines."""
    counts = _numbers(result.changes)
    lines = [
        f"{result.file}: {result.status}"
        + (f", {result.kind}, {_rows(result.rows)}" if result.kind else "")
        + (f", batch {result.batch}" if result.batch else ""),
    ]
    if not result.refused:
        lines.append(_("  {added} added, {changed} changed, {vanished} vanished").format(**counts))
    if result.sweeps:
        lines.append(
            _("  Most of what was known is not in it and no longer counts; --additions keeps it.")
        )
    lines += [f"  {warning}" for warning in result.warnings]
    return "\n".join([*lines, *(_previewed(result.preview) if result.preview else ())])


def _rows(count: int) -> str:
    return _("1 row") if count == 1 else _("{number} rows").format(number=number(count))


def _numbers(counts: Mapping[str, int]) -> dict[str, str]:
    return {what: number(count) for what, count in counts.items()}


def _previewed(seen: Preview) -> Iterator[str]:
    """What would follow from a file, a line each."""
    yield _("  read as {why}").format(why=seen.why)
    yield from _moved(seen.stakes)
    for gone in seen.gone:
        says = _("  no longer there: {name} with {seats} seats of {product}")
        yield says.format(
            name=gone.name or gone.customer, seats=number(gone.seats), product=gone.product
        )
    for one in seen.proposals:
        says = _("  {kind} {alias} is probably {same_as} ({why}); links join them")
        yield says.format(kind=one.kind, alias=one.alias, same_as=one.same_as, why=one.why)


def told_unsaid(result: Result) -> str:
    """By which options to say what a file does not; empty where it says all."""
    options = {"partner_id": "--partner", "customer_id": "--customer"}
    named = _(" and ").join(options[name] for name in result.unsaid)
    return _("Say it by {options}.").format(options=named) if named else ""


def told_turn(turn: Turn) -> Iterator[str]:
    """What would change where a batch is undone or believed again, a line each."""
    yield _("  {added} added, {changed} changed, {vanished} vanished").format(
        **_numbers(turn.changes)
    )
    if turn.partners > MOST_PARTNERS:
        says = _("  Who would lose or gain a tier is not worked out for more than {most} partners.")
        yield says.format(most=number(MOST_PARTNERS))
    elif not turn.moving:
        yield _("  No tier changes.")
    yield from _moved(turn.stakes)


def _moved(stakes: Iterable[Stake]) -> Iterator[str]:
    """Every tier that becomes another."""
    for stake in stakes:
        if stake.moves:
            yield _("  {name}, {programme} on {day}: {before} would become {after}").format(
                name=stake.name,
                programme=stake.programme,
                day=stake.as_of,
                before=stake.tier_before or _("no tier"),
                after=stake.tier_after or _("no tier"),
            )


def told_fleet(told: dict[str, Any]) -> str:
    """How many partners hold which tier, and what the lake does not tell."""
    held = ", ".join(f"{one['tier'] or _('no tier')} {one['partners']:,}" for one in told["tiers"])
    says = _("{partners:,} partners, {programme} {edition}, {as_of}: {held}. Wrote {file}.")
    absent = _("Not in the lake, so taken for empty: {names}.")
    names = ", ".join(told["absent"])
    return says.format(held=held, **told) + (f"\n{absent.format(names=names)}" if names else "")


def told_entry(entry: Entry) -> str:
    """A line of the ledger."""
    undone = f"  undone {entry.undone_at:%Y-%m-%d}" if entry.undone_at else ""
    rows = _("row") if entry.rows == 1 else _("rows")
    return (
        f"{entry.batch:>5}  {entry.imported_at:%Y-%m-%d %H:%M}  {entry.kind:<15} "
        f"{number(entry.rows):>7} {rows:4}  {entry.file} by {entry.by}{undone}"
    )


def _plain(value: Any) -> Any:
    """What JSON does not know: days and moments as ISO text, words by their value."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no form in JSON")
