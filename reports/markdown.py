"""Paragraphs, tables and names in Markdown, for the documentation that is made from the code."""

from collections.abc import Iterable, Sequence


def named(names: Iterable[str]) -> str:
    """Names one after the other, each as code."""
    return ", ".join(f"`{name}`" for name in names)


def paragraphs(*parts: str) -> str:
    """Parts with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = (header, ["---"] * len(header), *rows)
    cells = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)
