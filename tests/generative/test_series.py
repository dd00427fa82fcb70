"""Month-end series are what is counted one duty and one month at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.core.duties import Duty, Status, status
from lineofsight.core.standards import Standard
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import Duties, duties_of
from lineofsight.evaluation.columnar.series import series
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.responsibilities import Responsibility, responsibilities
from lineofsight.evaluation.plain.schedules import day_of
from lineofsight.evaluation.ticks import add_months, day_tick, end_of, tick_day
from tests.generative.generated import DAYS, Rows, record_of, rows_of
from tests.generative.shapes import ROWS, standards
from tests.support.spec import plain

MONTHS = tuple(add_months(date(2023, 12, 1), n) for n in range(9))
KNOWN = date(2025, 3, 31)
HELD = rows_of(
    "allocations", {"team_id": ("north", "south"), "role": ("allocated_worker",), "started_on": (), "ended_on": ()}
)
FLOWS = {Status.MET: "met", Status.LATE: "late", Status.ENDED: "ended", Status.ENDED_OVERDUE: "ended_overdue"}


def team_on(held: list[Responsibility], child: str, day: date) -> str | None:
    return next(
        (r.team for r in held if r.child == child and r.from_on <= day and (r.to_on is None or r.to_on >= day)), None
    )


def counted(duties: list[Duty], held: list[Responsibility]) -> Counter[tuple[date, str | None, str]]:
    """The same counts, by asking every duty for its status at every month's end."""
    found: Counter[tuple[date, str | None, str]] = Counter()
    for duty in duties:
        due_on = None if duty.due is None else tick_day(day_of(duty.due, in_hours=duty.in_hours))
        for first in MONTHS:
            day = end_of_month(first)
            before = end_of_month(add_months(first, -1))
            now, then = at(duty, day), at(duty, before)
            flow_team = None if due_on is None else team_on(held, duty.holder, due_on)
            if now in (Status.DUE, Status.OVERDUE):
                found[day, team_on(held, duty.holder, day), "open"] += 1
            if now is Status.OVERDUE:
                found[day, team_on(held, duty.holder, day), "overdue"] += 1
            tick = end_of(day, in_hours=duty.in_hours)
            ended = min(t for t in (duty.met, duty.closed, tick + 1) if t is not None)
            if now is Status.NOT_KNOWN and ended > tick:
                found[day, team_on(held, duty.holder, day), "not_known"] += 1
            if now in FLOWS and then not in FLOWS:
                found[day, flow_team, FLOWS[now]] += 1
            if duty.known and duty.due is not None and became_overdue(duty, before, day):
                found[day, flow_team, "newly_overdue"] += 1
    return found


def at(duty: Duty, day: date) -> Status | None:
    tick = end_of(day, in_hours=duty.in_hours)
    return status(duty.opened, duty.due, duty.met, duty.closed, duty.known, tick)


def became_overdue(duty: Duty, before: date, day: date) -> bool:
    assert duty.due is not None
    ends = [tick for tick in (duty.met, duty.closed) if tick is not None]
    first, last = end_of(before, in_hours=duty.in_hours), end_of(day, in_hours=duty.in_hours)
    passed = max(duty.due + 1, duty.opened)
    return first < passed <= last and (not ends or min(ends) >= passed)


def end_of_month(first: date) -> date:
    return date.fromordinal(add_months(first, 1).toordinal() - 1)


@settings(max_examples=100)
@given(standard=standards(), rows=ROWS, allocations=HELD)
def test_same_counts(standard: Standard, rows: Rows, allocations: list) -> None:
    everything = {**rows, "allocations": allocations}
    expected = counted(plain(standard, rows, everything_covered(), KNOWN), responsibilities(everything))
    found = series([standard], record_of(everything, KNOWN), MONTHS)
    got = {(row["month"], row["team"], row["measure"]): row["count"] for row in found.iter_rows(named=True)}
    assert got == dict(expected)


@given(standard=standards(), rows=ROWS, day=st.sampled_from(DAYS))
def test_only_duties_that_ended_before_the_day_are_left_out(standard: Standard, rows: Rows, day: date) -> None:
    record = record_of(rows, KNOWN)
    whole = duties_of(standard, Frames(record, [standard]))
    part = duties_of(standard, Frames(record, [standard]), counted_from=day_tick(day))
    assert whole is not None
    assert part is not None
    assert in_count(part, standard, day) == in_count(whole, standard, day)
    assert len(part) <= len(whole)


def in_count(duties: Duties, standard: Standard, day: date) -> list[tuple[int, ...]]:
    """The duties that had not ended before the day, whoever owes them, in order."""
    columns = (duties.opened, duties.due, duties.met, duties.closed, duties.known, duties.variant, duties.ended)
    before = end_of(date.fromordinal(day.toordinal() - 1), in_hours=standard.in_hours)
    return sorted(row[:-1] for row in zip(*(part.tolist() for part in columns), strict=True) if row[-1] > before)


def test_months_that_do_not_follow_on_are_refused() -> None:
    with pytest.raises(ValueError, match="follow on"):
        series([], record_of({}, KNOWN), [date(2024, 1, 1), date(2024, 3, 1)])


def test_no_duties_give_no_rows() -> None:
    assert series([], record_of({}, KNOWN), MONTHS).equals(
        pl.DataFrame(schema=series([], record_of({}, KNOWN), MONTHS[:1]).schema)
    )
