"""A slow, literal reading of every programme's rules, in plain Python over rows of text.

It shares no code with the product: `judge` says what an edition makes of one partner's rows.
"""

from tests.brute.judging import EDITIONS, judge
from tests.brute.points import Expected, Finding

__all__ = ["EDITIONS", "Expected", "Finding", "judge"]
