"""A random channel as a lake of Parquet facts: the same partners and seed, the same facts.

Every choice is a hash of seed, subject and salt, so tables agree about a customer or a person
without a join. A partner aims at a level (0 nothing, 1 small, 2 Silver, 3 Gold) in `messaging` on
2015-03-31, and gets enough facts for it, then flaws of every kind a rule speaks about.
"""

import argparse
from pathlib import Path

import duckdb

# dice(salt, key) is 0..999; keys are numbers: partner, person and customer, each ten to a partner.
WORDS = """
CREATE MACRO dice(salt, key) AS
    (hash(hash(key::BIGINT, salt, getvariable('seed')::BIGINT)) % 1000)::INTEGER;
CREATE MACRO partner(p) AS printf('P%07d', p);
CREATE MACRO customer(c) AS CASE WHEN dice('shared customer', c) < 50
    THEN printf('C9%07d', c % 10 * 1000 + dice('which shared', c)) ELSE printf('C%08d', c) END;
CREATE MACRO visits(p) AS p > 0 AND dice('visits', p) < 20;  -- works for the partner before, too
CREATE MACRO person(e) AS printf('E%08d', CASE WHEN e % 10 = 0 AND visits(e // 10)
    THEN e - 10 ELSE e END);
CREATE MACRO spread(salt, key, since, days) AS
    (since::DATE + (dice(salt, key) * days // 1000)::INTEGER);
CREATE MACRO near(salt, key, since, days) AS  -- a seventh or so on the first day itself
    (since::DATE + (days * (dice(salt, key) / 1000) ** 3)::INTEGER);
CREATE MACRO line(key, word, old) AS key * 20 + 2 + old::INTEGER + 2 * list_position(['POR', 'DPOR',
    'CPOR', 'CSP1', '70-341', '70-342', '70-346', '70-347', 'MCSE: Messaging'], word);
CREATE TEMP TABLE channel AS
    SELECT range AS p, dice('level', range) AS l,
        CASE WHEN l < 140 THEN 3 WHEN l < 440 THEN 2 WHEN l < 850 THEN 1 ELSE 0 END AS level,
        CASE level WHEN 3 THEN 1500 WHEN 2 THEN 500 ELSE 100 END AS need,
        dice('exact', p) < 30 AS exact,
        dice('no staff list', p) >= 150 AS listed
    FROM range(getvariable('partners'));
"""

PARTNERS = """
SELECT partner(p) AS partner_id, printf('Partner %d', p) AS name,
    ['DE', 'US', 'GB', 'FR', 'JP', 'IN', 'BR', 'ZA'][1 + dice('country', p) % 8] AS country,
    CASE WHEN country IN ('IN', 'BR', 'ZA') THEN 'developing' ELSE 'developed' END AS market,
    spread('anniversary', p, '2014-07-01', 365) AS anniversary_on
FROM channel
"""

