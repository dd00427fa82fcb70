"""A family as rows, and who is whose parent and partner in it: what a genogram is drawn from.

The kinds of tie are those the record holds of a child and another (`lineofsight:relation`), and `partner`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    """Which shape a person has."""

    MALE = "male"
    FEMALE = "female"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `home`: people with the same one live together; `marks`: what else to say ("in care", "on a plan").

    `expected`: not yet born.
    """

    reference: str
    name: str
    sex: Sex = Sex.NOT_KNOWN
    born: date | None = None
    died: date | None = None
    expected: date | None = None
    in_focus: bool = False
    home: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Who `other` is to `person`: a code of `lineofsight:relation`, or `partner`."""

    person: str
    other: str
    relation: str
    ended: bool = False
    parental_responsibility: bool = False
    contact_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """People and the ties among them. Ties to people who are not given are left out."""

    title: str
    people: tuple[Person, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """One or two parents and their children, or a couple without. `ended`: they are no longer together."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    ended: bool = False


RELATION_WORDS = {
    "mother": "mother", "father": "father", "parent": "parent", "step_parent": "step-parent",
    "brother_or_sister": "brother or sister", "half_brother_or_sister": "half-brother or half-sister",
    "grandparent": "grandparent", "aunt_or_uncle": "aunt or uncle", "cousin": "cousin", "carer": "carer",
    "partner_of_parent": "partner of a parent", "own_child": "own child", "friend": "friend", "partner": "partner",
    "other_family": "another relative", "other": "someone else",
}  # fmt: skip
PARENTS = frozenset({"mother", "father", "parent"})
COUPLES = frozenset({"partner"})
BESIDE_A_PARENT = frozenset({"step_parent", "partner_of_parent"})
_GENERATIONS_UP = {
    **dict.fromkeys((*PARENTS, *BESIDE_A_PARENT, "aunt_or_uncle"), 1), "grandparent": 2, "own_child": -1,
    **dict.fromkeys(("brother_or_sister", "half_brother_or_sister", "cousin", "partner"), 0),
}  # fmt: skip
BROTHERS_AND_SISTERS = frozenset({"brother_or_sister", "half_brother_or_sister"})


def in_focus(family: Family) -> tuple[Person, ...]:
    """The children the drawing is about; the first person where none is named."""
    return tuple(person for person in family.people if person.in_focus) or family.people[:1]


def nearest(family: Family, most: int) -> tuple[str, ...]:
    """The people nearest to those in focus by number of ties, at most so many, in order of nearness."""
    known = {person.reference for person in family.people}
    beside: dict[str, list[str]] = {reference: [] for reference in known}
    for tie in family.ties:
        if tie.person in known and tie.other in known:
            beside[tie.person].append(tie.other)
            beside[tie.other].append(tie.person)
    reached = list(dict.fromkeys(person.reference for person in in_focus(family)))
    waiting = deque(reached)
    while waiting:
        for other in beside[waiting.popleft()]:
            if other not in reached:
                reached.append(other)
                waiting.append(other)
    rest = [person.reference for person in family.people if person.reference not in reached]
    return tuple([*reached, *rest][:most])


def without_those_far(family: Family, most: int) -> Family:
    """The family with only its nearest people, in the order they were given."""
    kept = set(nearest(family, most))
    people = tuple(person for person in family.people if person.reference in kept)
    ties = tuple(tie for tie in family.ties if {tie.person, tie.other} <= kept)
    return Family(family.title, people, ties)


def with_lines(family: Family) -> Family:
    """Those a line can be drawn to. The rest (a carer, a friend, an aunt of we know not which side) stand apart."""
    found = {who for union in unions(family) for who in (*union.parents, *union.children)}
    found |= {
        who for tie in _between_two(family) if tie.relation in BROTHERS_AND_SISTERS for who in (tie.person, tie.other)
    }
    found |= {person.reference for person in in_focus(family)}
    found &= generations(family).keys()
    people = tuple(person for person in family.people if person.reference in found)
    return Family(family.title, people, tuple(tie for tie in family.ties if {tie.person, tie.other} <= found))


def generations(family: Family) -> dict[str, int]:
    """How many generations above (negative) or below those in focus each person stands; those apart are left out."""
    rows = {person.reference: 0 for person in in_focus(family)}
    ties = [tie for tie in _between_two(family) if tie.relation in _GENERATIONS_UP]
    changed = True
    while changed:
        changed = False
        for tie in ties:
            up = _GENERATIONS_UP[tie.relation]
            for near, far, step in ((tie.person, tie.other, -up), (tie.other, tie.person, up)):
                if near in rows and far not in rows:
                    rows[far] = rows[near] + step
                    changed = True
    return rows


