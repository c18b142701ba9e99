"""Every edition of every programme judges as an independent, literal reading of its rules does."""

import os
from collections.abc import Mapping
from datetime import date
from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.brute import EDITIONS, Expected, Finding, judge
from tests.brute.rows import Rows
from tests.brute.tables import frames
from tests.brute.worlds import channels, days
from tiers.facts import Facts
from tiers.programmes import PROGRAMMES
from tiers.verdicts import Verdict, readiness

THERE = {(key, each.name): each for key, one in PROGRAMMES.items() for each in one.editions}
BOTH = [pair for pair in EDITIONS if pair in THERE]

patiently = settings(
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "6")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def told(verdict: Verdict) -> Expected:
    """A verdict in the shape of the slow reading's."""
    tiers = {
        tier.tier: {
            one.key: Finding(one.have, int(one.need), one.outcome.value, one.points, one.max_points)
            for one in tier.criteria
        }
        for tier in verdict.tiers
    }
    outcomes = {tier.tier: tier.outcome.value for tier in verdict.tiers}
    return Expected(verdict.tier, tiers, outcomes)


def close(one: float | None, other: float | None) -> bool:
    """Whether two sums of divisions are the same figure."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def same(key: str, found: Finding, should: Finding) -> bool:
    """Whether two findings are the same: one division exactly, what is added of several closely."""
    added = key.endswith("points")
    have = close(found.have, should.have) if added else found.have == should.have
    points = close(found.points, should.points)
    return have and points and found[1:3] == should[1:3] and found[4] == should[4]


def differences(found: Expected, should: Expected) -> list[str]:
    """Everything in which two verdicts differ, in words."""
    said = []
    if found.tier != should.tier:
        said.append(f"holds {found.tier}, should hold {should.tier}")
    if found.outcomes != should.outcomes:
        said.append(f"tiers are {found.outcomes}, should be {should.outcomes}")
    for tier, criteria in should.tiers.items():
        others = found.tiers.get(tier, {})
        if others.keys() != criteria.keys():
            said.append(f"{tier} asks {sorted(others)}, should ask {sorted(criteria)}")
        said += [
            f"{tier} {key} is {tuple(others[key])}, should be {tuple(finding)}"
            for key, finding in criteria.items()
            if key in others and not same(key, others[key], finding)
        ]
    return said


def compare(programme: str, edition: str, day: date, partners: Mapping[str, Rows]) -> None:
    """Every partner is judged as it should be."""
    facts = Facts.of(frames(partners))
    rules = THERE[programme, edition]
    found = readiness(PROGRAMMES[programme], facts, day, edition=rules)
    assert {verdict.partner for verdict in found} == partners.keys()
    for verdict in found:
        should = judge(programme, edition, partners[verdict.partner], day)
        assert not differences(told(verdict), should), (day, verdict.partner)


@pytest.mark.parametrize(("programme", "edition"), BOTH, ids=map("-".join, BOTH))
def test_small_channels(programme: str, edition: str) -> None:
    """Whatever rows Hypothesis thinks of, each partner is judged the same."""

    @patiently
    @given(st.data())
    def judged_the_same(data: st.DataObject) -> None:
        day = data.draw(st.sampled_from(days(programme, edition)), label="day")
        partners = data.draw(channels(programme, edition, day), label="rows")
        compare(programme, edition, day, partners)

    judged_the_same()


@pytest.mark.parametrize(("programme", "edition"), BOTH, ids=map("-".join, BOTH))
def test_days_in_force(programme: str, edition: str) -> None:
    """Editions begin and end on the same days."""
    rules = THERE[programme, edition]
    assert (rules.since, rules.until) == EDITIONS[programme, edition]


def test_every_edition_is_read() -> None:
    """There is no edition that only one of the two knows."""
    assert THERE.keys() == EDITIONS.keys()
