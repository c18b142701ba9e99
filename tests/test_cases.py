"""Situations as a partner manager writes them down, in tests/cases/*.yaml.

A case is a sentence (`name`), a `programme`, a day (`as_of`), small tables named after the kinds of
file, and what is then so: the `tier`, any `criteria`, and the edition `in_force` (null for none).
Beside these a case may have

- `edition`: whose rules, where they are not those in force on the day;
- `like`: the sentence of an earlier case, whose tables (and programme, day, edition) it takes over;
- `arrives_on`: the day on which the tables are imported, else the day after `as_of`;
- `later`: further imports, each with its own `arrives_on`, tables and, if so, `additions: true`;
- `known_on`: the day up to which imports are believed.

In a table `person`, `customer` and `reference` are short for the columns of that name with `_id`.
A cell may name several, and its row then stands once for each: `A to F` and `N1 to N6` are six
people or customers, `AZ-104; AZ-305` are two awards.
Columns left out are filled in: the partner; for seats Exchange Online, the day itself as period and
one customer a line; for customer counts the same product and period; for a figure the day itself
as period; for an award and for an enrolment the day itself, and for a reference that, too, and a
number each; for an association Exchange Online and a first day long ago.
Cases of one programme, edition and day are partners of one channel, and judged together, unless
they speak of links, of later imports or of days of import.
A criterion is that of the lowest tier in which it needs what the case says it needs. Its `have`,
`points` and `max_points` are told to the hundredth.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from imports.kinds import BY_NAME
from models.store import facts
from tests.brute_known import File, Row
from tests.tracking import scratch, take
from tiers.language import Edition, Programme
from tiers.programmes import PROGRAMMES
from tiers.verdicts import Verdict, readiness

Case = dict[str, Any]
Channel = tuple[str, str, date, str]

FOLDER = Path(__file__).parent / "cases"
TABLES = frozenset(BY_NAME)
EXPECTED = frozenset({"in_force", "tier", "criteria"})
TAKEN_OVER = TABLES | {"programme", "as_of", "edition", "arrives_on", "later", "known_on"}
KEYS = TAKEN_OVER | EXPECTED | {"name", "like"}
LATER_KEYS = TABLES | {"arrives_on", "additions"}
CRITERION_KEYS = frozenset(
    {"have", "need", "gap", "outcome", "points", "max_points", "assumed", "reason"}
)
SHORT = {"person": "person_id", "customer": "customer_id", "reference": "reference_id"}
PARTNER = "0700100"
FROM_TO = re.compile(r"(?P<name>\D*?)(?P<first>\d+|[A-Z]) to (?P=name)(?P<last>\d+|[A-Z])")
HUNDREDTH = 0.005  # half of it on either side


class Strict(yaml.SafeLoader):
    """YAML in which no key may stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"{', '.join(sorted(twice))} stands twice{node.start_mark}")
        return super().construct_mapping(node, deep)


def read_cases(text: str) -> dict[str, Case]:
    """Cases by their sentences, each with what it takes over; whatever is not understood fails."""
    cases: dict[str, Case] = {}
    for given in yaml.load(text, Strict):
        name = given["name"]
        understand(given, KEYS, name)
        for step in given.get("later", ()):
            understand(step, LATER_KEYS, name)
        for criterion in given.get("criteria", {}).values():
            understand(criterion, CRITERION_KEYS, name)
        if name in cases:
            raise ValueError(f"two cases say: {name}")
        if "tier" not in given:
            raise ValueError(f"no tier is told: {name}")
        basis = cases[given["like"]] if "like" in given else {}
        cases[name] = {key: basis[key] for key in basis.keys() & TAKEN_OVER} | given
    return cases


def understand(given: Mapping[str, Any], keys: frozenset[str], name: str) -> None:
    if unknown := set(given) - keys:
        raise ValueError(f"what is {', '.join(sorted(unknown))}? In: {name}")


