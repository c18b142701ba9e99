"""Verbs that plan: the cheapest way to a tier, what was supposed, and how far plans are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import answers
import arguments as given
from imports import costs
from models import scenarios, store
from models.database import opened, writing
from tiers.facts import Facts
from tiers.planner import Costs, Planned, before
from tiers.words import _

if TYPE_CHECKING:
    from reports.plans import Asked


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
        str, typer.Option("--alternatives", help="How many plans to look for, up to 10.")
    ] = "3",
    keep: Annotated[
        str | None,
        typer.Option("--keep", help="Keep the cheapest under this name, as one carried out."),
    ] = None,
    by: given.Who = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """The cheapest sufficient actions for a tier on a day, and the next cheapest ones."""
    from reports import plans

    with answers.answering(as_json), answers.reading() as connection:
        on, known = given.day(as_of), given.known_day(known_on)
        many = given.number_of(alternatives, "--alternatives", 10)
        goals = given.goals_of(programmes, tiers, on)
        prices = costs.default_costs() if price_list is None else _prices(price_list)
        (who,) = given.partners_of(connection, partner, known)
        facts = store.facts(connection, known, [who])
        asked = plans.Asked(who, goals, on, plans.name_of(facts))
        found = plans.planned(asked, facts, prices, many)
        if keep is not None:
            _keep(keep, asked, found, facts, given.user(by))
        answers.answer(plans.document(asked, found), plans.aloud(asked, found), as_json)


def _keep(name: str, asked: "Asked", found: Planned, facts: Facts, by: str) -> None:
    """Keep the cheapest plan as one that is being carried out."""
    if not found.plans:
        raise answers.Misuse(_("There is no plan to keep."))
    actions = found.plans[0].actions
    goals = (
        scenarios.Aim(one.edition.programme, one.edition.name, one.tier) for one in asked.goals
    )
    one = scenarios.Supposed(
        partner=asked.partner,
        name=name,
        day=asked.day,
        goals=tuple(goals),
        actions=actions,
        before=before(actions, facts, asked.day),
        chosen=True,
    )
    with opened() as engine, writing(engine) as connection:
        scenarios.save(connection, one, answers.now(), by)


def kept(
    partner: Annotated[str, typer.Option("--partner", help="The partner.")],
    programme: given.ProgrammeKey,
    as_of: given.Day,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """What a partner would perform in every scenario that is kept, beside what is known."""
    from reports import scenarios as report

    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        (who,) = given.partners_of(connection, partner, known)
        facts, saved = store.facts(connection, known, [who]), scenarios.scenarios(connection, who)
        told = report.compared(found, facts, on, saved)
        answers.answer(report.documents(told), report.aloud(told), as_json)


def progress(
    as_of: given.Day,
    partner: given.OnePartner = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """How far the plans are that are being carried out, by what the facts show and people say."""
    from reports import progress as report

    with answers.answering(as_json), answers.reading() as connection:
        on, known = given.day(as_of), given.known_day(known_on)
        who = None if partner is None else given.partners_of(connection, partner, known)[0]
        told = [
            report.progress(one, store.facts(connection, known, [one.supposed.partner]), on)
            for one in scenarios.chosen(connection, who, known_on=known)
        ]
        names = store.partners(connection, known)
        answers.answer(report.documents(told), report.aloud(told, names), as_json)


def _prices(path: Path) -> Costs:
    """The user's prices before ours; every line that is wrong is named."""
    try:
        content = path.read_bytes()
    except OSError:
        says = _("The file {file} cannot be read.")
        raise answers.Misuse(says.format(file=path)) from None
    prices, faults = costs.costs_with(content)
    if faults:
        raise answers.Misuse("\n".join(f"{path}, {fault.sentence()}" for fault in faults))
    return prices
