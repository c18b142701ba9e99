"""Modern Work from July 2026 on."""

from datetime import date

from tiers.language import (
    OPEN,
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
from tiers.metrics import Band, DeployedTenants, NetCustomers, PeopleHolding, UsageGrowth, one_of

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
    "m365-copilot",
    "entra-id-p1",
    "windows-365",
    "teams-premium",
    "frontline",
    "teams-rooms",
    "viva-goals",
    "viva-engage",
)
INTERMEDIATE = one_of("MS-900", "MS-700", "SC-300", "MS-721", "MD-102", "AB-900")
ADVANCED = one_of("MS-102", "Teams Meetings and Meeting Rooms Assessment")

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Modern Work, mid-2026",
    "cpan1979/pcs-skills@c232d3a6 snapshots/modern-work.md",
    "primary text, at second hand",
)

ASSUMED_CODES = (
    "The page names certificates; which exams stand for them is from other accounts, and assumed "
    "for MS-900, MS-700, MS-721 and AB-900."
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
        NetCustomers(
            *WORKLOADS,
            kinds=("CPOR", "CSP1", "CSP2"),
            band=Band(11, 300),
            stays=True,
        ),
        says="20 points for 10 customers gained in 12 months, 2 for each; "
        "a customer counts with 11 to 300 licences of a workload, or with more if it was so 12 months before",
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
EDITION_2026 = Edition(
    programme="modern-work",
    name="2026",
    since=date(2026, 7, 1),
    until=OPEN,
    source=PARTNER_CENTER,
    counts=associations("CPOR", "DPOR", "CSP1", "CSP2"),
    retired=(
        Retired("MS-900", date(2026, 3, 31)),
        Retired("MS-102", date(2026, 11, 30)),
        Retired("Teams Meetings and Meeting Rooms Assessment", date(2026, 6, 15)),
    ),
    tiers=(
        Tier(
            "Solutions Partner",
            AnyOf(enterprise=ENTERPRISE, smb=SMB),
        ),
    ),
    assumptions=(
        "The page was seen in the middle of 2026; that its rules began on 1 July is assumed.",
        "One page of the vendor gives whole points only, others parts of one; parts are counted.",
        "In words the page counts workloads added and in its formula tenants; tenants are taken.",
        "It asks for one point from every part and elsewhere for more than none; the latter is taken.",
        "A customer grown beyond 300 licences stays with the SMB track for a year; here it does so for customers gained and not for growth and deployments, which is assumed.",
        "That MS-100 with MS-101 no longer counts, as the page of the time does not name them, is inferred.",
        "A best month of six decides, and the designation stays until the anniversary; here the points of the day asked for are told.",
    ),
)
