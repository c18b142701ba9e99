"""People and the awards they hold: how many qualify, and how many places they can fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Of, Terms, Value, least_of, most_of
from tiers.metrics.awards import held_by, screened_awards
from tiers.metrics.holdings import Holding
from tiers.metrics.matching import fill
from tiers.screening import Ask, Evidence, Reason, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Qualified:
    """The totals of people who qualify: for every set of holdings, those who have any of them."""

    holdings: tuple[Holding, ...]

    @property
    def awards(self) -> tuple[str, ...]:
        """Every award any holding asks for, once."""
        return tuple(dict.fromkeys(award for one in self.holdings for award in one.awards))

    @property
    def sets(self) -> list[tuple[int, ...]]:
        """Every set of holdings but the empty one, by their positions."""
        kinds = range(len(self.holdings))
        return [chosen for size in kinds for chosen in combinations(kinds, size + 1)]

    @property
    def columns(self) -> tuple[str, ...]:
        """The people for each set."""
        return tuple(any_of(chosen) for chosen in self.sets)

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Per ask about which any award is known: the people for each set, named by `any_of`."""
        held = {award: f"held_{number}" for number, award in enumerate(self.awards)}
        people = (
            screened_awards(self.awards, facts, asks, terms)
            .known()
            .with_columns(
                **{
                    name: (nw.col("counts") & (nw.col("award") == award)).cast(nw.Int64)
                    for award, name in held.items()
                }
            )
            .group_by(*asks.keys, "person_id")
            .agg(nw.col(*held.values()).max())
        )
        qualify = {
            any_of(chosen): self._any_of(chosen, lambda award: nw.col(held[award]))
            for chosen in self.sets
        }
        return people.with_columns(**qualify).group_by(asks.keys).agg(nw.col(*qualify).sum())

    def _any_of(self, chosen: Iterable[int], of: Callable[[str], nw.Expr]) -> nw.Expr:
        return most_of([self.holdings[kind].expression(of) for kind in chosen])


@dataclass(frozen=True)
class Place:
    """A kind of place: how many of it, and what the person in it must hold."""

    number: int
    holding: Holding


@dataclass(frozen=True, init=False)
class PlacesFilled:
    """How many places distinct people can fill at once.

    By the max-flow min-cut theorem, the least over all sets of kinds of place of the people who
    qualify for any kind in the set, and the places outside it.
    """

    places: tuple[Place, ...]
    key: ClassVar[str] = "people"
    unit: ClassVar[str] = ""

    def __init__(self, *places: Place) -> None:
        object.__setattr__(self, "places", places)

    @property
    def tally(self) -> Qualified:
        """The people who qualify for each set of places."""
        return Qualified(tuple(place.holding for place in self.places))

    @property
    def tallies(self) -> tuple[Qualified]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """The least cut."""
        cuts = [
            of(self.tally, any_of(chosen)) + outside(self.places, chosen)
            for chosen in self.tally.sets
        ]
        everything = cuts[0] * 0 + outside(self.places, ())  # null where the cuts are
        return Value(least_of([*cuts, everything]))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no award row."""
        return _no_award

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every award; those count that put their holder into a place."""
        return _evidence(self, facts, asks, terms)


@dataclass(frozen=True)
class PeopleHolding:
    """How many distinct people each hold what is asked for."""

    holding: Holding
    key: ClassVar[str] = "people"
    unit: ClassVar[str] = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """As many places as there can be people."""
        return (Place(10**9, self.holding),)

    @property
    def tally(self) -> Qualified:
        """The people who qualify."""
        return Qualified((self.holding,))

    @property
    def tallies(self) -> tuple[Qualified]:
        """The same, alone."""
        return (self.tally,)

    def value(self, of: Of) -> Value:
        """All of them."""
        return Value(of(self.tally, any_of((0,))))

    def lacking(self, facts: Facts, asks: Asks, terms: Terms) -> Callable[[Ask], str]:
        """There is only one reason: no award row."""
        return _no_award

    def evidence(
        self, facts: Facts, asks: Asks, terms: Terms
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every award; those count whose holder qualifies."""
        return _evidence(self, facts, asks, terms)


def outside(places: tuple[Place, ...], chosen: Iterable[int]) -> int:
    """The places of the kinds not chosen."""
    return sum(place.number for kind, place in enumerate(places) if kind not in set(chosen))


def any_of(chosen: Iterable[int]) -> str:
    """The column of the people who qualify for any of the chosen holdings."""
    return "any_" + "_".join(map(str, chosen))


def _evidence(
    metric: PlacesFilled | PeopleHolding, facts: Facts, asks: Asks, terms: Terms
) -> Mapping[Ask, tuple[Evidence, ...]]:
    screened = screened_awards(metric.tally.awards, facts, asks, terms, told=True)
    explained = list(screened.explained(asks.keys))
    seated = {ask: fill(_candidates(metric, held)) for ask, held in held_by(explained).items()}
    idle = Reason(nw.lit(False), lambda row: _("its holder fills none of the places"))

    def judged(ask: Ask, row: Row, against: Reason | None) -> Reason | None:
        return against or (None if row["person_id"] in seated[ask] else idle)

    return by_ask(screened, [(ask, row, judged(ask, row, why)) for ask, row, why in explained])


def _candidates(
    metric: PlacesFilled | PeopleHolding, people: dict[str, set[str]]
) -> list[set[str]]:
    """The people who qualify for each place, of no kind more places than such people."""
    candidates = []
    for place in metric.places:
        able = {who for who, awards in people.items() if place.holding.held_by(awards)}
        candidates += [able] * min(place.number, len(able))
    return candidates


def _no_award(ask: Ask) -> str:
    return _("No award of this partner is known up to that day.")
