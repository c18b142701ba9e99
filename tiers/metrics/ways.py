"""The ways in which an edition counts the seats of the same products, taken together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.measures import Terms
from tiers.metrics.bands import ANY, Band
from tiers.metrics.counted import Counted


@dataclass(frozen=True)
class Way:
    """One way of counting seats: which of them, and at customers of which size."""

    counted: Counted
    band: Band = ANY

    def among(self, facts: Facts, terms: Terms) -> "Ways":
        """The ways that are taken together with this one.

        Of facts at hand they are all in which the edition measures the same of the same products:
        each step is then taken once. Elsewhere, where no step is kept, this one is alone.
        """
        if not facts.at_hand:
            return Ways((self,))
        found: Iterable[Way] = next((ways for ways in terms.ways if self in ways), (self,))
        products = self.counted.products
        return Ways(tuple(one for one in found if one.counted.products == products))


@dataclass(frozen=True)
class Ways:
    """Several ways of counting the seats of the same products, told apart by their number."""

    each: tuple[Way, ...]

    @property
    def apart(self) -> list[str]:
        """The column that tells them apart; one needs none."""
        return ["way"] if len(self.each) > 1 else []

    @property
    def counted(self) -> Counted:
        """What is counted in the first of them, and stands for the products of all."""
        return self.each[0].counted

    def kinds(self, terms: Terms) -> tuple[str, ...]:
        """All the kinds of association that count for anything."""
        own = (kind for way in self.each for kind in way.counted.kinds)
        return tuple(dict.fromkeys((*terms.counts, *own)))

    def spread(self, rows: Frame, **columns: Callable[[Way], nw.Expr]) -> Frame:
        """The rows once for every way, with *columns* of its own."""
        return nw.concat(
            [
                rows.with_columns(
                    **self._number(way), **{name: of(way) for name, of in columns.items()}
                )
                for way in self.each
            ]
        )

    def only(self, frame: Frame, way: Way) -> Frame:
        """The rows of one way."""
        if not self.apart:
            return frame
        return frame.filter(nw.col("way") == self.each.index(way)).drop("way")

    def sized(self, test: Callable[[Band], nw.Expr]) -> nw.Expr:
        """What is true of the band of a row's own way."""
        bands = dict.fromkeys(way.band for way in self.each)
        if len(bands) == 1:
            return test(*bands)
        return reduce(or_, (self._within(band) & test(band) for band in bands))

    def _within(self, band: Band) -> nw.Expr:
        numbers = [number for number, way in enumerate(self.each) if way.band == band]
        return nw.col("way").is_in(numbers)

    def _number(self, way: Way) -> dict[str, nw.Expr]:
        return {"way": nw.lit(self.each.index(way))} if self.apart else {}


@dataclass(frozen=True)
class ByWay:
    """A tally of one way, which is added up for all the ways that are taken together with it."""

    way: Way

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Of all of them its own."""
        ways = self.way.among(facts, terms)
        return ways.only(in_all_ways(self, ways, facts, asks, terms), self.way)

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """What it comes to in each of the ways, by the asks' keys and what tells ways apart."""
        raise NotImplementedError


def in_all_ways(tally: ByWay, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    """What the tally comes to in each of the ways, added up once."""
    first = replace(tally, way=ways.each[0])
    return facts.added_up(
        (first, ways, asks, terms), lambda: first.of_all(ways, facts, asks, terms)
    )
