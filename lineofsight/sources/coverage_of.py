"""How far a source's knowledge reaches: its last day, told by its own rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

# What is written down once it has happened. Plans, reviews and hearings may lie ahead, so their dates say nothing.
PAST_EVENTS: Mapping[str, str] = {
    "contacts": "received_on", "referrals": "received_on", "assessments": "started_on",
    "section_47_enquiries": "started_on", "visits": "visited_on", "child_protection_plans": "started_on",
    "care_episodes": "started_on", "allocations": "started_on", "missing_episodes": "started_on",
    "early_help_episodes": "started_on", "conferences": "held_on",
}  # fmt: skip

# A table whose last day stands this far beyond every other table's holds a slip of the pen, not tomorrow's news.
_FAR = timedelta(days=366)


def latest_known_day(tables: Mapping[str, pl.DataFrame], not_after: date | None = None) -> date | None:
    """The latest day on which something is recorded as having happened; None where nothing is.

    Days after `not_after` are left aside. A single table's last day more than a year beyond all the others' is a
    mistyped date, and is left aside too.
    """
    lasts: list[date] = []
    for table, column in PAST_EVENTS.items():
        if table not in tables:
            continue
        days = tables[table][column].drop_nulls()
        if not_after is not None:
            days = days.filter(days <= not_after)
        last = days.max()
        if isinstance(last, date):
            lasts.append(last)
    lasts.sort(reverse=True)
    while len(lasts) > 2 and lasts[0] - lasts[1] > _FAR:
        lasts.pop(0)
    return lasts[0] if lasts else None
