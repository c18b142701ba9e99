"""Counts as they are read."""

from babel.numbers import format_decimal

from tiers.words import _


def number(count: int) -> str:
    """A count with its thousands set apart, in the reader's language."""
    return format_decimal(count, format="#,##0", locale=_("en"))
