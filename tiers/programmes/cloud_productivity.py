"""Microsoft's Cloud Productivity competency: active users of Office 365."""

from datetime import date

from tiers.language import AllOf, AtLeast, ByMarket, Edition, Programme, Source, Tier, associations
from tiers.metrics import ActiveUsers, PeopleHolding, every, one_of

WORKLOADS = ("exchange-online", "sharepoint", "skype-for-business", "yammer", "proplus")
EXAMS_OR_MCSA = one_of(every("70-346", "70-347"), "MCSA: Office 365")

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Cloud Productivity competency, July 2017",
    "MicrosoftDocs/partner-center-pr.de-de@ef87e4f8 "
    "partner-center/competency-cloud-productivity.md",
    "primary text",
)
LOWERED = Source(
    "Redmond Channel Partner on lower requirements of the cloud competencies, September 2015",
    "rcpmag.com/blogs/scott-bekker/2015/09/ms-cuts-cloud-competency-requirements.aspx and "
    "channelweb.co.uk/news/2427047/microsoft-makes-cloudy-changes-channel",
    "two secondary sources",
)

ASSUMED_WORKLOADS = (
    "The workloads are those of the page of 2017; that they were the same in 2015 is assumed."
)
ASSUMED_SUM = (
    "That a user of several workloads counts in each of them is inferred, as active entitlements "
    "are counted by workload; trials do not count, and our files are assumed to have none. Whether "
    "the users of a file were active in the last 28 days is the file's word."
)

CLOUD_PRODUCTIVITY = Programme(
    key="cloud-productivity",
    title="Cloud Productivity competency",
    vendor="Microsoft",
    editions=(
        Edition(
            programme="cloud-productivity",
            name="2017",
            since=date(2017, 7, 6),
            until=date(2018, 9, 4),
            source=PARTNER_CENTER,
            counts=associations("DAP", "TPOR", "DPOR"),
            tiers=(
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(
                            ByMarket(developed=2000, developing=1000),
                            ActiveUsers(*WORKLOADS),
                            says="2,000 active users of Office 365 workloads, "
                            "or 1,000 in a developing market",
                        ),
                        AtLeast(
                            1,
                            PeopleHolding(EXAMS_OR_MCSA),
                            says="1 person who passed both 70-346 and 70-347 "
                            "or holds MCSA: Office 365",
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            4000,
                            ActiveUsers(*WORKLOADS),
                            says="4,000 active users of Office 365 workloads in any market",
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(EXAMS_OR_MCSA),
                            says="2 people who each passed both 70-346 and 70-347 "
                            "or hold MCSA: Office 365",
                        ),
                    ),
                ),
            ),
            assumptions=(
                ASSUMED_SUM,
                "That it was in force just as long as its page was seen to be public is assumed.",
                "From 15 September 2017 the page also counts a FastTrack Partner, a kind of association that our files do not have.",
            ),
        ),
        Edition(
            programme="cloud-productivity",
            name="2015",
            since=date(2015, 9, 7),
            until=date(2017, 7, 5),
            source=LOWERED,
            counts=associations("POR", "DPOR"),
            tiers=(
                Tier(
                    "Silver",
                    AtLeast(
                        2000,
                        ActiveUsers(*WORKLOADS),
                        says="2,000 active users of Office 365 workloads",
                        assumed=ASSUMED_WORKLOADS,
                    ),
                ),
                Tier(
                    "Gold",
                    AtLeast(
                        4000,
                        ActiveUsers(*WORKLOADS),
                        says="4,000 active users of Office 365 workloads",
                        assumed=ASSUMED_WORKLOADS,
                    ),
                ),
            ),
            assumptions=(
                ASSUMED_SUM,
                "The figures changed on a Monday of September 2015 that no source names; the 7th is assumed.",
                "Its last day is not known; the day before the next rules were first seen is assumed.",
                "A lower figure for developing markets is known from 2017 on; that there was none before is assumed.",
                "That only a POR or DPOR counted is inferred; from about 24 May 2016 a delegated administrator or transacting partner was accepted too, which is not counted here.",
                "From 29 September 2014 the competency asked for seats, in a number that was not found, so there are no rules for the year before.",
            ),
        ),
    ),
)
