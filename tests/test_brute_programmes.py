"""The slow reading of the programmes' rules, checked by hand and by the vendors' own examples."""

from datetime import date
from fractions import Fraction

import pytest

from tests.brute import judge
from tests.brute.change import deployed_tenants, milestones, usage_growth
from tests.brute.figures import (
    figure_customers,
    figure_customers_lately,
    figure_growth,
    figure_increase,
    figure_share,
    figure_total,
)
from tests.brute.people import enrolled
from tests.brute.points import MET, NOT_MET, Finding
from tests.brute.rows import Case, Metric, Row, Rows, Value, months_before, same_day
from tests.brute.seats import Band, customers, net_customers, new_customers

DAY = date(2024, 3, 31)
YEAR_AGO = "2023-03-31"
PARTNER = "Solutions Partner"
CPOR = ("CPOR",)


def sold(
    customer: str, period: str, seats: int, users: int | None, kind: str = "CPOR", on: str = "teams"
) -> Row:
    known = "" if users is None else str(users)
    cells = {"customer_id": customer, "product": on, "period": period, "association": kind}
    return {**cells, "seats": str(seats), "active_users": known}


def claimed(customer: str, started: str, kind: str = "CPOR", proof: str = "approved") -> Row:
    cells = {"customer_id": customer, "product": "teams", "kind": kind, "started_on": started}
    return {**cells, "ended_on": "", "proof": proof}


def told(figure: str, *values: tuple[str, str, str]) -> list[Row]:
    return [
        {"figure": figure, "period": period, "value": value, "customer_id": who, "product": ""}
        for period, value, who in values
    ]


def holders(**awards: str) -> list[Row]:
    """Awards by name (with _ for -), each with its people as letters."""
    return [
        {"person_id": who, "award": name.replace("_", "-"), "earned_on": "2022-01-01"}
        for name, people in awards.items()
        for who in people
    ]


def of(metric: Metric, rows: Rows, day: date = DAY) -> Value | None:
    return metric(Case(rows, day, CPOR))


def whole(number: int) -> Value:
    return Value(Fraction(number))


# The vendors' examples -------------------------------------------------------------------------


def test_modern_work_takes_the_better_association() -> None:
    """Growth of 2,000 as DPOR is 15, of 1,500 as CPOR 30; 4 deployments are 10, 3 are 15."""
    rows = [sold("d", YEAR_AGO, 1, 0, "DPOR"), sold("c", YEAR_AGO, 1, 0)]
    rows += [sold(f"d{n}", "2024-03-31", 1000, 500, "DPOR") for n in range(4)]
    rows += [sold(f"c{n}", "2024-03-31", 1000, 500) for n in range(3)]
    found = judge("modern-work", "2023", {"seats": rows}, DAY).tiers[PARTNER]
    points = {key: finding.points for key, finding in found.items()}
    assert points["enterprise-growth-dpor"] == 15
    assert points["enterprise-growth-cpor"] == 30
    assert points["enterprise-deployments-dpor"] == 10
    assert points["enterprise-deployments-cpor"] == 15
    assert found["enterprise-adds"] == Finding(7, 1, MET, 20, 20)
    people = {"seats": rows, "awards": holders(MS_900="A")}
    found = judge("modern-work", "2023", people, DAY).tiers[PARTNER]
    assert found["enterprise-points"].points == 20 + 30 + 15 + 2.5


@pytest.mark.parametrize(
    ("first", "second", "third", "points"),
    [("AB", "CD", "EFG", 12), ("AB", "AB", "AB", 8), ("AB", "", "AB", 0), ("A", "BC", "BC", 0)],
)
def test_azure_skilling(first: str, second: str, third: str, points: int) -> None:
    """The four examples of steps, of which the first two open the third."""
    awards = holders(AZ_104=first, AZ_305=second, **{"Listed: Data & AI": third})
    found = judge("azure-data-ai", "2023", {"awards": awards}, DAY).tiers[PARTNER]
    assert found["skilling"].points == points
    assert found["skilling"].outcome == (MET if points else NOT_MET)


