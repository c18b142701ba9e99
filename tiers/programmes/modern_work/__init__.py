"""Microsoft's designation Solutions Partner for Modern Work: points on one of two tracks."""

from tiers.language import Programme
from tiers.programmes.modern_work.edition_2023 import EDITION_2023
from tiers.programmes.modern_work.edition_2026 import EDITION_2026

MODERN_WORK = Programme(
    key="modern-work",
    title="Solutions Partner for Modern Work",
    vendor="Microsoft",
    editions=(EDITION_2026, EDITION_2023),
)
