"""What arrives, what the user says of it, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from imports.faults import Fault
from imports.preview import Preview


@dataclass(frozen=True)
class How:
    """What the user says of files.

    Their kind where headers fit two, whether they only add, and of whom a file speaks that does
    not say it itself.
    """

    kind: str | None = None
    additions: bool = False
    partner_id: str | None = None
    customer_id: str | None = None

    @property
    def said(self) -> Mapping[str, str]:
        """The columns that the user fills in for files that lack them."""
        both = {"partner_id": self.partner_id, "customer_id": self.customer_id}
        return {name: value for name, value in both.items() if value}


PLAINLY = How()


@dataclass(frozen=True)
class Arrival:
    """A file as it came: its name and its bytes; *how* where something is said of it alone.

    *unread* is how many bytes it has, where they are too many to be read.
    """

    file: str
    content: bytes
    how: How | None = None
    unread: int = 0


@dataclass(frozen=True)
class Result:
    """What became of a file: loaded, dry-run, already-loaded or refused.

    A dry run also has a *preview*; a refused file its *bad_rows*, as CSV to be mended, and the
    columns that are *unsaid*: it lacks them, and whoever gives it has not said them either.
    """

    file: str
    kind: str | None
    format: str | None
    status: str
    batch: int | None = None
    rows: int = 0
    warnings: tuple[str, ...] = ()
    errors: tuple[Fault, ...] = ()
    changes: dict[str, int] = field(
        default_factory=lambda: {"added": 0, "changed": 0, "vanished": 0}
    )
    preview: Preview | None = None
    bad_rows: str | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of the file was taken."""
        return self.status == "refused"

    @property
    def sweeps(self) -> bool:
        """Whether most of what is known of what the file names is not in it."""
        kept = self.rows - self.changes["added"]
        return self.changes["vanished"] > kept

    def document(self) -> dict[str, Any]:
        """The result for JSON."""
        return asdict(self)
