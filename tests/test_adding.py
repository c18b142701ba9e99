"""The programme on the page that tells how to add one is true."""

import re
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

from models.store import facts
from tests import test_rules
from tests.test_cases import PARTNER, criteria_of, files_of, read_cases
from tests.tracking import scratch, take
from tiers.language import Programme
from tiers.programmes import PROGRAMMES
from tiers.verdicts import readiness

PAGE = Path("docs/adding-a-programme.md")
CHECKS: list[Callable[..., None]] = [
    check
    for name, check in vars(test_rules).items()
    if name.startswith("test_") and set(signature(check).parameters) & {"edition", "programme"}
]


def block(language: str) -> str:
    """The only block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Programme:
    """The page's programme, among all others for as long as a test runs."""
    names: dict[str, object] = {}
    exec(block("python"), names)
    (found,) = (one for one in names.values() if isinstance(one, Programme))
    monkeypatch.setitem(PROGRAMMES, found.key, found)
    return found


def test_the_page_is_a_page() -> None:
    """What is long is not read."""
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_programme_obeys_every_rule_of_programmes(
    check: Callable[..., None], added: Programme
) -> None:
    """What is asked of every programme is asked of the page's."""
    for edition in added.editions:
        each = {"edition": edition, "programme": added}
        check(*(each[name] for name in signature(check).parameters))


def test_its_cases_are_so(added: Programme, sqlite_url: str) -> None:
    """Both sides of a threshold, by the real importer."""
    cases = read_cases(block("yaml")).values()
    assert {case["tier"] for case in cases} == {None, "Silver"}
    for case in cases:
        with scratch(sqlite_url) as connection:
            for file in files_of(case):
                take(connection, file)
            known = facts(connection)
        found = {one.partner: one for one in readiness(added, known, case["as_of"])}
        verdict = found[PARTNER]
        assert verdict.tier == case["tier"], case["name"]
        for _key, said, one in criteria_of(case, verdict):
            assert {name: getattr(one, name) for name in said} == said
