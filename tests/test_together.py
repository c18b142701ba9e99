"""Two people who write at once: one after the other, and both are right."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.belief import known
from models.database import connect
from models.ledger import batches
from models.tables import Seats
from tests.mortals import Fate, Mortals, importing, mortals

HEADER = "partner_id,customer_id,product,period,seats\n"
ROWS = 4_000  # of seats in each file
ROUNDS = 4  # that each pair of people meets


@pytest.fixture(scope="module")
def process() -> Iterator[Mortals]:
    """The process whose children write at the same time."""
    with mortals() as found:
        yield found


def _seats(path: Path, first: int, seats: int) -> Path:
    """A file of the seats of 20 partners, from one of them on."""
    lines = (f"{first + n % 20},C-{n},Exchange,2015-Q1,{seats}\n" for n in range(ROWS))
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def _counts(fates: tuple[Fate, ...]) -> list[tuple[str, dict[str, int]]]:
    """What each import says of its one file."""
    return [fate.results[0] for fate in fates]


def _changed(added: int = 0, changed: int = 0, vanished: int = 0) -> dict[str, int]:
    return {"added": added, "changed": changed, "vanished": vanished}


def _ledger(url: str) -> list[tuple[str, bool]]:
    """The files in the ledger, and whether each is believed."""
    engine = connect(url)
    with engine.connect() as connection:
        found = [(one.file, one.undone_at is None) for one in batches(connection)]
    engine.dispose()
    return found


def _believed(url: str, partners: range) -> Counter[int]:
    """How many rows of these partners are believed of each number of seats."""
    engine = connect(url)
    with engine.connect() as connection:
        found = known(connection, Seats, partners=map(str, partners))
    engine.dispose()
    return Counter(found["seats"])


def test_the_same_file_at_once(database_url: str, process: Mortals, tmp_path: Path) -> None:
    """Of two people who import the same file at once one loads it, the other is told it is."""
    for number in range(ROUNDS):
        file = _seats(tmp_path / f"{number}.csv", 1, seats=number + 1)
        said = _counts(process.together(database_url, importing(file), importing(file)))
        changes = _changed(changed=ROWS) if number else _changed(added=ROWS)
        assert sorted(said, key=lambda one: one[0]) == [
            ("already-loaded", _changed()),
            ("loaded", changes),
        ]
        assert _believed(database_url, range(1, 21)) == {number + 1: ROWS}
    assert _ledger(database_url) == [(f"{number}.csv", True) for number in range(ROUNDS)]


def test_overlapping_files_at_once(database_url: str, process: Mortals, tmp_path: Path) -> None:
    """Of two files that share partners the later counts for those, and says what it changed."""
    half = ROWS // 2
    for number in range(ROUNDS):
        first, name = 100 * number, f"one-{number}.csv"
        files = [
            _seats(tmp_path / name, first, seats=1),
            _seats(tmp_path / f"other-{number}.csv", first + 10, seats=2),
        ]
        said = _counts(process.together(database_url, *map(importing, files)))
        later = _ledger(database_url)[-1][0] != name
        expected = [("loaded", _changed(added=ROWS)), ("loaded", said[later][1])]
        assert (said if later else said[::-1]) == expected
        assert said[later][1]["added"] + said[later][1]["changed"] == ROWS
        assert said[later][1]["added"] >= half
        believed = _believed(database_url, range(first, first + 30))
        assert believed == ({1: half, 2: ROWS} if later else {1: ROWS, 2: half})
    assert len(_ledger(database_url)) == 2 * ROUNDS


def test_an_undo_at_once(database_url: str, process: Mortals, tmp_path: Path) -> None:
    """An import and the undo of what it repeats follow one another, whichever is first."""
    file = _seats(tmp_path / "seats.csv", 1, seats=1)
    first = process.take_in(database_url, [file])
    assert first.statuses == ["loaded"]
    for number in range(ROUNDS):
        ledger = _ledger(database_url)
        newest = max(number for number, (_, believed) in enumerate(ledger, 1) if believed)
        undoing = {"undo": newest, "wait": number / ROUNDS * first.moments["done"]}
        again, undone = process.together(database_url, importing(file), undoing)
        assert undone.results == []
        after = [*ledger[:-1], ("seats.csv", False)]
        if again.statuses == ["already-loaded"]:
            assert _ledger(database_url) == after
            assert process.take_in(database_url, [file]).statuses == ["loaded"]
        else:
            assert again.results == [("loaded", _changed(added=ROWS))]
        assert _ledger(database_url) == [*after, ("seats.csv", True)]
        assert _believed(database_url, range(1, 21)) == {1: ROWS}
