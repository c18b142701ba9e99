"""Customers and products of which a figure tells enough."""

from datetime import date

import pytest

from tests.knowledge import evidence, lacking
from tests.vendor_figures import DAY, Row, come_to, counted, figures, row
from tiers.metrics import FigureCustomers, FigureCustomersLately, FigureProducts, FigureTotal


def of(customer: str, units: float, period: date = DAY) -> Row:
    return row(period, units, customer_id=customer)


@pytest.mark.parametrize(
    ("rows", "customers", "against"),
    [
        ([of("A", 750)], 1, [None]),
        ([of("A", 749.99)], 0, ["comes to 749.99 altogether, 750 or more is asked for"]),
        ([of("A", 12000)], 1, [None]),
        ([of("A", 12000.01)], 0, ["comes to 12,000.01 altogether, 12,000 or less is asked for"]),
        ([of("A", 700), of("A", 50, date(2014, 4, 1))], 1, [None, None]),
        (
            [of("A", 700), of("A", 50, date(2014, 3, 31))],
            0,
            ["comes to 700 altogether, 750 or more is asked for", "older than 12 months"],
        ),
        ([of("A", 800), of("B", 800), row(DAY, 800)], 2, [None, None, "names no customer"]),
        ([row(DAY, 800)], None, ["names no customer"]),
    ],
)
def test_customers_for_whom_it_is_enough(
    rows: list[Row], customers: int | None, against: list[str | None]
) -> None:
    metric = FigureCustomers("acr", 750, 12000)
    assert come_to(metric, rows) == customers
    assert counted(metric, rows) == against


@pytest.mark.parametrize(
    ("rows", "adds"),
    [
        ([of("A", 100), of("B", 100), of("A", 100, date(2014, 3, 31))], 1),
        ([of("A", 99), of("A", 100, date(2014, 3, 31)), of("B", 100, date(2014, 3, 31))], -2),
        ([of("A", 100)], None),
        ([of("A", 100, date(2014, 3, 31))], None),
        ([of("A", 100), row(date(2014, 3, 31), 100)], None),
    ],
)
def test_customers_added_since_a_year_before(rows: list[Row], adds: int | None) -> None:
    assert come_to(FigureCustomers("acr", 100, net=True), rows) == adds


def test_who_counted_a_year_before_is_told() -> None:
    """Of a change the rows of both days are told as counted; of a number only those of the day."""
    rows = [of("A", 100), of("B", 99), of("A", 100, date(2014, 3, 31))]
    short = "comes to 99 altogether, 100 or more is asked for"
    assert counted(FigureCustomers("acr", 100, net=True), rows) == [None, short, None]
    assert counted(FigureCustomers("acr", 100), rows) == [None, short, "older than 12 months"]


@pytest.mark.parametrize(
    ("rows", "lately"),
    [
        ([of("A", 1000)], 1),
        ([of("A", 999.99), of("A", 999.99, date(2015, 2, 28))], 0),
        ([of("A", 600), of("A", 400)], 1),
        ([of("A", 1), of("A", 1000, date(2015, 2, 28))], 1),
        ([of("A", 1), of("A", 1000, date(2015, 2, 1))], 1),
        ([of("A", 1), of("A", 1000, date(2015, 1, 31))], 0),
        ([of("A", 1000), of("A", 1000, date(2015, 2, 28))], 1),
    ],
)
def test_customers_of_one_good_month_lately(rows: list[Row], lately: int) -> None:
    assert come_to(FigureCustomersLately("acr", 1000, net=False), rows) == lately
    before = [of("A", 1000, date(2014, 3, 31)), of("B", 1000, date(2014, 2, 28))]
    assert come_to(FigureCustomersLately("acr", 1000), [*rows, *before]) == lately - 2
    assert come_to(FigureCustomersLately("acr", 1000), rows) is None


def test_why_no_customers_can_be_told() -> None:
    now, net = of("A", 5), FigureCustomersLately("acr", 1)
    assert lacking(net, figures(row(DAY, 5)), DAY) == (
        "No acr of a customer is known of the last 2 months."
    )
    assert lacking(net, figures(now), DAY) == (
        "No acr of a customer is known of the 2 months up to a year before."
    )


@pytest.mark.parametrize(
    ("amounts", "products", "against"),
    [
        ({"a": 0.01}, 1, [None]),
        ({"a": 0}, 0, ["comes to 0 altogether, 0.01 or more is asked for"]),
        ({"a": 5, "b": 5, "vm": 5}, 2, [None, None, "left out here"]),
        ({"vm": 5}, 0, ["left out here"]),
        ({None: 5}, None, ["names no product"]),
    ],
)
def test_products_of_which_there_is_anything(
    amounts: dict[str | None, float], products: int | None, against: list[str | None]
) -> None:
    rows = [row(DAY, units, product=product) for product, units in amounts.items()]
    metric = FigureProducts("acr", but=("vm",))
    assert come_to(metric, rows) == products
    assert counted(metric, rows) == against
    if products is None:
        assert lacking(metric, figures(*rows), DAY) == (
            "No acr of a product is known of the last 12 months."
        )


def test_a_row_says_what_it_is_of() -> None:
    rows = [row(DAY, 1234.5, figure="net-new-users", customer_id="C", product="vm"), row(DAY, 7)]
    told = evidence(FigureTotal("net-new-users"), figures(*rows), DAY)
    assert [fact.fact for fact in told] == ["net new users, 2015-03-31, C, vm: 1,234.50"]
