"""Random channels of partners as valid files of our own templates, from a seed or by Hypothesis."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from tests.brute_known import File, Links, Row, linked, place, read
from tests.channel_scenes import ALIASES, HOMES, ROUNDS, TEMPLATES, Chance, Piece
from tests.channel_stories import link, story

T = TypeVar("T")

EDGES = (  # beside the home days: where editions begin and end, and a leap day
    "2013-06-30 2013-07-01 2014-07-01 2015-06-30 2015-07-01 2016-02-29 2017-07-05 2017-07-06"
)


@dataclass(frozen=True)
class Dice:
    """Chance from a seed, inclined to many."""

    random: Random

    def one(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def many(self, make: Callable[[], T], most: int) -> list[T]:
        return [make() for _ in range(max(self.random.randint(0, most) for _ in range(3)))]


@dataclass(frozen=True)
class Drawn:
    """Chance from Hypothesis."""

    draw: st.DrawFn

    def one(self, options: Sequence[T]) -> T:
        return options[self.draw(st.integers(0, len(options) - 1))]

    def many(self, make: Callable[[], T], most: int) -> list[T]:
        return self.draw(st.lists(st.builds(make), max_size=most))


def channel(seed: int, partners: int) -> list[File]:
    """The files of a channel of so many partners, in the order of their import."""
    return told(Dice(Random(seed)), partners)


@st.composite
def channels(draw: st.DrawFn, most: int = 3) -> list[File]:
    """Channels of a few partners."""
    chance = Drawn(draw)
    return told(chance, chance.one(range(1, most + 1)))


def days() -> tuple[date, ...]:
    """The days on which something begins, lapses, or has just done so."""
    homes = {home + timedelta(days) for home in HOMES for days in (-1, 0, 1, 184, 185)}
    return tuple(sorted(homes | set(map(date.fromisoformat, EDGES.split()))))


def write(files: Sequence[File], folder: Path) -> list[Path]:
    """The files as CSV in UTF-8, named in the order of their import: 003-seats.csv."""
    paths = [folder / f"{number:03}-{file.kind}.csv" for number, file in enumerate(files, start=1)]
    for path, file in zip(paths, files, strict=True):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, TEMPLATES[file.kind].split(), restval="")
            writer.writeheader()
            writer.writerows(file.rows)
    return paths


def told(chance: Chance, partners: int) -> list[File]:
    """The stories of so many partners and their common links, as one file per round and kind."""
    pieces = [piece for number in range(partners) for piece in story(chance, number)]
    pieces += [
        link(chance, kind, chance.one((0, -1)), alias, name)
        for (kind, name), alias in ALIASES.items()
        if chance.one((False, True, True))
    ]
    return settled(filed(pieces))


def filed(pieces: list[Piece]) -> list[File]:
    """One file per round, kind and manner, additions last."""
    kinds = list(TEMPLATES)
    files: dict[tuple[int, bool, int], list[Row]] = {}
    for piece in pieces:
        where = (piece.round, piece.additions, kinds.index(piece.kind))
        files.setdefault(where, []).extend(piece.rows)
    return [
        File(kinds[kind], rows, additions, ROUNDS[round_])
        for (round_, additions, kind), rows in sorted(files.items())
    ]


def settled(files: list[File]) -> list[File]:
    """The files without rows that contradict an earlier row of the same file."""
    links = linked(files)
    return [
        file if file.kind == "links" else file._replace(rows=agreeing(file, links))
        for file in files
    ]


def agreeing(file: File, links: Links) -> list[Row]:
    """The rows that repeat an earlier one of their key word for word, or are its first."""
    said: dict[object, object] = {}
    rows = []
    for row in file.rows:
        clean = read(row, file.imported_on, links)
        scope, key = place(file.kind, clean)
        whole = (clean["partner_id"], scope)
        nothing = not key
        if said.setdefault(whole, nothing) == nothing and said.setdefault((whole, key), row) == row:
            rows.append(row)
    return rows
