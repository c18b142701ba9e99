"""People, on both sides of every boundary: nested holdings, retired awards, k of the same n."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.knowledge import evidence, knowing, value
from tiers.measures import Metric, Retired, Terms
from tiers.metrics import PeopleHolding, Place, PlacesFilled, every, one_of
from tiers.metrics.holdings import Holding

DAY = date(2018, 6, 30)
Row = dict[str, Any]


def award(person: str, name: str, earned_on: date = date(2015, 1, 1), **more: Any) -> Row:
    return {
        "partner_id": "7", "person_id": person, "award": name, "earned_on": earned_on, **more
    }  # fmt: skip


def awards(held: dict[str, Sequence[str]]) -> list[Row]:
    """A row an award, and one of somebody else so that something is known."""
    rows = [award(person, name) for person, names in held.items() for name in names]
    return [*rows, award("z", "another")]


def people(metric: Metric, held: dict[str, Sequence[str]]) -> float | None:
    return value(metric, knowing(awards=awards(held)), DAY)


# Nested holdings ---------------------------------------------------------------------------------

OFFICE = one_of(every("70-346", "70-347"), "MCSA: Office 365")
SERVER = every("70-346", one_of("a", "b"))


@pytest.mark.parametrize(
    ("holding", "held", "counts"),
    [
        (OFFICE, ["70-346", "70-347"], 1),
        (OFFICE, ["70-346"], 0),
        (OFFICE, ["MCSA: Office 365"], 1),
        (SERVER, ["70-346", "b"], 1),
        (SERVER, ["70-346"], 0),
        (SERVER, ["a", "b"], 0),
    ],
)
def test_every_and_one_of_nest(holding: Holding, held: list[str], counts: int) -> None:
    assert people(PeopleHolding(holding), {"ana": held}) == counts


def test_a_holding_names_every_award_once() -> None:
    holding = every("a", one_of("b", every("a", "c")))
    assert holding.awards == ("a", "b", "c")


def test_names_that_differ_in_a_sign_alone_are_two_awards() -> None:
    metric = PeopleHolding(every("Exam 1.2", "Exam 1-2"))
    assert people(metric, {"ana": ["Exam 1.2"]}) == 0
    assert people(metric, {"ana": ["Exam 1.2", "Exam 1-2"]}) == 1


names = st.sampled_from(["a", "b", "c", "d"])
nested = st.recursive(
    names.map(one_of),
    lambda inner: st.builds(
        Holding, st.lists(inner | names, min_size=1, max_size=3).map(tuple), st.booleans()
    ),
    max_leaves=6,
)
staff = st.dictionaries(st.sampled_from("vwxy"), st.lists(names, unique=True), min_size=1)


@settings(deadline=None, max_examples=40)
@given(nested, staff)
def test_the_expression_counts_whom_the_holding_admits(
    holding: Holding, held: dict[str, list[str]]
) -> None:
    able = sum(holding.held_by(set(those)) for those in held.values())
    assert people(PeopleHolding(holding), dict(held)) == able


@settings(deadline=None, max_examples=40)
@given(staff, st.integers(1, 4).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))))
def test_k_of_the_same_n(held: dict[str, list[str]], asked: tuple[int, int]) -> None:
    """`n people hold X, k of the same n hold Y too`: criteria for X and for every(X, Y)."""
    n, k = asked
    x, y = one_of("a", "b"), one_of("c")
    team_found = any(
        all(x.held_by(set(held[who])) for who in team)
        and sum(y.held_by(set(held[who])) for who in team) >= k
        for team in combinations(held, n)
    )
    holding_x, holding_both = (people(PeopleHolding(one), dict(held)) for one in (x, every(x, y)))
    assert holding_x is not None
    assert holding_both is not None
    assert team_found == (holding_x >= n and holding_both >= k)


# Retired awards ----------------------------------------------------------------------------------

RETIRED = Terms(retired=(Retired("70-534", date(2017, 12, 31)),))
LEAP = Terms(retired=(Retired("70-534", date(2016, 2, 29)),))


@pytest.mark.parametrize(
    ("terms", "earned_on", "day", "reason"),
    [
        (RETIRED, date(2017, 12, 31), date(2018, 6, 30), None),
        (RETIRED, date(2018, 1, 1), date(2018, 6, 30), "earned after it was retired on 2017-12-31"),
        (RETIRED, date(2016, 1, 1), date(2018, 12, 31), None),
        (
            RETIRED,
            date(2016, 1, 1),
            date(2019, 1, 1),
            "retired on 2017-12-31, counted until 2018-12-31",
        ),
        (RETIRED, date(2016, 1, 1), date(2017, 6, 30), None),
        (LEAP, date(2016, 1, 1), date(2017, 2, 28), None),
        (
            LEAP,
            date(2016, 1, 1),
            date(2017, 3, 1),
            "retired on 2016-02-29, counted until 2017-02-28",
        ),
    ],
)
@pytest.mark.parametrize("several", [False, True])
def test_a_retired_award_counts_for_twelve_months(
    terms: Terms, earned_on: date, day: date, reason: str | None, several: bool
) -> None:
    metric = PeopleHolding(one_of("70-534"))
    facts = knowing(awards=[award("ana", "70-534", earned_on), award("bo", "70-535")])
    assert value(metric, facts, day, terms, several=several) == (reason is None)
    told = evidence(metric, facts, day, terms, several=several)
    assert [fact.reason for fact in told] == [reason, "not asked for here"]


def test_what_retires_is_that_award_alone() -> None:
    facts = knowing(awards=[award("ana", "70-535", date(2018, 2, 1))])
    assert value(PeopleHolding(one_of("70-534", "70-535")), facts, DAY, RETIRED) == 1


def test_a_retired_award_fills_no_place() -> None:
    metric = PlacesFilled(Place(1, one_of("70-534")), Place(1, one_of("70-535")))
    rows = [award("ana", "70-534", date(2018, 2, 1)), award("bo", "70-535")]
    assert value(metric, knowing(awards=rows), DAY, RETIRED) == 1
    assert value(metric, knowing(awards=rows), DAY) == 2


# Evidence ----------------------------------------------------------------------------------------


def test_an_award_counts_only_if_its_holder_does() -> None:
    """Ana has both, Bo one of two; of Cy and Di only one finds a place, the first by name."""
    both = PeopleHolding(every("a", "b"))
    rows = [award("ana", "a"), award("ana", "b"), award("bo", "a")]
    told = evidence(both, knowing(awards=rows), DAY)
    assert [(one.counted, one.reason) for one in told] == [
        (True, None),
        (True, None),
        (False, "its holder fills none of the places"),
    ]
    one_place = PlacesFilled(Place(1, one_of("a")))
    told = evidence(one_place, knowing(awards=[award("di", "a"), award("cy", "a")]), DAY)
    assert [one.counted for one in told] == [False, True]
    places = PlacesFilled(Place(1, one_of("a")), Place(1, one_of("b")))
    told = evidence(places, knowing(awards=[award("cy", "a"), award("di", "b")]), DAY)
    assert [one.counted for one in told] == [True, True]


@pytest.mark.parametrize(
    ("listed", "told", "says"),
    [
        (None, None, "ana: a of 2015-01-01"),
        (None, "Ana Own", "Ana Own (ana): a of 2015-01-01"),
        ("Ana Staff", None, "Ana Staff (ana): a of 2015-01-01"),
        ("Ana Staff", "Ana Own", "Ana Staff (ana): a of 2015-01-01"),
    ],
)
def test_an_award_names_its_holder(listed: str | None, told: str | None, says: str) -> None:
    """By the name on the staff list, else by the one beside the award."""
    staff = [{"partner_id": "7", "person_id": "ana", "name": listed}] if listed else []
    row = award("ana", "a") | {"name": told}
    facts = knowing(awards=[row], staff=staff)
    (one,) = evidence(PeopleHolding(one_of("a")), facts, DAY)
    assert one.fact == says


@pytest.mark.parametrize(
    ("stays", "reason"),
    [
        ([(None, None)], None),
        ([(DAY, DAY)], None),
        ([(date(2018, 7, 1), None)], "person joins on 2018-07-01"),
        ([(None, date(2018, 6, 29))], "person left on 2018-06-29"),
        (
            [(None, date(2018, 6, 29)), (date(2018, 7, 1), date(2018, 7, 31))],
            "person joins on 2018-07-01",
        ),
        (
            [(date(2018, 1, 1), date(2018, 6, 29)), (date(2018, 7, 1), date(2018, 7, 31))],
            "person is not on the staff on that day",
        ),
        ([], "person is not on the staff list"),
    ],
)
def test_who_is_not_on_the_staff_does_not_count(
    stays: list[tuple[date | None, date | None]], reason: str | None
) -> None:
    """Both the first and the last day count; between two stays nobody does."""
    somebody = {"partner_id": "7", "person_id": "z"}
    ana = {"partner_id": "7", "person_id": "ana"}
    rows = [ana | {"joined_on": joined, "left_on": left} for joined, left in stays]
    facts = knowing(awards=[award("ana", "a")], staff=[somebody, *rows])
    metric = PeopleHolding(one_of("a"))
    assert value(metric, facts, DAY) == (reason is None)
    assert [one.reason for one in evidence(metric, facts, DAY)] == [reason]
