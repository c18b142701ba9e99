"""Who fills which place: a largest assignment of distinct people to places."""

from collections.abc import Sequence, Set


def fill(candidates: Sequence[Set[str]]) -> dict[str, int]:
    """People and the place (by its position) each fills, as many as can be filled at once.

    *candidates* are the people who qualify for each place. Places are tried in turn, and someone
    already seated moves on where that frees a place (augmenting paths); people without a place,
    then names first in the alphabet are preferred, so the answer is always the same.
    """
    seated: dict[str, int] = {}

    def seat(place: int, tried: set[str]) -> bool:
        for person in sorted(candidates[place] - tried, key=lambda one: (one in seated, one)):
            tried.add(person)
            if person not in seated or seat(seated[person], tried):
                seated[person] = place
                return True
        return False

    for place in range(len(candidates)):
        seat(place, set())
    return seated
