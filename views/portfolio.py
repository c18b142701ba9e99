"""All partners at a glance: what they perform, what they are credited with, what is missing."""

from typing import Any

import polars as pl
import streamlit as st

from reports.figures import figure
from reports.names import sentence
from tiers.words import _
from views import address, knowledge, parts
from views.address import Visit
from views.overview import falls, lines

OTHERWISE = "otherwise"  # the filter for partners credited otherwise than they perform
MANY = 1_000  # partners, from which on the next falls are worked out only when asked for
HEIGHT, ROW = 560, 35  # of the table and of a row, in pixels
SORTS = {
    "name": (_("Name"), "name"),
    "tier": (_("Tier"), "level"),
    "gap": (_("Nearest gap"), "distance"),
    "fall": (_("Next fall"), "falls_on"),
    "fresh": (_("Oldest figures"), "newest"),
}


def page(visit: Visit) -> None:
    parts.heading(visit, _("Portfolio"), parts.rules(visit))
    if not knowledge.partners(visit.known_on):
        parts.nothing_yet(visit)
        return
    edition = visit.programme.on(visit.day)
    if edition is None:
        parts.no_edition(visit, "portfolio")
    table = lines(visit.programme, visit.day, visit.known_on)
    table = _with_falls(visit, table)
    levels = [tier.name for tier in reversed(edition.tiers)] if edition else []
    levels += [_("no tier"), _("not assessed")] if edition else []
    _counts(table, levels)
    _partners(visit, _chosen(table, levels), levels)


def _with_falls(visit: Visit, table: pl.DataFrame) -> pl.DataFrame:
    """When each next loses a tier; of many partners only if that is asked for, as it takes long."""
    asked = table.height <= MANY or st.query_params.get("sort") == "fall"
    if not asked and not st.toggle(
        _("Look ahead: when each next loses a tier"), key="portfolio.ahead"
    ):
        return table.with_columns(falls_on=pl.lit(None, pl.Date), falls_to=pl.lit(None, pl.String))
    ahead = falls(visit.programme, visit.day, visit.known_on)
    return table.join(ahead, on="partner_id", how="left", maintain_order="left")


def _counts(table: pl.DataFrame, levels: list[str]) -> None:
    found = table["performs"].to_list()
    with st.container(horizontal=True):
        for level in levels:
            st.metric(sentence(level), figure(found.count(level)), border=True, width=150)


def _chosen(table: pl.DataFrame, levels: list[str]) -> pl.DataFrame:
    """Draw search, order and filter, and apply them."""
    sort = address.asked("sort", list(SORTS), "name")
    level = address.asked("tier", [*levels, OTHERWISE] if levels else [], "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address.words(_("Search"), "q", placeholder=_("Name, number or country"), type="search")
        address.choice(
            _("Sort by"), "sort", list(SORTS), sort, lambda key: _(SORTS[key][0]), width=170
        )
    if levels:
        address.pills(_("Tier"), "tier", [*levels, OTHERWISE], level or None, _filter)
    said = pl.concat_str("name", "partner_id", "country", separator=" ", ignore_nulls=True)
    for word in st.query_params.get("q", "").lower().split():
        table = table.filter(said.str.to_lowercase().str.contains(word, literal=True))
    if level:
        other = pl.col("differs") != 0
        table = table.filter(other if level == OTHERWISE else pl.col("performs") == level)
    ranks = {name: rank for rank, name in enumerate(levels)}
    ranked = table.with_columns(level=pl.col("performs").replace_strict(ranks, default=len(ranks)))
    return ranked.sort(SORTS[sort][1], nulls_last=sort != "fresh", maintain_order=True)


def _filter(level: str) -> str:
    return _("Credited otherwise") if level == OTHERWISE else sentence(level)


def _partners(visit: Visit, table: pl.DataFrame, levels: list[str]) -> None:
    if table.is_empty():
        st.info(_("No partner fits. Empty the search, or choose another tier."))
        return
    click = "portfolio.open"
    many = _("{number} partners. Click a name to see why.").format(number=figure(table.height))
    st.caption(many if table.height > 1 else _("1 partner. Click its name to see why."))
    st.dataframe(
        _shown(table) if levels else _shown(table).drop("performs", "missing", "fall"),
        column_config=_columns(levels, click),
        hide_index=True,
        height=min(HEIGHT, ROW * (table.height + 1) + 2),
        row_height=ROW,
        placeholder="–",
    )
    clicked = st.session_state.get(click)
    if clicked:
        partner = table["partner_id"][clicked["row"]]
        st.switch_page(visit.pages["standing"], query_params=address.link(partner=partner))


def _shown(table: pl.DataFrame) -> pl.DataFrame:
    credit = pl.format(_("{} until {}"), "credited", pl.col("until").dt.to_string())
    credit = pl.coalesce(credit, "credited", pl.lit(_("nothing")))
    left = pl.col("falls_to").replace({_("no edition in force"): _("no edition")})
    fall = pl.format(_("{}: {}"), pl.col("falls_on").dt.to_string(), left)
    warning = pl.when(pl.col("differs") == 0).then(pl.lit("")).otherwise(pl.lit("⚠ "))
    return table.select(
        "name",
        "partner_id",
        pl.concat_list("performs").alias("performs"),
        (warning + credit).alias("credited"),
        fall.alias("fall"),
        "missing",
        "newest",
    )


def _columns(levels: list[str], click: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.ButtonColumn(
            _("Partner"), type="tertiary", key=click, pinned=True, alignment="left", width=190
        ),
        "partner_id": column.TextColumn(_("Number"), width=70),
        "performs": column.MultiselectColumn(
            _("Performs"), options=levels, color=_colours(levels), format_func=sentence, width=118
        ),
        "credited": column.TextColumn(
            _("Credited"), width=166, help=_("⚠ where it is not what the partner performs")
        ),
        "fall": column.TextColumn(
            _("Next fall"),
            width=148,
            help=_("From which day on a tier is lost by itself within two years, and what is left"),
        ),
        "missing": column.TextColumn(_("To the next tier"), width=400),
        "newest": column.DateColumn(
            _("Figures of"), format="YYYY-MM-DD", width=92, help=_("The newest period with seats")
        ),
    }


def _colours(levels: list[str]) -> list[str]:
    """Tiers from the highest on, then none, then not assessed; each level is also a word."""
    tiers = ["#f3d98c", "#d5dbe1", "#ecc7a5"]
    return [*tiers[: len(levels) - 2], "#f4d9d5", "#d3e3f3"]
