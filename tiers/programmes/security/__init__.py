"""Microsoft's designation Solutions Partner for Security: points, and gates before some of them."""

from tiers.language import Programme
from tiers.programmes.security.edition_2026 import EDITION_2026
from tiers.programmes.security.editions_2023 import EDITION_2023_10, EDITION_2023_12

SECURITY = Programme(
    key="security",
    title="Solutions Partner for Security",
    vendor="Microsoft",
    editions=(EDITION_2026, EDITION_2023_12, EDITION_2023_10),
)
