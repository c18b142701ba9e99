"""The readiness report in every form."""

from datetime import date

from sqlalchemy import Connection

from tiers.language import Edition, Programme

FORMS = ("pdf", "csv", "json")


def report(
    connection: Connection,
    programme: Programme,
    partner: str,
    day: date,
    form: str,
    *,
    known_on: date | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The report of one partner on a day, as a file's bytes."""
    raise NotImplementedError
