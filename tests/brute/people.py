"""Metrics of people and their awards, and of what the vendor has credited."""

from collections.abc import Callable
from fractions import Fraction

from tests.brute.rows import Case, Metric, Value, lasts, same_day

Holding = Callable[[set[str]], bool]


def each(parts: tuple[str | Holding, ...], held: set[str]) -> list[bool]:
    """Which of the awards, or of the combinations, are held."""
    return [part in held if isinstance(part, str) else part(held) for part in parts]


def every(*parts: str | Holding) -> Holding:
    """All of them."""
    return lambda held: all(each(parts, held))


def one_of(*parts: str | Holding) -> Holding:
    """Any of them."""
    return lambda held: any(each(parts, held))


def held(case: Case) -> dict[str, set[str]] | None:
    """What each employed person holds; None where no award is known up to the day."""
    awards = [row for row in case.of("awards") if row["person_id"]]
    if not any(row["earned_on"] <= case.day.isoformat() for row in awards):
        return None
    holders: dict[str, set[str]] = {}
    for row in awards:
        stays = [stay for stay in case.of("staff") if stay["person_id"] == row["person_id"]]
        employed = not case.of("staff") or any(
            lasts(stay, "joined_on", "left_on", case.day) for stay in stays
        )
        retired = case.retired.get(row["award"])
        stands = retired is None or (
            row["earned_on"] <= retired.isoformat() and case.day <= same_day(retired, 12)
        )
        if employed and stands and lasts(row, "earned_on", "expires_on", case.day):
            holders.setdefault(row["person_id"], set()).add(row["award"])
    return holders


def people_holding(holding: Holding) -> Metric:
    """Distinct people who hold it."""

    def value(case: Case) -> Value | None:
        holders = held(case)
        if holders is None:
            return None
        return Value(Fraction(sum(holding(awards) for awards in holders.values())))

    return value


def enrolled(programmes: tuple[str, ...], tiers: tuple[str, ...]) -> Metric:
    """Programmes whose newest enrolment is of one of the tiers and not past its renewal."""

    def value(case: Case) -> Value | None:
        begun = [
            row
            for row in case.of("enrolments")
            if row["programme"] and row["started_on"] <= case.day.isoformat()
        ]
        if not begun:
            return None
        number = 0
        for programme in programmes:
            rows = [row for row in begun if row["programme"] == programme]
            last = max(rows, key=lambda row: row["started_on"], default=None)
            number += (
                last is not None
                and last["tier"].lower() in {tier.lower() for tier in tiers}
                and lasts(last, "started_on", "renews_on", case.day)
            )
        return Value(Fraction(number))

    return value
