"""Solutions Partner for Security: 70 of 100 points, and some in every part."""

from datetime import date

from tests.brute.change import deployed_tenants, usage_growth
from tests.brute.figures import (
    figure_customers,
    figure_increase,
    together,
)
from tests.brute.people import Holding, one_of, people_holding
from tests.brute.points import (
    Requirement,
    Score,
    added,
    any_of,
    at_least,
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


PROTECTED = ("aadp", "intune", "aip", "enterprise-mobility-security")
ANALYSTS_2023, ANALYSTS_2026 = holding("SC-200", "MS-500"), holding("SC-200")
MS_500 = {"MS-500": date(2023, 6, 30)}
BORDER = {"AZ-500": date(2026, 8, 31), "SC-400": date(2025, 5, 31)}


def step(prefix: str, number: int, people: int, who: Holding) -> Requirement:
    """A gate: so many people of a step."""
    return at_least(people, f"{prefix}step-{number}", people_holding(who))


def security(
    prefix: str,
    band: Band,
    full: tuple[int, int, int],
    azure: tuple[int, int, int | None],
    s: Score,
    growing: Band | None = None,
) -> Requirement:
    """The points for a band of customers; *full* are the adds, consumption and users for all.

    Users are counted at customers of the band *growing*.
    """
    adds, consumption, users = full
    paying, least, most = azure
    new = net_customers(*PROTECTED, band=band)
    in_use = deployed_tenants(15, *PROTECTED, band=band)
    spending = figure_customers("azure-consumption", paying, net=True)
    grown = usage_growth(*PROTECTED, band=growing)
    spending_much = figure_customers("azure-consumption", least, most, net=True)
    return total(
        70,
        f"{prefix}points",
        scored(20, adds, f"{prefix}adds", together(new, spending)),
        s,
        scored(20, 6, f"{prefix}deployments", together(in_use, spending_much)),
        added(
            scored(20, consumption, f"{prefix}growth-acr", figure_increase("security-consumption")),
            scored(20, users, f"{prefix}growth-users", grown),
            upto=20,
        ),
    )


def gated(prefix: str, people: int, first: Holding, second: Holding, third: Holding) -> Score:
    """Step 3 scores once so many people stand on each of the steps 1 and 2."""
    steps = (step(prefix, 1, people, first), step(prefix, 2, people, second))
    return scored(40, 6, f"{prefix}skilling", people_holding(third), *steps)


def stepped(prefix: str, first: Holding, second: Holding, third: Holding) -> Score:
    """Steps 1 and 2 score a little each, and step 3 once somebody stands on each of them."""
    steps = (step(prefix, 1, 1, first), step(prefix, 2, 1, second))
    return added(
        scored(4, 1, f"{prefix}step-1", people_holding(first)),
        scored(4, 1, f"{prefix}step-2", people_holding(second)),
        scored(32, 4, f"{prefix}skilling", people_holding(third), *steps),
    )


ENGINEERS_2023, ENGINEERS_2026 = holding("AZ-500"), holding("AZ-500", "SC-500")
THIRD_OCTOBER = holding("SC-100", "SC-200", "SC-300", "SC-400")
THIRD_2023 = holding("SC-100", "SC-300", "SC-400")
THIRD_2026 = holding("SC-100", "SC-300", "SC-400", "SC-401")
OF_2023 = (Band(25), (10, 25000, 2500), (100, 12000, None))

SECURITY = (
    Rules(
        "2023-10",
        START,
        date(2023, 11, 30),
        {TIER: security("", *OF_2023, gated("", 1, ENGINEERS_2023, ANALYSTS_2023, THIRD_OCTOBER))},
        CPOR,
        MS_500,
    ),
    Rules(
        "2023-12",
        date(2023, 12, 1),
        BEFORE,
        {TIER: security("", *OF_2023, gated("", 2, ENGINEERS_2023, ANALYSTS_2023, THIRD_2023))},
        CPOR,
        MS_500 | {"SC-400": BORDER["SC-400"]},
    ),
    Rules(
        "2026",
        CHANGE,
        date.max,
        {
            TIER: any_of(
                security(
                    "enterprise-",
                    Band(301),
                    (10, 25000, 2500),
                    (600, 12001, None),
                    gated("enterprise-", 2, ENGINEERS_2026, ANALYSTS_2026, THIRD_2026),
                    Band(301),
                ),
                security(
                    "smb-",
                    Band(5, 300),
                    (5, 15000, 1000),
                    (600, 750, 12000),
                    stepped("smb-", ENGINEERS_2026, ANALYSTS_2026, THIRD_2026),
                    Band(5, 300),
                ),
            )
        },
        CPOR + RESOLD,
        BORDER,
    ),
)
