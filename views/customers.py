"""A partner's customers: seats, use, association, why a row counts, what changed in a quarter."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
import streamlit as st

from reports.counting import products
from reports.customers import Row, customers
from reports.figures import figure, inert
from tiers.products import product
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.parts import plain
from views.telling import counted

HEIGHT, ROW = 640, 35  # of the table and of a row, in pixels
SHOWN = {
    "counts": _("Count"),
    "not": _("Do not count"),
    "new": _("More seats"),
    "less": _("Fewer seats"),
}


def page(visit: Visit) -> None:
    partner = parts.partner(visit, _("Customers"), _("Customers of"))
    if partner is None:
        return
    st.caption(plain(f"{partner} · {parts.rules(visit)}"))
    edition = visit.programme.on(visit.day)
    if edition is None:
        parts.no_edition(visit, "customers")
        return
    if not products(edition.metrics):
        st.info(_("This programme counts no seats, so no customer stands behind a figure."))
        return
    rows = customers(edition, knowledge.facts_of(partner, visit.known_on), visit.day)
    if not rows:
        st.info(_("No seats of the products that count are known up to {day}.").format(
            day=visit.day
        ))  # fmt: skip
        return
    st.markdown("\n".join(f"- {plain(one)}" for one in _summary(rows)))
    _table(_chosen(rows))


def _summary(rows: Sequence[Row]) -> list[str]:
    """Of each product what counts, and how that compares with the period before."""
    return [
        _product(slug, [row for row in rows if row.product == slug])
        for slug in dict.fromkeys(row.product for row in rows)
    ]


def _product(slug: str, rows: Sequence[Row]) -> str:
    counting = [row for row in rows if row.counts]
    newest = max(row.period for row in rows)
    says = _("{product}, {newest}: {counting} of {all} rows count, with {seats} seats.").format(
        product=product(slug),
        newest=newest,
        counting=figure(len(counting)),
        all=figure(sum(1 for row in rows if row.seats is not None)),
        seats=figure(sum(row.seats or 0 for row in counting)),
    )
    gone = [row for row in rows if row.seats is None]
    if gone:
        lost = figure(sum(row.before or 0 for row in gone))
        says += " " + counted(
            len(gone),
            _("1 row of the period before is gone, with {seats} seats."),
            _("{number} rows of the period before are gone, with {seats} seats."),
            seats=lost,
        )
    return says


def _chosen(rows: Sequence[Row]) -> list[Row]:
    """Draw search and filter, and apply them."""
    address.words(_("Search"), "find", placeholder=_("Name, number or product"), type="search")
    show = address.asked("show", list(SHOWN), "")
    address.pills(_("Rows"), "show", list(SHOWN), show or None, lambda one: _(SHOWN[one]))
    words = st.query_params.get("find", "").casefold().split()
    fitting = [row for row in rows if all(word in _text(row) for word in words)]
    return [row for row in fitting if not show or show in _kinds(row)]


def _kinds(row: Row) -> Iterator[str]:
    """Under which of the choices a row is shown."""
    if row.counts:
        yield "counts"
    elif row.seats is not None:
        yield "not"
    if row.change:
        yield "new" if row.change > 0 else "less"


def _text(row: Row) -> str:
    said = (row.name, row.customer, product(row.product), row.association, row.reason)
    return " ".join(said).casefold()


def _table(rows: Sequence[Row]) -> None:
    if not rows:
        st.info(_("No row fits. Empty the search, or show all rows."))
        return
    says = counted(len(rows), _("1 row."), _("{number} rows. A click on a heading sorts them."))
    st.caption(says)
    table = pl.DataFrame([_line(row) for row in rows], schema=_schema(), orient="row")
    if table["product"].n_unique() == 1:
        table = table.drop("product")
    st.dataframe(
        table,
        column_config=_columns(),
        hide_index=True,
        height=min(HEIGHT, ROW * (len(rows) + 1) + 2),
        row_height=ROW,
        placeholder="–",
    )


def _schema() -> dict[str, Any]:
    text, number = pl.String, pl.Int64
    return {
        "name": text, "product": text, "counts": text, "seats": number, "change": number,
        "active": number, "percent": pl.Float64, "why": text, "association": text, "since": pl.Date,
        "until": pl.Date, "customer": text, "place": text,
    }  # fmt: skip


def _line(row: Row) -> tuple[object, ...]:
    percent = None
    if row.active is not None and row.seats:
        percent = 100 * min(row.active, row.seats) / row.seats
    place = f"{row.file}, {row.line}" if row.file else None
    return (
        inert(row.name), inert(product(row.product)), "✓" if row.counts else "", row.seats,
        row.change or None, row.active, percent, inert(row.reason) or None,
        inert(row.association), row.since, row.until, inert(row.customer), place and inert(place),
    )  # fmt: skip


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.TextColumn(_("Customer"), width=190, pinned=True),
        "product": column.TextColumn(_("Product"), width=104),
        "counts": column.TextColumn(_("Counts"), width=58),
        "seats": _number(_("Seats"), _("In the newest period up to the day"), 62),
        "change": column.NumberColumn(
            _("Change"),
            format="%+d",
            width=66,
            help=_("Seats since the period before; – where they are as before"),
        ),
        "active": _number(_("Active"), _("Active users; – where they are not known"), 62),
        "percent": column.NumberColumn(_("Active %"), format="%.1f", width=70),
        "why": column.TextColumn(_("Why not"), width=220),
        "association": column.TextColumn(_("Association"), width=88),
        "since": column.DateColumn(_("Since"), format="YYYY-MM-DD", width=92),
        "until": column.DateColumn(_("Until"), format="YYYY-MM-DD", width=92),
        "customer": column.TextColumn(_("Number"), width=100),
        "place": column.TextColumn(_("File and line"), width=240),
    }


def _number(label: str, says: str, width: int) -> Any:
    return st.column_config.NumberColumn(label, help=says, format="localized", width=width)
