"""The slow reading's points, checked by hand where something is unknown."""

from datetime import date
from fractions import Fraction

import pytest

from tests.brute.points import MET, NOT_ASSESSED, NOT_MET, Finding, at_least, best, scored, total
from tests.brute.rows import Case, Metric, Value

DAY = date(2024, 3, 31)
UNKNOWN: Metric = lambda case: None  # noqa: E731 - a metric is a function


def known(number: int, *, exact: bool = True) -> Metric:
    return lambda case: Value(Fraction(number), exact)


@pytest.mark.parametrize(
    ("gate", "metric", "finding"),
    [
        (known(1), known(3), Finding(3, 1, MET, 6, 10)),
        (known(0), known(3), Finding(3, 1, NOT_MET, 0, 10)),
        (known(0), UNKNOWN, Finding(None, 1, NOT_MET, 0, 10)),
        (UNKNOWN, known(3), Finding(None, 1, NOT_ASSESSED, None, 10)),
        (UNKNOWN, known(0), Finding(0, 1, NOT_MET, 0, 10)),
        (known(1), known(3, exact=False), Finding(3, 1, MET, None, 10)),
        (known(1), known(-1, exact=False), Finding(None, 1, NOT_ASSESSED, None, 10)),
    ],
)
def test_a_gate_and_a_metric(gate: Metric, metric: Metric, finding: Finding) -> None:
    """Points where the gate is open, none where it is shut, and neither where it is unknown."""
    score = scored(10, 5, "it", metric, at_least(1, "gate", gate))
    assert score(Case({}, DAY)).findings["it"] == finding


@pytest.mark.parametrize(
    ("one", "other", "outcome", "points"),
    [
        (known(5), known(2), MET, 70),
        (known(5), known(1), NOT_MET, 60),
        (known(5), UNKNOWN, NOT_ASSESSED, None),
        (UNKNOWN, known(1), NOT_MET, 10),
        (known(0), known(10), NOT_MET, 100),
    ],
)
def test_a_total(one: Metric, other: Metric, outcome: str, points: int | None) -> None:
    """70 points, some of each part; what is unknown may be anything."""
    more = best(scored(100, 10, "b", other), scored(50, 10, "c", known(0)))
    answer = total(70, "points", scored(50, 5, "a", one), more)(Case({}, DAY))
    assert (answer.outcome, answer.findings["points"].have) == (outcome, points)
