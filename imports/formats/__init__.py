"""Every format that is read: our templates, and what vendors' portals export."""

from imports.formats.competencies import COMPETENCY_PERFORMANCE
from imports.formats.customers import CUSTOMERS, SUBSCRIPTIONS
from imports.formats.language import Feed, Format, template
from imports.formats.tenant import M365_USER_COUNTS
from imports.formats.trainings import TRAININGS
from imports.formats.usage import CPOR_USAGE, OFFICE_USAGE
from imports.kinds import KINDS

TEMPLATES = tuple(template(kind) for kind in KINDS)
EXPORTS: tuple[Format, ...] = (
    OFFICE_USAGE,
    CPOR_USAGE,
    SUBSCRIPTIONS,
    CUSTOMERS,
    TRAININGS,
    COMPETENCY_PERFORMANCE,
    M365_USER_COUNTS,
)
FORMATS = (*TEMPLATES, *EXPORTS)

__all__ = ["EXPORTS", "FORMATS", "TEMPLATES", "Feed", "Format"]
