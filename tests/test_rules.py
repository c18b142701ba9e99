"""Every rule of every programme says what it counts, from when, and how that is known."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tiers.language import (
    OPEN,
    Added,
    AtLeast,
    Best,
    ByMarket,
    Criterion,
    Edition,
    Programme,
    Scored,
    Tier,
    Total,
)
from tiers.metrics import Band, Milestones, Place
from tiers.programmes import PROGRAMMES

EDITIONS = [
    pytest.param(edition, id=f"{programme.key}-{edition.name}")
    for programme in PROGRAMMES.values()
    for edition in programme.editions
]
each_edition = pytest.mark.parametrize("edition", EDITIONS)
each_programme = pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES)


def numbers(sentence: str) -> set[int]:
    """The whole numbers of a sentence, with or without a comma at the thousands."""
    found = re.findall(
        r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-]|\.\d)|(?<![\w.,-])\d+(?![\w-]|[.,]\d)", sentence
    )
    return {int(number.replace(",", "")) for number in found}


def compared(one: Criterion) -> tuple[int, ...]:
    """The figures a criterion compares with, and the points it gives."""
    if isinstance(one, Total):
        return (one.least, one.of)
    if isinstance(one, Scored):
        return (one.upto, one.at)
    if isinstance(one.threshold, ByMarket):
        return (one.threshold.developed, one.threshold.developing)
    return (one.threshold,)


def counted(metric: object) -> Iterator[int]:
    """The figures inside a metric: months, per cents, bands, floors and those of its parts.

    How many people fill which places is said in words, and 0 asks for nothing.
    """
    if isinstance(metric, tuple):
        for part in metric:
            yield from counted(part)
    elif isinstance(metric, int) and not isinstance(metric, bool):
        yield from (metric,) if metric else ()
    elif is_dataclass(metric) and not isinstance(metric, Place):
        for field in fields(metric):
            yield from counted(getattr(metric, field.name))


def everything(edition: Edition) -> Iterator[tuple[Tier, Criterion]]:
    """Every criterion with its tier, and every gate, told beside what it opens or not."""
    for tier, one in edition.criteria:
        yield tier, one
        for gate in one.gates if isinstance(one, Scored) else ():
            yield tier, gate


def test_numbers_of_a_sentence() -> None:
    """Figures are found, and the numbers of exams and names are none."""
    assert numbers("1,500 seats; 15 % of 3 in 12 months, 70-341 and E5") == {1500, 15, 3, 12}
    assert numbers("2.5 for each, 12.5 for 4; 1,250.5 at 10. Then 3, 4.") == {4, 10, 3}


def test_numbers_of_a_metric() -> None:
    """Figures are found at any depth, and what is no figure is not."""
    assert set(counted((Milestones(40, "teams", floor=150), Band(11, 300)))) == {40, 150, 11, 300}


@each_edition
def test_the_threshold_stands_in_its_sentence(edition: Edition) -> None:
    """What is compared, and the points that are given, are numbers of the sentence that is read."""
    for tier, one in everything(edition):
        for figure in compared(one):
            assert figure in numbers(one.says), f"{tier.name}: {one.says}"
            assert figure > 0


@each_edition
def test_the_figures_of_a_metric_stand_in_its_sentence(edition: Edition) -> None:
    """A metric's own figures, of months or whatever else, are numbers of the sentence, too."""
    for tier, one in everything(edition):
        for figure in () if isinstance(one, Total) else counted(one.metric):
            assert figure in numbers(one.says), f"{tier.name}: {one.says}"


@each_edition
def test_thousands_are_set_apart(edition: Edition) -> None:
    """A figure of a sentence is written as figures are shown; four digits together are a year."""
    said = [text for _tier, one in everything(edition) for text in (one.says, one.assumed)]
    for text in (*said, *edition.assumptions):
        whole = re.findall(r"(?<![\w/-])\d{4,}(?![\w/-])", text)
        assert all(1990 <= int(figure) <= 2040 for figure in whole), text


@each_edition
def test_points_add_up(edition: Edition) -> None:
    """The parts of a total come to what its sentence says it is of."""
    for _tier, one in edition.criteria:
        if isinstance(one, Total):
            most = [_most(part) for part in one.parts]
            assert sum(most) == one.of
            assert one.least < one.of


def _most(part: object) -> int:
    """The most points a part can score: of options the best one's, of steps their sum."""
    assert isinstance(part, Scored | Best | Added)
    if isinstance(part, Added):
        return part.upto
    return max(one.upto for one in part.scored)


