"""The tiers a vendor has credited: which of them count on a day, and why."""

from datetime import date
from typing import Any

import pytest

from tests.knowledge import evidence, knowing, lacking, value
from tiers.metrics import Enrolled

Row = dict[str, Any]

ENROLLED = Enrolled(("cloud-productivity", "enterprise-mobility"), ("Silver", "Gold"))
ON = date(2019, 10, 1)


def enrolment(**more: Any) -> Row:
    given = {"partner_id": "7", "programme": "cloud-productivity", "tier": "Gold"}
    return given | {"started_on": date(2019, 1, 1)} | more


@pytest.mark.parametrize(
    ("rows", "counts", "reason"),
    [
        ([enrolment()], 1, None),
        ([enrolment(tier="sILVER")], 1, None),
        ([enrolment(tier="Bronze")], 0, "Bronze does not count here"),
        ([enrolment(programme="messaging")], 0, "not a programme asked for here"),
        ([enrolment(started_on=ON)], 1, None),
        ([enrolment(started_on=date(2019, 10, 2))], None, "starts after that day"),
        ([enrolment(renews_on=ON)], 1, None),
        (
            [enrolment(renews_on=date(2019, 9, 30))],
            0,
            "was to be renewed by 2019-09-30",
        ),
        (
            [enrolment(), enrolment(started_on=date(2019, 2, 1), tier="None")],
            0,
            "a newer one started on 2019-02-01",
        ),
        (
            [enrolment(), enrolment(started_on=ON, tier="None")],
            0,
            "a newer one started on 2019-10-01",
        ),
        (
            [enrolment(), enrolment(started_on=date(2018, 2, 1), tier="None")],
            1,
            None,
        ),
        ([enrolment(), enrolment(programme="enterprise-mobility")], 2, None),
        ([{"partner_id": "7"}], None, "says that none remain"),
        ([{"partner_id": "7"}, enrolment()], 1, "says that none remain"),
    ],
)
def test_enrolments_credited_on_the_day(
    rows: list[Row], counts: int | None, reason: str | None
) -> None:
    facts = knowing(enrolments=rows)
    assert value(ENROLLED, facts, ON) == counts
    assert evidence(ENROLLED, facts, ON)[0].reason == reason
    if counts is not None:
        assert sum(fact.counted for fact in evidence(ENROLLED, facts, ON)) == counts
    else:
        assert lacking(ENROLLED, facts, ON).startswith("No enrolment of this partner is known")


def test_an_enrolment_says_what_it_is() -> None:
    rows = [enrolment(), enrolment(programme="messaging", renews_on=ON)]
    assert [fact.fact for fact in evidence(ENROLLED, knowing(enrolments=rows), ON)] == [
        "cloud-productivity Gold from 2019-01-01",
        "messaging Gold from 2019-01-01 to 2019-10-01",
    ]
