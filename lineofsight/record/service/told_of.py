"""By whose relatives children are found: what must not be said of a child to whoever may not know of that child.

A young parent may be a child here. Their children are found by `mother: Sarah Jones`, which tells that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables.people import mothers, relationships
from lineofsight.record.home import Home
from lineofsight.record.reading_rows import rows_held
from lineofsight.record.service.found import FoundBy, Kind
from lineofsight.record.service.now import ChildNow
from lineofsight.record.service.words import name_words

_NAMED_IN = ((relationships, "related_person_id"), (mothers, "mother_id"))


def said_of(home: Home, children: Iterable[ChildNow]) -> frozenset[int]:
    """The keys of what tells of these children among the words by which their relatives are found.

    First the words of their names, which are indexed; then the record is asked, so that a namesake is still found.
    """
    names = {child.child_id: f"{child.forename or ''} {child.surname or ''}".strip() for child in children}
    words = {word for name in names.values() for word in name_words(name)}
    if not words:
        return frozenset()
    rows = FoundBy.objects.filter(word__word__in=words, kind=Kind.FAMILY)
    told = [
        (key, local_id, said)
        for key, local_id, said in rows.values_list("pk", "child__child_id", "said")
        if _name_in(said) in names.values()
    ]
    holders = sorted({local_id for _, local_id, _ in told})
    named = {
        (row[table.holder_column], names[row[column]])
        for table, column in _NAMED_IN
        for row in rows_held(home, table, holders)
        if row[column] in names
    }
    return frozenset(key for key, local_id, said in told if (local_id, _name_in(said)) in named)


def _name_in(said: str | None) -> str:
    """`mother: Sarah Jones` -> `Sarah Jones`."""
    return (said or "").partition(": ")[2]
