"""How long the rules take, beside a peer in the same run: ratios, since machines differ.

`make bench` prints them. BENCH_PARTNERS changes the size of the fleet (800,000).
"""

import csv
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import narwhals as nw
import polars as pl
import pytest

from imports import demonstration
from models.database import connect, writing
from models.store import facts as known_facts
from tests.bench.lake import make_lake
from tests.bench.peer import tiers_by_sql
from tests.brute_force import judge as judge_slowly
from tests.brute_known import File, believed
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory
from tiers.language import Edition
from tiers.programmes import PROGRAMMES

PARTNERS = int(os.environ.get("BENCH_PARTNERS", "800000"))
DAY = date(2015, 3, 31)
PARTNER = "4182736"
FRAMES = Facts.names()
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    make_lake(folder, PARTNERS)
    return folder


@pytest.fixture
def edition() -> Edition:
    found = PROGRAMMES["messaging"].named("FY2015")
    assert found is not None
    return found


def test_fleet_beside_hand_written_sql(lake: Path, edition: Edition) -> None:
    """The tiers of the whole fleet, by the rule on Polars and on DuckDB, and by SQL of its own."""

    def on_polars() -> pl.DataFrame:
        frames = {name: pl.scan_parquet(lake / f"{name}.parquet") for name in FRAMES}
        return _tiers(edition, Facts.of(frames))

    def on_duckdb() -> pl.DataFrame:
        with duckdb.connect() as connection:
            paths = {name: str(lake / f"{name}.parquet") for name in FRAMES}
            frames = {name: connection.read_parquet(path) for name, path in paths.items()}
            return _tiers(edition, Facts.of(frames))

    times = _in_turn({"SQL": lambda: tiers_by_sql(lake, DAY), "Polars": on_polars}, rounds=5)
    times |= _in_turn({"DuckDB": on_duckdb}, rounds=1)
    rows = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in lake.iterdir())
    print(f"\n{PARTNERS:,} partners, {rows:,} rows, messaging FY2015 on {DAY}")
    _show(times, peer="SQL")
    assert on_polars().equals(tiers_by_sql(lake, DAY).sort("partner_id"))
    assert median(times["Polars"]) <= 4 * median(times["SQL"])


def test_one_partner_on_24_days_beside_brute_force(sqlite_url: str, edition: Edition) -> None:
    """One partner's verdicts of a year, by the rule and by plain Python over its rows."""
    with writing(connect(sqlite_url)) as connection:
        demonstration.load(connection, datetime.now(UTC))
        facts = known_facts(connection, partners=[PARTNER])
    days = [date(2014, 7, 1) + timedelta(days=15 * step) for step in range(24)]
    pairs = nw.from_native(pl.LazyFrame({"partner_id": [PARTNER] * len(days), "day": days}))
    known = believed(_demonstration_files())[PARTNER]
    times = _in_turn(
        {
            "brute force": lambda: [judge_slowly(known, day) for day in days],
            "rule": lambda: in_memory(evaluate(edition, facts, Asks(pairs=pairs))),
        },
        rounds=40,
    )
    print(f"\none partner, {len(days)} days, warm")
    _show(times, peer="brute force")
    assert median(times["rule"]) < 0.030


def _demonstration_files() -> list[File]:
    with (demonstration.FOLDER / "arrivals.csv").open(encoding="utf-8", newline="") as listing:
        arrivals = list(csv.DictReader(listing))
    return [_file(each["file"], date.fromisoformat(each["arrived_on"])) for each in arrivals]


def _file(name: str, arrived_on: date) -> File:
    with (demonstration.FOLDER / name).open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    kind = Path(name).stem.replace("-corrected", "").replace("-", "_")
    return File(kind, rows, additions=False, imported_on=arrived_on)


def _tiers(edition: Edition, facts: Facts) -> pl.DataFrame:
    found = evaluate(edition, facts, Asks(day=DAY)).select("partner_id", "tier").collect("polars")
    frame: pl.DataFrame = found.to_native()
    return frame.sort("partner_id")


def _in_turn(subjects: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each subject, one after the other in every round, after a round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(rounds + 1):
        for name, run in subjects.items():
            began = perf_counter()
            run()
            if turn or rounds == 1:
                times[name].append(perf_counter() - began)
    return times


def _show(times: dict[str, list[float]], peer: str) -> None:
    for name, seconds in times.items():
        ratio = median(seconds) / median(times[peer])
        print(f"  {name:<12} median {median(seconds) * 1000:9.1f} ms   {ratio:6.2f} x {peer}")
