"""What a partner hangs on: the tier that would remain without one person, customer or reference.

Every possible loss is a copy of the partner without it, and all copies are judged at once. What
goes with each is said in `tiers.lost`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import comb

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, in_memory
from tiers.language import Edition
from tiers.lost import TAKES, WHO, without
from tiers.requirements import Outcome
from tiers.verdicts import Finding, Verdict, judge

MOST_OF_A_KIND, MOST_MIXED = 40, 30  # of so many, those of the largest effect, pairs are tried
QUICK = 4_200_000  # rows of copies, each read by every tally of an edition, in about a second


@dataclass(frozen=True, order=True)
class Support:
    """One person, customer or reference of a partner, by its identifier."""

    kind: str
    who: str


@dataclass(frozen=True)
class Fall:
    """A criterion that would no longer be met in the tier that is held."""

    key: str
    have: float | None
    need: float


@dataclass(frozen=True)
class Loss:
    """What remains without one or two supports: the tier, and what falls in the tier held.

    It is not *assessed* where figures are missing to tell whether a tier remains.
    """

    partner: str
    lost: tuple[Support, ...]
    before: str | None
    after: str | None
    falls: tuple[Fall, ...]
    effect: float  # the largest share of a threshold that is lost
    assessed: bool = True


def losses(edition: Edition, facts: Facts, day: date, *, pairs: bool = True) -> tuple[Loss, ...]:
    """Every single loss of every partner, and the pairs that cost a tier only together.

    The costliest first: by how far the tier falls, then by the share of a threshold that is lost.
    """
    verdicts = judge(edition, facts, Asks(day=day), reasons=False)
    held = {one.partner: one for one in verdicts if one.tier}
    supports = {partner: found for partner, found in _supports(facts).items() if partner in held}
    single = [
        (partner, (support,)) for partner, found in supports.items() for support in sorted(found)
    ]
    found = _without(edition, facts, day, held, single)
    if pairs:
        found += _together(edition, facts, day, held, found)
    ranks = {tier.name: rank for rank, tier in enumerate(edition.tiers, start=1)}
    return tuple(sorted(found, key=lambda one: _weight(one, ranks)))


def pairs_are_quick(edition: Edition, facts: Facts) -> bool:
    """Whether the pairs of one partner are tried in a moment: by their copies' rows, and rules."""
    found = [one for each in _supports(facts).values() for one in each]
    kinds = [sum(one.kind == kind for one in found) for kind in TAKES]
    pairs = sum(comb(min(number, MOST_OF_A_KIND), 2) for number in kinds)
    pairs += comb(min(sum(kinds), MOST_MIXED), 2)
    taken = {name for names in TAKES.values() for name in names}
    rows = sum(len(in_memory(getattr(facts, name).select("partner_id"))) for name in taken)
    return pairs * rows * len(edition.tallies) <= QUICK


def _weight(loss: Loss, ranks: dict[str, int]) -> tuple[object, ...]:
    falls = ranks[loss.before or ""] - ranks.get(loss.after or "", 0)
    return loss.partner, -falls, len(loss.lost), -loss.effect, loss.lost


def _supports(facts: Facts) -> dict[str, set[Support]]:
    """Everybody and everything a partner could lose."""
    found: dict[str, set[Support]] = {}
    for kind, names in TAKES.items():
        for name in names:
            rows = in_memory(getattr(facts, name).select("partner_id", WHO[kind]).unique()).rows()
            for partner, who in rows:
                if who is not None:
                    found.setdefault(partner, set()).add(Support(kind, who))
    return found


def _without(
    edition: Edition,
    facts: Facts,
    day: date,
    held: dict[str, Verdict],
    lost: Sequence[tuple[str, tuple[Support, ...]]],
) -> list[Loss]:
    """What remains of each partner without each loss, all judged at once."""
    if not lost:
        return []
    copies = _copies(facts, lost, day)
    verdicts = judge(edition, copies, Asks(day=day), reasons=False)
    judged = {one.partner: one for one in verdicts}
    return [
        _loss(partner, gone, held[partner], judged[str(number)])
        for number, (partner, gone) in enumerate(lost)
    ]


