"""What other rules would do, told of each partner and of all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from models.store import facts
from reports.moves import Move, in_cells
from reports.outlook import Outlook, moves, outlook, points, summary, sums
from tests.pages import WOLKENQUITTE, labels, metrics, opened, said
from tests.tracking import scratch
from tiers.language import Outcome
from tiers.programmes import PROGRAMMES
from tiers.programmes.messaging import MESSAGING
from tiers.transition import Effect, Transition, following, judging
from tiers.verdicts import TierVerdict, Verdict

TIERS = ("Silver", "Gold")
MET, UNKNOWN, MISSED = Outcome.MET, Outcome.NOT_ASSESSED, Outcome.NOT_MET


@pytest.fixture
def demo(demonstrated: str) -> Iterator[Connection]:
    with scratch(demonstrated) as connection:
        yield connection


def verdict(silver: Outcome, gold: Outcome) -> Verdict:
    tiers = tuple(TierVerdict(*one, ()) for one in zip(TIERS, (silver, gold), strict=True))
    held = [one.tier for one in tiers if one.outcome is MET]
    day = date(2014, 6, 30)
    return Verdict("1", "messaging", "x", day, held[-1] if held else None, tiers)


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ((MET, MET), (MET, MISSED), Effect.LOSES),
        ((MET, MET), (MET, UNKNOWN), Effect.UNSURE),
        ((MET, MISSED), (MET, UNKNOWN), Effect.KEEPS),
        ((MET, MISSED), (UNKNOWN, MISSED), Effect.UNSURE),
        ((MET, MISSED), (MISSED, MISSED), Effect.LOSES),
        ((MISSED, MISSED), (MET, MISSED), Effect.GAINS),
        ((MISSED, MISSED), (UNKNOWN, MISSED), Effect.UNSURE),
        ((UNKNOWN, MISSED), (MISSED, MISSED), Effect.KEEPS),
    ],
)
def test_an_effect_is_told_only_where_it_is_certain(
    before: tuple[Outcome, Outcome], after: tuple[Outcome, Outcome], effect: Effect
) -> None:
    assert Transition(verdict(*before), verdict(*after)).effect is effect


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2013, 1, 1), None, "FY2014"),
        (date(2014, 6, 30), "FY2014", "FY2015"),
        (date(2014, 7, 1), "FY2015", "2017"),
        (date(2016, 1, 1), "FY2015", "2017"),
        (date(2018, 9, 4), "2017", None),
        (date(2019, 1, 1), "2017", None),
    ],
)
def test_the_edition_of_a_day_and_the_one_that_follows(
    day: date, before: str | None, after: str | None
) -> None:
    found = judging(MESSAGING, day), following(MESSAGING, day)
    assert tuple(one and one.name for one in found) == (before, after)


def told(connection: Connection) -> Outlook:
    found = outlook(facts(connection, None), MESSAGING, date(2014, 6, 30))
    assert found
    return found


def test_who_loses_what_is_told_in_sentences(demo: Connection) -> None:
    assert summary(told(demo)) == [
        "10 of 14 partners with Silver lose it on 2014-07-01.",
        "Of 1 it cannot be said: figures are missing.",
    ]


def test_the_criteria_that_come_to_something_else_are_told(demo: Connection) -> None:
    found = told(demo)
    (one,) = [one for _name, one in found.partners if one.partner == WOLKENQUITTE]
    (says,) = moves(one, found)
    assert says.says.replace("\N{NO-BREAK SPACE}", " ") == (
        "Silver, Gold: active usage newly asked for, not met (has 11.3 %, needs 15 %)"
    )


def test_where_nobody_gains_or_loses_that_comes_first(demo: Connection) -> None:
    known = facts(demo, None)
    unsure = outlook(known, PROGRAMMES["modern-work"], date(2026, 6, 30))
    assert unsure
    first, second = summary(unsure)
    assert first == "Nobody loses or gains a tier for certain."
    assert second.endswith("it cannot be said: figures are missing.")
    assert summary(replace(unsure, partners=())) == ["No tier changes."]


def test_in_a_table_the_figures_come_first_and_what_all_share_is_said_once(
    demo: Connection,
) -> None:
    found = told(demo)
    lines = {one.partner: moves(one, found) for _name, one in found.partners}
    shared, cells = in_cells(list(lines.values()))
    says = "What comes to something else is active usage (Silver, Gold), not asked for before."
    assert shared == says
    cell = dict(zip(lines, cells, strict=True))[WOLKENQUITTE]
    assert cell.replace("\N{NO-BREAK SPACE}", " ") == "has 11.3 %, needs 15 %: not met"


def azure(connection: Connection, day: date = date(2026, 3, 31)) -> tuple[Outlook, Transition]:
    found = outlook(facts(connection, None), PROGRAMMES["azure-infrastructure"], day)
    assert found
    (one,) = [one for _name, one in found.partners if one.partner == WOLKENQUITTE]
    return found, one


def test_what_becomes_of_the_points_is_told_with_the_parts_that_bring_others(
    demo: Connection,
) -> None:
    found, one = azure(demo)
    assert [move.says for move in points(one, found)] == [
        "points 30 of 100, not met → 72 of 100 (SMB track), met",
        "customers added 0 of 30 → 30 of 30",
        "people with intermediate certificates no longer scored (0 of 20)",
        "people with advanced certificates no longer scored (0 of 20)",
        "certified administrators + people with intermediate certificates newly scored (8 of 20)",
        "certified architects + people with advanced certificates newly scored (4 of 20)",
    ]
    assert moves(one, found) == []
    assert sums(one, found) == (30, 72)


def test_points_that_stay_are_told_and_unknown_ones_are_not(demo: Connection) -> None:
    found, one = azure(demo)
    same = replace(found, before=found.after)
    (says,) = points(replace(one, before=one.after), same)
    assert says.says == "SMB track, points stay at 72 of 100"
    unknown = [one for _name, one in found.partners if not one.after.assessed]
    assert unknown
    assert all(sums(one, found) == (None, None) for one in unknown)
    assert not any("points" in move.what for one in unknown for move in points(one, found))


def test_where_nothing_scores_there_are_no_points(demo: Connection) -> None:
    found = told(demo)
    assert all(not points(one, found) for _name, one in found.partners)
    assert {sums(one, found) for _name, one in found.partners} == {(None, None)}


USAGE = Move("Silver", "active usage", "not asked for", "not met", "has 1, needs 2")
SEATS = Move("", "seats", "met", "not assessed", "")
GONE = Move("", "points", "", "no longer asked for", "")
ALL_AND_HEAD = (
    "For all: points no longer asked for. What comes to something else is seats, met before."
)


@pytest.mark.parametrize(
    ("lines", "shared", "cells"),
    [
        ([], "", []),
        ([[], []], "", ["", ""]),
        (
            [[USAGE]],
            "",
            ["active usage newly asked for, not met (Silver): has 1, needs 2"],
        ),
        (
            [[SEATS, USAGE], [GONE]],
            "",
            [
                f"{USAGE.brief(headless=False)} · seats met → not assessed",
                "points no longer asked for",
            ],
        ),
        (
            [[GONE, SEATS], [GONE, replace(SEATS, then="not met", figures="has 4, needs 5")]],
            ALL_AND_HEAD,
            ["not assessed", "has 4, needs 5: not met"],
        ),
        ([[GONE], [GONE], []], "What comes to something else is points.",
         ["no longer asked for", "no longer asked for", ""]),
    ],
)  # fmt: skip
def test_what_stands_in_the_cells(lines: list[list[Move]], shared: str, cells: list[str]) -> None:
    assert in_cells(lines) == (shared, cells)


def test_the_day_and_the_facts_are_the_same_under_both(demo: Connection) -> None:
    for _name, one in told(demo).partners:
        assert one.before.as_of == one.after.as_of == date(2014, 6, 30)
        assert (one.before.edition, one.after.edition) == ("FY2014", "FY2015")


# On the pages ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_pages")
def test_the_page_counts_and_lists_who_is_affected() -> None:
    app = opened("transition", as_of="2014-06-30")
    assert "10 of 14 partners with Silver lose it on 2014-07-01." in said(app)
    assert metrics(app) == {
        "Lose a tier": "10", "Gain a tier": "0", "Not assessed": "1", "No change": "30"
    }  # fmt: skip
    assert len(app.dataframe[0].value) == 41
    losing = opened("transition", as_of="2014-06-30", effect="loses")
    assert len(losing.dataframe[0].value) == 10


@pytest.mark.usefixtures("demo_pages")
def test_the_page_shows_points_before_and_after_where_there_are_some() -> None:
    app = opened("transition", programme="azure-infrastructure", as_of="2026-03-31")
    first = app.dataframe[0].value.iloc[0]
    assert (first["partner"], first["had"], first["has"]) == (WOLKENQUITTE, 30, 72)
    assert "moves" not in first  # the points tell all
    standing = opened(
        "standing", partner=WOLKENQUITTE, programme="azure-infrastructure", as_of="2026-03-31"
    )
    assert "points 30 of 100, not met → 72 of 100 (SMB track), met" in said(standing)
    plainly = opened("transition", as_of="2014-06-30")
    assert not {"had", "has"} & {*plainly.dataframe[0].value.columns}


@pytest.mark.usefixtures("demo_pages")
def test_another_edition_stands_in_the_address() -> None:
    app = opened("transition", as_of="2014-09-30", edition="FY2014")
    assert "edition FY2015 (2014-07-01 to 2015-06-30) beside edition FY2014" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_after_the_last_edition_there_is_nothing_to_compare() -> None:
    app = opened("transition", as_of="2018-01-31")
    assert "There is no other edition of the Messaging competency to compare with" in said(app)


@pytest.mark.usefixtures("demo_pages")
def test_the_standing_leads_to_the_next_rules() -> None:
    app = opened("standing", partner=WOLKENQUITTE, as_of="2014-06-30")
    assert metrics(app)["By the rules from 2014-07-01 on"] == "No tier"
    assert "**Silver → no tier**" in said(app)
    assert "All partners" in labels(app, "page_link")
