"""How long the rules take, beside a peer in the same run: ratios, since machines differ.

`make bench` prints them. BENCH_PARTNERS changes the size of the fleet (800,000).
"""

import csv
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
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
from tests.bench.measured import Measured, measured
from tests.bench.peer import tiers_by_sql
from tests.bench.wide_lake import make_wide_lake
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
    assert median(times["Polars"]) <= 2.5 * median(times["SQL"])


def test_a_partner_costs_no_more_in_a_larger_fleet(tmp_path: Path, edition: Edition) -> None:
    """From 1,000 partners up, each further one costs at most what those before it cost."""
    each: list[float] = []
    print(f"\nmessaging FY2015 on {DAY}, on Polars")
    for number in (1_000, 10_000, 100_000):
        make_lake(tmp_path / str(number), number)

        def judge(folder: Path = tmp_path / str(number)) -> pl.DataFrame:
            frames = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in FRAMES}
            return _tiers(edition, Facts.of(frames))

        times = _in_turn({"rule": judge}, rounds=7)["rule"]
        each.append(median(times) / number)
        print(f"  {number:>9,} partners {each[-1] * 1e6:7.2f} µs each")
    assert all(larger <= 1.1 * smaller for smaller, larger in pairwise(each))


def test_a_fleet_ten_times_as_large_is_streamed(tmp_path: Path) -> None:
    """By `fleet` on Polars: at most 11 times the time, and memory that does not grow alike."""
    make_lake(tmp_path / "one", PARTNERS)
    make_lake(tmp_path / "ten", 10 * PARTNERS)
    print(f"\nfleet --engine polars, {PARTNERS:,} partners and ten times as many")
    one, ten = (_fleet(tmp_path / name) for name in ("one", "ten"))
    for took, times in ((one, 1), (ten, 10)):
        print(f"  {times:>2} x   {took.seconds:7.1f} s   {took.megabytes:6.0f} MB")
    assert one.megabytes < 4096
    assert ten.seconds <= 11 * one.seconds


def test_modern_work(tmp_path: Path) -> None:
    """100,000 partners, both tracks and their points, beside messaging over the same facts."""
    number, day = PARTNERS // 8, date(2025, 3, 31)
    make_wide_lake(tmp_path, number, day)
    frames = {name: pl.scan_parquet(tmp_path / f"{name}.parquet") for name in FRAMES}

    def judge(programme: str, on: date) -> pl.DataFrame:
        edition = PROGRAMMES[programme].on(on)
        assert edition is not None
        found = evaluate(edition, Facts.of(frames), Asks(day=on)).select("partner_id", "tier")
        tiers: pl.DataFrame = found.collect("polars").to_native()
        return tiers

    subjects = {
        "messaging": lambda: judge("messaging", DAY),
        "modern-work": lambda: judge("modern-work", day),
    }
    rows = pl.scan_parquet(tmp_path / "*.parquet", missing_columns="insert", extra_columns="ignore")
    print(f"\n{number:,} partners, {rows.select(pl.len()).collect().item():,} rows")
    _show(_in_turn(subjects, rounds=1), peer="messaging")


def _fleet(lake: Path) -> Measured:
    """What the command takes."""
    return measured([
        sys.executable, "cli.py", "fleet", "--facts", str(lake), "--programme", "messaging",
        "--as-of", DAY.isoformat(), "--engine", "polars", "--out", str(lake / "tiers.parquet"),
    ])  # fmt: skip


def test_one_partner_on_24_days_beside_brute_force(sqlite_url: str, edition: Edition) -> None:
    """One partner's verdicts of a year, by the rule and by plain Python over its rows."""
    with writing(connect(sqlite_url)) as connection:
        demonstration.load(connection, datetime.now(UTC))
        facts = known_facts(connection, partners=[PARTNER])
    days = [date(2014, 7, 1) + timedelta(days=15 * step) for step in range(24)]
    known = believed(_demonstration_files())[PARTNER]
    times = _in_turn(
        {
            "brute force": lambda: [judge_slowly(known, day) for day in days],
            "rule": lambda: in_memory(evaluate(edition, facts, _anew(days))),
        },
        rounds=40,
    )
    print(f"\none partner, {len(days)} days, warm")
    _show(times, peer="brute force")
    assert median(times["rule"]) < 0.030


def test_one_partner_in_all_programmes(tmp_path: Path) -> None:
    """All programmes in force on 24 days of two years: asked for the first time, and again."""
    make_wide_lake(tmp_path, 200, date(2025, 3, 31))
    frames = {
        name: pl.scan_parquet(tmp_path / f"{name}.parquet").filter(partner_id="P0000007").collect()
        for name in FRAMES
    }
    facts = Facts.of({name: frame.lazy() for name, frame in frames.items()}, at_hand=True)
    days = [date(2023, 4, 30) + timedelta(days=30 * step) for step in range(24)]

    def every(asked: Callable[[list[date]], Asks]) -> None:
        for programme in PROGRAMMES.values():
            for edition in programme.editions:
                if of_edition := [day for day in days if edition.in_force(day)]:
                    in_memory(evaluate(edition, facts, asked(of_edition)))

    asks = {
        "first": lambda: every(lambda on: _anew(on, "P0000007")),
        "again": lambda: every(lambda on: Asks.on(on, facts)),
    }
    times = _in_turn(asks, rounds=5)
    print(f"\none partner, {len(days)} days, every programme in force")
    _show(times, peer="first")
    assert median(times["again"]) < 0.100


def _anew(days: list[date], partner: str = "") -> Asks:
    """The days as a question that nobody has asked before."""
    partners = [partner or PARTNER] * len(days)
    pairs = pl.LazyFrame({"partner_id": partners, "day": days})
    return Asks(pairs=nw.from_native(pairs))


def _demonstration_files() -> list[File]:
    with (demonstration.FOLDER / "arrivals.csv").open(encoding="utf-8", newline="") as listing:
        arrivals = list(csv.DictReader(listing))
    arrived = [(each["file"], date.fromisoformat(each["arrived_on"])) for each in arrivals]
    return [_file(file, day) for file, day in arrived if day.year <= DAY.year]


def _file(name: str, arrived_on: date) -> File:
    with (demonstration.FOLDER / name).open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    kind = Path(name).stem.replace("-corrected", "").replace("-", "_")
    return File(kind, rows, additions=False, imported_on=arrived_on)


def _tiers(edition: Edition, facts: Facts) -> pl.DataFrame:
    found = evaluate(edition, facts, Asks(day=DAY)).select("partner_id", "tier").collect("polars")
    frame: pl.DataFrame = found.to_native()
    return frame.sort("partner_id")


def _in_turn(subjects: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
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
