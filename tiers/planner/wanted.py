"""What is asked of people's awards: the sets that would do, and what hangs together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tiers.measures import Terms
from tiers.metrics.holdings import Holding
from tiers.metrics.people import PeopleHolding, PlacesFilled
from tiers.planner.levers import Asked

Held = frozenset[tuple[str, date | None]]  # awards, each with its last day by the edition's rules


@dataclass(frozen=True)
class Wanted:
    """A holding, with the last days on which awards of it could be earned."""

    holding: Holding
    retired: tuple[tuple[str, date], ...]

    @classmethod
    def by(cls, terms: Terms, holding: Holding) -> "Wanted":
        """A holding as an edition asks for it."""
        retired = {one.award: one.on for one in terms.retired if one.award in holding.awards}
        return cls(holding, tuple(sorted(retired.items())))

    def pairs(self) -> Iterator[tuple[str, date | None]]:
        """Every award of it, with its last day."""
        ends = dict(self.retired)
        return ((award, ends.get(award)) for award in self.holding.awards)

    def held_by(self, held: Held) -> bool:
        """Whether somebody who holds so much qualifies."""
        return self.holding.held_by({award for award, end in held & set(self.pairs())})

    @cached_property
    def ways(self) -> list[frozenset[str]]:
        """The least sets of awards that would do."""
        return _ways(self.holding)


def _ways(one: Holding | str) -> list[frozenset[str]]:
    if isinstance(one, str):
        return [frozenset({one})]
    parts = [_ways(part) for part in one.asked]
    if one.all:
        ways = [frozenset[str]()]
        for part in parts:
            ways = [way | other for way in ways for other in part]
    else:
        ways = [way for part in parts for way in part]
    distinct = list(dict.fromkeys(ways))
    return [way for way in distinct if not any(other < way for other in distinct)]


def wanted(metric: PeopleHolding | PlacesFilled, terms: Terms) -> tuple[Wanted, ...]:
    """What a metric asks for, which must be looked at together."""
    return tuple(Wanted.by(terms, place.holding) for place in metric.places)


def closed(asked: Iterable[Asked], day: date) -> frozenset[str]:
    """The awards that can no longer be earned on the day."""
    return frozenset(one.award for _, terms in asked for one in terms.retired if day > one.on)


def alike(group: tuple[Wanted, ...], closed: frozenset[str]) -> dict[str, str]:
    """Awards that nobody need take, each with the one that alone does for the same holdings."""
    roles: dict[str, set[Wanted]] = {}
    mixed: set[str] = set()
    for one in group:
        for way in one.ways:
            if len(way) > 1:
                mixed |= way
            for award in way:
                roles.setdefault(award, set()).add(one)
    first: dict[frozenset[Wanted], str] = {}
    open_alone = {award: role for award, role in roles.items() if award not in mixed | closed}
    for award, role in open_alone.items():
        first.setdefault(frozenset(role), award)
    return {
        award: other
        for award, role in open_alone.items()
        if (other := first[frozenset(role)]) != award
    }


def together(metrics: Iterable[tuple[Wanted, ...]]) -> list[tuple[Wanted, ...]]:
    """The holdings in groups: those of one metric, and those that share an award."""
    groups: list[tuple[Wanted, ...]] = []
    for some in metrics:
        awards = {award for one in some for award in one.holding.awards}
        near = [
            group
            for group in groups
            if awards & {award for one in group for award in one.holding.awards}
        ]
        groups = [group for group in groups if group not in near]
        groups.append(tuple(dict.fromkeys(one for group in [*near, some] for one in group)))
    return groups
