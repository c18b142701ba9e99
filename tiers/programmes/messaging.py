"""Microsoft's Messaging competency: Silver and Gold around Exchange."""

from datetime import date

from tiers.language import AllOf, AnyOf, AtLeast, Edition, Programme, Source, Tier, associations
from tiers.metrics import (
    PeopleHolding,
    PercentActive,
    Place,
    PlacesFilled,
    References,
    Seats,
    every,
    one_of,
)

EXAMS_2013 = ("70-341", "70-342")
BOTH_EXAMS = every(*EXAMS_2013)
ONE_EXAM_OR_MCSE = one_of(*EXAMS_2013, "MCSE: Messaging")
EXAMS_2017 = every("70-347", "70-345")
MCSE_2017 = one_of("MCSE: Productivity")

MSXFAQ = Source(
    "MSXFAQ, POR/DPOR/CPOR (examples dated February 2015)",
    "MSXFAQ, web page in German, section “Partner und Punkte”",
    "one secondary source",
)
PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Messaging competency, July 2017",
    "MicrosoftDocs/partner-center-pr.de-de@ef87e4f8 partner-center/competency-messaging.md",
    "primary text",
)

ASSUMED_EXAMS = "The source names MCSE: Messaging but no exam; 70-341 and 70-342 are assumed."
ASSUMED_USAGE = (
    "The source asks for active use from FY2015 on without a figure; 15 % of all counted seats "
    "together is assumed."
)
ASSUMED_FRAME = (
    "The source names no competency: Messaging is inferred from MCSE: Messaging and Exchange Online.",
    "That the people must be distinct, and that a DPOR counts like a POR, is assumed.",
    "The source speaks of the year from summer 2014 to summer 2015; that years run from 1 July to 30 June is inferred.",
)

MESSAGING = Programme(
    key="messaging",
    title="Messaging competency",
    vendor="Microsoft",
    editions=(
        Edition(
            programme="messaging",
            name="2017",
            since=date(2017, 7, 6),
            until=date(2018, 9, 4),
            source=PARTNER_CENTER,
            competency=("messaging", "messaging competency"),
            tiers=(
                Tier(
                    "Silver",
                    AnyOf(
                        exams=AtLeast(
                            2,
                            PeopleHolding(EXAMS_2017),
                            says="2 people who each passed both 70-347 and 70-345",
                            key="people-exams",
                        ),
                        mcse=AtLeast(
                            2,
                            PeopleHolding(MCSE_2017),
                            says="2 people who hold MCSE: Productivity",
                            key="people-mcse",
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AnyOf(
                        exams=AtLeast(
                            4,
                            PeopleHolding(EXAMS_2017),
                            says="4 people who each passed both 70-347 and 70-345",
                            key="people-exams",
                        ),
                        mcse=AtLeast(
                            4,
                            PeopleHolding(MCSE_2017),
                            says="4 people who hold MCSE: Productivity",
                            key="people-mcse",
                        ),
                    ),
                ),
            ),
            assumptions=(
                "That it was in force just as long as its page was seen to be public is assumed.",
                "That people with the exams and people with the MCSE may not be mixed is assumed.",
            ),
        ),
        Edition(
            programme="messaging",
            name="FY2015",
            since=date(2014, 7, 1),
            until=date(2015, 6, 30),
            source=MSXFAQ,
            counts=associations("POR", "DPOR"),
            competency=("messaging", "messaging competency"),
            tiers=(
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            2,
                            PlacesFilled(Place(1, BOTH_EXAMS), Place(1, ONE_EXAM_OR_MCSE)),
                            says="2 places: one person with two exams, and another with "
                            "one exam or MCSE: Messaging",
                            assumed=ASSUMED_EXAMS,
                        ),
                        AtLeast(
                            3,
                            References(months=12),
                            says="3 customer references from the last 12 months",
                        ),
                        AtLeast(500, Seats("exchange-online"), says="500 seats of Exchange Online"),
                        AtLeast(
                            15,
                            PercentActive("exchange-online"),
                            says="15 % of those seats in active use",
                            assumed=ASSUMED_USAGE,
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            4,
                            PlacesFilled(Place(2, BOTH_EXAMS), Place(2, ONE_EXAM_OR_MCSE)),
                            says="4 places: two people with two exams, and two others with "
                            "one exam or MCSE: Messaging",
                            assumed=ASSUMED_EXAMS,
                        ),
                        AtLeast(
                            5,
                            References(months=12),
                            says="5 customer references from the last 12 months",
                        ),
                        AtLeast(
                            1500, Seats("exchange-online"), says="1,500 seats of Exchange Online"
                        ),
                        AtLeast(
                            15,
                            PercentActive("exchange-online"),
                            says="15 % of those seats in active use",
                            assumed=ASSUMED_USAGE,
                        ),
                    ),
                ),
            ),
            assumptions=ASSUMED_FRAME,
        ),
        Edition(
            programme="messaging",
            name="FY2014",
            since=date(2013, 7, 1),
            until=date(2014, 6, 30),
            source=MSXFAQ,
            counts=associations("POR", "DPOR"),
            competency=("messaging", "messaging competency"),
            tiers=(
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            2,
                            PlacesFilled(Place(1, BOTH_EXAMS), Place(1, ONE_EXAM_OR_MCSE)),
                            says="2 places: one person with two exams, and another with "
                            "one exam or MCSE: Messaging",
                            assumed=ASSUMED_EXAMS,
                        ),
                        AtLeast(
                            3,
                            References(months=12),
                            says="3 customer references from the last 12 months",
                        ),
                        AtLeast(500, Seats("exchange-online"), says="500 seats of Exchange Online"),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            4,
                            PlacesFilled(Place(2, BOTH_EXAMS), Place(2, ONE_EXAM_OR_MCSE)),
                            says="4 places: two people with two exams, and two others with "
                            "one exam or MCSE: Messaging",
                            assumed=ASSUMED_EXAMS,
                        ),
                        AtLeast(
                            5,
                            References(months=12),
                            says="5 customer references from the last 12 months",
                        ),
                        AtLeast(
                            1500, Seats("exchange-online"), says="1,500 seats of Exchange Online"
                        ),
                    ),
                ),
            ),
            assumptions=(
                *ASSUMED_FRAME,
                "That active use was not yet asked for is inferred from its start in FY2015, and so is that the other figures were the same.",
            ),
        ),
    ),
)
