"""What metrics of seats say alike: of rows that could count, of two days, of what is unknown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import narwhals as nw

from tiers.facts import Asks, Facts, Row, in_memory
from tiers.measures import Tally, Terms, added_up
from tiers.metrics.counted import Counted
from tiers.metrics.earlier import earlier, months_before
from tiers.screening import Ask, Evidence, Judged, Reason, Screened, by_ask, only_best
from tiers.words import _, number


def totals(tally: Tally, facts: Facts, asks: Asks, terms: Terms) -> dict[Ask, Row]:
    """What a tally comes to, by the ask."""
    rows = in_memory(added_up(tally, facts, asks, terms)).iter_rows(named=True)
    return {tuple(row[key] for key in asks.keys): row for row in rows}


def merged(*told: Mapping[Ask, tuple[Evidence, ...]]) -> dict[Ask, tuple[Evidence, ...]]:
    """Evidence of several kinds, one after the other."""
    asks = dict.fromkeys(ask for one in told for ask in one)
    return {ask: tuple(fact for one in told for fact in one.get(ask, ())) for ask in asks}


def but(judged: Iterable[Judged], objection: Callable[[Ask, Row], str | None]) -> list[Judged]:
    """The rows, those that could count now subject to one more *objection*."""

    def again(ask: Ask, row: Row) -> Reason | None:
        says = objection(ask, row)
        return None if says is None else Reason(nw.lit(False), lambda row: says)

    return [(ask, row, against or again(ask, row)) for ask, row, against in judged]


def counting(judged: Iterable[Judged], column: str = "customer_id") -> set[tuple[Ask, str]]:
    """The customers of whom a row counts, each with its ask."""
    return {(ask, row[column]) for ask, row, against in judged if against is None}


def another_row(row: Row) -> str:
    """Why all but one of a customer's rows do not count."""
    return _("another row of this customer counts")


def one_a_customer(judged: Iterable[Judged]) -> list[Judged]:
    """Of a customer's rows that could count, the one of most seats does."""
    return only_best(judged, "customer_id", lambda row: row["seats"], another_row)


def best_by_product(judged: Iterable[Judged]) -> list[Judged]:
    """Of each customer's and product's rows that could count, the one of most known users does.

    A row that could count is told with what all of them come to: most seats and used (null where
    unknown).
    """
    alike: dict[tuple[Ask, str, str], list[Row]] = {}
    rows = list(judged)
    for ask, row, against in rows:
        if against is None:
            alike.setdefault((ask, row["customer_id"], row["product"]), []).append(row)
    told = [
        (ask, row | _together(alike.get((ask, row["customer_id"], row["product"]), [row])), against)
        for ask, row, against in rows
    ]
    return only_best(told, "of", _most_users, another_row)


def _together(rows: list[Row]) -> Row:
    seats = max(row["seats"] for row in rows)
    users = [row["active_users"] for row in rows if row["active_users"] is not None]
    used = min(max(users), seats) if users else None
    return {"of": (rows[0]["customer_id"], rows[0]["product"]), "most": seats, "used": used}


def _most_users(row: Row) -> tuple[bool, int, int]:
    return row["active_users"] is not None, row["active_users"] or 0, row["seats"]


def silence(silent: int, least: int) -> str:
    """Why a figure may be larger: unknown users."""
    return _("Active users are unknown in {silent} cases; what is known comes to {least}.").format(
        silent=number(silent), least=number(least)
    )


# Two days ---------------------------------------------------------------------------------------


def a_year_before(screened_on: Callable[[Asks], Screened], asks: Asks) -> list[Judged]:
    """The rows known 12 months before each ask's day, judged for that day, under the later ask."""
    before = months_before(asks, 12)
    known = known_only(screened_on(before)).explained(before.keys)
    if asks.pairs is None:
        return list(known)
    then: dict[Ask, list[Judged]] = {}
    for one in known:
        then.setdefault(one[0], []).append(one)
    now = in_memory(asks.pairs.select("partner_id", "day").unique()).iter_rows()
    return [
        ((partner, day), row, against)
        for partner, day in now
        for _then, row, against in then.get((partner, earlier(day, 12)), [])
    ]


def gains_and_losses(
    now: list[Judged], before: list[Judged]
) -> tuple[list[Judged], list[Judged], list[Judged]]:
    """Those who count now and did not, those who did and do not, and the other rows of before."""
    have, had = counting(now), counting(before)
    gained = but(
        now,
        lambda ask, row: (
            _("counted a year before as well") if (ask, row["customer_id"]) in had else None
        ),
    )
    kept = but(
        before,
        lambda ask, row: _("counts still") if (ask, row["customer_id"]) in have else None,
    )
    lost = [one for one in kept if one[2] is None]
    gained = once(gained, before)
    return gained, lost, [one for one in kept if one[2] is not None]


def once(now: list[Judged], then: Iterable[Judged]) -> list[Judged]:
    """The rows of now, without those of other periods of which is told *then*."""
    told = {(ask, row["file"], row["line"]) for ask, row, _against in then}
    return [
        (ask, row, against)
        for ask, row, against in now
        if row["period"] == row["newest"] or (ask, row["file"], row["line"]) not in told
    ]


def over_a_year(
    screened: Screened, now: list[Judged], before: list[Judged]
) -> dict[Ask, tuple[Evidence, ...]]:
    """The rows of both days: what was gained counts for the change, what was lost against it."""
    gained, lost, others = gains_and_losses(now, before)
    return merged(
        by_ask(screened, gained),
        by_ask(speaking(screened, _("Lost since {day}: {fact}")), lost),
        by_ask(speaking(screened, _("On {day}: {fact}")), others),
    )


def known_only(screened: Screened) -> Screened:
    """Without the rows that say nothing about their day."""
    return replace(screened, rows=screened.known())


def speaking(screened: Screened, sentence: str) -> Screened:
    """The same rows, said within a *sentence* of their {day} and the {fact}."""
    return replace(
        screened, says=lambda row: sentence.format(day=row["day"], fact=screened.says(row))
    )


def unknown_then(
    counted: Counted, facts: Facts, asks: Asks, known: Mapping[Ask, object]
) -> Callable[[Ask], str]:
    """Tells of an ask on whose day seats are *known* or not what is missing: now, or before."""
    not_fresh = counted.not_fresh(facts, asks)

    def says(ask: Ask) -> str:
        if ask not in known:
            return not_fresh(ask)
        day = asks.day or ask[1]
        return _("No fresh seats of {product} are known a year before, on {day}.").format(
            product=counted.named, day=earlier(day, 12)
        )

    return says
