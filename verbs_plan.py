"""The verb that plans: the cheapest sufficient actions for a tier by a day, proven to be so."""

from pathlib import Path
from typing import Annotated

import typer

import answers
import arguments as given
from imports import costs
from models import store
from tiers.planner import Costs
from tiers.words import _


def plan(
    partner: Annotated[str, typer.Option("--partner", help="The partner.")],
    programmes: Annotated[
        list[str],
        typer.Option("--programme", help="The programme's key; several share people and actions."),
    ],
    tiers: Annotated[
        list[str],
        typer.Option("--tier", help="The tier to reach: one for all, or one for each programme."),
    ],
    as_of: given.Day,
    price_list: Annotated[
        Path | None, typer.Option("--costs", help="Your own prices: action, cost, lead_days, why.")
    ] = None,
    alternatives: Annotated[
        int, typer.Option("--alternatives", help="How many plans to look for.", min=1, max=10)
    ] = 3,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """The cheapest sufficient actions for a tier on a day, and the next cheapest ones."""
    from reports import plans

    with answers.answering(as_json), answers.reading() as connection:
        on, known = given.day(as_of), given.known_day(known_on)
        goals = given.goals_of(programmes, tiers, on)
        prices = costs.default_costs() if price_list is None else _prices(price_list)
        (who,) = given.partners_of(connection, partner, known)
        asked = plans.Asked(who, goals, on)
        found = plans.planned(asked, store.facts(connection, known, [who]), prices, alternatives)
        answers.answer(plans.document(asked, found), plans.aloud(asked, found), as_json)


def _prices(path: Path) -> Costs:
    """The user's prices before ours; every line that is wrong is named."""
    try:
        content = path.read_bytes()
    except OSError:
        says = _("The file {file} cannot be read.")
        raise answers.Misuse(says.format(file=path)) from None
    prices, faults = costs.costs_with(content)
    if faults:
        raise answers.Misuse("\n".join(fault.sentence() for fault in faults))
    return prices
