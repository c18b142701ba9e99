"""Random rows of one partner's people, figures, enrolments and references."""

from collections.abc import Sequence
from datetime import date

from tests.brute.chance import DAY, World
from tests.brute.grounds import Told
from tests.brute.rows import Row, months_before

# People ----------------------------------------------------------------------------------------


def awards(world: World) -> list[Row]:
    """For every role some people, of whom the first hold several."""
    rows: list[Row] = []
    ends = [end + n * DAY for end in world.retired for n in (0, 1)]
    crowd = world.one(world.ground.people)
    for role in world.ground.roles:
        first = world.one((0, 0, 4))
        earned = world.mostly(world.day - 400 * DAY, world.day, world.day + DAY, *ends)
        expires = world.mostly(None, world.day, world.day - DAY, world.day + DAY)
        if world.mostly(True, False):
            rows += [
                {
                    "person_id": f"n{first + n}",
                    "award": award,
                    "earned_on": earned.isoformat(),
                    "expires_on": expires.isoformat() if expires and expires >= earned else "",
                }
                for n in range(world.mostly(crowd, *world.ground.people))
                for award in role
            ]
    rows = rows if world.mostly(True, False) else []
    nothing: Row = {"person_id": "", "award": "", "earned_on": "", "expires_on": ""}
    return rows or [nothing] * world.one((0, 1))


def staff(world: World) -> list[Row]:
    """No list, or one on which the last people are missing, gone or yet to come."""
    if world.mostly(True, False):
        return []
    day, eve, morrow = ((world.day + n * DAY).isoformat() for n in (0, -1, 1))
    stays = (("", ""), ("", day), ("", eve), (day, ""), (morrow, ""))
    rows: list[Row] = []
    for n in range(world.one((30, 8, 2, 0))):
        joined, left = world.mostly(*stays) if n < 3 else ("", "")
        rows.append({"person_id": f"n{n}", "joined_on": joined, "left_on": left})
    nobody: Row = {"person_id": "", "joined_on": "", "left_on": ""}
    return rows or [nobody]


# Figures, enrolments, references ---------------------------------------------------------------


def figures(world: World) -> list[Row]:
    """Of most figures the latest, and most often those of a year before."""
    rows: list[Row] = []
    for told in world.ground.figures:
        if world.mostly(True, True, False):
            now = world.mostly(world.day, world.near(world.day), world.day - 35 * DAY)
            before = world.mostly(months_before(now, 12), world.near(world.year_ago))
            latest = split(world, told, now, told.amounts)
            rows += latest
            if world.one((True, False)):
                less = world.one((*told.amounts[1:], "1", "1100", "1150"))
                rows += [{**row, "period": before.isoformat(), "value": less} for row in latest]
            else:
                rows += split(world, told, before, world.mostly(("1", *told.amounts), ()))
            if world.mostly(False, True):
                between = world.one((world.day - 61 * DAY, world.year_ago + DAY, world.day + DAY))
                rows += split(world, told, between, told.amounts)
    return rows


def split(world: World, told: Told, period: date, amounts: Sequence[str]) -> list[Row]:
    """The figure on one period, by customers and by products."""
    if not amounts:
        return []
    amount, customers = world.one(amounts), world.one(told.customers)
    products = told.products[: world.mostly(len(told.products), 1, 2, 0)] or ("",)
    names = [f"{world.one('ab')}{n}" for n in range(customers)] or [""]
    return [
        {
            "figure": told.name,
            "period": period.isoformat(),
            "value": amount,
            "customer_id": names[n % len(names)],
            "product": products[n % len(products)],
        }
        for n in range(max(len(names), len(products)))
    ]


def enrolments(world: World) -> list[Row]:
    """Enrolments that begin and renew around the day."""
    day, year = world.day, world.year_ago

    def enrolment() -> Row:
        programme, tier = world.one(world.ground.enrolments)
        started = world.mostly(year, day, day + DAY, year - 300 * DAY)
        renews = world.mostly(None, day, day - DAY)
        return {
            "programme": programme,
            "tier": tier,
            "started_on": started.isoformat(),
            "renews_on": renews.isoformat() if renews and renews >= started else "",
        }

    return world.many(enrolment, 3) if world.ground.enrolments else []


def references(world: World) -> list[Row]:
    """References around the first and the last day of the twelve months."""
    if not world.ground.references:
        return []
    day, year = world.day, world.year_ago
    return [
        {
            "reference_id": f"r{n}",
            "customer_id": f"c{n}",
            "given_on": world.mostly(day, year, year + DAY, day + DAY).isoformat(),
            "status": world.mostly("approved", "awaiting", "rejected"),
            "competency": world.mostly("", "messaging", "smcs"),
        }
        for n in range(world.one(world.ground.references))
    ]
