"""Values of a query, none of them trusted: of the right kind and length, or as if they had not been asked."""

from __future__ import annotations

from django.http import QueryDict

LONGEST = 100


def text_of(query: QueryDict, name: str) -> str:
    """A value without the space around it; blank where it is longer than any real one, or not printable."""
    value = query.get(name, "").strip()
    return value if len(value) <= LONGEST and value.isprintable() else ""


def texts_of(query: QueryDict, name: str, most: int = 50) -> list[str]:
    """Every value of a name that may come several times."""
    return [value for value in query.getlist(name)[:most] if len(value) <= LONGEST]


def number_of(text: str, least: int, most: int) -> int | None:
    """A whole number within bounds; None where it is anything else."""
    if not (text.isascii() and text.strip().isdigit()) or len(text) > LONGEST:
        return None
    number = int(text)
    return number if least <= number <= most else None
