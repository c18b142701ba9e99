"""A partner with some seats on a day, the year before or at a claim, and what is found of it."""

from datetime import date, timedelta
from typing import Any

from tiers.facts import Asks, Facts
from tiers.language import AllOf, AtLeast, Edition, Source, Tier
from tiers.measures import Metric, Terms
from tiers.verdicts import Finding, judge

DAY = date(2024, 3, 31)
THEN = date(2023, 3, 31)
CLAIM = date(2024, 1, 15)
TERMS = Terms(("CPOR", "DPOR"))
Row = dict[str, Any]


def edition(*metrics: Metric, need: int = 10**9) -> Edition:
    """A tier that asks for so much of each metric."""
    each = [
        AtLeast(need, one, says="so much", key=f"{number}-{one.key}")
        for number, one in enumerate(metrics)
    ]
    return Edition(
        programme="test",
        name="test",
        since=date.min,
        until=date.max,
        source=Source("", "", ""),
        tiers=(Tier("Test", AllOf(*each)),),
        counts=("CPOR", "DPOR"),
    )


def found(metric: Metric, facts: Facts, day: date = DAY, need: int = 10**9) -> Finding:
    """What the metric comes to at the only partner on the day."""
    (verdict,) = judge(edition(metric, need=need), facts, Asks(day=day), evidence=True)
    (finding,) = verdict.tiers[0].criteria
    return finding


def sold(customer: str | None, period: date, seats: int, users: int | None = 0, **more: Any) -> Row:
    row = {"partner_id": "7", "customer_id": customer, "product": "teams", "association": "CPOR"}
    return row | {"period": period, "seats": seats, "active_users": users} | more


def claimed(customer: str, started: date, **more: Any) -> Row:
    row = {"partner_id": "7", "customer_id": customer, "product": "teams", "kind": "CPOR"}
    return row | {"started_on": started, "proof": "approved"} | more


def counted(period: date, customers: int, new: int | None = None, product: str = "teams") -> Row:
    row = {"partner_id": "7", "product": product, "period": period}
    return row | {"customers": customers, "new_customers": new}


def days(number: int) -> timedelta:
    return timedelta(days=number)


def reasons(finding: Finding) -> list[str | None]:
    return [fact.reason for fact in finding.evidence or ()]
