"""The tracker at work in a test: files in through the real importer, answers out.

Answers have the shape of brute_force.Expected, so that the two compare with `==`.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import StringIO

from hypothesis import HealthCheck, settings
from sqlalchemy import Connection

from imports.importing import commit
from imports.results import Arrival, How, Result
from models.database import connect
from models.store import facts
from tests.brute_force import EDITIONS, MET, NOT_ASSESSED, NOT_MET, Expected, Finding
from tests.brute_known import File, Known, Row
from tiers.facts import Asks, Facts
from tiers.language import Edition
from tiers.programmes.messaging import MESSAGING
from tiers.verdicts import Verdict, judge, readiness

Answers = dict[str, Expected]  # by partner
AnswersOn = dict[tuple[str, date], Expected]  # by partner and day

OUTCOMES = (NOT_MET, NOT_ASSESSED, MET)

# How Hypothesis asks a database: few examples, each of many files, and no hurry.
patiently = settings(
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "10")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def scratch(url: str) -> Iterator[Connection]:
    """A connection to the database, brought up to date, whose every change is taken back."""
    engine = connect(url)
    try:
        with engine.connect() as connection, connection.begin() as attempt:
            yield connection
            attempt.rollback()
    finally:
        engine.dispose()


# Files in --------------------------------------------------------------------------------------


def moment(day: date) -> datetime:
    """Noon of the day, when test files arrive."""
    return datetime.combine(day, time(12), UTC)


def as_csv(rows: Sequence[Row]) -> bytes:
    """The rows as a file in our template, with every column that any of them has."""
    columns = dict.fromkeys(column for row in rows for column in row)
    out = StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def arrive(
    connection: Connection, name: str, content: bytes, on: date, *, additions: bool = False
) -> Result:
    """Take in one file's bytes on a day; a refusal fails the test with its reasons."""
    arrival = Arrival(name, content)
    (result,) = commit(connection, [arrival], moment(on), "test", How(additions=additions))
    assert not result.refused, (name, [fault.sentence() for fault in result.errors])
    return result


def take(connection: Connection, file: File) -> Result:
    """Take in one file; it must be recognised for what it is."""
    result = arrive(
        connection,
        f"{file.kind}.csv",
        as_csv(file.rows),
        file.imported_on,
        additions=file.additions,
    )
    assert result.kind == file.kind
    return result


def take_all(connection: Connection, files: Iterable[File]) -> list[Result]:
    """Take in files one after the other."""
    return [take(connection, file) for file in files]


# Answers out -----------------------------------------------------------------------------------


def told(verdict: Verdict) -> Expected:
    """A verdict in the shape of the brute force's."""
    return Expected(
        verdict.tier,
        {
            tier.tier: {
                one.key: Finding(one.have, int(one.need), one.outcome.value)
                for one in tier.criteria
            }
            for tier in verdict.tiers
        },
        {tier.tier: tier.outcome.value for tier in verdict.tiers},
    )


def answers(
    connection: Connection,
    day: date,
    *,
    edition: Edition | None = None,
    known_on: date | None = None,
) -> Answers:
    """What the tracker says of every partner on a day."""
    found = readiness(MESSAGING, facts(connection, known_on), day, edition=edition)
    return {verdict.partner: told(verdict) for verdict in found}


def all_answers(connection: Connection, days: Sequence[date]) -> list[AnswersOn]:
    """What it says of every partner on each of the days, by editions that ask for everything.

    FY2014 asks for nothing that FY2015 does not.
    """
    known = facts(connection)
    asking = [edition for edition in MESSAGING.editions if edition.name != "FY2014"]
    return [answers_on(edition, known, days) for edition in asking]


def answers_on(edition: Edition, known: Facts, days: Sequence[date]) -> AnswersOn:
    """What the edition makes of every partner on each of the days, asked all at once."""
    found = judge(edition, known, Asks.on(days, known))
    return {(verdict.partner, verdict.as_of): told(verdict) for verdict in found}


# What the answers should be --------------------------------------------------------------------


def expected(edition: Edition, known: Known, day: date) -> Expected:
    """What the brute force makes of one partner by the edition's rules, in force or not."""
    findings, join = next(each[2:] for each in EDITIONS if each[0] == edition.since)
    tiers = findings(known, day)
    outcomes = {
        tier: join((finding.outcome for finding in criteria.values()), key=OUTCOMES.index)
        for tier, criteria in tiers.items()
    }
    held = [tier for tier in tiers if outcomes[tier] == MET]
    return Expected(held[-1] if held else None, tiers, outcomes)
