"""What can be measured, with its evidence."""

from tiers.metrics.bands import Band
from tiers.metrics.customers import Customers, NewCustomers
from tiers.metrics.deployments import DeployedTenants
from tiers.metrics.figure_changes import FigureGrowth, FigureIncrease, FigureShare
from tiers.metrics.figure_customers import FigureCustomers, FigureCustomersLately, FigureProducts
from tiers.metrics.figures import FigureNow, FigureTotal
from tiers.metrics.growth import UsageGrowth
from tiers.metrics.holdings import every, one_of
from tiers.metrics.milestones import Milestones
from tiers.metrics.net import NetCustomers
from tiers.metrics.people import PeopleHolding, Place, PlacesFilled
from tiers.metrics.prerequisite import Enrolled
from tiers.metrics.references import References
from tiers.metrics.seats import ActiveUsers, PercentActive, Seats
from tiers.metrics.together import Together

__all__ = [
    "ActiveUsers",
    "Band",
    "Customers",
    "DeployedTenants",
    "Enrolled",
    "FigureCustomers",
    "FigureCustomersLately",
    "FigureGrowth",
    "FigureIncrease",
    "FigureNow",
    "FigureProducts",
    "FigureShare",
    "FigureTotal",
    "Milestones",
    "NetCustomers",
    "NewCustomers",
    "PeopleHolding",
    "PercentActive",
    "Place",
    "PlacesFilled",
    "References",
    "Seats",
    "Together",
    "UsageGrowth",
    "every",
    "one_of",
]
