"""Many rows written at once are the rows that were given."""

from datetime import date

import polars as pl
import pytest
from sqlalchemy import select

from models import bulk
from models.belief import schema
from models.database import connect, writing
from models.tables import Award, rows_of

NAMES = ["Ana", None, "", 'O\'Hara, "Bo"', "a\nb", "\\N", "?1", "Müller\tÖ", "\\"]


@pytest.mark.parametrize("height", [0, 1, 199, 200, 201, 4_001, 40_001])
def test_rows_come_back(database_url: str, height: int) -> None:
    """Whatever stands in them, and whether a column holds the same in all of them or not."""
    rows = pl.DataFrame({"line": range(height)}, schema={"line": pl.Int64}).select(
        pl.lit("O'Hara, ?2").alias("person_id"),
        pl.lit(7, pl.Int64).alias("scope_id"),
        "line",
        pl.when(pl.col("line") == height - 2)
        .then(pl.lit("x"))
        .otherwise(pl.lit("y"))
        .alias("award"),
        pl.lit(date(2014, 2, 1)).alias("earned_on"),
        pl.lit(None, pl.Date).alias("expires_on"),
        pl.Series("name", [NAMES[number % len(NAMES)] for number in range(height)], pl.String),
    )
    engine = connect(database_url)
    with writing(engine) as connection:
        bulk.write(connection, Award, rows)
        table = rows_of(Award)
        found = connection.execute(select(table).order_by(table.c.line)).mappings().all()
    engine.dispose()
    back = pl.DataFrame([dict(row) for row in found], schema=schema(Award))
    assert back.select(rows.columns).equals(rows)
