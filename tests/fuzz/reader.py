"""Any bytes are read or refused: the whole reader under coverage-guided fuzzing, by `make fuzz`.

Anything else that is raised, more than 5 seconds and more than 1 GB are findings. One ends the run,
and its bytes are left in this folder as `found-…`; give that file to `python -m tests.fuzz.reader`
to see it again. Once mended it belongs among the samples of tests/imports/.
"""

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import atheris

os.environ.setdefault("POLARS_MAX_THREADS", "1")

with atheris.instrument_imports(include=["imports"]):
    from imports.formats import FORMATS
    from imports.identify import identify, recognise
    from imports.reading import Refused, read
    from imports.rows import extract

from tests.fuzz.mutations import CELLS, Mutations

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "imports"
LARGEST = 64 * 1024
TODAY = date(2015, 4, 7)
SAID = {"partner_id": "0700100", "customer_id": "C-17"}
HEADERS = [header for known in FORMATS for column in known.columns for header in column.headers]


def whole(content: bytes) -> None:
    """Read it as an import does; every fault and refusal must be told in words."""
    try:
        result = extract(identify(read(content, recognise)), TODAY, SAID)
    except Refused as trouble:
        if not str(trouble).strip():
            raise AssertionError("refused without a word") from trouble
    else:
        assert all(fault.sentence().strip() for fault in result.faults)
        assert all(warning.strip() for warning in result.warnings)


def changed(content: bytes, largest: int, seed: int) -> bytes:
    """Another file made of this one, as libfuzzer asks for it."""

    def bytewise(part: bytes) -> bytes:
        made: bytes = atheris.Mutate(part, max(1, min(largest, len(part) + 64)))
        return made

    return Mutations(seed, HEADERS, bytewise).file(content)[:largest]


def main() -> None:
    """Fuzz with the arguments of libfuzzer; without a file among them from all samples on.

    What reached something new is kept in a temporary folder, for the next run to go on from.
    """
    given = sys.argv[1:]
    kept = Path(gettempdir(), "fuzzed-files")
    kept.mkdir(exist_ok=True)
    words = Path(gettempdir(), "fuzzed-words")
    words.write_text("".join(map(_entry, dict.fromkeys((*CELLS, *HEADERS)))), encoding="ascii")
    options = [
        f"-max_len={LARGEST}",
        "-timeout=5",
        "-rss_limit_mb=1024",
        f"-dict={words}",
        f"-artifact_prefix={HERE}/found-",
    ]
    if not any(Path(argument).is_file() for argument in given):
        _gather(kept)
        options.append(str(kept))
    atheris.Setup([sys.argv[0], *options, *given], whole, custom_mutator=changed)
    atheris.Fuzz()


def _gather(folder: Path) -> None:
    """Every sample as a seed."""
    for path in SAMPLES.glob("*/*"):
        if path.suffix != ".json" and path.stat().st_size <= LARGEST:
            shutil.copy(path, folder / f"{path.parent.name}-{path.name}")


def _entry(word: str) -> str:
    """A word as a line of libfuzzer's dictionary."""
    signs = "".join(f"\\x{byte:02x}" for byte in word.encode()[:64])
    return f'"{signs}"\n' if signs else ""


if __name__ == "__main__":
    main()
