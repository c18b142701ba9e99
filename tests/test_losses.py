"""What a partner hangs on, beside the verdict on facts that lack it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.store import facts
from tests.brute_known import File
from tests.channels import channel, channels, days
from tests.losing import left_of
from tests.tracking import patiently, scratch, take
from tiers.facts import Facts
from tiers.losses import Loss, Support, losses
from tiers.programmes.messaging import MESSAGING
from tiers.verdicts import readiness

DAY = date(2015, 3, 31)


def taken(files: Sequence[File], url: str) -> Facts:
    with scratch(url) as connection:
        for file in files:
            take(connection, file)
        return facts(connection)


def tier_without(known: Facts, partner: str, lost: Sequence[Support], day: date) -> str | None:
    """The verdict on the rows that are left, found one partner and one loss at a time."""
    gone = {(one.kind, one.who) for one in lost}
    frames = {}
    for name in Facts.names():
        frame = getattr(known, name).collect("polars").to_native()
        rows = [row for row in frame.rows(named=True) if row["partner_id"] == partner]
        left = [one for row in rows for one in left_of(row, name, gone, day)]
        frames[name] = pl.DataFrame(left, schema=frame.schema).lazy()
    return {one.partner: one.tier for one in readiness(MESSAGING, Facts.of(frames), day)}[partner]


def by_partner(found: Sequence[Loss]) -> Mapping[str, list[Loss]]:
    gathered: dict[str, list[Loss]] = {}
    for one in found:
        gathered.setdefault(one.partner, []).append(one)
    return gathered


def check(known: Facts, day: date) -> int:
    """Every loss told is one that evaluation finds, and none that evaluation finds is missing."""
    edition = MESSAGING.on(day)
    if edition is None:
        return 0
    pairs = 0
    for partner, found in by_partner(losses(edition, known, day)).items():
        after = {one.lost: one.after for one in found}
        before = found[0].before
        alone = [one for one in after if len(one) == 1]
        for lost in alone:
            assert after[lost] == tier_without(known, partner, lost, day), (partner, lost)
        harmless = sorted(lost[0] for lost in alone if after[lost] == before)
        for one, other in combinations(harmless[:8], 2):
            tier = tier_without(known, partner, (one, other), day)
            if one.kind == other.kind and tier != before:
                assert after[one, other] == tier, (partner, one, other)
                pairs += 1
    return pairs


@pytest.mark.parametrize("seed", [41])
def test_a_channel(seed: int, sqlite_url: str) -> None:
    """Losses equal a fresh evaluation without the fact, alone and in pairs."""
    assert check(taken(channel(seed, partners=12), sqlite_url), DAY)


@patiently
@given(files=channels(most=1), day=st.sampled_from(days()))
def test_any_partner(files: list[File], day: date, sqlite_url: str) -> None:
    """The same for the partners that Hypothesis thinks of."""
    check(taken(files, sqlite_url), day)


def test_the_costliest_comes_first(sqlite_url: str) -> None:
    """Within a partner no loss stands after one that costs less."""
    ranks = {None: 0, "Silver": 1, "Gold": 2}
    found = losses(MESSAGING.editions[1], taken(channel(43, partners=30), sqlite_url), DAY)
    for each in by_partner(found).values():
        falls = [ranks[one.before] - ranks[one.after] for one in each]
        assert falls == sorted(falls, reverse=True)