@pytest.mark.parametrize(
    ("edition", "engineers", "points"), [("2023-10", 1, 40), ("2023-12", 1, 0)]
)
def test_security_asks_for_two_since_december(edition: str, engineers: int, points: int) -> None:
    """One engineer and one analyst open the third step at first, and later two of each."""
    awards = holders(AZ_500="A" * engineers, SC_200="B", SC_100="CDEFGH")
    found = judge("security", edition, {"awards": awards}, DAY).tiers[PARTNER]
    assert found["skilling"].points == points
    awards = holders(AZ_500="AB", MS_500="AB", SC_300="C")
    found = judge("security", edition, {"awards": awards}, DAY).tiers[PARTNER]
    assert found["skilling"].points == pytest.approx(6.67, abs=0.01)


@pytest.mark.parametrize(("users", "number"), [(9, 1), (8, 0)])
def test_forty_percent_of_all_licences(users: int, number: int) -> None:
    """9 of 21 users are enough, 8 of 21 are not."""
    rows = [sold("c", YEAR_AGO, 1, 0), sold("c", "2024-03-31", 21, users)]
    assert of(deployed_tenants(40, "teams", band=Band(11)), {"seats": rows}) == whole(number)


# Seats and customers ---------------------------------------------------------------------------


def test_net_customers_of_a_band() -> None:
    """Whoever outgrows the band is lost, unless it stays."""
    then = [sold("a", YEAR_AGO, 300, 0), sold("b", YEAR_AGO, 10, 0)]
    now = [sold("a", "2024-03-31", 301, 0), sold("b", "2024-03-31", 11, 0)]
    rows = {"seats": then + now}
    assert of(net_customers("teams", band=Band(11, 300)), rows) == whole(0)
    assert of(net_customers("teams", band=Band(11, 300), stays=True), rows) == whole(1)
    assert of(net_customers("teams", band=Band(301)), rows) == whole(1)
    assert of(net_customers("teams"), rows) == whole(0)
    assert of(net_customers("teams"), {"seats": now}) is None


def test_customer_counts_speak_where_no_seats_do() -> None:
    """Counted rows go before, then the counts; seats known and nothing counted are 0."""
    count = {"product": "teams", "period": "2024-03-31", "customers": "9", "new_customers": "4"}
    nothing: Rows = {}
    nobody: Rows = {"seats": [sold("", "2024-03-31", 0, None)]}
    for rows in (nothing, nobody):
        both: Rows = {**rows, "customer_counts": [count]}
        assert of(customers("teams"), both) == whole(9)
        assert of(new_customers("teams"), both) == whole(4)
    assert of(customers("teams"), nobody) == whole(0)
    assert of(customers("teams"), {}) is None
    counted: Rows = {"seats": [sold("c", "2024-03-31", 5, 0)], "customer_counts": [count]}
    assert of(customers("teams"), counted) == whole(1)
    assert of(new_customers("teams"), counted) == whole(4)


# What has changed ------------------------------------------------------------------------------


def test_growth_counts_from_the_claim() -> None:
    """What was in use when the tenant was claimed is not the partner's; who has gone counts."""
    seats = [sold("c", YEAR_AGO, 100, 10), sold("gone", YEAR_AGO, 100, 7)]
    seats += [sold("c", "2023-12-31", 100, 60), sold("c", "2024-03-31", 100, 90)]
    rows = {"seats": seats}
    assert of(usage_growth("teams"), rows) == whole(90 - 10 - 7)
    rows["associations"] = [claimed("c", "2024-01-15")]
    assert of(usage_growth("teams"), rows) == whole(90 - 60 - 7)
    rows["associations"] = [claimed("c", "2024-01-15", proof="submitted")]
    assert of(usage_growth("teams"), rows) == whole(-7)


@pytest.mark.parametrize(("size", "growth"), [(300, 0), (301, 50)])
def test_growth_within_a_band(size: int, growth: int) -> None:
    """Customers of the band today, less those of the band a year ago who have gone."""
    seats = [sold("c", YEAR_AGO, 300, 40), sold("c", "2024-03-31", size, 90)]
    seats += [sold("gone", YEAR_AGO, 300, 7)]
    rows = {"seats": seats}
    assert of(usage_growth("teams", band=Band(301)), rows) == whole(growth)
    assert of(usage_growth("teams", band=Band(11, 300)), rows) == whole(43 - growth)


