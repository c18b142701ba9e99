"""Tenants that have put a product to use, since the year before or since their claim."""

from datetime import date

import pytest

from tests.knowledge import knowing
from tests.usage import CLAIM, DAY, THEN, claimed, days, found, reasons, sold
from tiers.metrics import Band, DeployedTenants
from tiers.requirements import Outcome


@pytest.mark.parametrize(("users", "net"), [(40, 1), (39, 0), (200, 1)])
def test_deployed_from_so_many_percent(users: int, net: int) -> None:
    """40 of 100 users are enough, 39 are not."""
    facts = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, users)])
    assert found(DeployedTenants(40, "teams"), facts).have == net


@pytest.mark.parametrize(("started", "net"), [(THEN, 1), (THEN + days(1), 0)])
def test_deployed_already_when_claimed(started: date, net: int) -> None:
    """Only an association that began after the day a year before takes a tenant out."""
    seats = [sold("a", THEN - days(9), 100, 90), sold("a", DAY, 100, 90)]
    other = sold("b", THEN, 1, 0)
    gone = sold("a", THEN, 0, 0)
    facts = knowing(
        seats=[*seats, other, gone] if started == THEN else [*seats],
        associations=[claimed("a", started)],
    )
    finding = found(DeployedTenants(40, "teams"), facts)
    assert finding.have == net
    assert (f"deployed already when its association began on {started}" in reasons(finding)) == (
        net == 0
    )


@pytest.mark.parametrize(("users", "net"), [(40, 1), (41, 0)])
def test_as_many_as_are_asked_for_when_claimed_are_not_too_many(users: int, net: int) -> None:
    """Only a tenant beyond the mark when its association began is taken out."""
    seats = [sold("a", CLAIM, 100, users), sold("a", DAY, 100, 90), sold("b", THEN, 1, 0)]
    facts = knowing(seats=seats, associations=[claimed("a", CLAIM)])
    assert found(DeployedTenants(40, "teams"), facts).have == net


def test_two_rows_of_a_product_are_weighed_together() -> None:
    """Of 100 seats and, by another row, 30 users the share is 30 %: not what either row says."""
    rows = [sold("a", DAY, 100, None), sold("a", DAY, 50, 30, association="DPOR")]
    told = found(DeployedTenants(40, "teams"), knowing(seats=[*rows, sold("a", THEN, 9, 0)]))
    assert told.have == 0
    assert "30.0 % active, 40 % are asked for" in reasons(told)
    assert not any(fact.counted for fact in told.evidence or ())


def test_unknown_users_of_tenants_are_the_worst() -> None:
    """Not deployed now, deployed before: at least that, and perhaps more."""
    before = knowing(seats=[sold("a", THEN, 100, None), sold("a", DAY, 100, 90)])
    assert found(DeployedTenants(40, "teams"), before).reason == (
        "Active users are unknown in 1 cases; what is known comes to 0."
    )
    worst = found(DeployedTenants(40, "teams"), before, need=0)
    assert worst.outcome is Outcome.MET
    assert reasons(worst) == ["counted a year before as well", "counts still"]
    now = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, None)])
    unknown = found(DeployedTenants(40, "teams"), now, need=1)
    assert unknown.outcome is Outcome.NOT_ASSESSED
    assert "active users unknown" in reasons(unknown)
    outside = knowing(seats=[sold("a", THEN, 100, 0), sold("a", DAY, 100, None)])
    small = found(DeployedTenants(40, "teams", band=Band(101)), outside)
    assert small.have == 0
    assert reasons(small) == ["100 seats, fewer than 101"] * 2


@pytest.mark.parametrize("claim", [None, CLAIM])
def test_what_is_unknown_on_two_days_is_unknown(claim: date | None) -> None:
    """Users of one tenant now and of another before, or at its claim, do not make up for it."""
    old = THEN if claim is None else date(2023, 12, 31)
    seats = [sold("a", THEN, 100, 0), sold("a", DAY, 100, None)]
    seats += [sold("b", old, 100, None), sold("b", DAY, 100, 90)]
    facts = knowing(seats=seats, associations=[claimed("b", claim)] if claim else [])
    told = found(DeployedTenants(40, "teams"), facts, need=1)
    assert told.outcome is Outcome.NOT_ASSESSED
    assert told.reason == "Active users are unknown in 2 cases; what is known comes to 0."


def test_deployed_at_the_claim_under_whatever_association_held_then() -> None:
    """The rows of then may name one that had ended."""
    old = date(2023, 12, 31)
    seats = [sold("a", old, 100, 90, association="DPOR"), sold("a", DAY, 100, 90)]
    seats += [sold("b", THEN, 1, 0), sold("b", DAY, 1, 0)]
    ended = claimed("a", date(2010, 1, 1), kind="DPOR", ended_on=date(2022, 1, 1))
    facts = knowing(seats=seats, associations=[ended, claimed("a", CLAIM)])
    assert found(DeployedTenants(40, "teams"), facts).have == 0
