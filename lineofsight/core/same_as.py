"""Further ways to know that rows of two sources tell of one thing, where the table's natural key cannot show it.

A return of one year gives a worker by registration number, a placement from the first episode it still holds, a period
of care under a number of its own making. Each table declares how such rows are known again; no source is named.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SameAs:
    """Rows of two sources are one where the columns `by` are equal and none of them blank.

    Where `during`, the less believed row must also begin within the span of the other: on or after its first day and
    before its last. One row of a source is at most one row of another.
    """

    by: tuple[str, ...]
    during: bool = False

    def __post_init__(self) -> None:
        if not self.by:
            raise ValueError("Rows are the same by some column. Name at least one.")
