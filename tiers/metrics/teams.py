"""Teams of distinct people: as many as can be had at once, and who is in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import inf

from scipy.optimize import Bounds, LinearConstraint, milp


@dataclass(frozen=True)
class Demand:
    """At least so many of these people."""

    number: int
    able: frozenset[str]


Demands = tuple[Demand, ...]  # all that a team must meet; one person may answer several
Ways = list[Demands]  # each of them would do
Choice = tuple[str, str | int]  # a team, and somebody in it or the number of one of its ways


@dataclass(frozen=True)
class Line:
    """A condition on choices: of those made, the terms add up to *least* to *most*."""

    terms: Mapping[Choice, int]
    least: float = 0
    most: float = inf


def teams(ways: Mapping[str, Ways]) -> dict[str, frozenset[str]]:
    """The most teams that can each meet its demands in one of its ways, nobody being in two.

    Exact, by an integer programme. Of equally many teams those named first are had, and nobody is
    in a team who need not be.
    """
    lines = list(_lines(ways))
    choices = list(dict.fromkeys(chain.from_iterable(line.terms for line in lines)))
    made = _cheapest(lines, dict(zip(choices, _costs(choices, ways), strict=True)))
    return {
        team: frozenset(who for other, who in made if other == team and isinstance(who, str))
        for team, each in ways.items()
        if any((team, way) in made for way in range(len(each)))
    }


def _lines(ways: Mapping[str, Ways]) -> Iterator[Line]:
    """Everybody in one team at most, a team in one way at most, and what each way demands."""
    for person in sorted(everybody(chain.from_iterable(ways.values()))):
        yield Line({(team, person): 1 for team in ways}, most=1)
    for team, each in ways.items():
        yield Line({(team, way): 1 for way in range(len(each))}, most=1)
        for way, demands in enumerate(each):
            for one in demands:
                able: dict[Choice, int] = {(team, person): 1 for person in sorted(one.able)}
                yield Line(able | {(team, way): -one.number})


def everybody(ways: Iterator[Demands] | Ways) -> frozenset[str]:
    """All who could answer a demand."""
    return frozenset(who for demands in ways for one in demands for who in one.able)


def _costs(choices: list[Choice], ways: Mapping[str, Ways]) -> Iterator[int]:
    """A team more outweighs the order of all teams, and that outweighs all the people in them."""
    people = len({who for _team, who in choices if isinstance(who, str)})
    ranks = {team: rank for rank, team in enumerate(reversed(list(ways)))}
    for team, who in choices:
        yield 1 if isinstance(who, str) else -(people + 1) * (2 ** len(ways) + 2 ** ranks[team])


def _cheapest(lines: list[Line], costs: Mapping[Choice, int]) -> set[Choice]:
    """The choices that cost least and satisfy every line."""
    if not costs:
        return set()
    found = milp(
        list(costs.values()),
        integrality=[1] * len(costs),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            [[line.terms.get(choice, 0) for choice in costs] for line in lines],
            [line.least for line in lines],
            [line.most for line in lines],
        ),
        options={"mip_rel_gap": 0},
    )
    assert found.x is not None, "no team at all is a solution"
    return {choice for choice, number in zip(costs, found.x, strict=True) if number > 0.5}
