"""The ways to meet a requirement: every choice that it leaves, made beforehand.

Programmes of integers are quick to solve where they hold no alternatives, so each way is solved by
itself and the cheapest of all is the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tiers.requirements import (
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    Criterion,
    Part,
    Requirement,
    Scored,
    Total,
    Track,
)


@dataclass(frozen=True)
class Below:
    """A criterion that is surely not met."""

    criterion: AtLeast


@dataclass(frozen=True)
class Joined:
    """Several requirements, all of which are met, without any choice left."""

    parts: "tuple[Way | Requirement, ...]"


Way = AtLeast | Below | Joined | Total


def ways(requirement: Requirement) -> list[Way]:
    """Every way: of any-of one option, of a track one class, of the best score one."""
    match requirement:
        case AllOf(parts=parts):
            return [Joined(chosen) for chosen in product(*map(ways, parts))]
        case AnyOf(options=options):
            return [way for _name, option in options for way in ways(option)]
        case Track(when=when, then=then, otherwise=otherwise):
            of_class = [Joined((when, way)) for way in ways(then[1])]
            return [*of_class, *(Joined((Below(when), way)) for way in ways(otherwise[1]))]
        case Total():
            return list(_totals(requirement))
        case _:
            return [requirement]


def _totals(one: Total) -> Iterator[Total]:
    """The sum with one option of each best score."""
    for parts in product(*map(_options, one.parts)):
        yield Total(one.least, *parts, says=one.says, of=one.of, key=one.key)


def _options(part: Part) -> tuple[Part, ...]:
    return part.scored if isinstance(part, Best) else (part,)


def criteria(way: Requirement | Way) -> Iterator[Criterion]:
    """The criteria of a way."""
    match way:
        case Joined(parts=parts):
            for part in parts:
                yield from criteria(part)
        case Below(criterion=criterion):
            yield criterion
        case _:
            yield from (one for _path, one in way.criteria())


def measured(way: Requirement | Way) -> Iterator[AtLeast | Scored]:
    """The criteria of a way that measure something."""
    return (one for one in criteria(way) if isinstance(one, AtLeast | Scored))
