"""The same verbs without a browser: `python cli.py VERB …`.

Exit 0: done. Exit 2: refused or misused, nothing changed. Exit 1: a fault of ours.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from answers import REFUSED, Misuse, answer, answering, read_aloud, told
from arguments import (
    AsJson,
    BatchId,
    Day,
    KnownOn,
    ProgrammeKey,
    Who,
    content,
    day,
    edition_of,
    file_kind,
    form_of,
    known_day,
    partners_of,
    programme_of,
    readable,
    user,
)
from imports import demonstration
from imports.exporting import as_csv, believed, write_templates
from imports.importing import Arrival, take_in
from models import ledger
from models.database import in_words, named_database, opened, writing
from reference import check_documents, write_documents
from reports import forms, rules
from reports.readiness import document, standings
from tiers.programmes import PROGRAMMES
from tiers.words import _

MISUSED: type[Exception] = typer.BadParameter.__mro__[1]  # whatever is wrong with a call

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Where every partner stands with its vendors, and why.",
)


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="The files, in the order to take them in.")],
    kind: Annotated[str | None, typer.Option("--kind", help="The kind, if not by header.")] = None,
    additions: Annotated[
        bool, typer.Option("--additions", help="Add to what is known; replace no scope.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, and change nothing.")] = False,
    by: Who = None,
    as_json: AsJson = False,
) -> None:
    """Read files, check them, and take them in whole or not at all."""
    with answering(as_json), opened() as engine:
        wanted = None if kind is None else file_kind(kind).name
        arrivals = [Arrival(readable(path.name), content(path)) for path in files]
        results = take_in(
            engine,
            arrivals,
            _now(),
            user(by),
            kind=wanted,
            additions=additions,
            dry_run=dry_run,
        )
        named = [
            result.document() | {"file": readable(str(path))}
            for path, result in zip(files, results, strict=True)
        ]
        answer(named, "\n\n".join(told(result) for result in results), as_json)
        for result in results:
            for fault in result.errors:
                typer.echo(f"{result.file}, {fault.sentence()}", err=True)
        if any(result.refused for result in results):
            raise typer.Exit(REFUSED)


@app.command()
def batches(as_json: AsJson = False) -> None:
    """The ledger: every file taken in."""
    with answering(as_json), _reading() as connection:
        entries = ledger.batches(connection)
        lines = [
            f"{one.batch:>5}  {one.imported_at:%Y-%m-%d %H:%M}  {one.kind:<15} {one.rows:>7} rows  "
            f"{one.file} by {one.by}"
            + (f"  undone {one.undone_at:%Y-%m-%d}" if one.undone_at else "")
            for one in entries
        ]
        text = "\n".join(lines) or _("No file was taken in yet. `import FILE` takes one in.")
        answer([asdict(one) for one in entries], text, as_json)


@app.command()
def undo(batch: BatchId, by: Who = None, as_json: AsJson = False) -> None:
    """Stop believing a batch; nothing is deleted."""
    _mark(ledger.undo, _("Batch {batch} ({file}) is undone."), batch, by, as_json)


@app.command()
def redo(batch: BatchId, by: Who = None, as_json: AsJson = False) -> None:
    """Believe an undone batch again."""
    _mark(ledger.redo, _("Batch {batch} ({file}) is believed again."), batch, by, as_json)


@app.command()
def templates(
    folder: Annotated[Path, typer.Argument(help="Where to write them.")], as_json: AsJson = False
) -> None:
    """Write an empty and an example file of every kind."""
    with answering(as_json):
        written = [str(path) for path in write_templates(folder)]
        answer(written, "\n".join(written), as_json)


@app.command()
def facts(
    kind: Annotated[str, typer.Argument(help="The kind of file.")],
    known_on: KnownOn = None,
    form: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    out: Annotated[Path | None, typer.Option("--out", help="A file, else the terminal.")] = None,
) -> None:
    """What is believed of a kind, in its template."""
    with answering(False), _reading() as connection:
        found = file_kind(kind)
        rows = believed(connection, found, known_day(known_on))
        if form_of(form, ("csv", "parquet")) == "parquet":
            rows.write_parquet(out or sys.stdout.buffer)
        elif out:
            out.write_text(as_csv(rows, found), encoding="utf-8", newline="")
        else:
            sys.stdout.write(as_csv(rows, found))


@app.command()
def programmes(as_json: AsJson = False) -> None:
    """Every programme: its editions, the days they are in force, and their sources."""
    with answering(as_json):
        found = [rules.document(programme) for programme in PROGRAMMES.values()]
        lines = [
            f"{one['programme']:<20} {edition['edition']:<8} {edition['since']} to "
            f"{edition['until']}  {edition['source']['title']}"
            for one in found
            for edition in one["editions"]
        ]
        answer(found, "\n".join(lines), as_json)


@app.command()
def readiness(
    programme: ProgrammeKey,
    as_of: Day,
    partner: Annotated[str | None, typer.Option("--partner", help="One partner, else all.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="An edition by name.")] = None,
    known_on: KnownOn = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Every fact behind it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Which tier each partner holds on a day, and why."""
    with answering(as_json), _reading() as connection:
        found = programme_of(programme)
        on, known = day(as_of), known_day(known_on)
        answers = standings(
            connection,
            found,
            on,
            known_on=known,
            partners=None if partner is None else partners_of(connection, partner, known),
            edition=edition_of(found, edition),
            evidence=evidence,
        )
        text = "\n\n".join(read_aloud(one) for one in answers) or _("No partner is known yet.")
        answer([document(one, found) for one in answers], text, as_json)


