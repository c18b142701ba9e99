"""Nobody counts for two golds: the best sharing is found, exactly, and told."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.knowledge import knowing
from tiers.facts import Facts
from tiers.language import (
    AllOf,
    AnyOf,
    AtLeast,
    ByMarket,
    Edition,
    Requirement,
    Retired,
    Scored,
    Source,
    Tier,
    Total,
    Track,
)
from tiers.metrics import FigureTotal, PeopleHolding, Place, PlacesFilled, every, one_of
from tiers.metrics.holdings import Holding
from tiers.metrics.matching import fill
from tiers.metrics.teams import Demand, Demands, Ways, teams
from tiers.sharing import Sharing, demands, exclusive, shared

DAY = date(2012, 6, 30)
PEOPLE = "abcde"

# Exactness -------------------------------------------------------------------------------------

some_demands = st.lists(
    st.builds(Demand, st.integers(1, 3), st.frozensets(st.sampled_from(PEOPLE))), max_size=3
).map(tuple)


def shared_out(people: Sequence[str], among: int) -> Iterator[list[set[str]]]:
    """Every way to put each of the people into one of so many teams, or into none."""
    for choice in product(range(among + 1), repeat=len(people)):
        yield [
            {who for who, chosen in zip(people, choice, strict=True) if chosen == team}
            for team in range(among)
        ]


def answers(team: Set[str], wanted: Demands) -> bool:
    return all(len(team & one.able) >= one.number for one in wanted)


@settings(deadline=None, max_examples=100)
@given(st.lists(some_demands, min_size=1, max_size=3))
def test_teams_are_found_exactly_where_there_are_any(wanted: list[Demands]) -> None:
    """As trying every assignment of five people to three teams says; and the teams are right."""
    possible = any(
        all(map(answers, found, wanted)) for found in shared_out(PEOPLE, among=len(wanted))
    )
    found = teams({str(number): [demands] for number, demands in enumerate(wanted)})
    assert (len(found) == len(wanted)) == possible
    assert all(answers(team, wanted[int(number)]) for number, team in found.items())
    assert sum(map(len, found.values())) == len(frozenset().union(*found.values()))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(some_demands, min_size=1, max_size=2), min_size=1, max_size=3))
def test_as_many_programmes_as_possible_are_kept(ways: list[Ways]) -> None:
    """As trying every assignment says, each programme being kept in any of its ways."""
    most = max(
        sum(any(answers(team, one) for one in each) for team, each in zip(found, ways, strict=True))
        for found in shared_out(PEOPLE, among=len(ways))
    )
    sharing = shared({f"p{number}": each for number, each in enumerate(ways)})
    assert len(sharing.kept) == most
    assert len(sharing.kept) + len(sharing.lost) == len(ways)


AWARDS = ("X", "Y", "Z")
holdings = st.recursive(
    st.sampled_from(AWARDS).map(one_of),
    lambda inner: st.builds(
        Holding, st.lists(inner, min_size=1, max_size=2).map(tuple), st.booleans()
    ),
    max_leaves=3,
)
people_held = st.fixed_dictionaries(
    {who: st.frozensets(st.sampled_from(AWARDS)).map(set) for who in "abcde"}
)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.builds(Place, st.integers(1, 2), holdings), min_size=1, max_size=3),
    people_held,
    st.data(),
)
def test_a_threshold_is_its_demands(
    places: list[Place], held: dict[str, set[str]], data: st.DataObject
) -> None:
    """A team fills so many places exactly if it answers the demands made of the threshold."""
    need = data.draw(st.integers(1, sum(place.number for place in places)))
    each = [place.holding for place in places for _ in range(place.number)]
    wanted = demands(PlacesFilled(*places), need, held)
    for (team,) in shared_out(sorted(held), among=1):
        filled = len(fill([{who for who in team if one.held_by(held[who])} for one in each]))
        assert answers(team, wanted) == (filled >= need)


@pytest.mark.parametrize("seed", range(6))
def test_forty_people_and_five_programmes(seed: int) -> None:
    """Overlapping demands on forty people are settled while a page waits."""
    dice = Random(seed)
    people = [f"{number:02}" for number in range(40)]

    def demand() -> Demand:
        able = frozenset(dice.sample(people, dice.randint(4, 25)))
        return Demand(dice.randint(2, 4), able)

    ways: Mapping[str, Ways] = {
        f"p{number}": [tuple(demand() for _ in range(dice.randint(1, 4))) for _ in range(2)]
        for number in range(5)
    }
    start = perf_counter()
    sharing = shared(ways)
    assert perf_counter() - start < 20
    assert len(sharing.kept) + len(sharing.lost) == 5


def test_of_equally_many_the_first_named_are_kept() -> None:
    """And nobody is counted who need not be."""
    all_four: Ways = [(Demand(4, frozenset("abcd")),)]
    sharing = shared({"first": all_four, "second": all_four})
    assert set(sharing.kept) == {"first"}
    few = shared({"first": [(Demand(1, frozenset("abcd")),)]})
    assert len(few.kept["first"]) == 1


# Asked of a partner ------------------------------------------------------------------------------


def edition(programme: str, gold: Requirement, **more: Any) -> Edition:
    silver = AtLeast(1, PeopleHolding(one_of("m")), says="1 person")
    tiers = (Tier("Silver", silver), Tier("Gold", gold))
    return Edition(programme, "2012", date.min, date.max, Source("", "", ""), tiers, **more)


def gold(number: int, holding: Holding, key: str = "") -> AtLeast:
    return AtLeast(number, PeopleHolding(holding), says=f"{number} people", key=key)


def known(held: Mapping[str, str]) -> Facts:
    """People and the awards they hold, a letter each, at partner 7; and a partner of nothing."""
    earned = {"partner_id": "7", "earned_on": date(2010, 1, 1)}
    rows = [
        earned | {"person_id": who, "award": award}
        for who, those in held.items()
        for award in those
    ]
    partners = [{"partner_id": partner, "name": partner} for partner in ("7", "8")]
    return knowing(awards=rows, partners=partners)


MESSAGING = edition("messaging", gold(2, one_of("m")))
PORTALS = edition("portals", gold(2, one_of("p")))
EITHER = AnyOf(one=gold(2, one_of("m"), "ones"), other=gold(1, every("m", "p"), "others"))


@pytest.mark.parametrize(
    ("editions", "held", "kept"),
    [
        ([MESSAGING, PORTALS], {"a": "m", "b": "m", "c": "p", "d": "p"}, ["ab", "cd"]),
        ([MESSAGING, PORTALS], {"a": "mp", "b": "mp", "c": "mp"}, ["2", ""]),
        ([PORTALS, MESSAGING], {"a": "mp", "b": "mp", "c": "p"}, ["2", ""]),
        ([MESSAGING, PORTALS], {"a": "mp", "b": "m", "c": "m", "d": "p"}, ["bc", "ad"]),
        ([edition("any", EITHER), PORTALS], {"a": "mp", "b": "mp", "c": "p"}, ["1", "2"]),
    ],
)
def test_people_are_counted_where_most_golds_are_kept(
    editions: list[Edition], held: dict[str, str], kept: list[str]
) -> None:
    """By programme, who is counted for it, or how many where it may be several."""
    sharing = exclusive(editions, known(held), DAY)["7"]
    for one, people in zip(editions, kept, strict=True):
        counted = sharing.kept.get(one.programme, frozenset())
        assert people in {"".join(sorted(counted)), str(len(counted))}, one.programme


def test_who_meets_one_gold_alone_shares_nobody() -> None:
    assert exclusive([MESSAGING, PORTALS], known({"a": "m", "b": "m", "c": "p"}), DAY) == {}
    assert exclusive([MESSAGING], known({"a": "m", "b": "m"}), DAY) == {}


def test_the_same_people_may_answer_two_criteria_of_one_gold() -> None:
    """4 people, and 2 of the same 4."""
    both = AllOf(gold(3, one_of("m"), "all"), gold(2, every("m", "p"), "of-them"))
    sharing = exclusive(
        [edition("both", both), PORTALS], known({"a": "mp", "b": "mp", "c": "m", "d": "p"}), DAY
    )["7"]
    assert sharing == Sharing({"both": frozenset("abc")}, {"portals": {"a": "both", "b": "both"}})
    assert list(sharing.says()) == [
        "both keeps Gold: counted for it are a, b, c.",
        "portals loses Gold: counted elsewhere are a (both), b (both).",
    ]


def test_an_award_counts_as_its_edition_says() -> None:
    """What has retired in one programme cannot be counted for it, and frees its holder."""
    old = edition("old", gold(1, one_of("m", "o")), retired=(Retired("o", date(2011, 6, 29)),))
    new = edition("new", gold(1, one_of("o")))
    sharing = exclusive([old, new], known({"a": "mo", "b": "o"}), DAY)["7"]
    assert sharing.kept == {"old": frozenset("a"), "new": frozenset("b")}


@pytest.mark.parametrize(("sold", "kept"), [(5, {"one", "other"}), (4, set())])
def test_people_and_what_else_is_asked_for_make_a_way(sold: int, kept: set[str]) -> None:
    """Without the sales there is none that people could bar."""
    award = {"partner_id": "7", "award": "m", "earned_on": date(2010, 1, 1)}
    sale = {"partner_id": "7", "figure": "sales", "period": DAY, "value": 100 * sold}
    facts = knowing(awards=[award | {"person_id": who} for who in "ab"], figures=[sale])
    sales = AtLeast(5, FigureTotal("sales"), says="5 sales")
    both = [edition(name, AllOf(gold(1, one_of("m")), sales)) for name in ("one", "other")]
    sharing = exclusive(both, facts, DAY).get("7")
    assert (set(sharing.kept) if sharing else set()) == kept


@pytest.mark.parametrize(("day", "lost"), [(30, set()), (31, {"either"})])
def test_a_way_without_people_is_open_while_it_is_met(day: int, lost: set[str]) -> None:
    """Sales of 31 December 2010 are a way to gold for the last time on 30 December 2011."""
    sale = {"partner_id": "7", "figure": "sales", "period": date(2010, 12, 31), "value": 500}
    award = {"partner_id": "7", "award": "m", "earned_on": date(2010, 1, 1)}
    facts = knowing(awards=[award | {"person_id": who} for who in "ab"], figures=[sale])
    sales = AtLeast(5, FigureTotal("sales"), says="5 sales")
    either = edition("either", AnyOf(people=gold(1, one_of("m")), sales=sales))
    assert set(exclusive([MESSAGING, either], facts, date(2011, 12, day))["7"].lost) == lost


@pytest.mark.parametrize(("sold", "lost"), [(3, set()), (2, {"scores"})])
def test_a_sum_of_scores_is_a_way_while_it_is_met(sold: int, lost: set[str]) -> None:
    """It hangs on no people of its own: 30 of 50 points for 3 sales keep it, 20 do not."""
    award = {"partner_id": "7", "award": "m", "earned_on": date(2010, 1, 1)}
    sale = {"partner_id": "7", "figure": "sales", "period": DAY, "value": 100 * sold}
    facts = knowing(awards=[award | {"person_id": who} for who in "ab"], figures=[sale])
    scored = Scored(50, 5, FigureTotal("sales"), says="50 points for 5 sales")
    total = Total(30, scored, says="30 of 50 points", of=50)
    either = edition("scores", AnyOf(people=gold(1, one_of("m")), points=total))
    assert set(exclusive([MESSAGING, either], facts, DAY)["7"].lost) == lost


@pytest.mark.parametrize(("sold", "lost"), [(5, set()), (4, {"tracks"})])
def test_a_class_decides_who_is_needed(sold: int, lost: set[str]) -> None:
    """With 5 sales it is somebody with p, whom the other does not need; with 4 one of its two."""
    award = {"partner_id": "7", "earned_on": date(2010, 1, 1)}
    held = [award | {"person_id": who, "award": "m"} for who in "ab"]
    sale = {"partner_id": "7", "figure": "sales", "period": DAY, "value": 100 * sold}
    facts = knowing(awards=[*held, award | {"person_id": "c", "award": "p"}], figures=[sale])
    large = AtLeast(5, FigureTotal("sales"), says="5 sales")
    track = Track(
        large,
        then=("large", gold(1, one_of("p"), "those")),
        otherwise=("small", gold(1, one_of("m"), "these")),
    )
    both = [MESSAGING, edition("tracks", track)]
    assert set(exclusive(both, facts, DAY)["7"].lost) == lost


def test_what_is_needed_depends_on_the_market() -> None:
    """In a developing market one person is enough, so that two can keep two golds."""
    fewer = AtLeast(ByMarket(2, 1), PeopleHolding(one_of("m")), says="people")
    both = [edition("one", fewer), edition("other", fewer)]
    awards = [
        {"partner_id": "7", "person_id": who, "award": "m", "earned_on": date(2010, 1, 1)}
        for who in "ab"
    ]
    for market, lost in (("developing", 0), ("developed", 1)):
        facts = knowing(awards=awards, partners=[{"partner_id": "7", "market": market}])
        assert len(exclusive(both, facts, DAY)["7"].lost) == lost


def test_a_gold_without_people_is_kept_by_who_has_none() -> None:
    """Whoever holds no awards at all may hold a gold by sales."""
    sale = {"partner_id": "7", "figure": "sales", "period": DAY, "value": 500}
    sales = AtLeast(5, FigureTotal("sales"), says="5 sales")
    silver = Tier("Silver", AtLeast(1, FigureTotal("sales"), says="1 sale"))
    gold_ = Tier("Gold", AnyOf(people=gold(1, one_of("m")), sales=sales))
    both = [replace(edition(name, sales), tiers=(silver, gold_)) for name in ("one", "other")]
    sharing = exclusive(both, knowing(figures=[sale]), DAY)["7"]
    assert (set(sharing.kept), set(sharing.lost)) == ({"one", "other"}, set())
