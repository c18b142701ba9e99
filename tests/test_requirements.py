"""Requirements as they are written: what stands in which option, and what is left to default."""

import pytest

from tiers.language import (
    Added,
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    ByMarket,
    Requirement,
    Scored,
    Total,
    Track,
)
from tiers.metrics import FigureNow

ONE, TWO, THREE = (AtLeast(1, FigureNow(name), says=f"1 {name}") for name in ("a", "b", "c"))
SCORED = Scored(20, 4, FigureNow("s"), says="20 points for 4", gates=(ONE,))
ALSO = Scored(30, 6, FigureNow("t"), says="30 points for 6", gates=(ONE,))
TOTAL = Total(30, SCORED, ALSO, says="30 of 50 points", of=50)


@pytest.mark.parametrize(
    ("requirement", "paths"),
    [
        (ONE, ["a"]),
        (AllOf(ONE, TWO), ["a", "b"]),
        (AnyOf(one=ONE, other=AllOf(TWO, THREE)), ["one/a", "other/b", "other/c"]),
        (AnyOf(out=AnyOf(within=ONE)), ["out/within/a"]),
        (AllOf(ONE, AnyOf(one=TWO)), ["a", "one/b"]),
        (Track(ONE, ("big", TWO), ("small", THREE)), ["a", "big/b", "small/c"]),
        (
            AnyOf(here=Track(ONE, ("big", TWO), ("small", THREE))),
            ["here/a", "here/big/b", "here/small/c"],
        ),
        (TOTAL, ["points", "a", "s", "t"]),
        (AnyOf(track=TOTAL), ["track/points", "track/a", "track/s", "track/t"]),
    ],
)
def test_a_criterion_stands_in_its_options(requirement: Requirement, paths: list[str]) -> None:
    """By the names of all options around it; a gate that two scores share is told once."""
    told = [(f"{path}/" if path else "") + one.slug for path, one in requirement.criteria()]
    assert told == paths


def test_a_score_tells_its_gates_before_itself() -> None:
    """What opens the gate is read first."""
    assert list(SCORED.criteria("here")) == [("here", ONE), ("here", SCORED)]
    assert list(SCORED.criteria()) == [("", ONE), ("", SCORED)]


def test_what_is_left_out_of_a_sum() -> None:
    """It is of 100 points, called points, and assumes nothing."""
    short = Total(70, SCORED, says="70 points")
    assert (short.least, short.of, short.key, short.assumed) == (70, 100, "points", "")
    assert (short.parts, short.says, short.slug) == ((SCORED,), "70 points", "points")
    long = Total(7, SCORED, says="7 of 9 points", of=9, key="nine", assumed="Why.")
    assert (long.of, long.key, long.assumed) == (9, "nine", "Why.")


def test_parts_hold_what_scores_in_order() -> None:
    """Options and steps as they are written."""
    assert Best(SCORED, ALSO).scored == Added(SCORED, ALSO).scored == (SCORED, ALSO)
    both = SCORED.upto + ALSO.upto
    assert (Added(SCORED, ALSO).upto, Added(SCORED, ALSO, upto=3).upto) == (both, 3)
    assert Total(1, Best(SCORED), ALSO, says="1").scored == (SCORED, ALSO)
    assert TOTAL.whole == 12


@pytest.mark.parametrize(("market", "need"), [("developed", 9), ("developing", 5), ("", 9)])
def test_a_threshold_of_the_market(market: str, need: int) -> None:
    """Only a developing market has the lower one; a plain threshold knows no markets."""
    assert AtLeast(ByMarket(9, 5), FigureNow("a"), says="9 or 5").need(market) == need
    assert ONE.need(market) == SCORED.need(market) == 1
    assert TOTAL.need(market) == 30


def test_needs_without_a_market_are_those_of_a_developed_one() -> None:
    """The stricter is told where nothing is known."""
    assert AtLeast(ByMarket(9, 5), FigureNow("a"), says="9 or 5").need() == 9
    assert (ONE.need(), SCORED.need(), TOTAL.need()) == (1, 1, 30)
