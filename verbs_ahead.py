"""Verbs that look ahead: when a tier is lost by itself, what it hangs on, who counts only once."""

from typing import Annotated

import typer

import answers
import arguments as given
from models import store


def forecast(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    partner: given.OnePartner = None,
    days: Annotated[str, typer.Option("--days", help="How many days to look ahead.")] = "730",
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """When the tier changes by itself, if no new fact arrives, and which facts make it change."""
    from reports import ahead

    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        many = given.number_of(days, "--days")
        who = None if partner is None else given.partners_of(connection, partner, known)
        told = ahead.aheads(store.facts(connection, known, who), found, on, many)
        answers.answer(ahead.documents(told), ahead.aloud(told), as_json)


def losses(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    partner: given.OnePartner = None,
    pairs: Annotated[
        bool | None,
        typer.Option(
            "--pairs/--no-pairs",
            help="Also pairs that cost a tier only together, or not; by default of one partner.",
        ),
    ] = None,
    edition: given.EditionName = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """What losing one person, customer or reference would cost, the costliest first."""
    from reports import supports

    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        rules = given.edition_of(found, edition) or found.on(on)
        who = None if partner is None else given.partners_of(connection, partner, known)
        facts, both = store.facts(connection, known, who), bool(who) if pairs is None else pairs
        told = supports.dependence(found.key, rules, facts, on, pairs=both)
        text = supports.aloud(told, everybody=who is not None)
        answers.answer(supports.documents(told), text, as_json)


def sharing(
    programmes: Annotated[
        list[str],
        typer.Option("--programme", help="The key of a programme; name two or more."),
    ],
    as_of: given.Day,
    tier: Annotated[
        str, typer.Option("--tier", help="The tier for which people may not be shared.")
    ] = "Gold",
    partner: given.OnePartner = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """Which competencies keep their tier where a person may count for one of them only."""
    from reports import sharing as report

    with answers.answering(as_json), answers.reading() as connection:
        on, known = given.day(as_of), given.known_day(known_on)
        editions = given.editions_with(programmes, on, tier)
        who = None if partner is None else given.partners_of(connection, partner, known)
        told = report.shared(editions, store.facts(connection, known, who), on, tier)
        answers.answer(report.document(told), report.aloud(told), as_json)
