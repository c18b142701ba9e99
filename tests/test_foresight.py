"""What changes by itself, told of a few facts each."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reports.ahead import aheads, headline, why
from reports.outlook import outlook, summary
from tests.knowledge import knowing
from tiers.facts import Facts
from tiers.forecast import Change, forecast, turns_of
from tiers.language import AllOf, AtLeast, Edition, Programme, Retired, Source, Tier
from tiers.lapses import turning_days
from tiers.metrics import FigureNow, PeopleHolding, References, one_of

DAY = date(2014, 5, 1)
SALES = {"partner_id": "1", "figure": "sales", "period": DAY, "customer_id": "c", "value": 1200}
PEOPLE = AtLeast(1, PeopleHolding(one_of("a")), says="1 person with a", key="people")


def programme(requirement: Any = PEOPLE, *retired: Retired) -> Programme:
    editions = [
        Edition(
            "test", name, since, until, Source("", "", ""), (Tier("Only", each),), retired=retired
        )
        for name, since, until, each in (
            ("third", date(2016, 9, 1), date(2016, 12, 31), PEOPLE),
            ("second", date(2016, 1, 1), date(2016, 6, 30), AtLeast(9, PEOPLE.metric, says="9")),
            ("first", date(2014, 1, 1), date(2015, 12, 31), requirement),
        )
    ]
    return Programme("test", "Test", "Nobody", tuple(editions))


def award(person: str = "ana", **more: Any) -> dict[str, Any]:
    return {
        "partner_id": "1", "person_id": person, "award": "a", "earned_on": date(2013, 1, 1), **more
    }  # fmt: skip


def told(found: tuple[Change, ...]) -> list[tuple[date, str | None, list[str]]]:
    return [(one.day, one.after, [cause.says for cause in one.because]) for one in found]


def test_editions_turn_on_their_first_day_and_after_their_last() -> None:
    """And the sentence names both, or the one that begins or has ended."""
    found = told(forecast(programme(), knowing(awards=[award()]), DAY, 1000))
    higher = "9 needed in place of 1: 9"
    assert found == [
        (date(2016, 1, 1), None, ["second of Test applies in place of first", higher]),
        (date(2016, 9, 1), "Only", ["third of Test begins"]),
        (date(2017, 1, 1), None, ["third of Test ended the day before"]),
    ]


def test_turns_are_the_changes_without_their_causes() -> None:
    known = knowing(awards=[award()])
    found = turns_of(programme(), known, DAY, 1000)
    changes = forecast(programme(), known, DAY, 1000)
    assert found == tuple((one.partner, one.day, one.before, one.after) for one in changes)
    assert len(found) == 3
    assert len(turns_of(programme(), known, DAY, 700)) == 1


def test_a_tier_that_comes_after_days_without_an_edition_has_its_day() -> None:
    """Whoever begins on 1 October brings it, a month after the edition began."""
    staff = [{"partner_id": "1", "person_id": "ana", "joined_on": date(2016, 10, 1)}]
    facts = knowing(awards=[award()], staff=staff)
    (ahead,) = aheads(facts, programme(), date(2016, 7, 15), 120)
    assert headline(ahead) == (
        "No edition in force until 2016-08-31, then no tier, and Only from 2016-10-01 on."
    )
    assert [(one.day, one.level) for one in ahead.later] == [
        (date(2016, 9, 1), "no tier"),
        (date(2016, 10, 1), "Only"),
    ]
    (change,) = ahead.turns
    assert (change.day, change.before, change.after) == (date(2016, 10, 1), None, "Only")
    assert why(ahead) == "third of Test begins."


def test_what_is_asked_anew_is_told() -> None:
    """A criterion that the edition before did not have, where it is not met."""
    other = AtLeast(1, PEOPLE.metric, says="1 of them", key="other")
    found = told(forecast(programme(other), knowing(awards=[award()]), DAY, 700))
    turns = ["second of Test applies in place of first", "new: 9"]
    assert found == [(date(2016, 1, 1), None, turns)]


def test_what_is_asked_anew_and_met_is_no_cause() -> None:
    both = AllOf(
        AtLeast(9, PEOPLE.metric, says="9", key="people"),
        AtLeast(1, FigureNow("sales"), says="1 sale", key="sales"),
    )
    third, second, first = programme().editions
    rules = replace(
        programme(), editions=(third, replace(second, tiers=(Tier("Only", both),)), first)
    )
    sales = SALES | {"period": date(2015, 12, 31)}
    found = told(forecast(rules, knowing(awards=[award()], figures=[sales]), date(2015, 12, 31), 9))
    turns = ["second of Test applies in place of first", "9 needed in place of 1: 9"]
    assert found == [(date(2016, 1, 1), None, turns)]


@pytest.mark.parametrize(("days", "changes"), [(154, 1), (153, 0)])
def test_the_last_day_asked_about_is_one_of_them(days: int, changes: int) -> None:
    """2 October is 154 days after 1 May."""
    sales = AtLeast(1, FigureNow("sales"), says="1 sale")
    row = {"partner_id": "1", "figure": "sales", "period": date(2014, 3, 31), "value": 100}
    found = forecast(programme(sales), knowing(figures=[row]), DAY, days)
    assert len(found) == changes


def test_whom_no_partners_file_names_has_days_as_well() -> None:
    facts = knowing(partners=[], awards=[award(expires_on=date(2014, 8, 31))])
    asked = turning_days(programme(), facts, DAY, date(2014, 12, 31))
    assert asked["1"] == [DAY, date(2014, 9, 1)]


@pytest.mark.parametrize(
    ("facts", "day", "cause"),
    [
        (
            knowing(
                awards=[award()],
                staff=[{"partner_id": "1", "person_id": "ana", "left_on": date(2014, 8, 31)}],
            ),
            date(2014, 9, 1),
            "ana: a of 2013-01-01: person left on 2014-08-31",
        ),
        (
            knowing(awards=[award(expires_on=date(2014, 8, 31))]),
            date(2014, 9, 1),
            "ana: a of 2013-01-01: expired on 2014-08-31",
        ),
        (
            knowing(awards=[award(expires_on=date.max)]),
            date(2015, 7, 1),
            "ana: a of 2013-01-01: retired on 2014-06-30, counted until 2015-06-30",
        ),
    ],
)
def test_the_day_after_the_last_on_which_it_counts(facts: Facts, day: date, cause: str) -> None:
    """Who leaves, what expires and what has been retired count on their last day, not after."""
    rules = programme(PEOPLE, Retired("a", date(2014, 6, 30)))
    assert told(forecast(rules, facts, DAY, 600)) == [(day, None, [cause])]


def test_a_list_of_no_references_has_no_day() -> None:
    """A row that names none is no fact that grows old."""
    rules = programme(AtLeast(1, References(months=12), says="1 reference in 12 months"))
    facts = knowing(references=[{"partner_id": "1"}])
    assert forecast(rules, facts, DAY, 100) == ()


def test_a_reference_ages_out() -> None:
    """Of 31 October it is the last one for 12 months, to 30 October."""
    rules = programme(AtLeast(1, References(months=12), says="1 reference in 12 months"))
    given = {"partner_id": "1", "reference_id": "r", "customer_id": "c", "status": "approved"}
    facts = knowing(references=[given | {"given_on": date(2013, 10, 31)}])
    (change, *_) = forecast(rules, facts, DAY, 365)
    assert (change.day, change.before, change.after) == (date(2014, 10, 31), "Only", None)
    assert told((change,))[0][2] == ["c: reference r of 2013-10-31: older than 12 months"]


@pytest.mark.parametrize(
    ("holders", "others", "says"),
    [
        ("1", "", "The one partner with Only loses it on 2016-01-01."),
        ("12", "", "2 of 2 partners with Only lose it on 2016-01-01."),
        ("12", "2", "1 of 2 partners with Only loses it on 2016-01-01."),
    ],
)
def test_who_loses_a_tier_by_other_rules_is_told_in_the_right_number(
    holders: str, others: str, says: str
) -> None:
    """Nine people are asked for next; whom *others* name has them."""
    rows = [award(partner_id=one) for one in holders]
    rows += [award(f"{number}", partner_id=one) for one in others for number in range(9)]
    told = outlook(knowing(awards=rows), programme(), DAY)
    assert told
    assert summary(told) == [says]


@pytest.mark.parametrize(
    ("partners", "says"),
    [
        ("1", "The one partner gains Only."),
        ("12", "1 of 2 partners gains Only."),
    ],
)
def test_who_gains_one_is_told_in_the_right_number(partners: str, says: str) -> None:
    """Of nine people one was enough from the third edition on."""
    rules = programme()
    second = rules.editions[1]
    rows = [
        award("ana", partner_id="1"),
        *(award("x", partner_id=one, award="b") for one in partners),
    ]
    told = outlook(knowing(awards=rows), rules, second.since, rules.editions[0])
    assert told
    assert summary(told) == [says]


def test_what_has_no_day_is_not_of_a_later_one() -> None:
    """An award whose day is unknown counts today, and in what is known of today for later."""
    facts = knowing(awards=[award(earned_on=None)])
    assert told(forecast(programme(), facts, DAY, 1000)) == told(
        forecast(programme(), knowing(awards=[award()]), DAY, 1000)
    )


def test_what_is_of_the_day_itself_is_known_on_it() -> None:
    """It goes stale 185 days later, and nothing changes before."""
    sales = AtLeast(1, FigureNow("sales"), says="1 sale")
    (change,) = forecast(programme(sales), knowing(figures=[SALES]), DAY, 365)
    assert (change.day, change.before, change.after) == (date(2014, 11, 2), "Only", None)


def test_a_figure_goes_stale_on_the_day_after_its_last() -> None:
    """The 185th day after its period is the first of which it says nothing."""
    sales = AtLeast(1, FigureNow("sales"), says="1 sale")
    row = {"partner_id": "1", "figure": "sales", "period": date(2014, 3, 31), "value": 100}
    (change,) = forecast(programme(sales), knowing(figures=[row]), DAY, 365)
    assert told((change,)) == [
        (
            date(2014, 10, 2),
            None,
            ["The newest sales is of 2014-03-31, more than 184 days old."],
        )
    ]


def test_what_turns_two_tiers_is_told_once() -> None:
    """The same award is behind both; its end is one cause."""
    tiers = tuple(Tier(name, PEOPLE) for name in ("Silver", "Gold"))
    rules = Edition("test", "test", date.min, date.max, Source("", "", ""), tiers)
    both = Programme("test", "Test", "Nobody", (rules,))
    found = forecast(both, knowing(awards=[award(expires_on=date(2014, 8, 1))]), DAY, 365)
    assert told(found) == [
        (date(2014, 8, 2), None, ["ana: a of 2013-01-01: expired on 2014-08-01"])
    ]
