"""Modern Work from October 2022 to June 2026."""

from datetime import date

from tiers.language import (
    AnyOf,
    Best,
    Edition,
    Retired,
    Scored,
    Source,
    Tier,
    Total,
    associations,
)
from tiers.metrics import (
    Band,
    DeployedTenants,
    NetCustomers,
    PeopleHolding,
    UsageGrowth,
    every,
    one_of,
)

WORKLOADS = (
    "intune",
    "exchange-online",
    "proplus",
    "sharepoint",
    "teams",
    "teams-meetings",
    "teams-phone",
    "teams-phone-calling",
    "teams-platform",
    "yammer",
    "viva-insights",
    "viva-topics",
    "viva-learning",
    "viva-connections",
)
INTERMEDIATE = one_of("MS-900", "MS-600", "MS-700", "MS-203", "SC-300", "MS-721", "MD-102")
ADVANCED = one_of(
    "MS-102", every("MS-100", "MS-101"), "Teams Meetings and Meeting Rooms Assessment"
)

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Modern Work, June 2023",
    "kvamseek/partner-center@85eb3c40 solutions-partner-modern-work.md",
    "primary text",
)

ASSUMED_CODES = (
    "The page names certificates; which exams stand for them is from other accounts, and assumed "
    "for MS-900, MS-600, MS-700 and MS-721."
)
ASSUMED_SIZE = (
    "That a customer's licences on the day asked for decide whether its growth counts, those of a "
    "year before only where it has left, is assumed."
)
ASSUMED_PAID = (
    "What the 40 % are taken of is disputed (paid or all licences); here it is the seats in our "
    "files, which is assumed."
)

