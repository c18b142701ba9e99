"""Security from July 2026 on: two tracks."""

from datetime import date

from tiers.language import (
    OPEN,
    Added,
    AnyOf,
    AtLeast,
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
    FigureCustomers,
    FigureIncrease,
    NetCustomers,
    PeopleHolding,
    Together,
    UsageGrowth,
    one_of,
)

WORKLOADS = ("aadp", "intune", "aip", "enterprise-mobility-security")
ENGINEERS = one_of("AZ-500", "SC-500")
ANALYSTS = one_of("SC-200")
CERTIFIED = one_of("SC-100", "SC-300", "SC-400", "SC-401")

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Security, mid-2026",
    "cpan1979/pcs-skills@c232d3a6 snapshots/security.md",
    "primary text, at second hand",
)

ASSUMED_CODES = "The page names certificates; that these exams stand for them is assumed."
ASSUMED_FIGURES = (
    "Which products are meant is assumed: Azure AD Premium, Intune, Azure Information Protection "
    "and Enterprise Mobility + Security, without Defender, and all of a customer's Azure "
    "consumption, though the page counts its security services only."
)
ASSUMED_PRODUCTS = (
    "Which products are meant is assumed: Azure AD Premium, Intune, Azure Information Protection "
    "and Enterprise Mobility + Security, without Defender; and so is that a customer's licences on "
    "the day asked for decide whether its growth counts."
)
ASSUMED_SPENDERS = (
    "The page counts growth at customers above 12,000 USD on the one track and up to it on the "
    "other; here all consumption counts on both, which is assumed."
)