# A scope is one product and one period of a partner; about one in eighty says that nothing remains.
# `exact` partners have 500 or 1,500 seats to the seat and 15 % to the user, or one seat too few.
SEATS = """
WITH products AS (
    SELECT *, p * 10 + product_no AS scope, dice('periods', scope) AS d,
        ['exchange-online', 'sharepoint', 'intune'][1 + product_no] AS product,
        CASE WHEN product_no > 0 THEN 1 WHEN exact THEN 2 WHEN level = 3 THEN 3 + dice('n', p) % 3
            WHEN level = 2 THEN 2 + dice('n', p) % 3 WHEN level = 1 THEN 1 + dice('n', p) % 2
            ELSE (dice('n', p) < 400)::INTEGER END AS customers
    FROM (SELECT *, unnest([0, 1, 2]) AS product_no FROM channel)
    WHERE product_no = 0 OR dice('sells', p * 10 + product_no) < 250
), scopes AS (
    SELECT *, unnest(CASE
        WHEN d < 30 THEN [DATE '2014-06-30'] WHEN d < 60 THEN [DATE '2014-09-30']
        WHEN d < 130 THEN [DATE '2014-12-31'] WHEN d < 250 THEN [DATE '2015-03-31']
        WHEN d < 300 THEN [DATE '2014-12-31', '2015-03-31', '2015-06-30']
        WHEN d < 400 THEN [DATE '2013-12-31', '2014-06-30', '2014-12-31', '2015-03-31']
        ELSE [DATE '2014-12-31', '2015-03-31'] END) AS period
    FROM products WHERE customers > 0
), sold AS (
    SELECT *, dice('empty', scope * 100000 + period_no) < 12 AS empty, p * 10 + n AS c,
        dice('kinds', c * 10 + product_no) AS k, dice('use', p) AS use,
        hash(c, period_no) AS row_key,
        CASE WHEN product_no = 0 AND exact
            THEN need // 2 - (n = 0 AND dice('one short', p) < 500)::INTEGER
            ELSE need * (1.04 + dice('size', c * 10 + product_no) / 800) // customers
                // if(use < 15 AND n = 0, 20, 1) + period_no // 30 END::BIGINT AS base
    FROM (SELECT *, period - DATE '2014-12-31' AS period_no, unnest(range(customers)) AS n
          FROM scopes)
    WHERE NOT empty OR n = 0
), kinds AS (
    SELECT *, unnest(CASE WHEN empty OR exact OR k < 760 THEN ['POR'] WHEN k < 870 THEN ['DPOR']
        WHEN k < 920 THEN ['POR', 'DPOR'] WHEN k < 950 THEN ['POR', 'CPOR']
        WHEN k < 970 THEN ['CSP1'] WHEN k < 985 THEN ['CPOR']
        ELSE ['DPOR', 'POR', 'CSP1'] END) AS association
    FROM sold WHERE empty OR exact OR dice('absent', c * 1000 + period_no) >= 15
), filled AS (
    SELECT *, hash(row_key, association) >> 2 AS r,
        CASE WHEN empty THEN 0 WHEN exact OR association = 'POR' THEN base
            ELSE base * (850 + dice('other size', r) // 3) // 1000 END AS seats
    FROM kinds
)
SELECT partner(p) AS partner_id, product, period,
    CASE WHEN NOT empty THEN customer(c) END AS customer_id,
    CASE WHEN NOT empty THEN printf('Customer %d', c) END AS customer_name,
    seats::BIGINT AS seats,
    CASE WHEN empty OR use >= 980 OR (NOT exact AND dice('unknown', r) < 120) THEN NULL
        WHEN exact THEN seats * 15 // 100 + (n = 0 AND dice('one idle', p) < 700)::INTEGER
        WHEN use < 15 AND n = 0 THEN seats * 4  -- leavers are still counted as users
        WHEN use < 40 THEN seats * dice('low', r) // 6000
        ELSE seats * (250 + dice('high', r) * 4 // 5) // 1000 END::BIGINT AS active_users,
    association, printf('seats-%s.csv', period) AS file,
    line(scope * 10 + n, association, false) AS line
FROM filled
"""

CUSTOMER_COUNTS = """
SELECT partner(p) AS partner_id, 'exchange-online' AS product, period,
    (level * 4 + dice('count', p) % 9)::BIGINT AS customers,
    CASE WHEN dice('new', p) < 700 THEN (dice('new', p) % 5)::BIGINT END AS new_customers,
    printf('counts-%s.csv', period) AS file, p + 2 AS line
FROM (SELECT *, unnest([DATE '2014-12-31', '2015-03-31']) AS period FROM channel)
WHERE dice('counted', p) < 120
"""

PEOPLE = """
CREATE TEMP TABLE people AS
SELECT *, p * 10 + n AS e, printf('Person %d', e) AS name, dice('employed', e) AS how,
    level >= 2 AND n < level - 1 AS strong, n >= able AS office
FROM (SELECT *, CASE level
        WHEN 3 THEN 4 + dice('able', p) % 3 WHEN 2 THEN 2 + dice('able', p) // 500
        WHEN 1 THEN 1 + dice('able', p) // 750 ELSE dice('able', p) // 700 END AS able,
        unnest(range(able + (dice('office', p) < 350)::INTEGER)) AS n
      FROM channel)
"""

