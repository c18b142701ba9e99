"""Why a row does not count: the very day and the very association, and at any size."""

from datetime import date

import pytest

from models.store import facts
from tests.tracking import arrive, scratch
from tiers.metrics.matching import fill
from tiers.programmes.messaging import MESSAGING
from tiers.verdicts import readiness

DAY = date(2015, 3, 31)
ON = date(2015, 4, 9)
SEATS = """partner_id,customer_id,product,period,seats,association
1,C,exchange-online,2015-Q1,700,POR
"""
HEADER = "partner_id,customer_id,product,kind,started_on,ended_on,proof\n"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            (
                "1,C,exchange-online,POR,2014-01-01,2014-10-31,\n"
                "1,C,exchange-online,DPOR,2014-01-01,2015-02-28,\n"
            ),
            "POR association ended on 2014-10-31",
        ),
        (
            (
                "1,C,exchange-online,POR,2014-01-01,2014-12-31,\n"
                "1,C,exchange-online,DPOR,2014-01-01,,\n"
            ),
            "POR association ended on 2014-12-31",
        ),
        (
            "1,C,exchange-online,POR,2014-01-01,,rejected\n",
            "the proof of the POR association is not accepted",
        ),
        (
            "1,C,exchange-online,POR,2015-04-01,,\n",
            "POR association starts on 2015-04-01",
        ),
        (
            (
                "1,C,exchange-online,POR,2014-01-01,2014-12-31,\n"
                "1,C,exchange-online,POR,2015-05-01,,\n"
            ),
            "no POR association lasts on that day, only before and after",
        ),
        (
            "1,C,exchange-online,DPOR,2014-01-01,,\n",
            "no POR association on record, only another kind",
        ),
        ("1,C,exchange-online,POR,2014-01-01,2015-03-31,\n", None),
    ],
)
def test_an_association_is_told_by_its_own_kind(
    rows: str, reason: str | None, sqlite_url: str
) -> None:
    """The reason speaks of the row's own kind of association, not of the customer's others."""
    with scratch(sqlite_url) as connection:
        arrive(connection, "seats", SEATS.encode(), ON)
        arrive(connection, "associations", (HEADER + rows).encode(), ON)
        (verdict,) = readiness(MESSAGING, facts(connection), DAY, evidence=True)
    (finding,) = [one for one in verdict.tiers[0].criteria if one.key == "seats"]
    assert [one.reason for one in finding.evidence or ()] == [reason]
    assert finding.have == (700 if reason is None else 0)


def test_two_thousand_people_find_their_places() -> None:
    """A crowd of equals fills as many places as it has people, and two kinds share them out."""
    people = {f"p{number:04}" for number in range(2000)}
    assert len(fill([people] * 2000)) == 2000
    seated = fill([people, {"p0000"}, people])
    assert len(seated) == 3
    assert seated["p0000"] == 1
