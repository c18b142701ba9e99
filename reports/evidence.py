"""The facts behind a criterion, each told once for all tiers, and old figures summed up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from re import compile as pattern
from re import escape, findall, sub

from reports.criteria import Criterion
from reports.figures import figure
from tiers.screening import Evidence
from tiers.words import _

CAP = 150  # rows of a kind and criterion that a page has room for; the CSV has all
MANY = 3  # so many past rows of one file and period are told in one line
Key = tuple[str, str | None, int | None, int]


@dataclass(frozen=True)
class Told:
    """A fact, the tiers it counts for, why it does not count for others, and where it stands."""

    fact: str
    counts_for: tuple[str, ...]
    why_not: str
    file: str
    lines: str


@dataclass(frozen=True)
class Behind:
    """The facts behind one criterion, and how many more there are than are told."""

    criterion: Criterion
    counted: tuple[Told, ...]
    others: tuple[Told, ...]
    more_counted: int
    more_others: int


def behind(criterion: Criterion) -> Behind:
    """What counted for any tier, then what counted for none; no more than there is room for."""
    told = tuple(_merged(criterion))
    counted = [one for one in told if one.counts_for]
    others = list(_summed_up(one for one in told if not one.counts_for))
    return Behind(
        criterion,
        tuple(counted[:CAP]),
        tuple(others[:CAP]),
        max(0, len(counted) - CAP),
        max(0, len(others) - CAP),
    )


def _merged(criterion: Criterion) -> Iterator[Told]:
    """Each fact once, whatever the number of tiers that looked at it."""
    found: dict[Key, dict[str, Evidence]] = {}
    for tier, finding in criterion.findings:
        seen: Counter[tuple[str, str | None, int | None]] = Counter()
        for one in finding.evidence or ():
            place = (one.fact, one.file, one.line)
            found.setdefault((*place, seen[place]), {})[tier] = one
            seen[place] += 1
    for (fact, file, line, _again), tiers in found.items():
        counts_for = tuple(tier for tier, one in tiers.items() if one.counted)
        yield Told(fact, counts_for, _why_not(tiers), file or "", "" if line is None else f"{line}")


def _why_not(tiers: dict[str, Evidence]) -> str:
    """The reason, with the tier it is of where they differ."""
    reasons = {tier: one.reason for tier, one in tiers.items() if one.reason}
    if len(reasons) == len(tiers) and len(set(reasons.values())) == 1:
        return next(iter(reasons.values()))
    return "; ".join(f"{tier}: {reason}" for tier, reason in reasons.items())


def _summed_up(rows: Iterable[Told]) -> Iterator[Told]:
    """Rows of a period that is past or to come, in one line where there are many."""
    shapes = [pattern(sub(r"\\\{\w+\\\}", ".*", escape(one))) for one in _beside()]

    def group(row: Told) -> tuple[str, str, str] | Told:
        if any(shape.fullmatch(row.why_not) for shape in shapes):
            return row.file, _period(row.fact), row.why_not
        return row

    for key, together in groupby(rows, group):
        of = list(together)
        if isinstance(key, Told) or len(of) < MANY:
            yield from of
        else:
            says = _("{count} rows of {period}").format(count=figure(len(of)), period=key[1])
            yield Told(says, (), key[2], key[0], f"{of[0].lines}–{of[-1].lines}")


def _beside() -> tuple[str, ...]:
    """The reasons against rows that say nothing about the day, as the metrics give them."""
    return _("older than the figures of {newest}"), _("of a later period")


def _period(fact: str) -> str:
    """The last day that a fact names."""
    days: list[str] = findall(r"\d{4}-\d\d-\d\d", fact)
    return days[-1] if days else ""
