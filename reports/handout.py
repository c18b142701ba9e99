"""All that a report of one partner says, gathered once for every form of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from models.store import facts as known_facts
from reports.readiness import Standing, standings_of
from tiers.language import Edition, Programme
from tiers.verdicts import Verdict, history

QUARTERS = 8
DAY = timedelta(days=1)


class NobodyKnown(Exception):
    """A partner of whom nothing is known; the message says what to do."""


@dataclass(frozen=True)
class Handout:
    """One partner's standing with its evidence, the rules it is judged by, and the quarters past.

    *edition* is None where none is in force; *known_on* is None where all imports are believed.
    """

    standing: Standing
    programme: Programme
    edition: Edition | None
    known_on: date | None
    past: tuple[Verdict, ...]


def gather(
    connection: Connection,
    programme: Programme,
    partner: str,
    day: date,
    known_on: date | None,
    edition: Edition | None,
) -> Handout:
    """What is to be handed over, from facts read once."""
    facts = known_facts(connection, known_on, [partner])
    found = standings_of(facts, programme, day, edition=edition, evidence=True)
    if not found:
        raise NobodyKnown(f"No partner {partner} is known on that day. Import its files first.")
    past = history(programme, facts, quarter_ends(day))
    return Handout(found[0], programme, edition or programme.on(day), known_on, past)


def quarter_ends(day: date, count: int = QUARTERS) -> list[date]:
    """The last days of the last quarters up to the day, oldest first."""
    after = min(day, date.max - DAY) + DAY
    newest = after.year * 4 + (after.month - 1) // 3
    return [
        date(quarter // 4, quarter % 4 * 3 + 1, 1) - DAY
        for quarter in range(max(newest - count + 1, 5), newest + 1)
    ]
