"""Random rows of seats, associations and customer counts of one partner."""

from collections.abc import Sequence
from datetime import date

from tests.brute.chance import DAY, World
from tests.brute.rows import Row


def seats(world: World) -> dict[str, list[Row]]:
    """Groups of alike customers now, a year ago and when claimed, and what is on record of them."""
    claim = world.year_ago + world.one((1, 90, 183, 364)) * DAY
    times = {"now": world.near(world.day), "then": world.near(world.year_ago)}
    times["claim"] = world.near(claim)
    product, other = world.one(world.ground.products), world.one(world.ground.products)
    listed: list[Row] = []
    associated: list[Row] = []
    groups = world.one((2, 1, 3, 0))
    for group in range(groups):
        kind = world.one(world.ground.kinds)
        names = [f"{world.one('ab')}{n}" for n in range(world.one(world.ground.customers))]
        sold = world.mostly([product], [other], [product, other])
        told = history(world)
        listed += [
            {"customer_id": name, "product": each, "period": times[time].isoformat(), **row}
            for time, row in told
            for name in names
            for each in sold
            if row.setdefault("association", kind)
        ]
        if world.mostly(group > 0, True):
            terms = association(world, kind, claim)
            associated += [
                {"customer_id": name, "product": each, **terms} for name in names for each in sold
            ]
    if not listed or world.mostly(False, True):
        listed = emptied(world, listed, product, (times["now"], times["then"]))
    return {
        "seats": listed,
        "associations": associated,
        "customer_counts": customer_counts(world, (product, other)),
    }


def emptied(world: World, rows: list[Row], product: str, periods: Sequence[date]) -> list[Row]:
    """The rows of the product's periods replaced by the word that nothing of them remains."""
    gone = [period.isoformat() for period in periods][: world.one((2, 1, 0))]
    nothing = {"customer_id": "", "seats": "0", "active_users": "", "association": "POR"}
    kept = [row for row in rows if row["product"] != product or row["period"] not in gone]
    return [*kept, *({**nothing, "product": product, "period": period} for period in gone)]


def history(world: World) -> list[tuple[str, dict[str, str]]]:
    """What a customer had now, and perhaps a year ago and when claimed."""

    def size_and_users(sizes: Sequence[int]) -> dict[str, str]:
        size, percent = world.one(sizes), world.one(world.ground.percents)
        edge = -(-percent * size // 100)
        beside = (str(edge), str(edge + 1), str(max(edge - 1, 0)))
        users = world.mostly(str(size), *beside, "0", str(size + 9), "")
        return {"seats": str(size), "active_users": users}

    rows = []
    now = size_and_users(world.ground.sizes)
    if world.mostly(True, True, False):
        rows.append(("now", dict(now)))
        if world.mostly(False, True):
            kind = world.one((*world.ground.kinds, "PAL"))
            more = size_and_users(world.ground.sizes)
            rows.append(("now", {**more, "association": kind}))
    for time in ("then", "claim"):
        told = world.mostly("nothing", "nothing", "few", "same", "else")
        if told == "few":
            rows.append((time, {**now, "active_users": world.one(("0", "1", ""))}))
        elif told == "same":
            rows.append((time, dict(now)))
        elif told == "else":
            rows.append((time, size_and_users(world.ground.sizes)))
    if world.mostly(True, False):
        rows += [(time, {"seats": "1", "active_users": "0"}) for time in ("then", "claim")][
            : world.one((1, 2))
        ]
    return rows


def association(world: World, kind: str, claim: date) -> dict[str, str]:
    """An association of the kind, or of another, that holds on the day or nearly."""
    year, day = world.year_ago, world.day
    started = world.one((claim, year - 90 * DAY, year, year + DAY, day, day + DAY, claim + DAY))
    ended = world.mostly(None, day, day - DAY, year, year - DAY)
    return {
        "kind": world.mostly(kind, *world.ground.kinds, "PAL"),
        "started_on": started.isoformat(),
        "ended_on": ended.isoformat() if ended and ended >= started else "",
        "proof": world.mostly("approved", "none", "submitted", "rejected"),
    }


def customer_counts(world: World, products: Sequence[str]) -> list[Row]:
    """Counts of customers now and a year ago."""
    if world.mostly(True, False):
        return []
    days = (world.near(world.day), world.near(world.year_ago), world.near(world.day))
    return [
        {
            "product": world.one(products),
            "period": day.isoformat(),
            "customers": str(world.one((30, 29, 10, 9, 5, 4, 0))),
            "new_customers": world.one(("25", "24", "4", "3", "0", "")),
        }
        for day in days
        if world.mostly(True, False)
    ]
