"""One figure against another, or against its own a year before."""

from datetime import date, timedelta

import pytest

from tests.knowledge import knowing, lacking
from tests.vendor_figures import DAY, Row, come_to, counted, figures, row
from tiers.facts import Asks
from tiers.measures import Terms
from tiers.metrics import FigureGrowth, FigureIncrease, FigureShare


def part(units: float) -> Row:
    return row(DAY, units, figure="active")


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ([part(70), row(DAY, 100)], 70),
        ([part(1), row(DAY, 3)], 100 / 3),
        ([part(0.01), row(DAY, 0.01)], 100),
        ([part(70), row(DAY, 0)], None),
        ([part(70), row(DAY, -5)], None),
        ([part(70)], None),
        ([row(DAY, 100)], None),
        ([part(0), row(DAY, 100)], 0),
    ],
)
def test_a_share_is_of_something(rows: list[Row], share: float | None) -> None:
    assert come_to(FigureShare("active", "acr"), rows) == share


def test_why_there_is_no_share() -> None:
    share = FigureShare("active", "acr")
    assert lacking(share, figures(part(1)), DAY) == "No acr is known up to that day."
    assert lacking(share, figures(row(DAY, 1)), DAY) == "No active is known up to that day."
    stale = row(DAY - timedelta(days=185), 1)
    assert lacking(share, figures(part(1), stale), DAY) == (
        "The newest acr is of 2014-09-27, more than 184 days old."
    )
    assert lacking(share, figures(part(1), row(DAY, 0)), DAY) == (
        "Acr comes to 0, so there is nothing to have a share of."
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (date(2015, 2, 28), date(2014, 2, 28)),
        (date(2016, 2, 29), date(2015, 2, 28)),
        (date(2017, 2, 28), date(2016, 2, 29)),
        (date(2015, 12, 31), date(2014, 12, 31)),
        (date(2015, 6, 15), date(2014, 6, 15)),
    ],
)
def test_growth_is_since_the_same_end_of_a_year_before(now: date, then: date) -> None:
    day = now + timedelta(10)
    rows = [row(then - timedelta(1), 50), row(then, 200), row(now, 250)]
    assert come_to(FigureGrowth("acr"), rows, day) == 25
    assert [reason is None for reason in counted(FigureGrowth("acr"), rows, day)] == [
        False,
        True,
        True,
    ]
    assert come_to(FigureGrowth("acr"), [rows[0], rows[2]], day) is None


@pytest.mark.parametrize(
    ("then", "baseline", "growth"),
    [(100, 100, -50), (99.99, 100, None), (0, 0, None), (-1, 0, None), (0.01, 0, 499_900)],
)
def test_growth_is_from_something(then: float, baseline: int, growth: float | None) -> None:
    rows = [row(date(2014, 3, 31), then), row(DAY, 50)]
    assert come_to(FigureGrowth("acr", baseline), rows) == growth


def test_why_there_is_no_growth() -> None:
    growth, now = FigureGrowth("acr"), row(DAY, 5)
    assert lacking(growth, figures(), DAY) == "No acr is known up to that day."
    assert lacking(growth, figures(row(date(2014, 3, 31), 5)), DAY) == (
        "The newest acr is of 2014-03-31, more than 184 days old."
    )
    assert lacking(growth, figures(now), DAY) == (
        "No acr is known of the period exactly a year before the newest."
    )
    assert lacking(growth, figures(now, row(date(2014, 3, 31), 0)), DAY) == (
        "A year before, acr came to 0: too little to grow from."
    )


@pytest.mark.parametrize(
    ("rows", "increase", "against"),
    [
        ([row(DAY, 5), row(date(2014, 3, 31), 7)], -2, [None, None]),
        ([row(DAY, 5), row(date(2013, 4, 1), 7)], -2, [None, None]),
        ([row(DAY, 5), row(date(2013, 3, 31), 7)], None, [None, "older than 12 months"]),
        ([row(date(2014, 3, 31), 7)], None, [None]),
    ],
)
def test_an_increase_is_over_a_year_before(
    rows: list[Row], increase: float | None, against: list[str | None]
) -> None:
    assert come_to(FigureIncrease("acr"), rows) == increase
    assert counted(FigureIncrease("acr"), rows) == against


def test_an_increase_of_six_months_against_the_same_a_year_before() -> None:
    """What is older counts on neither side, in the sum as in the evidence."""
    rows = [row(DAY, 9), row(date(2014, 9, 30), 5), row(date(2014, 3, 31), 2)]
    rows += [row(date(2013, 9, 30), 4)]
    assert come_to(FigureIncrease("acr", 6), rows) == 7
    assert [why is None for why in counted(FigureIncrease("acr", 6), rows)] == [
        True, False, True, False
    ]  # fmt: skip


def test_who_has_no_rows_has_no_evidence() -> None:
    """Beside another partner, and of several days."""
    facts = knowing(figures=[row(DAY, 1), row(DAY, 1, partner_id="8", figure="another")])
    for asks in (Asks(day=DAY), Asks.on([DAY, date(2015, 2, 28)], facts)):
        told = FigureIncrease("acr").evidence(facts, asks, Terms())
        assert all(told.get(ask, ()) == () for ask in told if ask[0] == "8")


def test_why_there_is_no_increase() -> None:
    increase = FigureIncrease("acr")
    assert lacking(increase, figures(row(DAY, 5)), DAY) == (
        "No acr is known of the 12 months up to a year before."
    )
    assert lacking(increase, figures(row(date(2014, 3, 31), 5)), DAY) == (
        "No acr is known of the last 12 months."
    )


def test_a_share_is_told_by_the_rows_of_both() -> None:
    """The newest of each figure; an older one does not count."""
    rows = [part(7), row(DAY, 10), row(DAY - timedelta(days=31), 99)]
    assert counted(FigureShare("active", "acr"), rows) == [
        None,
        None,
        "not of 2015-03-31",
    ]
