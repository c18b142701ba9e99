"""What a partner hangs on, in words: what remains without a person, a customer or a reference."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.figures import figure
from reports.names import named_with, noun, sentence
from tiers.facts import Facts, in_memory
from tiers.forecast import as_known
from tiers.language import Edition
from tiers.losses import Fall, Loss, Support, losses, pairs_are_quick
from tiers.words import _

KINDS = {"person": _("person"), "customer": _("customer"), "reference": _("reference")}
Names = Mapping[tuple[str, str, str], str]  # by partner, kind and identifier


@dataclass(frozen=True)
class Hanging:
    """One partner's losses, the costliest first, by what they cost.

    *costly* take a tier alone, *together* as pairs, *weakening* only fail a criterion of the tier
    held in an option that is not needed; *harmless* are so many others.
    """

    partner: str
    name: str
    tier: str | None
    losses: tuple[Loss, ...]

    @property
    def costly(self) -> tuple[Loss, ...]:
        """Those that cost a tier alone."""
        return tuple(one for one in self.losses if _costs(one) and len(one.lost) == 1)

    @property
    def together(self) -> tuple[Loss, ...]:
        """The pairs that cost it together only."""
        return tuple(one for one in self.losses if _costs(one) and len(one.lost) > 1)

    @property
    def weakening(self) -> tuple[Loss, ...]:
        """Those that make a criterion fall, while the tier is held by another way."""
        return tuple(one for one in self.losses if one.falls and not _costs(one))

    @property
    def harmless(self) -> int:
        """How many others can be lost one at a time."""
        return sum(1 for one in self.losses if not one.falls and not _costs(one))

    def of(self, kind: str) -> tuple[Loss, ...]:
        """Those of one kind that cost a tier alone."""
        return tuple(one for one in self.costly if one.lost[0].kind == kind)


@dataclass(frozen=True)
class Dependence:
    """What every partner that holds a tier hangs on, and what everything is called.

    Without an *edition* in force nobody holds a tier. *paired*: pairs of losses were tried, too.
    """

    day: date
    programme: str
    edition: Edition | None
    partners: tuple[Hanging, ...]
    names: Names
    paired: bool

    def called(self, partner: str, support: Support) -> str:
        """A person, customer or reference by name and number."""
        name = self.names.get((partner, support.kind, support.who), "")
        if support.kind != "reference":
            return named_with(name or support.who, support.who)
        says = _("reference {who} of {name}") if name else _("reference {who}")
        return says.format(who=support.who, name=name)

    def without(self, partner: str, loss: Loss) -> str:
        """What is lost, by name."""
        called = [self.called(partner, one) for one in loss.lost]
        return _(" and ").join(called)


def dependence(
    programme: str, edition: Edition | None, facts: Facts, day: date, *, pairs: bool | None
) -> Dependence:
    """What each partner that holds a tier hangs on.

    *pairs* of losses take longer; None tries those of one partner where it does not take long.
    """
    found: dict[str, list[Loss]] = {}
    known = as_known(facts, day)  # nobody loses what comes later
    if pairs is None:
        pairs = edition is not None and pairs_are_quick(edition, known)
    for one in losses(edition, known, day, pairs=pairs) if edition else ():
        found.setdefault(one.partner, []).append(one)
    names = dict(in_memory(facts.partners.select("partner_id", "name")).rows())
    partners = tuple(
        Hanging(partner, names[partner], own[0].before, tuple(own))
        for partner, own in found.items()
    )
    return Dependence(day, programme, edition, partners, names_of(facts), pairs)


def names_of(facts: Facts) -> Names:
    """What people, customers and the givers of references are called; the last file's word."""
    sources = (
        ("customer", facts.references, "customer_id", "customer_name"),
        ("customer", facts.seats, "customer_id", "customer_name"),
        ("person", facts.awards, "person_id", "name"),
        ("person", facts.staff, "person_id", "name"),
        ("reference", facts.references, "reference_id", "customer_name"),
    )
    found: dict[tuple[str, str, str], str] = {}
    for kind, frame, who, name in sources:
        rows = in_memory(frame.select("partner_id", who, name).unique()).rows()
        found |= {(partner, kind, one): said for partner, one, said in rows if one and said}
    return found


def _costs(loss: Loss) -> bool:
    return loss.after != loss.before


# In sentences --------------------------------------------------------------------------------


def remains(loss: Loss) -> str:
    """The tier that remains, or that it could not be told, and the criteria that fall."""
    falls = dict.fromkeys(fallen(fall) for fall in loss.falls)
    tier = loss.after or (_("no tier") if loss.assessed else _("could not be assessed"))
    if loss.after == loss.before:
        tier = _("still {tier}").format(tier=tier)
    return f"{tier} ({', '.join(falls)})" if falls else tier


