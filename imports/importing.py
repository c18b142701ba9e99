"""Take files in: read all, refuse all or commit all, and say what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, Engine

from imports.committing import File, Import, Tell, enter, said, silently
from imports.faults import Fault
from imports.identify import identify, recognise
from imports.reading import Refused, read, refuse_size
from imports.results import PLAINLY, Arrival, How, Result
from imports.rows import Extract, Fed, extract
from models.database import writing
from tiers.words import _

UNLOADED = _("Not loaded, since another file was refused.")


def take_in(  # noqa: PLR0913  (all that the import verb takes)
    engine: Engine,
    arrivals: Sequence[Arrival],
    at: datetime,
    by: str,
    how: How = PLAINLY,
    *,
    dry_run: bool = False,
    tell: Tell = silently,
) -> tuple[Result, ...]:
    """Read the files, then commit each as a batch of its own in one transaction; or none of them.

    A dry run does the same and takes it back; of files of which some are refused it tries the
    others. *at* is the moment of import, in UTC. *tell* hears in a sentence what is being done.
    """
    this = Import(at, by, how, tell)
    files = [_read(arrival, this) for arrival in arrivals]
    good = [file for file in files if not file.extracted.faults]
    if not good or (len(good) < len(files) and not dry_run):
        return tuple(_refusal(file) for file in files)
    with writing(engine) as connection:
        if not dry_run:
            results = tuple(enter(connection, file, this) for file in files)
            tell(_("Writing to disk …"))
            return results
        results = tuple(_try(connection, file, this, len(good) < len(files)) for file in files)
        connection.rollback()
    return results


def commit(
    connection: Connection,
    arrivals: Sequence[Arrival],
    at: datetime,
    by: str,
    how: How = PLAINLY,
) -> tuple[Result, ...]:
    """Take files in on a transaction already open; where one is refused, none is written."""
    this = Import(at, by, how)
    files = [_read(arrival, this) for arrival in arrivals]
    if any(file.extracted.faults for file in files):
        return tuple(_refusal(file) for file in files)
    return tuple(enter(connection, file, this) for file in files)


def _read(arrival: Arrival, this: Import) -> File:
    """The file's rows and faults."""
    this.tell(_("Reading {file} …").format(file=arrival.file))
    how = arrival.how or this.how
    try:
        refuse_size(arrival.unread)
        found = identify(read(arrival.content, recognise), how.kind)
        extracted = extract(found, this.at.date(), how.said)
    except Refused as trouble:
        fault = Fault(trouble.line, None, None, str(trouble))
        return File(arrival, None, Extract(faults=[fault], unsaid=trouble.unsaid))
    if how.additions:
        for feed in extracted.feeds:
            extracted.faults += _empty_additions(feed)
    return File(arrival, found, extracted)


def _empty_additions(feed: Fed) -> Iterable[Fault]:
    name = feed.kind.table.named_by()
    if name is None:
        return
    for line in feed.rows.filter(pl.col(name).is_null())["line"]:
        yield Fault(
            line,
            name,
            None,
            _("says that nothing remains, which a file of additions cannot"),
            _("a file that is the whole picture of what it names"),
        )


def _refusal(file: File) -> Result:
    """What is said of each file where one is refused: nothing was taken of any."""
    if file.extracted.faults:
        return said(file, "refused")
    result = said(file, "dry-run")
    return replace(result, warnings=(*result.warnings, _(UNLOADED)))


def _try(connection: Connection, file: File, this: Import, others_refused: bool) -> Result:
    """What would become of a file: were it alone with those that are not refused."""
    if file.extracted.faults:
        return _refusal(file)
    result = enter(connection, file, this, trying=True)
    status = "dry-run" if result.status == "loaded" else result.status
    result = replace(result, batch=None, status=status)
    if not others_refused or not result.preview:
        return result
    without = _("What it would change is told as if that file were not there.")
    return replace(result, warnings=(_(UNLOADED), without, *result.warnings))
