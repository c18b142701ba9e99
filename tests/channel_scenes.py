"""Where stories of random partners play: days, rounds of import, names, ways of telling.

Every choice names the simplest first, so that Hypothesis shrinks towards it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple, Protocol, TypeVar
from unicodedata import normalize

from tests.brute_known import GUID, SCOPES, Row

T = TypeVar("T")

TEMPLATES = {
    "links": "kind alias same_as",
    "partners": "partner_id name country market anniversary_on",
    "staff": "partner_id person_id name email joined_on left_on",
    "awards": "partner_id person_id award earned_on expires_on name",
    "references": "partner_id reference_id customer_id given_on customer_name competency status",
    "associations": "partner_id customer_id product kind started_on ended_on proof",
    "seats": "partner_id customer_id product period seats customer_name active_users association",
    "customer_counts": "partner_id product period customers new_customers",
    "enrolments": "partner_id programme tier started_on renews_on",
}
HOMES = (
    date(2015, 3, 31),
    date(2014, 6, 30),
    date(2015, 2, 28),
    date(2013, 12, 31),
    date(2018, 9, 4),
)
ROUNDS = [
    *sorted(home + timedelta(days) for home in HOMES for days in (-1, 0, 0, 1)),
    date(2019, 1, 15),
]
ALIASES = {
    ("person", "ana"): "ana@example.com",
    ("person", "Jürgen"): "7d444840-9dc0-11d1-b245-5ffdce74fad2",
    ("customer", "0001"): "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    ("customer", "Käserei Süd"): "crm-77",
}
WRONG = {  # what a correction replaces, within the first row of a file
    "staff": {"left_on": "{joined_on}"},
    "awards": {"expires_on": "{earned_on}"},
    "associations": {"proof": "rejected"},
    "references": {"status": "rejected"},
    "seats": {"seats": "7", "active_users": "7"},
}


class Chance(Protocol):
    """What decides: dice, or Hypothesis."""

    def one(self, options: Sequence[T]) -> T: ...

    def many(self, make: Callable[[], T], most: int) -> list[T]: ...


class Piece(NamedTuple):
    """Rows of one partner for the file of a round of import, a kind, and whether it adds."""

    round: int
    kind: str
    additions: bool
    rows: list[Row]


@dataclass(frozen=True)
class Scene:
    """One partner: its identifiers, its home day, and how seldom it is odd."""

    chance: Chance
    partner: str
    alias: str
    aliased: Sequence[str]  # the kinds of row in which aliases stand for identifiers
    home: date
    calm: int

    def mostly(self, usual: T, *odd: T) -> T:
        return self.chance.one((usual,) * (self.calm * len(odd) + 1) + odd)

    def day(self, days: int) -> str:
        return (self.home + timedelta(days)).isoformat()

    def name(self, kind: str, what: str, identifier: str) -> str:
        alias = self.alias if what == "partner" else ALIASES.get((what, identifier))
        return spelt(self.chance, alias if alias and kind in self.aliased else identifier)

    def row(self, kind: str, /, **cells: str) -> Row:
        partner = self.name(kind, "partner", self.partner)
        return {**dict.fromkeys(TEMPLATES[kind].split(), ""), "partner_id": partner, **cells}

    def rounds(self, since: date = date.min) -> list[int]:
        near = [n for n, day in enumerate(ROUNDS) if abs(day - self.home) <= timedelta(1)]
        return [n for n in (*near, len(ROUNDS) - 1) if ROUNDS[n] >= since]


def spelt(chance: Chance, name: str) -> str:
    """The identifier, in any spelling that is equal to it."""
    guid = [name.upper(), f"{{{name.upper()}}}"] if GUID.fullmatch(name) else []
    return chance.one([name, name, f" {name} ", normalize("NFD", name), *guid])


def delivered(scene: Scene, kind: str, rows: list[Row], since: date = date.min) -> list[Piece]:
    """The rows as up to three files, in one of the ways in which knowledge comes and goes."""
    if not rows:
        return []
    scope = ("partner_id", *SCOPES.get(kind, ()))
    nothing = {column: cell if column in scope else "" for column, cell in rows[0].items()}
    nothing |= {"seats": "0"} if kind == "seats" else {}
    wrong = rows[0] | {column: text.format_map(rows[0]) for column, text in WRONG[kind].items()}
    ways = {
        "once": [rows],
        "a row twice": [[*rows, rows[-1]]],
        "omitted, and then another": [rows, rows[1:], rows[2:]],
        "omitted and back": [rows, rows[1:], rows],
        "emptied": [rows, [nothing]],
        "emptied, and some back": [rows, [nothing], rows[:2]],
        "nothing but empty": [[nothing]],
        "added": [rows[:1], rows[1:]],
        "corrected": [[wrong, *rows[1:]], rows[:1]],
    }
    way = scene.mostly(*ways)
    when = scene.rounds(since)
    chosen = scene.chance.one(list(combinations(when, min(3, len(when)))))
    return [
        Piece(round_, kind, n > 0 and way in ("added", "corrected"), told)
        for n, (round_, told) in enumerate(zip(chosen, ways[way], strict=False))
        if told
    ]
