"""What the books say of the tables this application writes: since when, until when, and which columns it fills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Table
from lineofsight.record.books import WrittenTable


def enter(alias: str, table: Table, values: Mapping[str, Any], on: date) -> None:
    """Enter that a table is written here, inside the write's transaction. Costs one reading once it is entered."""
    filled = {name for name, value in values.items() if value is not None}
    if "kind" in filled:
        filled.add(f"kind={values['kind']}")
    tables = WrittenTable.objects.using(alias)
    found, made = tables.get_or_create(
        table=table.name, defaults={"from_on": on, "to_on": on, "columns_held": sorted(filled)}
    )
    if made or (filled <= set(found.columns_held) and found.from_on <= on <= found.to_on):
        return
    standing = tables.select_for_update().get(pk=table.name)
    standing.columns_held = sorted(filled | set(standing.columns_held))
    standing.from_on, standing.to_on = min(standing.from_on, on), max(standing.to_on, on)
    standing.save(using=alias)
