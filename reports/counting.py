"""Which seats a metric counts: of which products, under which kinds of association."""

from collections.abc import Iterable, Iterator

from tiers.measures import Metric
from tiers.metrics.counted import Counted


def kinds(metric: Metric) -> tuple[str, ...]:
    """The kinds of association that a metric counts instead of the edition's."""
    return tuple(dict.fromkeys(kind for one in counted(metric) for kind in one.kinds))


def products(metrics: Iterable[Metric]) -> frozenset[str]:
    """Every product whose seats any of the metrics counts."""
    found = (one for metric in metrics for one in counted(metric))
    return frozenset(product for one in found for product in one.products)


def figures(metrics: Iterable[Metric]) -> frozenset[str]:
    """Every figure that any of the metrics reads."""
    read = (getattr(tally, "figure", None) for metric in metrics for tally in metric.tallies)
    return frozenset(name for name in read if name)


def counted(metric: Metric) -> Iterator[Counted]:
    """Which seats a metric counts, or those of each that it is the sum of."""
    own = getattr(metric, "counted", None)
    if isinstance(own, Counted):
        yield own
    for one in getattr(metric, "metrics", ()):
        yield from counted(one)
