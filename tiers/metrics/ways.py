"""The ways in which an edition counts the seats of the same products, taken together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, in_memory
from tiers.measures import Terms
from tiers.metrics.bands import ANY, Band
from tiers.metrics.counted import Counted

FEW = 100_000  # rows of seats


@dataclass(frozen=True)
class Way:
    """One way of counting seats: which of them, and at customers of which size."""

    counted: Counted
    band: Band = ANY


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
class Step:
    """Something found out in one way, at once for all the ways that are taken together with it."""

    way: Way

    def of_all(self, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """What it comes to in each of the ways, by the asks' keys and what tells ways apart."""
        raise NotImplementedError


def in_all_ways(step: Step, ways: Ways, facts: Facts, asks: Asks, terms: Terms) -> Frame:
    """What the step comes to in each of the ways, taken once."""
    first = replace(step, way=ways.each[0])
    return facts.added_up(
        (first, ways, asks, terms), lambda: first.of_all(ways, facts, asks, terms)
    )


@dataclass(frozen=True)
class ByWay(Step):
    """A tally of one way."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What is added up."""
        raise NotImplementedError

    def add_up(self, facts: Facts, asks: Asks, terms: Terms) -> Frame:
        """Of all the ways that are taken together its own; no row where no seats are known."""
        if facts.at_hand and _silent(self.way, facts, asks):
            return _nothing(asks, self.columns)
        ways = self._among(facts, asks, terms)
        return ways.only(in_all_ways(self, ways, facts, asks, terms), self.way)

    def _among(self, facts: Facts, asks: Asks, terms: Terms) -> Ways:
        """The ways that are taken together with its own.

        Of few facts they are all in which the edition counts seats of the same products: to put a
        step up then takes longer than the step. Of many it is alone.
        """
        if self.way not in terms.ways or not _few(facts, asks):
            return Ways((self.way,))
        products = self.way.counted.products
        return Ways(tuple(one for one in terms.ways if one.counted.products == products))


def _silent(way: Way, facts: Facts, asks: Asks) -> bool:
    """Whether no seats of its products are known on any day asked, of facts that are at hand.

    So it is of days far ahead.
    """
    known = way.counted.known
    return facts.once(("silent", known, asks), lambda: in_memory(known.on(facts, asks)).is_empty())


def _nothing(asks: Asks, columns: tuple[str, ...]) -> Frame:
    """No row of a tally with these columns."""
    schema = {"partner_id": nw.String(), "day": nw.Date()}
    schema = {key: schema[key] for key in asks.keys} | dict.fromkeys(columns, nw.Int64())
    return nw.DataFrame.from_dict({}, schema, backend="polars").lazy()


def _few(facts: Facts, asks: Asks) -> bool:
    """Whether the facts are at hand and the asks meet few rows of seats, each as many as others."""

    def count() -> bool:
        partners = len(in_memory(facts.partners.select("partner_id")))
        rows = len(in_memory(facts.seats.select("partner_id")))
        asked = partners if asks.pairs is None else len(in_memory(asks.pairs.select("partner_id")))
        return rows * asked <= FEW * partners

    return facts.at_hand and facts.once(("few", asks), count)