def test_unknown_users_are_the_worst() -> None:
    """Today they are none, a year ago all seats; and the truth may be higher."""
    rows = {"seats": [sold("c", YEAR_AGO, 100, None), sold("c", "2024-03-31", 100, 90)]}
    assert of(usage_growth("teams"), rows) == Value(Fraction(-10), exact=False)
    assert of(deployed_tenants(40, "teams"), rows) == Value(Fraction(0), exact=False)


def test_deployed_when_claimed() -> None:
    """A tenant that was in use when claimed within the year is nobody's deployment."""
    seats = [sold("x", YEAR_AGO, 1, 0), sold("c", "2023-12-31", 100, 50)]
    rows = {"seats": [*seats, sold("c", "2024-03-31", 100, 50)]}
    assert of(deployed_tenants(40, "teams"), rows) == whole(1)
    rows["associations"] = [claimed("c", "2024-01-15")]
    assert of(deployed_tenants(40, "teams"), rows) == whole(0)


@pytest.mark.parametrize(("before", "number"), [(22, 1), (23, 0), (None, 1)])
def test_milestones_are_reached_after_the_claim(before: int | None, number: int) -> None:
    """15 % of 150 are 23 users: whoever had them when claimed brings no milestone."""
    seats = [sold("c", "2023-12-31", 150, before), sold("c", "2024-03-31", 150, 23)]
    rows = {"seats": seats, "associations": [claimed("c", "2024-01-15")]}
    assert of(milestones(15, "teams"), rows) == whole(number)
    assert of(milestones(15, "teams", floor=151), rows) == whole(0)
    rows["associations"] = [claimed("c", "2024-03-31")]
    assert of(milestones(15, "teams"), rows) == whole(0)


# Figures and enrolments ------------------------------------------------------------------------


def test_figures() -> None:
    """Windows leave out their first day, and a year ago is the same end of a month."""
    rows = {"figures": told("acr", (YEAR_AGO, "100", "a"), ("2024-03-31", "120.50", "a"))}
    assert of(figure_total("acr"), rows) == Value(Fraction(241, 2))
    assert of(figure_increase("acr"), rows) == Value(Fraction(41, 2))
    assert of(figure_growth("acr"), rows) == Value(Fraction(41, 2))
    assert of(figure_growth("acr", baseline=101), rows) is None
    assert of(figure_customers("acr", 120), rows) == whole(1)
    assert of(figure_customers("acr", 120, net=True), rows) == whole(1)
    assert of(figure_customers_lately("acr", 100), rows) == whole(0)
    rows = {"figures": told("acr", ("2023-02-28", "2", ""), ("2024-02-29", "3", ""))}
    assert of(figure_growth("acr"), rows) == whole(50)
    assert of(figure_customers("acr", 0), rows) is None
    rows = {"figures": told("part", ("2024-03-31", "2", "")) + told("all", ("2024-01-31", "3", ""))}
    assert of(figure_share("part", "all"), rows) == Value(Fraction(200, 3))
    assert of(figure_share("all", "none"), rows) is None


def test_enrolments() -> None:
    """Of each programme the newest enrolment counts, while it lasts."""
    row = {"programme": "emm", "tier": "GOLD", "started_on": YEAR_AGO, "renews_on": "2024-03-31"}
    metric = enrolled(("emm",), ("Gold",))
    assert of(metric, {"enrolments": [row]}) == whole(1)
    assert of(metric, {"enrolments": [row]}, date(2024, 4, 1)) == whole(0)
    newer = {**row, "tier": "Bronze", "started_on": "2023-04-01"}
    assert of(metric, {"enrolments": [row, newer]}) == whole(0)
    assert of(metric, {"enrolments": [row]}, date(2023, 3, 30)) is None


def test_days() -> None:
    """A month's end lies months after a month's end; only what is retired keeps its day."""
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2017, 2, 28), 12) == date(2016, 2, 29)
    assert months_before(date(2016, 2, 28), 12) == date(2015, 2, 28)
    assert months_before(date(2024, 9, 30), 2) == date(2024, 7, 31)
    assert months_before(date(2024, 4, 29), 2) == date(2024, 2, 29)
    assert same_day(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert same_day(date(2023, 2, 28), 12) == date(2024, 2, 28)
