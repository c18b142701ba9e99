"""Before anything is stored: what a file puts at stake, who is gone, and who may be the same."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from imports.importing import take_in
from imports.preview import Preview
from imports.proposals import as_links
from imports.results import Arrival
from models.database import connect
from tests.tracking import moment

BEFORE, ON = date(2015, 1, 7), date(2015, 4, 7)
SEATS = "partner_id,customer_id,product,period,seats,customer_name,active_users,association\n"
QUARTER = (
    "7,a,Exchange,2014-Q4,400,Birkenhof GmbH,200,POR\n"
    "7,a,Exchange,2014-Q4,400,Birkenhof GmbH,200,DPOR\n"
    "7,b,Exchange,2014-Q4,300,Seeblick,100,POR\n"
)
STAFF = "partner_id,person_id,name,email\n7,E-1,Ana Muster,ana@example.org\n7,E-2,Bo Muster,\n"
AWARDS = "partner_id,person_id,award,earned_on,name\n"
REFERENCES = "partner_id,reference_id,customer_id,given_on\n"
SILVER = (
    AWARDS + "7,E-1,70-341,2014-02-01,\n7,E-1,70-342,2014-02-01,\n7,E-2,70-341,2014-02-01,\n",
    REFERENCES + "7,R-1,a,2014-09-01\n7,R-2,b,2014-09-01\n7,R-3,c,2014-09-01\n",
)
"""What partner 7 lacks for Silver of Messaging, besides its seats and staff."""


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    """A database in which partner 7 has two customers and two people."""
    engine = connect(sqlite_url)
    for content in (SEATS + QUARTER, STAFF):
        take_in(engine, [Arrival("before.csv", content.encode())], moment(BEFORE), "test")
    yield engine
    engine.dispose()


def seen(engine: Engine, content: str) -> Preview:
    """The preview of a file."""
    arrival = Arrival("new.csv", content.encode())
    (result,) = take_in(engine, [arrival], moment(ON), "test", dry_run=True)
    assert result.preview is not None
    return result.preview


def test_seats_under_two_associations_are_told_once(engine: Engine) -> None:
    """A customer of two associations has its largest seats, as in every verdict."""
    stakes = seen(engine, SEATS + "7,a,Exchange,2015-Q1,500,,,POR\n").stakes
    assert {(one.seats_before, one.seats_after) for one in stakes} == {(700, 500)}


def moves(preview: Preview) -> list[tuple[date, str | None, str | None]]:
    """The tiers of Messaging that move: the day, before and after."""
    stakes = (one for one in preview.stakes if one.programme == "messaging" and one.moves)
    return [(one.as_of, one.tier_before, one.tier_after) for one in stakes]


def test_a_staff_list_is_judged_on_the_first_day_without_those_it_leaves_out(
    engine: Engine,
) -> None:
    """They count on the day it is brought in for the last time, so nothing would move that day."""
    for content in SILVER:
        take_in(engine, [Arrival("silver.csv", content.encode())], moment(BEFORE), "test")
    alone = seen(engine, "partner_id,person_id,name\n7,E-1,Ana Muster\n")
    assert moves(alone) == [(date(2015, 4, 8), "Silver", None)]
    nobody_less = seen(engine, "partner_id,person_id\n7,E-1\n7,E-2\n7,E-3\n")
    assert {one.as_of for one in nobody_less.stakes if one.programme == "messaging"} == {ON}


def test_a_tier_of_a_past_period_is_at_stake_too(engine: Engine) -> None:
    """A file that corrects a period changes the tier of then, though newer seats keep today's."""
    newer = SEATS + QUARTER.replace("2014-Q4", "2015-Q1")
    for content in (*SILVER, newer):
        take_in(engine, [Arrival("silver.csv", content.encode())], moment(BEFORE), "test")
    corrected = SEATS + "7,a,Exchange,2014-Q4,{seats},Birkenhof GmbH,200,POR\n"
    few, enough = (seen(engine, corrected.format(seats=seats)) for seats in (499, 500))
    assert moves(few) == [(date(2014, 12, 31), "Silver", None)]
    assert moves(enough) == []


