"""The cheapest way up: which actions, at which cost, give a partner a tier by a day."""

from tiers.planner.actions import KINDS, LOSE, Action, Costs, Price, told
from tiers.planner.apply import apply
from tiers.planner.plan import Mistaken, Obstacle, Plan, Planned, plan, reached
from tiers.planner.pricing import Pricing
from tiers.planner.progress import Before, Shown, before, shown
from tiers.planner.workshop import Goal

__all__ = [
    "KINDS",
    "LOSE",
    "Action",
    "Before",
    "Costs",
    "Goal",
    "Mistaken",
    "Obstacle",
    "Plan",
    "Planned",
    "Price",
    "Pricing",
    "Shown",
    "apply",
    "before",
    "plan",
    "reached",
    "shown",
    "told",
]
