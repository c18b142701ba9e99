"""Why a row counts or does not: one list of reasons serves the measure and its evidence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import narwhals as nw

from tiers.facts import Frame, Row, in_memory

Ask = tuple[Any, ...]  # the values of the asks' keys


@dataclass(frozen=True)
class Reason:
    """A condition on a row, and the sentence that says it of a row it holds for."""

    when: nw.Expr
    says: Callable[[Row], str]


Judged = tuple[Ask, Row, Reason | None]  # a row of an ask, and what stands against it


@dataclass(frozen=True)
class Evidence:
    """One fact behind a number: what it says, where it stands, and whether it counted."""

    fact: str
    file: str | None
    line: int | None
    counted: bool
    reason: str | None


@dataclass(frozen=True)
class Screened:
    """Rows met with their day, and the reasons against each, the first that holds being told.

    *unknown*: the row says nothing about the day (a later date, an older period).
    *fails*: the row is known on the day but does not count.
    *says*: what the row states, in words.
    """

    rows: Frame
    unknown: tuple[Reason, ...]
    fails: tuple[Reason, ...]
    says: Callable[[Row], str]

    def known(self) -> Frame:
        """The rows known on their day, with the Boolean `counts`."""
        known = self.rows.filter(~any_holds(self.unknown))
        return known.with_columns(counts=~any_holds(self.fails))

    def explained(self, keys: list[str]) -> Iterator[Judged]:
        """Every row by its ask, and the first reason against it; in memory, so for few partners."""
        reasons = (*self.unknown, *self.fails)
        numbered = in_memory(self.rows.with_columns(against=_first(reasons)))
        for row in numbered.sort(*keys, "file", "line").iter_rows(named=True):
            against = reasons[row["against"]] if row["against"] >= 0 else None
            yield tuple(row[key] for key in keys), row, against


def any_holds(reasons: tuple[Reason, ...]) -> nw.Expr:
    """Whether any reason holds; one that cannot be told does not."""
    return reduce(lambda found, one: found | one, (reason.when for reason in reasons)).fill_null(
        False
    )


def _first(reasons: tuple[Reason, ...]) -> nw.Expr:
    """The number of the first reason that holds, -1 where none does."""
    number: nw.Expr = nw.lit(-1)
    for position, reason in reversed(list(enumerate(reasons))):
        number = nw.when(_holds(reason)).then(nw.lit(position)).otherwise(number)
    return number


def _holds(reason: Reason) -> nw.Expr:
    return reason.when.fill_null(False)


def only_best(
    judged: Iterable[Judged], of: str, rank: Callable[[Row], Any], otherwise: Callable[[Row], str]
) -> list[Judged]:
    """Of the rows that could count and agree in the column *of*, only the highest in rank does.

    Against the rest stands the reason that *otherwise* says.
    """
    rows = list(judged)
    best: dict[tuple[Ask, Any], Row] = {}
    for ask, row, against in rows:
        before = best.get((ask, row[of]))
        if against is None and (before is None or rank(row) > rank(before)):
            best[ask, row[of]] = row
    beaten = Reason(nw.lit(False), otherwise)
    return [
        (ask, row, against or (None if best[ask, row[of]] is row else beaten))
        for ask, row, against in rows
    ]


def by_ask(screened: Screened, judged: Iterable[Judged]) -> dict[Ask, tuple[Evidence, ...]]:
    """Judged rows as evidence, gathered by their ask."""
    gathered: dict[Ask, list[Evidence]] = {}
    for ask, row, against in judged:
        reason = against.says(row) if against else None
        fact = Evidence(screened.says(row), row["file"], row["line"], reason is None, reason)
        gathered.setdefault(ask, []).append(fact)
    return {ask: tuple(facts) for ask, facts in gathered.items()}