def fallen(fall: Fall) -> str:
    """What a criterion would come to, of what it asks for."""
    if fall.have is None:
        return _("{what} not assessed").format(what=noun(fall.key))
    return _("{what} {have} of {need}").format(
        what=noun(fall.key), have=figure(fall.have, below=fall.need), need=figure(fall.need)
    )


def summary(own: Hanging) -> str:
    """What one partner's tier hangs on, in a sentence."""
    counts = [(kind, len(own.of(kind))) for kind in KINDS]
    parts = [counted(kind, number) for kind, number in counts if number]
    if not parts:
        says = _("{tier} survives the loss of any one person, customer or reference.")
        return says.format(tier=own.tier)
    listed = ", ".join(parts[:-1]) + (_(" and ") if parts[1:] else "") + parts[-1]
    says = _("{tier} hangs on {listed}: losing any one of them costs it.")
    if sum(number for _kind, number in counts) == 1:
        says = _("{tier} hangs on {listed}: losing that costs it.")
    return says.format(tier=own.tier, listed=listed)


def counted(kind: str, number: int) -> str:
    """So many of a kind."""
    many = {"person": _("people"), "customer": _("customers"), "reference": _("references")}
    word = _(KINDS[kind]) if number == 1 else many[kind]
    return f"{figure(number)} {word}"


def spare(own: Hanging) -> str:
    """How many others can be lost, one at a time; empty for none."""
    says = _("{number} other people, customers and references can be lost one at a time, and "
             "nothing falls.")  # fmt: skip
    if own.harmless == 1:
        says = _("{number} other person, customer or reference can be lost, and nothing falls.")
    return says.format(number=figure(own.harmless)) if own.harmless else ""


def overview(found: Dependence) -> list[str]:
    """Of all partners, how many hang on any single person, customer, reference."""
    held = len(found.partners)
    return [
        _hanging(sum(1 for one in found.partners if one.of(kind)), held, _(word))
        for kind, word in KINDS.items()
    ]


def _hanging(some: int, held: int, kind: str) -> str:
    says = _("{some} of {all} partners with a tier have a {kind} whose loss alone costs it.")
    if some == 1:
        says = _("{some} of {all} partners with a tier has a {kind} whose loss alone costs it.")
    if held == 1:
        says = _("The one partner with a tier has no {kind} whose loss alone costs it.")
    if some == held == 1:
        says = _("The one partner with a tier has a {kind} whose loss alone costs it.")
    return says.format(some=figure(some), all=figure(held), kind=kind)


def most_fragile_first(partners: Iterable[Hanging], kind: str = "") -> list[Hanging]:
    """By how many single losses, or of one *kind*, cost the tier; the most first, then by name."""
    return sorted(
        partners,
        key=lambda one: (-len(one.of(kind) if kind else one.costly), one.name.casefold()),
    )


def documents(found: Dependence) -> list[dict[str, Any]]:
    """The losses as docs/commands.md has them in JSON."""
    return [
        {
            "partner": one.partner,
            "lost": [_support(found, one.partner, support) for support in one.lost],
            "tier_before": one.before,
            "tier_after": one.after,
            "falls": [
                {"key": each.key, "have": each.have, "need": each.need} for each in one.falls
            ],
        }
        for own in found.partners
        for one in own.losses
    ]


def _support(found: Dependence, partner: str, support: Support) -> dict[str, str | None]:
    name = found.names.get((partner, support.kind, support.who))
    return {"kind": support.kind, "id": support.who, "name": name}


def aloud(found: Dependence, *, everybody: bool) -> str:
    """As text: of one partner every loss that matters; of all, who hangs on a single one."""
    if found.edition is None:
        says = _("No edition of {name} is in force on {day}, so there is no tier to lose.")
        return says.format(name=found.programme, day=found.day)
    if not found.partners:
        return _("No tier is held on {day}, so there is none to lose.").format(day=found.day)
    lines = [] if everybody else overview(found)
    for own in found.partners:
        if everybody or own.costly:
            lines += _told(found, own, short=not everybody)
    return "\n".join(lines)


def _told(found: Dependence, own: Hanging, *, short: bool) -> Iterator[str]:
    who = named_with(own.name, own.partner)
    yield _("{who}: {says}").format(who=who, says=sentence(summary(own)))
    shown: Sequence[Loss] = (*own.costly, *own.together, *own.weakening)
    for one in own.costly if short else shown:
        lost = found.without(own.partner, one)
        yield _("  without {lost}: {remains}").format(lost=lost, remains=remains(one))
    if own.harmless and not short:
        yield f"  {spare(own)}"


def ranked(own: Hanging) -> Iterable[Loss]:
    """All that costs a tier or fails a criterion: alone, then as pairs."""
    return (*own.costly, *own.weakening, *own.together)
