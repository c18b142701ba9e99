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

import answers
import arguments as given
import lake
from imports import demonstration
from imports.exporting import as_csv, believed
from imports.importing import take_in
from imports.proposals import as_links
from imports.results import How
from imports.templates import write_templates
from models import ledger, originals, store
from models.database import in_words, named_database, opened, writing
from reference import check_documents, write_documents
from reports import aloud, forms, outlook, rules
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
    files: given.Files,
    kind: given.KindName = None,
    additions: given.Additions = False,
    partner: given.AboutPartner = None,
    customer: given.AboutCustomer = None,
    dry_run: given.DryRun = False,
    links: given.ProposedLinks = None,
    by: given.Who = None,
    as_json: given.AsJson = False,
) -> None:
    """Read files, check them, and take them in whole or not at all."""
    with answers.answering(as_json), opened() as engine:
        how = How(
            None if kind is None else given.file_kind(kind).name,
            additions,
            given.about(partner),
            given.about(customer),
        )
        arrivals = [given.arrival(path) for path in files]
        trying = dry_run or links is not None
        who, tell = given.user(by), answers.telling(as_json)
        results = take_in(engine, arrivals, _now(), who, how, dry_run=trying, tell=tell)
        if links:
            proposed = [one for each in results if each.preview for one in each.preview.proposals]
            links.write_bytes(as_links(proposed))
        named = [
            result.document() | {"file": given.readable(str(path))}
            for path, result in zip(files, results, strict=True)
        ]
        answers.answer(named, "\n\n".join(answers.told(result) for result in results), as_json)
        for result in results:
            for fault in result.errors:
                typer.echo(f"{result.file}, {fault.sentence()}", err=True)
        if any(result.refused for result in results):
            raise typer.Exit(answers.REFUSED)


@app.command()
def batches(as_json: given.AsJson = False) -> None:
    """The ledger: every file taken in."""
    with answers.answering(as_json), _reading() as connection:
        entries = ledger.batches(connection)
        lines = [answers.told_entry(entry) for entry in entries]
        text = "\n".join(lines) or _("No file was taken in yet. `import FILE` takes one in.")
        answers.answer([asdict(one) for one in entries], text, as_json)


@app.command()
def undo(batch: given.BatchId, by: given.Who = None, as_json: given.AsJson = False) -> None:
    """Stop believing a batch; nothing is deleted."""
    _mark(ledger.undo, _("Batch {batch} ({file}) is undone."), batch, by, as_json)


@app.command()
def redo(batch: given.BatchId, by: given.Who = None, as_json: given.AsJson = False) -> None:
    """Believe an undone batch again."""
    _mark(ledger.redo, _("Batch {batch} ({file}) is believed again."), batch, by, as_json)


@app.command()
def original(
    batch: given.BatchId,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    as_json: given.AsJson = False,
) -> None:
    """The file of a batch, byte for byte as it came."""
    with answers.answering(as_json), _reading() as connection:
        found = originals.original(connection, batch)
        if found is None:
            says = _("No file is kept of batch {batch}. `batches` lists them.")
            raise answers.Misuse(says.format(batch=batch))
        out.write_bytes(found)
        told = {"file": str(out), "bytes": len(found)}
        answers.answer(told, _("Wrote {path}.").format(path=out), as_json)


@app.command()
def templates(
    folder: Annotated[Path, typer.Argument(help="Where to write them.")],
    as_json: given.AsJson = False,
) -> None:
    """Write an empty and an example file of every kind, as CSV and XLSX, in English and German."""
    with answers.answering(as_json):
        written = [str(path) for path in write_templates(folder)]
        answers.answer(written, "\n".join(written), as_json)


@app.command()
def facts(
    kind: Annotated[str | None, typer.Argument(help="The kind of file.")] = None,
    everything: given.Everything = False,
    known_on: given.KnownOn = None,
    form: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    out: given.FileOrFolder = None,
) -> None:
    """What is believed of a kind, in its template; or of all of them, as files or as a lake."""
    with answers.answering(False), _reading() as connection:
        form, known = given.form_of(form, ("csv", "parquet")), given.known_day(known_on)
        if everything:
            folder = given.folder_for_all(kind, out)
            write = lake.write_lake if form == "parquet" else lake.write_templates
            typer.echo("\n".join(map(str, write(connection, folder, known))))
            return
        found = given.file_kind(given.named_kind(kind))
        rows = believed(connection, found, known)
        if form == "parquet":
            rows.write_parquet(out or sys.stdout.buffer)
        elif out:
            out.write_text(as_csv(rows, found), encoding="utf-8", newline="")
        else:
            sys.stdout.write(as_csv(rows, found))


@app.command()
def programmes(as_json: given.AsJson = False) -> None:
    """Every programme: its editions, the days they are in force, and their sources."""
    with answers.answering(as_json):
        found = [rules.document(programme) for programme in PROGRAMMES.values()]
        lines = [
            aloud.edition_aloud(edition) for one in PROGRAMMES.values() for edition in one.editions
        ]
        answers.answer(found, "\n".join(lines), as_json)


