"""The readiness report in every form."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection

from reports.handout import Handout, gather
from reports.tables import as_csv, as_json
from reports.workbook import as_xlsx
from tiers.language import Edition, Programme


def as_pdf(handout: Handout) -> bytes:
    """The report on paper; see reports.paper."""
    from reports import paper  # noqa: PLC0415 - Altair takes a second to load; only paper needs it

    return paper.as_pdf(handout)


def as_html(handout: Handout) -> bytes:
    """The report as a page of its own; see reports.web."""
    from reports import web  # noqa: PLC0415 - as above

    return web.as_html(handout)


MAKERS: dict[str, Callable[[Handout], bytes]] = {
    "pdf": as_pdf,
    "xlsx": as_xlsx,
    "html": as_html,
    "csv": as_csv,
    "json": as_json,
}
FORMS = tuple(MAKERS)


def report(  # noqa: PLR0913 - a report is asked for by this many things
    connection: Connection,
    programme: Programme,
    partner: str,
    day: date,
    form: str,
    *,
    known_on: date | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The report of one partner on a day, as a file's bytes; the same for the same facts."""
    return MAKERS[form](gather(connection, programme, partner, day, known_on, edition))
