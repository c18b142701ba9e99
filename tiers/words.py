"""The language the user reads: every sentence shown passes through `_`."""

from contextvars import ContextVar
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
PRODUCTS = {
    "exchange-online": "Exchange Online",
    "sharepoint": "SharePoint",
    "teams": "Teams",
    "intune": "Intune",
    "skype-for-business": "Skype for Business",
    "yammer": "Yammer",
    "proplus": "Office ProPlus",
    "onedrive": "OneDrive",
    "aip": "Azure Information Protection",
    "aadp": "Azure Active Directory Premium",
    "power-bi": "Power BI",
    "dynamics-365": "Dynamics 365",
    "azure": "Azure",
    "microsoft-365": "Microsoft 365",
    "enterprise-mobility-security": "Enterprise Mobility + Security",
    "teams-meetings": "Teams Meetings",
    "teams-phone": "Teams Phone",
    "teams-phone-calling": "Teams Phone calling",
    "teams-platform": "Teams Platform",
    "viva-insights": "Viva Insights",
    "viva-topics": "Viva Topics",
    "viva-learning": "Viva Learning",
    "viva-connections": "Viva Connections",
    "outlook-mobile": "Outlook Mobile",
}  # the names their makers give them, in every language
_spoken: ContextVar[NullTranslations | None] = ContextVar("spoken", default=None)


def speak(language: str) -> None:
    """Use *language* (an ISO code such as `de`) for this session; English where it lacks words."""
    _spoken.set(translation("tiers", LOCALE, languages=[language], fallback=True))


def product(slug: str) -> str:
    """A product by its name; one that we do not know as it was written."""
    return PRODUCTS.get(slug, slug)


def number(value: float) -> str:
    """A number in a sentence: thousands set apart, hundredths only where there are some."""
    return f"{value:,.2f}".removesuffix(".00")


def _(sentence: str) -> str:
    """The sentence in the session's language, or as it was written."""
    spoken = _spoken.get()
    return spoken.gettext(sentence) if spoken and sentence else sentence
