"""A line of an improvement plan and where it stands, as small tables.

`figures` has a row a month: the month, the value, and its 95% interval where it matters. `stands` has a row a day: the
day, the status, and a piece of the reasons that must be among them.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from lineofsight.evaluation.improvement import (
    AuditsAsked,
    AuditSeen,
    Direction,
    Doing,
    Evidence,
    Held,
    Point,
    Signed,
    standing,
)
from tests.support.tables import parse

OWNER, OTHER = "1", "2"
DEFINED, OTHERWISE = "a1", "b2"


def figures(text: str) -> tuple[Point, ...]:
    """Months with values: `month | value | lower | upper | reason`, the last three where they matter."""
    return tuple(
        Point(
            row["month"], _month_end(row["month"]), _number(row.get("value", "")), _number(row.get("lower", "")),
            _number(row.get("upper", "")), row.get("reason", ""),
        )
        for row in parse(text)
    )  # fmt: skip


def months(first: str, *values: float | None) -> tuple[Point, ...]:
    """Months one after another from the first."""
    year, month = (int(part) for part in first.split("-"))
    found = []
    for place, value in enumerate(values):
        y, m = divmod(year * 12 + month - 1 + place, 12)
        code = f"{y}-{m + 1:02d}"
        found.append(Point(code, _month_end(code), value))
    return tuple(found)


def visits(points: tuple[Point, ...], *, target: float = 90, defined_now: str = DEFINED, stock: bool = False) -> Held:
    """Visits in time, at least so many in a hundred."""
    return Held(
        "cp_visit.in_time", "Visits in time", Direction.AT_LEAST, target, DEFINED, defined_now, points, stock, "%"
    )


def audits(text: str) -> tuple[AuditSeen, ...]:
    """Audits: `on | grade`."""
    return tuple(AuditSeen(date.fromisoformat(row["on"]), row["grade"]) for row in parse(text))


def good_audits(*days: str) -> tuple[AuditSeen, ...]:
    """Audits all graded good."""
    return tuple(AuditSeen(date.fromisoformat(day), "good") for day in days)


def line(*measures: Held, signed: tuple[str, ...] = (), **given: object) -> Evidence:
    """A line begun in January 2024 and due by the end of that year, its one action under way, children heard."""
    whole = Evidence(
        owners=(OWNER,), begins_on=date(2024, 1, 1), due_on=date(2024, 12, 31), measures=measures,
        asked=AuditsAsked(2, 75), audits=good_audits("2024-05-01", "2024-06-01", "2024-09-01", "2024-10-01",
                                                     "2025-01-10", "2025-02-10", "2025-05-10", "2025-06-10"),
        actions=(Doing("Visit children", OWNER, date(2024, 1, 1), date(2024, 12, 1), date(2024, 3, 1)),),
        signed=tuple(Signed(date.fromisoformat(day), OTHER) for day in signed), heard_on=(date(2024, 1, 1),),
    )  # fmt: skip
    return replace(whole, **given)  # type: ignore[arg-type]


def check(evidence: Evidence, expect: str) -> None:
    """That a line stands so on each day: `on | status | because`."""
    for row in parse(expect):
        found = standing(evidence, date.fromisoformat(row["on"]))
        told = " / ".join(each.words for each in found.reasons)
        assert (row["on"], found.status.value) == (row["on"], row["status"]), told
        assert row.get("because", "") in told, told


def _month_end(code: str) -> date:
    year, month = (int(part) for part in code.split("-"))
    return date(year, month, monthrange(year, month)[1])


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
