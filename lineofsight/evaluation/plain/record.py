"""A small record in memory: rows as dictionaries, for one holder or a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lineofsight.core.derived import Source, holder_table
from lineofsight.core.selections import Selection
from lineofsight.core.table import Table
from lineofsight.evaluation.plain.conditions import passes
from lineofsight.evaluation.plain.derived import derive
from lineofsight.evaluation.plain.rows import Row


@dataclass(frozen=True)
class PlainRecord:
    """Rows by table name. Dates are `date`, moments `datetime` with an offset, blanks None; rows are never changed.

    Derived rows are worked out once, when first asked for, and kept.
    """

    tables: Mapping[str, Sequence[Row]]
    _derived: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)
    _holders: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False)
    # By identity: a selection is a constant of the catalogue, and hashing its whole definition would cost more.
    _selected: dict[int, tuple[Selection, list[tuple[date, Row]]]] = field(default_factory=dict, repr=False)

    def rows(self, source: Source) -> Sequence[Row]:
        """The rows of a table (none where it is absent) or of a derived table."""
        if isinstance(source, Table):
            return self.tables.get(source.name, ())
        if source.name not in self._derived:
            self._derived[source.name] = tuple(derive(source, self))
        return self._derived[source.name]

    def selected(self, selection: Selection) -> list[tuple[date, Row]]:
        """The selection's days and rows, by day then id, worked out once."""
        found = self._selected.get(id(selection))
        if found is None:
            found = self._selected[id(selection)] = (selection, self._select(selection))
        return found[1]

    def _select(self, selection: Selection) -> list[tuple[date, Row]]:
        found = []
        for row in self.rows(selection.source):
            on = row.get(selection.at)
            if on is not None and passes(selection.where, row, self.holder(selection.source, row), on):
                found.append((on, row))
        return sorted(found, key=lambda item: (item[0], item[1]["id"]))

    def holder(self, source: Source, row: Row) -> Row:
        """The row of the child, worker or team a row is about; empty where there is none."""
        table = holder_table(source)
        if table is None:
            return {}
        if table.name not in self._holders:
            self._holders[table.name] = {holder["id"]: holder for holder in self.tables.get(table.name, ())}
        return self._holders[table.name].get(row.get(source.holder_column) or "", {})
