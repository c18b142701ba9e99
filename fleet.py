"""Every partner of a lake judged by one edition, on the engine asked for."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl

from answers import Misuse
from lake import COLUMNS, Lake, whole_files
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, Frame
from tiers.language import Edition, Programme
from tiers.words import _

ENDINGS = (".parquet", ".csv")
LOOPBACK = "127.0.0.1"


class Engine(NamedTuple):
    """How an engine reads Parquet files as a native frame, and writes one as Parquet."""

    read: Callable[[list[str]], Any]
    write: Callable[[Any, Path], None]


def judge_fleet(lake: Lake, edition: Edition, day: date, engine: str, out: Path) -> pl.DataFrame:
    """Write every partner's evaluation, as Parquet or CSV by the ending of *out*; count the tiers.

    Returns a row for each tier of the edition, highest first, and one for none: tier, partners.
    The file has the columns of `tiers.evaluate.evaluate`, by partner_id; nothing stands there
    before it is whole.
    """
    if out.suffix not in ENDINGS:
        says = _("{path} ends in neither {endings}.")
        raise Misuse(says.format(path=out, endings=_(" nor ").join(ENDINGS)))
    if not out.parent.is_dir():
        raise Misuse(_("There is no folder {path}.").format(path=out.parent))
    with TemporaryDirectory(prefix="fleet-") as place:
        work = Path(place)
        with ENGINES[engine](work) as on:
            frame = evaluate(edition, _facts(lake, on, work), Asks(day=day))
            on.write(frame.to_native(), work / "verdicts")
        found = pl.scan_parquet(_written(work / "verdicts"), glob=False).sort("partner_id")
        with whole_files(out.parent) as made:
            if out.suffix == ".csv":
                found.sink_csv(made / out.name)
            else:
                found.sink_parquet(made / out.name)
        held = found.group_by("tier").agg(partners=pl.len()).collect()
    tiers = [*(tier.name for tier in reversed(edition.tiers)), None]
    every = pl.DataFrame({"tier": tiers}, schema={"tier": pl.String})
    counted = every.join(held, on="tier", how="left", nulls_equal=True, maintain_order="left")
    return counted.with_columns(pl.col("partners").fill_null(0))


def rules_on(programme: Programme, day: date, named: Edition | None) -> Edition:
    """The edition asked for, else the one in force; without either, the nearest are named."""
    if found := named or programme.on(day):
        return found
    nearest = " and ".join(
        f"{one.name} ({one.since} to {one.until})" for one in programme.nearest(day)
    )
    says = _("No edition of {title} is in force on {day}. Ask by --edition for the nearest: "
             "{nearest}.")  # fmt: skip
    raise Misuse(says.format(title=programme.title, day=day, nearest=nearest))


def _facts(lake: Lake, on: Engine, work: Path) -> Facts:
    """The lake's frames on an engine, empty where the lake has none."""
    frames: dict[str, Frame] = {}
    for name, columns in COLUMNS.items():
        paths = lake.parts.get(name) or [work / f"{name}.parquet"]
        if name in lake.absent:
            pl.DataFrame(schema=columns).write_parquet(paths[0])
        native = on.read([str(path.resolve()) for path in paths])
        frames[name] = nw.from_native(native).lazy().select(*lake.columns.get(name, columns))
    if "partners" in lake.absent:
        frames["partners"] = _everybody(frames)
    return Facts.of(frames)


def _everybody(frames: dict[str, Frame]) -> Frame:
    """A partners frame of all whom any other frame names; they are called by their identifiers."""
    named = nw.concat([one.select("partner_id") for one in frames.values()]).unique()
    known = named.filter(~nw.col("partner_id").is_null())
    everybody = known.join(frames["partners"], on="partner_id", how="left")
    return everybody.with_columns(name=nw.col("partner_id"), market=nw.lit("developed"))


def _written(path: Path) -> list[Path]:
    """What an engine wrote: one file, or a folder of parts."""
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


@contextmanager
def _polars(work: Path) -> Iterator[Engine]:
    """Polars, streaming."""

    def read(paths: list[str]) -> pl.LazyFrame:
        return pl.scan_parquet(paths, glob=False)

    def write(frame: pl.LazyFrame, path: Path) -> None:
        frame.sink_parquet(path)

    yield Engine(read, write)


@contextmanager
def _duckdb(work: Path) -> Iterator[Engine]:
    """DuckDB in memory, which spills into the working folder."""
    try:
        import duckdb  # noqa: PLC0415 - only who asks for it needs it
    except ImportError:
        raise Misuse(_missing("DuckDB", "duckdb")) from None
    with duckdb.connect(config={"temp_directory": str(work / "spilled")}) as connection:

        def read(paths: list[str]) -> Any:
            return connection.read_parquet([escape(path) for path in paths])

        yield Engine(read, lambda relation, path: relation.write_parquet(str(path)))


@contextmanager
def _spark(work: Path) -> Iterator[Engine]:
    """Apache Spark inside this machine; a session that is there already is used and left alone."""
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 - as DuckDB
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as DuckDB
    except ImportError:
        raise Misuse(_missing("Spark", "pyspark")) from None
    there = SparkSession.getActiveSession()
    os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    try:
        session = there or SparkSession.builder.config(map=_settings(work)).getOrCreate()
    except PySparkRuntimeError:
        says = _("Spark does not start: it needs Java 17 or newer, on the path or in JAVA_HOME.")
        raise Misuse(says) from None

    def read(paths: list[str]) -> Any:
        return session.read.parquet(*(escape(path) for path in paths))

    try:
        yield Engine(read, lambda frame, path: frame.write.parquet(str(path)))
    finally:
        if there is None:
            session.stop()


def _settings(work: Path) -> dict[str, Any]:
    """Spark on all processors, reachable from this machine only, its files in the working folder.

    SPARK_DRIVER_MEMORY gives it more memory than two gigabytes.
    """
    return {
        "spark.master": "local[*]",
        "spark.app.name": "tier-tracker",
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.host": LOOPBACK,
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "2g"),
        "spark.local.dir": str(work / "spilled"),
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        "spark.sql.warehouse.dir": str(work / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def _missing(engine: str, package: str) -> str:
    says = _("{engine} is not installed here. `pip install {package}` does it, or use "
             "--engine polars.")  # fmt: skip
    return says.format(engine=engine, package=package)


ENGINES: dict[str, Callable[[Path], AbstractContextManager[Engine]]] = {
    "polars": _polars,
    "duckdb": _duckdb,
    "spark": _spark,
}
