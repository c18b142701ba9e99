"""Verbs about files: what comes in, the ledger of it, and what is believed as files again."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import answers
import arguments as given
import lake
from imports.exporting import as_csv, believed
from imports.importing import take_in
from imports.proposals import as_links
from imports.results import How
from imports.templates import write_templates
from imports.undoing import Mark, turned
from models import ledger, originals
from models.database import opened, writing
from tiers.words import _


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
        results = take_in(engine, arrivals, answers.now(), who, how, dry_run=trying, tell=tell)
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
                says = f"{result.file}, {fault.sentence()} {answers.told_unsaid(result)}"
                typer.echo(says.rstrip(), err=True)
        if any(result.refused for result in results):
            raise typer.Exit(answers.REFUSED)


def batches(as_json: given.AsJson = False) -> None:
    """The ledger: every file taken in."""
    with answers.answering(as_json), answers.reading() as connection:
        entries = ledger.batches(connection)
        lines = [answers.told_entry(entry) for entry in entries]
        text = "\n".join(lines) or _("No file was taken in yet. `import FILE` takes one in.")
        answers.answer([asdict(one) for one in entries], text, as_json)


def undo(
    batch: given.BatchId,
    dry_run: given.DryRun = False,
    by: given.Who = None,
    as_json: given.AsJson = False,
) -> None:
    """Stop believing a batch; nothing is deleted."""
    if dry_run:
        _try(ledger.undo, _("Batch {batch} ({file}) would be undone."), batch, as_json)
    else:
        _mark(ledger.undo, _("Batch {batch} ({file}) is undone."), batch, by, as_json)


def redo(
    batch: given.BatchId,
    dry_run: given.DryRun = False,
    by: given.Who = None,
    as_json: given.AsJson = False,
) -> None:
    """Believe an undone batch again."""
    if dry_run:
        _try(ledger.redo, _("Batch {batch} ({file}) would be believed again."), batch, as_json)
    else:
        _mark(ledger.redo, _("Batch {batch} ({file}) is believed again."), batch, by, as_json)


def original(
    batch: given.BatchId,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    as_json: given.AsJson = False,
) -> None:
    """The file of a batch, byte for byte as it came."""
    with answers.answering(as_json), answers.reading() as connection:
        found = originals.original(connection, given.batch_of(batch))
        if found is None:
            says = _("No file is kept of batch {batch}. `batches` lists them.")
            raise answers.Misuse(says.format(batch=batch))
        out.write_bytes(found)
        told = {"file": str(out), "bytes": len(found)}
        answers.answer(told, _("Wrote {path}.").format(path=out), as_json)


def templates(
    folder: Annotated[Path, typer.Argument(help="Where to write them.")],
    as_json: given.AsJson = False,
) -> None:
    """Write an empty and an example file of every kind, as CSV and XLSX, in English and German."""
    with answers.answering(as_json):
        written = [str(path) for path in write_templates(folder)]
        answers.answer(written, "\n".join(written), as_json)


def facts(
    kind: Annotated[str | None, typer.Argument(help="The kind of file.")] = None,
    everything: given.Everything = False,
    known_on: given.KnownOn = None,
    form: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    out: given.FileOrFolder = None,
) -> None:
    """What is believed of a kind, in its template; or of all of them, as files or as a lake."""
    with answers.answering(False), answers.reading() as connection:
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


def _mark(change: Mark, done: str, named: str, by: str | None, as_json: bool) -> None:
    with answers.answering(as_json):
        batch = given.batch_of(named)
        with opened() as engine, writing(engine) as connection:
            change(connection, batch, answers.now(), given.user(by))
            entry = ledger.entry(connection, batch)
        answers.answer(asdict(entry), done.format(batch=batch, file=entry.file), as_json)


def _try(change: Mark, says: str, named: str, as_json: bool) -> None:
    """What would change, found by doing it and taking it back."""
    with answers.answering(as_json), opened() as engine:
        batch = given.batch_of(named)
        turn = turned(engine, change, batch, answers.now())
        with engine.connect() as connection:
            entry = ledger.entry(connection, batch)
        told = [says.format(batch=batch, file=entry.file), *answers.told_turn(turn)]
        answers.answer(asdict(entry) | turn.document(), "\n".join(told), as_json)
