"""A slow, literal reading of docs/meaning.md for the programme *messaging*, in plain Python.

It shares no code with the product: `judge` says what the edition in force makes of what is known of
a partner (see brute_known), and `verdict` says it of files in the order of their import.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from tests.brute_known import OPEN_END, File, Known, Row, believed, linked, one_name

__all__ = ["Expected", "File", "Finding", "Row", "believed", "judge", "verdict"]

Customers = dict[str, tuple[int, int | None]]  # seats, and active users where known


class Finding(NamedTuple):
    """One criterion: `have` is None when it is not assessed."""

    have: float | None
    need: int
    outcome: str


class Expected(NamedTuple):
    """The tier held, each tier's findings by criterion, and its outcome; empty out of force."""

    tier: str | None
    tiers: dict[str, dict[str, Finding]]
    outcomes: dict[str, str]


NOT_MET, NOT_ASSESSED, MET = OUTCOMES = ("not met", "not assessed", "met")
COUNTED = ("POR", "DPOR")
FRESH = timedelta(days=184)
EXCHANGE = ("seats", "exchange-online")


# What counts on a day --------------------------------------------------------------------------


def year_before(day: date) -> date:
    """Twelve months earlier: the same day of the month, else that month's last."""
    year = day.year - 1
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def lasts(row: Row, first: str, last: str, today: str) -> bool:
    """Whether the day lies between the row's two days, both included, blank being open."""
    return row[first] <= today <= (row[last] or OPEN_END)


def holders(known: Known, today: str) -> dict[str, set[str]] | None:
    """The awards that each employed person holds; None where no award is known by then."""
    awards = known.get(("awards",), {}).values()
    if not any(row["earned_on"] <= today for row in awards):
        return None
    held: dict[str, set[str]] = {}
    for row in awards:
        person = row["person_id"]
        stays = [stay for stay in known.get(("staff",), {}).values() if stay["person_id"] == person]
        employed = ("staff",) not in known or any(
            lasts(stay, "joined_on", "left_on", today) for stay in stays
        )
        if employed and lasts(row, "earned_on", "expires_on", today):
            held.setdefault(person, set()).add(row["award"])
    return held


def filled(places: Sequence[set[str]]) -> int:
    """The most places that distinct people can fill, by augmenting paths; a place is who fits."""
    seated: dict[str, int] = {}

    def fill(number: int, asked: set[str]) -> bool:
        for person in sorted(places[number]):
            if person not in asked:
                asked.add(person)
                if person not in seated or fill(seated[person], asked):
                    seated[person] = number
                    return True
        return False

    return sum(fill(number, set()) for number in range(len(places)))


def references(known: Known, day: date) -> int | None:
    """Customers with an approved reference of the last 12 months; None where no row is known."""
    rows = [r for r in known.get(("references",), {}).values() if r["given_on"] <= day.isoformat()]
    after = year_before(day).isoformat()
    counted = {
        row["customer_id"]
        for row in rows
        if row["given_on"] > after and row["status"] == "approved"
        if row["competency"].lower() in ("", "messaging")
    }
    return len(counted) if rows else None


def counts(known: Known, row: Row, today: str) -> bool:
    """Whether a seats row's association is of a counted kind and, where any is known, in force."""
    terms = [
        term
        for term in known.get(("associations",), {}).values()
        if term["customer_id"] == row["customer_id"] and term["product"] == row["product"]
        if term["kind"] in COUNTED
    ]
    in_force = [
        term["kind"]
        for term in terms
        if term["proof"] != "rejected" and lasts(term, "started_on", "ended_on", today)
    ]
    kind = row["association"]
    return kind in COUNTED and (not terms or kind in in_force)


