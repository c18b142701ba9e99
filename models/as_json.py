"""Actions, and what the facts showed of them at first, as they are kept: in JSON."""

from datetime import date
from typing import Any

from tiers.planner import Action, Before


def kept(one: Action) -> dict[str, Any]:
    """What differs from an action of nothing, with days as text."""
    plain = Action("", "")
    own = {name: each for name, each in vars(one).items() if each != getattr(plain, name)}
    return {name: str(each) if isinstance(each, date) else each for name, each in own.items()}


def action(kept: dict[str, Any]) -> Action:
    """The action as it was."""
    days = {name: date.fromisoformat(kept[name]) for name in ("start_by", "period") if name in kept}
    return Action(**({"kind": "", "who": ""} | kept | days))


def levels(before: Before) -> dict[str, Any]:
    """What the facts showed at first."""
    return {
        "levels": before.levels,
        "people": sorted(before.people),
        "customers": sorted(before.customers),
    }


def before(kept: dict[str, Any]) -> Before:
    """The same as it was."""
    people, customers = frozenset(kept["people"]), frozenset(kept["customers"])
    return Before(tuple(kept["levels"]), people, customers)
