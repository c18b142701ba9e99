"""What one page of Microsoft's asks for in all three Azure designations, and what is assumed of it."""

from tiers.language import AtLeast, Scored, Source
from tiers.metrics import (
    FigureCustomersLately,
    FigureGrowth,
    FigureProducts,
    FigureTotal,
    PeopleHolding,
    one_of,
)

ADMINISTRATORS = PeopleHolding(one_of("AZ-104"))
ARCHITECTS = PeopleHolding(one_of("AZ-305"))
MACHINES = ("virtual-machines", "virtual-machine-licenses")

JUNE_2023 = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Azure, June 2023",
    "kvamseek/partner-center@85eb3c40 solutions-partner-azure.md",
    "primary text",
)
MID_2026 = Source(
    "Microsoft Partner Center documentation, Solutions Partner for Azure, mid-2026",
    "cpan1979/pcs-skills@c232d3a6 snapshots/azure.md",
    "primary text, at second hand",
)

ASSUMED_CODES = "The page names the certificate; that its exam is the one meant here is assumed."
ASSUMED_LISTED = (
    "The page lists certificates by name; here one award named “Listed: …” is assumed to stand for "
    "any of them."
)
ASSUMED_GROWTH = (
    "By the page totals of 12 months are compared; here one month is compared with the same month "
    "a year before, which is assumed."
)
ASSUMED_FLOOR = "The page does not say of which time the least total is; 12 months are assumed."

ALWAYS = (
    "Consumption counts by CSP, DPOR or Partner Admin Link; figures name no association, so what they state is assumed to be credited.",
    "One page of the vendor gives whole points only, others parts of one; parts are counted.",
    "The page asks for one point from every part, another one for more than none; the latter is taken.",
    "A best month of six decides, and the designation stays until the anniversary; here the points of the day asked for are told.",
)
UNTIL_2026 = (
    "The page is of June 2023 and was seen in October; that its rules held from the start to 30 June 2026 is assumed, and so is that last day.",
    "One page of the vendor has the start a day later, on 4 October 2022.",
    "A track for partners of small customers was opened on a day that was not found and, by one secondary source, took those with less than 1 million USD and more than 80 % small customers; until July 2026 only the other track is told here.",
)
SINCE_2026 = (
    "The page was seen in the middle of 2026; that its rules began on 1 July is supported by an unpublished account only and assumed.",
    "By the page one month of six with so many small customers is enough for the SMB track; here the newest figures decide, which is assumed.",
)

ONLY_TRACK_2023 = (
    Scored(
        30,
        3,
        FigureCustomersLately("azure-consumption", 1000, months=2),
        says="30 points for 3 customers gained in 12 months, 10 for each; a customer counts with 1,000 USD of Azure consumption in one of the last 2 months",
        key="adds",
    ),
    Scored(
        20,
        20,
        FigureGrowth("azure-consumption"),
        says="20 points for 20 % more Azure consumption than a year before, 1 for each 1 %",
        key="growth",
        gates=(
            AtLeast(
                1000,
                FigureTotal("azure-consumption", 12),
                says="1,000 USD of Azure consumption in the last 12 months, or growth scores nothing",
                key="growth-floor",
                assumed=ASSUMED_FLOOR,
            ),
        ),
        assumed=ASSUMED_GROWTH,
    ),
    Scored(
        10,
        5,
        FigureProducts("azure-consumption", but=MACHINES),
        says="10 points for 5 Azure services in use in the last 12 months, 2 for each; virtual machines and their licences do not count",
        key="deployments",
    ),
)
SMB_2026 = (
    Scored(
        30,
        3,
        FigureCustomersLately("azure-consumption", 500, months=2),
        says="30 points for 3 customers gained in 12 months, 10 for each; a customer counts with 500 USD of Azure consumption in one of the last 2 months",
        key="smb-adds",
    ),
    Scored(
        20,
        20,
        FigureGrowth("azure-consumption"),
        says="20 points for 20 % more Azure consumption than a year before, 1 for each 1 %",
        key="smb-growth",
        gates=(
            AtLeast(
                1000,
                FigureTotal("azure-consumption", 12),
                says="1,000 USD of Azure consumption in the last 12 months, or growth scores nothing",
                key="smb-growth-floor",
                assumed=ASSUMED_FLOOR,
            ),
        ),
        assumed=ASSUMED_GROWTH,
    ),
    Scored(
        10,
        5,
        FigureProducts("azure-consumption", but=MACHINES),
        says="10 points for 5 Azure services in use in the last 12 months, 2 for each; virtual machines and their licences do not count",
        key="smb-deployments",
    ),
)
ENTERPRISE_2026 = (
    Scored(
        30,
        3,
        FigureCustomersLately("azure-consumption", 1000, months=2),
        says="30 points for 3 customers gained in 12 months, 10 for each; a customer counts with 1,000 USD of Azure consumption in one of the last 2 months",
        key="enterprise-adds",
    ),
    Scored(
        20,
        20,
        FigureGrowth("azure-consumption"),
        says="20 points for 20 % more Azure consumption than a year before, 1 for each 1 %",
        key="enterprise-growth",
        gates=(
            AtLeast(
                1000,
                FigureTotal("azure-consumption", 12),
                says="1,000 USD of Azure consumption in the last 12 months, or growth scores nothing",
                key="enterprise-growth-floor",
                assumed=ASSUMED_FLOOR,
            ),
        ),
        assumed=ASSUMED_GROWTH,
    ),
    Scored(
        10,
        5,
        FigureProducts("azure-consumption", but=MACHINES),
        says="10 points for 5 Azure services in use in the last 12 months, 2 for each; virtual machines and their licences do not count",
        key="enterprise-deployments",
    ),
)
