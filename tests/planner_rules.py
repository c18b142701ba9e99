"""Rules of every form, each with the kinds of facts that it looks at."""

from tiers.language import (
    Added,
    AllOf,
    AnyOf,
    AtLeast,
    Best,
    ByMarket,
    Requirement,
    Scored,
    Total,
    Track,
)
from tiers.metrics import (
    ActiveUsers,
    Band,
    DeployedTenants,
    Enrolled,
    FigureCustomers,
    FigureCustomersLately,
    FigureGrowth,
    FigureIncrease,
    FigureNow,
    FigureProducts,
    FigureShare,
    FigureTotal,
    NetCustomers,
    NewCustomers,
    PeopleHolding,
    PercentActive,
    Place,
    PlacesFilled,
    References,
    Seats,
    Together,
    UsageGrowth,
    every,
    one_of,
)
from tiers.metrics.customers import Customers
from tiers.metrics.milestones import Milestones

PEOPLE = ("awards", "staff")
SEATS = ("seats", "associations")
COUNTED = (*SEATS, "customer_counts")


def at_least(number: int | ByMarket, metric: object, key: str = "") -> AtLeast:
    return AtLeast(number, metric, says="", key=key)  # type: ignore[arg-type]


def scored(upto: int, at: int, metric: object, key: str, *gates: AtLeast) -> Scored:
    return Scored(upto, at, metric, says="", key=key, gates=gates)  # type: ignore[arg-type]


