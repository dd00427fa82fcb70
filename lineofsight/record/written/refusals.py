"""Why a write is not done: it says something that cannot be, or somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


class WriteRefused(Exception):
    """The row cannot be written as given; the message says which column, why, and what to do."""


class ChangedMeanwhile(Exception):
    """The row has another version by now than the one its writer had read. Nothing was written; nothing is lost.

    `by` and `at`: who wrote the version that stands, and when. `current`: what it says. `given`: what was to be
    written. `version`: the number of the version that stands.
    """

    def __init__(
        self, *, table: str, row_id: str, version: int, by: str, at: datetime | None, current: Mapping[str, Any],
        given: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(f"A row of {table} was changed while somebody else wrote to it. Look at both and choose.")
        self.table, self.row_id, self.version = table, row_id, version
        self.by, self.at, self.current, self.given = by, at, current, given

    @property
    def differing(self) -> tuple[str, ...]:
        """The columns in which what was to be written differs from what stands."""
        return tuple(name for name, value in self.given.items() if self.current.get(name) != value)
