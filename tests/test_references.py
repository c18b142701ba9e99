"""References that customers gave: whose counts of several, and why one does not."""

from datetime import date
from typing import Any

import pytest

from tests.knowledge import knowing
from tiers.facts import Asks
from tiers.language import AtLeast, Edition, Source, Tier
from tiers.metrics import References
from tiers.screening import Evidence
from tiers.verdicts import Finding, judge

DAY = date(2015, 3, 31)
TIER = Tier("Only", AtLeast(1, References(12), says="1 reference"))
RULES = Edition("test", "test", date.min, date.max, Source("", "", ""), (TIER,))


def given(reference: str, on: date, customer: str = "c", **more: Any) -> dict[str, Any]:
    named = {"partner_id": "7", "reference_id": reference, "customer_id": customer}
    return named | {"given_on": on, "status": "approved"} | more


def found(*rows: dict[str, Any]) -> Finding:
    """What the references come to on the day."""
    (verdict,) = judge(RULES, knowing(references=rows), Asks(day=DAY), evidence=True)
    return verdict.tiers[0].criteria[0]


def facts(finding: Finding) -> tuple[Evidence, ...]:
    assert finding.evidence
    return finding.evidence


def test_of_several_of_a_customer_the_newest_counts() -> None:
    """Of two of a day the last by its number; each of the others says that another one does."""
    day = date(2015, 1, 1)
    told = found(given("b", day), given("a", day), given("z", date(2014, 12, 31)))
    assert told.have == 1
    assert [one.counted for one in facts(told)] == [True, False, False]
    assert facts(told)[1].reason == "another reference of this customer counts"
    older_first = found(given("z", date(2014, 12, 31)), given("a", day))
    assert [one.counted for one in facts(older_first)] == [False, True]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("approved", None),
        ("rejected", "rejected by the customer"),
        ("sent", "not yet approved by the customer"),
    ],
)
def test_only_what_the_customer_has_approved_counts(status: str, reason: str | None) -> None:
    told = found(given("a", DAY, status=status))
    assert (told.have, facts(told)[0].reason) == (int(reason is None), reason)


def test_a_reference_says_whose_it_is_and_where_it_stands() -> None:
    """By the customer's name, or else its number; a row that names none says so."""
    told = found(given("a", DAY), given("b", DAY, "d", customer_name="Delta"))
    assert [(one.fact, one.file, one.line) for one in facts(told)] == [
        ("c: reference a of 2015-03-31", "references.csv", 2),
        ("Delta: reference b of 2015-03-31", "references.csv", 3),
    ]
    assert [one.fact for one in facts(found({"partner_id": "7"}))] == ["no references"]
