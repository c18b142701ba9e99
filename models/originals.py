"""The files as they came."""

import gzip
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from models.tables import Batch, Original, rows_of

ORIGINAL, BATCH = rows_of(Original).c, rows_of(Batch).c
QUICKLY = 1  # gzip's level: a fifth of the time of the usual one, for a tenth more bytes


@dataclass(frozen=True)
class Packed:
    """A file's bytes as they are kept, and their SHA-256."""

    sha256: str
    size: int
    content: bytes


def pack(content: bytes) -> Packed:
    """Compress a file's bytes; other threads go on meanwhile."""
    return Packed(
        sha256(content).hexdigest(), len(content), gzip.compress(content, QUICKLY, mtime=0)
    )


def keep(connection: Connection, packed: Packed) -> None:
    """Keep a file's bytes, once however often it comes."""
    if not connection.execute(
        select(ORIGINAL.size).where(ORIGINAL.sha256 == packed.sha256)
    ).first():
        values = {"sha256": packed.sha256, "size": packed.size, "packed": packed.content}
        connection.execute(insert(rows_of(Original)).values(values))


def original(connection: Connection, batch: int) -> bytes | None:
    """The bytes of a batch's file, None where it was taken in before files were kept."""
    wanted = select(ORIGINAL.packed).join(rows_of(Batch), BATCH.sha256 == ORIGINAL.sha256)
    found = connection.execute(wanted.where(BATCH.id == batch)).first()
    return gzip.decompress(found[0]) if found else None


def size(connection: Connection, batch: int) -> int | None:
    """How many bytes `original` gives, None where it gives none."""
    wanted = select(ORIGINAL.size).join(rows_of(Batch), BATCH.sha256 == ORIGINAL.sha256)
    found = connection.execute(wanted.where(BATCH.id == batch)).first()
    return found[0] if found else None
