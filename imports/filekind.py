"""A kind of file, and the columns without which there is none."""

from dataclasses import dataclass

from imports.columns import Column
from imports.reader import Reader
from models.tables import KINDS as TABLES
from models.tables import Fact


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its columns in template order, and two example rows."""

    name: str
    german: str
    says: str
    columns: tuple[Column, ...]
    examples: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> type[Fact]:
        """Where its rows are kept."""
        return TABLES[self.name]


def needed(name: str, german: str, read: Reader, says: str) -> Column:
    """A column that a file must have, and a row must fill."""
    return Column(name, german, read, says, required=True)
