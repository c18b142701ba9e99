"""Sentences that the page shows as well as a command: none is about one of the two alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

from imports import vocabulary
from imports.values import squeezed
from tests.commands import ROOT
from tiers.products import product

SHARED = ("imports", "models", "reports", "tiers", "views")


def sentences(path: Path) -> Iterator[str]:
    """All that the module hands to `_`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def test_no_sentence_of_the_page_speaks_of_a_command() -> None:
    """Who reads it in a browser has no options of a command line to give."""
    paths = [path for folder in SHARED for path in (ROOT / folder).rglob("*.py")]
    found = [says for path in paths for says in sentences(path)]
    assert len(found) > 300
    assert [says for says in found if "--" in says] == []


def test_every_product_has_a_name_by_which_files_may_call_it() -> None:
    """A sentence names a product as its maker does, and what is no product we know as it stands."""
    known = set(vocabulary.PRODUCTS.values())
    assert {slug: vocabulary.PRODUCTS[squeezed(product(slug))] for slug in known} == {
        slug: slug for slug in known
    }
    assert product("exchange-online") == "Exchange Online"
    assert product("something-else") == "something-else"
