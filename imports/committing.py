"""Enter a file that was read: compare it with what is known, write it, and say what changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import polars as pl
from sqlalchemy import Connection, insert

from imports.changes import Changes, compare, together
from imports.counting import number
from imports.identify import Identified
from imports.kinds import ADDING
from imports.mending import bad_rows
from imports.preview import before, covered, followed
from imports.proposals import proposals
from imports.results import Arrival, How, Result
from imports.rows import Extract, Fed
from models.belief import anything, known, nothing
from models.ledger import BATCH
from models.originals import keeping
from models.staff import departed
from models.store import links, store
from models.tables import Batch, Staff, rows_of
from tiers.words import _

Tell = Callable[[str], None]


def silently(_says: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class File:
    """A file that arrived, what it was found to be (None: nothing we know), and its rows."""

    arrival: Arrival
    found: Identified | None
    extracted: Extract


@dataclass(frozen=True)
class Import:
    """An import: the moment, who makes it, what they say of the files, and who hears of it."""

    at: datetime
    by: str
    how: How
    tell: Tell = silently


def enter(connection: Connection, file: File, this: Import, *, trying: bool = False) -> Result:
    """Write what the file changes, as a batch; or nothing, where it changes nothing.

    Where it is only *trying*, the file is previewed, and its bytes are not kept.
    """
    this.tell(_("Comparing {file} with what is known …").format(file=file.arrival.file))
    how = file.arrival.how or this.how
    feeds = [replace(feed, adds=_adds(feed, how)) for feed in file.extracted.feeds]
    changes = [_changes(connection, feed, this.at.date()) for feed in feeds]
    if all(change.nothing for change in changes):
        return said(file, "already-loaded")
    leavers = [*_leavers(connection, feeds, changes, this.at.date())]
    result = replace(
        said(file, "loaded"),
        changes=together(changes).counts(),
        warnings=(*file.extracted.warnings, *leavers),
    )
    if trying:
        return _tried(connection, file, feeds, changes, this, result)
    with keeping(connection, file.arrival.content) as sha256:
        return replace(result, batch=_write(connection, file, sha256, feeds, this))


def said(file: File, status: str) -> Result:
    """What can be said of a file before it is taken."""
    found = file.found
    return Result(
        file.arrival.file,
        found.format.kind if found else None,
        found.format.name if found else None,
        status,
        rows=file.extracted.height,
        warnings=tuple(file.extracted.warnings),
        errors=tuple(file.extracted.faults),
        bad_rows=bad_rows(found, file.extracted.faults) if found else None,
        unsaid=file.extracted.unsaid,
    )


def _tried(
    connection: Connection,
    file: File,
    feeds: Sequence[Fed],
    changes: Sequence[Changes],
    this: Import,
    result: Result,
) -> Result:
    """What would follow from the file, found by writing it; the caller takes it back."""
    assert file.found is not None
    was = before(connection, feeds)
    proposed = proposals(connection, file.extracted)
    _write(connection, file, "", feeds, this)
    seen = replace(covered(file.found, feeds), proposals=proposed)
    if was:
        day = _counting(feeds, changes, this.at.date())
        seen = followed(connection, seen, together(changes), was, day)
    return replace(result, preview=seen, warnings=(*result.warnings, *seen.drops))


def _counting(feeds: Sequence[Fed], changes: Sequence[Changes], today: date) -> date:
    """The first day on which all that a file says counts: who leaves today still does today."""
    both = zip(feeds, changes, strict=True)
    leaving = any(feed.kind.table is Staff and change.vanished for feed, change in both)
    return today + timedelta(days=1) if leaving else today


def _adds(feed: Fed, how: How) -> bool:
    return how.additions or feed.adds or feed.kind.name in ADDING


def _write(
    connection: Connection, file: File, sha256: str, feeds: Sequence[Fed], this: Import
) -> int:
    """A line of the ledger and the file's rows; returns the batch."""
    assert file.found is not None
    this.tell(_("Storing {rows} rows …").format(rows=number(file.extracted.height)))
    entered = insert(rows_of(Batch)).values(
        file=file.arrival.file,
        kind=file.found.format.kind,
        format=file.found.format.name,
        sha256=sha256,
        rows=file.extracted.height,
        additions=all(feed.adds for feed in feeds),
        imported_at=this.at,
        by=this.by,
    )
    batch: int = connection.execute(entered.returning(BATCH.id)).scalar_one()
    for feed in feeds:
        store(connection, batch, feed.kind.table, feed.rows)
    return batch


def _changes(connection: Connection, feed: Fed, today: date) -> Changes:
    table, rows = feed.kind.table, feed.rows
    if not anything(connection, table):
        return compare(nothing(table), rows, table, adds=feed.adds)
    partners = rows["partner_id"].unique().to_list() if table.scope else None
    before = known(connection, table, partners=partners)
    if table is not Staff:
        return compare(before, rows, table, adds=feed.adds)
    named = rows.select("partner_id", "person_id")
    over = before.filter(pl.col("left_on") <= today)
    over = over.join(named, on=["partner_id", "person_id"], how="anti")
    before = before.join(over, on=["batch", "line"], how="anti")
    same = links(connection)["person"]
    left = pl.concat([departed(connection, partners=partners, same=same), over])
    return compare(before, rows, table, adds=feed.adds, left=left)


def _leavers(
    connection: Connection, feeds: Sequence[Fed], changes: Sequence[Changes], today: date
) -> Iterator[str]:
    """Who a new staff list leaves out under any of their identifiers, and so has left today."""
    same = links(connection)["person"]
    for feed, change in zip(feeds, changes, strict=True):
        if feed.kind.table is not Staff:
            continue
        named = feed.rows.select("partner_id", "person_id").rows()
        still = {(partner, same.get(who, who)) for partner, who in named}
        gone = change.gone.select("partner_id", "person_id", "name").sort("person_id").rows()
        people = dict.fromkeys(
            f"{name} ({who})" if name else who
            for partner, who, name in gone
            if (partner, same.get(who, who)) not in still
        )
        if people:
            yield _("No longer on the staff list, so they left on {day}: {people}.").format(
                day=today, people=", ".join(people)
            )
