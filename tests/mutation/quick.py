"""The cases and random partners, judged many at once from facts kept in memory.

Not among the tests that `make test` finds: it needs what `python -m tests.mutation` makes first.
"""

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from tests.losing import left_of
from tests.mutation.kept import (
    CaseBatch,
    WorldBatch,
    case_batches_of,
    kept,
    small_worlds_of,
    world_batches_of,
)
from tests.planner_rules import RULES
from tests.planner_worlds import COSTS, DAY, edition
from tests.test_cases import HUNDREDTH, criteria_of
from tests.test_every_programme import differences, told
from tests.test_forecast import every_day
from tests.test_forecast import told as turns
from tiers.evaluate import evaluate
from tiers.facts import Asks, Facts, in_memory
from tiers.forecast import forecast
from tiers.language import Edition, Programme
from tiers.losses import Support, losses
from tiers.planner import Goal, apply, plan
from tiers.programmes import PROGRAMMES
from tiers.verdicts import readiness

LIGHT = ("aws-services", "messaging", "odoo", "smcs", "usage-milestones")  # judged in no time
NEWEST = [f"{key} {PROGRAMMES[key].editions[0].name}" for key in LIGHT]
EXPLAINED = [name for name in sorted(kept().worlds) if not name.startswith("security")]


def known(batch: CaseBatch | WorldBatch, *, at_hand: bool = False) -> Facts:
    """The facts of a batch."""
    frames = {name: frame.lazy() for name, frame in batch.frames.items()}
    return Facts.of(frames, at_hand=at_hand)


def rules(batch: CaseBatch | WorldBatch) -> tuple[Programme, Edition | None]:
    """The programme and the edition named."""
    programme = PROGRAMMES[batch.programme]
    return programme, programme.named(batch.edition) if batch.edition else None


@pytest.mark.parametrize("name", sorted(kept().cases))
def test_cases(name: str) -> None:
    """What the cases say is so, of all partners of a day judged together."""
    for batch in case_batches_of(name):
        programme, edition = rules(batch)
        found = readiness(programme, known(batch, at_hand=True), batch.day, edition=edition)
        verdicts = {verdict.partner: verdict for verdict in found}
        for number, case in batch.cases.items():
            verdict = verdicts[number]
            for key, said, one in criteria_of(case, verdict):
                tells: dict[str, Any] = {name: getattr(one, name) for name in said}
                tells |= {"assumed": bool(one.assumed)} if "assumed" in said else {}
                assert tells == pytest.approx(said, abs=HUNDREDTH), f"{key}: {case['name']}"
            assert verdict.tier == case["tier"], case["name"]
            assert verdict.edition == case.get("in_force", verdict.edition), case["name"]


@pytest.mark.parametrize("name", sorted(kept().worlds))
def test_worlds(name: str) -> None:
    """Random partners stand as the slow reading of the rules says."""
    for batch in world_batches_of(name):
        programme, edition = rules(batch)
        found = readiness(programme, known(batch), batch.day, edition=edition)
        assert {verdict.partner for verdict in found} == batch.expected.keys()
        for verdict in found:
            assert not differences(told(verdict), batch.expected[verdict.partner])


@pytest.mark.parametrize("name", EXPLAINED)
def test_evidence(name: str) -> None:
    """A row counts or has a reason why not, never both; with evidence the verdicts are the same."""
    batch = world_batches_of(name)[0]
    programme, edition = rules(batch)
    found = readiness(programme, known(batch), batch.day, edition=edition, evidence=True)
    for verdict in found:
        assert not differences(told(verdict), batch.expected[verdict.partner])
        for tier in verdict.tiers:
            for finding in tier.criteria:
                assert all(bool(one.reason) != one.counted for one in finding.evidence or ())
                if finding.key == "references" and finding.have is not None:
                    counted = sum(one.counted for one in finding.evidence or ())
                    assert counted == finding.have


@pytest.mark.parametrize("name", NEWEST)
def test_changes_ahead(name: str) -> None:
    """The days on which a tier changes are those an evaluation of every day finds."""
    batch = world_batches_of(name)[0]
    programme, _ = rules(batch)
    day = batch.day - timedelta(days=40)
    found = forecast(programme, known(batch, at_hand=True), day, 400)
    assert turns(found) == every_day(programme, known(batch), day, 400)
    assert all(one.because for one in found)


def without(batch: WorldBatch, partner: str, lost: tuple[Support, ...]) -> WorldBatch:
    """The batch with nothing but this partner's rows, and of them what is left."""
    gone = {(one.kind, one.who) for one in lost}
    frames = {}
    for name, frame in batch.frames.items():
        rows = [
            left
            for row in frame.rows(named=True)
            if row["partner_id"] == partner
            for left in left_of(row, name, gone, batch.day)
        ]
        frames[name] = type(frame)(rows, schema=frame.schema, orient="row")
    return batch._replace(frames=frames)


@pytest.mark.parametrize("name", NEWEST)
def test_losses(name: str) -> None:
    """What would remain is what an evaluation without the fact says, alone and in pairs."""
    batch = world_batches_of(name)[0]
    programme, edition = rules(batch)
    assert edition
    found = losses(edition, known(batch), batch.day)
    by_partner: dict[str, dict[tuple[Support, ...], str | None]] = {}
    for one in found:
        by_partner.setdefault(one.partner, {})[one.lost] = one.after
    for partner, after in list(by_partner.items())[:3]:
        held = batch.expected[partner].tier
        assert held
        alone = [one for one in after if len(one) == 1]
        pairs = [(a[0], b[0]) for a, b in combinations(alone, 2) if after[a] == after[b] == held]
        for lost in (*alone[:4], *pairs[:3]):
            left = known(without(batch, partner, lost))
            (verdict,) = readiness(programme, left, batch.day, edition=edition)
            assert after.get(lost, held) == verdict.tier, (partner, lost)


@pytest.mark.parametrize("name", sorted(kept().small))
def test_plans(name: str) -> None:
    """The cheapest plan costs what exhaustive search has found; all do what they are for."""
    rules = edition(RULES[name][0])
    for world in small_worlds_of(name):
        facts = Facts.of({each: frame.lazy() for each, frame in world.frames.items()})
        plans = plan([Goal(rules, "Gold")], facts, DAY, COSTS).plans
        assert (plans[0].cost if plans else None) == world.cost
        for one in plans:
            assert one.cost == pytest.approx(sum(each.cost for each in one.actions))
            met = in_memory(evaluate(rules, apply(one.actions, facts, DAY), Asks(day=DAY)))
            assert met["Gold"].to_list() == [1]
