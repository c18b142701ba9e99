"""Two small programmes that score, over the facts of the demonstration's partner."""

from datetime import date

from tiers.language import (
    OPEN,
    Added,
    AnyOf,
    AtLeast,
    Best,
    ByMarket,
    Edition,
    Programme,
    Requirement,
    Retired,
    Scored,
    Source,
    Tier,
    Total,
    Track,
)
from tiers.metrics import PeopleHolding, References, Seats, every, one_of

SOURCE = Source("A test", "tests/designations.py", "made up")
EXAM, BOTH = one_of("70-341"), every("70-341", "70-342")

# On 2015-03-31 the partner has 1,040 seats, 3 references and 3 people with 70-341, 1 with both.
ENTERPRISE = Total(
    70,
    Scored(
        40,
        2080,
        Seats("exchange-online"),
        says="40 points for 2080 seats",
        key="enterprise-adds",
    ),
    Scored(
        30,
        6,
        References(12),
        says="30 points for 6 references",
        key="enterprise-references",
        gates=(
            AtLeast(9, PeopleHolding(EXAM), says="9 people with 70-341", key="enterprise-people"),
        ),
        assumed="That a reference brings five points is assumed.",
    ),
    Scored(
        30,
        2,
        PeopleHolding(one_of("MCSM: Messaging")),
        says="30 points for 2 masters",
        key="enterprise-advanced",
    ),
    says="70 of 100 points on the Enterprise track, and some from every part",
    key="enterprise-points",
)
SMB = Total(
    70,
    Best(
        Scored(
            40, 2080, Seats("exchange-online", kinds=("POR",)), says="40 points for 2080 seats",
            key="smb-growth-por",
        ),
        Scored(
            40, 1300, Seats("exchange-online", kinds=("POR", "DPOR")),
            says="40 points for 1300 seats", key="smb-growth-dpor",
        ),
    ),
    Scored(30, 4, References(12), says="30 points for 4 references", key="smb-references"),
    Added(
        Scored(4, 1, PeopleHolding(EXAM), says="4 points for 1 person with 70-341", key="smb-one"),
        Scored(26, 2, PeopleHolding(BOTH), says="26 points for 2 with both", key="smb-both"),
    ),
    says="70 of 100 points on the SMB track, and some from every part",
    key="smb-points",
)  # fmt: skip
CLASS = AtLeast(
    80, Seats("exchange-online", kinds=("CPOR",)), says="80 seats under CPOR", key="smb-share"
)


def edition(
    programme: str, requirement: Requirement, name: str, since: date, until: date
) -> Edition:
    """Rules with one tier."""
    return Edition(
        programme,
        name,
        since,
        until,
        SOURCE,
        (Tier("Solutions Partner", requirement),),
        ("POR", "DPOR"),
        ("messaging",),
        (Retired("70-341", date(2014, 2, 28)),) if name == "2016" else (),
    )


EITHER = AnyOf(enterprise=ENTERPRISE, smb=SMB)
DESIGNATION = Programme(
    "designation",
    "Designation",
    "Microsoft",
    (
        edition("designation", EITHER, "2016", date(2016, 1, 1), OPEN),
        edition("designation", EITHER, "2014", date(2014, 7, 1), date(2015, 12, 31)),
    ),
)
TRACKS = Programme(
    "tracks",
    "Tracks",
    "Microsoft",
    (
        edition(
            "tracks",
            Track(CLASS, then=("smb", SMB), otherwise=("enterprise", ENTERPRISE)),
            "2014",
            date(2014, 7, 1),
            OPEN,
        ),
    ),
)
MARKETS = Programme(
    "markets",
    "Markets",
    "Microsoft",
    (
        edition(
            "markets",
            AtLeast(
                ByMarket(developed=2000, developing=1000),
                Seats("exchange-online"),
                says="2000 seats, or 1000 in a developing market",
            ),
            "2014",
            date(2014, 7, 1),
            OPEN,
        ),
    ),
)
