"""Which rows about a child belong to which supervision: what one supervisor wrote is never another's to change.

The record tells a part by worker, day and child. Two may supervise a worker on one day and talk about the same child,
so a part written here is kept under an id made of its meeting's and its child's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from lineofsight.record.written.writing import OWN

_PART = f"{OWN}part-"
_ID_BYTES = 12
Row = Mapping[str, Any]


def part_id(meeting_id: str, child_id: str) -> str:
    """The id under which what a meeting said about a child is kept: always the same, and nobody can be told from it."""
    return _PART + blake2b(f"{meeting_id} {child_id}".encode(), digest_size=_ID_BYTES).hexdigest()


def is_part_of(row: Row, meeting_id: str, meeting: Row) -> bool:
    """Whether a row about a child was said in a meeting; of a file's row, which names none, by its day and supervisor.

    A meeting written here has only parts written in it: a file knows nothing of it.
    """
    if row["id"].startswith(_PART):
        return bool(row["id"] == part_id(meeting_id, row["child_id"]))
    alike = (row["held_on"], row["supervisor_id"]) == (meeting["held_on"], meeting["supervisor_id"])
    return alike and not meeting_id.startswith(OWN)


def parts_of(rows: Iterable[Row], meeting_id: str, meeting: Row) -> dict[str, Row]:
    """What a meeting said about each child, by the authority's own id of them: of two rows the one written here."""
    told = [row for row in rows if row["child_id"] and is_part_of(row, meeting_id, meeting)]
    return {row["child_id"]: row for row in sorted(told, key=lambda row: row["id"].startswith(_PART))}
