"""The portfolio as one table: a line for each partner, made once for a day and kept."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st
from sqlalchemy import Connection

from reports.criteria import performs
from reports.figures import gap, have, inert, need
from reports.readiness import Standing, standings_of
from tiers.facts import Facts, in_memory
from tiers.language import Edition, Outcome, Programme
from tiers.programmes import PROGRAMMES
from tiers.verdicts import Finding, TierVerdict, Verdict
from tiers.words import _
from views import knowledge
from views.knowledge import Key
from views.parts import noun

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
    "newest": pl.Date,  # the newest period with seats of what is measured
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


def _line(standing: Standing) -> tuple[object, ...]:
    verdict, credit = standing.verdict, standing.credited
    missing, distance = _next(verdict)
    return (
        verdict.partner,
        inert(standing.name),
        standing.country,
        performs(verdict),
        credit and credit.tier,
        credit and credit.renews_on,
        _differs(standing),
        missing,
        distance,
        None,
    )


def _newest(facts: Facts, day: date, edition: Edition | None) -> pl.DataFrame:
    """Each partner's newest seats up to the day, of the products that the edition measures."""
    known = in_memory(facts.seats.select("partner_id", "product", "period")).to_polars()
    known = known.filter(pl.col("period") <= day)
    metrics = edition.metrics if edition else ()
    products = {product for one in metrics if (product := getattr(one, "product", None))}
    if products:
        known = known.filter(pl.col("product").is_in(products))
    return known.group_by("partner_id").agg(newest=pl.col("period").max())


def _differs(standing: Standing) -> int:
    """How much higher the partner performs than it is credited; 0 where that cannot be said."""
    verdict = standing.verdict
    ranks = {tier.tier: rank for rank, tier in enumerate(verdict.tiers, start=1)}
    credited = standing.credited.tier if standing.credited else None
    if performs(verdict) not in (*ranks, _("no tier")) or credited not in (None, *ranks):
        return 0
    return ranks.get(verdict.tier or "", 0) - ranks.get(credited or "", 0)


def _next(verdict: Verdict) -> tuple[str, float | None]:
    """What the next tier still asks for, in words, and how far that is."""
    if not verdict.tiers:
        return "", None
    names = [tier.tier for tier in verdict.tiers]
    above = verdict.tiers[names.index(verdict.tier) + 1 :] if verdict.tier else verdict.tiers
    if not above:
        return _("holds the highest tier"), None
    unmet = _unmet(above[0])
    says = _("{tier}: {missing}").format(
        tier=above[0].tier, missing=" · ".join(_missing(finding) for finding in unmet)
    )
    return says, sum(map(_share, unmet)) / max(len(unmet), 1)


def _unmet(tier: TierVerdict) -> list[Finding]:
    """What stands between the partner and the tier; of options the nearest."""
    options: dict[str, list[Finding]] = {}
    for finding in tier.criteria:
        options.setdefault(finding.path, []).append(finding)
    always = options.pop("", [])
    nearest = min(options.values(), key=_farness, default=[])
    unmet = [one for one in (*always, *nearest) if one.outcome is not Outcome.MET]
    return sorted(unmet, key=_share)


def _farness(findings: Sequence[Finding]) -> float:
    return sum(map(_share, findings))


def _share(finding: Finding) -> float:
    if finding.outcome is Outcome.MET:
        return 0
    return 1 if finding.gap is None else finding.gap / finding.need


def _missing(finding: Finding) -> str:
    if finding.outcome is Outcome.NOT_ASSESSED:
        return finding.reason or _("not assessed")
    what = noun(finding.key, finding.path)
    if finding.unit:
        return _("{what} {have}, {need} needed").format(
            what=what, have=have(finding), need=need(finding)
        )
    return _("{gap} of {need} {what} missing").format(
        gap=gap(finding), need=need(finding), what=what
    )
