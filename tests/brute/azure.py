"""The three Azure designations."""

from datetime import date

from tests.brute.figures import (
    figure_customers_lately,
    figure_growth,
    figure_products,
    figure_share,
    figure_total,
)
from tests.brute.people import one_of, people_holding
from tests.brute.points import Requirement, Score, added, at_least, scored, total, track
from tests.brute.rows import Metric
from tests.brute.rules import Rules

TIER = "Solutions Partner"
ADMINISTRATORS = people_holding(one_of("AZ-104"))
ARCHITECTS = people_holding(one_of("AZ-305"))
MACHINES = ("virtual-machines", "virtual-machine-licenses")
CONSUMPTION = "azure-consumption"


def listed(name: str) -> Metric:
    """People with any certificate that the vendor lists for a metric."""
    return people_holding(one_of(f"Listed: {name}"))


def performance(prefix: str, paying: int) -> tuple[Score, ...]:
    """The parts that all three have in common."""
    floor = at_least(1000, f"{prefix}growth-floor", figure_total(CONSUMPTION))
    return (
        scored(30, 3, f"{prefix}adds", figure_customers_lately(CONSUMPTION, paying)),
        scored(20, 20, f"{prefix}growth", figure_growth(CONSUMPTION), floor),
        scored(10, 5, f"{prefix}deployments", figure_products(CONSUMPTION, but=MACHINES)),
    )


def enterprise_skilling(prefix: str, name: str) -> tuple[Score, ...]:
    """Administrators and architects open the points for listed certificates."""
    administrators = at_least(2, f"{prefix}administrators", ADMINISTRATORS)
    architects = at_least(2, f"{prefix}architects", ARCHITECTS)
    if name == "Data & AI":
        return (scored(40, 10, f"{prefix}skilling", listed(name), administrators, architects),)
    return (
        scored(20, 5, f"{prefix}intermediate", listed(f"{name} (intermediate)"), administrators),
        scored(20, 5, f"{prefix}advanced", listed(f"{name} (advanced)"), architects),
    )


def smb_skilling(name: str) -> tuple[Score, ...]:
    """The first administrator and the first architect score too, and open the rest."""
    administrator = at_least(1, "smb-administrators", ADMINISTRATORS)
    architect = at_least(1, "smb-architects", ARCHITECTS)
    first = scored(4, 1, "smb-administrators", ADMINISTRATORS)
    second = scored(4, 1, "smb-architects", ARCHITECTS)
    if name == "Data & AI":
        return (
            added(
                first, second, scored(32, 8, "smb-skilling", listed(name), administrator, architect)
            ),
        )
    lower, higher = listed(f"{name} (intermediate)"), listed(f"{name} (advanced)")
    return (
        added(first, scored(16, 4, "smb-intermediate", lower, administrator)),
        added(second, scored(16, 4, "smb-advanced", higher, architect)),
    )


def enterprise(prefix: str, name: str) -> Requirement:
    """The points of the only track until 2026, and of the enterprise track since."""
    parts = (*performance(prefix, 1000), *enterprise_skilling(prefix, name))
    return total(70, f"{prefix}points", *parts)


def azure(name: str) -> tuple[Rules, Rules]:
    """Both editions of one designation."""
    smb = total(70, "smb-points", *performance("smb-", 500), *smb_skilling(name))
    small = at_least(80, "smb-share", figure_share("smb-customers", "azure-customers"))
    return (
        Rules("2023", date(2022, 10, 3), date(2026, 6, 30), {TIER: enterprise("", name)}),
        Rules(
            "2026",
            date(2026, 7, 1),
            date.max,
            {TIER: track(small, smb, enterprise("enterprise-", name))},
        ),
    )
