"""Before a batch is undone or believed again: which rows and whose tiers would change."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from imports import demonstration, undoing
from imports.importing import take_in
from imports.results import Arrival, How
from imports.undoing import Mark, Turn, turned
from models.database import writing
from models.ledger import NoSuchBatch, position, redo, undo
from tests.commands import refused, run
from tests.fixtures.demonstrations import FILES, copied
from tests.pages import WOLKENQUITTE, bare, opened, ran, said
from tests.test_import_page import CORRECTED, clicked, given
from tests.test_preview import BEFORE, ON, QUARTER, SEATS, SILVER, STAFF, engine
from tests.tracking import moment
from views import knowledge

__all__ = ["engine"]  # a fixture
NEWER = SEATS + QUARTER.replace("2014-Q4", "2015-Q1").replace(",400,", ",100,")


def taken(engine: Engine, *contents: str, on: date = BEFORE, how: How | None = None) -> int:
    """The batch of the last file, once all are taken in."""
    for content in contents:
        arrival = Arrival("new.csv", content.encode(), how)
        (result,) = take_in(engine, [arrival], moment(on), "test")
    assert result.batch is not None
    return result.batch


def marked(engine: Engine, mark: Mark, batch: int) -> None:
    with writing(engine) as connection:
        mark(connection, batch, moment(ON), "test")


def tried(engine: Engine, batch: int, mark: Mark = undo) -> Turn:
    return turned(engine, mark, batch, moment(ON))


def moves(turn: Turn) -> set[tuple[str, date, str | None, str | None]]:
    """The tiers of Messaging that move: of whom, the day, before and after."""
    told = (one for one in turn.moving if one.programme == "messaging")
    return {(one.partner, one.as_of, one.tier_before, one.tier_after) for one in told}


# What would change -------------------------------------------------------------------------------


def test_undoing_tells_the_tier_that_goes_and_believing_again_the_one_that_comes(
    engine: Engine,
) -> None:
    references = taken(engine, *SILVER)
    turn = tried(engine, references)
    assert moves(turn) == {("7", ON, "Silver", None)}
    assert (turn.changes, turn.partners) == ({"added": 0, "changed": 0, "vanished": 3}, 1)
    marked(engine, undo, references)
    again = tried(engine, references, redo)
    assert moves(again) == {("7", ON, None, "Silver")}
    assert again.changes == {"added": 3, "changed": 0, "vanished": 0}


def test_what_is_undone_gives_way_to_what_it_had_replaced(engine: Engine) -> None:
    """A corrected file: the first one counts again, with its rows and its seats."""
    taken(engine, *SILVER)
    fewer = SEATS + "7,a,Exchange,2014-Q4,300,Birkenhof GmbH,200,POR\n"
    turn = tried(engine, taken(engine, fewer))
    assert turn.changes == {"added": 2, "changed": 1, "vanished": 0}
    assert moves(turn) == {("7", ON, None, "Silver")}
    assert {(one.seats_before, one.seats_after) for one in turn.stakes} == {(300, 700)}


def test_the_newest_figures_tell_the_day_though_they_are_those_undone(engine: Engine) -> None:
    """In a year without fresh figures otherwise, the day is still that of the newest ones."""
    taken(engine, *SILVER)
    batch = taken(engine, SEATS + QUARTER.replace("2014-Q4", "2015-Q2"), on=date(2015, 7, 1))
    turn = turned(engine, undo, batch, moment(date(2015, 12, 1)))
    days = {one.as_of for one in turn.stakes if one.programme == "messaging"}
    assert days == {date(2015, 6, 30)}


def test_a_partner_of_whom_nothing_else_is_known_loses_all(engine: Engine) -> None:
    whole = (SEATS + QUARTER, STAFF, *SILVER)
    other = [one.replace("\n7,", "\n8,") for one in whole]
    staff = taken(engine, *other)
    assert moves(tried(engine, staff)) == {("8", ON, "Silver", None)}
    for batch in range(staff - 3, staff):
        marked(engine, undo, batch)
    last = tried(engine, staff)
    assert (last.partners, moves(last)) == (1, set())
    marked(engine, undo, staff)
    assert tried(engine, staff, redo).partners == 1


def test_a_staff_list_of_today_is_judged_on_the_first_day_without_those_it_leaves_out(
    engine: Engine,
) -> None:
    taken(engine, *SILVER)
    alone = taken(engine, "partner_id,person_id,name\n7,E-1,Ana Muster\n", on=ON)
    assert moves(tried(engine, alone)) == {("7", date(2015, 4, 8), None, "Silver")}


def test_links_undone_move_whoever_they_join(engine: Engine) -> None:
    """Links belong to no partner, so everybody is looked at."""
    taken(engine, STAFF.replace("E-2", "X-2"), *SILVER)
    batch = taken(engine, "kind,alias,same_as\nperson,E-2,X-2\n")
    turn = tried(engine, batch)
    assert turn.changes == {"added": 0, "changed": 0, "vanished": 1}
    assert moves(turn) == {("7", ON, "Silver", None)}


def test_a_batch_that_newer_ones_have_replaced_changes_nothing(engine: Engine) -> None:
    taken(engine, SEATS + QUARTER.replace("200", "201"))
    turn = tried(engine, 1)
    assert (set(turn.changes.values()), turn.stakes) == ({0}, ())


def test_nothing_of_it_is_kept(engine: Engine) -> None:
    with engine.connect() as connection:
        before = position(connection)
    tried(engine, 1)
    with engine.connect() as connection:
        assert position(connection) == before
    for batch, mark in ((99, undo), (1, redo)):
        with pytest.raises(NoSuchBatch):
            tried(engine, batch, mark)


def test_of_too_many_partners_no_tier_is_looked_at(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "MOST_PARTNERS", 0)
    turn = tried(engine, taken(engine, *SILVER))
    assert (turn.changes["vanished"], turn.partners, turn.stakes) == (3, 1, ())


# By command --------------------------------------------------------------------------------------


def test_a_dry_run_tells_what_undo_and_redo_would_change(engine: Engine, sqlite_url: str) -> None:
    batch = taken(engine, *SILVER)
    out = run(sqlite_url, "undo", batch, "--dry-run").out
    assert f"Batch {batch} (new.csv) would be undone.\n  0 added, 0 changed, 3 vanished" in out
    told = run(sqlite_url, "undo", batch, "--dry-run", "--json").document
    assert (told["batch"], told["undone_at"], told["preview"]["partners"]) == (batch, None, 1)
    assert told["changes"] == {"added": 0, "changed": 0, "vanished": 3}
    assert {one["partner"] for one in told["preview"]["stakes"]} == {"7"}
    assert "There is no batch 99." in refused(sqlite_url, "undo", 99, "--dry-run")
    assert "already" in refused(sqlite_url, "redo", batch, "--dry-run")
    marked(engine, undo, batch)
    out = run(sqlite_url, "redo", batch, "--dry-run").out
    assert "would be believed again.\n  3 added" in out
    assert run(sqlite_url, "batches", "--json").document[-1]["undone_at"]


def test_a_dry_run_names_the_tiers_that_move(demonstrated: str, tmp_path: Path) -> None:
    """And says so where none does."""
    own, path = copied(demonstrated, tmp_path), tmp_path / "corrected.csv"
    path.write_text(CORRECTED, encoding="utf-8")
    run(own, "import", path)
    out = run(own, "undo", FILES + 1, "--dry-run").out
    assert ", messaging on 2015-06-30: no tier would become Silver\n" in out
    assert run(own, "undo", FILES, "--dry-run").out.endswith("  No tier changes.\n")


# On the page -------------------------------------------------------------------------------------


def chosen(batch: int, who: str = "Ada") -> AppTest:
    app = opened("imports", batch=f"{batch}")
    app.text_input(key="imports.by").set_value(who)
    return ran(app)


@pytest.mark.usefixtures("own_demo_pages")
def test_the_page_tells_who_would_lose_a_tier_before_it_undoes() -> None:
    clicked(given(("corrected.csv", CORRECTED)), "Take in the file")
    app = chosen(FILES + 1, who="")
    assert "Undone: of the rows that count, 8 added, 0 changed, 0 vanished." in unmarked(app)
    assert "1 partner gains a tier." in said(app)
    assert f"(fictional) ({WOLKENQUITTE})" in said(app)
    (rows,) = (each for each in tables(app) if "tiers" in each.columns)
    assert "no tier → Silver" in set(rows["tiers"])
    assert next(one for one in app.button if one.label == "Undo it").disabled
    app = clicked(chosen(FILES + 1), "Undo it")
    assert "Believed again: of the rows that count, 0 added, 0 changed, 8 vanished." in unmarked(
        app
    )
    assert "1 partner loses a tier." in said(app)


def tables(app: AppTest) -> list[pl.DataFrame]:
    return [pl.DataFrame(one.value) for one in app.dataframe]


def unmarked(app: AppTest) -> str:
    return said(app).replace("*", "")


@pytest.mark.usefixtures("demo_pages")
def test_where_no_tier_moves_the_page_says_so_and_no_more() -> None:
    app = chosen(FILES)
    assert "No tier changes." in said(app)
    assert not [each for each in tables(app) if "tiers" in each.columns]


@pytest.mark.usefixtures("own_demo_pages")
def test_a_ledger_that_moved_meanwhile_is_looked_at_before_anything_is_undone() -> None:
    app = chosen(FILES)
    taken(knowledge.engine(), "partner_id,name\n7,Other\n", on=date(2026, 10, 1))
    assert not [one for one in clicked(app, "Undo it").button if one.label == "Believe it again"]
    assert "Believe it again" in [one.label for one in clicked(app, "Undo it").button]


@pytest.mark.usefixtures("own_demo_pages")
def test_the_demonstration_is_removed_only_once_that_is_confirmed() -> None:
    app = opened("imports")
    assert f"None of its {FILES} files is believed any more" in bare(said(app))
    assert "Remove it" in [one.label for one in app.button]
    assert demonstration.BY in set(pl.DataFrame(app.dataframe[0].value)["by"])
