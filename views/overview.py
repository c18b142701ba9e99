"""The portfolio as one table: a line for each partner, made once for a day and kept."""

from datetime import date

import narwhals as nw
import polars as pl
import streamlit as st
from sqlalchemy import Connection

from reports.ahead import falls as first_falls
from reports.counting import figures, products
from reports.criteria import performs
from reports.figures import inert
from reports.nearest import missing, next_tier
from reports.readiness import Standing, standings_of
from tiers.facts import Facts, Frame, in_memory
from tiers.language import Edition, Programme
from tiers.programmes import PROGRAMMES
from tiers.words import _
from views import knowledge
from views.knowledge import Key

SCHEMA = {
    "partner_id": pl.String,
    "name": pl.String,
    "country": pl.String,
    "performs": pl.String,  # a tier, `no tier`, `not assessed` or `no edition in force`
    "credited": pl.String,
    "until": pl.Date,
    "differs": pl.Int64,  # how many tiers the partner performs above (+) or below (-) its credit
    "missing": pl.String,  # what the next tier still asks for, in words
    "distance": pl.Float64,  # how far that is: the mean share missing of each unmet criterion
    "newest": pl.Date,  # the newest period with figures of what is measured
}


def lines(programme: Programme, day: date, known_on: date | None) -> pl.DataFrame:
    """Every partner's line, by name."""
    return knowledge.remembered(_lines, known_on, programme.key, day)


@st.cache_resource(max_entries=4, show_spinner="Judging every partner …")
def _lines(_connection: Connection, key: Key, programme: str, day: date) -> pl.DataFrame:
    facts = knowledge.facts(_connection, key)
    standings = standings_of(facts, PROGRAMMES[programme], day)
    table = pl.DataFrame([_line(one) for one in standings], schema=SCHEMA, orient="row")
    newest = _newest(facts, day, PROGRAMMES[programme].on(day))
    table = table.update(newest, on="partner_id")
    return table.sort(pl.col("name").str.to_lowercase(), "partner_id")


def falls(programme: Programme, day: date, known_on: date | None) -> pl.DataFrame:
    """Of every partner that will lose a tier by itself: from which day on, and what is left."""
    return knowledge.remembered(_falls, known_on, programme.key, day)


@st.cache_resource(max_entries=4, show_spinner="Looking ahead for every partner …")
def _falls(_connection: Connection, key: Key, programme: str, day: date) -> pl.DataFrame:
    found = first_falls(knowledge.facts(_connection, key), PROGRAMMES[programme], day)
    rows = [(partner, fall.day, fall.after) for partner, fall in found.items()]
    schema = {"partner_id": pl.String, "falls_on": pl.Date, "falls_to": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _line(standing: Standing) -> tuple[object, ...]:
    verdict, credit = standing.verdict, standing.credited
    lacks, distance = _next(standing)
    return (
        verdict.partner,
        inert(standing.name),
        standing.country,
        performs(verdict),
        credit and credit.tier,
        credit and credit.renews_on,
        _differs(standing),
        lacks,
        distance,
        None,
    )


def _newest(facts: Facts, day: date, edition: Edition | None) -> pl.DataFrame:
    """Each partner's newest period up to the day, of the products and figures that count.

    Where the edition counts neither, of all seats.
    """
    metrics = edition.metrics if edition else ()
    counted, read = products(metrics), figures(metrics)
    known = [_periods(facts.seats, "product", counted)] if counted or not read else []
    known += [_periods(facts.figures, "figure", read)] if read else []
    rows = pl.concat(known).filter(pl.col("period") <= day)
    return rows.group_by("partner_id").agg(newest=pl.col("period").max())


def _periods(frame: Frame, column: str, names: frozenset[str]) -> pl.DataFrame:
    """The periods of each partner, of these names or of all."""
    wanted = frame.filter(nw.col(column).is_in(list(names))) if names else frame
    return in_memory(wanted.select("partner_id", "period").unique()).to_polars()


def _differs(standing: Standing) -> int:
    """How much higher the partner performs than it is credited; 0 where that cannot be said."""
    verdict = standing.verdict
    ranks = {tier.tier: rank for rank, tier in enumerate(verdict.tiers, start=1)}
    credited = standing.credited.tier if standing.credited else None
    if performs(verdict) not in (*ranks, _("no tier")) or credited not in (None, *ranks):
        return 0
    return ranks.get(verdict.tier or "", 0) - ranks.get(credited or "", 0)


def _next(standing: Standing) -> tuple[str, float | None]:
    """What the next tier still asks for, in words, and how far that is."""
    if not standing.verdict.tiers or standing.edition is None:
        return "", None
    above = next_tier(standing.verdict)
    if above is None:
        return _("holds the highest tier"), None
    lacks = missing(standing.edition, above)
    says = " · ".join(said for _share, said in lacks)
    if len(standing.verdict.tiers) > 1:
        says = _("{tier}: {missing}").format(tier=above.tier, missing=says)
    return says, sum(far for far, _said in lacks) / max(len(lacks), 1)
