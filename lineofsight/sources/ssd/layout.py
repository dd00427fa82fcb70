"""The dataset's tables and fields, each with its home in the record: derived from the declared tables.

Source: Standard Safeguarding Dataset, deployed script 1.4.5 and specification (`core/data/ssd_fields.csv`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lineofsight.core.columns import Column
from lineofsight.core.package_data import read_rows
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.sources.frames import Field
from lineofsight.sources.ssd.words import READ

# Visits are three tables in the dataset and one here.
VISIT_KINDS: Mapping[str, str] = MappingProxyType(
    {"ssd_cin_visits": "child_in_need", "ssd_cp_visits": "child_protection", "ssd_cla_visits": "child_in_care"}
)

# Rows that say something even where they have no date.
UNDATED = frozenset(
    {
        "addresses", "immunisations", "immigration_statuses", "linked_identifiers", "voices", "health_checks",
        "strengths_and_difficulties", "convictions", "mothers", "people", "plan_requests", "dataset_versions",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SsdTable:
    """One table of the dataset: its fields in order, and the declared column each has its home in."""

    name: str
    table: Table
    columns: Mapping[str, Column]

    @property
    def id_field(self) -> str | None:
        """The field that holds the row's id, if the dataset has one."""
        return next((field for field, column in self.columns.items() if column.name == "id"), None)

    @property
    def key_field(self) -> str:
        """The field no row can be without: its id, else whose row it is."""
        return self.id_field or next(f for f, c in self.columns.items() if c.name == self.table.holder_column)

    def fields(self) -> tuple[Field, ...]:
        """How each is parsed."""
        return tuple(self._field(name, column) for name, column in self.columns.items())

    def _field(self, name: str, column: Column) -> Field:
        table = self.table
        planned = table.has("target_on") or table.has("planned_on")
        dated = column.name == table.event and table.event in table.natural_key
        return Field(
            name, column.name, column.type, column.code_set, READ.get(name, {}), column.moment,
            required=name == self.key_field
            or (column.name == table.holder_column and not self.holder_elsewhere)
            or (dated and not planned and table.name not in UNDATED),
            key=column.name == table.event and table.name != "people",
        )  # fmt: skip

    @property
    def holder_elsewhere(self) -> bool:
        """Whether a row's child may have to be found through the row it belongs to."""
        columns = {column.name for column in self.columns.values()}
        return self.table.holder_column not in columns or "care_period_id" in columns


@cache
def ssd_tables() -> Mapping[str, SsdTable]:
    """Every table of the dataset by name. Raises ValueError naming a field without a home in the record."""
    homes: dict[tuple[str, str], tuple[Table, Column]] = {}
    for table in TABLES.values():
        for name in table.ssd:
            homes |= {(name, field): (table, column) for column in table.all_columns for field in column.ssd}
    fields: dict[str, dict[str, tuple[Table, Column]]] = {}
    for row in read_rows("ssd_fields.csv"):
        home = homes.get((row["table"], row["field"]))
        if home is None:
            raise ValueError(f"{row['table']}.{row['field']} has no column in core.tables. Declare one with ssd=.")
        fields.setdefault(row["table"], {})[row["field"]] = home
    return MappingProxyType(
        {
            name: SsdTable(name, next(iter(found.values()))[0], {field: column for field, (_, column) in found.items()})
            for name, found in fields.items()
        }
    )


def is_own_column(table: Table, column: Column) -> bool:
    """Whether the dataset has no place for the column, or not for every row: it travels in a `los_` file, by id."""
    carried = column.name not in NOT_CARRIED and column.name not in ("id", table.holder_column)
    return carried and (not table.ssd or len(column.ssd) < len(table.ssd))


# Said anew by whoever reads.
NOT_CARRIED = frozenset({"source", "load", "file", "line", "missing_since"})
