"""What a return's tables are to its rules: the kinds of their columns, their order, and how rows lead to other rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from lineofsight.sources.rule_values import Kind


@dataclass(frozen=True, slots=True)
class Link:
    """From a row to one row of `table` with the same `key`: the first or last in the table's order, or in the file.

    `key` names the column in both tables. A row whose key is blank leads nowhere.
    """

    table: str
    key: str
    pick: str = "first_in_file"


@dataclass(frozen=True, eq=False)
class Derived:
    """A column worked out once for all rules: `make` gives it from a frame of the columns named, a row a row.

    `columns` may lead to other tables as a rule's do.
    """

    columns: tuple[str, ...]
    make: Callable[[pl.DataFrame], pl.Series]


@dataclass(frozen=True, eq=False)
class Tables:
    """A return's tables. `order` names the date column that puts one child's rows in sequence."""

    collection: str
    child: str
    kinds: Mapping[str, Mapping[str, Kind]]
    order: Mapping[str, str]
    links: Mapping[str, Link]
    derived: Mapping[tuple[str, str], Derived] = field(default_factory=dict)

    def kind(self, table: str, column: str) -> Kind:
        """What a column holds. Raises KeyError for a table or column the return does not have."""
        return self.kinds[table][column]
