"""The random channels are valid, crowded with boundary cases, and written as they are."""

import csv
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.brute_force import believed, judge
from tests.brute_known import File, last_day
from tests.channels import channel, channels, days, write

INTERVALS = (("started_on", "ended_on"), ("joined_on", "left_on"), ("earned_on", "expires_on"))


def test_channels_are_crowded() -> None:
    """A random channel knows every tier and outcome, and figures at and beside each threshold."""
    known = believed(channel(seed=1, partners=400)).values()
    verdicts = [judge(facts, day) for facts in known for day in days()]
    found = Counter(
        (tier, key, finding.outcome)
        for verdict in verdicts
        for tier, criteria in verdict.tiers.items()
        for key, finding in criteria.items()
    )
    assert {verdict.tier for verdict in verdicts} == {None, "Silver", "Gold"}
    assert len(found) == 2 * 6 * 3
    assert min(found.values()) >= 10


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(channels())
def test_channels_are_valid(told: list[File]) -> None:
    """No file disagrees with itself, and imports follow the calendar."""
    assert [file.imported_on for file in told] == sorted(file.imported_on for file in told)
    for file in told:
        assert file.rows
        for row in file.rows:
            for first, last in INTERVALS:
                assert not row.get(last) or row[first] <= row[last]
            if "period" in row:
                assert last_day(row["period"], file.imported_on) <= file.imported_on


def test_channels_are_written_as_they_are(tmp_path: Path) -> None:
    """The written files, read again in the order of their names, are the same rows."""
    told = channel(seed=2, partners=5)
    assert told == channel(seed=2, partners=5)
    paths = write(told, tmp_path)
    assert paths == sorted(tmp_path.iterdir())
    for path, file in zip(paths, told, strict=True):
        with path.open(encoding="utf-8", newline="") as stream:
            assert list(csv.DictReader(stream)) == file.rows
