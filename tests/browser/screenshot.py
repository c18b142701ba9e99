"""The README's picture: `python -m tests.browser.screenshot` draws docs/standing.png anew."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from imports import demonstration
from models.database import connect, writing
from tests.fixtures.app import ARGUMENTS, CHROMIUM, ROOT, serving

PICTURE = ROOT / "docs" / "standing.png"
ADDRESS = "standing?partner=4182736&programme=messaging&as_of=2015-03-31"


def draw() -> None:
    """Show the demonstration's partner in a browser, and photograph it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'facts.db')}"
        with writing(connect(url)) as connection:
            demonstration.load(connection, datetime.now(UTC))
        with serving(url, Path(folder, "app.log")) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(
                viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
            )
            page.goto(f"{address}/{ADDRESS}")
            page.get_by_text("The last eight quarters").wait_for(timeout=60_000)
            page.wait_for_timeout(2_000)  # the charts' own drawing
            page.screenshot(path=PICTURE)
            browser.close()


if __name__ == "__main__":
    draw()
