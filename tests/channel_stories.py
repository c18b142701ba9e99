"""The story of one random partner, told in pieces of files that are crowded with boundary cases."""

from datetime import date, timedelta
from uuid import UUID

from tests.brute_known import Row
from tests.channel_scenes import HOMES, ROUNDS, Chance, Piece, Scene, delivered, spelt

TOTALS = (500, 499, 501, 1500, 1500, 1499, 1501, 0)
PEOPLE = ("ana", "bob", "0815", "Jürgen", "eva", "815", "zoé")
CUSTOMERS = ("0001", "1", "0f8fad5b-d9cb-469f-a165-70867728950e", "Käserei Süd")
ROLES_TO_2015 = (
    ("70-341", "70-342"),
    ("70-341",),
    ("70-342",),
    ("MCSE: Messaging",),
    ("70-341", "MCSE: Messaging", "70-342"),
    ("74-325",),
)
ROLES_OF_2017 = (
    ("70-347", "70-345"),
    ("70-347", "70-345", "MCSE: Productivity"),
    ("70-345", "MCSE: Productivity", "70-347", "74-325"),
    ("MCSE: Productivity",),
    ("70-347",),
)


def story(chance: Chance, number: int) -> list[Piece]:
    """Everything that is told of one partner; its number makes its identifier unique."""
    plain, odd = f"{500_001 + number // 2}", f"Müller-{number}"
    guid = str(UUID(int=0xABCDEF_4711 << 88 | number))
    partner = chance.one((f"0{plain}", odd) if number % 2 else (plain, guid))
    home, calm = chance.one(HOMES), chance.one((12, 12, 2))
    kinds = ("staff", "awards", "references", "associations", "seats", "seats by DPOR")
    alias, linking = chance.one((("", []), ("", []), links(chance, partner, number)))
    aliased = [kind for kind in kinds if chance.one((False, False, True))]
    scene = Scene(chance, partner, alias, aliased, home, calm)
    told = (registration, people, references, associations, deliveries)
    return [*linking, *(piece for tell in told for piece in tell(scene))]


def links(chance: Chance, partner: str, number: int) -> tuple[str, list[Piece]]:
    """An alias of the partner, and the links that lead from it: straight, corrected or in steps."""
    alias, hub = f"LOC-{number}", f"HUB-{number}"
    early, late = chance.one(((0, -1), (-1, 0), (5, 6)))
    steps = chance.one(
        (
            [(late, alias, partner)],
            [(0, alias, "nobody"), (-1, alias, partner)],
            [(early, alias, hub), (late, hub, partner)],
        )
    )
    return alias, [link(chance, "partner", *step) for step in steps]


def link(chance: Chance, kind: str, when: int, alias: str, name: str) -> Piece:
    """One row of links, in the given one of all rounds."""
    row = {"kind": kind, "alias": spelt(chance, alias), "same_as": spelt(chance, name)}
    return Piece(range(len(ROUNDS))[when], "links", False, [row])


def registration(scene: Scene) -> list[Piece]:
    """What changes no verdict on messaging: a name, counts of customers, an enrolment."""
    counts = {"product": "exchange-online", "period": scene.day(0), "customers": "12"}
    enrolled = {"programme": "messaging", "tier": "Gold", "started_on": scene.day(-100)}
    rows = [
        scene.row("partners", name=f"Partner {scene.partner}"),
        scene.row("customer_counts", **counts),
        scene.row("enrolments", **enrolled),
    ]
    kinds = ("partners", "customer_counts", "enrolments")
    last = scene.rounds()[-1]
    return [
        Piece(last, kind, False, [row])
        for kind, row in zip(kinds, rows, strict=True)
        if scene.chance.one((False, True, True))
    ]


def people(scene: Scene) -> list[Piece]:
    """Awards, and perhaps a staff list, on which some holders are missing."""
    one, mostly, day = scene.chance.one, scene.mostly, scene.day
    awards, staff = [], []
    for name in dict.fromkeys(scene.chance.many(lambda: one(PEOPLE), 12)):
        holder, employee = (scene.name(kind, "person", name) for kind in ("awards", "staff"))
        for award in one(ROLES_TO_2015 if scene.home.year < 2016 else ROLES_OF_2017):
            earned = mostly(day(-400), day(0), day(1), "2012-02-29")
            ends = mostly("", day(-1), day(0), day(1))
            dates = {"earned_on": earned, "expires_on": ends if ends >= earned else ""}
            awards.append(scene.row("awards", person_id=holder, award=award, **dates))
        stays = mostly(
            [("", "")],
            [("", day(0))],
            [("", day(-1))],
            [(day(0), "")],
            [(day(1), "")],
            [(day(-900), day(-31)), (day(0), "")],
            [(day(-900), day(-1)), (day(1), "")],
            [("2012-02-29", day(-31)), (day(1), "")],
            [],
        )
        for joined, left in stays:
            dates = {"joined_on": joined, "left_on": left}
            staff.append(scene.row("staff", person_id=employee, **dates))
    newcomer = scene.row("staff", person_id="newcomer", joined_on=day(-5))
    listed = one(([], staff, [*staff, newcomer]))
    return [*delivered(scene, "awards", awards), *delivered(scene, "staff", listed)]


