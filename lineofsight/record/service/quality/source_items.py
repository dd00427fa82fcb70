"""What the system a row came from calls a column of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from lineofsight.core.tables import table_named
from lineofsight.record.service.quality.places import places_of
from lineofsight.sources.annex_a.parts import PARTS


def item_of(source: str | None, table: str, column: str) -> str:
    """`clae_cla_episode_start_date`, `DECOM`, `Date of referral`; our own name where the source has none that we know.

    A dataset that holds a table in several parts has a name for each: they are given with `or` between.
    """
    if source == "ssd":
        declared = table_named(table).column(column)
        return " or ".join(declared.ssd) or column
    named = _names(source or "").get((table, column))
    return named or column


@cache
def _names(source: str) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    if source in ("ssda903", "cin"):
        for return_table, places in places_of(source).items():
            for place in places:
                for item, column in place.items.items():
                    found.setdefault((place.table, column), f"{return_table}: {item}")
    if source == "annex_a":
        for part in PARTS:
            for column, heading in part.takes.items():
                found.setdefault((part.table, column), f"List {part.list}: {heading}")
    return MappingProxyType(found)
