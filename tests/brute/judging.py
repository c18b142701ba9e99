"""What an edition makes of one partner's rows."""

from collections.abc import Mapping
from datetime import date

from tests.brute.azure import azure
from tests.brute.competencies import (
    AWS_SERVICES,
    CLOUD_PRODUCTIVITY,
    ODOO,
    SMCS,
    USAGE_MILESTONES,
)
from tests.brute.modern_work import MODERN_WORK
from tests.brute.points import MET, OUTCOMES, Expected, Finding
from tests.brute.rows import Case, Rows
from tests.brute.rules import Rules
from tests.brute.security import SECURITY
from tests.brute_force import EDITIONS as OF_MESSAGING
from tests.brute_known import Known, place

PROGRAMMES: Mapping[str, tuple[Rules, ...]] = {
    "smcs": SMCS,
    "cloud-productivity": CLOUD_PRODUCTIVITY,
    "usage-milestones": USAGE_MILESTONES,
    "modern-work": MODERN_WORK,
    "security": SECURITY,
    "azure-data-ai": azure("Data & AI"),
    "azure-infrastructure": azure("Infrastructure"),
    "azure-digital-app": azure("Digital & App Innovation"),
    "odoo": ODOO,
    "aws-services": AWS_SERVICES,
}
NAMES_OF_MESSAGING = ("FY2014", "FY2015", "2017")
EDITIONS: Mapping[tuple[str, str], tuple[date, date]] = {
    **{
        ("messaging", name): (each[0], each[1])
        for name, each in zip(NAMES_OF_MESSAGING, OF_MESSAGING, strict=True)
    },
    **{
        (programme, rules.name): (rules.since, rules.until)
        for programme, editions in PROGRAMMES.items()
        for rules in editions
    },
}


def known(rows: Rows) -> Known:
    """The rows by scope and key, as the brute force for *messaging* reads them."""
    found: Known = {}
    for kind, each in rows.items():
        for row in each:
            scope, key = place(kind, dict(row))
            found.setdefault(scope, {}).update({key: dict(row)} if key else {})
    return found


def judge(programme: str, edition: str, rows: Rows, day: date) -> Expected:
    """The verdict on the partner whose rows these are, by one edition, in force or not."""
    tiers, outcomes = {}, {}
    if programme == "messaging":
        since, _ = EDITIONS[programme, edition]
        findings, join = next(each[2:] for each in OF_MESSAGING if each[0] == since)
        for tier, criteria in findings(known(rows), day).items():
            tiers[tier] = {key: Finding(*each) for key, each in criteria.items()}
            outcomes[tier] = join((f.outcome for f in criteria.values()), key=OUTCOMES.index)
    else:
        (rules,) = (each for each in PROGRAMMES[programme] if each.name == edition)
        case = Case(rows, day, rules.counts, rules.retired)
        for tier, requirement in rules.tiers.items():
            outcomes[tier], tiers[tier] = requirement(case)
    met = [tier for tier, outcome in outcomes.items() if outcome == MET]
    return Expected(met[-1] if met else None, tiers, outcomes)
