"""What things are called wherever they are shown: options, criteria, an edition's days."""

from tiers.language import Edition
from tiers.words import _

TRACKS = {"enterprise": _("Enterprise track"), "smb": _("SMB track")}
NOUNS = {
    "adds": _("customers added"),
    "growth": _("usage growth"),
    "advanced": _("people with advanced certificates"),
    "intermediate": _("people with intermediate certificates"),
    "skilling": _("certified people"),
    "administrators": _("certified administrators"),
    "architects": _("certified architects"),
    "share": _("customer share"),
    "mrr": _("monthly revenue"),
}
LETTERS = ("acr", "cpor", "csp", "dpor", "mrr", "msp", "smb")  # read letter by letter


def option(path: str) -> str:
    """A named option, or options within options, in words."""
    return " · ".join(_one_option(name) for name in path.split("/") if name)


def noun(key: str, path: str = "") -> str:
    """What a criterion counts, such as seats; its option's name is not said again."""
    name = path.rpartition("/")[2]
    first, _dash, rest = key.removeprefix(f"{name}-").removesuffix(f"-{name}").partition("-")
    words = [_(NOUNS.get(first, _spelled(first))), *map(_spelled, rest.split("-"))]
    return " ".join(filter(None, words))


def place(tier: str, path: str, key: str) -> str:
    """A criterion among those of all tiers: its tier, its option if it stands in one, its noun."""
    within = f" · {option(path)}" if path else ""
    return f"{_(tier)}{within}: {noun(key, path)}"


def in_force(edition: Edition) -> str:
    """The days of an edition, of which the last may not be known."""
    if edition.open:
        return _("from {since} on").format(since=edition.since)
    return _("{since} to {until}").format(since=edition.since, until=edition.until)


def sentence(words: str) -> str:
    """Words as the beginning of a line."""
    return words[:1].upper() + words[1:]


def named_with(name: str, number: str) -> str:
    """A name with the number behind it, unless they are the same."""
    return f"{name} ({number})" if name != number else number


def _one_option(name: str) -> str:
    if name in TRACKS:
        return _(TRACKS[name])
    return _("Option “{name}”").format(name=_(name.replace("-", " ").replace("_", " ")))


def _spelled(word: str) -> str:
    return word.upper() if word in LETTERS else word
