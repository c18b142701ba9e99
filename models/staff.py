"""The staff as the lists tell it: who a newer list leaves out has left."""

from collections.abc import Iterable
from datetime import date

import polars as pl
from sqlalchemy import Connection

from models.belief import history, newest_of_each_key
from models.tables import Staff


def departed(
    connection: Connection,
    known_on: date | None = None,
    partners: Iterable[str] | None = None,
    same: dict[str, str] | None = None,
) -> pl.DataFrame:
    """The last known rows of people whom a later list of their partner omits.

    Columns as believed staff rows, their left_on no later than the day that list was imported.
    *same* joins identifiers of one person.
    """
    rows = history(connection, Staff, known_on, partners)
    rows = rows.with_columns(who=pl.col("person_id").replace(same or {}))
    lists = rows.filter(~pl.col("additions")).select("partner_id", "batch", "imported_on").unique()
    named = (
        rows.filter(pl.col("who").is_not_null())
        .group_by("partner_id", "who")
        .agg(last=pl.col("batch").max())
    )
    both = named.join(lists, on="partner_id")
    after, before = pl.col("batch") > pl.col("last"), pl.col("batch") <= pl.col("last")
    leavers = both.group_by("partner_id", "who").agg(
        gone_on=pl.col("imported_on").sort_by("batch").filter(after.sort_by("batch")).first(),
        since=pl.col("batch").filter(before).max().fill_null(0),
    )
    leavers = leavers.filter(pl.col("gone_on").is_not_null())
    last = rows.join(leavers, on=["partner_id", "who"]).filter(pl.col("batch") >= pl.col("since"))
    ended = last.with_columns(left_on=pl.min_horizontal("left_on", "gone_on"))
    return newest_of_each_key(ended, Staff).drop(
        "who", "additions", "imported_on", "gone_on", "since"
    )
