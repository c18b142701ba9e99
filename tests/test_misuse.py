"""Calls that cannot be answered: what they are told in words of ours."""

import json
from pathlib import Path

import pytest

from cli import main
from tests.commands import refused, run

COUNTS = Path(__file__).parent / "imports/m365-user-counts/thirty-days.csv"


@pytest.mark.parametrize("word", ["abc", "1.5", "12345678901", "١٢"])
@pytest.mark.parametrize(
    "call", [["undo"], ["redo"], ["undo", "--dry-run"], ["original", "--out=x"]]
)
def test_what_is_no_number_of_a_batch(sqlite_url: str, call: list[str], word: str) -> None:
    says = f"“{word}” is not the number of a batch, such as 12. `batches` lists them."
    assert refused(sqlite_url, *call, word) == says


def test_a_folder_is_told_to_be_one(sqlite_url: str, tmp_path: Path) -> None:
    says = refused(sqlite_url, "import", tmp_path)
    assert says == f"{tmp_path} is a folder. Name the files in it."


def test_a_file_that_does_not_say_whom_it_is_about_names_the_options(sqlite_url: str) -> None:
    """Those alone that are not given yet; in JSON the columns."""
    for given, unsaid, says in (
        ((), ["partner_id", "customer_id"], "Say it by --partner and --customer.\n"),
        (("--partner", "7"), ["customer_id"], "Say it by --customer.\n"),
    ):
        answer = run(sqlite_url, "import", COUNTS, *given, "--json")
        assert answer.code == 2
        assert answer.document[0]["unsaid"] == unsaid
        assert answer.err.endswith(says)
    both = run(sqlite_url, "import", COUNTS, "--partner", "7", "--customer", "K", "--json")
    assert (both.code, both.document[0]["unsaid"]) == (0, [])


def test_a_programme_of_one_edition_has_none_to_compare_with(sqlite_url: str) -> None:
    asked = ("transition", "--programme", "usage-milestones", "--as-of", "2020-01-01")
    says = "usage-milestones has no other edition than 2019 to compare with."
    assert refused(sqlite_url, *asked) == says


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (
            ("readiness", "--programme", "messaging"),
            "Missing option '--as-of'. `python cli.py readiness",
        ),
        (("readiness", "--bogus"), "No such option: --bogus. `python cli.py readiness"),
        (("nothing",), "No such command 'nothing'. `python cli.py"),
    ],
)
def test_a_call_that_cannot_be_read_is_told_in_a_line_with_the_way_on(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.setattr("sys.argv", ["cli.py", *asked, "--json"])
    with pytest.raises(SystemExit, match="2"):
        main()
    out, err = capsys.readouterr()
    assert err == f"{says} --help` tells what it takes.\n"
    assert json.loads(out) == {"error": err.strip()}