# how: 0..14 never on the list, 15..34 left, 35..49 joins later, 50..79 left and came back
STAFF = """
SELECT partner(p) AS partner_id, person(e) AS person_id, name,
    printf('person%d@example.org', e) AS email,
    CASE WHEN back THEN spread('back', e, '2014-06-01', 200)
        WHEN how BETWEEN 35 AND 49 THEN near('later', e, '2015-04-01', 60)
        WHEN how BETWEEN 50 AND 79 OR dice('joined known', e) < 800
            THEN spread('joined', e, '2005-01-01', 3000) END AS joined_on,
    CASE WHEN back THEN NULL WHEN how BETWEEN 15 AND 34 THEN near('left', e, '2015-03-30', -453)
        WHEN how BETWEEN 50 AND 79 THEN spread('left', e, '2013-06-01', 360)
        WHEN how > 950 THEN near('leaves', e, '2015-03-31', 300) END AS left_on,
    'staff.csv' AS file, e * 2 + 2 + back::INTEGER AS line
FROM (SELECT *, unnest(CASE WHEN how BETWEEN 50 AND 79 THEN [false, true] ELSE [false] END) AS back
      FROM people)
WHERE listed AND how >= 15
"""

# state: 0..11 expired, 12..19 earned too late, 20..49 an expired one and its retake
AWARDS = """
WITH earned AS (
    SELECT *, dice('award', e) AS d, dice('also', e) AS also, unnest(CASE
        WHEN strong AND also < 150 THEN ['70-341', '70-342', 'MCSE: Messaging']
        WHEN strong OR d < 120 THEN ['70-341', '70-342']
        WHEN d < 420 THEN ['70-341'] WHEN d < 650 THEN ['70-342']
        WHEN d < 900 THEN ['MCSE: Messaging'] WHEN d < 960 THEN ['70-341', '70-346']
        ELSE ['70-346', '70-347'] END) AS award
    FROM people WHERE NOT office
), states AS (
    SELECT *, hash(e, award) >> 2 AS r, dice('state', r) AS state,
        unnest(CASE WHEN state BETWEEN 20 AND 49 THEN [true, false] ELSE [false] END) AS old
    FROM earned
)
SELECT partner(p) AS partner_id, person(e) AS person_id, award,
    CASE WHEN old OR state < 12 THEN spread('first', r, '2011-01-01', 500)
        WHEN state < 20 THEN near('late', r, '2015-04-01', 60)
        ELSE spread('earned', r, '2012-07-01', 1004) END AS earned_on,
    CASE WHEN old OR state < 12 THEN near('expired', r, '2015-03-30', -800)
        WHEN state > 750 THEN near('expires', r, '2015-03-31', 700) END AS expires_on,
    name, 'awards.csv' AS file, line(e, award, old) AS line
FROM states
"""

# The first references of a level are mostly good; what exceeds it is mostly not.
REFERENCES = """
WITH given AS (
    SELECT *, p * 10 + n AS c, dice('good', c) AS good,
        CASE WHEN n < level * 2 - 1 AND good < 985 OR good < 400 THEN -1
            ELSE dice('flaw', c) % 5 END AS flaw
    FROM (SELECT *, unnest(range(CASE level
            WHEN 3 THEN 5 + dice('references', p) % 3 WHEN 2 THEN 3 + dice('references', p) // 600
            WHEN 1 THEN (dice('references', p) < 450)::INTEGER ELSE 0 END)) AS n
          FROM channel)
)
SELECT partner(p) AS partner_id, printf('R%08d', c) AS reference_id,
    customer(c - (flaw = 0 AND n > 0)::INTEGER) AS customer_id,
    CASE WHEN flaw = 1 THEN near('stale', c, '2014-03-31', -455)
        WHEN flaw = 2 THEN near('later', c, '2015-04-01', 90)
        ELSE spread('given', c, '2014-04-01', 365) END AS given_on,
    printf('Customer %d', c) AS customer_name,
    CASE WHEN flaw = 3 THEN 'collaboration' WHEN dice('named', c) < 700 THEN 'messaging' END
        AS competency,
    CASE WHEN flaw < 4 THEN 'approved' WHEN good < 700 THEN 'awaiting' ELSE 'rejected' END
        AS status, 'references.csv' AS file, c + 2 AS line
FROM given
"""

