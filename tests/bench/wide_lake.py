"""A random channel with facts of every kind around one day, for every programme there is.

The same partners, day and seed give the same facts. Figures lie on both sides of the thresholds
that programmes ask for; they tell no story, as those of `lake` do.
"""

from datetime import date
from pathlib import Path

import duckdb

from tests.bench.lake import WORDS
from tiers.programmes import PROGRAMMES

PRODUCTS = (
    "exchange-online", "microsoft-365", "teams", "intune", "proplus", "aip", "aadp", "sharepoint",
    "enterprise-mobility-security", "viva-insights",
)  # fmt: skip
KINDS = ("CPOR", "DPOR", "POR", "CSP1", "DAP", "TPOR", "CSP2")
FIGURES = (
    "azure-consumption", "security-consumption", "launched-opportunities", "net-new-users",
    "launched-monthly-revenue", "contracts-active", "contracts-active-within-12-months",
    "contracts-won-and-active", "contracts-won-in-3-years", "business-plan", "smb-customers",
    "technical-validations", "msp-or-devops-validations", "executive-review", "azure-customers",
)  # fmt: skip

# A pick is one of a list; `near` the day are the days on which rules turn.
PICKS = """
CREATE MACRO pick(list, salt, key) AS list[1 + dice(salt, key) % len(list)];
CREATE MACRO day() AS getvariable('day')::DATE;
CREATE MACRO year_before() AS (day() - INTERVAL 1 YEAR)::DATE;
CREATE MACRO month_end(months) AS last_day((day() - to_months(months::INTEGER))::DATE);
CREATE MACRO turning(salt, key) AS pick([day() - 900, day() - 300, day() - 90, day(), day() + 20,
    year_before(), year_before() + 1, year_before() - 1, day() - 500], salt, key)::DATE;
CREATE TEMP TABLE wide AS SELECT range AS p, 1 + dice('people', range) % 14 AS people,
    1 + dice('customers', range) % 12 AS customers, dice('luck', range) AS luck
    FROM range(getvariable('partners'));
"""

PARTNERS = """
SELECT partner(p) AS partner_id, printf('Partner %d', p) AS name, 'DE' AS country,
    pick(['developed', 'developing'], 'market', p) AS market, NULL::DATE AS anniversary_on,
    'partners.csv' AS file, p + 2 AS line
FROM wide
"""

SEATS = """
WITH sold AS (
    SELECT *, p * 10000 + n * 100 + product AS k, unnest([0, 1, 2]) AS round
    FROM (SELECT *, unnest(range(1, getvariable('products') + 1)) AS product
        FROM (SELECT *, unnest(range(customers)) AS n FROM wide))
    WHERE dice('sells', k) < 350
)
SELECT partner(p) AS partner_id, getvariable('product_names')[product] AS product,
    CASE round WHEN 0 THEN month_end(1 + dice('lag', p) % 8)
        WHEN 1 THEN month_end(12 + dice('lag', p) % 8) ELSE month_end(3 + dice('lag', p) % 3) END
        AS period,
    CASE WHEN dice('empty', k) < 4 THEN NULL ELSE printf('C%d-%d', p, n) END AS customer_id,
    NULL::VARCHAR AS customer_name,
    pick([4, 5, 10, 11, 24, 25, 60, 149, 150, 300, 301, 700, 2000], 'size', k + round)::BIGINT
        AS seats,
    (seats * pick([0, 10, 15, 39, 40, 41, 80, 120], 'use', k * 3 + round) // 100)::BIGINT
        * CASE WHEN dice('silent', k * 3 + round) < 60 THEN NULL ELSE 1 END AS active_users,
    pick(getvariable('kinds'), 'kind', k) AS association, 'seats.csv' AS file,
    k * 3 + round + 2 AS line
FROM sold WHERE round = 0 OR dice('then', k * 3 + round) < 700
"""

CUSTOMER_COUNTS = """
SELECT partner(p) AS partner_id,
    pick(['microsoft-365', 'exchange-online'], 'counted', p) AS product,
    month_end(m) AS period, (dice('count', p) % 40)::BIGINT AS customers,
    CASE WHEN dice('new', p) < 700 THEN (dice('new', p) % 30)::BIGINT END AS new_customers,
    'counts.csv' AS file, p * 2 + 2 AS line
FROM (SELECT *, unnest([1, 13]) AS m FROM wide) WHERE dice('counts', p) < 300
"""

STAFF = """
SELECT partner(p) AS partner_id, printf('E%d-%d', p, n) AS person_id, NULL::VARCHAR AS name,
    NULL::VARCHAR AS email, CASE WHEN dice('joins', p * 20 + n) < 100
        THEN turning('joined', p * 20 + n) END AS joined_on,
    CASE WHEN dice('leaves', p * 20 + n) < 100 THEN turning('left', p * 20 + n) END AS left_on,
    'staff.csv' AS file, p * 20 + n + 2 AS line
FROM (SELECT *, unnest(range(people)) AS n FROM wide)
WHERE dice('list', p) < 500 AND dice('listed', p * 20 + n) < 900
"""