ENROLLED = Enrolled(("other",), ("Gold",))
A, B, C = (PeopleHolding(one_of(award)) for award in "abc")
RULES: dict[str, tuple[Requirement, tuple[str, ...]]] = {
    "places": (
        at_least(2, PlacesFilled(Place(1, every("a", "b")), Place(1, one_of("a", "c")))),
        PEOPLE,
    ),
    "nested": (at_least(2, PeopleHolding(one_of(every("a", "b"), "c"))), PEOPLE),
    "overlapping": (
        AllOf(
            at_least(1, PeopleHolding(one_of("a", "b")), "one"),
            at_least(2, PeopleHolding(one_of("b", "c")), "two"),
        ),
        PEOPLE,
    ),
    "retired": (at_least(2, PeopleHolding(one_of("c", "d", "e"))), PEOPLE),
    "retired among places": (
        at_least(
            2, PlacesFilled(Place(1, one_of("e", "b")), Place(1, one_of(every("d", "a"), "c")))
        ),
        PEOPLE,
    ),
    "references": (at_least(2, References(12)), ("references",)),
    "seats": (at_least(8, Seats("p")), SEATS),
    "seats of two": (at_least(8, Seats("p", "q")), SEATS),
    "percent": (
        AllOf(at_least(6, Seats("p"), "seats"), at_least(50, PercentActive("p"), "use")),
        SEATS,
    ),
    "percent alone": (at_least(60, PercentActive("p", ("CPOR",))), SEATS),
    "use and seats of one kind": (
        AllOf(
            at_least(4, ActiveUsers("p", kinds=("CPOR",)), "active"),
            at_least(4, Seats("p", "q", kinds=("DPOR",)), "seats"),
        ),
        SEATS,
    ),
    "customers of two sizes": (
        AllOf(
            at_least(1, NetCustomers("p", "q", band=Band(2, 3)), "small"),
            at_least(1, NetCustomers("p", "q", band=Band(4)), "large"),
        ),
        SEATS,
    ),
    "customers and use": (
        AllOf(
            at_least(2, Customers("p", "q"), "customers"),
            at_least(4, UsageGrowth("p", "q", band=Band(2, 5)), "growth"),
        ),
        COUNTED,
    ),
    "active and deployed": (
        AllOf(
            at_least(2, ActiveUsers("p", "q"), "active"),
            at_least(1, DeployedTenants(50, "p", "q"), "deployed"),
        ),
        SEATS,
    ),
    "active": (at_least(6, ActiveUsers("p", "q")), SEATS),
    "active by kind": (at_least(4, ActiveUsers("p", "q", kinds=("CPOR",))), SEATS),
    "customers": (at_least(3, Customers("p", "q")), COUNTED),
    "new customers": (at_least(2, NewCustomers("p", "q")), COUNTED),
    "net customers": (at_least(1, NetCustomers("p", "q")), COUNTED),
    "band": (at_least(1, NetCustomers("p", "q", band=Band(3, 4))), SEATS),
    "staying": (at_least(1, NetCustomers("p", "q", band=Band(2, 3), stays=True)), SEATS),
    "open band": (at_least(1, NetCustomers("p", kinds=("CPOR",), band=Band(4))), SEATS),
    "deployed": (at_least(1, DeployedTenants(50, "p", "q", band=Band(2, 4))), SEATS),
    "deployed by kind": (at_least(1, DeployedTenants(40, "p", kinds=("CPOR",))), SEATS),
    "growth": (at_least(4, UsageGrowth("p", "q")), SEATS),
    "growth by kind": (at_least(3, UsageGrowth("p", kinds=("CPOR",))), SEATS),
    "growth in a band": (at_least(3, UsageGrowth("p", "q", band=Band(2, 4))), SEATS),
    "growth in an open band": (
        at_least(2, UsageGrowth("p", "q", kinds=("CPOR",), band=Band(3))),
        SEATS,
    ),
    "milestones": (at_least(1, Milestones(50, "p", "q", floor=3, kinds=("CPOR",))), SEATS),
    "total": (at_least(6, FigureTotal("f", 12)), ("figures",)),
    "now": (at_least(5, FigureNow("f")), ("figures",)),
    "share": (at_least(60, FigureShare("f", "g")), ("figures",)),
    "growing": (at_least(50, FigureGrowth("f")), ("figures",)),
    "growing from a baseline": (at_least(50, FigureGrowth("f", baseline=2)), ("figures",)),
    "growing and lately": (
        AllOf(
            at_least(50, FigureGrowth("f"), "growth"),
            at_least(1, FigureCustomersLately("f", 2), "lately"),
        ),
        ("figures",),
    ),
    "increase": (at_least(3, FigureIncrease("f")), ("figures",)),
    "figure customers": (at_least(1, FigureCustomers("f", 2, most=4, net=True)), ("figures",)),
    "lately": (at_least(1, FigureCustomersLately("f", 2)), ("figures",)),
    "services": (at_least(3, FigureProducts("f", but=("s",))), ("figures",)),
    "together": (
        at_least(2, Together(NetCustomers("p"), FigureCustomers("f", 2))),
        (*SEATS, "figures"),
    ),
    "market": (at_least(ByMarket(8, 3), ActiveUsers("p")), SEATS),
    "points": (
        Total(
            7,
            scored(4, 2, A, "a"),
            Added(scored(2, 1, B, "b"), scored(4, 2, C, "c", at_least(1, B, "gate"))),
            Best(scored(4, 4, References(12), "references"), scored(4, 1, C, "again")),
            says="",
        ),
        (*PEOPLE, "references"),
    ),
    "points up to so many": (
        Total(
            5,
            scored(2, 2, A, "a"),
            Added(scored(3, 2, B, "b"), scored(3, 1, C, "c"), upto=4),
            says="",
        ),
        PEOPLE,
    ),
    "points of use": (
        Total(
            6,
            scored(4, 4, UsageGrowth("p", "q"), "growth"),
            Best(
                scored(4, 2, DeployedTenants(50, "p", "q", kinds=("CPOR",)), "cpor"),
                scored(4, 3, DeployedTenants(50, "p", "q", kinds=("DPOR",)), "dpor"),
            ),
            says="",
        ),
        SEATS,
    ),
    "any of": (
        AnyOf(people=at_least(1, PeopleHolding(every("a", "b"))), use=at_least(3, References(12))),
        (*PEOPLE, "references"),
    ),
    "track": (
        Track(
            at_least(50, FigureShare("f", "g"), "share"),
            ("small", at_least(1, A)),
            ("large", at_least(1, PeopleHolding(every("b", "c")), "two")),
        ),
        ("figures", "awards"),
    ),
    "seats and references": (
        AllOf(at_least(2, References(12)), at_least(7, Seats("p"))),
        ("references", *SEATS),
    ),
    "prerequisite": (
        AnyOf(no=at_least(1, ENROLLED), yes=at_least(1, A, "people")),
        (*PEOPLE, "enrolments"),
    ),
    "prerequisite and people": (
        AllOf(at_least(1, ENROLLED), at_least(1, A, "people")),
        (*PEOPLE, "enrolments"),
    ),
    "track by prerequisite": (
        Track(
            at_least(1, ENROLLED),
            ("credited", at_least(1, A)),
            ("not", at_least(1, PeopleHolding(every("b", "c")), "two")),
        ),
        (*PEOPLE, "enrolments"),
    ),
}
