"""What the quick tests judge, made once by the code as it stands and kept in a file.

Each batch is of one edition and one day: every case of tests/cases/ as the real importer believes
it, and random partners with what the slow reading of the rules makes of them. Its partners bear the
case's number or their own, so that one evaluation judges them all. See docs/testing.md.
"""

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl

from models.store import facts
from tests.brute import EDITIONS, Expected, judge
from tests.brute.rows import Rows
from tests.brute.tables import frames
from tests.brute.worlds import channels, days
from tests.examples import examples
from tests.mutation.planned import SmallWorld, small_worlds
from tests.test_cases import CASES, PARTNER, Case, files_of
from tests.tracking import scratch, take
from tiers.facts import Facts

FILE = Path(".mutation.pickle")
WORLDS = 12  # random channels for each edition and day, of one to three partners each
DAYS = 2  # of each edition
TWINS = ("azure-infrastructure", "azure-digital-app")  # their rules are built like azure-data-ai's
Frames = dict[str, pl.DataFrame]


class CaseBatch(NamedTuple):
    """Cases of one edition (None: the one in force) and day, by the partner each is about."""

    programme: str
    edition: str | None
    day: date
    frames: Frames
    cases: dict[str, Case]


class WorldBatch(NamedTuple):
    """Random partners on one day, and how each stands by an edition."""

    programme: str
    edition: str
    day: date
    frames: Frames
    expected: dict[str, Expected]


class Kept(NamedTuple):
    """Everything there is to judge: batches of each edition, and small worlds of each rule.

    Pickled until a test wants them: no frame is made before, since Polars must not have worked in
    the process forked for every mutant.
    """

    cases: dict[str, bytes]
    worlds: dict[str, bytes]
    small: dict[str, bytes]


def case_batches() -> Iterator[CaseBatch]:
    """All cases, told by their number, by edition and day."""
    found: dict[tuple[str, str | None, date], dict[str, tuple[Case, Frames]]] = defaultdict(dict)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/facts.db"
        for number, case in enumerate(CASES):
            edition = str(case["edition"]) if "edition" in case else None
            of = found[case["programme"], edition, case["as_of"]]
            of[str(number)] = case, frames_of(case, str(number), url)
    for (programme, edition, day), each in sorted(found.items(), key=str):
        together = concatenated([one for _, one in each.values()])
        yield CaseBatch(
            programme, edition, day, together, {n: case for n, (case, _) in each.items()}
        )


def frames_of(case: Case, number: str, url: str) -> Frames:
    """What is believed of the case's partner, who is called by the case's number."""
    with scratch(url) as connection:
        for file in files_of(case):
            take(connection, file)
        known = facts(connection, case.get("known_on"))
    here = pl.col("partner_id") == PARTNER
    return {
        name: getattr(known, name)
        .collect("polars")
        .to_native()
        .filter(here)
        .with_columns(partner_id=pl.lit(number))
        for name in Facts.names()
    }


def concatenated(each: list[Frames]) -> Frames:
    """The same frames of several partners, one below the other."""
    return {name: pl.concat([one[name] for one in each], how="diagonal") for name in each[0]}


def world_batches() -> Iterator[WorldBatch]:
    """Random partners of every edition on its most telling days, the same at every run."""
    for programme, edition in EDITIONS:
        if programme in TWINS:
            continue
        for day in days(programme, edition)[:DAYS]:
            partners: dict[str, Rows] = {}
            for number, world in enumerate(worlds(programme, edition, day)):
                for name, rows in world.items():
                    partner = f"{number} {name}"
                    partners[partner] = {
                        kind: [{**row, "partner_id": partner} for row in each]
                        for kind, each in rows.items()
                    }
            expected = {name: judge(programme, edition, one, day) for name, one in partners.items()}
            made = {name: frame.collect() for name, frame in frames(partners).items()}
            yield WorldBatch(programme, edition, day, made, expected)


def worlds(programme: str, edition: str, day: date) -> list[dict[str, Rows]]:
    """So many random channels, the same for the same edition and day."""
    return [dict(one) for one in examples(channels(programme, edition, day), WORLDS)]


def by_edition(batches: Iterable[CaseBatch | WorldBatch]) -> dict[str, bytes]:
    """The batches of each edition, pickled."""
    found: dict[str, list[CaseBatch | WorldBatch]] = {}
    for one in batches:
        found.setdefault(f"{one.programme} {one.edition or 'in force'}", []).append(one)
    return {name: pickle.dumps(each) for name, each in found.items()}


def keep(path: Path = FILE) -> None:
    """Make everything and write it down."""
    found = Kept(by_edition(case_batches()), by_edition(world_batches()), small_worlds())
    path.write_bytes(pickle.dumps(found))


def kept(path: Path = FILE) -> Kept:
    """What was written down, nothing before that."""
    if not path.exists():
        return Kept({}, {}, {})
    found: Kept = pickle.loads(path.read_bytes())
    return found


def case_batches_of(name: str) -> list[CaseBatch]:
    """The cases of an edition."""
    found: list[CaseBatch] = pickle.loads(kept().cases[name])
    return found


def world_batches_of(name: str) -> list[WorldBatch]:
    """The random partners of an edition."""
    found: list[WorldBatch] = pickle.loads(kept().worlds[name])
    return found


def small_worlds_of(name: str) -> list[SmallWorld]:
    """The small worlds of a rule."""
    found: list[SmallWorld] = pickle.loads(kept().small[name])
    return found