def counted_customers(known: Known, day: date) -> Customers | None:
    """The counted customers of the newest period by then; None when it is not fresh."""
    today = day.isoformat()
    periods = [scope[2] for scope in known if scope[:2] == EXCHANGE and scope[2] <= today]
    if not periods or date.fromisoformat(max(periods)) < day - FRESH:
        return None
    customers: Customers = {}
    for row in known[(*EXCHANGE, max(periods))].values():
        if counts(known, row, today):
            seats, users = customers.get(row["customer_id"], (0, None))
            if row["active_users"]:
                users = max(users or 0, int(row["active_users"]))
            customers[row["customer_id"]] = max(seats, int(row["seats"])), users
    return customers


# What an edition makes of it -------------------------------------------------------------------


def at_least(need: int, have: float | None) -> Finding:
    """The finding of one criterion."""
    return Finding(have, need, NOT_ASSESSED if have is None else MET if have >= need else NOT_MET)


def usage(customers: Customers | None) -> float | None:
    """Percent of the seats in active use; None without seats, or below 15 with users unknown."""
    told = (customers or {}).values()
    seats = sum(seats for seats, _ in told)
    active = sum(min(users or 0, seats) for seats, users in told)
    if not seats or (100 * active < 15 * seats and any(users is None for _, users in told)):
        return None
    return 100 * active / seats


def until_2015(known: Known, day: date, with_usage: bool) -> dict[str, dict[str, Finding]]:
    """FY2014 and FY2015: places for distinct people, references, seats, and active usage."""
    held = holders(known, day.isoformat())
    customers = counted_customers(known, day)
    exams = {"70-341", "70-342"}
    both = {person for person, awards in (held or {}).items() if exams <= awards}
    either = {p for p, awards in (held or {}).items() if awards & (exams | {"MCSE: Messaging"})}
    seats = None if customers is None else sum(seats for seats, _ in customers.values())
    tiers = {}
    for tier, each, customer_references, least in (("Silver", 1, 3, 500), ("Gold", 2, 5, 1500)):
        people = None if held is None else filled([both] * each + [either] * each)
        tiers[tier] = {
            "people": at_least(2 * each, people),
            "references": at_least(customer_references, references(known, day)),
            "seats": at_least(least, seats),
        }
        if with_usage:
            tiers[tier]["active-usage"] = at_least(15, usage(customers))
    return tiers


def of_2017(known: Known, day: date) -> dict[str, dict[str, Finding]]:
    """Edition 2017: people with both exams, or people with the MCSE, never a mixture."""
    held = holders(known, day.isoformat())

    def people(*awards: str) -> int | None:
        return None if held is None else sum(has.issuperset(awards) for has in held.values())

    return {
        tier: {
            "people-exams": at_least(need, people("70-347", "70-345")),
            "people-mcse": at_least(need, people("MCSE: Productivity")),
        }
        for tier, need in (("Silver", 2), ("Gold", 4))
    }


EDITIONS = (  # first and last day in force, the findings, and how a tier joins its outcomes
    (date(2013, 7, 1), date(2014, 6, 30), partial(until_2015, with_usage=False), min),
    (date(2014, 7, 1), date(2015, 6, 30), partial(until_2015, with_usage=True), min),
    (date(2017, 7, 6), date(2018, 9, 4), of_2017, max),
)


def judge(known: Known, day: date) -> Expected:
    """What the edition in force on the day makes of what is known of one partner."""
    for first, last, findings, join in EDITIONS:
        if first <= day <= last:
            tiers = findings(known, day)
            outcomes = {
                tier: join((finding.outcome for finding in criteria.values()), key=OUTCOMES.index)
                for tier, criteria in tiers.items()
            }
            held = [tier for tier in tiers if outcomes[tier] == MET]
            return Expected(held[-1] if held else None, tiers, outcomes)
    return Expected(None, {}, {})


def verdict(files: Sequence[File], partner: str, day: date) -> Expected:
    """The verdict on one partner, under any of its identifiers; nothing is known of a stranger."""
    name = one_name(linked(files), "partner", partner)
    return judge(believed(files).get(name, {}), day)
