"""People and the awards they hold: how many qualify, and how many places they can fill."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from re import sub
from typing import ClassVar

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.language import Edition, Value
from tiers.metrics.employment import employment_reasons, with_employment
from tiers.metrics.matching import fill
from tiers.screening import Ask, Evidence, Reason, Screened, by_ask
from tiers.words import _


@dataclass(frozen=True)
class Holding:
    """Which awards somebody must hold: every one of them, or one of them."""

    awards: tuple[str, ...]
    all: bool

    def held_by(self, awards: set[str]) -> bool:
        """Whether somebody with these awards holds what is asked for."""
        return (all if self.all else any)(award in awards for award in self.awards)

    def expression(self) -> nw.Expr:
        """The same over the awards' columns of 0 and 1."""
        flags = [nw.col(_column(award)) for award in self.awards]
        return _least(flags) if self.all else _most(flags)


def every(*awards: str) -> Holding:
    """All of these awards, in one person's hands."""
    return Holding(awards, all=True)


def one_of(*awards: str) -> Holding:
    """Any one of these awards."""
    return Holding(awards, all=False)


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

    def add_up(self, facts: Facts, asks: Asks, edition: Edition) -> Frame:
        """Per ask about which any award is known: the people for each set, named by `any_of`."""
        held = {_column(award): nw.col("award") == award for award in self.awards}
        people = (
            _screened(self.awards, facts, asks)
            .known()
            .with_columns(
                **{name: (nw.col("counts") & one).cast(nw.Int64) for name, one in held.items()}
            )
            .group_by(*asks.keys, "person_id")
            .agg(nw.col(*held).max())
        )
        qualify = {any_of(chosen): self._any_of(chosen) for chosen in self.sets}
        return people.with_columns(**qualify).group_by(asks.keys).agg(nw.col(*qualify).sum())

    def _any_of(self, chosen: Iterable[int]) -> nw.Expr:
        return _most([self.holdings[kind].expression() for kind in chosen])


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

    def value(self, of: Callable[[str], nw.Expr]) -> Value:
        """The least cut."""
        cuts = [of(any_of(chosen)) + self._outside(chosen) for chosen in self.tally.sets]
        everything = cuts[0] * 0 + self._outside(())  # null where the cuts are
        return Value(_least([*cuts, everything]))

    def lacking(self, facts: Facts, asks: Asks, edition: Edition) -> Callable[[Ask], str]:
        """There is only one reason: no award row."""
        return _no_award

    def evidence(
        self, facts: Facts, asks: Asks, edition: Edition
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every award; those count that put their holder into a place."""
        return _evidence(self, facts, asks)

    def _outside(self, chosen: Iterable[int]) -> int:
        """The places of the kinds not chosen."""
        return sum(
            place.number for kind, place in enumerate(self.places) if kind not in set(chosen)
        )


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

    def value(self, of: Callable[[str], nw.Expr]) -> Value:
        """All of them."""
        return Value(of(any_of((0,))))

    def lacking(self, facts: Facts, asks: Asks, edition: Edition) -> Callable[[Ask], str]:
        """There is only one reason: no award row."""
        return _no_award

    def evidence(
        self, facts: Facts, asks: Asks, edition: Edition
    ) -> Mapping[Ask, tuple[Evidence, ...]]:
        """Every award; those count whose holder qualifies."""
        return _evidence(self, facts, asks)


def any_of(chosen: Iterable[int]) -> str:
    """The column of the people who qualify for any of the chosen holdings."""
    return "any_" + "_".join(map(str, chosen))


def _screened(awards: tuple[str, ...], facts: Facts, asks: Asks, *, told: bool = False) -> Screened:
    day = nw.col("day")
    return Screened(
        with_employment(asks.meet(facts.awards), facts, asks, told=told),
        unknown=(
            Reason(nw.col("person_id").is_null(), lambda row: _("says that none remain")),
            Reason(nw.col("earned_on") > day, lambda row: _("earned after that day")),
        ),
        fails=(
            Reason(~nw.col("award").is_in(awards), lambda row: _("not asked for here")),
            Reason(
                nw.col("expires_on") < day,
                lambda row: _("expired on {day}").format(day=row["expires_on"]),
            ),
            *employment_reasons(),
        ),
        says=_says,
    )


def _evidence(
    metric: PlacesFilled | PeopleHolding, facts: Facts, asks: Asks
) -> Mapping[Ask, tuple[Evidence, ...]]:
    screened = _screened(metric.tally.awards, facts, asks, told=True)
    explained = list(screened.explained(asks.keys))
    held: dict[Ask, dict[str, set[str]]] = {}
    for ask, row, against in explained:
        if against is None:
            held.setdefault(ask, {}).setdefault(row["person_id"], set()).add(row["award"])
    seated = {ask: fill(_candidates(metric, people)) for ask, people in held.items()}
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


def _least(values: Sequence[nw.Expr]) -> nw.Expr:
    """The least of one value or several: Spark wants two or more."""
    return nw.min_horizontal(*values) if len(values) > 1 else values[0]


def _most(values: Sequence[nw.Expr]) -> nw.Expr:
    """The greatest of one value or several."""
    return nw.max_horizontal(*values) if len(values) > 1 else values[0]


def _column(award: str) -> str:
    """A column name every engine takes."""
    return "held_" + sub(r"\W", "_", award)


def _says(row: Row) -> str:
    if row["person_id"] is None:
        return _("no awards")
    name = row["staff_name"] or row["name"]
    person = f"{name} ({row['person_id']})" if name else row["person_id"]
    return _("{person}: {award} of {day}").format(
        person=person, award=row["award"], day=row["earned_on"]
    )
