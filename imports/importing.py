"""Take files in: read all, refuse all or commit all, and say what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine, insert

from imports.changes import Changes, compare, frame
from imports.identify import Identified, identify
from imports.kinds import ADDING
from imports.reading import Refused, read
from imports.rows import Fault, Rows, extract
from models.belief import SCOPE, known
from models.database import writing
from models.ledger import BATCH
from models.staff import departed
from models.store import links
from models.tables import Batch, Fact, Scope, Staff, rows_of
from tiers.words import _


@dataclass(frozen=True)
class Arrival:
    """A file as it came: its name and its bytes."""

    file: str
    content: bytes


@dataclass(frozen=True)
class Result:
    """What became of a file: loaded, dry-run, already-loaded or refused."""

    file: str
    kind: str | None
    format: str | None
    status: str
    batch: int | None = None
    rows: int = 0
    warnings: tuple[str, ...] = ()
    errors: tuple[Fault, ...] = ()
    changes: dict[str, int] = field(
        default_factory=lambda: {"added": 0, "changed": 0, "vanished": 0}
    )

    @property
    def refused(self) -> bool:
        """Whether nothing of the file was taken."""
        return self.status == "refused"

    def document(self) -> dict[str, Any]:
        """The result for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class _Read:
    arrival: Arrival
    found: Identified | None
    rows: Rows


def take_in(  # noqa: PLR0913  (all that the import verb takes)
    engine: Engine,
    arrivals: Sequence[Arrival],
    at: datetime,
    by: str,
    *,
    kind: str | None = None,
    additions: bool = False,
    dry_run: bool = False,
) -> tuple[Result, ...]:
    """Read the files, then commit each as a batch of its own in one transaction; or none of them.

    A dry run does the same and takes it back. *at* is the moment of import, in UTC.
    """
    files = [_read(arrival, at, kind, additions) for arrival in arrivals]
    if any(file.rows.faults for file in files):
        return tuple(_refusal(file) for file in files)
    with writing(engine) as connection, connection.begin_nested() as attempt:
        results = tuple(_commit(connection, file, at, by, additions) for file in files)
        if dry_run:
            attempt.rollback()
            return tuple(_only_tried(result) for result in results)
        return results


def commit(
    connection: Connection,
    arrivals: Sequence[Arrival],
    at: datetime,
    by: str,
    *,
    additions: bool = False,
) -> tuple[Result, ...]:
    """Take files in on a transaction already open; where one is refused, none is written."""
    files = [_read(arrival, at, None, additions) for arrival in arrivals]
    if any(file.rows.faults for file in files):
        return tuple(_refusal(file) for file in files)
    return tuple(_commit(connection, file, at, by, additions) for file in files)


def _read(arrival: Arrival, at: datetime, kind: str | None, additions: bool) -> _Read:
    try:
        found = identify(list(read(arrival.content)), kind)
    except Refused as trouble:
        return _Read(arrival, None, Rows(faults=[Fault(trouble.line, None, None, str(trouble))]))
    rows = extract(found, at.date())
    if additions and found.kind.table.key:
        rows.faults += _empty_additions(found.kind.table, rows)
    rows.faults.sort(key=lambda fault: fault.line or 0)
    return _Read(arrival, found, rows)


def _commit(connection: Connection, file: _Read, at: datetime, by: str, additions: bool) -> Result:
    assert file.found is not None
    kind = file.found.kind
    adds = additions or kind.name in ADDING
    result = Result(
        file.arrival.file,
        kind.name,
        "template",
        "already-loaded",
        rows=len(file.rows.rows),
        warnings=tuple(file.rows.warnings),
    )
    changes = _changes(connection, file.rows, kind.table, at, adds=adds)
    if changes.nothing:
        return result
    batch = connection.execute(
        insert(rows_of(Batch))
        .values(
            file=file.arrival.file,
            kind=kind.name,
            format=result.format,
            sha256=sha256(file.arrival.content).hexdigest(),
            rows=len(file.rows.rows),
            additions=adds,
            imported_at=at,
            by=by,
        )
        .returning(BATCH.id)
    ).scalar_one()
    leavers = _leavers(connection, changes, file.rows, at) if kind.table is Staff else ()
    _store(connection, batch, file.rows.rows, kind.table)
    return replace(
        result,
        status="loaded",
        batch=batch,
        changes=changes.counts(),
        warnings=(*result.warnings, *leavers),
    )


