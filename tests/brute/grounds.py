"""What rows of each programme are about, with the figures beside which they are interesting."""

from collections.abc import Mapping
from typing import NamedTuple


class Told(NamedTuple):
    """A figure: amounts at its thresholds, and how many customers and products it is split by."""

    name: str
    amounts: tuple[str, ...]
    customers: tuple[int, ...] = (0, 1)
    products: tuple[str, ...] = ("",)


class Ground(NamedTuple):
    """Products and kinds of association, sizes of customers, awards of people, figures."""

    products: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("CPOR",)
    sizes: tuple[int, ...] = (301,)
    percents: tuple[int, ...] = (40, 15)
    customers: tuple[int, ...] = (5, 1, 2, 3, 4, 6, 10, 11)
    roles: tuple[tuple[str, ...], ...] = ()
    people: tuple[int, ...] = (2, 1, 0, 3, 4)
    figures: tuple[Told, ...] = ()
    enrolments: tuple[tuple[str, str], ...] = ()
    references: tuple[int, ...] = ()


ROOMS = "Teams Meetings and Meeting Rooms Assessment"
SERVICES = ("sql", "aks", "functions", "openai", "search", "virtual-machines")
SPENT = Told(
    "azure-consumption",
    ("1200", "1000", "999.99", "1200.01", "500", "499.99", "0.01", "0", "-1000"),
    (3, 1, 2, 4, 6, 0),
    SERVICES,
)
SHARES = (
    Told("smb-customers", ("80", "100", "79.99", "20", "0"), (0, 1)),
    Told("azure-customers", ("100", "99.99", "0", "-1"), (0, 1)),
)
CERTIFIED = (2, 1, 5, 10, 8, 0, 3)


def azure(*listed: str) -> Ground:
    """The ground of an Azure designation."""
    roles = (("AZ-104",), ("AZ-305",), *((award,) for award in listed))
    return Ground(roles=roles, people=CERTIFIED, figures=(SPENT, *SHARES))


def by_step(name: str) -> Ground:
    """The ground of an Azure designation whose skilling has two metrics."""
    return azure(f"Listed: {name} (intermediate)", f"Listed: {name} (advanced)")


GROUNDS: Mapping[str, Ground] = {
    "messaging": Ground(
        ("exchange-online", "sharepoint"),
        ("POR", "DPOR"),
        (500, 499, 1500, 250, 1499, 0),
        (15,),
        (1, 2, 3),
        (
            ("70-341", "70-342"),
            ("70-342", "MCSE: Messaging"),
            ("70-347", "70-345"),
            ("MCSE: Productivity",),
        ),
        references=(3, 5, 2, 4),
    ),
    "smcs": Ground(
        ("exchange-online", "microsoft-365", "teams", "sharepoint", "intune"),
        ("DPOR", "POR", "DAP", "TPOR"),
        (30, 15, 10, 1, 150, 149, 4, 0),
        customers=(4, 1, 10, 3, 9, 25, 24, 30, 5),
        roles=(("70-347",), ("70-346",)),
    ),
    "cloud-productivity": Ground(
        ("exchange-online", "yammer", "proplus", "teams"),
        ("DPOR", "POR", "TPOR", "DAP"),
        (1000, 2000, 1999, 4000, 500, 999, 0),
        (100, 50),
        (1, 2, 4, 3),
        (("70-346", "70-347"), ("MCSA: Office 365",), ("70-346",)),
        (1, 2, 0),
    ),
    "usage-milestones": Ground(
        ("teams", "exchange-online", "intune", "aadp", "yammer"),
        ("CPOR",),
        (150, 149, 200, 20, 0),
        customers=(1, 2),
        enrolments=(
            ("cloud-productivity", "Silver"),
            ("enterprise-mobility", "gold"),
            ("messaging", "Gold"),
            ("cloud-productivity", "Action Pack"),
        ),
    ),
    "modern-work": Ground(
        ("teams", "exchange-online", "m365-copilot", "intune", "aip"),
        ("CPOR", "DPOR", "CSP1", "CSP2"),
        (400, 100, 301, 300, 11, 10, 1000, 0),
        roles=(
            ("MS-900",),
            ("MS-102",),
            ("MS-100", "MS-101"),
            (ROOMS,),
            ("MS-203", "MS-100"),
            ("AB-900", "SC-300"),
        ),
    ),
    "security": Ground(
        ("aadp", "intune", "aip", "enterprise-mobility-security", "teams"),
        ("CPOR", "CSP1", "CSP2"),
        (400, 300, 25, 24, 301, 5, 4, 0),
        (15,),
        roles=(
            ("AZ-500",),
            ("SC-200",),
            ("SC-100",),
            ("MS-500", "SC-300"),
            ("SC-400",),
            ("SC-401", "SC-500"),
        ),
        people=(2, 6, 1, 4, 0, 3, 5),
        figures=(
            Told(
                "azure-consumption",
                ("12001", "12000", "100", "99.99", "600", "599.99", "750", "749.99", "1", "0"),
                (5, 6, 1, 10, 3),
            ),
            Told("security-consumption", ("30000", "25000", "15000", "5000", "0.01", "0")),
        ),
    ),
    "azure-data-ai": azure("Listed: Data & AI"),
    "azure-infrastructure": by_step("Infrastructure"),
    "azure-digital-app": by_step("Digital & App Innovation"),
    "odoo": Ground(
        roles=(("Odoo certification",), ("another",)),
        people=(3, 1, 2, 4, 6, 0, 5),
        figures=(
            Told("net-new-users", ("75", "50", "10", "100", "150", "300", "299.99", "-1", "0")),
            Told("contracts-active", ("8", "7", "6.99", "7.99", "0")),
            Told("contracts-active-within-12-months", ("10", "0", "-1", "9")),
            Told("contracts-won-and-active", ("8", "7", "6.99", "7.99", "0")),
            Told("contracts-won-in-3-years", ("10", "0", "-1", "9")),
        ),
    ),
    "aws-services": Ground(
        roles=(
            ("AWS technical accreditation",),
            ("AWS business accreditation",),
            ("AWS foundational certification",),
            ("AWS associate certification",),
            ("AWS professional certification",),
            ("AWS specialty certification",),
        ),
        people=(10, 4, 2, 25, 20, 6, 3, 9, 1, 0),
        figures=(
            Told("launched-opportunities", ("20", "3", "50", "2.99", "19.99", "0")),
            Told("launched-monthly-revenue", ("10000", "1500", "50000", "1499.99", "0")),
            Told("business-plan", ("1", "0.99", "0")),
            Told("technical-validations", ("3", "2.99", "0")),
            Told("msp-or-devops-validations", ("1", "0")),
            Told("executive-review", ("1", "0")),
        ),
    ),
}
