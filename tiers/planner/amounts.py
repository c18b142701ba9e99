"""What metrics of vendors' figures come to, by what is done to the figures."""

from datetime import date

from tiers.metrics.earlier import earlier
from tiers.metrics.figure_changes import FigureGrowth, FigureIncrease, FigureShare
from tiers.metrics.figure_customers import FigureCustomers, FigureProducts
from tiers.metrics.figure_rows import HUNDREDTHS
from tiers.metrics.figures import FigureNow, FigureTotal
from tiers.planner.figures import Figure, Figures, enough
from tiers.planner.levers import Lever
from tiers.planner.model import Sum

UNIT = Sum(fixed=HUNDREDTHS)


def figure_total(figures: Figures, metric: FigureTotal) -> Lever:
    """The rows of the last months, and what is added; known if there is either."""
    figure = figures.of[metric.figure]
    rows = figure.within(metric.months, figure.known.day)
    recent = earlier(figure.known.day, metric.months) < figure.period
    added = figure.added if recent else Sum()
    return Lever(added + sum(row["value"] for row in rows), UNIT, _unless(rows, added))


def figure_now(figures: Figures, metric: FigureNow) -> Lever:
    """The newest period with what is added to it, or a new one of what is added alone."""
    now, needs = _now(figures.of[metric.figure])
    return Lever(now, UNIT, needs)


def figure_share(figures: Figures, metric: FigureShare) -> Lever:
    """A part in per cent of the whole, which must be above zero."""
    part, of_part = _now(figures.of[metric.part])
    whole, of_whole = _now(figures.of[metric.whole])
    return Lever(part * 100, whole, (*of_part, *of_whole, whole))


def figure_growth(figures: Figures, metric: FigureGrowth) -> Lever | None:
    """The newest period against the one exactly a year before; the latter is what it is."""
    figure = figures.of[metric.figure]
    then = _then(figure, metric, figure.period)
    if figure.told in {None, figure.period}:
        now, needs = _now(figure)
        return Lever((now - then) * 100, Sum(fixed=then), needs) if then else None
    assert figure.told is not None
    was = _then(figure, metric, figure.told)
    if was is None:
        if not then:
            return None
        return Lever((figure.added - then) * 100, Sum(fixed=then), (figure.acted,))
    return _either(figure, was, then)


def _either(figure: Figure, was: int, then: int | None) -> Lever | None:
    """Growth as it is where nothing is done, and else that of a new period."""
    model, untouched = figure.model, figure.acted * -1 + 1
    today = (_told(figure) - was) * 100
    if then is None:
        return Lever(Sum(fixed=today), Sum(fixed=was), (untouched,))
    grown = model.number(figure.most * HUNDREDTHS * 100, whole=False) - then * 100
    as_new = (figure.added - then) * 100
    model.at_most(grown * was, as_new * was, when=figure.acted)
    model.at_most(grown * was, today * then, when=untouched)
    return Lever(grown, Sum(fixed=then))


def figure_increase(figures: Figures, metric: FigureIncrease) -> Lever | None:
    """The last months, less those of a year before."""
    figure = figures.of[metric.figure]
    then = figure.within(metric.months, figure.known.year_before)
    if not then:
        return None
    now = figure_total(figures, FigureTotal(metric.figure, metric.months))
    before = sum(row["value"] for row in then)
    return Lever(now.amount - before, now.per, now.needs)


def figure_customers(figures: Figures, metric: FigureCustomers) -> Lever | None:
    """The customers for whom it is enough and, if it is net, less those for whom it was."""
    figure = figures.of[metric.figure]
    now, needs = figure.reaching(metric)
    if not metric.net:
        return Lever(now, needs=needs)
    then = figure.sums(metric, figure.known.year_before)
    if not then:
        return None
    return Lever(now - sum(enough(metric, one.values()) for one in then.values()), needs=needs)


def figure_products(figures: Figures, metric: FigureProducts) -> Lever:
    """The products of which there is anything, and new ones."""
    figure = figures.of[metric.figure]
    sums: dict[str, int] = {}
    for row in figure.within(12, figure.known.day):
        if row["product"] is not None:
            sums[row["product"]] = sums.get(row["product"], 0) + row["value"]
    has = sum(value > 0 and product not in metric.but for product, value in sums.items())
    return Lever(figure.services + has, needs=() if sums else (figure.services,))


def _now(figure: Figure) -> tuple[Sum, tuple[Sum, ...]]:
    """The newest period, and what it takes for it to be known."""
    if figure.told is None:
        return figure.added, (figure.added,)
    if figure.told == figure.period:
        return figure.added + _told(figure), ()
    kept = figure.model.number(max(0, _told(figure)), whole=False)
    figure.model.at_most(kept, (figure.acted * -1 + 1) * max(0, _told(figure)))
    return figure.added + kept, ()


def _told(figure: Figure) -> int:
    """What the newest period comes to."""
    return sum(row["value"] for row in figure.rows if row["period"] == figure.told)


def _then(figure: Figure, metric: FigureGrowth, period: date) -> int | None:
    """What the period exactly a year before comes to, where it is enough to grow from."""
    rows = [row for row in figure.rows if row["period"] == earlier(period, 12)]
    then = sum(row["value"] for row in rows)
    return then if then > 0 and then >= metric.baseline * HUNDREDTHS else None


def _unless(rows: object, added: Sum) -> tuple[Sum, ...]:
    """Known where there is a row, or something is added."""
    return () if rows else (added,)
