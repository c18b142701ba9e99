"""Figures: every period and customer is kept, each scope by its newest file, links applied."""

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from sqlalchemy import Connection

from models.ledger import redo, undo
from models.store import facts
from tests.brute_known import File, Row
from tests.tracking import moment, scratch, take

FIRST, SECOND, THIRD = date(2015, 4, 1), date(2015, 4, 8), date(2015, 4, 15)


def consumed(
    value: str, customer: str = "", period: str = "2015-02", product: str = "", partner: str = "7"
) -> Row:
    return {
        "partner_id": partner,
        "figure": "ACR",
        "period": period,
        "value": value,
        "customer_id": customer,
        "product": product,
    }


def told(*rows: Row, on: date = FIRST, additions: bool = False) -> File:
    return File("figures", list(rows), additions, on)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """An empty ledger, on SQLite and on PostgreSQL."""
    with scratch(database_url) as connection:
        yield connection


def believed(connection: Connection, known_on: date | None = None) -> list[tuple[object, ...]]:
    """What is believed of azure-consumption: month, customer, product, hundredths."""
    frame: pl.DataFrame = facts(connection, known_on).figures.collect("polars").to_native()
    rows = frame.filter(pl.col("figure") == "azure-consumption")
    chosen = rows.select(pl.col("period").dt.month(), "customer_id", "product", "value")
    return chosen.sort(pl.all(), nulls_last=False).rows()


def test_every_month_and_customer_is_kept(connection: Connection) -> None:
    """A total beside customers, two products of one customer, two months: all are rows."""
    file = told(
        consumed("10"),
        consumed("4", "a", product="Azure"),
        consumed("-1.5", "a", product="Intune"),
        consumed("8", "a", "2015-01", "Azure"),
    )
    assert take(connection, file).rows == 4
    assert believed(connection) == [
        (1, "a", "azure", 800),
        (2, None, None, 1000),
        (2, "a", "azure", 400),
        (2, "a", "intune", -150),
    ]


def test_a_file_replaces_the_months_and_figures_it_names(connection: Connection) -> None:
    """A newer February leaves January and every other figure as they were."""
    other = consumed("3") | {"figure": "Launches"}
    take(connection, told(consumed("8", "a", "2015-01"), consumed("4", "a"), other))
    result = take(connection, told(consumed("5", "b"), on=SECOND))
    assert result.changes == {"added": 1, "changed": 0, "vanished": 1}
    assert believed(connection) == [(1, "a", None, 800), (2, "b", None, 500)]
    assert facts(connection).figures.collect("polars").to_native().height == 3


def test_zero_states_zero(connection: Connection) -> None:
    """0 replaces what was, and is itself believed."""
    take(connection, told(consumed("4", "a")))
    take(connection, told(consumed("0"), on=SECOND))
    assert believed(connection) == [(2, None, None, 0)]


def test_additions_keep_totals_and_customers(connection: Connection) -> None:
    """A customer's row added to a total stands beside it; the total added again replaces it."""
    take(connection, told(consumed("10")))
    take(connection, told(consumed("4", "a"), on=SECOND, additions=True))
    assert believed(connection) == [(2, None, None, 1000), (2, "a", None, 400)]
    take(connection, told(consumed("11"), on=THIRD, additions=True))
    assert believed(connection) == [(2, None, None, 1100), (2, "a", None, 400)]


def test_links_join_customers_and_partners(connection: Connection) -> None:
    """An alias of a customer or partner appears as what it stands for."""
    links = [
        {"kind": "customer", "alias": "crm-1", "same_as": "a"},
        {"kind": "partner", "alias": "7b", "same_as": "7"},
    ]
    take(connection, told(consumed("4", "crm-1"), consumed("5", "b", partner="7b")))
    take(connection, File("links", links, False, FIRST))
    assert believed(connection) == [(2, "a", None, 400), (2, "b", None, 500)]
    of_one = facts(connection, partners=["7"]).figures.collect("polars").to_native()
    assert of_one["partner_id"].to_list() == ["7", "7"]


def test_undone_and_as_known_on_a_day(connection: Connection) -> None:
    """A batch undone is believed no more; an earlier day believes what was known on it."""
    take(connection, told(consumed("4", "a")))
    newer = take(connection, told(consumed("5", "a"), on=SECOND)).batch
    assert newer is not None
    assert believed(connection, FIRST) == [(2, "a", None, 400)]
    undo(connection, newer, moment(THIRD), "test")
    assert believed(connection) == [(2, "a", None, 400)]
    assert believed(connection, SECOND) == [(2, "a", None, 500)]
    redo(connection, newer, moment(THIRD), "test")
    assert believed(connection) == [(2, "a", None, 500)]
    assert take(connection, told(consumed("5.00", "a"), on=THIRD)).status == "already-loaded"