def _changes(
    connection: Connection, rows: Rows, table: type[Fact], at: datetime, *, adds: bool
) -> Changes:
    partners = {row["partner_id"] for row in rows.rows} if table.scope else None
    before = known(connection, table, partners=partners)
    if table is not Staff:
        return compare(before, rows.rows, table, adds=adds)
    named = frame(rows.rows, table).select("partner_id", "person_id")
    over = before.filter(pl.col("left_on") <= at.date())
    over = over.join(named, on=["partner_id", "person_id"], how="anti")
    before = before.join(over, on=["batch", "line"], how="anti")
    same = links(connection)["person"]
    left = pl.concat([departed(connection, partners=partners, same=same), over])
    return compare(before, rows.rows, table, adds=adds, left=left)


def _store(
    connection: Connection, batch: int, rows: list[dict[str, Any]], table: type[Fact]
) -> None:
    """Write the scopes the rows name, and every row in its scope."""
    keys = list(dict.fromkeys(_scope(row, table) for row in rows))
    names = ("partner_id", "product", "period")
    scopes = [{"batch_id": batch, **dict(zip(names, key, strict=True))} for key in keys]
    ids = connection.execute(
        insert(rows_of(Scope)).returning(SCOPE.id, sort_by_parameter_order=True), scopes
    )
    of = dict(zip(keys, ids.scalars(), strict=True))
    own = (*table.own(), "line")
    facts = [
        {name: row[name] for name in own} | {"scope_id": of[_scope(row, table)]} for row in rows
    ]
    connection.execute(insert(rows_of(table)), facts)


def _scope(row: dict[str, Any], table: type[Fact]) -> tuple[Any, ...]:
    scoped = {name: row[name] for name in table.scope}
    return scoped.get("partner_id", ""), scoped.get("product", ""), scoped.get("period")


def _leavers(connection: Connection, changes: Changes, rows: Rows, at: datetime) -> Iterable[str]:
    """Who a new staff list leaves out under any of their identifiers, and so has left today."""
    same = links(connection)["person"]
    still = {(row["partner_id"], same.get(row["person_id"], row["person_id"])) for row in rows.rows}
    gone = changes.gone.select("partner_id", "person_id").rows()
    people = {who for partner, who in gone if (partner, same.get(who, who)) not in still}
    if people:
        yield _("No longer on the staff list, so they left on {day}: {people}.").format(
            day=at.date(), people=", ".join(sorted(people))
        )


def _empty_additions(table: type[Fact], rows: Rows) -> Iterable[Fault]:
    for row in rows.rows:
        if row[table.key[0]] is None:
            yield Fault(
                row["line"],
                table.key[0],
                None,
                _("says that nothing remains, which a file of additions cannot"),
                _("a file without --additions"),
            )


def _refusal(file: _Read) -> Result:
    """What is said of each file where one is refused: nothing was taken of any."""
    kind = file.found.kind.name if file.found else None
    result = Result(
        file.arrival.file,
        kind,
        "template" if kind else None,
        "refused" if file.rows.faults else "dry-run",
        rows=len(file.rows.rows),
        warnings=tuple(file.rows.warnings),
        errors=tuple(file.rows.faults),
    )
    if result.refused:
        return result
    unloaded = _("Not loaded, since another file was refused.")
    return replace(result, warnings=(*result.warnings, unloaded))


def _only_tried(result: Result) -> Result:
    return replace(
        result, batch=None, status="dry-run" if result.status == "loaded" else result.status
    )
