"""The documentation says what the code does, in the glossary's words."""

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

import reference
from cli import app
from imports.filekind import FileKind
from imports.kinds import KINDS
from imports.vocabulary import ASSOCIATIONS
from reports.names import in_force
from reports.sources import addresses, linked
from tests.commands import run
from tiers.language import Edition, Outcome
from tiers.programmes import PROGRAMMES

ROOT = Path(__file__).parents[1]
BY_HAND = ("CHANGELOG.md", "GLOSSARY.md", "docs/house.md", "docs/meaning.md")
MADE = ("README.md", "docs/commands.md", "docs/file-kinds.md", "docs/programmes.md")
WORDS = """
    programme, edition, in force, tier, requirement, criterion, metric, threshold, option, path,
    fact, award, individual, person, place, seat, active user, workload, customer, tenant,
    association, reference, as of, known on, evidence, finding, verdict, met, not met, not assessed,
    gap, plan, action, scenario, progress, forecast, lapse, at risk, import batch, ledger,
    refused row, scope, read, identify, extract, preview, commit, undo, measure, judge, evaluate,
    report
"""
EDITIONS = [edition for programme in PROGRAMMES.values() for edition in programme.editions]
VERBS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
JSON_VERBS = [
    name for name, verb in VERBS.items() if any("--json" in one.opts for one in verb.params)
]
ASKED = "--partner 4182736 --programme messaging"
OF_MESSAGING = "--programme messaging --as-of 2015-03-31"
CALLS = (
    ("import", "import partner/2015-Q1/seats.csv"),
    ("batches", "batches"),
    ("batches", "undo 87"),
    ("batches", "redo 87"),
    ("programmes", "programmes"),
    ("readiness", f"readiness {ASKED} --as-of 2015-03-31 --evidence"),
    ("readiness", f"readiness {ASKED} --as-of 2016-03-31"),
    ("forecast", f"forecast {ASKED} --as-of 2015-03-31"),
    ("losses", f"losses {ASKED} --as-of 2015-03-31"),
    ("plan", f"plan {ASKED} --tier Gold --as-of 2015-03-31"),
    ("plan", f"plan {ASKED} --tier Gold --as-of 2015-03-31 --keep Gold"),
    ("scenarios", f"scenarios {ASKED} --as-of 2015-03-31"),
    ("progress", "progress --as-of 2015-03-31"),
    ("sharing", f"sharing {OF_MESSAGING} --programme smcs --tier Silver"),
    ("transition", "transition --programme messaging --as-of 2014-06-30"),
    (
        "fleet",
        "fleet --facts lake --programme messaging --as-of 2015-03-31 --engine polars --out f.csv",
    ),
    ("report", f"report {ASKED} --as-of 2015-03-31 --format json --out report.json"),
)


