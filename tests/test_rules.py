"""Every rule of every programme says what it counts, from when, and how that is known."""

import re
from itertools import pairwise

import pytest

from tiers.language import AtLeast, Edition, Programme, Tier
from tiers.programmes import PROGRAMMES

EDITIONS = [
    pytest.param(edition, id=f"{programme.key}-{edition.name}")
    for programme in PROGRAMMES.values()
    for edition in programme.editions
]
each_edition = pytest.mark.parametrize("edition", EDITIONS)
each_programme = pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES)


def criteria(edition: Edition) -> list[tuple[Tier, AtLeast]]:
    return [(tier, one) for tier in edition.tiers for _, one in tier.criteria]


def numbers(sentence: str) -> set[int]:
    """The whole numbers of a sentence, with or without a comma at the thousands."""
    found = re.findall(
        r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d+(?![\w-])", sentence
    )
    return {int(number.replace(",", "")) for number in found}


def test_numbers_of_a_sentence() -> None:
    """Figures are found, and the numbers of exams and names are none."""
    assert numbers("1,500 seats; 15 % of 3 in 12 months, 70-341 and E5") == {1500, 15, 3, 12}


@each_edition
def test_the_threshold_stands_in_its_sentence(edition: Edition) -> None:
    """The figure that is compared is a number of the sentence that is read."""
    for tier, one in criteria(edition):
        assert one.threshold in numbers(one.says), f"{tier.name}: {one.says}"
        assert one.threshold > 0


@each_edition
def test_the_months_of_a_reference_stand_in_its_sentence(edition: Edition) -> None:
    """A metric's own figure of months is a number of the sentence, too."""
    for tier, one in criteria(edition):
        months = getattr(one.metric, "months", None)
        assert months is None or months in numbers(one.says), f"{tier.name}: {one.says}"


@each_edition
def test_an_edition_names_its_source(edition: Edition) -> None:
    """A source has a title, a place to look it up, and how far it is to be trusted."""
    source = edition.source
    assert all(text.strip() for text in (source.title, source.where, source.trust))


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
def test_a_higher_tier_asks_for_no_less(edition: Edition) -> None:
    """What two tiers both ask for, the higher asks for at least as much of."""
    for lower, higher in pairwise(edition.tiers):
        needs = {one.slug: one.threshold for _, one in lower.criteria}
        for _, one in higher.criteria:
            assert one.threshold >= needs.get(one.slug, 0), f"{higher.name}: {one.says}"


@each_edition
def test_what_is_assumed_says_why(edition: Edition) -> None:
    """An assumption is a whole sentence, at a criterion as at an edition."""
    assumed = [one.assumed for _, one in criteria(edition) if one.assumed]
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
    assert programme.nearest(newest.until.replace(year=newest.until.year + 9)) == (newest,)
    assert programme.nearest(oldest.since.replace(year=oldest.since.year - 9)) == (oldest,)
