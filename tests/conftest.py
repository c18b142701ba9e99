"""What all tests share; the fixtures themselves are in tests/fixtures/."""

import os
from itertools import count

import pytest
from hypothesis import settings

from tests.fixtures.needs import NEEDS

pytest_plugins = [
    "tests.fixtures.offline",  # first: the next one reads from it
    "tests.fixtures.app",
    "tests.fixtures.databases",
    "tests.fixtures.demonstrations",
    "tests.fixtures.engines",
    "tests.fixtures.pages",
]

NUMBERS = count(1)
GIVEN_BY: dict[str, str] = {
    "app_url": "browser",
    "browser": "browser",
    "postgres": "postgres",
    "spark": "spark",
}

settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.register_profile("default", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what its fixtures need, and keep those with one need in one process.

    So `-m "not spark"` needs no list, and with several processes there is still one Spark, one
    PostgreSQL server and one browser.
    """
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in GIVEN_BY:
                item.add_marker(GIVEN_BY[fixture])
        for name in NEEDS:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group(name))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes may hold the moment they were made, and every process must find the same tests."""
    return f"bytes{next(NUMBERS)}" if isinstance(val, bytes) else None