AWARDS = """
SELECT partner(p) AS partner_id, printf('E%d-%d', p, n) AS person_id,
    getvariable('awards')[a] AS award, turning('earned', k) AS earned_on,
    CASE WHEN dice('expires', k) < 200 THEN turning('expired', k) END AS expires_on,
    NULL::VARCHAR AS name, 'awards.csv' AS file, k + 2 AS line
FROM (SELECT *, p * 10000 + n * 100 + a AS k FROM (SELECT *, unnest(range(1,
    len(getvariable('awards')) + 1)) AS a FROM (SELECT *, unnest(range(people)) AS n FROM wide)))
WHERE dice('holds', k) < 60 + luck // 2
"""

REFERENCES = """
SELECT partner(p) AS partner_id, printf('R%d-%d', p, n) AS reference_id,
    printf('C%d-%d', p, n % customers) AS customer_id, turning('given', p * 20 + n) AS given_on,
    NULL::VARCHAR AS customer_name, pick(['Messaging', NULL, 'SMCS'], 'for', p * 20 + n)
        AS competency, pick(['approved', 'approved', 'awaiting', 'rejected'], 'status', p * 20 + n)
        AS status, 'references.csv' AS file, p * 20 + n + 2 AS line
FROM (SELECT *, unnest(range(dice('references', p) % 8)) AS n FROM wide)
"""

ASSOCIATIONS = """
SELECT partner(p) AS partner_id, printf('C%d-%d', p, n) AS customer_id,
    getvariable('product_names')[product] AS product, pick(getvariable('kinds'), 'kind', k) AS kind,
    turning('starts', k) AS started_on,
    CASE WHEN dice('ends', k) < 150 THEN turning('ended', k) END AS ended_on,
    pick(['none', 'approved', 'approved', 'submitted', 'rejected'], 'proof', k) AS proof,
    'associations.csv' AS file, k + 2 AS line
FROM (SELECT *, p * 10000 + n * 100 + product AS k FROM (SELECT *,
    unnest(range(1, getvariable('products') + 1)) AS product
    FROM (SELECT *, unnest(range(customers)) AS n FROM wide)))
WHERE dice('associated', k) < 400
"""

ENROLMENTS = """
SELECT partner(p) AS partner_id, pick(['cloud-productivity', 'messaging', 'enterprise-mobility',
    'modern-work'], 'programme', p * 3 + n) AS programme,
    pick(['Gold', 'Silver'], 'tier', p * 3 + n) AS tier,
    turning('enrolled', p * 3 + n) AS started_on,
    CASE WHEN dice('renews', p * 3 + n) < 800 THEN turning('renewal', p * 3 + n) END AS renews_on,
    'enrolments.csv' AS file, p * 3 + n + 2 AS line
FROM (SELECT *, unnest(range(dice('enrolments', p) % 3)) AS n FROM wide)
"""

FIGURES_SQL = """
SELECT partner(p) AS partner_id, getvariable('figures')[f] AS figure, month_end(m) AS period,
    CASE WHEN f <= 2 THEN printf('C%d-%d', p, n) END AS customer_id,
    CASE WHEN f <= 2 THEN pick(['virtual-machines', 'storage', 'sql', 'functions', 'cosmos', 'aks'],
        'service', k) END AS product,
    100 * CASE WHEN f <= 2 THEN pick(
            [0, 25, 99, 100, 499, 500, 600, 750, 1000, 12000, 12001, 30000], 'spends', k)
            + dice('cents', k) % 3
        ELSE pick([0, 1, 3, 20, 50, 70, 80, 100, 1500, 10000], 'figure', k) END::BIGINT AS value,
    'figures.csv' AS file, k + 2 AS line
FROM (SELECT *, ((p * 20 + f) * 20 + m) * 20 + n AS k FROM (SELECT *,
    unnest(range(CASE WHEN f <= 2 THEN customers ELSE 1 END)) AS n FROM (SELECT *,
        unnest([1, 2, 3, 6, 12, 13, 14, 18]) AS m FROM (SELECT *,
            unnest(range(1, len(getvariable('figures')) + 1)) AS f FROM wide))))
WHERE dice('reports', p * 20 + f) < 600 AND dice('monthly', k) < 800
"""

TABLES = {
    "partners": PARTNERS, "seats": SEATS, "customer_counts": CUSTOMER_COUNTS, "staff": STAFF,
    "awards": AWARDS, "references": REFERENCES, "associations": ASSOCIATIONS,
    "enrolments": ENROLMENTS, "figures": FIGURES_SQL,
}  # fmt: skip


def make_wide_lake(folder: Path, partners: int, day: date, seed: int = 1) -> None:
    """Write one Parquet file a kind of fact into `folder`, for verdicts as of the day."""
    folder.mkdir(parents=True, exist_ok=True)
    given = {
        "seed": seed, "partners": partners, "day": day, "products": len(PRODUCTS),
        "product_names": list(PRODUCTS), "kinds": list(KINDS), "figures": list(FIGURES),
        "awards": _awards(day),
    }  # fmt: skip
    with duckdb.connect() as database:
        for name, value in given.items():
            database.execute(f"SET VARIABLE {name} = ?", [value])
        database.execute(WORDS)
        database.execute(PICKS)
        for name, query in TABLES.items():
            path = str(folder / f"{name}.parquet").replace("'", "''")
            database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def _awards(day: date) -> list[str]:
    """Every award that an edition in force on the day asks for."""
    editions = [edition for one in PROGRAMMES.values() if (edition := one.on(day))]
    named = (
        award
        for edition in editions
        for tally in edition.tallies
        for award in getattr(tally, "awards", ())
    )
    return list(dict.fromkeys(named)) or ["70-341"]
