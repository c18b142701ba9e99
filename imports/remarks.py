"""What can be read in a file, but is worth a second look."""

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from imports.vocabulary import FIGURES, PRODUCTS
from models.tables import Figure
from tiers.programmes import PROGRAMMES
from tiers.words import _

INTERVALS = (("left_on", "joined_on"), ("ended_on", "started_on"), ("expires_on", "earned_on"))
PAST = ("earned_on", "given_on")  # what can be told once it has happened


def remarks(rows: pl.DataFrame, today: date) -> Iterator[str]:
    """A sentence for every remarkable thing in rows of a kind, with the lines it was seen on."""
    for later, earlier in INTERVALS:
        if later in rows.columns and (backwards := _lines(rows, pl.col(later) < pl.col(earlier))):
            says = _("{later} lies before {earlier}, so the row never counts: {lines}.")
            yield says.format(later=later, earlier=earlier, lines=listed(backwards))
    for name in PAST:
        if name in rows.columns and (ahead := _lines(rows, pl.col(name) > today)):
            says = _(
                "{name} lies after {today}, the day of import, and counts from then on: {lines}."
            )
            yield says.format(name=name, today=today, lines=listed(ahead))
    if "active_users" in rows.columns and (
        busy := _lines(rows, pl.col("active_users") > pl.col("seats"))
    ):
        says = _("More active users than seats, counted up to the seats: {lines}.")
        yield says.format(lines=listed(busy))
    known = set(PRODUCTS.values())
    for product in _unknown(rows, "product", known):
        yield _("The product {product} is not known; kept by that name.").format(product=product)
    if "figure" in rows.columns and (twice := _lines(rows, _whole_beside_its_parts())):
        says = _("A total beside rows of customers or products, all added up: {lines}.")
        yield says.format(lines=listed(twice))
    for figure in _unknown(rows, "figure", set(FIGURES.values())):
        yield _("The figure {figure} is not known; kept by that name.").format(figure=figure)
    for programme in _unknown(rows, "programme", set(PROGRAMMES)):
        says = _("The programme {programme} is not known here; kept by that name.")
        yield says.format(programme=programme)


def listed(lines: Iterable[int], most: int = 10) -> str:
    """Line numbers as words, such as `lines 2, 7`: the first few of many."""
    numbers = [str(line) for line in lines]
    if len(numbers) == 1:
        return _("line {line}").format(line=numbers[0])
    told = ", ".join(numbers[:most]) + (" …" if len(numbers) > most else "")
    return _("lines {lines}").format(lines=told)


def _lines(rows: pl.DataFrame, remarkable: pl.Expr) -> list[int]:
    return rows.filter(remarkable)["line"].to_list()


def _whole_beside_its_parts() -> pl.Expr:
    whole = pl.col("customer_id").is_null() & pl.col("product").is_null()
    return whole & (~whole).any().over(Figure.scope)


def _unknown(rows: pl.DataFrame, column: str, known: set[str]) -> list[str]:
    if column not in rows.columns:
        return []
    return sorted(set(rows[column].drop_nulls().unique()) - known)
