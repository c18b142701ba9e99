"""Microsoft's Small and Midmarket Cloud Solutions competency: seats first, then new customers."""

from datetime import date

from tiers.language import AllOf, AtLeast, Edition, Programme, Source, Tier, associations
from tiers.metrics import Customers, NetCustomers, NewCustomers, PeopleHolding, Seats, every

OFFICE = (
    "microsoft-365",
    "exchange-online",
    "sharepoint",
    "skype-for-business",
    "yammer",
    "proplus",
    "teams",
    "onedrive",
)

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Small and Midmarket Cloud Solutions, July 2017",
    "MicrosoftDocs/partner-center-pr.de-de@ef87e4f8 "
    "partner-center/competency-small-and-midmarket-cloud-solutions.md",
    "primary text",
)
LOWERED = Source(
    "Redmond Channel Partner on lower requirements of the cloud competencies, September 2015",
    "rcpmag.com/blogs/scott-bekker/2015/09/ms-cuts-cloud-competency-requirements.aspx and "
    "channelweb.co.uk/news/2427047/microsoft-makes-cloudy-changes-channel",
    "two secondary sources",
)
BEFORE_LOWERED = Source(
    "Redmond Channel Partner on what the cloud competencies asked for until September 2015",
    "rcpmag.com/blogs/scott-bekker/2015/09/ms-cuts-cloud-competency-requirements.aspx",
    "one secondary source",
)

ASSUMED_OFFICE = (
    "The sources name Office 365 and no list of products; Exchange Online, SharePoint, Skype for "
    "Business, Yammer, ProPlus, Teams, OneDrive and the suite itself are assumed."
)
ASSUMED_MONDAY = (
    "The figures changed on a Monday of September 2015 that no source names; the 7th is assumed."
)
ASSUMED_RECORD = "That only a POR or DPOR counted is inferred from the choice widened in May 2016."

SMCS = Programme(
    key="smcs",
    title="Small and Midmarket Cloud Solutions competency",
    vendor="Microsoft",
    editions=(
        Edition(
            programme="smcs",
            name="2017",
            since=date(2017, 7, 6),
            until=date(2018, 9, 4),
            source=PARTNER_CENTER,
            counts=associations("DAP", "TPOR", "DPOR"),
            tiers=(
                Tier(
                    "Silver",
                    AtLeast(
                        4,
                        NetCustomers(*OFFICE),
                        says="4 more customers of Office 365 than 12 months before",
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(
                            25,
                            NetCustomers(*OFFICE),
                            says="25 more customers of Office 365 than 12 months before",
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(every("70-347")),
                            says="2 people who passed 70-347",
                        ),
                    ),
                ),
            ),
            assumptions=(
                ASSUMED_OFFICE,
                "That it was in force just as long as its page was seen to be public is assumed.",
                "From 16 November 2017 the page speaks of customers added and no longer of net ones; that lost customers are still taken off is assumed.",
            ),
        ),
        Edition(
            programme="smcs",
            name="2015",
            since=date(2015, 9, 7),
            until=date(2017, 7, 5),
            source=LOWERED,
            counts=associations("POR", "DPOR"),
            tiers=(
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(40, Seats(*OFFICE), says="40 seats of Office 365"),
                        AtLeast(
                            4,
                            NewCustomers(*OFFICE),
                            says="4 new customers of Office 365 in the last 12 months",
                        ),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(250, Seats(*OFFICE), says="250 seats of Office 365"),
                        AtLeast(
                            25,
                            NewCustomers(*OFFICE),
                            says="25 new customers of Office 365 in the last 12 months",
                        ),
                    ),
                ),
            ),
            assumptions=(
                ASSUMED_OFFICE,
                ASSUMED_MONDAY,
                "Its last day is not known; the day before the next rules were first seen is assumed.",
                ASSUMED_RECORD,
                "From about 24 May 2016 a delegated administrator or transacting partner was accepted too; here a POR or DPOR is asked for to the end, which is assumed.",
            ),
        ),
        Edition(
            programme="smcs",
            name="2014",
            since=date(2014, 9, 29),
            until=date(2015, 9, 6),
            source=BEFORE_LOWERED,
            counts=associations("POR", "DPOR"),
            tiers=(
                Tier(
                    "Silver",
                    AllOf(
                        AtLeast(150, Seats(*OFFICE), says="150 seats of Office 365"),
                        AtLeast(10, Customers(*OFFICE), says="10 customers of Office 365"),
                    ),
                ),
                Tier(
                    "Gold",
                    AllOf(
                        AtLeast(300, Seats(*OFFICE), says="300 seats of Office 365"),
                        AtLeast(30, Customers(*OFFICE), says="30 customers of Office 365"),
                    ),
                ),
            ),
            assumptions=(
                "Its first day is from another account: rcpmag.com/articles/2014/09/01/cloud-competencies-debut-in-mpn.aspx.",
                ASSUMED_OFFICE,
                ASSUMED_MONDAY,
                ASSUMED_RECORD,
            ),
        ),
    ),
)
