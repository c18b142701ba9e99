"""The store: tables in, facts out."""

from collections.abc import Iterable
from datetime import date

import polars as pl
from sqlalchemy import Connection, func, select

from models import bulk
from models.belief import SCOPE, known
from models.ledger import believed
from models.staff import departed
from models.tables import KINDS, Fact, Link, Partner, Scope, VendorFigure
from tiers.facts import Facts

TYPES = {"partner_id": pl.String, "product": pl.String, "period": pl.Date, "figure": pl.String}
IDENTIFIED = {"partner": "partner_id", "person": "person_id", "customer": "customer_id"}
FACT_KINDS = {name: table for name, table in KINDS.items() if table not in (Link, VendorFigure)}


def facts(
    connection: Connection,
    known_on: date | None = None,
    partners: Iterable[str] | None = None,
) -> Facts:
    """What is believed (by the end of *known_on*) of all partners or of some, on Polars.

    Identifiers that a link says are one appear as the one they stand for; a partner that no
    partners file names has its id as its name.
    """
    same = links(connection, known_on)
    chosen = None if partners is None else _with_aliases(partners, same["partner"])
    frames = {
        name: known(connection, table, known_on, chosen) for name, table in FACT_KINDS.items()
    }
    gone = departed(connection, known_on, chosen, same["person"])
    frames["staff"] = pl.concat([frames["staff"], gone])
    frames["partners"] = _own_rows_last(frames["partners"], same["partner"])
    frames = {name: _identified(frame, same) for name, frame in frames.items()}
    frames["partners"] = _everybody(frames)
    return Facts.of({name: frame.lazy() for name, frame in frames.items()}, at_hand=True)


def store(connection: Connection, batch: int, kind: type[Fact], rows: pl.DataFrame) -> None:
    """Write a batch's rows of a kind (scope, own columns, line): its scopes, and all in them."""
    absent = {"partner_id": "", "product": "", "period": None, "figure": ""}
    scoped = rows.select(
        "line",
        *(
            pl.col(name) if name in kind.scope else pl.lit(absent[name], TYPES[name]).alias(name)
            for name in TYPES
        ),
    ).drop("line")
    first = _first_of_run(scoped)
    runs = scoped.filter(first)
    scopes = runs.unique(maintain_order=True)
    scopes = scopes.with_row_index("id", _first_of(connection, scopes.height))
    of_batch = {"batch_id": pl.lit(batch), "kind": pl.lit(kind.file_kind)}
    bulk.write(connection, Scope, scopes.with_columns(**of_batch))
    placed = runs.join(scopes, on=list(TYPES), nulls_equal=True, maintain_order="left")["id"]
    scope_id = placed.gather(first.cum_sum() - 1).alias("scope_id")
    bulk.write(connection, kind, _in_order(rows.select(scope_id, "line", *kind.own())))


def _first_of_run(scoped: pl.DataFrame) -> pl.Series:
    """Which rows have another scope than the one before; those of one mostly stand together."""
    other = pl.any_horizontal(pl.all().ne_missing(pl.all().shift()))
    return scoped.select(first=other | (pl.int_range(pl.len()) == 0))["first"]


def _first_of(connection: Connection, scopes: int) -> int:
    """The number of the first of so many new scopes; no other writer gives any meanwhile."""
    last: int = connection.execute(select(func.coalesce(func.max(SCOPE.id), 0))).scalar_one()
    if connection.dialect.name == "postgresql" and scopes:
        numbers = func.pg_get_serial_sequence(Scope.__tablename__, "id")
        connection.execute(select(func.setval(numbers, last + scopes)))
    return last + 1


def _in_order(facts: pl.DataFrame) -> pl.DataFrame:
    """By scope and line, as they lie in the table; most files have them so."""
    if facts["scope_id"].is_sorted() and facts["line"].is_sorted():
        return facts
    return facts.sort("scope_id", "line")


def links(connection: Connection, known_on: date | None = None) -> dict[str, dict[str, str]]:
    """Per kind of identifier, each alias and what it finally stands for."""
    rows = known(connection, Link, known_on)
    pairs: dict[str, dict[str, str]] = {kind: {} for kind in IDENTIFIED}
    for kind, alias, same_as in rows.select("kind", "alias", "same_as").iter_rows():
        pairs[kind][alias] = same_as
    return {kind: {alias: _end(alias, one) for alias in one} for kind, one in pairs.items()}


def partners(connection: Connection, known_on: date | None = None) -> dict[str, str]:
    """Every partner of whom anything is believed, by id, with its name."""
    same = links(connection, known_on)["partner"]
    named = _own_rows_last(known(connection, Partner, known_on), same)
    names = {same.get(one, one): name for one, name in named.select("partner_id", "name").rows()}
    scopes = select(SCOPE.partner_id).where(SCOPE.batch_id.in_(believed(known_on))).distinct()
    ids = {one for (one,) in connection.execute(scopes) if one}
    found = sorted({same.get(one, one) for one in ids})
    return {one: names.get(one, one) for one in found}


def _own_rows_last(named: pl.DataFrame, same: dict[str, str]) -> pl.DataFrame:
    """The partners file's rows, a partner's own after those of its locations."""
    own = ~pl.col("partner_id").is_in(list(same))
    return named.sort(own, maintain_order=True)


def _everybody(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The partners frame, with a row for those only other files name."""
    named = frames["partners"].unique("partner_id", keep="last", maintain_order=True)
    ids = pl.concat([frame.select("partner_id") for frame in frames.values()]).unique()
    unnamed = ids.join(named, on="partner_id", how="anti").with_columns(
        name=pl.col("partner_id"), market=pl.lit("developed")
    )
    return pl.concat([named, unnamed], how="diagonal")


def _identified(frame: pl.DataFrame, same: dict[str, dict[str, str]]) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(column).replace(same[kind])
        for kind, column in IDENTIFIED.items()
        if column in frame.columns and same[kind]
    )


def _with_aliases(partners: Iterable[str], same: dict[str, str]) -> list[str]:
    wanted = {same.get(one, one) for one in partners}
    return sorted(wanted | {alias for alias, one in same.items() if one in wanted})


def _end(alias: str, pairs: dict[str, str]) -> str:
    """Follow links to their end; a circle ends at its alphabetically first identifier."""
    seen = [alias]
    while (following := pairs.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
