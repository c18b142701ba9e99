"""The slow check, checked by hand."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.brute_force import Expected, Finding, filled, verdict, year_before
from tests.brute_known import File, last_day, tidy

DAY = date(2015, 3, 31)
Short = tuple[float | None, str]  # what there is, and the outcome
SILVER = """
staff | person_id | joined_on | left_on
      | ana       |           |
      | bob       |           | 2015-03-31
awards | person_id | award  | earned_on
       | ana       | 70-341 | 2014-02-01
       | ana       | 70-342 | 2014-03-01
       | bob       | 70-341 | 2015-03-31
references | reference_id | customer_id | given_on
           | 1            | c1          | 2014-04-01
           | 2            | c2          | 2014-09-01
           | 3            | c3          | 2015-03-31
seats | customer_id | product         | period  | seats | active_users
      | c1          | Exchange        | 2014-Q4 | 400   | 75
      | c2          | exchange-online | Q4 2014 | 100   | 0
"""


def files(text: str, *, additions: bool = False, on: str = "2015-04-02") -> list[File]:
    """Files of partner 7, each a table that begins with its kind."""
    told: list[File] = []
    columns: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        kind, *cells = map(str.strip, line.split("|"))
        if kind:
            columns = cells
            told.append(File(kind, [], additions, date.fromisoformat(on)))
        else:
            told[-1].rows.append({"partner_id": "7", **dict(zip(columns, cells, strict=True))})
    return told


def findings(told: list[File], day: date = DAY, tier: str = "Silver") -> dict[str, Short]:
    return {
        key: (have, outcome)
        for key, (have, _, outcome) in verdict(told, "7", day).tiers[tier].items()
    }


def test_silver_is_met_at_every_boundary() -> None:
    """Each figure is just reached on the day itself."""
    expected = verdict(files(SILVER), "7", DAY)
    assert expected.tier == "Silver"
    assert expected.tiers["Silver"] == {
        "people": Finding(2, 2, "met"),
        "references": Finding(3, 3, "met"),
        "seats": Finding(500, 500, "met"),
        "active-usage": Finding(15.0, 15, "met"),
    }
    assert expected.tiers["Gold"]["people"] == Finding(2, 4, "not met")
    assert expected.outcomes == {"Silver": "met", "Gold": "not met"}


@pytest.mark.parametrize(
    ("there", "instead", "key", "finding"),
    [
        ("2014-04-01", "2014-03-31", "references", (2, "not met")),
        ("| c3 ", "| c1 ", "references", (2, "not met")),
        ("|           | 2015-03-31", "|           | 2015-03-30", "people", (1, "not met")),
        ("bob       | 70-341 | 2015-03-31", "bob | 70-341 | 2015-04-01", "people", (1, "not met")),
        ("| 75", "| 74", "active-usage", (14.8, "not met")),
        ("| 75", "|", "active-usage", (None, "not assessed")),
        ("100   | 0", "100 |", "active-usage", (15.0, "met")),
        ("| 400 ", "| 399 ", "seats", (499, "not met")),
        ("2014-Q4", "2015-01", "seats", (400, "not met")),
        ("2014-Q4", "2015-04-01", "seats", (100, "not met")),
    ],
)
def test_one_change_is_one_finding(there: str, instead: str, key: str, finding: Short) -> None:
    """A single cell beside its boundary turns the one criterion."""
    assert there in SILVER
    assert findings(files(SILVER.replace(there, instead)))[key] == finding


def test_nothing_known_is_not_assessed() -> None:
    """A stranger is assessed in nothing, in every edition."""
    for day in (date(2013, 7, 1), DAY, date(2018, 9, 4)):
        outcomes = [
            f.outcome for tier in verdict([], "7", day).tiers.values() for f in tier.values()
        ]
        assert set(outcomes) == {"not assessed"}


def test_out_of_force() -> None:
    """On a day without an edition there is no tier at all."""
    assert verdict(files(SILVER), "7", date(2015, 7, 1)) == Expected(None, {}, {})


@pytest.mark.parametrize(("period", "have"), [("2014-09-28", 9), ("2014-09-27", None)])
def test_a_period_is_fresh_for_184_days(period: str, have: int | None) -> None:
    """On the 184th day the seats still count, on the next they are not assessed."""
    told = files(f"""
        seats | customer_id | product  | period   | seats
              | c           | Exchange | {period} | 9
    """)
    assert findings(told)["seats"] == (have, "not met" if have else "not assessed")


def test_stated_empty() -> None:
    """A fresh period stated to be empty is 0 seats, and no usage to speak of."""
    told = files("seats | customer_id | product | period | seats\n| | Exchange | 2015-Q1 | 0")
    assert findings(told)["seats"] == (0, "not met")
    assert findings(told)["active-usage"] == (None, "not assessed")


TERMS = "associations | customer_id | product | kind | started_on | ended_on | proof\n"


@pytest.mark.parametrize(
    ("term", "seats"),
    [
        ("POR | 2014-01-01 | 2015-03-31 |", 500),
        ("POR | 2014-01-01 | 2015-03-30 |", 100),
        ("POR | 2015-03-31 | |", 500),
        ("POR | 2015-04-01 | |", 100),
        ("POR | 2014-01-01 | | submitted", 500),
        ("POR | 2014-01-01 | | rejected", 100),
        ("DPOR | 2014-01-01 | |", 100),
        ("CPOR | 2014-01-01 | |", 500),
    ],
)
def test_associations(term: str, seats: int) -> None:
    """A row counts where none of a counted kind is known, or one of its own kind is in force."""
    told = files(SILVER) + files(f"{TERMS}| c1 | exchange-online | {term}")
    assert findings(told)["seats"] == (seats, "met" if seats == 500 else "not met")


def test_a_customer_under_two_kinds_counts_once() -> None:
    """Of POR and DPOR the larger seats and the larger known users count, CSP1 not at all."""
    told = files("""
        seats | customer_id | product  | period  | seats | active_users | association
              | c           | Exchange | 2015-Q1 | 400   | 60           |
              | c           | Exchange | 2015-Q1 | 300   |              | DPOR
              | c           | Exchange | 2015-Q1 | 900   | 900          | CSP1
    """)
    assert findings(told)["seats"] == (400, "not met")
    assert findings(told)["active-usage"] == (15.0, "met")


def test_more_active_users_than_seats() -> None:
    """One customer's surplus of users does not make up for another's idle seats."""
    told = files("""
        seats | customer_id | product  | period  | seats | active_users
              | c           | Exchange | 2015-Q1 | 10    | 500
              | d           | Exchange | 2015-Q1 | 90    | 4
    """)
    assert findings(told)["active-usage"] == (14.0, "not met")


@pytest.mark.parametrize(("left", "people"), [("2015-03-31", 2), ("2015-03-30", 1)])
def test_omitted_by_a_newer_list(left: str, people: int) -> None:
    """Who is omitted was there until the first omitting list came, whatever came after it."""
    newer = "staff | person_id | joined_on | left_on\n| ana | |"
    told = [*files(SILVER, on="2015-01-01"), *files(newer, on=left), *files(newer, on="2015-06-01")]
    assert findings(told)["people"][0] == people


def test_rejoined() -> None:
    """A person of two intervals counts in both, and not between them."""
    told = files("""
        staff | person_id | joined_on  | left_on
              | ana       | 2014-01-01 | 2014-12-31
              | ana       | 2015-03-01 |
        awards | person_id | award  | earned_on
               | ana       | 70-341 | 2013-01-01
    """)
    days_ = (date(2014, 12, 31), date(2015, 1, 1), date(2015, 3, 1))
    assert [findings(told, day)["people"] for day in days_] == [
        (1, "not met"),
        (0, "not met"),
        (1, "not met"),
    ]


def test_links_join_persons_customers_and_partners() -> None:
    """Linked identifiers are one person, one customer and one partner, also in two steps."""
    told = files(SILVER.replace("ana       | 70-342", "HR-1 | 70-342").replace("| c3 ", "| {A} "))
    guid = "0F8FAD5B-D9CB-469F-A165-70867728950E"
    links = [("person", "HR-1", "ana"), ("customer", "{A}", guid), ("partner", "LOC", "7")]
    links += [("customer", guid.lower(), "c2")]
    rows = [dict(zip(("kind", "alias", "same_as"), row, strict=True)) for row in links]
    assert findings(told)["people"] == (1, "not met")
    assert findings(told)["references"] == (3, "met")
    told.insert(0, File("links", rows, False, DAY))
    assert findings(told)["people"] == (2, "met")
    assert findings(told)["references"] == (2, "not met")
    assert verdict(told, " LOC", DAY) == verdict(told, "7", DAY)


def test_additions_add_and_replace() -> None:
    """Additions keep what they do not name, and the same rows without them do not."""
    more = """
        seats | customer_id | product  | period     | seats | active_users
              | c1          | Exchange | 2014-12-31 | 300   | 45
    """
    assert findings([*files(SILVER), *files(more, additions=True)])["seats"] == (400, "not met")
    assert findings([*files(SILVER), *files(more)])["seats"] == (300, "not met")


def test_2017_counts_two_ways_apart() -> None:
    """One person with the exams and another with the MCSE are not two people of either way."""
    awards = """
        awards | person_id | award              | earned_on
               | ana       | 70-347             | 2017-01-01
               | ana       | 70-345             | 2017-01-01
               | bob       | MCSE: Productivity | 2017-01-01
    """
    one_each = {"people-exams": (1, "not met"), "people-mcse": (1, "not met")}
    assert findings(files(awards), date(2018, 9, 4)) == one_each
    two = files(awards + "| ana | MCSE: Productivity | 2018-09-04")
    assert verdict(two, "7", date(2018, 9, 4)).tier == "Silver"
    assert verdict(two, "7", date(2018, 9, 3)).tier is None


@given(st.lists(st.sets(st.sampled_from("abcd")), max_size=4))
def test_filled_is_the_best_of_all_seatings(places: list[set[str]]) -> None:
    """No seating of distinct people, with places left empty, fills more places."""
    seatings = product(*([None, *place] for place in places))
    people = ([person for person in seating if person] for seating in seatings)
    assert filled(places) == max(len(seated) for seated in people if len(seated) == len({*seated}))


def test_words_and_days() -> None:
    """Equal spellings are one, and periods and twelve months end as the calendar has it."""
    assert year_before(date(2016, 2, 29)) == date(2015, 2, 28)
    assert (
        tidy(" {ABCDEF00-0000-0000-0000-00000000000A} ") == "abcdef00-0000-0000-0000-00000000000a"
    )
    assert tidy("Mu\u0308ller ") == "Müller"
    assert tidy("007") != tidy("7")
    for text in ("2015-Q1", "2015Q1", "Q1 2015", "2015-03", "2015-03-31"):
        assert last_day(text, date(2015, 4, 1)) == DAY
    assert last_day("2015-Q1", date(2015, 2, 10)) == date(2015, 2, 10)
