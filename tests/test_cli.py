"""The commands: what each answers, as text and as JSON."""

from pathlib import Path

import pytest

from imports.kinds import BY_NAME
from imports.templates import write_templates
from tests.commands import Answer, refused, run

PARTNER = "0700100"
READINESS = ("readiness", "--programme", "messaging")
ON = ("--as-of", "2015-03-31")
BATCH_KEYS = {"batch", "file", "sha256", "kind", "rows", "imported_at", "by", "undone_at"}
RESULT_KEYS = {
    "file",
    "kind",
    "format",
    "status",
    "batch",
    "rows",
    "warnings",
    "errors",
    "changes",
}
VERDICT_KEYS = {"partner", "programme", "edition", "as_of", "tier", "tiers"}
CRITERION_KEYS = {
    "key",
    "path",
    "says",
    "have",
    "need",
    "gap",
    "points",
    "max_points",
    "assumed",
    "outcome",
    "reason",
    "role",
    "all_points_at",
    "gates",
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Our own example files, in the order of the kinds."""
    written = write_templates(tmp_path_factory.mktemp("examples"))
    return [path for path in written if path.name.endswith("-example-en.csv")]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, examples: list[Path]) -> str:
    """A database into which the examples are taken; no test changes it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('known') / 'facts.db'}"
    assert done(run(url, "import", *examples, "--by", "me")).out
    return url


def done(answer: Answer) -> Answer:
    """The answer, which must be no refusal."""
    assert (answer.code, answer.err) == (0, "")
    return answer


# What each verb answers ------------------------------------------------------------------------


def test_import_tells_what_became_of_each_file(sqlite_url: str, examples: list[Path]) -> None:
    """One entry a file, with the path as given; text names the batch and counts the rows."""
    told = done(run(sqlite_url, "import", *examples, "--json")).document
    assert [entry["file"] for entry in told] == [str(path) for path in examples]
    assert [entry["kind"] for entry in told] == list(BY_NAME)
    assert all(entry.keys() >= RESULT_KEYS for entry in told)
    assert {entry["status"] for entry in told} == {"loaded"}
    assert [entry["batch"] for entry in told] == list(range(1, 1 + len(told)))
    again = done(run(sqlite_url, "import", *examples))
    assert again.out.count("already-loaded") == len(examples)


def test_import_by_text(sqlite_url: str, examples: list[Path]) -> None:
    """The text names file, kind, rows, batch and what was added."""
    out = done(run(sqlite_url, "import", examples[0])).out
    assert "partners-example-en.csv: loaded, partners, 2 rows, batch 1" in out
    assert "2 added, 0 changed, 0 vanished" in out


