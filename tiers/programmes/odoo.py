"""Odoo's official partnership: Ready, Silver and Gold by users sold, certificates and retention."""

from datetime import date

from tiers.language import OPEN, AllOf, AtLeast, Edition, Programme, Source, Tier
from tiers.metrics import FigureShare, FigureTotal, PeopleHolding, one_of

CERTIFIED = one_of("Odoo certification")

VERSION_11 = Source(
    "Odoo Partnership Agreement, version 11 of 19 May 2023",
    "odoo/documentation@04072a54 content/legal/terms/partnership.rst",
    "primary text",
)
VERSION_9B = Source(
    "Odoo Partnership Agreement, as in force about 2021",
    "lawinsider.com/clause/bene1ts",
    "primary text",
)
VERSION_6A = Source(
    "Odoo Partnership Agreement, version 6a beside version 7",
    "git.nextzenos.com, commit a90fdffb",
    "primary text",
)

ASSUMED_VERSIONS = (
    "That the version somebody is certified on is recent enough is assumed to be told by the day "
    "on which the award expires in our files."
)
ASSUMED_CERTIFIED = (
    "That a certification on any version counts until it expires in our files is assumed."
)
ASSUMED_COUNTED = (
    "Which contracts these are is taken from the vendor's own count, given as figures."
)
REVIEWED = (
    "Odoo reviews the level every quarter; here it is judged by the figures of the day asked for."
)

ODOO = Programme(
    key="odoo",
    title="Odoo partnership",
    vendor="Odoo",
    editions=(
        Edition(
            programme="odoo",
            name="v11",
            since=date(2023, 5, 19),
            until=OPEN,
            source=VERSION_11,
            tiers=(
                Tier(
                    "Ready",
                    AllOf(
                        AtLeast(
                            10,
                            FigureTotal("net-new-users", 12),
                            says="10 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            1,
                            PeopleHolding(CERTIFIED),
                            says="1 person certified on one of the 3 last versions of Odoo",
                            assumed=ASSUMED_VERSIONS,
                        ),
                    ),
                ),
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            75,
                            FigureTotal("net-new-users", 12),
                            says="75 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            3,
                            PeopleHolding(CERTIFIED),
                            says="3 people certified on one of the 3 last versions of Odoo",
                            assumed=ASSUMED_VERSIONS,
                        ),
                        AtLeast(
                            70,
                            FigureShare("contracts-won-and-active", "contracts-won-in-3-years"),
                            says="70 % of the contracts won in the last 3 years are still active",
                            key="retention",
                            assumed=ASSUMED_COUNTED,
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            300,
                            FigureTotal("net-new-users", 12),
                            says="300 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            6,
                            PeopleHolding(CERTIFIED),
                            says="6 people certified on one of the 3 last versions of Odoo",
                            assumed=ASSUMED_VERSIONS,
                        ),
                        AtLeast(
                            80,
                            FigureShare("contracts-won-and-active", "contracts-won-in-3-years"),
                            says="80 % of the contracts won in the last 3 years are still active",
                            key="retention",
                            assumed=ASSUMED_COUNTED,
                        ),
                    ),
                ),
            ),
            assumptions=(
                REVIEWED,
                "No later version was read; that this one is still in force is assumed.",
            ),
        ),
        Edition(
            programme="odoo",
            name="v9b",
            since=date(2021, 1, 12),
            until=date(2023, 5, 18),
            source=VERSION_9B,
            tiers=(
                Tier(
                    "Ready",
                    AllOf(
                        AtLeast(
                            10,
                            FigureTotal("net-new-users", 12),
                            says="10 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            1, PeopleHolding(CERTIFIED), says="1 person with an Odoo certification"
                        ),
                    ),
                ),
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            50,
                            FigureTotal("net-new-users", 12),
                            says="50 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            2, PeopleHolding(CERTIFIED), says="2 people with an Odoo certification"
                        ),
                        AtLeast(
                            70,
                            FigureShare("contracts-active", "contracts-active-within-12-months"),
                            says="70 % of the contracts active at some time in the last 12 months are active now",
                            key="retention",
                            assumed=ASSUMED_COUNTED,
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            150,
                            FigureTotal("net-new-users", 12),
                            says="150 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            3, PeopleHolding(CERTIFIED), says="3 people with an Odoo certification"
                        ),
                        AtLeast(
                            80,
                            FigureShare("contracts-active", "contracts-active-within-12-months"),
                            says="80 % of the contracts active at some time in the last 12 months are active now",
                            key="retention",
                            assumed=ASSUMED_COUNTED,
                        ),
                    ),
                ),
            ),
            assumptions=(
                REVIEWED,
                ASSUMED_CERTIFIED,
                "The page with these figures bears no day; its version and first day are from the history in the text of version 11, and that both are one is inferred.",
                "Version 10 of 9 January 2023 was not read; that its figures were these is assumed.",
            ),
        ),
        Edition(
            programme="odoo",
            name="v6a",
            since=date(2017, 12, 11),
            until=date(2021, 1, 11),
            source=VERSION_6A,
            tiers=(
                Tier(
                    "Ready",
                    AtLeast(
                        1, PeopleHolding(CERTIFIED), says="1 person with an Odoo certification"
                    ),
                ),
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            50,
                            FigureTotal("net-new-users", 12),
                            says="50 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            2, PeopleHolding(CERTIFIED), says="2 people with an Odoo certification"
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            100,
                            FigureTotal("net-new-users", 12),
                            says="100 net new users sold in the last 12 months",
                            key="users",
                        ),
                        AtLeast(
                            4, PeopleHolding(CERTIFIED), says="4 people with an Odoo certification"
                        ),
                    ),
                ),
            ),
            assumptions=(
                REVIEWED,
                ASSUMED_CERTIFIED,
                "Versions 7 to 9a were not read; that these figures held until version 9b is assumed.",
            ),
        ),
    ),
)
