"""The days on which a verdict changes by itself, beside an evaluation of every single day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.store import facts
from tests.bench.wide_lake import make_wide_lake
from tests.brute_known import File
from tests.channels import channel, channels, days
from tests.knowledge import knowing
from tests.tracking import patiently, scratch, take
from tiers.days import tiers_held
from tiers.facts import Facts
from tiers.forecast import Change, as_known, forecast
from tiers.language import Programme
from tiers.lapses import days_from, turning_days
from tiers.metrics.earlier import earlier, later
from tiers.programmes import PROGRAMMES
from tiers.programmes.messaging import MESSAGING

QUICK = ("messaging", "smcs", "usage-milestones", "azure-data-ai", "odoo")
Turn = tuple[str, date, str | None, str | None]


def told(changes: Sequence[Change]) -> list[Turn]:
    return [(one.partner, one.day, one.before, one.after) for one in changes]


def every_day(programme: Programme, known: Facts, as_of: date, ahead: int) -> list[Turn]:
    """The same by evaluating each day on its own, and comparing it with the day before."""
    partners = known.partners.collect("polars").to_native()["partner_id"].to_list()
    days = [as_of + timedelta(days=number) for number in range(ahead + 1)]
    held = tiers_held(programme, as_known(known, as_of), dict.fromkeys(partners, days))
    return [
        (partner, day, before, after)
        for (partner, _day, before), (same, day, after) in pairwise(held)
        if partner == same and before != after
    ]


def taken(files: Sequence[File], url: str) -> Facts:
    with scratch(url) as connection:
        for file in files:
            take(connection, file)
        return facts(connection)


@pytest.mark.parametrize("seed", [31, 32])
def test_every_day_of_two_years(seed: int, sqlite_url: str) -> None:
    """No day on which a tier changes is missed, and none is named on which it does not."""
    known = taken(channel(seed, partners=40), sqlite_url)
    for as_of in (date(2014, 5, 14), date(2015, 3, 31)):
        found = forecast(MESSAGING, known, as_of)
        assert told(found) == every_day(MESSAGING, known, as_of, 730)
        assert all(one.because for one in found)


@patiently
@given(files=channels(), as_of=st.sampled_from(days()))
def test_any_channel(files: list[File], as_of: date, sqlite_url: str) -> None:
    """The same for the small channels that Hypothesis thinks of, over half a year and more."""
    known = taken(files, sqlite_url)
    assert told(forecast(MESSAGING, known, as_of, 400)) == every_day(MESSAGING, known, as_of, 400)


@pytest.mark.parametrize(
    "programme",
    [
        pytest.param(one, id=key, marks=() if key in QUICK else pytest.mark.deep)
        for key, one in PROGRAMMES.items()
    ],
)
def test_every_programme(programme: Programme, tmp_path: Path) -> None:
    """Rules that look back a year, at claims and at retired awards turn on their days, too."""
    as_of = programme.editions[0].since + timedelta(days=200)
    make_wide_lake(tmp_path, 60, as_of, seed=3)
    known = Facts.of(
        {name: pl.scan_parquet(tmp_path / f"{name}.parquet") for name in Facts.names()}
    )
    found = forecast(programme, known, as_of, 500)
    assert told(found) == every_day(programme, known, as_of, 500)


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 40))
@example(date(2023, 2, 28), 1)
def test_a_day_so_many_months_back(day: date, months: int) -> None:
    """The day from which on something lies so many months back is among the few that are asked."""
    first = next(
        found
        for number in range(-5, 40)
        if earlier(found := later(day, months) + timedelta(days=number), months) > day
    )
    asked = set(days_from(later(day, months)))
    assert first in asked
    assert later(day, months) in asked
    assert earlier(later(day, months) - timedelta(days=1), months) < day


def test_two_months_of_a_year_before() -> None:
    """On 31 March the two months up to a year before are left by January of that year."""
    spent = {"partner_id": "7", "figure": "azure-consumption", "period": date(2024, 1, 31)}
    known = knowing(figures=[{**spent, "customer_id": "C", "value": 100_000}])
    asked = turning_days(PROGRAMMES["azure-data-ai"], known, date(2025, 3, 1), date(2025, 5, 31))
    assert date(2025, 3, 31) in asked["7"]