def test_a_file_that_leaves_out_most_of_what_was_known_says_so(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Who brings in what is new alone is told of the option that keeps the rest."""
    header, path = "partner_id,person_id,award,earned_on\n", tmp_path / "awards.csv"
    path.write_text(header + "7,E-1,70-341,2015-01-01\n7,E-1,70-342,2015-01-01\n", "utf-8")
    assert "--additions" not in done(run(sqlite_url, "import", path)).out
    path.write_text(header + "7,E-2,70-341,2015-02-01\n", "utf-8")
    assert "no longer counts; --additions keeps it." in done(run(sqlite_url, "import", path)).out


def test_import_refuses(sqlite_url: str, tmp_path: Path, examples: list[Path]) -> None:
    """A refused file exits 2, with every fault on standard error and in JSON; nothing is taken."""
    path = tmp_path / "seats.csv"
    header = "partner_id,customer_id,product,period,seats\n"
    path.write_text(header + "7,C-17,Exchange,2015-Q1,many\n7,,Exchange,2015-Q1,1\n", "utf-8")
    told = run(sqlite_url, "import", examples[0], path, "--json")
    assert told.code == 2
    assert [entry["status"] for entry in told.document] == ["dry-run", "refused"]
    assert [(one["line"], one["column"]) for one in told.document[1]["errors"]] == [
        (2, "seats"),
        (3, "customer_id"),
    ]
    assert "seats.csv, line 2, seats: “many” is not a whole number" in told.err
    assert "digits alone, such as 1250" in told.err
    assert "seats.csv, line 3, customer_id: is missing" in told.err
    assert run(sqlite_url, "batches", "--json").document == []


def test_import_only_tries(sqlite_url: str, examples: list[Path]) -> None:
    """`--dry-run` tells and takes nothing."""
    (told,) = done(run(sqlite_url, "import", examples[0], "--dry-run", "--json")).document
    assert (told["status"], told["batch"], told["changes"]["added"]) == ("dry-run", None, 2)
    assert run(sqlite_url, "batches", "--json").document == []


def test_import_adds(sqlite_url: str, tmp_path: Path) -> None:
    """`--additions` keeps who is on the staff list already."""
    for person in ("ana", "bob"):
        path = tmp_path / f"{person}.csv"
        path.write_text(f"partner_id,person_id\n7,{person}\n", "utf-8")
        done(run(sqlite_url, "import", path, "--additions", "--kind", "staff"))
    assert len(run(sqlite_url, "facts", "staff").out.splitlines()) == 3


def test_batches(known: str, sqlite_url: str) -> None:
    """The ledger, oldest first; of an empty one a sentence says so."""
    entries = done(run(known, "batches", "--json")).document
    assert [entry["kind"] for entry in entries] == list(BY_NAME)
    assert all(entry.keys() >= BATCH_KEYS for entry in entries)
    assert {entry["by"] for entry in entries} == {"me"}
    assert all(entry["imported_at"].endswith("Z") for entry in entries)
    assert len(done(run(known, "batches")).out.splitlines()) == len(BY_NAME)
    assert "No file" in done(run(sqlite_url, "batches")).out


def test_undo_and_redo(sqlite_url: str, examples: list[Path]) -> None:
    """A batch is undone and believed again; doing either twice is refused and changes nothing."""
    done(run(sqlite_url, "import", examples[0]))
    undone = done(run(sqlite_url, "undo", 1, "--by", "me", "--json")).document
    assert undone.keys() >= BATCH_KEYS
    assert undone["undone_at"]
    assert "already" in refused(sqlite_url, "undo", 1)
    assert run(sqlite_url, "facts", "partners").out.count("\n") == 1
    assert "Batch 1" in done(run(sqlite_url, "redo", 1)).out
    assert "already" in refused(sqlite_url, "redo", 1)
    assert run(sqlite_url, "facts", "partners").out.count("\n") == 3


def test_templates(sqlite_url: str, tmp_path: Path) -> None:
    """Every kind has an empty and an example file in two languages."""
    written = done(run(sqlite_url, "templates", tmp_path / "new", "--json")).document
    assert len(written) == 8 * len(BY_NAME)
    assert all(Path(path).read_bytes() for path in written)
    assert done(run(sqlite_url, "templates", tmp_path / "new")).out.splitlines() == written


def test_programmes(sqlite_url: str) -> None:
    """Every programme with its editions, their days and sources."""
    (messaging,) = (
        one
        for one in done(run(sqlite_url, "programmes", "--json")).document
        if one["programme"] == "messaging"
    )
    edition = messaging["editions"][1]
    assert (edition["edition"], edition["since"], edition["until"]) == (
        "FY2015",
        "2014-07-01",
        "2015-06-30",
    )
    assert edition["source"]["title"]
    assert {one["need"] for one in edition["tiers"][0]["criteria"]} == {2, 3, 500, 15}
    assert "FY2015" in done(run(sqlite_url, "programmes")).out


def test_readiness(known: str) -> None:
    """All partners, or one; each with its tiers, criteria and, where asked for, evidence."""
    told = done(run(known, *READINESS, *ON, "--json")).document
    assert [one["partner"] for one in told] == [PARTNER, "0700200"]
    (one,) = done(run(known, *READINESS, *ON, "--partner", PARTNER, "--json")).document
    assert one == told[0]
    assert one.keys() >= VERDICT_KEYS
    assert [tier["tier"] for tier in one["tiers"]] == ["Silver", "Gold"]
    criteria = {each["key"]: each for each in one["tiers"][0]["criteria"]}
    assert criteria.keys() == {"people", "references", "seats", "active-usage"}
    assert all(each.keys() == CRITERION_KEYS | {"unit", "assumption"} for each in criteria.values())
    seats = criteria["seats"]
    assert (seats["have"], seats["need"], seats["gap"]) == (420, 500, 80)
    shown = done(run(known, *READINESS, *ON, "--partner", PARTNER, "--evidence", "--json"))
    facts = shown.document[0]["tiers"][0]["criteria"][2]["evidence"]
    assert [(fact["line"], fact["counted"]) for fact in facts] == [(2, True), (3, False)]
    assert facts[0].keys() == {"fact", "file", "line", "counted", "reason"}
    assert facts[0]["file"] == "seats-example-en.csv"


def test_readiness_as_text(known: str) -> None:
    """The text names partner, edition, tier and each criterion's sentence, and its evidence."""
    text = done(run(known, *READINESS, *ON, "--partner", PARTNER, "--evidence")).out
    for words in ("Nordmark Systems", "FY2015", "500 seats of Exchange Online: 420", "Birkenhof"):
        assert words in text


def test_readiness_as_text_of_whom_too_little_is_known(known: str) -> None:
    """Not assessed is not said to be no tier."""
    lines = done(run(known, *READINESS, *ON, "--partner", "0700200")).out.splitlines()
    assert lines[0].endswith(", messaging FY2015, 2015-03-31: not assessed")


def test_readiness_out_of_force(known: str) -> None:
    """On a day without an edition there is none, no tier, and the nearest are named."""
    told = done(run(known, *READINESS, "--as-of", "2016-01-01", "--json")).document[0]
    assert (told["edition"], told["tier"], told["tiers"]) == (None, None, [])
    assert [one["edition"] for one in told["nearest"]] == ["FY2015", "2017"]
    first, _blank, second, *_rest = done(run(known, *READINESS, "--as-of", "2016-01-01")).out.split(
        "\n"
    )
    near = "FY2015 (2014-07-01 to 2015-06-30); 2017 (2017-07-06 to 2018-09-04)."
    assert first == f"No edition of messaging is in force on 2016-01-01. The nearest: {near}"
    assert second.endswith(", messaging, 2016-01-01: no edition in force")
    asked = (*READINESS, "--as-of", "2016-01-01", "--edition", "fy2015", "--json")
    assert done(run(known, *asked)).document[0]["edition"] == "FY2015"


def test_readiness_by_what_was_known(known: str) -> None:
    """Before the first import nobody is known."""
    before = (*READINESS, *ON, "--known-on", "2015-03-31")
    assert done(run(known, *before, "--json")).document == []
    assert done(run(known, *before)).out.strip()


def test_transition(known: str) -> None:
    """The same facts by the edition of the day and by the next one, or by one that is named."""
    asked = ("transition", "--programme", "messaging", "--as-of", "2014-12-31")
    told = done(run(known, *asked, "--json")).document
    assert (told["before"]["edition"], told["after"]["edition"]) == ("FY2015", "2017")
    assert [one["partner"] for one in told["partners"]] == [PARTNER, "0700200"]
    assert sum(told["counts"].values()) == 2
    named = done(run(known, *asked, "--edition", "fy2014", "--partner", PARTNER, "--json")).document
    assert (named["after"]["until"], len(named["partners"])) == ("2014-06-30", 1)
    gone = {one["key"] for one in named["partners"][0]["criteria"]}
    assert gone == {"active-usage"}
    assert "edition FY2015 (2014-07-01 to 2015-06-30) against" in done(run(known, *asked)).out


def test_transition_needs_two_editions(known: str) -> None:
    """After the last edition nothing follows, and before the first nothing precedes."""
    asked = ("transition", "--programme", "messaging", "--as-of")
    assert refused(known, *asked, "2018-01-01").endswith("with --edition: FY2015, FY2014.")
    for more in ((), ("--edition", "2017")):
        assert "in force on 2013-01-01 or before" in refused(known, *asked, "2013-01-01", *more)


def test_an_edition_with_no_last_day_has_none(known: str) -> None:
    """The day behind which nothing is known is not shown as one."""
    for asked in (["programmes"], ["readiness", "--programme", "odoo", "--as-of", "2026-01-01"]):
        for form in ([], ["--json"]):
            assert "9999" not in done(run(known, *asked, *form)).out
    odoo = next(
        one
        for one in done(run(known, "programmes", "--json")).document
        if one["programme"] == "odoo"
    )
    assert odoo["editions"][0]["until"] is None
    assert "from 2023-05-19 on" in done(run(known, "programmes")).out
