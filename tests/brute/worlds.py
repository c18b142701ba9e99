"""Small channels of any programme, as rows of a few partners beside its thresholds."""

from collections.abc import Iterator, Mapping
from datetime import date

from hypothesis import strategies as st

from tests.brute.chance import DAY, World
from tests.brute.grounds import GROUNDS
from tests.brute.judging import EDITIONS, PROGRAMMES
from tests.brute.rows import Row, Rows, same_day
from tests.brute.seat_stories import seats
from tests.brute.stories import awards, enrolments, figures, references, staff
from tests.brute.tables import unique


def days(programme: str, edition: str) -> tuple[date, ...]:
    """The days at the ends and in the middle of an edition, and those on which awards lapse."""
    since, until = EDITIONS[programme, edition]
    until = min(until, same_day(since, 24))
    middle = since + (until - since) // 2
    month_end = middle.replace(day=1) - DAY
    ends = [same_day(day, 12) for day in retired(programme, edition)]
    leap = [day for day in (date(2016, 2, 29), date(2024, 2, 29)) if since <= day <= until]
    found = [middle, month_end, since, until, *ends, *(end + DAY for end in ends), *leap]
    return tuple(dict.fromkeys(found))


def retired(programme: str, edition: str) -> list[date]:
    """The days on which the edition's awards were retired."""
    rules = [each for each in PROGRAMMES.get(programme, ()) if each.name == edition]
    return sorted({day for each in rules for day in each.retired.values()})


@st.composite
def channels(draw: st.DrawFn, programme: str, edition: str, day: date) -> Mapping[str, Rows]:
    """Rows of one to three partners."""
    found = {}
    for partner in ("p1", "p2", "p3")[: draw(st.integers(1, 3))]:
        calm = draw(st.sampled_from((12, 12, 3, 1)))
        world = World(draw, GROUNDS[programme], retired(programme, edition), day, calm)
        found[partner] = unique(dict(story(world, partner)))
    return found


def story(world: World, partner: str) -> Iterator[tuple[str, list[Row]]]:
    """All rows of one partner, kind by kind."""
    market = world.one(("developed", "developing"))
    yield "partners", [{"partner_id": partner, "name": partner, "market": market}]
    told = seats(world) if world.ground.products else {}
    told |= {"awards": awards(world), "staff": staff(world), "figures": figures(world)}
    told |= {"enrolments": enrolments(world), "references": references(world)}
    for kind, rows in told.items():
        yield kind, [{"partner_id": partner, **row} for row in rows]