@each_edition
def test_an_edition_names_its_source(edition: Edition) -> None:
    """A source has a title, a place to look it up, and how far it is to be trusted."""
    source = edition.source
    assert all(text.strip() for text in (source.title, source.where, source.trust))


@each_edition
def test_a_source_is_trusted_in_known_words(edition: Edition) -> None:
    """How far a source is to be trusted is one of few things."""
    assert edition.source.trust in {
        "primary text",
        "primary text, at second hand",
        "two secondary sources",
        "one secondary source",
    }


@each_edition
def test_keys_are_unique_within_a_tier(edition: Edition) -> None:
    """A criterion is told by its tier and key, and a key is a slug."""
    assert len({tier.name for tier in edition.tiers}) == len(edition.tiers)
    for tier in edition.tiers:
        keys = [one.slug for _, one in tier.criteria]
        assert keys
        assert len(set(keys)) == len(keys)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


@each_edition
def test_a_gate_is_told_by_what_shares_its_key(edition: Edition) -> None:
    """Where a gate and a step share a key, one is met exactly where the other is."""
    for tier in edition.tiers:
        told = {one.slug: one for _, one in tier.criteria}
        for gate in _gates(edition, tier):
            one = told[gate.slug]
            assert not isinstance(one, Total)
            assert one.metric == gate.metric
            assert compared(one)[-1] == gate.threshold or one == gate
            assert not (isinstance(one, Scored) and (one.gates or gate.threshold != 1))


def _gates(edition: Edition, tier: Tier) -> list[AtLeast]:
    scored = (one for of, one in edition.criteria if of == tier and isinstance(one, Scored))
    return [gate for one in scored for gate in one.gates]


@each_edition
def test_a_higher_tier_asks_for_no_less(edition: Edition) -> None:
    """What two tiers both ask for, the higher asks for at least as much of, in any market."""
    for lower, higher in pairwise(edition.tiers):
        for market in ("developed", "developing"):
            needs = {one.slug: one.need(market) for _, one in lower.criteria}
            for _, one in higher.criteria:
                assert one.need(market) >= needs.get(one.slug, 0), f"{higher.name}: {one.says}"


@each_edition
def test_what_is_assumed_says_why(edition: Edition) -> None:
    """An assumption is a whole sentence, at a criterion as at an edition."""
    assumed = [one.assumed for _, one in everything(edition) if one.assumed]
    for sentence in (*assumed, *edition.assumptions):
        assert len(sentence.split()) >= 5
        assert sentence.endswith(".")


@each_edition
def test_an_edition_belongs_to_its_programme(edition: Edition) -> None:
    """An edition is found by its name and on its first and last day, and on no day beyond."""
    programme = PROGRAMMES[edition.programme]
    assert edition in programme.editions
    assert edition.since <= edition.until
    assert programme.named(edition.name.upper()) is edition
    assert programme.on(edition.since) is programme.on(edition.until) is edition
    assert programme.on(edition.since - timedelta(1)) is not edition
    assert edition.open or programme.on(edition.until + timedelta(1)) is not edition


@each_edition
def test_what_is_retired_is_asked_for(edition: Edition) -> None:
    """An award is retired in an edition only if one of its criteria names it."""
    asked = repr(edition.metrics)
    assert all(repr(one.award) in asked for one in edition.retired)


@each_programme
def test_editions_stand_newest_first_and_apart(programme: Programme) -> None:
    """No day has two editions, and the newest is the first in the list."""
    assert programme.editions
    for newer, older in pairwise(programme.editions):
        assert newer.since > older.until, f"{newer.name} and {older.name}"
    names = [edition.name.casefold() for edition in programme.editions]
    assert len(set(names)) == len(names)


@each_programme
def test_a_programme_is_told_by_its_key(programme: Programme) -> None:
    """The key is a slug, and title and vendor are words."""
    assert PROGRAMMES[programme.key] is programme
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", programme.key)
    assert programme.title.strip()
    assert programme.vendor.strip()


@each_programme
def test_the_nearest_editions_surround_a_day(programme: Programme) -> None:
    """On a day in a gap the edition before and the one after are named, and none else."""
    for newer, older in pairwise(programme.editions):
        day = older.until + (newer.since - older.until) / 2
        if programme.on(day) is None:
            assert programme.nearest(day) == (older, newer)
    newest, oldest = programme.editions[0], programme.editions[-1]
    if newest.until == OPEN:
        assert programme.on(date.max) is newest
    else:
        assert programme.nearest(_years(newest.until, 9)) == (newest,)
    assert programme.nearest(_years(oldest.since, -9)) == (oldest,)


def _years(day: date, years: int) -> date:
    """So many years later, in the middle of a month that every year has."""
    return day.replace(year=day.year + years, day=15)
