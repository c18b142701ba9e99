"""Charts say in words what they show in colour, and stand on any ground."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from reports import charts
from reports.bullets import Plan, plan
from reports.criteria import Criterion
from reports.figures import figure, gap, have
from tiers.language import Outcome
from tiers.verdicts import Finding, TierVerdict, Verdict

GIVEN = {"key": "seats", "path": "", "assumed": "", "evidence": None}


def finding(had: float | None, need: float, unit: str = "") -> Finding:
    short = None if had is None else max(0, need - had)
    outcome = Outcome.NOT_ASSESSED if had is None else Outcome.NOT_MET if short else Outcome.MET
    told: dict[str, Any] = GIVEN | {"says": f"{need} seats", "have": had, "need": need}
    return Finding(**told, gap=short, unit=unit, outcome=outcome, reason=None)


def criterion(**tiers: Finding) -> Criterion:
    return Criterion("seats", "", tuple(tiers.items()))


def drawn(**tiers: Finding) -> Plan:
    return plan(criterion(**tiers), 300, 10)


def verdict(day: date, tier: str | None, outcome: Outcome = Outcome.NOT_MET) -> Verdict:
    outcomes = {name: Outcome.MET if name == tier else outcome for name in ("Silver", "Gold")}
    tiers = tuple(TierVerdict(name, outcome, ()) for name, outcome in outcomes.items())
    return Verdict("1", "messaging", "FY2015", day, tier, tiers)


def texts(chart: Any) -> Iterator[str]:
    for element in ElementTree.fromstring(charts.as_svg(chart)).iter():
        if element.tag.endswith(("text", "tspan")) and element.text:
            yield element.text


def test_bullet_labels_every_threshold_and_what_is_had() -> None:
    chart = charts.bullet(criterion(Silver=finding(1380, 500), Gold=finding(1380, 1500)))
    assert {"1,380", "Silver 500", "Gold 1,500"} <= set(texts(chart))
    assert chart.description == "Silver: 1,380, needed 500; Gold: 1,380, needed 1,500"


def test_bullet_names_a_threshold_once_that_tiers_share() -> None:
    chart = charts.bullet(criterion(Silver=finding(37.25, 15, "%"), Gold=finding(37.25, 15, "%")))
    assert {"37.3\u00a0%", "Silver, Gold 15\u00a0%"} <= set(texts(chart))


def test_bullet_has_a_bar_for_each_way_of_counting() -> None:
    """Two of two places for Silver are not two of four for Gold."""
    both = drawn(Silver=finding(2, 2), Gold=finding(3, 4))
    assert [row["x2"] for row in both.bars()] == [2, 3]
    assert len(list(drawn(Silver=finding(2, 2), Gold=finding(2, 4)).bars())) == 1


def test_bullet_of_what_is_not_assessed_is_hatched_and_has_no_bar() -> None:
    unknown = {"Silver": finding(None, 500), "Gold": finding(None, 1500)}
    assert not list(drawn(**unknown).bars())
    assert len(list(drawn(**unknown).hatching())) > 10
    assert not list(drawn(Silver=finding(0, 500)).hatching())
    assert "not assessed" in set(texts(charts.bullet(criterion(**unknown))))


@pytest.mark.parametrize("had", [None, 0, 1, 499.96, 500, 1500, 4400, 80_000])
def test_bullet_keeps_everything_on_its_scale(had: float | None) -> None:
    """An overwhelming figure ends in an arrow, so that the thresholds stay apart."""
    shown = drawn(Silver=finding(had, 500), Gold=finding(had, 1500))
    rows = [*shown.bars(), *shown.hatching(), *shown.marks(), *shown.labels(), *shown.values()]
    assert all(0 <= row["x"] <= row.get("x2", row["x"]) <= shown.upper for row in rows)
    assert 1500 < shown.upper <= 4500
    assert bool(list(shown.arrows())) == (had == 80_000)


def test_per_cent_ends_at_a_hundred() -> None:
    assert drawn(Silver=finding(96, 60, "%")).upper == 100
    assert drawn(Silver=finding(0, 15, "%")).upper < 20


@pytest.mark.parametrize("look", [charts.LIGHT, charts.DARK])
def test_charts_are_transparent(look: charts.Look) -> None:
    past = [verdict(date(2015, 3, 31), "Silver"), verdict(date(2015, 6, 30), None)]
    for chart in (charts.bullet(criterion(Silver=finding(1, 2)), look), charts.history(past, look)):
        assert chart.to_dict()["config"]["background"] == "transparent"
        svg = charts.as_svg(chart)
        assert 'fill="white"' not in svg
        assert look.ink in svg
        assert look.edge in svg


def test_charts_fetch_nothing() -> None:
    spec = json.dumps(charts.bullet(criterion(Silver=finding(1, 2))).to_dict())
    assert '"url"' not in spec


def test_history_tells_tiers_from_days_without() -> None:
    """A tier, no tier, not assessed and no edition in force are four different things."""
    past = [
        Verdict("1", "messaging", None, date(2014, 6, 30), None, ()),
        verdict(date(2014, 9, 30), None, Outcome.NOT_ASSESSED),
        verdict(date(2014, 12, 31), None),
        verdict(date(2015, 3, 31), "Silver"),
    ]
    chart = charts.history(past)
    said = ["Gold", "Silver", "no tier", "no edition in force", "not assessed"]
    assert set(said) <= set(texts(chart))
    assert chart.description == (
        "2014-06-30: no edition in force; 2014-09-30: not assessed; 2014-12-31: no tier; "
        "2015-03-31: Silver"
    )
    assert [row["judged"] for row in charts._past(past)] == [False, False, True, True]
    assert {"Q2", "2014", "Q3", "Q4", "Q1", "2015"} <= set(texts(chart))


def test_a_figure_never_looks_like_a_threshold_it_misses() -> None:
    short = finding(14.96, 15, "%")
    assert (have(short), gap(short)) == ("14.9\u00a0%", "0.1\u00a0%")
    assert have(finding(14.94, 15, "%")) == "14.9\u00a0%"
    assert have(finding(15.04, 15, "%")) == "15\u00a0%"
    assert (have(finding(14.3, 15)), gap(finding(14.3, 15))) == ("14.3", "0.7")
    assert figure(1234567.25) == "1,234,567.3"
    assert have(finding(None, 15)) == "not assessed"
