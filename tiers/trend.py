"""Where a figure is heading: a straight line through its last quarters, and how far to trust it.

The line is that of least squares; the band holds the next figure in 95 of 100 cases, if it goes on
as before and the quarters scatter about the line like a normal distribution. Nothing certain is
said here: what is sure to happen stands in `forecast`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from scipy.special import stdtrit

FEWEST = 4  # quarters, below which a line says nothing
SURE = 0.975  # two-sided, 95 of 100
YEAR = 365.25


@dataclass(frozen=True)
class Trend:
    """A line through (day, figure): its height on the last day, its rise a year, its scatter."""

    first: date
    last: date
    level: float
    a_year: float
    scatter: float
    count: int
    middle: float
    spread: float

    def on(self, day: date) -> tuple[float, float, float]:
        """The figure to expect on the day, and the least and the most in 95 of 100 cases."""
        at = (day - self.first).days / YEAR
        expected = self.level + self.a_year * ((day - self.last).days / YEAR)
        off = (at - self.middle) ** 2 / self.spread
        band = float(stdtrit(self.count - 2, SURE)) * self.scatter * sqrt(1 + 1 / self.count + off)
        return expected, expected - band, expected + band

    def crosses(self, threshold: float) -> date | None:
        """The day on which the line falls below the threshold, None where it does not."""
        if self.a_year >= 0 or self.level < threshold:
            return None
        days = (threshold - self.level) / self.a_year * YEAR
        return self.last + timedelta(days=int(days + 1e-6) + 1) if days < 36_500 else None


def trend(figures: Sequence[tuple[date, float]]) -> Trend | None:
    """The line through figures in the order of their days; None for fewer than four."""
    if len(figures) < FEWEST:
        return None
    first, last = figures[0][0], figures[-1][0]
    at = [(day - first).days / YEAR for day, _ in figures]
    middle, mean = sum(at) / len(at), sum(value for _, value in figures) / len(at)
    spread = sum((one - middle) ** 2 for one in at)
    pairs = list(zip(at, (value for _, value in figures), strict=True))
    rise = sum((one - middle) * (value - mean) for one, value in pairs) / spread
    misses = sum((value - mean - rise * (one - middle)) ** 2 for one, value in pairs)
    return Trend(
        first=first,
        last=last,
        level=mean + rise * (at[-1] - middle),
        a_year=rise,
        scatter=sqrt(misses / (len(at) - 2)),
        count=len(at),
        middle=middle,
        spread=spread,
    )
