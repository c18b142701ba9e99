"""Files beyond the limit: refused by their size, before they are read or unpacked into memory."""

import gzip
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from imports.importing import take_in
from imports.reading.envelope import MEGABYTE, opened
from imports.reading.refusal import Refused
from imports.results import Arrival
from models.database import connect
from tests.commands import run
from tests.mortal import AT

SAYS = "The file has 300 MB; at most 200 MB are read. Split it into several."


def test_a_file_too_large_is_refused_unread(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer has the shape of any other; the other files are checked, and not loaded."""
    large, small = tmp_path / "large.csv", tmp_path / "small.csv"
    with large.open("wb") as file:
        file.truncate(300 * MEGABYTE)
    small.write_text("partner_id,name\n7,Nordmark\n", encoding="utf-8")
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        assert path != large
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    answer = run(sqlite_url, "import", large, small, "--json")
    assert answer.code == 2
    refused, other = answer.document
    assert [one["reason"] for one in refused["errors"]] == [SAYS]
    assert (refused["file"], refused["status"], other["status"]) == (
        str(large),
        "refused",
        "dry-run",
    )
    assert refused.keys() == other.keys()
    assert run(sqlite_url, "batches", "--json").document == []


def test_the_same_is_said_of_bytes_at_hand(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file by its size alone and the same by its bytes are refused alike."""
    monkeypatch.setenv("IMPORT_LIMIT_MB", "1")
    engine = connect(sqlite_url)
    size = MEGABYTE + 1
    told = [
        take_in(engine, [one], AT, "me")
        for one in (Arrival("a.csv", bytes(size)), Arrival("a.csv", b"", unread=size))
    ]
    assert told[0] == told[1]
    engine.dispose()


def test_a_limit_that_is_no_number_is_told(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every file, as before it was asked for its size."""
    monkeypatch.setenv("IMPORT_LIMIT_MB", "many")
    file = tmp_path / "small.csv"
    file.write_text("partner_id,name\n7,Nordmark\n", encoding="utf-8")
    (told,) = run(sqlite_url, "import", file, "--json").document
    assert "IMPORT_LIMIT_MB" in told["errors"][0]["reason"]


@pytest.mark.parametrize("archive", ["gzip", "zip"])
def test_an_archive_too_large_is_not_unpacked_into_memory(archive: str) -> None:
    """It is measured piece by piece, and refused."""
    numbers = Random(7).randbytes(256 * 1024).hex().encode()
    table = numbers * 24
    packed = gzip.compress(table, 1) if archive == "gzip" else _zipped(table)
    tracemalloc.start()
    with pytest.raises(Refused, match="Unpacked, the file has more than 8 MB"):
        opened(packed, 8 * MEGABYTE)
    assert tracemalloc.get_traced_memory()[1] < 2 * MEGABYTE
    tracemalloc.stop()


def _zipped(table: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", table)
    return file.getvalue()
