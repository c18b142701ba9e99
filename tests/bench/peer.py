"""The peer of our benchmark: one hand-written DuckDB query for the tier of every partner on a day.

It knows one programme and says neither why nor what is missing; a tier needs every criterion met,
so *not assessed* and *not met* need not be told apart.
"""

import argparse
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

MIN_PERCENT_ACTIVE = {"FY2014": 0, "FY2015": 15}

# Cheapest and most selective first: only partners with references enough for Silver (two in five)
# are looked up among the seats, and only those with seats and usage enough among the people. They
# carry a number from there on, a narrower key than their text. Both places ask for distinct people
# and whoever passed both exams also fits the other place, so two counts decide: k with both exams,
# 2 k with any award. Kinds of association are bits: POR 1, DPOR 2.
QUERY = """
WITH candidate AS MATERIALIZED (
    SELECT row_number() OVER ()::INTEGER AS n, partner_id, count(*) AS customers
    FROM (
        SELECT DISTINCT partner_id, customer_id FROM facts_references
        WHERE status = 'approved' AND coalesce(lower(trim(competency)), '') IN ('', 'messaging')
            AND given_on > ($day::DATE - INTERVAL 12 MONTH)::DATE AND given_on <= $day::DATE
    )
    GROUP BY partner_id HAVING customers >= 3
), fresh AS (
    SELECT n, customer_id, period, seats, active_users,
        CASE association WHEN 'POR' THEN 1 WHEN 'DPOR' THEN 2 ELSE 0 END::UTINYINT AS kind
    FROM facts_seats JOIN candidate USING (partner_id)
    WHERE product = 'exchange-online' AND period BETWEEN $day::DATE - 184 AND $day::DATE
), newest AS (
    SELECT n, max(period) AS period FROM fresh GROUP BY n
), associated AS (
    SELECT n, customer_id, bit_or(CASE
        WHEN started_on > $day::DATE OR ended_on < $day::DATE OR proof = 'rejected' THEN 0
        WHEN kind = 'POR' THEN 1 ELSE 2 END::UTINYINT) AS kinds
    FROM facts_associations JOIN candidate USING (partner_id)
    WHERE product = 'exchange-online' AND kind IN ('POR', 'DPOR')
    GROUP BY n, customer_id
), customer AS (
    SELECT n, max(seats) AS seats, least(max(seats), coalesce(max(active_users), 0)) AS active
    FROM fresh JOIN newest USING (n, period) LEFT JOIN associated USING (n, customer_id)
    WHERE kind & coalesce(kinds, 3) > 0
    GROUP BY n, customer_id
), seller AS MATERIALIZED (
    SELECT n, partner_id, customers, total
    FROM (SELECT n, sum(seats) AS total, sum(active) AS active FROM customer GROUP BY n)
    JOIN candidate USING (n)
    WHERE total >= 500 AND 100 * active >= $percent * total
), staffed AS MATERIALIZED (
    SELECT n, person_id, coalesce(joined_on <= $day::DATE, true)
        AND coalesce(left_on >= $day::DATE, true) AS employed
    FROM facts_staff JOIN seller USING (partner_id)
), holder AS (
    SELECT n, person_id, bit_or(CASE award
        WHEN '70-341' THEN 1 WHEN '70-342' THEN 2 ELSE 4 END::UTINYINT) AS held
    FROM facts_awards JOIN seller USING (partner_id)
    WHERE award IN ('70-341', '70-342', 'MCSE: Messaging')
        AND earned_on <= $day::DATE AND (expires_on IS NULL OR expires_on >= $day::DATE)
    GROUP BY n, person_id
), team AS (
    SELECT n, count(*) AS able, count(*) FILTER (held & 3 = 3) AS with_both
    FROM holder
    WHERE n NOT IN (SELECT n FROM staffed) OR EXISTS (
        FROM staffed s WHERE employed AND s.n = holder.n AND s.person_id = holder.person_id)
    GROUP BY n
), winner AS (
    SELECT partner_id, CASE WHEN customers >= 5 AND total >= 1500 AND with_both >= 2 AND able >= 4
        THEN 'Gold' ELSE 'Silver' END AS tier
    FROM seller JOIN team USING (n)
    WHERE with_both >= 1 AND able >= 2
)
SELECT partner_id, tier FROM facts_partners LEFT JOIN winner USING (partner_id)
"""


def tiers_by_sql(folder: Path, day: date, edition: str = "FY2015") -> pl.DataFrame:
    """Give `partner_id` and `tier` (null without one) of all partners, in no certain order."""
    with duckdb.connect() as database:
        database.execute("SET preserve_insertion_order = false")
        for kind in ("partners", "seats", "staff", "awards", "references", "associations"):
            database.read_parquet(str(folder / f"{kind}.parquet")).create_view(f"facts_{kind}")
        given = {"day": day, "percent": MIN_PERCENT_ACTIVE[edition]}
        tiers: pl.DataFrame = database.sql(QUERY, params=given).pl()
    return tiers


def main() -> None:
    """Print the tiers of a lake on a day, and how long five warm runs took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--day", type=date.fromisoformat, default=date(2015, 3, 31))
    arguments.add_argument("--edition", choices=MIN_PERCENT_ACTIVE, default="FY2015")
    given = arguments.parse_args()
    tiers = tiers_by_sql(given.folder, given.day, given.edition)
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        tiers = tiers_by_sql(given.folder, given.day, given.edition)
        seconds.append(time.perf_counter() - start)
    for tier, partners in tiers["tier"].value_counts(sort=True).rows():
        sys.stdout.write(f"{tier or 'no tier'}: {partners:,} partners\n")
    runs = ", ".join(f"{second:.2f}" for second in seconds)
    sys.stdout.write(f"median {statistics.median(seconds):.2f} s of {runs}\n")


if __name__ == "__main__":
    main()
