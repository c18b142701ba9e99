"""The one pure function: an edition, the facts, and whom and when we ask about."""

from functools import reduce

import narwhals as nw

from tiers.facts import Asks, Facts, Frame
from tiers.language import AllOf, AtLeast, Edition, Metric, Outcome, Requirement, Tier


def evaluate(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Judge every ask by the edition's rules, on the engine the facts live on.

    Returns one row an ask: partner_id, day, tier (the highest met, null for none) and, named after
    each tier, its outcome (1 met, ½ not assessed, 0 not met) and its criteria's outcomes and values
    (`Silver`, `Silver.seats`, `Silver.seats.have`; a value is null where it is not assessed).
    """
    measured = _measure(edition, facts, asks)
    metrics = {metric: position for position, metric in enumerate(edition.metrics)}
    judged = measured.with_columns(
        **{
            column(tier, one): _outcome(one, metrics[one.metric])
            for tier in edition.tiers
            for _, one in tier.criteria
        }
    )
    joined = judged.with_columns(
        **{tier.name: _join(tier.requirement, tier) for tier in edition.tiers},
        **{
            f"{column(tier, one)}.have": _have(column(tier, one), metrics[one.metric])
            for tier in edition.tiers
            for _, one in tier.criteria
        },
    )
    return joined.with_columns(tier=_highest(edition.tiers)).select("partner_id", "day", *columns(edition))


def columns(edition: Edition) -> list[str]:
    """What an evaluation by this edition holds beside the ask, in order."""
    named = ["tier"]
    for tier in edition.tiers:
        criteria = [column(tier, one) for _, one in tier.criteria]
        named += [tier.name, *criteria, *(f"{name}.have" for name in criteria)]
    return named


def column(tier: Tier, criterion: AtLeast) -> str:
    """The column of a criterion's outcome."""
    return f"{tier.name}.{criterion.slug}"


def _measure(edition: Edition, facts: Facts, asks: Asks) -> Frame:
    """Every ask with the columns amount_i, per_i and complete_i of the edition's i-th metric."""
    measured = asks.of(facts)
    for position, metric in enumerate(edition.metrics):
        measured = measured.join(
            _numbered(metric.measure(facts, asks, edition), position), on=asks.keys, how="left"
        )
    return measured


def _numbered(measure: Frame, position: int) -> Frame:
    return measure.rename({name: f"{name}_{position}" for name in ("amount", "per", "complete")})


def _outcome(criterion: AtLeast, position: int) -> nw.Expr:
    """Met from the threshold on; below it not met, or not assessed where the amount may be short."""
    enough = nw.col(f"amount_{position}") >= nw.col(f"per_{position}") * criterion.threshold
    return (
        nw.when(enough)
        .then(nw.lit(Outcome.MET.number))
        .otherwise(
            nw.when(nw.col(f"complete_{position}"))
            .then(nw.lit(Outcome.NOT_MET.number))
            .otherwise(nw.lit(Outcome.NOT_ASSESSED.number))
        )
    )


def _have(outcome: str, position: int) -> nw.Expr:
    value = nw.col(f"amount_{position}") / nw.col(f"per_{position}")
    return nw.when(nw.col(outcome) != Outcome.NOT_ASSESSED.number).then(value)


def _join(requirement: Requirement, tier: Tier) -> nw.Expr:
    """All-of is the least of its parts, any-of the greatest of its options."""
    if isinstance(requirement, AtLeast):
        return nw.col(column(tier, requirement))
    if isinstance(requirement, AllOf):
        return reduce(nw.min_horizontal, (_join(part, tier) for part in requirement.parts))
    return reduce(nw.max_horizontal, (_join(option, tier) for _, option in requirement.options))


def _highest(tiers: tuple[Tier, ...]) -> nw.Expr:
    """The name of the last tier that is met, null where none is."""
    held = nw.when(nw.col(tiers[0].name) == Outcome.MET.number).then(nw.lit(tiers[0].name))
    for tier in tiers[1:]:
        met = nw.col(tier.name) == Outcome.MET.number
        held = nw.when(met).then(nw.lit(tier.name)).otherwise(held)
    return held
