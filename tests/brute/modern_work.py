"""Solutions Partner for Modern Work: 70 of 100 points on either track, and some in every part."""

from datetime import date

from tests.brute.change import deployed_tenants, usage_growth
from tests.brute.people import Holding, every, one_of, people_holding
from tests.brute.points import (
    Requirement,
    Score,
    any_of,
    best,
    scored,
    total,
)
from tests.brute.rows import Kinds
from tests.brute.rules import Rules
from tests.brute.seats import Band, net_customers

START = date(2022, 10, 3)
BEFORE, CHANGE = date(2026, 6, 30), date(2026, 7, 1)
TIER = "Solutions Partner"
CPOR: Kinds = ("CPOR",)
RESOLD: Kinds = ("CSP1", "CSP2")


def holding(*awards: str | Holding) -> Holding:
    """Any of the awards."""
    return one_of(*awards)


# Modern Work -----------------------------------------------------------------------------------

OFFERED = (
    "intune exchange-online proplus sharepoint teams teams-meetings teams-phone "
    "teams-phone-calling teams-platform yammer viva-insights viva-topics viva-learning "
    "viva-connections"
)
SINCE_2026 = (
    "m365-copilot entra-id-p1 windows-365 teams-premium frontline teams-rooms viva-goals "
    "viva-engage"
)
MODERN_2023 = tuple(OFFERED.split())
MODERN_2026 = (*MODERN_2023, *SINCE_2026.split())
ROOMS = "Teams Meetings and Meeting Rooms Assessment"
INTERMEDIATE_2023 = holding("MS-900", "MS-600", "MS-700", "MS-203", "SC-300", "MS-721", "MD-102")
INTERMEDIATE_2026 = holding("MS-900", "MS-700", "SC-300", "MS-721", "MD-102", "AB-900")
ADVANCED_2023 = holding("MS-102", every("MS-100", "MS-101"), ROOMS)
ADVANCED_2026 = holding("MS-102", ROOMS)


def enterprise_work(
    products: tuple[str, ...], intermediate: Holding, advanced: Holding
) -> Requirement:
    """The track of customers with more than 300 licences of a workload."""
    band = Band(301)

    def growth(kind: str, at: int) -> Score:
        key = f"enterprise-growth-{kind.lower()}"
        return scored(30, at, key, usage_growth(*products, kinds=(kind,), band=band))

    def deployments(kind: str, at: int) -> Score:
        metric = deployed_tenants(40, *products, kinds=(kind,), band=band)
        return scored(25, at, f"enterprise-deployments-{kind.lower()}", metric)

    adds = net_customers(*products, kinds=("CPOR", "DPOR"), band=band)
    return total(
        70,
        "enterprise-points",
        scored(20, 5, "enterprise-adds", adds),
        scored(10, 4, "enterprise-intermediate", people_holding(intermediate)),
        scored(15, 2, "enterprise-advanced", people_holding(advanced)),
        best(growth("CPOR", 1000), growth("DPOR", 4000)),
        best(deployments("CPOR", 5), deployments("DPOR", 10)),
    )


def smb_work(
    products: tuple[str, ...], intermediate: Holding, advanced: Holding, *, stays: bool
) -> Requirement:
    """The track of customers with 11 to 300 licences."""
    band = Band(11, 300)

    def growth(name: str, kinds: Kinds, at: int) -> Score:
        metric = usage_growth(*products, kinds=kinds, band=band)
        return scored(30, at, f"smb-growth-{name}", metric)

    def deployments(name: str, kinds: Kinds, at: int) -> Score:
        metric = deployed_tenants(40, *products, kinds=kinds, band=band)
        return scored(25, at, f"smb-deployments-{name}", metric)

    adds = net_customers(*products, kinds=CPOR + RESOLD, band=band, stays=stays)
    return total(
        70,
        "smb-points",
        scored(20, 10, "smb-adds", adds),
        scored(10, 2, "smb-intermediate", people_holding(intermediate)),
        scored(15, 1, "smb-advanced", people_holding(advanced)),
        best(growth("cpor", CPOR, 500), growth("csp", RESOLD, 2000)),
        best(deployments("cpor", CPOR, 5), deployments("csp", RESOLD, 10)),
    )


MODERN_WORK = (
    Rules(
        "2023",
        START,
        BEFORE,
        {
            TIER: any_of(
                enterprise_work(MODERN_2023, INTERMEDIATE_2023, ADVANCED_2023),
                smb_work(MODERN_2023, INTERMEDIATE_2023, ADVANCED_2023, stays=False),
            )
        },
        (*CPOR, "DPOR", *RESOLD),
        {"MS-900": date(2026, 3, 31), ROOMS: date(2026, 6, 15)},
    ),
    Rules(
        "2026",
        CHANGE,
        date.max,
        {
            TIER: any_of(
                enterprise_work(MODERN_2026, INTERMEDIATE_2026, ADVANCED_2026),
                smb_work(MODERN_2026, INTERMEDIATE_2026, ADVANCED_2026, stays=True),
            )
        },
        (*CPOR, "DPOR", *RESOLD),
        {
            "MS-900": date(2026, 3, 31),
            "MS-102": date(2026, 11, 30),
            ROOMS: date(2026, 6, 15),
        },
    ),
)
