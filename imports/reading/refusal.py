"""A file that cannot be read at all."""


class Refused(Exception):
    """A file that cannot be read at all; the message says why and what would help.

    *unsaid* are the columns that it lacks and whoever gives it must say.
    """

    def __init__(self, reason: str, line: int | None = None, unsaid: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.line = line
        self.unsaid = unsaid
