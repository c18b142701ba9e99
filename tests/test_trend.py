"""The line through a figure's last quarters, beside SciPy's own regression."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import linregress, t

from tiers.trend import YEAR, trend

QUARTERS = [date(2013, 3, 31) + timedelta(days=91 * number) for number in range(12)]
figures_of_quarters = st.lists(st.integers(0, 5000), min_size=4, max_size=12)


@given(figures_of_quarters)
def test_the_line_is_that_of_least_squares(figures: list[int]) -> None:
    """Height, rise and the band of 95 in 100 are those of an ordinary regression."""
    days = QUARTERS[: len(figures)]
    found = trend(list(zip(days, map(float, figures), strict=True)))
    assert found is not None
    at = [(day - days[0]).days / YEAR for day in days]
    line = linregress(at, figures)
    ahead = days[-1] + timedelta(days=200)
    x = (ahead - days[0]).days / YEAR
    misses = [y - line.intercept - line.slope * one for one, y in zip(at, figures, strict=True)]
    middle = sum(at) / len(at)
    spread = sum((one - middle) ** 2 for one in at)
    scatter = (sum(one**2 for one in misses) / (len(at) - 2)) ** 0.5
    band = (
        t.ppf(0.975, len(at) - 2) * scatter * (1 + 1 / len(at) + (x - middle) ** 2 / spread) ** 0.5
    )
    expected = line.intercept + line.slope * x
    assert found.on(ahead) == pytest.approx((expected, expected - band, expected + band), abs=1e-5)


def test_a_line_falls_below_a_threshold_on_a_day() -> None:
    """A hundred seats fewer every quarter, from 900: below 500 in a good year."""
    found = trend([(day, 900 - 100.0 * number) for number, day in enumerate(QUARTERS[:4])])
    assert found is not None
    day = found.crosses(500)
    assert day is not None
    assert found.on(day)[0] < 500 <= found.on(day - timedelta(days=1))[0]
    assert found.crosses(600) == found.last + timedelta(days=1)
    assert found.crosses(700) is None


def test_three_quarters_say_nothing() -> None:
    """And a line that rises falls below nothing."""
    assert trend([(day, 1.0) for day in QUARTERS[:3]]) is None
    rising = trend([(day, float(number)) for number, day in enumerate(QUARTERS)])
    assert rising is not None
    assert rising.crosses(2) is None


def test_a_line_that_hardly_falls_crosses_nothing_in_a_lifetime() -> None:
    """A hundred years ahead nobody plans, and no calendar goes on for ever."""
    flat = trend([(day, 900 - 1e-6 * number) for number, day in enumerate(QUARTERS[:4])])
    assert flat is not None
    assert flat.a_year < 0
    assert flat.crosses(500) is None


def test_a_level_line_crosses_nothing() -> None:
    level = trend([(date(2015, month, 1), 500) for month in range(1, 6)])
    assert level
    assert (level.a_year, level.crosses(400), level.crosses(500)) == (0, None, None)