# Mostly of the kinds sold and good; some ended, begin later, were rejected, or are of another kind.
ASSOCIATIONS = """
WITH known AS (
    SELECT *, p * 10 + n AS c, dice('kinds', c * 10) AS k, dice('association', c) AS a,
        unnest(CASE WHEN a >= 960 THEN ['CPOR'] WHEN k < 760 THEN ['POR'] WHEN k < 870 THEN ['DPOR']
            WHEN k < 950 THEN ['POR', 'CPOR'] ELSE ['DPOR', 'POR'] END) AS kind
    FROM (SELECT *, unnest(range(CASE level WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE level + 1 END)) AS n
          FROM channel)
    WHERE dice('associated', c) < 370
), dated AS (
    SELECT *, hash(c, kind) >> 2 AS r, dice('course', r) AS course,
        unnest(CASE WHEN course BETWEEN 45 AND 99 THEN [true, false] ELSE [false] END) AS old
    FROM known
)
SELECT partner(p) AS partner_id, customer(c) AS customer_id,
    CASE WHEN a % 10 = 0 THEN 'sharepoint' ELSE 'exchange-online' END AS product, kind,
    CASE WHEN old OR course < 30 THEN spread('began', r, '2012-01-01', 500)
        WHEN course < 45 THEN near('begins', r, '2015-04-01', 60)
        ELSE spread('started', r, '2013-09-01', 577) END AS started_on,
    CASE WHEN old OR course < 30 THEN near('ended', r, '2015-03-30', -668)
        WHEN course > 850 THEN near('ends', r, '2015-03-31', 400) END AS ended_on,
    CASE WHEN dice('proof', r) < 25 AND NOT old THEN 'rejected'
        ELSE ['none', 'none', 'submitted', 'approved'][1 + dice('proof', r) % 4] END AS proof,
    'associations.csv' AS file, line(c, kind, old) AS line
FROM dated
"""

ENROLMENTS = """
SELECT partner(p) AS partner_id, 'messaging' AS programme,
    CASE WHEN level = 3 THEN 'Gold' ELSE 'Silver' END AS tier,
    spread('anniversary', p, '2014-07-01', 365) AS started_on,
    CASE WHEN dice('renews', p) < 950 THEN (started_on + INTERVAL 1 YEAR)::DATE END AS renews_on,
    'enrolments.csv' AS file, p + 2 AS line
FROM channel WHERE level >= 2 AND dice('enrolled', p) < 800
"""

FIGURES = """
SELECT partner(p) AS partner_id, 'azure-consumption' AS figure, month AS period,
    customer(p * 10 + n) AS customer_id, 'virtual-machines' AS product,
    dice('spends', p * 100 + n)::BIGINT * 10000 AS value, 'figures.csv' AS file,
    p * 10 + n + 2 AS line
FROM (SELECT *, unnest([DATE '2014-03-31', '2014-12-31', '2015-03-31']) AS month,
    unnest([0, 1, 2]) AS n FROM channel)
WHERE dice('figures', p) < 100
"""

TABLES = {
    "partners": PARTNERS, "seats": SEATS, "customer_counts": CUSTOMER_COUNTS, "staff": STAFF,
    "awards": AWARDS, "references": REFERENCES, "associations": ASSOCIATIONS,
    "enrolments": ENROLMENTS, "figures": FIGURES,
}  # fmt: skip


def make_lake(folder: Path, partners: int, seed: int = 1) -> None:
    """Write one Parquet file a kind of fact into `folder`, in the order of the partners."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database:
        database.execute("SET VARIABLE seed = ?", [seed])
        database.execute("SET VARIABLE partners = ?", [partners])
        database.execute(WORDS)
        database.execute(PEOPLE)
        for name, query in TABLES.items():
            path = str(folder / f"{name}.parquet").replace("'", "''")
            database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--partners", type=int, default=800_000)
    given = arguments.parse_args()
    make_lake(given.folder, given.partners)
