"""Milestones of use: reached on the day, and not yet at the claim."""

from datetime import date

import pytest

from tests.knowledge import knowing
from tests.usage import CLAIM, DAY, claimed, days, found, reasons, sold
from tiers.metrics import Milestones


@pytest.mark.parametrize(
    ("seats", "users", "number"), [(150, 23, 1), (150, 22, 0), (149, 149, 0), (150, 400, 1)]
)
def test_milestones(seats: int, users: int, number: int) -> None:
    """15 % of 150 are 23 users; of fewer than 150 seats there is no milestone."""
    facts = knowing(seats=[sold("a", DAY, seats, users)])
    assert found(Milestones(15, "teams"), facts).have == number


@pytest.mark.parametrize(
    ("claim", "before", "number"),
    [
        (CLAIM, 22, 1),
        (CLAIM, 23, 0),
        (CLAIM, None, 1),
        (date(2023, 12, 30), 150, 1),
        (date(2023, 12, 31), 150, 0),
        (DAY - days(1), 22, 1),
        (DAY, 22, 0),
    ],
)
def test_milestones_reached_at_the_claim_already(
    claim: date, before: int | None, number: int
) -> None:
    """The newest figures up to the claim, perhaps the day's own, may show it reached already."""
    seats = [sold("a", date(2023, 12, 31), 150, before), sold("a", DAY, 150, 23)]
    finding = found(
        Milestones(15, "teams"), knowing(seats=seats, associations=[claimed("a", claim)])
    )
    assert finding.have == number
    assert any("at its claim" in (reason or "") for reason in reasons(finding)) == (number == 0)


@pytest.mark.parametrize(("seats", "number"), [(0, 1), (1, 0)])
def test_milestones_of_a_single_seat_at_the_claim(seats: int, number: int) -> None:
    """One seat in use was 100 %, no seat was nothing."""
    rows = [sold("a", date(2023, 12, 31), seats, seats), sold("a", DAY, 150, 150)]
    facts = knowing(seats=rows, associations=[claimed("a", CLAIM)])
    assert found(Milestones(15, "teams"), facts).have == number


def test_milestones_tell_what_is_known_of_them() -> None:
    """Less those that were reached at the claim already."""
    known = [sold("a", date(2023, 12, 31), 150, 150), sold("a", DAY, 150, 150)]
    rows = [*known, sold("b", DAY, 150, None), sold("c", DAY, 150, 150)]
    facts = knowing(seats=rows, associations=[claimed(who, CLAIM) for who in "abc"])
    says = "Active users are unknown in 1 cases; what is known comes to 1."
    assert found(Milestones(15, "teams"), facts).reason == says
    assert found(Milestones(15, "teams"), knowing(seats=rows[2:])).reason == says


def test_a_share_is_told_beside_what_is_asked_for() -> None:
    """And of several products which of them it is."""
    seats = [sold("a", DAY, 200, 20), sold("a", DAY, 200, 40, product="intune")]
    facts = knowing(seats=seats, associations=[claimed("a", CLAIM)])
    told = found(Milestones(15, "teams", "intune"), facts)
    assert "10.0 % active, 15 % are asked for" in reasons(told)
    assert {fact.fact.partition(", ")[0] for fact in told.evidence or ()} == {"Teams", "Intune"}


def test_a_milestone_reached_exactly_is_told_as_reached() -> None:
    """24 of 160 are 15 %."""
    told = found(Milestones(15, "teams"), knowing(seats=[sold("a", DAY, 160, 24)]))
    assert (told.have, reasons(told)) == (1, [None])


def test_a_milestone_left_since_its_claim_is_none() -> None:
    """Nor is it taken from those that have been reached: 23 of 154 are 14.9 %."""
    seats = [sold("a", date(2023, 12, 31), 150, 150), sold("a", DAY, 154, 23)]
    facts = knowing(seats=seats, associations=[claimed("a", CLAIM)])
    assert found(Milestones(15, "teams"), facts).have == 0


def test_milestones_of_the_kinds_they_ask_for() -> None:
    """CPOR, unless a rule says otherwise."""
    facts = knowing(seats=[sold("a", DAY, 150, 150, association="DPOR")])
    assert found(Milestones(15, "teams"), facts).have == 0
    assert found(Milestones(15, "teams", kinds=("DPOR",)), facts).have == 1
