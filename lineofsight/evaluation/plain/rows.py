"""What plain rows are, and what reads them: a record in memory answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from lineofsight.core.derived import Source
from lineofsight.core.selections import Selection

Row = Mapping[str, Any]
"""Values by column. Dates are `date`, moments `datetime` with an offset, blanks None; a row is never changed."""


class Rows(Protocol):
    """Where rows are read from: tables, tables derived from them, selections, and holders."""

    def rows(self, source: Source) -> Sequence[Row]:
        """The rows of a table (none where it is absent) or of a derived table."""
        ...

    def selected(self, selection: Selection) -> list[tuple[date, Row]]:
        """The selection's days and rows, by day then id."""
        ...

    def holder(self, source: Source, row: Row) -> Row:
        """The row of the child, worker or team a row is about; empty where there is none."""
        ...
