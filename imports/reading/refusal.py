"""A file that cannot be read at all."""


class Refused(Exception):
    """A file that cannot be read at all; the message says why and what would help."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line
