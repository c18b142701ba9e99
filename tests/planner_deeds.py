"""Everything that can be done in a small world, to be tried beside what is planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tests.planner_worlds import AWARDS, COSTS, DAY, KINDS, PRODUCTS, THEN
from tiers.facts import Facts, Row
from tiers.planner import Action

Deed = tuple[float, tuple[Action, ...]]  # what can be done at one place, and its cost


def _deed(*actions: Action) -> Deed:
    return sum(COSTS.of(one.kind, one.what).cost * one.amount for one in actions), actions


@dataclass(frozen=True)
class Trying:
    """Everything that can be done about some kinds of facts for less than a cost."""

    facts: Facts
    kinds: Sequence[str]
    counts: frozenset[tuple[str, ...]] = frozenset({KINDS})
    services: bool = True
    largest: int | None = None  # the seats that no customer is taken beyond

    def all(self, under: float, most: int) -> list[tuple[Action, ...]] | None:
        """Every set of deeds for less than so much; None where they are more than *most*."""
        found: list[Deed] = [(0.0, ())]
        for slot in self._slots(under):
            some = list(islice(slot, most))
            further = (
                (cost + more, (*actions, *deed))
                for cost, actions in found
                for more, deed in some
                if cost + more < under - 1e-9
            )
            found += list(islice(further, most))
            if len(found) > most or len(some) == most:
                return None
        return [actions for _cost, actions in found]

    def _slots(self, under: float) -> Iterator[Iterable[Deed]]:
        """Of each place what can be done there."""
        rows = {
            name: getattr(self.facts, name).collect("polars").rows(named=True)
            for name in self.kinds
        }
        if "awards" in rows:
            yield from self._exams(rows)
        names = ("seats", "associations", "references", "figures")
        known = sorted(
            {row["customer_id"] for name in names for row in rows.get(name, ())} - {None}
        )
        if "references" in rows:
            yield from ([_deed(Action("reference", who))] for who in known)
        if "seats" in rows:
            yield from self._seats(rows, under)
        if "figures" in rows:
            yield from self._figures(known, under)
        yield self._won(under)

    def _exams(self, rows: Mapping[str, list[Row]]) -> Iterator[list[Deed]]:
        staff = rows.get("staff", [])
        people = {row["person_id"] for row in staff or rows["awards"]}
        for who in sorted(people):
            for award in AWARDS:
                yield [_deed(Action("exam", who, award))]
        for who in ("new1", "new2"):
            exams = [
                [Action("exam", who, one) for one in some]
                for some in (AWARDS[:1], AWARDS[1:2], AWARDS[2:], AWARDS[:2], AWARDS[1:], AWARDS)
            ]
            yield [_deed(Action("hire", who), *some) for some in exams]

    def _seats(self, rows: Mapping[str, list[Row]], under: float) -> Iterator[list[Deed]]:
        """At a product of the newest file: an association, seats, users."""
        for product in PRODUCTS:
            mine = [row for row in rows["seats"] if row["product"] == product]
            newest = max((row["period"] for row in mine), default=THEN)
            today = [row for row in mine if row["period"] == newest > THEN]
            for who in sorted({row["customer_id"] for row in today}):
                own = sorted({row["association"] for row in today if row["customer_id"] == who})
                records = [
                    row
                    for row in rows["associations"]
                    if (row["customer_id"], row["product"]) == (who, product)
                ]
                held = {row["kind"] for row in records if _holds(row)}
                yield [
                    _deed(Action("claim", who, product, association=kind))
                    for kind in own
                    if kind not in held and self._missing(kind, {row["kind"] for row in records})
                ]
                started = {row["started_on"] for row in records}
                if DAY not in started:
                    have = max(row["seats"] for row in today if row["customer_id"] == who)
                    for kind, most in (("seat", self._room(have, under)), ("activate", int(under))):
                        several = range(1, most + 1)
                        yield [_deed(Action(kind, who, product, number)) for number in several]

    def _room(self, have: int, under: float) -> int:
        """How many seats more a customer may take."""
        small = self.largest is not None and have <= self.largest
        return min(int(under), self.largest - have) if small and self.largest else int(under)

    def _missing(self, kind: str, on_record: set[str]) -> bool:
        """Whether others are on record: the first one on record would undo what counted before."""
        counting = [kinds for kinds in self.counts if kind in kinds]
        return bool(counting) and all(on_record & set(kinds) for kinds in counting)

    def _figures(self, known: list[str], under: float) -> Iterator[list[Deed]]:
        for figure in ("f", "g"):
            for who in ("", *known):
                yield [
                    _deed(Action("figure", who, figure, number))
                    for number in range(1, int(under) + 1)
                ]
        new = ("new-1", "new-2") if self.services else ()
        yield from ([_deed(Action("service", name, "f"))] for name in new)

    def _won(self, under: float) -> Iterator[Deed]:
        """Up to three customers won, each with what the kinds of facts allow."""
        each = (deed for deed in self._new(under) if deed[0] < under)
        one = sorted(each, key=lambda deed: deed[0])  # so that those for less come first
        for number in (1, 2, 3):
            for some in _several([cost for cost, _actions in one], number, under):
                yield (
                    sum(one[each][0] for each in some),
                    tuple(
                        _named(action, f"new{position}")
                        for position, each in enumerate(some)
                        for action in one[each][1]
                    ),
                )

    def _new(self, under: float) -> Iterator[Deed]:
        most = int(under)
        parts: list[list[tuple[Action, ...]]] = [[(Action("customer", ""),)]]
        if "references" in self.kinds:
            parts.append([(), (Action("reference", ""),)])
        if "seats" in self.kinds:
            parts.append([(), *self._new_seats(most)])
        if "figures" in self.kinds:
            raised = [(Action("figure", "", "f", number),) for number in range(1, most + 1)]
            parts.append([(), *raised])
        found: list[tuple[Action, ...]] = [()]
        for part in parts:
            found = [(*one, *more) for one in found for more in part]
        yield from (_deed(*one) for one in found)

    def _new_seats(self, most: int) -> Iterator[tuple[Action, ...]]:
        for product in PRODUCTS:
            for kind in KINDS:
                for seats in range(1, most + 1):
                    taken = Action("seat", "", product, seats, association=kind)
                    yield (taken,)
                    for users in range(1, min(seats, most - seats) + 1):
                        yield taken, Action("activate", "", product, users)


def _holds(row: Row) -> bool:
    """Whether an association holds on the day, so that it cannot be claimed once more."""
    proofs = ("approved",) if row["kind"] == "CPOR" else ("approved", "none")
    ended = row["ended_on"]
    return row["started_on"] <= DAY and (not ended or ended >= DAY) and row["proof"] in proofs


def _several(
    costs: Sequence[float], number: int, under: float, first: int = 0
) -> Iterator[tuple[int, ...]]:
    """So many of them in order, perhaps the same again, that cost less; the cheapest come first."""
    if number == 0:
        yield ()
        return
    for each in range(first, len(costs)):
        if costs[each] * number >= under:
            return
        for others in _several(costs, number - 1, under - costs[each], each):
            yield (each, *others)


def _named(action: Action, who: str) -> Action:
    return Action(action.kind, who, action.what, action.amount, association=action.association)
