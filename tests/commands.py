"""Commands as a user gives them: in this process, or in one of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

import cli

ROOT = Path(__file__).parents[1]


class Answer(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


def run(url: str, *words: object) -> Answer:
    """`python cli.py words` over a database, within this process; a fault of ours is raised."""
    given = [str(word) for word in words]
    result = CliRunner().invoke(cli.app, given, env={"DATABASE_URL": url})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def start(url: str, *words: object, **options: Any) -> subprocess.Popen[str]:
    """The same in a process of its own, which lives on."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *map(str, words)],
        env=options.pop("env", os.environ) | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


def run_alone(url: str, *words: object, **options: Any) -> Answer:
    """The same in a process of its own, until it ends."""
    with start(url, *words, **options) as process:
        out, err = process.communicate(timeout=240)
    return Answer(process.returncode, out, err)


def refused(url: str, *words: object) -> str:
    """Why a command is refused: one sentence as text, the same as JSON, and exit code 2."""
    plain, told = run(url, *words), run(url, *words, "--json")
    assert (plain.code, plain.out) == (2, ""), plain
    assert (told.code, told.err) == (2, plain.err), told
    assert told.document == {"error": plain.err.strip()}, told
    return plain.err.strip()
