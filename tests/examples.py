"""Examples that a strategy makes, to be looked at one by one."""

from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")


def examples(of: st.SearchStrategy[T], number: int) -> list[T]:
    """So many of them, the same at every run."""
    found: list[T] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(of)
    def collect(one: T) -> None:
        found.append(one)

    collect()
    return found