@app.command()
def report(
    partner: Annotated[str, typer.Option("--partner", help="The partner.")],
    programme: ProgrammeKey,
    as_of: Day,
    form: Annotated[str, typer.Option("--format", help="pdf, csv or json.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    known_on: KnownOn = None,
    edition: Annotated[str | None, typer.Option("--edition", help="An edition by name.")] = None,
    as_json: AsJson = False,
) -> None:
    """The readiness report of one partner."""
    with answering(as_json), _reading() as connection:
        found = programme_of(programme)
        form = form_of(form, forms.FORMS)
        on, known = day(as_of), known_day(known_on)
        (who,) = partners_of(connection, partner, known)
        made = forms.report(
            connection, found, who, on, form, known_on=known, edition=edition_of(found, edition)
        )
        out.write_bytes(made)
        answer({"file": str(out), "bytes": len(made)}, _("Wrote {path}.").format(path=out), as_json)


@app.command()
def demo(
    what: Annotated[str, typer.Argument(help="load or remove.")],
    first_run: Annotated[
        bool,
        typer.Option(
            "--first-run", help="Load only into the default database, and only while it is empty."
        ),
    ] = False,
) -> None:
    """Load the demonstration data, or stop believing it."""
    with answering(False):
        if what not in ("load", "remove"):
            raise Misuse(_("Say `demo load` or `demo remove`."))
        with opened() as engine, writing(engine) as connection:
            if first_run and (named_database() or ledger.position(connection) != (0, 0)):
                return
            change = demonstration.load if what == "load" else demonstration.remove
            count = change(connection, _now())
        typer.echo(_("Demonstration data: {count} files.").format(count=count))


@app.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Fail if they have drifted.")] = False,
) -> None:
    """Write the documentation that comes from the code."""
    with answering(False):
        if not check:
            written = write_documents(app)
            typer.echo("\n".join(f"Wrote {path}." for path in written) or "All are up to date.")
        elif drifted := check_documents(app):
            names = ", ".join(map(str, drifted))
            raise Misuse(f"Drifted from the code: {names}. Run `python cli.py docs`.")


def _mark(change: Any, done: str, batch: int, by: str | None, as_json: bool) -> None:
    with answering(as_json):
        with opened() as engine, writing(engine) as connection:
            change(connection, batch, _now(), user(by))
            entry = next(one for one in ledger.batches(connection) if one.batch == batch)
        answer(asdict(entry), done.format(batch=batch, file=entry.file), as_json)


@contextmanager
def _reading() -> Iterator[Connection]:
    with opened() as engine, in_words(engine), engine.connect() as connection:
        yield connection


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """Run a verb; what is misused is said on standard output too where JSON was asked for."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a terminal or a file
    try:
        sys.exit(app(standalone_mode=False))
    except MISUSED as trouble:
        misuse: Any = trouble
        misuse.show()
        if "--json" in sys.argv:
            answer({"error": misuse.format_message()}, "", as_json=True)
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
