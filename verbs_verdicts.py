"""Verbs about a day: the rules, who stands where by which, and the report."""

from pathlib import Path
from typing import Annotated

import typer

import answers
import arguments as given
import lake
from models import store
from reports import aloud, forms, outlook, rules
from reports.readiness import document, standings
from tiers.programmes import PROGRAMMES
from tiers.words import _


def programmes(as_json: given.AsJson = False) -> None:
    """Every programme: its editions, the days they are in force, and their sources."""
    with answers.answering(as_json):
        found = [rules.document(programme) for programme in PROGRAMMES.values()]
        lines = [
            aloud.edition_aloud(edition) for one in PROGRAMMES.values() for edition in one.editions
        ]
        answers.answer(found, "\n".join(lines), as_json)


def readiness(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    partner: given.OnePartner = None,
    edition: given.EditionName = None,
    known_on: given.KnownOn = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Every fact behind it.")] = False,
    as_json: given.AsJson = False,
) -> None:
    """Which tier each partner holds on a day, and why."""
    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        stand = standings(
            connection,
            found,
            on,
            known_on=known,
            partners=None if partner is None else given.partners_of(connection, partner, known),
            edition=given.edition_of(found, edition),
            evidence=evidence,
        )
        text = "\n\n".join(aloud.read_aloud(one) for one in stand) or _("No partner is known yet.")
        if not (edition or found.on(on)):
            text = f"{aloud.nearest_aloud(found, on)}\n\n{text}"
        answers.answer([document(one, found) for one in stand], text, as_json)


def transition(
    programme: given.ProgrammeKey,
    as_of: given.Day,
    edition: Annotated[
        str | None, typer.Option("--edition", help="Another edition, else the next one.")
    ] = None,
    partner: given.OnePartner = None,
    known_on: given.KnownOn = None,
    as_json: given.AsJson = False,
) -> None:
    """What other rules would do: the same facts of a day by its edition and by another."""
    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        on, known = given.day(as_of), given.known_day(known_on)
        who = None if partner is None else given.partners_of(connection, partner, known)
        known_facts = store.facts(connection, known, who)
        told = outlook.outlook(known_facts, found, on, given.edition_of(found, edition))
        if told is None:
            raise given.incomparable(found, on)
        text = outlook.aloud(told, everybody=partner is not None)
        answers.answer(outlook.document(told), text, as_json)


def report(
    partner: Annotated[str, typer.Option("--partner", help="The partner.")],
    programme: given.ProgrammeKey,
    as_of: given.Day,
    form: Annotated[str, typer.Option("--format", help="pdf, xlsx, html, csv or json.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    known_on: given.KnownOn = None,
    edition: given.EditionName = None,
    as_json: given.AsJson = False,
) -> None:
    """The readiness report of one partner."""
    with answers.answering(as_json), answers.reading() as connection:
        found = given.programme_of(programme)
        form = given.form_of(form, forms.FORMS)
        on, known = given.day(as_of), given.known_day(known_on)
        (who,) = given.partners_of(connection, partner, known)
        made = forms.report(
            connection,
            found,
            who,
            on,
            form,
            known_on=known,
            edition=given.edition_of(found, edition),
        )
        out.write_bytes(made)
        answers.answer(
            {"file": str(out), "bytes": len(made)}, _("Wrote {path}.").format(path=out), as_json
        )


def fleet(
    folder: Annotated[Path, typer.Option("--facts", help="The folder of a lake of facts.")],
    programme: given.ProgrammeKey,
    as_of: given.Day,
    engine: Annotated[str, typer.Option("--engine", help="polars, duckdb or spark.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write, .parquet or .csv.")],
    edition: given.EditionName = None,
    as_json: given.AsJson = False,
) -> None:
    """Which tier every partner of a lake of Parquet facts holds on a day."""
    import fleet as fleets

    with answers.answering(as_json):
        found, on = given.programme_of(programme), given.day(as_of)
        rules = fleets.rules_on(found, on, given.edition_of(found, edition))
        engine = given.engine_of(engine, fleets.ENGINES)
        facts_of = lake.open_lake(folder)
        counts = fleets.judge_fleet(facts_of, rules, on, engine, out)
        told = {
            "programme": found.key,
            "edition": rules.name,
            "as_of": on,
            "engine": engine,
            "file": str(out),
            "partners": counts["partners"].sum(),
            "tiers": counts.to_dicts(),
            "absent": list(facts_of.absent),
        }
        answers.answer(told, answers.told_fleet(told), as_json)
