"""`python -m tests.mutation`: mutants of tiers/, judged by the quick tests; see docs/testing.md."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from random import Random

from mutmut.configuration import config
from mutmut.mutation.file_mutation import mutate_file_contents

from tests.mutation.kept import FILE, keep

SEED = 2026
EACH = 20  # mutants of every file
RESULTS = Path("mutants") / "results.jsonl"
STATS = Path("mutants") / "mutmut-stats.json"


def mutants() -> dict[Path, list[str]]:
    """The names of all mutants by file, as mutmut names them."""
    found = {}
    for path in sorted(Path("tiers").rglob("*.py")):
        if config().should_mutate(path):
            module = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
            names = mutate_file_contents(str(path), path.read_text(encoding="utf-8")).mutant_names
            found[path] = [f"{module}.{name}" for name in names]
    return {path: names for path, names in found.items() if names}


def chosen(names: list[str], each: int) -> list[str]:
    """The first so many in an order by chance, the same whenever the names are."""
    return Random(SEED).sample(names, len(names))[:each]


def results() -> dict[str, str]:
    """What became of every mutant that has been tried."""
    if not RESULTS.exists():
        return {}
    lines = [json.loads(line) for line in RESULTS.read_text(encoding="utf-8").splitlines()]
    return {mutant: status for mutant, status, _seconds in lines}


def report(each: dict[Path, list[str]]) -> None:
    """The score of every file, and the mutants that are left."""
    found = results()
    total = Counter[str]()
    for path, names in each.items():
        counts = Counter(found[name].partition(" ")[0] for name in names if name in found)
        tried = sum(counts.values())
        total += counts + Counter({"made": len(names), "tried": tried})
        if tried:
            print(f"{path!s:36}{len(names):5} made{tried:5} tried{counts['killed']:5} killed")
    print(f"{'all':36}{total['made']:5} made{total['tried']:5} tried{total['killed']:5} killed")
    print(*(name for name, status in found.items() if not status.startswith("killed")), sep="\n")


def fresh() -> bool:
    """Whether the mutants are those of the code and the tests as they stand."""
    code = (path for folder in ("tiers", "tests") for path in Path(folder).rglob("*.py"))
    made = STATS.stat().st_mtime if STATS.exists() else 0.0
    return FILE.exists() and all(path.stat().st_mtime < made for path in code)


def make(first: str, environment: dict[str, str]) -> None:
    """Facts for the quick tests, all mutants, and which test calls what; mutmut tries the first."""
    shutil.rmtree("mutants", ignore_errors=True)
    keep()
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    command = [mutmut, "run", "--max-children", "1", first]
    subprocess.run(command, check=True, env=environment)


def main() -> None:
    """Choose mutants, have mutmut try them, and tell the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("files", nargs="*", default=["tiers/*"], help="such as tiers/metrics/*")
    parser.add_argument("--each", type=int, default=EACH, help="mutants of every file")
    parser.add_argument("--report", action="store_true", help="only tell what has been found")
    given = parser.parse_args()
    every = mutants()
    known = results() if fresh() else {}
    names = [
        name
        for path, all_ in every.items()
        if any(fnmatch(str(path), one) for one in given.files)
        for name in chosen(all_, given.each)
        if name not in known
    ]
    if given.report or not names:
        report(every)
        return
    environment = os.environ | {"CI": "true", "POLARS_MAX_THREADS": "1"}
    if not fresh():
        make(names[0], environment)
    command = [sys.executable, "tests/mutation/trying.py", RESULTS.name]
    subprocess.run(
        command, check=True, env=environment, cwd="mutants", input="\n".join(names), text=True
    )
    report(every)


if __name__ == "__main__":
    main()
