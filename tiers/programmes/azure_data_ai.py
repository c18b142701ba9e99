"""Microsoft's designation Solutions Partner for Data & AI (Azure)."""

from datetime import date

from tiers.language import OPEN, Added, AtLeast, Edition, Programme, Scored, Tier, Total, Track
from tiers.metrics import FigureShare, PeopleHolding, one_of
from tiers.programmes import azure

LISTED = PeopleHolding(one_of("Listed: Data & AI"))

SMB = Total(
    70,
    *azure.SMB_2026,
    Added(
        Scored(
            4,
            1,
            azure.ADMINISTRATORS,
            says="4 points for 1 Azure administrator (AZ-104), without whom no certificate scores",
            key="smb-administrators",
            assumed=azure.ASSUMED_CODES,
        ),
        Scored(
            4,
            1,
            azure.ARCHITECTS,
            says="4 points for 1 Azure architect (AZ-305), without whom no certificate scores",
            key="smb-architects",
            assumed=azure.ASSUMED_CODES,
        ),
        Scored(
            32,
            8,
            LISTED,
            says="32 points for 8 people with a listed certificate, 4 for each",
            key="smb-skilling",
            gates=(
                AtLeast(
                    1,
                    azure.ADMINISTRATORS,
                    says="1 Azure administrator (AZ-104)",
                    key="smb-administrators",
                ),
                AtLeast(
                    1, azure.ARCHITECTS, says="1 Azure architect (AZ-305)", key="smb-architects"
                ),
            ),
            assumed=azure.ASSUMED_LISTED,
        ),
    ),
    says="70 of 100 points on the SMB track, and some from every part",
    key="smb-points",
)
ENTERPRISE = Total(
    70,
    *azure.ENTERPRISE_2026,
    Scored(
        40,
        10,
        LISTED,
        says="40 points for 10 people with a listed certificate, 4 for each",
        key="enterprise-skilling",
        gates=(
            AtLeast(
                2,
                azure.ADMINISTRATORS,
                says="2 Azure administrators (AZ-104), without whom no certificate scores",
                key="enterprise-administrators",
                assumed=azure.ASSUMED_CODES,
            ),
            AtLeast(
                2,
                azure.ARCHITECTS,
                says="2 Azure architects (AZ-305), without whom no certificate scores",
                key="enterprise-architects",
                assumed=azure.ASSUMED_CODES,
            ),
        ),
        assumed=azure.ASSUMED_LISTED,
    ),
    says="70 of 100 points on the Enterprise track, and some from every part",
    key="enterprise-points",
)
EDITION_2026 = Edition(
    programme="azure-data-ai",
    name="2026",
    since=date(2026, 7, 1),
    until=OPEN,
    source=azure.MID_2026,
    tiers=(
        Tier(
            "Solutions Partner",
            Track(
                AtLeast(
                    80,
                    FigureShare("smb-customers", "azure-customers"),
                    says="80 % of the Azure customers are small or medium businesses: SMB track",
                    key="smb-share",
                ),
                then=("smb", SMB),
                otherwise=("enterprise", ENTERPRISE),
            ),
        ),
    ),
    assumptions=(*azure.SINCE_2026, *azure.ALWAYS),
)
EDITION_2023 = Edition(
    programme="azure-data-ai",
    name="2023",
    since=date(2022, 10, 3),
    until=date(2026, 6, 30),
    source=azure.JUNE_2023,
    tiers=(
        Tier(
            "Solutions Partner",
            Total(
                70,
                *azure.ONLY_TRACK_2023,
                Scored(
                    40,
                    10,
                    LISTED,
                    says="40 points for 10 people with a listed certificate, 4 for each",
                    key="skilling",
                    gates=(
                        AtLeast(
                            2,
                            azure.ADMINISTRATORS,
                            says="2 Azure administrators (AZ-104), without whom no certificate scores",
                            key="administrators",
                            assumed=azure.ASSUMED_CODES,
                        ),
                        AtLeast(
                            2,
                            azure.ARCHITECTS,
                            says="2 Azure architects (AZ-305), without whom no certificate scores",
                            key="architects",
                            assumed=azure.ASSUMED_CODES,
                        ),
                    ),
                    assumed=azure.ASSUMED_LISTED,
                ),
                says="70 of 100 points, and some from every part",
            ),
        ),
    ),
    assumptions=(*azure.UNTIL_2026, *azure.ALWAYS),
)

AZURE_DATA_AI = Programme(
    key="azure-data-ai",
    title="Solutions Partner for Data & AI (Azure)",
    vendor="Microsoft",
    editions=(EDITION_2026, EDITION_2023),
)
