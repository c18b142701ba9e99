"""Security from October 2022 to June 2026: one track; more people behind the gates since 2023-12."""

from datetime import date

from tiers.language import (
    Added,
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
ENGINEERS = one_of("AZ-500")
ANALYSTS = one_of("SC-200", "MS-500")
CERTIFIED_TO_NOVEMBER_2023 = one_of("SC-100", "SC-200", "SC-300", "SC-400")
CERTIFIED = one_of("SC-100", "SC-300", "SC-400")

PARTNER_CENTER = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Security, June 2023",
    "kvamseek/partner-center@85eb3c40 solutions-partner-security.md",
    "primary text",
)

ASSUMED_CODES = "The page names certificates; that these exams stand for them is assumed."
ASSUMED_FIGURES = (
    "Which products are meant is assumed: Azure AD Premium, Intune, Azure Information Protection "
    "and Enterprise Mobility + Security, without Defender, and all of a customer's Azure "
    "consumption, though the page counts its security services only."
)
ASSUMED_PRODUCTS = (
    "Which products are meant is assumed: Azure AD Premium, Intune, Azure Information Protection "
    "and Enterprise Mobility + Security, without Defender."
)
ASSUMED_CREDITED = (
    "Consumption counts by Partner Admin Link only; figures name no association, so what they state is assumed to be credited.",
    "Two other accounts give skilling 20 or 25 points, and one gives what customers use 30 and not 40; 40 and 40 make the whole 100 and are taken.",
    "Of Modern Work alone the vendor says that use from before an association brings nothing; that it is so here, too, is assumed.",
    "The page gives a person 6.6 points and, in its examples, 6.67; 40 for six are taken, and parts of a point are counted, though another page gives whole ones only.",
    "The page asks for one point from every part, another one for more than none; the latter is taken.",
    "A best month of six decides, and the designation stays until the anniversary; here the points of the day asked for are told.",
)

EDITION_2023_12 = Edition(
    programme="security",
    name="2023-12",
    since=date(2023, 12, 1),
    until=date(2026, 6, 30),
    source=PARTNER_CENTER,
    counts=associations("CPOR"),
    retired=(Retired("MS-500", date(2023, 6, 30)), Retired("SC-400", date(2025, 5, 31))),
    tiers=(
        Tier(
            "Solutions Partner",
            Total(
                70,
                Scored(
                    20,
                    10,
                    Together(
                        NetCustomers(*WORKLOADS, band=Band(25)),
                        FigureCustomers("azure-consumption", 100, net=True),
                    ),
                    says="20 points for 10 customers gained in 12 months, 2 for each; a customer "
                    "counts once with 25 seats or more of a security workload and once with "
                    "100 USD or more of Azure consumption in 12 months",
                    key="adds",
                    assumed=ASSUMED_FIGURES,
                ),
                Scored(
                    40,
                    6,
                    PeopleHolding(CERTIFIED),
                    says="40 points for 6 people with a certificate of step 3, 6.67 for each",
                    key="skilling",
                    gates=(
                        AtLeast(
                            2,
                            PeopleHolding(ENGINEERS),
                            says="2 Azure security engineers, without whom skilling scores nothing",
                            key="step-1",
                            assumed=ASSUMED_CODES,
                        ),
                        AtLeast(
                            2,
                            PeopleHolding(ANALYSTS),
                            says="2 security operations analysts or Microsoft 365 security "
                            "administrators, without whom skilling scores nothing",
                            key="step-2",
                            assumed=ASSUMED_CODES,
                        ),
                    ),
                    assumed=ASSUMED_CODES,
                ),
                Scored(
                    20,
                    6,
                    Together(
                        DeployedTenants(15, *WORKLOADS, band=Band(25)),
                        FigureCustomers("azure-consumption", 12000, net=True),
                    ),
                    says="20 points for 6 customers gained in 12 months, 3.3 for each; a customer "
                    "counts once with 25 seats or more of a security workload and 15 % of them in "
                    "active use, and once with 12,000 USD or more of Azure consumption in 12 months",
                    key="deployments",
                    assumed=ASSUMED_FIGURES,
                ),
                Added(
                    Scored(
                        20,
                        25000,
                        FigureIncrease("security-consumption"),
                        says="20 points for 25,000 USD more consumption of Azure security in 12 months "
                        "than in the 12 before, 1 for each 1,250",
                        key="growth-acr",
                    ),
                    Scored(
                        20,
                        2500,
                        UsageGrowth(*WORKLOADS),
                        says="20 points for 2,500 more active users of security workloads than "
                        "12 months before, 1 for each 125",
                        key="growth-users",
                        assumed=ASSUMED_PRODUCTS,
                    ),
                    upto=20,
                ),
                says="70 of 100 points, and some from every part",
            ),
        ),
    ),
    assumptions=(
        "The page of October 2023 announces these gates; that all this held to 30 June 2026 is assumed, and so is that last day.",
        "A track for small customers was opened on a day between November 2023 and 2025 that was not found; until July 2026 none is told here.",
        *ASSUMED_CREDITED,
    ),
)

