"""How many children live in the area: the denominator of a rate, from loaded populations and never approximated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.tables.reference_data import populations
from lineofsight.evaluation.record import Record

NONE_LOADED: Final = "no population loaded"
SEVERAL: Final = "populations of several authorities are loaded: say whose figures these are"

# Where a group of a breakdown is found among the columns of the populations table.
_COLUMNS: Final = {"sex": "sex", "age_band": "age_group", "ethnicity": "ethnicity", "locality": "locality"}
_SEX_CODES: Final = {"Female": "F", "Male": "M"}

Key = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Residents:
    """Children by day of the estimate and group; `problem` says why there are none to be had."""

    by_group: Mapping[Key, tuple[tuple[date, float], ...]]
    problem: str | None

    def children(self, group: Mapping[str, str], day: date) -> float | None:
        """The latest estimate not after the day, else the earliest; None for a group no estimate was loaded for."""
        if set(group) - set(_COLUMNS):
            return None
        wanted = dict.fromkeys(_COLUMNS.values())
        wanted |= {_COLUMNS[name]: _SEX_CODES.get(value, value) for name, value in group.items()}
        found = self.by_group.get((wanted["sex"], wanted["age_group"], wanted["ethnicity"], wanted["locality"]), ())
        earlier = [children for as_at, children in found if as_at <= day]
        return earlier[-1] if earlier else (found[0][1] if found else None)


def residents(record: Record, authority: str | None = None) -> Residents:
    """The populations loaded for an authority (three figures); for the only one there is where none is named."""
    frame = record.lazy(populations).filter(pl.col("children").is_not_null(), pl.col("as_at").is_not_null()).collect()
    if authority is not None:
        frame = frame.filter(pl.col("la_code") == authority)
    if not len(frame):
        return Residents({}, NONE_LOADED)
    if frame["la_code"].n_unique() > 1:
        return Residents({}, SEVERAL)
    by_group: dict[Key, list[tuple[date, float]]] = {}
    for row in frame.sort("as_at", "id").iter_rows(named=True):
        key = (row["sex"], row["age_group"], row["ethnicity"], row["locality"])
        by_group.setdefault(key, []).append((row["as_at"], row["children"]))
    return Residents({key: tuple(found) for key, found in by_group.items()}, None)
