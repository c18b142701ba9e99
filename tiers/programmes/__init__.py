"""Every programme there is, by its key."""

from tiers.language import Programme
from tiers.programmes.aws_services import AWS_SERVICES
from tiers.programmes.azure_data_ai import AZURE_DATA_AI
from tiers.programmes.azure_digital_app import AZURE_DIGITAL_APP
from tiers.programmes.azure_infrastructure import AZURE_INFRASTRUCTURE
from tiers.programmes.cloud_productivity import CLOUD_PRODUCTIVITY
from tiers.programmes.messaging import MESSAGING
from tiers.programmes.modern_work import MODERN_WORK
from tiers.programmes.odoo import ODOO
from tiers.programmes.security import SECURITY
from tiers.programmes.smcs import SMCS
from tiers.programmes.usage_milestones import USAGE_MILESTONES

PROGRAMMES: dict[str, Programme] = {
    one.key: one
    for one in (
        MESSAGING,
        SMCS,
        CLOUD_PRODUCTIVITY,
        USAGE_MILESTONES,
        MODERN_WORK,
        SECURITY,
        AZURE_DATA_AI,
        AZURE_INFRASTRUCTURE,
        AZURE_DIGITAL_APP,
        ODOO,
        AWS_SERVICES,
    )
}