EDITION_2023_10 = Edition(
    programme="security",
    name="2023-10",
    since=date(2022, 10, 3),
    until=date(2023, 11, 30),
    source=PARTNER_CENTER,
    counts=associations("CPOR"),
    retired=(Retired("MS-500", date(2023, 6, 30)),),
    tiers=(
        Tier(
            "Solutions Partner",
            Total(
                70,
                Scored(
                    20,
                    10,
                    Together(
                        NetCustomers(*WORKLOADS, band=Band(25)),
                        FigureCustomers("azure-consumption", 100, net=True),
                    ),
                    says="20 points for 10 customers gained in 12 months, 2 for each; a customer "
                    "counts once with 25 seats or more of a security workload and once with "
                    "100 USD or more of Azure consumption in 12 months",
                    key="adds",
                    assumed=ASSUMED_FIGURES,
                ),
                Scored(
                    40,
                    6,
                    PeopleHolding(CERTIFIED_TO_NOVEMBER_2023),
                    says="40 points for 6 people with a certificate of step 3, 6.67 for each",
                    key="skilling",
                    gates=(
                        AtLeast(
                            1,
                            PeopleHolding(ENGINEERS),
                            says="1 Azure security engineer, without whom skilling scores nothing",
                            key="step-1",
                            assumed=ASSUMED_CODES,
                        ),
                        AtLeast(
                            1,
                            PeopleHolding(ANALYSTS),
                            says="1 security operations analyst or Microsoft 365 security "
                            "administrator, without whom skilling scores nothing",
                            key="step-2",
                            assumed=ASSUMED_CODES,
                        ),
                    ),
                    assumed=ASSUMED_CODES,
                ),
                Scored(
                    20,
                    6,
                    Together(
                        DeployedTenants(15, *WORKLOADS, band=Band(25)),
                        FigureCustomers("azure-consumption", 12000, net=True),
                    ),
                    says="20 points for 6 customers gained in 12 months, 3.3 for each; a customer "
                    "counts once with 25 seats or more of a security workload and 15 % of them in "
                    "active use, and once with 12,000 USD or more of Azure consumption in 12 months",
                    key="deployments",
                    assumed=ASSUMED_FIGURES,
                ),
                Added(
                    Scored(
                        20,
                        25000,
                        FigureIncrease("security-consumption"),
                        says="20 points for 25,000 USD more consumption of Azure security in 12 months "
                        "than in the 12 before, 1 for each 1,250",
                        key="growth-acr",
                    ),
                    Scored(
                        20,
                        2500,
                        UsageGrowth(*WORKLOADS),
                        says="20 points for 2,500 more active users of security workloads than "
                        "12 months before, 1 for each 125",
                        key="growth-users",
                        assumed=ASSUMED_PRODUCTS,
                    ),
                    upto=20,
                ),
                says="70 of 100 points, and some from every part",
            ),
        ),
    ),
    assumptions=(
        "The figures were seen in October 2023; that they held from the start of the designation is assumed, as an account from before it tells other ones.",
        "One page of the vendor has the start a day later, on 4 October 2022.",
        *ASSUMED_CREDITED,
    ),
)