def rows_of(kind: str, table: str, day: date, partner: str = PARTNER) -> list[Row]:
    """The rows of a small table, with what it leaves out."""
    header, *lines = [[cell.strip() for cell in line.split(",")] for line in table.splitlines()]
    names = [SHORT.get(name, name) for name in header]
    known = {column.name for column in BY_NAME[kind].columns}
    understand(dict.fromkeys(names), frozenset(known), table)
    return [
        left_out(kind, number, day, partner) | dict(zip(names, cells, strict=True))
        for number, line in enumerate(lines, 1)
        for cells in product(*map(several, line))
    ]


def several(cell: str) -> list[str]:
    """What a cell names: `A; B` are two, `N1 to N6` six, and anything else is one."""
    if ";" in cell:
        return [one for part in cell.split(";") for one in several(part.strip())]
    if " to " not in cell:
        return [cell]
    found = FROM_TO.fullmatch(cell)
    ends = (found["first"], found["last"]) if found else ("", "")
    if not found or ends[0].isdigit() != ends[1].isdigit():
        raise ValueError(f"from where to where is {cell}?")
    numbered = ends[0].isdigit()
    first, last = (int(end) if numbered else ord(end) for end in ends)
    if first >= last:
        raise ValueError(f"from where to where is {cell}?")
    return [found["name"] + (str(n) if numbered else chr(n)) for n in range(first, last + 1)]


def left_out(kind: str, number: int, day: date, partner: str) -> Row:
    """What a table need not say."""
    customer, today = {"customer_id": f"C-{number}"}, day.isoformat()
    filled: dict[str, Row] = {
        "seats": customer | {"product": "Exchange Online", "period": today, "association": "POR"},
        "customer_counts": {"product": "Exchange Online", "period": today},
        "figures": {"period": today},
        "associations": {"product": "Exchange Online", "started_on": "2010-01-01"},
        "awards": {"earned_on": today},
        "enrolments": {"started_on": today},
        "references": customer | {"reference_id": f"R-{number}", "given_on": today},
        "partners": {"name": "Nordmark Systems"},
    }
    return ({} if kind == "links" else {"partner_id": partner}) | filled.get(kind, {})


def files_of(case: Case, partner: str = PARTNER) -> Iterator[File]:
    """The files a case is about, in the order of their import."""
    day = case["as_of"]
    for step in (case, *case.get("later", ())):
        on = step.get("arrives_on", day + timedelta(1))
        for kind in sorted(TABLES & step.keys()):
            rows = rows_of(kind, step[kind], day, partner)
            yield File(kind, rows, step.get("additions", False), on)


def channel_of(case: Case) -> Channel:
    """The cases that are judged with it share its programme, edition and day; some stand alone."""
    alone = case["name"] if case.keys() & {"links", "later", "known_on", "arrives_on"} else ""
    return case["programme"], str(case.get("edition", "")), case["as_of"], alone


def verdicts_on(channel: Channel, url: str) -> dict[str, Verdict]:
    """What the tracker says of each of its cases, by their sentences."""
    key, name, day, _alone = channel
    programme: Programme = PROGRAMMES[key]
    edition: Edition | None = programme.named(name) if name else None
    assert edition or not name, f"no such edition: {name}"
    cases = {f"{700100 + n:07}": case for n, case in enumerate(CHANNELS[channel])}
    told = [file for partner, case in cases.items() for file in files_of(case, partner)]
    files = told if len(cases) == 1 else joined(told)
    with scratch(url) as connection:
        for file in files:
            take(connection, file)
        known = facts(connection, CHANNELS[channel][0].get("known_on"))
        found = {one.partner: one for one in readiness(programme, known, day, edition=edition)}
    return {case["name"]: found[partner] for partner, case in cases.items()}


def joined(files: Sequence[File]) -> list[File]:
    """One file of each kind, of rows that all have the same columns."""
    rows: dict[str, list[Row]] = {}
    for file in files:
        rows.setdefault(file.kind, []).extend(file.rows)
    return [
        File(kind, each, additions=False, imported_on=files[0].imported_on)
        for kind, each in sorted(rows.items())
    ]


