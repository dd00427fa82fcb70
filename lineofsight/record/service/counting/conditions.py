"""A condition as Django writes it (`Q`), put to columns in memory.

One condition says who may see a child, what is overdue, what a filter takes: written once, put to the database for rows
and here for counts. Like Django's own, "not" takes rows without a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db.models import F, Q

from lineofsight.record.service.counting.columns import Column, Mask

_LOOKUPS = frozenset({"exact", "in", "isnull", "gt", "gte", "lt", "lte", "icontains"})


def taken(condition: Q, columns: Mapping[str, Column], rows: int) -> Mask:
    """The rows of these columns that a condition takes.

    Raises KeyError for a column that is not there, and ValueError for a lookup that is not known: a condition is never
    put in part.
    """
    parts = [_child(child, columns, rows) for child in condition.children]
    if not parts:
        return np.ones(rows, dtype=np.bool_)
    if condition.connector == Q.XOR:
        raise ValueError("A condition of either and not both is not known here.")
    join = np.logical_and if condition.connector == Q.AND else np.logical_or
    found = parts[0]
    for part in parts[1:]:
        found = join(found, part)
    return ~found if condition.negated else found


def _child(child: Any, columns: Mapping[str, Column], rows: int) -> Mask:
    if isinstance(child, Q):
        return taken(child, columns, rows)
    path, value = child
    name, _, lookup = path.rpartition("__")
    if lookup not in _LOOKUPS:
        name, lookup = path, "exact"
    if isinstance(value, F):
        value = columns[value.name]  # type: ignore[attr-defined]
    return columns[name].taken(lookup, value)
