"""Reports in a test: the demonstration partner's facts, and the forms read back."""

import csv
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reports.handout import Handout, gather
from tests.brute_known import Row
from tests.tracking import arrive, as_csv
from tiers.programmes.messaging import MESSAGING

WOLKENQUITTE = "4182736"
ASKED = ("--partner", WOLKENQUITTE, "--programme", "messaging", "--as-of", "2015-06-30")
LAST_DAY = date(2015, 6, 30)
NO_EDITION = date(2016, 5, 1)
HOSTILE = (
    "#set page(fill: red)",
    "$x^2$ *bold* _it_ @ref <label> \\ `tick` ``` ~ --",
    '=HYPERLINK("http://example.com")',
    "-5 +3 @cmd",
    '#image("/etc/passwd")',
    "a]b}c[d{e // /* x */ {name} %s &amp; <b>",
    "Ünï שלום مرحبا Привет",
    "W" * 200,
)


def gathered(connection: Connection, day: date = LAST_DAY, who: str = WOLKENQUITTE) -> Handout:
    """What a report of the partner says."""
    return gather(connection, MESSAGING, who, day, None, None)


def partner(connection: Connection, name: str, rows: Mapping[str, Sequence[Row]]) -> Handout:
    """What a report says of a partner of that name with facts of several kinds."""
    arrived = date(2015, 4, 1)
    arrive(connection, "partners.csv", as_csv([{"partner_id": "1", "name": name}]), arrived)
    for kind, facts in rows.items():
        given = [{"partner_id": "1", **fact} for fact in facts]
        arrive(connection, f"{kind}.csv", as_csv(given), arrived)
    return gathered(connection, date(2015, 3, 31), "1")


def seats(number: int, name: str, period: str = "2015-Q1") -> Row:
    """A customer's row in a seats file."""
    given = {"customer_id": f"C{number}", "customer_name": name, "product": "Exchange Online"}
    return {**given, "period": period, "seats": "10", "active_users": "3"}


def of_hostile_names(connection: Connection) -> Handout:
    """What a report says where partner, people and customers are called like markup or formulas."""
    return partner(
        connection,
        " ".join(HOSTILE[:2]),
        {
            "seats": [seats(number, name) for number, name in enumerate(HOSTILE)],
            "awards": [
                {
                    "person_id": f"P{number}",
                    "name": name,
                    "award": "70-341",
                    "earned_on": "2015-01-05",
                }
                for number, name in enumerate(HOSTILE)
            ],
        },
    )


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV that Excel can open."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def page_count(pdf: bytes) -> int:
    """How many pages the root of the page tree counts."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


def words(pdf: bytes, tmp_path: Path, *only: str) -> str:
    """The text of the pages, its blanks made one; skips the test where nothing can read it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", *only, path, "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return " ".join(read.stdout.replace("\u200b", "").split())
