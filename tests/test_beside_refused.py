"""Files tried together with one that is refused: previewed, and none of them taken in."""

from sqlalchemy import Engine

from tests.test_importing import NOTHING, SEATS, STAFF, WRONG, engine, enter, stands, statuses

__all__ = ["engine"]  # a fixture


def test_a_dry_run_previews_the_good_files_beside_a_refused_one(engine: Engine) -> None:
    """In their order, as if the refused one were not there; and still none can be loaded."""
    enter(engine, SEATS)
    before, fewer = stands(engine), SEATS.replace(b"420", b"7")
    staff, wrong, again, seats = enter(engine, STAFF, WRONG, SEATS, fewer, dry_run=True)
    assert stands(engine) == before
    assert statuses([staff, wrong, again, seats]) == [
        "dry-run", "refused", "already-loaded", "dry-run",
    ]  # fmt: skip
    assert (staff.changes["added"], seats.changes["changed"]) == (1, 1)
    assert seats.preview
    assert {(one.seats_before, one.seats_after) for one in seats.preview.stakes} == {(420, 7)}
    assert (
        staff.warnings[:2]
        == seats.warnings[:2]
        == (
            "Not loaded, since another file was refused.",
            "What it would change is told as if that file were not there.",
        )
    )
    assert (wrong.preview, wrong.changes, again.warnings) == (None, NOTHING, ())


def test_good_files_that_follow_on_one_another_do_so_beside_a_refused_one(
    engine: Engine,
) -> None:
    """The second of two alike would change nothing more."""
    results = enter(engine, SEATS, WRONG, SEATS, dry_run=True)
    assert statuses(results) == ["dry-run", "refused", "already-loaded"]
    assert stands(engine) == ((0, 0), {})
