"""An import in a real browser: looked at, a pair confirmed, taken in, had back, undone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.demonstrations import FILES, copied
from tests.test_import_page import STAFF, TRAININGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 120_000  # milliseconds


@pytest.fixture(scope="module")
def app_database_url(demonstrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return copied(demonstrated, tmp_path_factory.mktemp("app"))


@pytest.fixture
def page(browser_page: "Page") -> "Page":
    browser_page.set_default_timeout(PATIENCE)
    return browser_page


def named(page: "Page") -> None:
    """Say who one is."""
    page.get_by_label("Your name, for the ledger").fill("Ada")
    page.keyboard.press("Tab")


def at_rest(page: "Page") -> None:
    """Wait until the page is drawn to its end: what is clicked before may be drawn anew."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_a_confirmed_pair_is_remembered_and_can_be_undone(
    page: "Page", app_url: str, tmp_path: Path
) -> None:
    files = {tmp_path / "staff.csv": STAFF, tmp_path / "trainings.csv": TRAININGS}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    page.goto(f"{app_url}/imports")
    page.get_by_role("heading", name="What files look like").wait_for()
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_text("2 pairs are probably one and the same").wait_for()
    named(page)
    page.get_by_text("person 12345678 is W-901").click()
    page.get_by_text("1 pair is confirmed.").wait_for()
    at_rest(page)
    page.get_by_role("button", name="Take in 3 files").click()
    page.get_by_text(f"taken in as batch {FILES + 1} · links").wait_for()

    page.goto(f"{app_url}/imports?batch={FILES + 1}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "confirmed-links.csv"
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert kept == "kind,alias,same_as\nperson,12345678,W-901\n"

    named(page)
    page.get_by_role("button", name="Undo it").click()
    at_rest(page)
    page.get_by_role("button", name="Believe it again").click()
    page.get_by_role("button", name="Undo it").and_(page.locator(":enabled")).wait_for()
    page.get_by_text("Show undone batches too").wait_for(state="detached")
