"""How the commands refuse: a sentence, the same as JSON, exit code 2, and nothing changed."""

import json
from pathlib import Path

import pytest

import cli
from tests.commands import refused, run


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database in which one partner is known."""
    folder = tmp_path_factory.mktemp("known")
    file = folder / "partners.csv"
    file.write_text("partner_id,name\n0700100,Nordmark Systems\n", encoding="utf-8")
    url = f"sqlite:///{folder / 'facts.db'}"
    assert run(url, "import", file).code == 0
    return url


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("readiness --programme mesaging --as-of 2015-03-31", "messaging"),
        ("readiness --programme messaging --as-of 2015-02-29", "2015-02-29"),
        ("readiness --programme messaging --as-of 31.03.2015", "2015-03-31"),
        ("readiness --programme messaging --as-of 20150331", "2015-03-31"),
        ("readiness --programme messaging --as-of 2015-W14-2", "2015-03-31"),
        ("readiness --programme messaging --as-of _", "2015-03-31"),
        ("readiness --programme messaging --as-of 2015-03-31 --known-on soon", "2015-03-31"),
        ("readiness --programme messaging --as-of 2015-03-31 --known-on _", "2015-03-31"),
        ("readiness --programme messaging --as-of 2015-03-31 --edition FY2016", "FY2015"),
        ("readiness --programme messaging --as-of 2015-03-31 --edition _", "FY2015"),
        ("readiness --programme messaging --as-of 2015-03-31 --partner 700100", "700100"),
        ("readiness --programme messaging --as-of 2015-03-31 --partner \a", "U+0007"),
        ("readiness --programme messaging --as-of 2015-03-31 --partner _", "partner"),
        ("import no-such-file.csv", "no-such-file.csv"),
        ("import tests", "tests"),
        ("import README.md --kind seat", "seats"),
        ("import README.md --kind _", "seats"),
        ("undo 99", "99"),
        ("redo 99", "99"),
        ("undo 99999999999999999999", "99999999999999999999"),
    ],
)
def test_a_call_that_cannot_be_answered(url: str, words: str, sentence: str) -> None:
    """An unknown name, day or number is refused in a sentence that shows what would be right."""
    given = ["" if word == "_" else word for word in words.split(" ")]
    assert sentence in refused(url, *given)


@pytest.mark.parametrize("words", ["facts seat", "facts seats --format pdf", "demo dance"])
def test_a_call_without_json_that_cannot_be_answered(url: str, words: str) -> None:
    """A verb that has no JSON refuses on standard error alone."""
    answer = run(url, *words.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()


@pytest.mark.parametrize("words", ["readiness --programme messaging", "undo x", "import", "fly"])
def test_a_call_that_is_not_understood(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing or wrong word exits 2 and, where JSON was asked for, is told as JSON, too."""
    monkeypatch.setattr("sys.argv", ["cli.py", *words.split(), "--json"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert json.loads(out)["error"]
    assert err.strip()


VERBS = [
    info.name or info.callback.__name__ for info in cli.app.registered_commands if info.callback
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    """`--help` works for every verb, without a database."""
    answer = run("this_is_no_database://", verb, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert "Usage" in answer.out


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////nonexistent/facts.db", "cannot be opened or created"),
        ("sqlite:///{folder}", "cannot be opened or created"),
        ("sqlite:///{folder}/seats.csv", "SQLite database"),
        ("postgresql://nobody@127.0.0.1:1/facts", "could not be used"),
        ("nonsense", "DATABASE_URL"),
        ("nonsense://facts", "DATABASE_URL"),
        ("mysql://somebody@127.0.0.1:1/facts", "DATABASE_URL"),
    ],
)
def test_no_database(url: str, words: str, tmp_path: Path) -> None:
    """Where there is no database to be had, a sentence says why."""
    (tmp_path / "seats.csv").write_text("partner_id,seats\n" * 100, encoding="utf-8")
    assert words in refused(url.format(folder=tmp_path), "batches")


def test_the_password_is_not_told() -> None:
    """A sentence about a database does not repeat its password."""
    assert "s3cret" not in refused("postgresql://me:s3cret@127.0.0.1:1/facts", "batches")
