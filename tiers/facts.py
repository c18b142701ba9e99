"""What is known, as frames: the only thing a metric may read.

Every frame also carries `file` (text) and `line` (integer), where its rows came from.

| frame | columns |
|---|---|
| partners | partner_id, name, country, market, anniversary_on |
| seats | partner_id, product, period, customer_id, customer_name, seats, active_users, |
| | association |
| customer_counts | partner_id, product, period, customers, new_customers |
| staff | partner_id, person_id, name, email, joined_on, left_on |
| awards | partner_id, person_id, award, earned_on, expires_on, name |
| references | partner_id, reference_id, customer_id, given_on, customer_name, competency, status |
| associations | partner_id, customer_id, product, kind, started_on, ended_on, proof |
| enrolments | partner_id, programme, tier, started_on, renews_on |
| figures | partner_id, figure, period, customer_id, product, value |

Days and periods (their last day) are dates, seats and users whole numbers, a figure's value whole
hundredths, everything else text.
A row that names nobody (`customer_id`, `person_id` or `reference_id` null) states that nothing of
its scope remains; but a figure may be told without its customer or product.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import narwhals as nw

Frame = nw.LazyFrame[Any]
Row = dict[str, Any]

T = TypeVar("T")
KEPT_ROWS = 2_000_000  # of frames that facts keep; those not asked for the longest go first
FRESH_DAYS = 184  # a period's figures speak for a day at most so many days later


def in_memory(frame: Frame) -> nw.DataFrame[Any]:
    """The frame's rows in memory, as Polars: for the few that a person reads.

    Polars answers such a small question in half the time when it does not stream.
    """
    if frame.implementation.is_polars():
        return frame.collect("polars", engine="in-memory")
    return frame.collect("polars")


@dataclass(frozen=True)
class Facts:
    """The facts as Narwhals lazy frames, all on one engine (Polars, DuckDB or Spark).

    Where they are *at_hand*, in memory, what is added up of them is kept there for the next metric
    or question that asks for it: facts never change.
    """

    partners: Frame
    seats: Frame
    customer_counts: Frame
    staff: Frame
    awards: Frame
    references: Frame
    associations: Frame
    enrolments: Frame
    figures: Frame
    at_hand: bool = field(default=False, compare=False)
    _kept: dict[Hashable, tuple[Any, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _keeping: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The frames' names."""
        return tuple(one.name for one in fields(cls) if one.type is Frame)

    @classmethod
    def of(cls, frames: dict[str, Any], *, at_hand: bool = False) -> "Facts":
        """Facts from native frames of one engine, by their names."""
        lazy = {name: nw.from_native(frames[name]).lazy() for name in cls.names()}
        return cls(**lazy, at_hand=at_hand)

    def once(
        self, key: Hashable, make: Callable[[], T], rows: Callable[[T], int] = lambda _: 1
    ) -> T:
        """What *make* returns, made once for its key while it is among the last asked for.

        *rows* says how many of the rows that are kept altogether it takes.
        """
        with self._keeping:
            found: tuple[T, int] | None = self._kept.pop(key, None)
            if found:
                self._kept[key] = found
                return found[0]
        made = make()
        size = rows(made)
        if size > KEPT_ROWS:
            return made
        with self._keeping:
            self._kept[key] = made, size
            held = sum(each for _, each in self._kept.values())
            while held > KEPT_ROWS:
                held -= self._kept.pop(next(iter(self._kept)))[1]
        return made

    def added_up(self, key: Hashable, make: Callable[[], Frame]) -> Frame:
        """The frame of *make*, made once; kept in memory where the facts are at hand."""
        if not self.at_hand:
            return self.once(key, make)
        return self.once(key, lambda: in_memory(make()), len).lazy()


@dataclass(frozen=True, eq=False)
class Asks:
    """Whom and when we ask about: everybody on one day, or pairs of partner and day."""

    day: date | None = None
    pairs: Frame | None = None

    def __eq__(self, other: object) -> bool:
        """The same day, or the very same pairs."""
        return isinstance(other, Asks) and (self.day, id(self.pairs)) == (
            other.day,
            id(other.pairs),
        )

    def __hash__(self) -> int:
        """By the same."""
        return hash((self.day, id(self.pairs)))

    @classmethod
    def on(cls, days: Iterable[date], facts: Facts) -> "Asks":
        """Everybody on each of several days."""
        asked = tuple(days)
        return facts.once(("asks", asked), lambda: cls(pairs=_each_on(asked, facts)))

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, date]]) -> "Asks":
        """Pairs of partner and day, for facts on Polars."""
        partners, days = zip(*pairs, strict=True)
        schema = {"partner_id": nw.String(), "day": nw.Date()}
        data = {"partner_id": partners, "day": days}
        return cls(pairs=nw.DataFrame.from_dict(data, schema, backend="polars").lazy())

    @property
    def keys(self) -> list[str]:
        """The columns that name an ask: one day for all needs none of its own."""
        return ["partner_id"] if self.pairs is None else ["partner_id", "day"]

    def meet(self, facts: Frame) -> Frame:
        """Each fact beside each day asked of its partner, in the column `day`."""
        if self.pairs is None:
            return facts.with_columns(day=nw.lit(self.day, nw.Date))
        return facts.join(self.pairs, on="partner_id")

    def of(self, facts: Facts) -> Frame:
        """Every ask: partner_id, day."""
        if self.pairs is None:
            return self.meet(facts.partners.select("partner_id"))
        return self.pairs.select("partner_id", "day")


def _each_on(days: Iterable[date], facts: Facts) -> Frame:
    partners = facts.partners.select("partner_id")
    return nw.concat([partners.with_columns(day=nw.lit(day, nw.Date)) for day in days])


def side_by_side(worlds: Sequence[Facts]) -> Facts:
    """Several worlds as one, whose partners bear the number of their world: `000000:4182736`.

    They are evaluated all at once, which takes little more than one of them.
    """
    frames: dict[str, Any] = {}
    for name in Facts.names():
        every = (
            getattr(facts, name).with_columns(
                partner_id=nw.concat_str(nw.lit(f"{number:06}:"), nw.col("partner_id"))
            )
            for number, facts in enumerate(worlds)
        )
        frames[name] = nw.concat(list(every))
    at_hand = all(facts.at_hand for facts in worlds)
    if at_hand:
        frames = {name: in_memory(frame).lazy() for name, frame in frames.items()}
    return Facts(**frames, at_hand=at_hand)
