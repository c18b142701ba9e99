"""A partner with some of a vendor's figures, and what a metric finds of them."""

from datetime import date
from typing import Any

from tests.knowledge import evidence, knowing, value
from tiers.facts import Facts
from tiers.measures import Metric

DAY = date(2015, 3, 31)
Row = dict[str, Any]


def row(period: date, units: float, **more: Any) -> Row:
    amount = round(units * 100)
    return {"partner_id": "7", "figure": "acr", "period": period, "value": amount, **more}


def figures(*rows: Row) -> Facts:
    """These rows, and one of another figure so that the partner is known."""
    return knowing(figures=[*rows, row(DAY, 1, figure="another")])


def come_to(metric: Metric, rows: list[Row], day: date = DAY) -> float | None:
    """The metric's value, alike whether its day is asked alone or among several."""
    alone, among = (
        value(metric, figures(*rows), day, several=several) for several in (False, True)
    )
    assert alone == among
    return alone


def counted(metric: Metric, rows: list[Row], day: date = DAY) -> list[str | None]:
    """Of each row the reason against it, alike for one day and several."""
    alone, among = (
        [fact.reason for fact in evidence(metric, figures(*rows), day, several=several)]
        for several in (False, True)
    )
    assert alone == among
    return alone[: len(rows)]
