"""What facts keep of what has been worked out, and several worlds judged as one."""

from datetime import date

import pytest

from tests.knowledge import knowing
from tiers import facts as keeping
from tiers.facts import Asks, Facts, Frame, side_by_side
from tiers.language import AtLeast, Edition, Programme, Source, Tier
from tiers.metrics import FigureNow
from tiers.verdicts import readiness

DAY = date(2024, 3, 31)


class Making:
    """Something that counts how often it is made, and how many rows it takes."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.made: list[str] = []

    def ask(self, name: str, rows: int = 4) -> str:
        """What is known by the name."""

        def make() -> str:
            self.made.append(name)
            return name.upper()

        return self.facts.once(name, make, lambda _: rows)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    monkeypatch.setattr(keeping, "KEPT_ROWS", 10)
    return Making(knowing())


def test_what_was_asked_for_the_longest_ago_goes_first(making: Making) -> None:
    """As many rows are kept as there is room for; whatever is asked for again stays."""
    assert [making.ask(name) for name in "aba"] == ["A", "B", "A"]
    making.ask("c")
    assert making.made == ["a", "b", "c"]
    making.ask("a")
    making.ask("c")
    assert making.made == ["a", "b", "c"]
    making.ask("b")
    assert making.made == ["a", "b", "c", "b"]


def test_what_there_is_no_room_for_throws_nothing_out(making: Making) -> None:
    """It is made again, and what was kept is there still; what just fits is kept alone."""
    making.ask("a")
    assert [making.ask("large", 11), making.ask("large", 11)] == ["LARGE", "LARGE"]
    making.ask("a")
    assert making.made == ["a", "large", "large"]
    making.ask("full", 10)
    making.ask("full", 10)
    making.ask("a")
    assert making.made == ["a", "large", "large", "full", "a"]


@pytest.mark.parametrize("at_hand", [False, True])
def test_worlds_side_by_side_stand_as_each_does(at_hand: bool) -> None:
    """Their partners bear the number of their world, and are at hand where all of them are."""
    tier = Tier("Only", AtLeast(5, FigureNow("sales"), says="5 sales"))
    rules = Edition("test", "test", date.min, date.max, Source("", "", ""), (tier,))
    programme = Programme("test", "Test", "Nobody", (rules,))
    sales = {"figure": "sales", "period": DAY}
    worlds = []
    for value in (400, 500, 700):
        row = sales | {"partner_id": "p", "value": value}
        other = sales | {"partner_id": "q", "value": 100}
        known = knowing(figures=[row, other])
        frames = {name: getattr(known, name).to_native() for name in Facts.names()}
        worlds.append(Facts.of(frames, at_hand=at_hand))
    together = side_by_side(worlds)
    assert together.at_hand is at_hand
    found = {one.partner: one.tier for one in readiness(programme, together, DAY)}
    assert found == {
        f"{number:06}:{one.partner}": one.tier
        for number, world in enumerate(worlds)
        for one in readiness(programme, world, DAY)
    }
    assert found["000000:p"] is None
    assert found["000002:p"] == "Only"
    assert not side_by_side([*worlds, knowing()]).at_hand


def test_frames_that_are_kept_are_weighed_by_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of three rows is made again where there is room for two."""
    known = knowing(figures=[{"partner_id": partner} for partner in "pqr"])
    frames = {name: getattr(known, name).to_native() for name in Facts.names()}
    made: list[int] = []
    for room in (3, 2):
        monkeypatch.setattr(keeping, "KEPT_ROWS", room)
        facts = Facts.of(frames, at_hand=True)

        def make(facts: Facts = facts, room: int = room) -> Frame:
            made.append(room)
            return facts.figures

        facts.added_up("figures", make)
        facts.added_up("figures", make)
    assert made == [3, 2, 2]


def test_the_same_is_asked_of_the_same_day_or_the_very_same_pairs() -> None:
    """Equal pairs are not enough: to compare them takes longer than to work things out again."""
    asks = Asks.of_pairs([("p", DAY)])
    assert asks == Asks(pairs=asks.pairs)
    assert asks != Asks.of_pairs([("p", DAY)])
    assert Asks(day=DAY) == Asks(day=DAY)
    assert Asks(day=DAY) != Asks(day=date(2024, 3, 30))
    assert Asks(day=DAY) != asks


def test_as_much_goes_as_there_must_be_room_for(making: Making) -> None:
    """What takes all the room throws out everything else."""
    for name in "ab":
        making.ask(name)
    making.ask("full", 10)
    making.ask("b")
    assert making.made == ["a", "b", "full", "b"]