ENTERPRISE = Total(
    70,
    Scored(
        20,
        5,
        NetCustomers(*WORKLOADS, kinds=("CPOR", "DPOR"), band=Band(301)),
        says="20 points for 5 customers gained in 12 months, 4 for each; "
        "a customer counts with 301 licences or more of a workload",
        key="enterprise-adds",
    ),
    Scored(
        10,
        4,
        PeopleHolding(INTERMEDIATE),
        says="10 points for 4 people with an intermediate certificate, 2.5 for each",
        key="enterprise-intermediate",
        assumed=ASSUMED_CODES,
    ),
    Scored(
        15,
        2,
        PeopleHolding(ADVANCED),
        says="15 points for 2 people with an advanced certificate, 7.5 for each",
        key="enterprise-advanced",
        assumed=ASSUMED_CODES,
    ),
    Best(
        Scored(
            30,
            1000,
            UsageGrowth(*WORKLOADS, kinds=("CPOR",), band=Band(301)),
            says="30 points for 1,000 more active users than 12 months before "
            "under CPOR at customers with 301 licences or more of a workload, in proportion below",
            key="enterprise-growth-cpor",
            assumed=ASSUMED_SIZE,
        ),
        Scored(
            30,
            4000,
            UsageGrowth(*WORKLOADS, kinds=("DPOR",), band=Band(301)),
            says="30 points for 4,000 more active users than 12 months before "
            "under DPOR at customers with 301 licences or more of a workload, in proportion below",
            key="enterprise-growth-dpor",
            assumed=ASSUMED_SIZE,
        ),
    ),
    Best(
        Scored(
            25,
            5,
            DeployedTenants(40, *WORKLOADS, kinds=("CPOR",), band=Band(301)),
            says="25 points for 5 customers gained in 12 months under CPOR with 301 "
            "licences or more of a workload and 40 % of them in active use, 5 for each",
            key="enterprise-deployments-cpor",
            assumed=ASSUMED_PAID,
        ),
        Scored(
            25,
            10,
            DeployedTenants(40, *WORKLOADS, kinds=("DPOR",), band=Band(301)),
            says="25 points for 10 customers gained in 12 months under DPOR with 301 "
            "licences or more of a workload and 40 % of them in active use, 2.5 for each",
            key="enterprise-deployments-dpor",
            assumed=ASSUMED_PAID,
        ),
    ),
    says="70 of 100 points on the Enterprise track, and some from every part",
    key="enterprise-points",
)
SMB = Total(
    70,
    Scored(
        20,
        10,
        NetCustomers(*WORKLOADS, kinds=("CPOR", "CSP1", "CSP2"), band=Band(11, 300)),
        says="20 points for 10 customers gained in 12 months, 2 for each; "
        "a customer counts with 11 to 300 licences of a workload",
        key="smb-adds",
    ),
    Scored(
        10,
        2,
        PeopleHolding(INTERMEDIATE),
        says="10 points for 2 people with an intermediate certificate, 5 for each",
        key="smb-intermediate",
        assumed=ASSUMED_CODES,
    ),
    Scored(
        15,
        1,
        PeopleHolding(ADVANCED),
        says="15 points for 1 person with an advanced certificate",
        key="smb-advanced",
        assumed=ASSUMED_CODES,
    ),
    Best(
        Scored(
            30,
            500,
            UsageGrowth(*WORKLOADS, kinds=("CPOR",), band=Band(11, 300)),
            says="30 points for 500 more active users than 12 months before "
            "under CPOR at customers with 11 to 300 licences of a workload, in proportion below",
            key="smb-growth-cpor",
            assumed=ASSUMED_SIZE,
        ),
        Scored(
            30,
            2000,
            UsageGrowth(*WORKLOADS, kinds=("CSP1", "CSP2"), band=Band(11, 300)),
            says="30 points for 2,000 more active users than 12 months before "
            "under CSP at customers with 11 to 300 licences of a workload, in proportion below",
            key="smb-growth-csp",
            assumed=ASSUMED_SIZE,
        ),
    ),
    Best(
        Scored(
            25,
            5,
            DeployedTenants(40, *WORKLOADS, kinds=("CPOR",), band=Band(11, 300)),
            says="25 points for 5 customers gained in 12 months under CPOR with 11 to 300 "
            "licences of a workload and 40 % of them in active use, 5 for each",
            key="smb-deployments-cpor",
            assumed=ASSUMED_PAID,
        ),
        Scored(
            25,
            10,
            DeployedTenants(40, *WORKLOADS, kinds=("CSP1", "CSP2"), band=Band(11, 300)),
            says="25 points for 10 customers gained in 12 months under CSP with 11 to 300 "
            "licences of a workload and 40 % of them in active use, 2.5 for each",
            key="smb-deployments-csp",
            assumed=ASSUMED_PAID,
        ),
    ),
    says="70 of 100 points on the SMB track, and some from every part",
    key="smb-points",
)
EDITION_2023 = Edition(
    programme="modern-work",
    name="2023",
    since=date(2022, 10, 3),
    until=date(2026, 6, 30),
    source=PARTNER_CENTER,
    counts=associations("CPOR", "DPOR", "CSP1", "CSP2"),
    retired=(
        Retired("MS-900", date(2026, 3, 31)),
        Retired("Teams Meetings and Meeting Rooms Assessment", date(2026, 6, 15)),
    ),
    tiers=(
        Tier(
            "Solutions Partner",
            AnyOf(enterprise=ENTERPRISE, smb=SMB),
        ),
    ),
    assumptions=(
        "One page of the vendor has the start a day later, on 4 October 2022.",
        "Which certificates were retired in its last months is from the page of mid-2026.",
        "The page is of June 2023, its certificates as seen in October 2023; that they held to 30 June 2026 is assumed, and so is that last day.",
        "One page of the vendor gives whole points only, others parts of one; parts are counted.",
        "In words the page counts workloads added and in its formula tenants; tenants are taken.",
        "It asks for one point from every part and elsewhere for more than none; the latter is taken.",
        "A best month of six decides, and the designation stays until the anniversary; here the points of the day asked for are told.",
    ),
)
