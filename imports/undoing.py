"""What undoing a batch, or believing it again, would change: found by doing it, and taken back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine, select

from imports.changes import Changes, between, together
from imports.preview import MOST_PARTNERS, Before, Stake, at_stake
from models.belief import SCOPE, known
from models.database import writing
from models.ledger import entry
from models.store import facts, links, partners
from models.tables import KINDS, Fact, Link, Staff

Mark = Callable[[Connection, int, datetime, str], None]
"""What marks a batch: `models.ledger.undo` or `models.ledger.redo`."""


@dataclass(frozen=True)
class Turn:
    """What would change: the rows that count, and tiers of the partners that the batch speaks of.

    Of more than MOST_PARTNERS nothing is at stake, since it is not worked out.
    """

    changes: dict[str, int]
    partners: int
    stakes: tuple[Stake, ...] = ()

    @property
    def moving(self) -> tuple[Stake, ...]:
        """Where a tier becomes another."""
        return tuple(stake for stake in self.stakes if stake.moves)

    def document(self) -> dict[str, Any]:
        """The same for JSON, in the shape of a file that is tried."""
        seen = {"partners": self.partners, "stakes": [asdict(one) for one in self.stakes]}
        return {"changes": self.changes, "preview": seen}


@dataclass(frozen=True)
class _Touched:
    """The kinds, the periods and the partners of a batch; None for all partners."""

    kinds: tuple[type[Fact], ...]
    periods: tuple[date, ...]
    partners: tuple[str, ...] | None


def turned(engine: Engine, mark: Mark, batch: int, at: datetime) -> Turn:
    """What would change if a batch were undone or believed again at this moment."""
    with writing(engine) as connection:
        found = _turned(connection, mark, batch, at)
        connection.rollback()
    return found


def _turned(connection: Connection, mark: Mark, batch: int, at: datetime) -> Turn:
    touched = _touched(connection, batch)
    names, rows = _names(connection, touched), _rows(connection, touched)
    few = len(names) <= MOST_PARTNERS
    was = facts(connection, partners=names) if few else None
    mark(connection, batch, at, "")
    changes = _changes(touched.kinds, rows, _rows(connection, touched))
    names_now = _names(connection, touched)
    both = dict(sorted((names_now | names).items()))
    if was is None or len(both) > MOST_PARTNERS:
        return Turn(changes.counts(), len(both))
    now = facts(connection, partners=names_now)
    day = _counting(connection, touched, batch, at.date())
    stakes = at_stake(connection, changes, Before(both, was), now, touched.periods, day)
    return Turn(changes.counts(), len(both), tuple(stakes))


def _touched(connection: Connection, batch: int) -> _Touched:
    """What a batch speaks of; links speak of everybody."""
    own = SCOPE.batch_id == batch
    names = {one for (one,) in connection.execute(select(SCOPE.kind).where(own).distinct())}
    periods = connection.execute(select(SCOPE.period).where(own).distinct()).scalars()
    named = connection.execute(select(SCOPE.partner_id).where(own).distinct()).scalars()
    return _Touched(
        tuple(kind for name, kind in KINDS.items() if name in names),
        tuple(sorted(one for one in periods if one)),
        None if Link.file_kind in names else tuple(named),
    )


def _names(connection: Connection, touched: _Touched) -> dict[str, str]:
    """The partners it speaks of of whom anything is believed, by id, with their names."""
    names = partners(connection)
    if touched.partners is None:
        return names
    same = links(connection)["partner"]
    wanted = {same.get(one, one) for one in touched.partners}
    return {one: name for one, name in names.items() if one in wanted}


def _rows(connection: Connection, touched: _Touched) -> list[pl.DataFrame]:
    """What is believed of its kinds and partners."""
    return [
        known(connection, kind, partners=touched.partners if kind.scope else None)
        for kind in touched.kinds
    ]


def _changes(
    kinds: Sequence[type[Fact]], before: Iterable[pl.DataFrame], after: Iterable[pl.DataFrame]
) -> Changes:
    each = zip(kinds, before, after, strict=True)
    return together([between(was, now, kind) for kind, was, now in each])


def _counting(connection: Connection, touched: _Touched, batch: int, today: date) -> date:
    """The first day on which all of it counts: whom a staff list of today leaves out still does."""
    arrived_on = entry(connection, batch).imported_at.date()
    fresh = Staff in touched.kinds and arrived_on == today
    return today + timedelta(days=1) if fresh else today
