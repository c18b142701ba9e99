"""Which awards count on a day: earned by then, not expired, not retired, their holder employed."""

from collections.abc import Iterable
from functools import partial

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.measures import Retired, Terms
from tiers.metrics.earlier import later
from tiers.metrics.employment import employment_reasons, with_employment
from tiers.screening import Ask, Judged, Reason, Screened
from tiers.words import _


def screened_awards(
    awards: tuple[str, ...], facts: Facts, asks: Asks, terms: Terms, *, told: bool = False
) -> Screened:
    """Every award row of the asks; those count that are among *awards* and stand on the day."""
    day = nw.col("day")
    retired = [one for one in terms.retired if one.award in awards]
    return Screened(
        _told(facts, asks)
        if told
        else facts.added_up(("awards", asks), partial(_held, facts, asks)),
        unknown=(
            Reason(nw.col("person_id").is_null(), lambda row: _("says that none remain")),
            Reason(nw.col("earned_on") > day, lambda row: _("earned after that day")),
        ),
        fails=(
            Reason(~nw.col("award").is_in(awards), lambda row: _("not asked for here")),
            Reason(
                nw.col("expires_on") < day,
                lambda row: _("expired on {day}").format(day=row["expires_on"]),
            ),
            *(reason for one in retired for reason in _retirement(one)),
            *employment_reasons(),
        ),
        says=_says,
    )


def _told(facts: Facts, asks: Asks) -> Frame:
    """Every award row beside what the staff list says of its person."""
    return with_employment(asks.meet(facts.awards), facts, asks, told=True)


def _held(facts: Facts, asks: Asks) -> Frame:
    """The same, without what only sentences need: alike for every list of awards."""
    columns = ("person_id", "award", "earned_on", "expires_on")
    met = asks.meet(facts.awards)
    rows = met.select(*dict.fromkeys([*asks.keys, "day", *columns]))
    return with_employment(rows, facts, asks, told=False)


def held_by(judged: Iterable[Judged]) -> dict[Ask, dict[str, set[str]]]:
    """Of award rows, by ask and person the awards that count."""
    held: dict[Ask, dict[str, set[str]]] = {}
    for ask, row, against in judged:
        if against is None:
            held.setdefault(ask, {}).setdefault(row["person_id"], set()).add(row["award"])
    return held


def _retirement(retired: Retired) -> tuple[Reason, Reason]:
    """A retired award must have been earned by then, and counts for 12 months more."""
    until = later(retired.on, months=12)
    own = nw.col("award") == retired.award
    return (
        Reason(
            own & (nw.col("earned_on") > retired.on),
            lambda row: _("earned after it was retired on {day}").format(day=retired.on),
        ),
        Reason(
            own & (nw.col("day") > until),
            lambda row: _("retired on {day}, counted until {until}").format(
                day=retired.on, until=until
            ),
        ),
    )


def _says(row: Row) -> str:
    if row["person_id"] is None:
        return _("no awards")
    name = row["staff_name"] or row["name"]
    person = f"{name} ({row['person_id']})" if name else row["person_id"]
    return _("{person}: {award} of {day}").format(
        person=person, award=row["award"], day=row["earned_on"]
    )
