"""What is counted: places by their best matching, and evidence that adds up to the figure."""

from collections.abc import Callable, Sequence, Set
from datetime import date

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.belief import schema
from models.store import FACT_KINDS, facts
from models.tables import Scope
from tests.brute_force import filled
from tests.brute_known import Row, linked, one_name
from tests.channels import channel
from tests.tracking import arrive, as_csv, scratch
from tiers.facts import Asks, Facts
from tiers.language import AtLeast, Edition, Source, Tier
from tiers.measures import as_column, divided
from tiers.metrics import Place, PlacesFilled, one_of
from tiers.metrics.matching import fill
from tiers.programmes.messaging import MESSAGING
from tiers.screening import Evidence
from tiers.verdicts import Finding, judge, readiness

DAY = date(2015, 3, 31)
PEOPLE = "abcdefg"
FIGURES = {"partner_id": pl.String, "figure": pl.String, "value": pl.Int64}


# Places for distinct people --------------------------------------------------------------------


def knowing(awards: Sequence[Row]) -> Facts:
    """Facts of nothing but awards, all earned long ago."""
    origin = {"file": pl.String, "line": pl.Int64}
    frames = {
        name: pl.DataFrame(schema=schema(Scope) | schema(kind) | origin)
        for name, kind in FACT_KINDS.items()
    }
    earned = pl.DataFrame(awards).with_columns(earned_on=date(2012, 1, 1))
    frames["figures"] = pl.DataFrame(schema=FIGURES)
    frames["awards"] = pl.concat([frames["awards"], earned], how="diagonal")
    frames["partners"] = frames["awards"].select("partner_id").unique()
    return Facts.of({name: frame.lazy() for name, frame in frames.items()})


def places_filled(numbers: Sequence[int], eligible: Sequence[Set[str]]) -> int:
    """What the tracker counts where so many places of each kind are open to these people."""
    metric = PlacesFilled(*(Place(number, one_of(f"kind {n}")) for n, number in enumerate(numbers)))
    rules = Edition(
        programme="test",
        name="test",
        since=date.min,
        until=date.max,
        source=Source("", "", ""),
        tiers=(Tier("Test", AtLeast(1, metric, says="1 place")),),
    )
    awards = [
        {"partner_id": "7", "person_id": person, "award": f"kind {n}"}
        for n, people in enumerate(eligible)
        for person in people
    ]
    known = knowing([*awards, {"partner_id": "7", "person_id": "z", "award": "another"}])
    (verdict,) = judge(rules, known, Asks(day=DAY))
    (finding,) = verdict.tiers[0].criteria
    return int(finding.have or 0)


kinds_of_place = st.lists(
    st.tuples(st.integers(1, 3), st.frozensets(st.sampled_from(PEOPLE))), min_size=1, max_size=3
)


@settings(deadline=None)
@given(kinds_of_place)
def test_the_cut_is_the_best_matching(places: list[tuple[int, frozenset[str]]]) -> None:
    """The places filled by the min-cut formula are those of a maximum bipartite matching."""
    numbers, eligible = zip(*places, strict=True)
    each = [set(people) for number, people in places for _ in range(number)]
    assert places_filled(numbers, eligible) == filled(each)


@given(kinds_of_place)
def test_whoever_is_named_fills_a_place(places: list[tuple[int, frozenset[str]]]) -> None:
    """The people named beside their places are as many, distinct, and eligible for them."""
    each = [set(people) for number, people in places for _ in range(number)]
    seated = fill(each)
    assert len(seated) == len(set(seated.values())) == filled(each)
    assert all(person in each[place] for person, place in seated.items())


def test_whoever_has_no_place_comes_first() -> None:
    """Then the first by name; nobody moves for nothing, and an earlier place is kept."""
    assert fill([{"a", "c"}, {"a", "b"}]) == {"a": 0, "b": 1}
    assert fill([{"a"}, {"a"}]) == {"a": 0}
    assert fill([{"a", "b"}, {"a"}]) == {"b": 0, "a": 1}


# Division ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("per", [3, 7, 10, 49, 100])
def test_a_quotient_is_that_of_one_division(per: int) -> None:
    """As Python's, to the last bit, whether a number divides as a column or another column."""
    frame = pl.DataFrame({"amount": range(3000), "per": [per] * 3000})
    amount = nw.col("amount")
    found = nw.from_native(frame).select(
        constant=divided(amount, as_column(per, amount)), column=divided(amount, nw.col("per"))
    )
    expected = [number / per for number in range(3000)]
    assert found["constant"].to_list() == found["column"].to_list() == expected


# Evidence --------------------------------------------------------------------------------------


def figure(finding: Finding, rows: Callable[[Evidence], Row]) -> float | None:
    """What the rows that counted come to, added up by hand."""
    counted = [rows(fact) for fact in finding.evidence or () if fact.counted]
    if finding.key == "references":
        return len(counted)
    if finding.key == "people":
        return len({row["person_id"] for row in counted})
    assert all(row["customer_id"] for row in counted), "a row of nobody counts"
    return sum(int(row["seats"]) for row in counted)


@pytest.mark.parametrize("seed", [21, 22])
def test_the_evidence_adds_up(seed: int, sqlite_url: str) -> None:
    """The rows said to count are exactly those that make the figure; of the rest each says why."""
    files = channel(seed, partners=60)
    links = linked(files)

    def row(fact: Evidence) -> Row:
        found = files[int(str(fact.file))].rows[(fact.line or 0) - 2]
        return found | {"person_id": one_name(links, "person", found.get("person_id", ""))}

    with scratch(sqlite_url) as connection:
        for number, file in enumerate(files):
            content, on = as_csv(file.rows), file.imported_on
            arrive(connection, str(number), content, on, additions=file.additions)
        found = readiness(MESSAGING, facts(connection), DAY, evidence=True)
    for verdict in found:
        for tier in verdict.tiers:
            for finding in tier.criteria:
                assert all(bool(one.reason) != one.counted for one in finding.evidence or ())
                if finding.have is not None and finding.key != "active-usage":
                    told = (verdict.partner, tier.tier, finding)
                    assert figure(finding, row) == finding.have, told


def test_a_hundred_people(sqlite_url: str) -> None:
    """Each of 120 people counts, and the evidence says so of each."""
    holds = {"partner_id": "7", "award": "MCSE: Productivity", "earned_on": "2017-01-01"}
    rows = [holds | {"person_id": str(number)} for number in range(120)]
    with scratch(sqlite_url) as connection:
        arrive(connection, "awards.csv", as_csv(rows), date(2018, 1, 1))
        known = facts(connection)
        (verdict,) = readiness(MESSAGING, known, date(2018, 1, 1), evidence=True)
    assert verdict.tier == "Gold"
    for finding in (one for one in verdict.tiers[1].criteria if one.key == "people-mcse"):
        assert finding.have == 120
        assert sum(fact.counted for fact in finding.evidence or ()) == 120
