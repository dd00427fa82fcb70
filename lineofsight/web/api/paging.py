"""Long lists a part at a time: `limit` rows, and a cursor that asks for those after them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from ninja import Field, Schema

from lineofsight.web.api.problems import wrong_values

LIMIT, MOST = 100, 1000
_FURTHEST = 100_000_000


class Sliceable(Protocol):
    """What can be cut: a list, or rows of a database that are only read where they are cut."""

    def __getitem__(self, part: slice, /) -> Any:
        """A part."""
        ...


class Paging(Schema):
    """Which part of a list."""

    limit: int = Field(LIMIT, ge=1, le=MOST, description="How many rows at most.")
    cursor: str = Field("", max_length=40, description="The `next` of the part before; blank for the first part.")


def page_of(listed: Sliceable, paging: Paging, told: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """The part asked for, and the cursor of the next; each row made by `told`. Raises Refusal for no such cursor."""
    return page_read(lambda first, end: listed[first:end], paging, told)


def page_read(
    read: Callable[[int, int], Iterable[Any]], paging: Paging, told: Callable[[Any], Any] | None = None
) -> dict[str, Any]:  # fmt: skip
    """The same, of rows that are read from one place to another."""
    first = _place_of(paging.cursor)
    found = list(read(first, first + paging.limit + 1))
    part = found[: paging.limit]
    more = _cursor_of(first + paging.limit) if len(found) > paging.limit else None
    return {"rows": [told(row) for row in part] if told else part, "next": more}


def _cursor_of(place: int) -> str:
    return base64.urlsafe_b64encode(b"from %d" % place).decode("ascii").rstrip("=")


def _place_of(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        said = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        said = ""
    word, _, place = said.partition(" ")
    if word != "from" or not place.isdigit() or int(place) > _FURTHEST or _cursor_of(int(place)) != cursor:
        raise wrong_values([("cursor", "The cursor is none that this API gave.")], "Begin again without a cursor.")
    return int(place)
