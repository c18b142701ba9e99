"""Seats and their use on a day: which rows count, of which customer, and why."""

import pytest

from tests.knowledge import knowing
from tests.usage import DAY, THEN, claimed, days, found, reasons, sold
from tiers.measures import Metric
from tiers.metrics import (
    ActiveUsers,
    Band,
    Customers,
    NetCustomers,
    PercentActive,
    Seats,
    Together,
    UsageGrowth,
)
from tiers.requirements import Outcome


def test_a_customer_has_its_largest_seats_of_several_products() -> None:
    """100 of Teams and 120 of Intune at one customer are 120 seats, and all their users."""
    facts = knowing(
        seats=[
            sold("a", DAY, 100, 130),
            sold("a", DAY, 120, 20, product="intune"),
            sold("b", DAY, 30, 7),
        ]
    )
    assert found(Seats("teams", "intune"), facts).have == 150
    assert found(Seats("teams"), facts).have == 130
    assert found(ActiveUsers("teams", "intune"), facts).have == 100 + 20 + 7
    assert found(Customers("teams", "intune"), facts).have == 2
    assert found(Seats("yammer"), facts).reason == "No seats of Yammer are known up to that day."


def test_each_product_has_its_own_newest_period() -> None:
    """A product whose figures are 184 days old counts beside a fresher one; the next day not."""
    old = DAY - days(184)
    facts = knowing(seats=[sold("a", DAY, 10), sold("b", old, 50, product="intune")])
    assert found(Seats("teams", "intune"), facts).have == 60
    later = found(Seats("teams", "intune"), facts, DAY + days(1))
    assert later.have == 10
    assert reasons(later) == [None, "more than 184 days old"]
    assert found(Seats("intune"), facts, DAY + days(1)).have is None


def test_kinds_of_a_metric_replace_those_of_the_edition() -> None:
    """An edition counts CPOR and DPOR; a metric may ask for one of them, or for another."""
    facts = knowing(seats=[sold("a", DAY, 1), sold("b", DAY, 20, association="CSP1")])
    assert found(Seats("teams"), facts).have == 1
    assert found(Seats("teams", kinds=("CSP1",)), facts).have == 20
    assert found(Seats("teams", kinds=("DPOR",)), facts).have == 0


def test_unknown_users_leave_a_lower_bound() -> None:
    """40 known users and a customer without a figure: enough for 40, unknown for 41."""
    facts = knowing(seats=[sold("a", DAY, 100, 40), sold("b", DAY, 100, None)])
    assert found(ActiveUsers("teams"), facts, need=40).outcome is Outcome.MET
    short = found(ActiveUsers("teams"), facts, need=41)
    assert short.outcome is Outcome.NOT_ASSESSED
    assert short.reason == "Active users are unknown in 1 cases; what is known comes to 40."


@pytest.mark.parametrize(
    "rows", [[(100, 20), (90, 80), (300, None)], [(100, 0), (90, 1), (300, None)]]
)
@pytest.mark.parametrize("metric", [PercentActive("teams"), UsageGrowth("teams")])
def test_of_a_customer_the_row_of_most_users_counts(
    metric: Metric, rows: list[tuple[int, int | None]]
) -> None:
    """Whatever the seats, where users are asked for; a row without users comes last."""
    seats = [sold("a", DAY, number, users) for number, users in rows]
    told = found(metric, knowing(seats=seats)).evidence or ()
    assert [fact.counted for fact in told] == [False, True, False]


def test_a_share_of_the_kinds_it_asks_for() -> None:
    """One seat is enough for a share; one of another kind is not."""
    facts = knowing(seats=[sold("a", DAY, 1, 1), sold("b", DAY, 100, 0, association="CSP1")])
    assert found(PercentActive("teams"), facts).have == 100
    assert found(PercentActive("teams", kinds=("CSP1",)), facts).have == 0
    assert found(ActiveUsers("teams", kinds=("CSP1",)), facts).have == 0
    assert found(ActiveUsers("teams"), facts).have == 1


def test_seats_of_a_later_day_alone_are_told() -> None:
    """They say nothing about the day, in per cent or otherwise."""
    told = found(PercentActive("teams"), knowing(seats=[sold("a", DAY + days(1), 10, 5)]))
    assert (told.have, told.unit) == (None, "%")
    assert reasons(told) == ["of a later period"]


def test_the_first_of_two_associations_to_come_is_told() -> None:
    """And of two that have ended the last."""
    seats = [sold("a", DAY, 60)]
    ahead = [claimed("a", DAY + days(9)), claimed("a", DAY + days(3))]
    told = found(Seats("teams"), knowing(seats=seats, associations=ahead))
    assert reasons(told) == ["CPOR association starts on 2024-04-03"]
    over = [claimed("a", THEN, ended_on=DAY - days(number)) for number in (3, 9)]
    told = found(Seats("teams"), knowing(seats=seats, associations=over))
    assert reasons(told) == ["CPOR association ended on 2024-03-28"]


def test_together_is_the_sum_or_says_what_is_missing() -> None:
    """Seats and users together; where one is unknown its own sentence says so."""
    both = Together(Seats("teams"), ActiveUsers("teams"))
    assert found(both, knowing(seats=[sold("a", DAY, 10, 3)])).have == 13
    assert found(both, knowing(seats=[sold("a", DAY, 10, None)])).reason == (
        "Active users are unknown in 1 cases; what is known comes to 0."
    )
    neither = Together(ActiveUsers("teams"), ActiveUsers("teams", kinds=("CPOR",)))
    assert found(neither, knowing(seats=[sold("a", DAY, 10, None)])).reason == " ".join(
        ["Active users are unknown in 1 cases; what is known comes to 0."] * 2
    )
    with pytest.raises(TypeError, match=r"^Together adds up amounts"):
        found(Together(Seats("teams"), PercentActive("teams")), knowing(seats=[sold("a", DAY, 1)]))
    net = Together(Seats("teams"), NetCustomers("teams", band=Band(1)))
    assert found(net, knowing(seats=[sold("a", DAY, 10, 3)])).reason == (
        "No fresh seats of Teams are known a year before, on 2023-03-31."
    )


def test_an_association_without_a_first_day_holds_on_none() -> None:
    """It is on record, so that the row's own word is not enough."""
    unknown = claimed("a", DAY) | {"started_on": None}
    facts = knowing(seats=[sold("a", DAY, 60)], associations=[unknown])
    told = found(Seats("teams"), facts)
    assert (told.have, reasons(told)) == (0, ["no first day of the CPOR association is known"])


def test_an_association_is_of_one_product() -> None:
    """That of Teams says nothing of Intune, where there is another that has ended."""
    seats = [sold("a", DAY, 60), sold("a", DAY, 90, product="intune")]
    over = claimed("a", THEN, product="intune", ended_on=DAY - days(1))
    facts = knowing(seats=seats, associations=[claimed("a", THEN), over])
    told = found(Seats("teams", "intune"), facts)
    assert told.have == 60
    assert reasons(told) == [None, "CPOR association ended on 2024-03-30"]
