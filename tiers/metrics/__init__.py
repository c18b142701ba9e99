"""What can be measured, with its evidence."""

from tiers.metrics.people import PeopleHolding, Place, PlacesFilled, every, one_of
from tiers.metrics.references import References
from tiers.metrics.seats import PercentActive, Seats

__all__ = [
    "PeopleHolding",
    "PercentActive",
    "Place",
    "PlacesFilled",
    "References",
    "Seats",
    "every",
    "one_of",
]
