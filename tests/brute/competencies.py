"""The competencies and incentives up to 2020, and what other vendors ask for."""

from datetime import date

from tests.brute.change import milestones
from tests.brute.figures import figure_now, figure_share, figure_total
from tests.brute.people import Holding, enrolled, every, one_of, people_holding
from tests.brute.points import Requirement, all_of, at_least
from tests.brute.rules import Rules
from tests.brute.seats import active_users, customers, net_customers, new_customers, seats

OPEN = date.max
ADVISED = ("POR", "DPOR")
OF_2017 = ("DAP", "TPOR", "DPOR")

LARGE = ("exchange-online", "sharepoint", "skype-for-business", "yammer", "proplus")
OFFICE = ("microsoft-365", *LARGE, "teams", "onedrive")
FORTY = ("teams", "intune", "proplus", "aip")
WORKLOADS = (*LARGE, *FORTY[:2], "aip", "onedrive", "aadp")


def people(need: int, holding: Holding, key: str = "people") -> Requirement:
    """So many people with certain awards."""
    return at_least(need, key, people_holding(holding))


# Small and Midmarket Cloud Solutions -----------------------------------------------------------

SMCS = (
    Rules(
        "2014",
        date(2014, 9, 29),
        date(2015, 9, 6),
        {
            tier: all_of(
                at_least(sold, "seats", seats(*OFFICE)),
                at_least(served, "customers", customers(*OFFICE)),
            )
            for tier, sold, served in (("Silver", 150, 10), ("Gold", 300, 30))
        },
        ADVISED,
    ),
    Rules(
        "2015",
        date(2015, 9, 7),
        date(2017, 7, 5),
        {
            tier: all_of(
                at_least(sold, "seats", seats(*OFFICE)),
                at_least(served, "new-customers", new_customers(*OFFICE)),
            )
            for tier, sold, served in (("Silver", 40, 4), ("Gold", 250, 25))
        },
        ADVISED,
    ),
    Rules(
        "2017",
        date(2017, 7, 6),
        date(2018, 9, 4),
        {
            "Silver": at_least(4, "adds", net_customers(*OFFICE)),
            "Gold": all_of(
                at_least(25, "adds", net_customers(*OFFICE)), people(2, every("70-347"))
            ),
        },
        OF_2017,
    ),
)

# Cloud Productivity ----------------------------------------------------------------------------

EXAMS = one_of(every("70-346", "70-347"), "MCSA: Office 365")
CLOUD_PRODUCTIVITY = (
    Rules(
        "2015",
        date(2015, 9, 7),
        date(2017, 7, 5),
        {
            "Silver": at_least(2000, "active-users", active_users(*LARGE)),
            "Gold": at_least(4000, "active-users", active_users(*LARGE)),
        },
        ADVISED,
    ),
    Rules(
        "2017",
        date(2017, 7, 6),
        date(2018, 9, 4),
        {
            "Silver": all_of(
                at_least((2000, 1000), "active-users", active_users(*LARGE)), people(1, EXAMS)
            ),
            "Gold": all_of(at_least(4000, "active-users", active_users(*LARGE)), people(2, EXAMS)),
        },
        OF_2017,
    ),
)

# CPOR usage milestones -------------------------------------------------------------------------

PREREQUISITE = at_least(
    1,
    "prerequisite",
    enrolled(("cloud-productivity", "enterprise-mobility"), ("Silver", "Gold")),
)
USAGE_MILESTONES = (
    Rules(
        "2019",
        date(2019, 10, 1),
        date(2020, 9, 30),
        {
            f"{percent} %": all_of(
                PREREQUISITE,
                at_least(1, f"milestones-{percent}", milestones(percent, *products)),
            )
            for percent, products in ((15, WORKLOADS), (40, FORTY))
        },
        ("CPOR",),
    ),
)

# Odoo ------------------------------------------------------------------------------------------

ACTIVE = figure_share("contracts-active", "contracts-active-within-12-months")
KEPT = figure_share("contracts-won-and-active", "contracts-won-in-3-years")


def odoo(users: int, certified: int, *more: Requirement) -> Requirement:
    """New users, certified people, and perhaps more; no criterion asks for 0."""
    wanted = [at_least(users, "users", figure_total("net-new-users"))] if users else []
    return all_of(*wanted, people(certified, one_of("Odoo certification")), *more)


ODOO = (
    Rules(
        "v6a",
        date(2017, 12, 11),
        date(2021, 1, 11),
        {"Ready": odoo(0, 1), "Silver": odoo(50, 2), "Gold": odoo(100, 4)},
    ),
    Rules(
        "v9b",
        date(2021, 1, 12),
        date(2023, 5, 18),
        {
            "Ready": odoo(10, 1),
            "Silver": odoo(50, 2, at_least(70, "retention", ACTIVE)),
            "Gold": odoo(150, 3, at_least(80, "retention", ACTIVE)),
        },
    ),
    Rules(
        "v11",
        date(2023, 5, 19),
        OPEN,
        {
            "Ready": odoo(10, 1),
            "Silver": odoo(75, 3, at_least(70, "retention", KEPT)),
            "Gold": odoo(300, 6, at_least(80, "retention", KEPT)),
        },
    ),
)

# AWS Services Path -----------------------------------------------------------------------------

TECHNICAL = "AWS technical accreditation"
BUSINESS = "AWS business accreditation"
HIGHER = ("AWS professional certification", "AWS specialty certification")
AWS_PEOPLE = {
    "accredited": (one_of(TECHNICAL, BUSINESS), (4, 8, 20)),
    "accredited-technical": (one_of(TECHNICAL), (2, 4, 10)),
    "accredited-business": (one_of(BUSINESS), (2, 4, 10)),
    "foundational": (one_of("AWS foundational certification"), (2, 4, 10)),
    "technical": (one_of("AWS associate certification", *HIGHER), (2, 6, 25)),
    "professional": (one_of(*HIGHER), (0, 3, 10)),
}
AWS_FIGURES = {
    "launches": (figure_total("launched-opportunities"), (3, 20, 50)),
    "mrr": (figure_total("launched-monthly-revenue"), (1500, 10000, 50000)),
    "business-plan": (figure_now("business-plan"), (0, 1, 1)),
    "validations": (figure_now("technical-validations"), (0, 0, 3)),
    "msp-or-devops": (figure_now("msp-or-devops-validations"), (0, 0, 1)),
    "executive-review": (figure_now("executive-review"), (0, 0, 1)),
}


def aws(tier: int) -> Requirement:
    """What the first, second or third tier asks for."""
    knowledge = [
        people(needs[tier], holding, key)
        for key, (holding, needs) in AWS_PEOPLE.items()
        if needs[tier]
    ]
    experience = [
        at_least(needs[tier], key, metric)
        for key, (metric, needs) in AWS_FIGURES.items()
        if needs[tier]
    ]
    return all_of(*knowledge, *experience)


AWS_SERVICES = (
    Rules(
        "2024",
        date(2024, 1, 1),
        date(2024, 12, 31),
        {"Select": aws(0), "Advanced": aws(1), "Premier": aws(2)},
    ),
)