def criteria_of(case: Case, verdict: Verdict) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Each criterion told of in the case, and what the tracker found."""
    for key, said in case.get("criteria", {}).items():
        found = [
            one
            for tier in verdict.tiers
            for one in tier.criteria
            if one.key == key and one.need == said.get("need", one.need)
        ]
        assert found, f"no criterion {key} needs {said.get('need')}: {case['name']}"
        yield key, said, found[0]


CASES: Sequence[Case] = [
    case
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in read_cases(path.read_text(encoding="utf-8")).values()
]


CHANNELS: dict[Channel, list[Case]] = {}
for case_ in CASES:
    CHANNELS.setdefault(channel_of(case_), []).append(case_)
EACH = [
    pytest.param(
        case,
        id=f"{case['programme']}: {case['name']}",
        marks=pytest.mark.xdist_group(f"cases {channel_of(case)}"),
    )
    for case in CASES
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Verdict]:
    """What the tracker says of a case; one database for all, left as it was after each channel."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cases') / 'facts.db'}"
    told: dict[Channel, dict[str, Verdict]] = {}

    def of(case: Case) -> Verdict:
        channel = channel_of(case)
        if channel not in told:
            told[channel] = verdicts_on(channel, url)
        return told[channel][case["name"]]

    return of


@pytest.mark.parametrize("case", EACH)
def test_case(case: Case, judged: Callable[[Case], Verdict]) -> None:
    """What the case says is so."""
    verdict = judged(case)
    for key, said, found in criteria_of(case, verdict):
        told = {name: getattr(found, name) for name in said}
        told |= {"assumed": bool(found.assumed)} if "assumed" in said else {}
        assert told == pytest.approx(said, abs=HUNDREDTH), f"{key}: {case['name']}"
    assert verdict.tier == case["tier"], case["name"]
    assert verdict.edition == case.get("in_force", verdict.edition), case["name"]


@pytest.mark.parametrize(
    ("there", "instead", "complaint"),
    [
        ("as_of", "as_off", "what is as_off"),
        ("have: 1", "has: 1", "what is has"),
        ("tier: null", "staff: null", "no tier is told"),
        ("tier: null", "tier: null, tier: Gold", "tier stands twice"),
    ],
)
def test_what_is_not_understood_fails(there: str, instead: str, complaint: str) -> None:
    """A misspelt word in a case is an error, and never passes for a case that holds."""
    case = "- {name: A, as_of: 2015-03-31, tier: null, criteria: {seats: {have: 1}}}"
    assert list(read_cases(case)) == ["A"]
    with pytest.raises(ValueError, match=complaint):
        read_cases(case.replace(there, instead))
    with pytest.raises(ValueError, match="what is has"):
        rows_of("seats", "customer, has\nA, 1", date(2015, 3, 31))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ana", ["Ana"]),
        ("C to E", ["C", "D", "E"]),
        ("N9 to N11", ["N9", "N10", "N11"]),
        ("AZ-104; AZ-305", ["AZ-104", "AZ-305"]),
        ("A; N1 to N2", ["A", "N1", "N2"]),
    ],
)
def test_a_cell_may_name_several(cell: str, names: list[str]) -> None:
    """Several names in one cell, as a range or one by one."""
    assert several(cell) == names


@pytest.mark.parametrize("cell", ["N1 to M3", "N3 to N1", "A to 3", "Ana to Bo", "A to A"])
def test_a_range_that_is_none_fails(cell: str) -> None:
    """What looks like a range and is none is an error, and no strange name."""
    with pytest.raises(ValueError, match="from where to where"):
        several(cell)


def test_a_row_of_several_stands_once_for_each() -> None:
    """Two people with two awards each are four rows."""
    rows = rows_of("awards", "person, award\nA to B, 70-346; 70-347", date(2018, 3, 31))
    assert [(row["person_id"], row["award"]) for row in rows] == [
        ("A", "70-346"),
        ("A", "70-347"),
        ("B", "70-346"),
        ("B", "70-347"),
    ]
