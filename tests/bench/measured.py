"""Seconds and memory of a command, whatever the process that asks for it holds itself."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from tests.commands import ROOT

# A process inherits the peak of the one it is started from, so a small one stands between.
BETWEEN = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True, encoding="utf-8")
seconds = time.perf_counter() - begun
kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([seconds, kilobytes / 1024, done.stdout]))
"""


class Measured(NamedTuple):
    """What a command took, with the start of its process, and what it said."""

    seconds: float
    megabytes: float
    says: str


def measured(command: Sequence[str]) -> Measured:
    """Run a command of ours in a process of its own; fails where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, *command],
        cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8",
    )  # fmt: skip
    return Measured(*json.loads(done.stdout))
