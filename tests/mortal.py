"""A process that lets children import and undo, and kills them when it is told to.

It has imported the product once, so a child costs a fork and not a start. It reads an order from
each line of standard input, and answers each on a line of standard output; both are JSON.
"""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import psycopg  # noqa: F401 - SQLAlchemy would import it in every child
from sqlalchemy import Engine, event

from imports.importing import take_in
from imports.results import Arrival
from models.database import DatabaseTrouble, opened, writing
from models.ledger import undo

AT = datetime(2016, 4, 1, 12, tzinfo=UTC)
PATIENCE = 240  # seconds after which a child is taken for hung
NOWHERE = -1  # a child that is never killed tells nobody how far it is
_teller = NOWHERE

Kill = tuple[str, float] | None
Told = list[tuple[float, str]]


def main() -> None:
    """Obey until nobody orders any more."""
    event.listen(Engine, "before_cursor_execute", _writes)
    event.listen(Engine, "commit", lambda connection: _tell("committing"))
    gc.freeze()  # a child's collector leaves alone what it shares with its parent
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(obey(**order)), flush=True)  # noqa: T201 - the answer


def obey(url: str, jobs: Sequence[Mapping[str, Any]], kill: Kill) -> list[Told]:
    """Do the jobs at the same time, a child each; what each told, and after how many seconds.

    With *kill* a child is killed so many seconds after it told the word, or once it began.
    """
    began = time.monotonic()
    children = [_child(url, job, mortal=bool(kill)) for job in jobs]
    answers = []
    for child, ear in children:
        with os.fdopen(ear, encoding="utf-8") as heard:
            told = []
            if kill:
                word, seconds = kill
                told = list(_until(word, heard))
                time.sleep(seconds)
                os.kill(child, signal.SIGKILL)
            told += heard
        os.waitpid(child, 0)
        moments = (line.rstrip("\n").split(" ", 1) for line in told)
        answers.append([(float(moment) - began, what) for moment, what in moments])
    return answers


def _until(word: str, heard: Iterable[str]) -> Iterator[str]:
    """The lines up to one that tells the word, or that the child is at its end."""
    for line in heard:
        yield line
        if line.split()[1] in (word, "done", "trouble", "fault"):
            break


def _child(url: str, job: Mapping[str, Any], *, mortal: bool) -> tuple[int, int]:
    """A child at its job, and the pipe on which it tells how far it is."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        _live(mouth, url, job, mortal=mortal)
    os.close(mouth)
    return child, ear


def _live(mouth: int, url: str, job: Mapping[str, Any], *, mortal: bool) -> NoReturn:
    """Do one job, tell what became of it, and end, or wait for the end."""
    global _teller  # noqa: PLW0603 - each child has one of its own
    _teller = mouth
    signal.alarm(PATIENCE)
    _tell("reading")
    try:
        _tell(_done(url, job))
    except DatabaseTrouble as trouble:
        _tell(f"trouble {trouble}")
    except BaseException as fault:  # whatever it is, the test must hear of it
        _tell(f"fault {fault!r}")
    while mortal:
        signal.pause()
    os._exit(0)


def _done(url: str, job: Mapping[str, Any]) -> str:
    with opened(url) as engine:
        if "undo" in job:
            time.sleep(job["wait"])
            with writing(engine) as connection:
                undo(connection, job["undo"], AT, "somebody else")
            return "done []"
        arrivals = [Arrival(Path(file).name, Path(file).read_bytes()) for file in job["files"]]
        results = take_in(engine, arrivals, AT, "somebody")
    return "done " + json.dumps([[one.status, one.changes] for one in results])


def _writes(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    if statement.startswith("INSERT"):
        _tell("writing")


def _tell(what: str) -> None:
    os.write(_teller, f"{time.monotonic()} {what}\n".encode())


if __name__ == "__main__":
    main()
