"""What the makers of products call them."""

NAMES = {
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
}  # alike in every language


def product(slug: str) -> str:
    """A product by its name; one that we do not know as it was written."""
    return NAMES.get(slug, slug)
