"""All that a report of one partner says, gathered once for every form of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from models.scenarios import chosen
from models.store import facts as known_facts
from reports.ahead import Ahead, aheads
from reports.progress import Underway, progress
from reports.readiness import Standing, standings_of
from reports.supports import Dependence, dependence
from tiers.days import history
from tiers.language import Edition, Programme
from tiers.verdicts import Verdict

QUARTERS = 8
DAY = timedelta(days=1)


class NobodyKnown(Exception):
    """A partner of whom nothing is known; the message says what to do."""


@dataclass(frozen=True)
class Handout:
    """One partner's standing with its evidence, the rules it is judged by, and the quarters past.

    *edition* is None where none is in force; *known_on* is None where all imports are believed.
    *ahead* is what changes by itself, by the editions in force (None where there is none, or
    another is asked for), *hangs* what it hangs on, and *plans* those that are being carried out.
    """

    standing: Standing
    programme: Programme
    edition: Edition | None
    known_on: date | None
    past: tuple[Verdict, ...]
    ahead: Ahead | None
    hangs: Dependence
    plans: tuple[Underway, ...] = ()


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
    rules = edition or programme.on(day)
    ahead = aheads(facts, programme, day)[0] if rules is programme.on(day) and rules else None
    hangs = dependence(programme.key, rules, facts, day, pairs=None)
    plans = tuple(
        progress(one, facts, day) for one in chosen(connection, partner, programme.key, known_on)
    )
    return Handout(found[0], programme, rules, known_on, past, ahead, hangs, plans)


def quarter_ends(day: date, count: int = QUARTERS) -> list[date]:
    """The last days of the last quarters up to the day, oldest first."""
    after = min(day, date.max - DAY) + DAY
    newest = after.year * 4 + (after.month - 1) // 3
    return [
        date(quarter // 4, quarter % 4 * 3 + 1, 1) - DAY
        for quarter in range(max(newest - count + 1, 5), newest + 1)
    ]