def words_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    _before, found, after = words_of(document).partition(f"### {heading}\n")
    assert found, f"{document} has no heading {heading}"
    return re.split(r"^#{1,3} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def glossary() -> dict[str, str]:
    return dict(re.findall(r"^\*\*(.+?)\*\*: (.+)$", words_of("GLOSSARY.md"), re.MULTILINE))


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with copies of the made documents, which stand for the real ones."""
    (tmp_path / "docs").mkdir()
    for name in MADE:
        (tmp_path / name).write_text(words_of(name), encoding="utf-8")
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    return tmp_path


def change(document: Path, old: str, new: str) -> None:
    words = document.read_text(encoding="utf-8")
    assert old in words
    document.write_text(words.replace(old, new), encoding="utf-8")


# What is made from the code -------------------------------------------------------------------


def test_the_documents_are_up_to_date() -> None:
    assert reference.check_documents(app) == [], "run `python cli.py docs`"


def test_drift_is_noticed_and_mended(copies: Path) -> None:
    drifted = Path("docs/programmes.md")
    change(copies / drifted, "500 seats", "400 seats")
    assert reference.check_documents(app) == [drifted]
    assert reference.write_documents(app) == [drifted]
    assert (copies / drifted).read_text(encoding="utf-8") == words_of("docs/programmes.md")
    assert reference.write_documents(app) == []


def test_what_is_written_by_hand_stays(copies: Path) -> None:
    change(copies / "README.md", "# Tier tracker\n", "# Our tier tracker\n")
    assert reference.check_documents(app) == []


def test_a_document_without_its_marks_is_a_fault(copies: Path) -> None:
    change(copies / "README.md", "<!-- made: programmes -->", "")
    with pytest.raises(ValueError, match=r"README\.md lacks the line <!-- made: programmes -->"):
        reference.check_documents(app)


def test_the_verb_docs_tells_what_has_drifted(copies: Path, sqlite_url: str) -> None:
    assert run(sqlite_url, "docs", "--check").code == 0
    change(copies / "README.md", "FY2015", "FY")
    refused = run(sqlite_url, "docs", "--check")
    assert (refused.code, "README.md" in refused.err) == (2, True)
    assert run(sqlite_url, "docs").out == "Wrote README.md.\n"
    assert run(sqlite_url, "docs").out == "All are up to date.\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_told_with_its_options(verb: str) -> None:
    told = section("docs/commands.md", verb)
    assert VERBS[verb].help in told
    for option in VERBS[verb].params:
        assert option.help, f"{verb} {option.name} says nothing"
        assert option.help in told
        assert option.param_type_name == "argument" or option.opts[0] in told


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_column_is_told(kind: FileKind) -> None:
    told = section("docs/file-kinds.md", kind.name)
    lines = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("|")]
    found = {name.strip("*`"): (name, *cells) for name, *cells in lines}
    for column in kind.columns:
        name, german, says, takes, default = found[column.name]
        assert name.startswith("**") == column.required
        assert (german, says.split("; also called ")[0]) == (column.german, column.says)
        assert all(other in says for other in column.others.surely)
        assert takes
        assert column.default is None or str(column.default) in default
    assert ",".join(kind.examples[0][:2]) in told


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: f"{one.programme}-{one.name}")
def test_every_edition_is_told_with_its_source(edition: Edition) -> None:
    told = section("docs/programmes.md", f"{edition.programme} {edition.name}")
    source = edition.source
    for fact in (in_force(edition), source.title, source.trust, *addresses(source)):
        assert fact in told
    for tier in edition.tiers:
        assert tier.name in told
        for _path, one in tier.criteria:
            assert one.says.replace("|", r"\|") in told
            assert one.assumed in told
    assert all(linked(assumed) in told for assumed in edition.assumptions)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda one: f"{one.programme}-{one.name}")
def test_every_edition_has_its_days_in_the_changelog(edition: Edition) -> None:
    _before, *rules = words_of("CHANGELOG.md").split("\n### Rules\n")
    told = [part.partition("\n#")[0] for part in rules]
    assert any(in_force(edition) in part for part in told)


# What is written by hand ----------------------------------------------------------------------


@pytest.mark.parametrize("verb", JSON_VERBS)
def test_every_answer_as_json_is_told(verb: str) -> None:
    assert section("docs/commands.md", f"JSON of {verb}").strip()


def test_every_field_of_an_answer_is_told(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "partner").symlink_to(ROOT / "data/partner")
    run(sqlite_url, "demo", "load")
    run(sqlite_url, "facts", "--all", "--format", "parquet", "--out", "lake")
    for heading, call in CALLS:
        told = section("docs/commands.md", f"JSON of {heading}")
        answered = run(sqlite_url, *call.split(), "--json")
        assert answered.code == 0, answered.err
        untold = [one for one in fields(answered.document) if not re.search(rf"\b{one}\b", told)]
        assert not untold, call


def fields(document: Any) -> set[str]:
    """The names of all fields of a JSON document."""
    if isinstance(document, list):
        return {name for one in document for name in fields(one)}
    if isinstance(document, dict):
        return set(document) | {name for one in document.values() for name in fields(one)}
    return set()


def test_the_commands_of_the_readme_run(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    readme = words_of("README.md")
    shown = re.findall(r"^python cli\.py (.+)$", readme, re.MULTILINE)
    answers = [run(sqlite_url, *shlex.split(line)) for line in shown]
    assert len(shown) > 5
    assert [(line, one.err) for line, one in zip(shown, answers, strict=True) if one.code] == []
    _before, _found, after = readme.partition("The first `readiness` answers:\n\n```\n")
    assert after.partition("```")[0] in [one.out for one in answers]


@pytest.mark.parametrize("document", [*BY_HAND, *MADE])
def test_links_lead_somewhere(document: str) -> None:
    for target, anchor in re.findall(
        r"(?<!!)\[[^\]]+\]\((?!http)([^)#]*)#?(.*?)\)", words_of(document)
    ):
        path = (ROOT / document).parent / target if target else ROOT / document
        assert path.is_file(), f"{document} leads to {target}"
        assert not anchor or anchor in anchors(path), f"{document} leads to {target}#{anchor}"


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in found}


def test_what_the_house_names_exists() -> None:
    told = words_of("docs/house.md")
    named = set(re.findall(r"`((?:answers|imports|models|reports|tiers)\.\w[\w.]*)`", told))
    assert len(named) > 20
    for module, _dot, name in (one.rpartition(".") for one in named if not one.endswith(".py")):
        assert hasattr(import_module(module), name), f"there is no {module}.{name}"
    for path in re.findall(r"`([\w/]+(?:/|\.py|\.md))`", told):
        assert (ROOT / path).exists(), f"there is no {path}"


# The glossary ---------------------------------------------------------------------------------


def test_the_glossary_has_every_word() -> None:
    wanted = {word.strip() for word in WORDS.replace("\n", " ").split(",")}
    assert wanted <= set(glossary())
    assert {outcome.value for outcome in Outcome} <= set(glossary())
    assert {kind.rstrip("12") for kind in ASSOCIATIONS.values()} <= set(glossary())


def test_the_glossary_is_in_order_and_brief() -> None:
    found = re.findall(r"^\*\*(.+?)\*\*: ", words_of("GLOSSARY.md"), re.MULTILINE)
    assert found == sorted(set(found), key=str.casefold)
    for word, says in glossary().items():
        assert len(re.findall(r"\.(?:\s|$)", says)) in (1, 2), word
        assert says.endswith("."), word
