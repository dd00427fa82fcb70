"""Where a looked-after child has lived, drawn on a time line and as its table. No address is in either."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.rows import Row
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.words import said_of
from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.homes import CarePeriod, Home, Homes, Status, placements, placements_table

IN_CARE = ("placements", "legal_statuses", "short_breaks")
ELSEWHERE = ("care_leaver_homes", "private_fostering", "addresses")


def homes_of(opened: Opened) -> Homes:
    """The child's homes in care, the time in care, and the legal statuses."""
    table, legal = TABLES["placements"], TABLES["legal_statuses"]
    hidden = opened.child.address_protected
    homes = tuple(
        Home(
            row["started_on"], row.get("ended_on"), said_of(table, "type", row) or "Kind not recorded",
            "" if hidden or row.get("distance_miles") is None else f"{row['distance_miles']:g} miles from home",
            said_of(table, "change_reason", row),
        ) for row in _begun(opened.rows(table.name), opened.day)
    )  # fmt: skip
    statuses = tuple(
        Status(row["started_on"], row.get("ended_on"), said_of(legal, "status", row) or "Not recorded")
        for row in _begun(opened.rows(legal.name), opened.day)
    )
    return Homes(f"Where {opened.child.name} has lived", homes, opened.day, care_periods(opened), statuses)


def care_periods(opened: Opened) -> tuple[CarePeriod, ...]:
    """Stretches in care: episodes that follow on, put together."""
    found: list[CarePeriod] = []
    for row in sorted(_begun(opened.rows("care_episodes"), opened.day), key=lambda row: row["started_on"]):
        last = found[-1] if found else None
        if last is not None and (last.ended is None or row["started_on"] <= last.ended):
            ends = None if last.ended is None or row.get("ended_on") is None else max(last.ended, row["ended_on"])
            found[-1] = CarePeriod(last.started, ends)
        else:
            found.append(CarePeriod(row["started_on"], row.get("ended_on")))
    return tuple(found)


def picture_of(chart: Homes) -> str:
    """The drawing, with its table; blank for a child who was never in care."""
    if not chart.homes and not chart.periods:
        return ""
    drawings = [placements(chart, WIDE), placements(chart, NARROW)]
    return markup(figure(chart.title, drawings, placements_table(chart)))


def _begun(rows: Iterable[Row], day: date) -> list[Row]:
    return [row for row in rows if row.get("started_on") is not None and row["started_on"] <= day]