def references(scene: Scene) -> list[Piece]:
    """References around the first and the last day of the twelve months."""
    mostly, day = scene.mostly, scene.day
    year = (scene.home - scene.home.replace(year=scene.home.year - 1)).days

    def reference() -> Row:
        customer = mostly("", *CUSTOMERS)
        return scene.row(
            "references",
            customer_id=customer and scene.name("references", "customer", customer),
            given_on=mostly(day(-30), day(1 - year), day(-year), day(0), day(1), "2012-02-29"),
            status=mostly("", "approved", "awaiting", "rejected"),
            competency=mostly("", "Messaging", " messaging ", "Cloud Productivity"),
        )

    rows = [
        row | {"reference_id": f"R-0{n}", "customer_id": row["customer_id"] or f"K-{n}"}
        for n, row in enumerate(scene.chance.many(reference, 9))
    ]
    return delivered(scene, "references", rows)


def associations(scene: Scene) -> list[Piece]:
    """Associations that begin and end around the home day; of most customers none is known."""
    mostly, day, one = scene.mostly, scene.day, scene.chance.one

    def association() -> Row:
        started = mostly(day(-500), day(0), day(1))
        ended = mostly("", day(-1), day(0), day(1))
        return scene.row(
            "associations",
            customer_id=scene.name("associations", "customer", one(CUSTOMERS)),
            product=mostly("exchange-online", "Exchange", "sharepoint"),
            kind=mostly("POR", "DPOR", "CPOR", "CSP1"),
            started_on=started,
            ended_on=ended if ended >= started else "",
            proof=mostly("", "none", "submitted", "approved", "rejected"),
        )

    rows = scene.chance.many(association, 5) if one((False, False, True)) else []
    return delivered(scene, "associations", rows)


def deliveries(scene: Scene) -> list[Piece]:
    """Seats files: of one period or several, of one round or several."""
    return [piece for period in scene.chance.many(lambda: seats(scene), 2) for piece in period]


def seats(scene: Scene) -> list[Piece]:
    """One period's seats and active users, in sum at a threshold or one beside it."""
    one, mostly = scene.chance.one, scene.mostly
    ends = scene.home + timedelta(mostly(0, -184, -185, -1, 1))
    product = mostly("exchange-online", "Exchange Online", "Exchange", "sharepoint")
    period = mostly(*periods(ends))
    total = one(TOTALS)
    least = -(-15 * total // 100)
    users = one((least, max(least - 1, 0), total))
    customers = CUSTOMERS[: one((1, 2, 4))]
    rows = []
    for n, customer in enumerate(customers):
        share = total // len(customers) + (total % len(customers) if n == 0 else 0)
        active = min(users, share)
        users -= active
        known = mostly(str(active), "", str(share + 100))
        rows += [
            scene.row("seats", product=product, period=period, **cells)
            for cells in sold(scene, customer, share, known)
        ]
    return delivered(scene, "seats", rows, ends if period == ends.isoformat() else date.min)


def periods(day: date) -> list[str]:
    """The ways in which a period that ends on the day can be written."""
    month, quarter = f"{day:%Y-%m}", f"Q{(day.month + 2) // 3}"
    if (day + timedelta(1)).day != 1:
        return [day.isoformat()]
    quarters = [f"{day.year}-{quarter}", f"{day.year}{quarter}", f"{quarter} {day.year}"]
    return [day.isoformat(), month, *(quarters if day.month % 3 == 0 else [])]


def sold(scene: Scene, customer: str, seats: int, active_users: str) -> list[Row]:
    """A customer's seats under one association, and at times under another as well."""
    kind = scene.mostly("", "POR", "DPOR", "CPOR")
    other = scene.mostly("", "POR", "DPOR", "CPOR", "CSP1")
    told = [(kind, str(seats), active_users)]
    if other in ("POR", "DPOR") and other != (kind or "POR"):
        less = scene.chance.one(((seats, ""), (seats // 2, "0"), (seats, active_users)))
        told.append((other, str(less[0]), less[1]))
    elif other != kind and other not in ("", "POR"):
        told.append((other, "5000", "5000"))
    rows = []
    for association, number, users in told:
        name = scene.name(f"seats by {association}", "customer", customer)
        cells = {"customer_id": name, "association": association}
        rows.append(cells | {"seats": number, "active_users": users})
    return rows
