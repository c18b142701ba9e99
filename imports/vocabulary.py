"""The names by which the world calls what we know: products, associations, awards."""

from collections.abc import Iterator

from imports.columns import Others
from imports.values import squeezed
from tiers import products
from tiers.measures import Metric
from tiers.metrics import PeopleHolding, PlacesFilled, Together
from tiers.programmes import PROGRAMMES

_OTHER_PRODUCT_NAMES: dict[str, tuple[str, ...]] = {
    "exchange-online": ("Exchange", "EXO", "Microsoft Exchange"),
    "sharepoint": ("SharePoint Online", "SPO"),
    "teams": ("Microsoft Teams",),
    "intune": ("Microsoft Intune",),
    "skype-for-business": ("Skype for Business Online", "SfB", "Lync Online"),
    "yammer": ("Yammer Enterprise",),
    "proplus": ("ProPlus", "Office 365 ProPlus"),
    "onedrive": ("OneDrive for Business",),
    "aip": ("AIP", "Azip"),
    "aadp": ("AADP",),
    "power-bi": ("Power BI Pro",),
    "azure": ("Microsoft Azure",),
    "microsoft-365": ("O365", "Office 365", "Microsoft Office 365"),
    "enterprise-mobility-security": ("EMS",),
}
_FIGURE_NAMES = {
    "azure-consumption": ("ACR", "Azure consumed revenue", "Azure consumption", "Azure-Verbrauch"),
    "security-consumption": ("Security ACR", "Security consumption", "Security consumed revenue"),
    "launched-opportunities": ("Launched opportunities", "Launches"),
    "launched-monthly-revenue": (
        *("MRR", "Launched MRR", "Monthly recurring revenue"),
        "Launched monthly recurring revenue",
    ),
    "net-new-users": ("Net new users", "NNU"),
    "contracts-active": ("Active contracts",),
    "contracts-active-within-12-months": ("Contracts active within the last 12 months",),
    "contracts-won-and-active": ("Contracts won and still active",),
    "contracts-won-in-3-years": ("Contracts won in the last 3 years",),
    "business-plan": ("Business plans",),
    "technical-validations": ("Technical validation", "FTR", "Foundational technical reviews"),
    "msp-or-devops-validations": ("MSP or DevOps validation",),
    "executive-review": ("Executive reviews",),
    "smb-customers": ("SMB customers", "Small and medium-sized customers"),
    "azure-customers": ("Azure customers",),
    "customer-satisfaction": ("CSAT", "Customer satisfaction score", "Kundenzufriedenheit"),
}
_ASSOCIATION_NAMES = {
    "POR": ("Partner of Record",),
    "DPOR": ("Digital Partner of Record", "Digital Partner of Record (DPOR)"),
    "CPOR": ("Claiming Partner of Record", "Claiming Partner of Record (CPOR)"),
    "CSP1": ("CSP T1", "CSP Tier 1", "CSP-T1"),
    "CSP2": ("CSP T2", "CSP Tier 2", "CSP-T2"),
    "PAL": ("Partner Admin Link", "Partner Admin Link (PAL)"),
    "DAP": ("Delegated Administrator", "Delegated Admin Privileges"),
    "GDAP": ("Granular Delegated Admin Privileges",),
    "TPOR": (
        "Transacting Partner of Record",
        "Transacting Partner of Record (TPOR)",
        "Transacting Partner",
    ),
}


def _by_alias(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {squeezed(alias): name for name, more in names.items() for alias in (name, *more)}


def _awards() -> set[str]:
    """Every award that any edition asks for."""
    return {
        award
        for programme in PROGRAMMES.values()
        for edition in programme.editions
        for metric in edition.metrics
        for one in _summed(metric)
        if isinstance(one, PlacesFilled | PeopleHolding)
        for place in one.places
        for award in place.holding.awards
    }


def _summed(metric: Metric) -> Iterator[Metric]:
    """A metric, or each of those that it is the sum of."""
    if not isinstance(metric, Together):
        yield metric
        return
    for one in metric.metrics:
        yield from _summed(one)


PRODUCTS = _by_alias(
    {slug: (name, *_OTHER_PRODUCT_NAMES.get(slug, ())) for slug, name in products.NAMES.items()}
)
FIGURES = _by_alias(_FIGURE_NAMES)
ASSOCIATIONS = _by_alias(_ASSOCIATION_NAMES)
AWARDS = {squeezed(award): award for award in sorted(_awards())}
MARKETS = _by_alias({"developed": (), "developing": ()})
STATUSES = _by_alias(
    {
        "approved": ("Customer Approved",),
        "awaiting": ("Awaiting Approval",),
        "rejected": ("Customer Rejected",),
    }
)
PROOFS = _by_alias({"none": (), "submitted": (), "approved": (), "rejected": ()})
LINKED = _by_alias({"person": (), "customer": (), "partner": ()})

ACTIVE_USERS = Others(
    surely=(
        *("MAU", "Monthly Active Users", "Active Users Monthly", "Aktive Benutzer"),
        *("Aktive Anwender", "Aktive User", "Monatlich aktive Nutzer", "Monatlich aktive Benutzer"),
    ),
    perhaps=(
        *("active", "aktiv", "aktive", "users", "user", "Nutzer", "Benutzer", "Anwender", "usage"),
        *("active usage", "used", "Nutzung", "genutzt", "active seats", "aktive Plätze"),
        *("used seats", "active licenses", "aktive Lizenzen"),
    ),
)
CUSTOMER_NAME = Others(
    surely=("customer", "Kunde", "Name des Kunden", "Kundenbezeichnung"),
    perhaps=(
        *("company", "company name", "Firma", "Firmenname", "Unternehmen", "organisation"),
        *("organization", "account", "account name", "tenant", "tenant name", "client", "name"),
    ),
)
