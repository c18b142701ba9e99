"""Microsoft's payments to claiming partners once a workload is in use at a customer."""

from datetime import date

from tiers.language import AllOf, AtLeast, Edition, Programme, Source, Tier, associations
from tiers.metrics import Enrolled, Milestones

WORKLOADS = (
    "exchange-online",
    "sharepoint",
    "onedrive",
    "teams",
    "skype-for-business",
    "yammer",
    "proplus",
    "intune",
    "aip",
    "aadp",
)
SELECTED = ("teams", "intune", "proplus", "aip")

ANNOUNCED = Source(
    "Announcement in the Microsoft partner community that CPOR takes the place of DPOR, 2019",
    "microsoftpartnercommunity.com/t5/Microsoft-Inspire/"
    "Inspire-Announcement-DPOR-is-changing-this-is-what-you-need-to/td-p/12002 and MSXFAQ, "
    "POR/DPOR/CPOR",
    "two secondary sources",
)

ASSUMED_ELIGIBLE = (
    "A partner who is FastTrack Ready may take part as well, which no file of ours tells; such a "
    "partner is assumed to hold one of the competencies."
)
ASSUMED_FLOOR = (
    "The least number of seats is known from September 2021 only (whitecap-uat.powerappsportals.com)"
    " and assumed for 2019."
)
ASSUMED_WORKLOADS = (
    "The sources speak of all workloads, another one of 10, and none lists those of 2019; the 10 "
    "counted here are assumed."
)

USAGE_MILESTONES = Programme(
    key="usage-milestones",
    title="CPOR usage milestones",
    vendor="Microsoft",
    editions=(
        Edition(
            programme="usage-milestones",
            name="2019",
            since=date(2019, 10, 1),
            until=date(2020, 9, 30),
            source=ANNOUNCED,
            counts=associations("CPOR"),
            tiers=(
                Tier(
                    "15 %",
                    AllOf(
                        AtLeast(
                            1,
                            Enrolled(
                                ("cloud-productivity", "enterprise-mobility"), ("Silver", "Gold")
                            ),
                            says="1 active Silver or Gold competency in Cloud Productivity "
                            "or Enterprise Mobility",
                            assumed=ASSUMED_ELIGIBLE,
                        ),
                        AtLeast(
                            1,
                            Milestones(15, *WORKLOADS, floor=150),
                            says="1 workload at a customer with 150 seats or more of it "
                            "and 15 % of them in active use",
                            key="milestones-15",
                            assumed=f"{ASSUMED_WORKLOADS} {ASSUMED_FLOOR}",
                        ),
                    ),
                ),
                Tier(
                    "40 %",
                    AllOf(
                        AtLeast(
                            1,
                            Enrolled(
                                ("cloud-productivity", "enterprise-mobility"), ("Silver", "Gold")
                            ),
                            says="1 active Silver or Gold competency in Cloud Productivity "
                            "or Enterprise Mobility",
                            assumed=ASSUMED_ELIGIBLE,
                        ),
                        AtLeast(
                            1,
                            Milestones(40, *SELECTED, floor=150),
                            says="1 workload of Teams, Intune, Office ProPlus and Azure Information "
                            "Protection at a customer with 150 seats or more of it "
                            "and 40 % of them in active use",
                            key="milestones-40",
                            assumed=ASSUMED_FLOOR,
                        ),
                    ),
                ),
            ),
            assumptions=(
                "Its last day is from another account: vuzion.cloud/latest-news/claiming-partner-of-record-(cpor)-and-usage-incentives-for-microsoft-365.",
                "That a workload already in such use when it was claimed earns nothing is known from 2021 only and assumed for 2019.",
                "That a workload counts in active use by the users of the newest file, whatever the 28 days behind them, is assumed.",
                "What a milestone pays, and how many a large customer is worth, was not found; licences bought through CSP, directly or by enterprise agreement count alike.",
            ),
        ),
    ),
)
