"""The language the user reads: every sentence shown passes through `_`."""

from contextvars import ContextVar
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "locale"
_spoken: ContextVar[NullTranslations | None] = ContextVar("spoken", default=None)


def speak(language: str) -> None:
    """Use *language* (an ISO code such as `de`) for this session; English where it lacks words."""
    _spoken.set(translation("tiers", LOCALE, languages=[language], fallback=True))


def number(value: float) -> str:
    """A number in a sentence: thousands set apart, hundredths only where there are some."""
    return f"{value:,.2f}".removesuffix(".00")


def _(sentence: str) -> str:
    """The sentence in the session's language, or as it was written."""
    spoken = _spoken.get()
    return spoken.gettext(sentence) if spoken and sentence else sentence
