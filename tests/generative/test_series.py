"""Month-end series are what is counted one duty and one month at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.catalogue import STANDARDS
from lineofsight.core.clocks import Days, steps
from lineofsight.core.duties import Duty, Status, status
from lineofsight.core.periods import add_months
from lineofsight.core.selections import each
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.core.tables import table_named
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits
from lineofsight.evaluation.columnar.events import by_holder, events_of
from lineofsight.evaluation.columnar.fast import ASKED
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import Duties, duties_of
from lineofsight.evaluation.columnar.needs import needs_of
from lineofsight.evaluation.columnar.series import Readers, series
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.responsibilities import Responsibility, responsibilities
from lineofsight.evaluation.plain.schedules import day_of
from lineofsight.evaluation.ticks import day_tick, end_of, tick_day
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


MET_EARLY = replace(
    STANDARDS["cp_visit"], code="early", opens=each(child_protection_plans, at="started_on"), due=steps(Days(3)),
    met_by=(each(visits, at="visited_on"),), repeats=Repeat.NEVER, starts=Starts.AT_OPENING, closes=(), closed_by=(),
    exempt=(), exempt_by=(), met_early=Days(7),
)  # fmt: skip


@pytest.mark.parametrize("asked", ["0", "1"])
@pytest.mark.parametrize("opened", [date(2023, 11, 30), date(2023, 12, 1), date(2023, 12, 4)])
def test_what_was_met_before_it_opened_counts_in_the_month_it_opened(
    opened: date, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ASKED, asked)
    plan = {**blank("child_protection_plans"), "id": "p", "child_id": "amy", "started_on": opened}
    visit = {**blank("visits"), "id": "v", "child_id": "amy", "visited_on": date(2023, 11, 29)}
    rows = {"child_protection_plans": [plan], "visits": [visit]}
    expected = counted(plain(MET_EARLY, rows, everything_covered(), KNOWN), [])
    found = series([MET_EARLY], record_of(rows, KNOWN), MONTHS)
    assert {(row["month"], row["team"], row["measure"]): row["count"] for row in found.iter_rows(named=True)} == dict(
        expected
    )
    assert (expected[date(2023, 12, 31), None, "met"] == 1) == (opened >= MONTHS[0])


def blank(table: str) -> dict[str, Any]:
    return {column.name: None for column in table_named(table).all_columns}


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


def test_sources_are_let_go_when_the_last_standard_that_reads_them_is_done() -> None:
    wanted = list(STANDARDS.values())
    readers = Readers(wanted)
    reads = [set(needs_of([standard], detail=False).columns) for standard in wanted]
    assert sorted(readers.order) == list(range(len(wanted)))
    left = {name for each in reads for name in each}
    for at, place in enumerate(readers.order):
        gone = readers.done(place)
        later = set().union(*(reads[other] for other in readers.order[at + 1 :]))
        assert set(gone) == reads[place] - later
        left -= set(gone)
    assert not left


def test_what_was_let_go_is_forgotten_with_what_was_made_from_it() -> None:
    standard = STANDARDS["cp_visit"]
    frames = Frames(record_of({}, KNOWN), [standard])
    assert isinstance(standard.met_by, tuple)

    def made() -> tuple[object, ...]:
        events = events_of(frames, standard.met_by, in_hours=False)
        return frames.frame(standard.opens.source), events, by_holder(frames, events)

    first = made()
    assert all(again is before for again, before in zip(made(), first, strict=True))
    frames.let_go({selection.source.name for selection in standard.met_by})
    opening, events, held = made()
    assert opening is first[0]
    assert events is not first[1]
    assert held is not first[2]
    frames.let_go({standard.opens.source.name})
    assert frames.frame(standard.opens.source) is not opening
