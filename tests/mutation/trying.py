"""Mutants that mutmut has made, tried one after the other in forks of one process.

mutmut itself starts pytest anew for every mutant. Here the tests that call a mutated function are
called directly, the quickest first, until one fails; tests that need pytest come last, together.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

QUICK = "tests/mutation/quick.py::"
SECONDS = 25.0  # of tests, by the time they took unmutated, the quickest first
CPU_SECONDS = 45
MEMORY = 3 * 1024**3  # bytes: a mutant that makes names for ever must not take all there is
BUILDERS = ("__init__", "one_of", "every", "associations")  # called while programmes are read
OURS = ("tiers", "tests")  # but not models, whose tables can be declared only once


class Tests:
    """Which tests call a function, and how long they take, as mutmut has found out."""

    def __init__(self, path: Path) -> None:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.by_function: dict[str, list[str]] = told["tests_by_mangled_function_name"]
        self.seconds: dict[str, float] = told["duration_by_test"]

    def of(self, mutant: str) -> list[str]:
        """The tests of a mutant's function, the quickest first, as many as there is time for.

        What is called while programmes are read concerns every case as well.
        """
        calls = set(self.by_function.get(mutant.partition("__mutmut_")[0], ()))
        if builds(mutant):
            calls |= {test for test in self.seconds if test.startswith(f"{QUICK}test_cases")}
        found: list[str] = []
        left = SECONDS
        for test in sorted(calls, key=lambda one: self.seconds[one]):
            left -= self.seconds[test]
            if left > 0 or not found:
                found.append(test)
        return found


def builds(mutant: str) -> bool:
    """Whether the mutated function is called while programmes are read."""
    return mutant.partition("__mutmut_")[0].endswith(BUILDERS)


def forget() -> None:
    """Read everything of ours anew, now that a mutant is at work."""
    for name in [one for one in sys.modules if one.partition(".")[0] in OURS]:
        del sys.modules[name]


def run(tests: list[str]) -> bool:
    """Whether all of them pass."""
    from tests.mutation import quick  # noqa: PLC0415 - the mutated code, from its own folder

    for test in tests:
        if test.startswith(QUICK):
            name, _, given = test.removeprefix(QUICK).removesuffix("]").partition("[")
            getattr(quick, name)(given)
    rest = [test for test in tests if not test.startswith(QUICK)]
    if not rest:
        return True
    import pytest  # noqa: PLC0415

    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "--rootdir=."]
    return pytest.main([*options, *rest]) == 0


def fate(mutant: str, tests: list[str]) -> str:
    """What becomes of one mutant, in a process of its own."""
    if not tests:
        return "no tests"
    child = os.fork()
    if child == 0:
        passed = False
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.environ["MUTANT_UNDER_TEST"] = mutant
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            if builds(mutant):
                forget()
            passed = run(tests)
        except BaseException:
            passed = False
        finally:
            os._exit(0 if passed else 1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed (time)"
    return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"


def tried(mutants: list[str], tests: Tests) -> Iterator[tuple[str, str, float]]:
    """Each mutant, its fate and how many seconds it took."""
    for mutant in mutants:
        start = time.monotonic()
        yield mutant, fate(mutant, tests.of(mutant)), time.monotonic() - start


def main() -> None:
    """`python trying.py RESULTS < MUTANTS`, from the folder of the mutated code."""
    results = Path(sys.argv[1]).resolve()
    mutants = sys.stdin.read().split()
    sys.path.insert(0, str(Path.cwd()))
    os.environ["MUTANT_UNDER_TEST"] = ""
    import pytest  # noqa: F401, PLC0415

    from tests.mutation import quick  # noqa: F401, PLC0415

    tests = Tests(Path("mutmut-stats.json"))
    for mutant, status, seconds in tried(mutants, tests):
        with results.open("a", encoding="utf-8") as out:
            out.write(json.dumps([mutant, status, round(seconds, 1)]) + "\n")


if __name__ == "__main__":
    main()
