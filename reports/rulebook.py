"""The rules as a document to read: an overview, then every edition with all its figures."""

from collections.abc import Iterable, Iterator

from reports.markdown import named, paragraphs, table
from reports.names import in_force, sentence
from reports.rules import last_day
from reports.sheets import Line, Sheet, sheets
from reports.sources import linked
from tiers.language import Edition, Programme


def rulebook(programmes: Iterable[Programme]) -> str:
    """Every programme under a heading of its own."""
    return paragraphs(*map(_programme, programmes))


def overview(programmes: Iterable[Programme]) -> str:
    """One line a programme."""
    lines = (
        (one.title, f"`{one.key}`", one.vendor, "; ".join(map(_days, one.editions)))
        for one in programmes
    )
    return table(("programme", "key", "vendor", "editions, newest first"), lines)


def _days(edition: Edition) -> str:
    return f"{edition.name}, {in_force(edition)}"


def _programme(programme: Programme) -> str:
    heading = f"## {programme.title}\n\n{programme.vendor}; its key is `{programme.key}`."
    return paragraphs(heading, *map(_edition, programme.editions))


def _edition(edition: Edition) -> str:
    """An edition: days, source, what counts, every criterion of every tier, what is assumed."""
    source, assumed = edition.source, "".join(f"\n- {linked(one)}" for one in _assumed(edition))
    asks = "references" in {metric.key for metric in edition.metrics}
    return paragraphs(
        f"### {edition.programme} {edition.name}",
        f"In force {in_force(edition)}."
        if edition.open
        else f"In force from {in_force(edition)}, both days included.",
        f"Source: {source.title}; {linked(source.where)}. Trust: {source.trust}.",
        f"Seats count under {named(edition.counts)}." if edition.counts else "",
        f"References count if given for {named(edition.competency)} or for none." if asks else "",
        *map(_sheet, sheets(edition)),
        _retired(edition),
        f"Assumed or inferred, since no source says so:\n{assumed}" if assumed else "",
    )


def _sheet(sheet: Sheet) -> str:
    """A line a criterion, a column a tier, and another where there is more to say of some."""
    noted = any(one.means or one.aside for one in sheet.lines)
    header = ("criterion", *sheet.tiers, *(["how it counts"] if noted else []))
    heading = f"**{sheet.name}**" + (f" ({sheet.note})" if sheet.note else "")
    lines = (_line(one, noted=noted) for one in sheet.lines)
    return paragraphs(heading if sheet.name else "", table(header, lines))


def _line(line: Line, *, noted: bool) -> list[str]:
    asks = [
        f"{ask or '–'}{' *(assumed)*' if assumed else ''}"
        for ask, assumed in zip(line.asks, line.assumed, strict=True)
    ]
    aside = "; ".join(filter(None, (line.means, line.aside))) or "–"
    return [f"`{line.key}`", *asks, *([sentence(aside)] if noted else [])]


def _retired(edition: Edition) -> str:
    if not edition.retired:
        return ""
    lines = ((one.award, f"{one.on}", f"{last_day(one)}") for one in edition.retired)
    header = ("award that can no longer be earned", "retired on", "counts until")
    return table(header, lines)


def _assumed(edition: Edition) -> Iterator[str]:
    """What no source states, of single criteria and of the whole edition, once each."""
    keys: dict[str, list[str]] = {}
    for tier in edition.tiers:
        for _path, one in tier.criteria:
            if one.assumed:
                keys.setdefault(one.assumed, []).append(one.slug)
    for says, slugs in keys.items():
        yield f"{named(dict.fromkeys(slugs))}: {says}"
    yield from edition.assumptions
