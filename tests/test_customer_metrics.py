"""Customers: how many there are, are new, or more than a year before, within a band or not."""

import pytest

from tests.knowledge import knowing
from tests.usage import DAY, THEN, counted, days, found, reasons, sold
from tiers.metrics import Band, Customers, NetCustomers, NewCustomers


def test_customer_counts_speak_where_no_seats_count() -> None:
    """The largest of the products' newest fresh counts; seats that count go before."""
    counts = [counted(DAY, 9, 4), counted(DAY, 12, None, "intune"), counted(THEN, 30, 30)]
    facts = knowing(customer_counts=counts)
    assert found(Customers("teams", "intune"), facts).have == 12
    assert found(NewCustomers("teams", "intune"), facts).have == 4
    assert found(Customers("teams", "intune"), facts, DAY + days(185)).have is None
    later = found(Customers("teams"), knowing(customer_counts=[counted(DAY + days(1), 9, 4)]))
    assert (later.have, reasons(later)) == (None, ["of a later period"])
    two = [counted(DAY - days(90), 12, 4), counted(DAY, 9, 4)]
    assert found(Customers("teams"), knowing(customer_counts=two)).have == 9
    with_seats = knowing(customer_counts=counts, seats=[sold("a", DAY, 1)])
    finding = found(Customers("teams", "intune"), with_seats)
    assert finding.have == 1
    assert reasons(finding).count("the customers of seats count instead") == 1
    another = knowing(seats=[sold("a", DAY, 1), sold("b", DAY, 1, association="CSP1")])
    assert found(Customers("teams", kinds=("CSP1", "CPOR")), another).have == 2
    emptied = knowing(seats=[sold(None, DAY, 0)])
    assert found(Customers("teams"), emptied).have == 0


def test_new_customers_did_not_count_a_year_before() -> None:
    """Of two customers one is new; where nothing is known then, a count may tell."""
    now = [sold("a", DAY, 1), sold("b", DAY, 1)]
    finding = found(NewCustomers("teams"), knowing(seats=[*now, sold("a", THEN, 1)]))
    assert finding.have == 1
    assert reasons(finding) == ["counted a year before as well", None, "tells who is not new"]
    unknown = found(NewCustomers("teams"), knowing(seats=now))
    assert unknown.have is None
    assert unknown.reason == (
        "No fresh seats of Teams are known a year before, on 2023-03-31. "
        "Nor is there a fresh customer count."
    )
    told = knowing(seats=now, customer_counts=[counted(DAY, 9, 4)])
    assert found(NewCustomers("teams"), told).have == 4
    assert found(NewCustomers("teams"), knowing(seats=[sold(None, DAY, 0)])).have is None
    others = [sold("a", DAY, 1, association="CSP1"), sold("a", THEN, 1)]
    assert found(NewCustomers("teams", kinds=("CSP1",)), knowing(seats=others)).have == 1
    assert found(NewCustomers("teams"), knowing(seats=others)).have is None


@pytest.mark.parametrize(
    ("before", "now", "net"),
    [(10, 11, 1), (11, 11, 0), (300, 301, -1), (301, 300, 1), (11, 10, -1), (301, 301, 0)],
)
def test_net_customers_within_a_band(before: int, now: int, net: int) -> None:
    """From 11 to 300 seats, both included, on either day."""
    facts = knowing(seats=[sold("a", THEN, before), sold("a", DAY, now)])
    told = found(NetCustomers("teams", band=Band(11, 300)), facts)
    assert told.have == net
    outside = [seats for seats in (now, before) if not 11 <= seats <= 300]
    says = [why for why in reasons(told) if why and "not from" in why]
    assert says == [f"{seats} seats, not from 11 to 300" for seats in outside]


def test_who_outgrows_the_band_may_stay() -> None:
    """From 300 to 301 seats a customer stays; one of 301 on both days was never in the band."""
    metric = NetCustomers("teams", band=Band(11, 300), stays=True)
    assert found(metric, knowing(seats=[sold("a", THEN, 300), sold("a", DAY, 301)])).have == 0
    assert found(metric, knowing(seats=[sold("a", THEN, 301), sold("a", DAY, 301)])).have == 0
    assert found(metric, knowing(seats=[sold("a", THEN, 300), sold("a", DAY, 10)])).have == -1


def test_nobody_outgrows_a_band_without_an_end() -> None:
    """Whoever lay in it a year before and lies in it still is no more and no less."""
    metric = NetCustomers("teams", band=Band(11), stays=True)
    seats = [sold("c", THEN, 60), sold("c", DAY, 600), sold("new", DAY, 20)]
    assert found(metric, knowing(seats=seats)).have == 1


def test_net_customers_tell_gains_and_losses() -> None:
    """One gained, one lost and one kept are no change; the evidence says which is which."""
    now = [sold("a", DAY, 1), sold("b", DAY, 1)]
    finding = found(
        NetCustomers("teams"), knowing(seats=[*now, sold("b", THEN, 1), sold("c", THEN, 1)])
    )
    assert finding.have == 0
    assert [(fact.fact, fact.reason) for fact in finding.evidence or ()] == [
        ("a: 1 seats, 0 active, CPOR, 2024-03-31", None),
        ("b: 1 seats, 0 active, CPOR, 2024-03-31", "counted a year before as well"),
        ("Lost since 2023-03-31: c: 1 seats, 0 active, CPOR, 2023-03-31", None),
        ("On 2023-03-31: b: 1 seats, 0 active, CPOR, 2023-03-31", "counts still"),
    ]


def test_net_customers_by_counts() -> None:
    """Where no seats count now, the counts of both days are compared; one alone says nothing."""
    both = [counted(DAY, 9), counted(THEN, 5)]
    told = found(NetCustomers("teams"), knowing(customer_counts=both))
    assert (told.have, reasons(told)) == (4, [None, "older than the count of 2024-03-31", None])
    assert found(NetCustomers("teams"), knowing(customer_counts=both[:1])).have is None
    banded = found(NetCustomers("teams", band=Band(1)), knowing(customer_counts=both))
    assert banded.reason == "No seats of Teams are known up to that day."
    new = found(NetCustomers("teams"), knowing(seats=[sold("a", DAY, 1)]))
    assert new.reason == "No fresh seats of Teams are known a year before, on 2023-03-31."
    alone = found(NetCustomers("teams"), knowing(customer_counts=both[1:]))
    assert alone.reason == (
        "No seats of Teams are known up to that day. Nor is there a fresh customer count."
    )


def test_net_customers_by_the_largest_count_of_several_products() -> None:
    """On each of the two days; the evidence says which product's count it is."""
    teams = [counted(DAY, 9), counted(THEN, 2)]
    intune = [counted(DAY, 4, product="intune"), counted(THEN, 5, product="intune")]
    finding = found(NetCustomers("teams", "intune"), knowing(customer_counts=[*teams, *intune]))
    assert finding.have == 9 - 5
    assert [(fact.fact, fact.reason) for fact in finding.evidence or () if fact.counted] == [
        ("9 customers of Teams, unknown new, 2024-03-31", None),
        ("Less those of 2023-03-31: 5 customers of Intune, unknown new, 2023-03-31", None),
    ]
    assert reasons(finding).count("another product has as many or more") == 2