def test_who_is_gone_and_what_falls(engine: Engine) -> None:
    """A customer of the quarter before who is missing, and seats that fall by far."""
    preview = seen(engine, SEATS + "7,a,Exchange,2015-Q1,400,,,POR\n")
    assert [(one.customer, one.name, one.seats) for one in preview.gone] == [("b", "Seeblick", 300)]
    assert preview.drops == ("The seats of 7 fall from 700 to 400.",)
    assert preview.periods == (date(2015, 3, 31),)


def test_seats_that_fall_by_thousands_are_told_readably(engine: Engine) -> None:
    """With their thousands set apart, as everywhere else."""
    many = SEATS + "7,a,Exchange,2014-Q4,{seats},,,POR\n"
    take_in(engine, [Arrival("many.csv", many.format(seats=12500).encode())], moment(ON), "test")
    preview = seen(engine, many.replace("2014-Q4", "2015-Q1").format(seats=1200))
    assert preview.drops == ("The seats of 7 fall from 12,500 to 1,200.",)


def test_how_many_rows_are_stored_is_told_readably(engine: Engine) -> None:
    """In the sentence that is shown meanwhile, too."""
    rows = "".join(f"8,C-{number},Exchange,2015-Q1,1,,,POR\n" for number in range(1_234))
    told: list[str] = []
    arrival = Arrival("new.csv", (SEATS + rows).encode())
    take_in(engine, [arrival], moment(ON), "test", tell=told.append)
    assert "Storing 1,234 rows …" in told


def test_nobody_known_has_nothing_at_stake(engine: Engine) -> None:
    """A partner who is new is covered, and had nothing that could change."""
    preview = seen(engine, SEATS + "8,a,Exchange,2015-Q1,400,,,POR\n")
    assert (preview.partners, preview.stakes, preview.gone) == (1, (), ())


@pytest.mark.parametrize(
    ("row", "same_as", "why"),
    [
        ("7,90017,70-341,2014-02-01,MUSTER Ana\n", "E-1", "same name: MUSTER Ana and Ana Muster"),
        ("7,90017,70-341,2014-02-01,Ana Muster\n", "E-1", "same name: Ana Muster"),
        ("7,Ana@Example.org,70-341,2014-02-01,\n", "E-1", "same e-mail address: Ana Muster"),
        ("7,e2,70-341,2014-02-01,\n", "E-2", "nearly the same: Bo Muster"),
    ],
)
def test_a_person_who_is_on_the_staff_list(
    engine: Engine, row: str, same_as: str, why: str
) -> None:
    """Proposed by name, address or number; joined by nobody until the links are taken in."""
    (one,) = seen(engine, AWARDS + row).proposals
    assert (one.kind, one.same_as, one.why) == ("person", same_as, why)
    take_in(engine, [Arrival("links.csv", as_links([one]))], moment(ON), "test")
    assert seen(engine, AWARDS + row).proposals == ()


def test_a_customer_under_a_new_number(engine: Engine) -> None:
    """A new number for a name that is known is proposed; a legal form makes no difference."""
    (one,) = seen(engine, SEATS + "7,X-9,Exchange,2015-Q1,1,Birkenhof AG,,POR\n").proposals
    assert (one.kind, one.alias, one.same_as) == ("customer", "X-9", "a")
    assert one.why == "same name: Birkenhof AG and Birkenhof GmbH"


def test_two_people_of_one_name_are_not_proposed(engine: Engine) -> None:
    """Where two could be meant, none is proposed."""
    twin = "partner_id,person_id,name\n7,E-3,Ana Muster\n7,E-1,Ana Muster\n"
    take_in(engine, [Arrival("staff.csv", twin.encode())], moment(BEFORE), "test")
    assert seen(engine, AWARDS + "7,90017,70-341,2014-02-01,Ana Muster\n").proposals == ()
