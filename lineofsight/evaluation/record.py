"""The record as evaluation reads it: one lazy frame a table, what is covered, and until when it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from lineofsight.core.table import Table
from lineofsight.evaluation.coverage import Coverage, everything_covered
from lineofsight.evaluation.schemas import conform, empty


@dataclass(frozen=True)
class Record:
    """Tables as lazy frames in their declared schema; a table that is absent has no rows.

    `as_known_on` is the last day the record knows of. Frames are never changed.
    """

    frames: Mapping[str, pl.LazyFrame]
    as_known_on: date
    coverage: Coverage = field(default_factory=everything_covered)

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame], as_known_on: date, coverage: Coverage | None = None) -> Record:
        """From frames in memory, filled up with the declared columns they lack."""
        from lineofsight.core.tables import table_named  # local: keeps the import of this module light

        frames = {name: conform(frame, table_named(name)).lazy() for name, frame in tables.items()}
        return cls(frames, as_known_on, everything_covered() if coverage is None else coverage)

    def lazy(self, table: Table) -> pl.LazyFrame:
        """The table's rows."""
        found = self.frames.get(table.name)
        return empty(table).lazy() if found is None else found