def _copies(facts: Facts, lost: Sequence[tuple[str, tuple[Support, ...]]], day: date) -> Facts:
    """A copy of a partner's facts for every loss, without it; the copy's partner is its number."""
    numbers = [str(number) for number in range(len(lost))]
    copies = _frame(partner_id=[partner for partner, _ in lost], copy=numbers)
    gone = [
        (number, support)
        for number, (_, all_) in zip(numbers, lost, strict=True)
        for support in all_
    ]
    frames = {}
    for name in Facts.names():
        frame = getattr(facts, name).join(copies, on="partner_id").drop("partner_id")
        frame = frame.rename({"copy": "partner_id"})
        for kind, names in TAKES.items():
            of_kind = [(number, one.who) for number, one in gone if one.kind == kind]
            if name in names and of_kind:
                frame = _bereft(frame, name, WHO[kind], of_kind, day)
        frames[name] = in_memory(frame).lazy()
    return Facts(**frames, at_hand=True)


def _bereft(
    frame: Frame, name: str, column: str, gone: Sequence[tuple[str, str]], day: date
) -> Frame:
    """The rows of a kind without those of the pairs of copy and identifier."""
    numbers, who = zip(*gone, strict=True)
    taken = _frame(partner_id=list(numbers), **{column: list(who)}).with_columns(lost=nw.lit(True))
    marked = frame.join(taken, on=["partner_id", column], how="left")
    return without(marked, name, nw.col("lost").fill_null(False), day).drop("lost")


def _frame(**columns: list[str]) -> Frame:
    schema = dict.fromkeys(columns, nw.String())
    return nw.DataFrame.from_dict(columns, schema, backend="polars").lazy()


def _loss(partner: str, lost: tuple[Support, ...], now: Verdict, then: Verdict) -> Loss:
    findings = _of_tier(then, now.tier)
    was = {(one.path, one.key): one for one in _of_tier(now, now.tier)}
    fallen = tuple(
        Fall(one.key, one.have, one.need)
        for one in findings
        if was[one.path, one.key].outcome is Outcome.MET and one.outcome is not Outcome.MET
    )
    less = [_share(was[one.path, one.key], one) for one in findings]
    effect = max(less, default=0.0)
    return Loss(partner, lost, now.tier, then.tier, fallen, effect, then.assessed)


def _share(was: Finding, is_: Finding) -> float:
    """What share of the threshold a criterion loses; all of it, where nothing is left to assess."""
    if was.have is None:
        return 0.0
    return 1.0 if is_.have is None else (was.have - is_.have) / is_.need


def _of_tier(verdict: Verdict, tier: str | None) -> tuple[Finding, ...]:
    found = verdict.of(tier or "")
    return found.criteria if found else ()


def _together(
    edition: Edition, facts: Facts, day: date, held: dict[str, Verdict], single: Sequence[Loss]
) -> list[Loss]:
    """The pairs of which neither alone costs the tier that both together do."""
    harmless: dict[str, list[Loss]] = {}
    for one in single:
        if one.after == one.before:
            harmless.setdefault(one.partner, []).append(one)
    pairs = [
        (partner, (one, other))
        for partner, each in harmless.items()
        for one, other in _likeliest(each)
    ]
    return [
        loss for loss in _without(edition, facts, day, held, pairs) if loss.after != loss.before
    ]


def _likeliest(single: Iterable[Loss]) -> Iterator[tuple[Support, Support]]:
    """The pairs to try: within each kind those of the largest effect, and the first few of all."""
    by_effect = sorted(single, key=lambda one: (-one.effect, one.lost))
    kinds: dict[str, list[Support]] = {kind: [] for kind in TAKES}
    for one in by_effect:
        kinds[one.lost[0].kind].append(one.lost[0])
    alike = (pair for each in kinds.values() for pair in combinations(each[:MOST_OF_A_KIND], 2))
    mixed = combinations([one.lost[0] for one in by_effect[:MOST_MIXED]], 2)
    yield from dict.fromkeys(
        (min(pair), max(pair)) for pair in (*alike, *(p for p in mixed if p[0].kind != p[1].kind))
    )
