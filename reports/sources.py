"""Where a figure comes from, with the public address of each page that is named."""

import re
from collections.abc import Callable

from tiers.language import Source

# A page by its host and path, without scheme: rcpmag.com/blogs/…
_PAGE = r"(?P<page>(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s,;]*[^\s,;.])"
# A file of a public repository at a commit: owner/repository@0123abcd folder/file.md
_FILE = r"(?P<repository>[\w-]+/[\w.-]+)@(?P<commit>[0-9a-f]{8}) (?P<path>[\w./-]+\w)"
_NAMED = re.compile(rf"{_FILE}|(?<![\w/.@-]){_PAGE}")


def addresses(source: Source) -> list[str]:
    """The public addresses under which the source can be read."""
    return [_address(found) for found in _NAMED.finditer(source.where)]


def linked(text: str, plain: Callable[[str], str] = str) -> str:
    """The text in Markdown, made *plain*, with every page it names as a link to it."""
    said, end = "", 0
    for found in _NAMED.finditer(text):
        said += f"{plain(text[end : found.start()])}[{plain(found[0])}]({_address(found)})"
        end = found.end()
    return said + plain(text[end:])


def _address(found: re.Match[str]) -> str:
    if found["page"]:
        return f"https://{found['page']}"
    return f"https://github.com/{found['repository']}/blob/{found['commit']}/{found['path']}"
