"""The cheapest way up: which actions, at which cost, give a partner a tier by a day."""

from tiers.planner.actions import KINDS, LOSE, MONEY, Action, Costs, Price, natural, told
from tiers.planner.apply import apply
from tiers.planner.plan import Change, Mistaken, Obstacle, Plan, Planned, plan, reached
from tiers.planner.pricing import Pricing
from tiers.planner.progress import Before, Shown, before, shown
from tiers.planner.workshop import Goal

__all__ = [
    "KINDS",
    "LOSE",
    "MONEY",
    "Action",
    "Before",
    "Change",
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
    "natural",
    "plan",
    "reached",
    "shown",
    "told",
]
