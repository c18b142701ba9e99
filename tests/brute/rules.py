"""An edition as data."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tests.brute.points import Requirement
from tests.brute.rows import Kinds


class Rules(NamedTuple):
    """An edition's days in force, its tiers from the lowest up, and what it counts."""

    name: str
    since: date
    until: date
    tiers: Mapping[str, Requirement]
    counts: Kinds = ()
    retired: Mapping[str, date] = {}
