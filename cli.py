"""The same verbs without a browser: `python cli.py VERB …`.

Exit 0: done. Exit 2: refused or misused, nothing changed. Exit 1: a fault of ours.
"""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

import answers
import arguments as given
import verbs_ahead as ahead
import verbs_files as files
import verbs_plan as planning
import verbs_verdicts as verdicts
from imports import demonstration
from models import ledger
from models.database import named_database, opened, writing
from reference import check_documents, write_documents
from tiers.words import _

MISUSED: type[Exception] = typer.BadParameter.__mro__[1]  # whatever is wrong with a call
VERBS: dict[str, Callable[..., None]] = {
    "import": files.import_files,
    "batches": files.batches,
    "undo": files.undo,
    "redo": files.redo,
    "original": files.original,
    "templates": files.templates,
    "facts": files.facts,
    "programmes": verdicts.programmes,
    "readiness": verdicts.readiness,
    "forecast": ahead.forecast,
    "losses": ahead.losses,
    "plan": planning.plan,
    "scenarios": planning.kept,
    "progress": planning.progress,
    "sharing": ahead.sharing,
    "transition": verdicts.transition,
    "report": verdicts.report,
    "fleet": verdicts.fleet,
}

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Where every partner stands with its vendors, and why.",
)
for name, verb in VERBS.items():
    app.command(name)(verb)


@app.command()
def demo(
    what: Annotated[str, typer.Argument(help="load or remove.")],
    first_run: given.FirstRun = False,
) -> None:
    """Load the demonstration data, or stop believing it."""
    with answers.answering(False):
        if what not in ("load", "remove"):
            raise answers.Misuse(_("Say `demo load` or `demo remove`."))
        with opened() as engine, writing(engine) as connection:
            if first_run and (named_database() or ledger.position(connection) != (0, 0)):
                return
            change = demonstration.load if what == "load" else demonstration.remove
            count = change(connection, answers.now())
        typer.echo(_("Demonstration data: {count} files.").format(count=count))


@app.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Fail if they have drifted.")] = False,
) -> None:
    """Write the documentation that comes from the code."""
    with answers.answering(False):
        if not check:
            written = write_documents(app)
            typer.echo("\n".join(f"Wrote {path}." for path in written) or "All are up to date.")
        elif drifted := check_documents(app):
            names = ", ".join(map(str, drifted))
            raise answers.Misuse(f"Drifted from the code: {names}. Run `python cli.py docs`.")


def main() -> None:
    """Run a verb; what is misused is said on standard output too where JSON was asked for."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a terminal or a file
    try:
        sys.exit(app(prog_name="python cli.py", standalone_mode=False))
    except MISUSED as trouble:
        says = _wrong(trouble)
        typer.echo(says, err=True)
        if "--json" in sys.argv:
            answers.answer({"error": says}, "", as_json=True)
        sys.exit(answers.REFUSED)


def _wrong(misuse: Any) -> str:
    """What is wrong with a call, and how to see a right one; nothing where help was shown."""
    says: str = misuse.format_message()
    if misuse.ctx is None or not says:
        return says
    return f"{says.rstrip('.')}. `{misuse.ctx.command_path} --help` tells what it takes."


if __name__ == "__main__":
    main()
