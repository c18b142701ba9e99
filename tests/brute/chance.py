"""What decides of a random partner's rows.

Of every choice the favourable option stands first, and most often comes out in a calm world.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from tests.brute.grounds import Ground
from tests.brute.rows import months_before

T = TypeVar("T")
DAY = timedelta(1)


@dataclass(frozen=True)
class World:
    """One partner: its programme's ground, its day, and how seldom it is odd."""

    draw: st.DrawFn
    ground: Ground
    retired: Sequence[date]
    day: date
    calm: int

    @property
    def year_ago(self) -> date:
        return months_before(self.day, 12)

    def one(self, options: Sequence[T]) -> T:
        return options[self.draw(st.integers(0, len(options) - 1))]

    def mostly(self, usual: T, *odd: T) -> T:
        return self.one((usual,) * (self.calm * len(odd) + 1) + odd)

    def many(self, make: Callable[[], T], most: int) -> list[T]:
        return [make() for _ in range(self.one(range(most, -1, -1)))]

    def near(self, day: date) -> date:
        return day + self.mostly(0, -184, -185, -1, -40, 1) * DAY
