"""What there is to send today: new, changed and gone children, in batches; the unchanged are left in peace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lineofsight.returns.dfe_api import fields as f
from lineofsight.returns.dfe_api.changes import Changes
from lineofsight.returns.dfe_api.payload import Payload
from lineofsight.returns.dfe_api.sent import Sent, State

MOST_IN_A_BATCH: Final = 100
"""Children in one request at most: the receiver takes no more."""


class Kind(StrEnum):
    """Why a child is, or is not, in what is sent."""

    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    REFUSED = "refused before, unchanged since"
    UNNAMED = "gone, and no longer known by its id"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One child's part of a batch: `body` is what is sent; the rest is what to remember once it is acknowledged."""

    reference: str
    kind: Kind
    body: Mapping[str, Any]
    digest: str
    digests: Mapping[str, Any] | None


@dataclass(frozen=True, eq=False)
class Plan:
    """The items to send, in order, and how many children there are of each kind."""

    items: tuple[Item, ...]
    counts: Mapping[Kind, int]
    unnamed: tuple[str, ...]

    def batches(self, most: int = MOST_IN_A_BATCH) -> Iterator[tuple[Item, ...]]:
        """The items by at most `most`. Raises ValueError for none, or more than the receiver takes."""
        if not 1 <= most <= MOST_IN_A_BATCH:
            raise ValueError(f"A batch holds 1 to {MOST_IN_A_BATCH} children, not {most}.")
        for start in range(0, len(self.items), most):
            yield self.items[start : start + most]


def plan_of(
    payload: Payload, sent: Mapping[str, Sent], changes: Changes, reference: Callable[[str], str], *,
    known: Iterable[str] = (), whole: bool = False, again: bool = False,
) -> Plan:  # fmt: skip
    """What to send of a payload, given what was acknowledged.

    `reference` gives a child's pseudonym, one that is a pseudonym already standing for itself; `known` are the ids of
    everyone the record knows, among whom children gone from the payload are found. `whole` sends changed children
    whole, not in part; `again` also those that were refused and have not changed since.
    """
    items: list[Item] = []
    counts = dict.fromkeys(Kind, 0)
    there = set()
    for child, whole_payload in payload.children.items():
        name = reference(child)
        if name == child:  # whose identity was taken away: what is left is no id of the authority's
            continue
        there.add(name)
        before = sent.get(name, Sent(name))
        digest = changes.whole(whole_payload)
        if before.state is State.SENT and before.digest == digest:
            counts[Kind.UNCHANGED] += 1
        elif before.refused == digest and not again:
            counts[Kind.REFUSED] += 1
        else:
            is_change = before.state is State.SENT and before.digests is not None
            body = changes.part(whole_payload, before.digests or {}) if is_change and not whole else whole_payload
            kind = Kind.CHANGED if is_change else Kind.NEW
            counts[kind] += 1
            digests = changes.digests(whole_payload)
            items.append(Item(name, kind, body, digest, digests if isinstance(digests, dict) else None))
    gone = {name for name, row in sent.items() if row.state is State.SENT and name not in there}
    named = ((reference(person), person) for person in known) if gone else ()
    ids = {name: person for name, person in named if name in gone and name != person}
    for name in sorted(gone & set(ids)):
        body = {"la_child_id": ids[name], "mis_child_id": None, f.PURGE: True}
        counts[Kind.DELETED] += 1
        items.append(Item(name, Kind.DELETED, body, "", None))
    unnamed = tuple(sorted(gone - set(ids)))
    counts[Kind.UNNAMED] = len(unnamed)
    return Plan(tuple(items), counts, unnamed)
