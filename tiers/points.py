"""Scores as expressions: what a criterion scores at least and at most, and what they add up to.

Points are counted in equal pieces, so many to the point (`Total.whole`) that whole numbers of them
say every score. What is not known may score anything from nothing to everything.
"""

from collections.abc import Callable, Sequence
from functools import reduce

import narwhals as nw

from tiers.measures import Value, divided, least_of, most_of
from tiers.requirements import Added, Outcome, Part, Scored, Total

Ends = tuple[nw.Expr, nw.Expr]  # the least and the most it can be


def pieces(one: Scored, total: Total, value: Value) -> nw.Expr:
    """What a criterion's value comes to in pieces, before they are cut off at both ends.

    They are whole, unless a share is scored.
    """
    piece = one.upto * total.whole // one.at
    if value.per is None:
        return value.amount * piece
    return divided(value.amount.cast(nw.Float64) * piece, value.per)


def scores(
    one: Scored, total: Total, known: nw.Expr, sure: nw.Expr | None, gates: Sequence[nw.Expr]
) -> Ends:
    """The pieces a criterion scores at least and at most.

    *known* are the pieces of what is known, null for nothing, and *sure* is whether there is no
    more to know (None for always); *gates* are the outcomes of its gates.
    """
    everything = one.upto * total.whole
    least, most = (known.fill_null(end).clip(0, everything) for end in (0, everything))
    if sure is not None:
        most = nw.when(sure.fill_null(False)).then(most).otherwise(everything)
    if not gates:
        return least, most
    opened = least_of(gates)
    return (
        nw.when(opened == Outcome.MET.number).then(least).otherwise(0),
        nw.when(opened == Outcome.NOT_MET.number).then(0).otherwise(most),
    )


def joined(part: Part, total: Total, of: Callable[[Scored], Ends]) -> Ends:
    """What a part of a total scores: steps are added, of options the best one counts."""
    ends = [of(one) for one in part.scored]
    if isinstance(part, Added):
        everything = part.upto * total.whole
        sums = sum_of([least for least, _ in ends]), sum_of([most for _, most in ends])
        return sums[0].clip(0, everything), sums[1].clip(0, everything)
    return most_of([least for least, _ in ends]), most_of([most for _, most in ends])


def altogether(total: Total, of: Callable[[Scored], Ends]) -> Ends:
    """What all the parts of a total come to."""
    parts = [joined(part, total, of) for part in total.parts]
    return sum_of([least for least, _ in parts]), sum_of([most for _, most in parts])


def some(least: nw.Expr, most: nw.Expr) -> nw.Expr:
    """Whether it scores at all: 1 if it surely does, 0 if it cannot, else ½."""
    return decided(least > 0, most > 0)


def enough(total: Total, least: nw.Expr, most: nw.Expr) -> nw.Expr:
    """Whether the points altogether reach what is asked for: 1, 0 or ½."""
    asked = total.least * total.whole
    return decided(least >= asked, most >= asked)


def decided(surely: nw.Expr, possibly: nw.Expr) -> nw.Expr:
    """1 where it is sure and so possible too, 0 where it is neither, else ½."""
    return (surely.cast(nw.Float64) + possibly.cast(nw.Float64)) * Outcome.NOT_ASSESSED.number


def sum_of(values: list[nw.Expr]) -> nw.Expr:
    """The sum of one value or several."""
    return reduce(lambda one, other: one + other, values)
