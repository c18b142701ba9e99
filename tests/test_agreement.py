"""The tracker and an independent, literal reading of docs/meaning.md come to the same verdicts."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from imports.importing import take_in
from imports.results import Arrival, How
from models.database import connect
from models.store import facts
from tests.brute_force import Expected, Finding, judge
from tests.brute_known import File, believed
from tests.channels import channel, channels, days, write
from tests.commands import run
from tests.tracking import answers, answers_on, expected, moment, patiently, scratch, take_all
from tiers.facts import Facts
from tiers.language import Edition
from tiers.programmes.messaging import MESSAGING

ONE_OF_EACH = (date(2014, 6, 30), date(2015, 3, 31), date(2018, 9, 4))


def import_files(url: str, folder: Path, files: Sequence[File]) -> Facts:
    """Write the files as CSV, take each of them in on its day, and read back what is known."""
    engine = connect(url)
    try:
        for path, file in zip(write(files, folder), files, strict=True):
            arrival = Arrival(path.name, path.read_bytes())
            at = moment(file.imported_on)
            (result,) = take_in(engine, [arrival], at, "test", How(additions=file.additions))
            assert result.status in ("loaded", "already-loaded"), (path, result.errors[:3])
            assert result.kind == file.kind
        with engine.connect() as connection:
            return facts(connection)
    finally:
        engine.dispose()


def should_be(
    edition: Edition, files: Sequence[File], on: Iterable[date]
) -> dict[tuple[str, date], Expected]:
    known = believed(files)
    return {(who, day): expected(edition, known[who], day) for who in known for day in on}


@pytest.mark.parametrize("seed", [11, 12])
def test_random_channels(seed: int, database_url: str, tmp_path: Path) -> None:
    """By all three editions, on every interesting day, each partner of 200 is judged the same."""
    files = channel(seed, partners=200)
    known = import_files(database_url, tmp_path, files)
    for edition in MESSAGING.editions:
        assert answers_on(edition, known, days()) == should_be(edition, files, days())


def test_in_force(database_url: str) -> None:
    """Asked for one day, the edition in force on it judges; on days of none there is no tier."""
    files = channel(seed=13, partners=60)
    known = believed(files)
    with scratch(database_url) as connection:
        take_all(connection, files)
        for day in (*ONE_OF_EACH, date(2014, 7, 1), date(2015, 7, 1), date(2018, 9, 5)):
            assert answers(connection, day) == {who: judge(known[who], day) for who in known}


def shown(document: dict[str, Any]) -> Expected:
    """What a verdict's JSON says, in the shape of the brute force's."""
    return Expected(
        document["tier"],
        {
            tier["tier"]: {
                one["key"]: Finding(one["have"], one["need"], one["outcome"])
                for one in tier["criteria"]
            }
            for tier in document["tiers"]
        },
        {tier["tier"]: tier["outcome"] for tier in document["tiers"]},
    )


@pytest.mark.parametrize("edition", MESSAGING.editions, ids=lambda edition: edition.name)
def test_readiness_as_json(edition: Edition, database_url: str, tmp_path: Path) -> None:
    """`readiness --json` tells every figure and outcome as they are, in force or asked for."""
    files = channel(seed=14, partners=40)
    import_files(database_url, tmp_path, files)
    for day in ONE_OF_EACH:
        asked = ("--as-of", day, "--edition", edition.name, "--json")
        answer = run(database_url, "readiness", "--programme", "messaging", *asked)
        assert answer.code == 0, answer.err
        assert {each["edition"] for each in answer.document} == {edition.name}
        told = {(each["partner"], day): shown(each) for each in answer.document}
        assert told == should_be(edition, files, [day])


@patiently
@given(channels())
def test_small_channels(database_url: str, files: list[File]) -> None:
    """Of any channel that Hypothesis thinks of, every partner is judged the same on every day."""
    with scratch(database_url) as connection:
        take_all(connection, files)
        known = facts(connection)
        for edition in MESSAGING.editions:
            assert answers_on(edition, known, days()) == should_be(edition, files, days())