@app.command()
def readiness(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    partner: given.OnePartner = None,
    edition: given.EditionName = None,
    known_on: given.KnownOn = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Every fact behind it.")] = False,
    as_json: given.AsJson = False,
) -> None:
    """Which tier each partner holds on a day, and why."""
    with answers.answering(as_json), _reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        stand = standings(
            connection,
            found,
            on,
            known_on=known,
            partners=None if partner is None else given.partners_of(connection, partner, known),
            edition=given.edition_of(found, edition),
            evidence=evidence,
        )
        text = "\n\n".join(aloud.read_aloud(one) for one in stand) or _("No partner is known yet.")
        answers.answer([document(one, found) for one in stand], text, as_json)


@app.command()
def transition(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    edition: Annotated[
        str | None, typer.Option("--edition", help="Another edition, else the next one.")
    ] = None,
    partner: given.OnePartner = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """What other rules would do: the same facts of a day by its edition and by another."""
    with answers.answering(as_json), _reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        who = None if partner is None else given.partners_of(connection, partner, known)
        known_facts = store.facts(connection, known, who)
        told = outlook.outlook(known_facts, found, on, given.edition_of(found, edition))
        if told is None:
            says = _("No edition of {name} precedes or follows {day}. Name one with --edition.")
            raise answers.Misuse(says.format(name=found.key, day=on))
        text = outlook.aloud(told, everybody=partner is not None)
        answers.answer(outlook.document(told), text, as_json)


@app.command()
def report(
    partner: Annotated[str, typer.Option("--partner", help="The partner.")],
    programme: given.ProgrammeKey,
    as_of: given.Day,
    form: Annotated[str, typer.Option("--format", help="pdf, csv or json.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    known_on: given.KnownOn = None,
    edition: given.EditionName = None,
    as_json: given.AsJson = False,
) -> None:
    """The readiness report of one partner."""
    with answers.answering(as_json), _reading() as connection:
        found = given.programme_of(programme)
        form = given.form_of(form, forms.FORMS)
        on, known = given.day(as_of), given.known_day(known_on)
        (who,) = given.partners_of(connection, partner, known)
        made = forms.report(
            connection,
            found,
            who,
            on,
            form,
            known_on=known,
            edition=given.edition_of(found, edition),
        )
        out.write_bytes(made)
        answers.answer(
            {"file": str(out), "bytes": len(made)}, _("Wrote {path}.").format(path=out), as_json
        )


@app.command()
def fleet(
    folder: Annotated[Path, typer.Option("--facts", help="The folder of a lake of facts.")],
    programme: given.ProgrammeKey,
    as_of: given.Day,
    engine: Annotated[str, typer.Option("--engine", help="polars, duckdb or spark.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write, .parquet or .csv.")],
    edition: given.EditionName = None,
    as_json: given.AsJson = False,
) -> None:
    """Which tier every partner of a lake of Parquet facts holds on a day."""
    import fleet as fleets

    with answers.answering(as_json):
        found, on = given.programme_of(programme), given.day(as_of)
        rules = fleets.rules_on(found, on, given.edition_of(found, edition))
        engine = given.engine_of(engine, fleets.ENGINES)
        facts_of = lake.open_lake(folder)
        counts = fleets.judge_fleet(facts_of, rules, on, engine, out)
        told = {
            "programme": found.key,
            "edition": rules.name,
            "as_of": on,
            "engine": engine,
            "file": str(out),
            "partners": counts["partners"].sum(),
            "tiers": counts.to_dicts(),
            "absent": list(facts_of.absent),
        }
        answers.answer(told, answers.told_fleet(told), as_json)


@app.command()
def demo(
    what: Annotated[str, typer.Argument(help="load or remove.")],
    first_run: given.FirstRun = False,
) -> None:
    """Load the demonstration data, or stop believing it."""
    with answers.answering(False):
        if what not in ("load", "remove"):
            raise answers.Misuse(_("Say `demo load` or `demo remove`."))
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
    with answers.answering(False):
        if not check:
            written = write_documents(app)
            typer.echo("\n".join(f"Wrote {path}." for path in written) or "All are up to date.")
        elif drifted := check_documents(app):
            names = ", ".join(map(str, drifted))
            raise answers.Misuse(f"Drifted from the code: {names}. Run `python cli.py docs`.")


def _mark(change: Any, done: str, batch: int, by: str | None, as_json: bool) -> None:
    with answers.answering(as_json):
        with opened() as engine, writing(engine) as connection:
            change(connection, batch, _now(), given.user(by))
            entry = next(one for one in ledger.batches(connection) if one.batch == batch)
        answers.answer(asdict(entry), done.format(batch=batch, file=entry.file), as_json)


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
            answers.answer({"error": misuse.format_message()}, "", as_json=True)
        sys.exit(answers.REFUSED)


if __name__ == "__main__":
    main()