ENTERPRISE = Total(
    70,
    Scored(
        20,
        10,
        Together(
            NetCustomers(*WORKLOADS, band=Band(301)),
            FigureCustomers("azure-consumption", 600, net=True),
        ),
        says="20 points for 10 customers gained in 12 months, 2 for each; a customer "
        "counts once with 301 licences or more of a security workload and once with "
        "600 USD or more of Azure consumption in 12 months",
        key="enterprise-adds",
        assumed=ASSUMED_FIGURES,
    ),
    Scored(
        40,
        6,
        PeopleHolding(CERTIFIED),
        says="40 points for 6 people with a certificate of step 3, 6.67 for each",
        key="enterprise-skilling",
        gates=(
            AtLeast(
                2,
                PeopleHolding(ENGINEERS),
                says="2 security engineers, without whom skilling scores nothing",
                key="enterprise-step-1",
                assumed=ASSUMED_CODES,
            ),
            AtLeast(
                2,
                PeopleHolding(ANALYSTS),
                says="2 security operations analysts, without whom skilling scores nothing",
                key="enterprise-step-2",
                assumed=ASSUMED_CODES,
            ),
        ),
        assumed=ASSUMED_CODES,
    ),
    Scored(
        20,
        6,
        Together(
            DeployedTenants(15, *WORKLOADS, band=Band(301)),
            FigureCustomers("azure-consumption", 12001, net=True),
        ),
        says="20 points for 6 customers gained in 12 months, 3.3 for each; a customer "
        "counts once with 301 licences or more of a security workload and 15 % of them in "
        "active use, and once with 12,001 USD or more of Azure consumption in 12 months",
        key="enterprise-deployments",
        assumed=ASSUMED_FIGURES,
    ),
    Added(
        Scored(
            20,
            25000,
            FigureIncrease("security-consumption"),
            says="20 points for 25,000 USD more consumption of Azure security in "
            "12 months than in the 12 before, 1 for each 1,250",
            key="enterprise-growth-acr",
            assumed=ASSUMED_SPENDERS,
        ),
        Scored(
            20,
            2500,
            UsageGrowth(*WORKLOADS, band=Band(301)),
            says="20 points for 2,500 more active users of security workloads than "
            "12 months before at customers with 301 licences or more, 1 for each 125",
            key="enterprise-growth-users",
            assumed=ASSUMED_PRODUCTS,
        ),
        upto=20,
    ),
    says="70 of 100 points on the Enterprise track, and some from every part",
    key="enterprise-points",
)
SMB = Total(
    70,
    Scored(
        20,
        5,
        Together(
            NetCustomers(*WORKLOADS, band=Band(5, 300)),
            FigureCustomers("azure-consumption", 600, net=True),
        ),
        says="20 points for 5 customers gained in 12 months, 4 for each; a customer "
        "counts once with 5 to 300 licences of a security workload and once with "
        "600 USD or more of Azure consumption in 12 months",
        key="smb-adds",
        assumed=ASSUMED_FIGURES,
    ),
    Added(
        Scored(
            4,
            1,
            PeopleHolding(ENGINEERS),
            says="4 points for 1 security engineer, without whom step 3 scores nothing",
            key="smb-step-1",
            assumed=ASSUMED_CODES,
        ),
        Scored(
            4,
            1,
            PeopleHolding(ANALYSTS),
            says="4 points for 1 security operations analyst, without whom step 3 scores nothing",
            key="smb-step-2",
            assumed=ASSUMED_CODES,
        ),
        Scored(
            32,
            4,
            PeopleHolding(CERTIFIED),
            says="32 points for 4 people with a certificate of step 3, 8 for each",
            key="smb-skilling",
            gates=(
                AtLeast(
                    1,
                    PeopleHolding(ENGINEERS),
                    says="1 security engineer",
                    key="smb-step-1",
                ),
                AtLeast(
                    1,
                    PeopleHolding(ANALYSTS),
                    says="1 security operations analyst",
                    key="smb-step-2",
                ),
            ),
            assumed=ASSUMED_CODES,
        ),
    ),
    Scored(
        20,
        6,
        Together(
            DeployedTenants(15, *WORKLOADS, band=Band(5, 300)),
            FigureCustomers("azure-consumption", 750, 12000, net=True),
        ),
        says="20 points for 6 customers gained in 12 months, 3.3 for each; a customer "
        "counts once with 5 to 300 licences of a security workload and 15 % of them in "
        "active use, and once with 750 to 12,000 USD of Azure consumption in 12 months",
        key="smb-deployments",
        assumed=ASSUMED_FIGURES,
    ),
    Added(
        Scored(
            20,
            15000,
            FigureIncrease("security-consumption"),
            says="20 points for 15,000 USD more consumption of Azure security in "
            "12 months than in the 12 before, 1 for each 750",
            key="smb-growth-acr",
            assumed=ASSUMED_SPENDERS,
        ),
        Scored(
            20,
            1000,
            UsageGrowth(*WORKLOADS, band=Band(5, 300)),
            says="20 points for 1,000 more active users of security workloads than "
            "12 months before at customers with 5 to 300 licences, 1 for each 50",
            key="smb-growth-users",
            assumed=ASSUMED_PRODUCTS,
        ),
        upto=20,
    ),
    says="70 of 100 points on the SMB track, and some from every part",
    key="smb-points",
)
EDITION_2026 = Edition(
    programme="security",
    name="2026",
    since=date(2026, 7, 1),
    until=OPEN,
    source=PARTNER_CENTER,
    counts=associations("CPOR", "CSP1", "CSP2"),
    retired=(Retired("AZ-500", date(2026, 8, 31)), Retired("SC-400", date(2025, 5, 31))),
    tiers=(
        Tier(
            "Solutions Partner",
            AnyOf(enterprise=ENTERPRISE, smb=SMB),
        ),
    ),
    assumptions=(
        "The page was seen in the middle of 2026; that its rules began on 1 July is assumed.",
        "SC-500 opens the first gate since 30 July 2026; here it does so from the first day.",
        "Two other accounts give skilling 20 or 25 points; 40 make the whole 100 and are taken.",
        "Of Modern Work alone the vendor says that use from before an association brings nothing; that it is so here, too, is assumed.",
        "One page of the vendor gives whole points only, others parts of one; parts are counted.",
        "The page asks for more than 12,000 USD; that 12,001 USD is meant, and nothing between, is assumed.",
        "Consumption counts by Partner Admin Link or CSP; figures name no association, so what they state is assumed to be credited.",
        "An example of the page gives two people of step 3 on the SMB track 8 points altogether; its total and its rule need 16, which is taken.",
        "A customer grown beyond 300 licences stays with the SMB track for a year by the page and leaves it at once here, which is assumed.",
        "A best month of six decides, and the designation stays until the anniversary; here the points of the day asked for are told.",
    ),
)