def parents_of(family: Family) -> dict[str, tuple[str, ...]]:
    """Each person's parents: as recorded, and else those shared with a full brother or sister."""
    found: dict[str, list[str]] = {}
    for tie in _between_two(family):
        if tie.relation in PARENTS:
            _add(found, tie.person, tie.other)
        elif tie.relation == "own_child":
            _add(found, tie.other, tie.person)
    for tie in _between_two(family):
        if tie.relation == "brother_or_sister":
            for one, other in ((tie.person, tie.other), (tie.other, tie.person)):
                if one in found and other not in found:
                    found[other] = list(found[one])
    # A half-sister whose own parents are not recorded hangs on nobody; a cousin and an uncle likewise.
    return {child: tuple(parents[:2]) for child, parents in found.items()}


def unions(family: Family) -> tuple[Union, ...]:
    """Couples and lone parents with their children, oldest child first, as far as a generation can hold them.

    A record may contradict itself (somebody's grandmother also their daughter): what no line could show is left out,
    and `contradicts_itself` says so.
    """
    row = generations(family)
    kept: dict[tuple[str, ...], Union] = {}
    for union in _recorded_unions(family):
        children = tuple(child for child in union.children if child in row)
        parents = tuple(parent for parent in union.parents if parent in row)
        if len({row[parent] for parent in parents}) > 1:
            parents = tuple(p for p in parents if children and row[p] == row[children[0]] - 1)[:1]
        children = tuple(child for child in children if parents and row[child] == row[parents[0]] + 1)
        if len(parents) == 2 or (parents and children):
            before = kept.get(parents)
            kept[parents] = Union(parents, (*before.children, *children) if before else children, union.ended)
    return tuple(kept.values())


def contradicts_itself(family: Family) -> bool:
    """Whether some recorded parent or partner cannot be drawn, because the record contradicts itself."""
    drawn = {(p, child) for union in unions(family) for p in union.parents for child in union.children}
    couples = {frozenset(union.parents) for union in unions(family)}
    row = generations(family)
    return any(
        not {(p, child) for p in union.parents for child in union.children} <= drawn
        or (len(union.parents) == 2 and frozenset(union.parents) not in couples)
        for union in _recorded_unions(family)
        if {*union.parents, *union.children} <= row.keys()
    ) or any(tie.person == tie.other for tie in family.ties)


def _recorded_unions(family: Family) -> tuple[Union, ...]:
    """Couples and lone parents as recorded."""
    born = {p.reference: p.born or p.expected or date.max for p in family.people}
    place = {p.reference: n for n, p in enumerate(family.people)}
    groups: dict[frozenset[str], list[str]] = {}
    for child, parents in parents_of(family).items():
        groups.setdefault(frozenset(parents), []).append(child)
    ended = {frozenset((tie.person, tie.other)): tie.ended for tie in _between_two(family) if tie.relation in COUPLES}
    for couple in ended:
        groups.setdefault(couple, [])
    for tie in _between_two(family):
        if tie.relation in BESIDE_A_PARENT and not any(tie.other in pair and len(pair) == 2 for pair in groups):
            parent = _whose_partner(family, tie, parents_of(family).get(tie.person, ()))
            if parent is not None and parent != tie.other:
                groups.setdefault(frozenset((parent, tie.other)), [])
                ended[frozenset((parent, tie.other))] = tie.ended
    return tuple(
        Union(tuple(sorted(pair, key=place.__getitem__)), tuple(sorted(kids, key=lambda k: (born[k], place[k]))),
              ended.get(pair, False))
        for pair, kids in groups.items()
    )  # fmt: skip


def _between_two(family: Family) -> list[Tie]:
    """Ties between two different people who are given."""
    known = {person.reference for person in family.people}
    return [tie for tie in family.ties if tie.person != tie.other and {tie.person, tie.other} <= known]


def _whose_partner(family: Family, tie: Tie, parents: Iterable[str]) -> str | None:
    """The parent whose partner somebody is: the one who lives with them, and else the first."""
    homes = {person.reference: person.home for person in family.people}
    living = [p for p in parents if homes[p] and homes[p] == homes[tie.other]]
    return next(iter([*living, *parents]), None)


def _add(found: dict[str, list[str]], child: str, parent: str) -> None:
    if parent not in found.setdefault(child, []):
        found[child].append(parent)
