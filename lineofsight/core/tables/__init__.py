"""The record's tables, declared once, grouped as practice groups them."""

from __future__ import annotations

from difflib import get_close_matches

from lineofsight.core.table import Table
from lineofsight.core.tables import (
    assessment,
    court,
    front_door,
    health_and_education,
    in_care,
    leaving_care,
    oversight,
    partnership,
    people,
    permanence,
    plans_and_visits,
    reference_data,
    safeguarding,
    workforce,
)

GROUPS = (
    people, workforce, front_door, assessment, plans_and_visits, safeguarding, court, in_care,
    health_and_education, permanence, leaving_care, oversight, partnership, reference_data,
)  # fmt: skip

TABLES: dict[str, Table] = {table.name: table for group in GROUPS for table in group.TABLES}


def table_named(name: str) -> Table:
    """The declared table of that name. Raises KeyError with near matches."""
    if name not in TABLES:
        near = get_close_matches(name, TABLES, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise KeyError(f"The record has no table {name!r}.{hint}")
    return TABLES[name]
