"""Who has worked with a child, in which role, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lineofsight.core.tables import TABLES
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.words import Origin, origin_of, said_of
from lineofsight.web.layout import dates

_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Held:
    """One stretch in which somebody worked with the child."""

    worker: str
    role: str
    team: str
    since: str
    until: str
    length: str
    now: bool
    origin: Origin


def workers_of(opened: Opened) -> list[Held]:
    """Every stretch, the latest begun first."""
    table = TABLES["allocations"]
    rows = sorted(opened.rows(table.name), key=lambda row: row.get("started_on") or date.min, reverse=True)
    found = []
    for row in rows:
        start, end = row.get("started_on"), row.get("ended_on")
        now = start is not None and start <= opened.day and (end is None or end > opened.day)
        found.append(Held(
            opened.names.of("professionals", row.get("worker_id")) or "Name not recorded",
            said_of(table, "role", row) or "Role not recorded", opened.names.of("teams", row.get("team_id")),
            dates.in_full(start) or "Not known", "" if now else dates.in_full(end) or "Not known",
            _length(start, end or opened.day), now, origin_of(row, opened.names),
        ))  # fmt: skip
    return found


def social_workers_in(opened: Opened, months: int = 24) -> int:
    """How many different people held the child's case lately: what the child has lived through."""
    since = opened.day.toordinal() - round(months * _MONTH)
    return len({
        row["worker_id"] for row in opened.rows("allocations")
        if row.get("worker_id") and row.get("role") in ("allocated_worker", None) and row.get("started_on")
        and (row.get("ended_on") is None or row["ended_on"].toordinal() >= since)
    })  # fmt: skip


def _length(start: date | None, end: date) -> str:
    if start is None or end < start:
        return ""
    days = (end - start).days
    if days < 2 * _MONTH:
        return dates.days(days)
    months = round(days / _MONTH)
    years, rest = divmod(months, 12)
    if months < 24:
        return f"{months} months"
    return f"{years} years" + (f", {rest} month{'' if rest == 1 else 's'}" if rest else "")
