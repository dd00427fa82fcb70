"""What a source can never say is not known, and is not read as a no."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.core.standards import Standard
from lineofsight.evaluation.coverage import EVERYTHING, Extent, TableCoverage, everything_covered, held_columns
from lineofsight.evaluation.telling import unanswerable, untold
from tests.support.homes import frame_of

KNOWN = date(2026, 9, 30)
BY_CODE = STANDARDS
FIGURES = INDICATORS


def told(code: str, **parts: TableCoverage) -> tuple[str, ...]:
    return untold(BY_CODE[code], {**everything_covered(), **parts})


def answered(code: str, kind: PeriodKind | None = None, **parts: TableCoverage) -> str | None:
    item = FIGURES[code]
    (period,) = latest_periods(kind or item.period, KNOWN, 1, in_progress=True)
    return unanswerable(item, {**everything_covered(), **parts}, period, KNOWN)


def filled(*columns: str) -> TableCoverage:
    return TableCoverage(Extent.COMPLETE, columns=frozenset(columns))


LATEST = TableCoverage(Extent.LATEST_ONLY)
FROM_APRIL = TableCoverage(Extent.COMPLETE, date(2026, 4, 1))


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_a_source_that_tells_everything_tells_of_every_standard(standard: Standard) -> None:
    assert untold(standard, everything_covered()) == ()


def test_kinds_of_row_are_told_with_the_columns() -> None:
    frame = frame_of("health_checks", "child | checked_on | kind\nC1 | 2026-01-01 | dental_check").lazy()
    assert {"kind", "kind=dental_check", "checked_on"} <= (held_columns(frame) or frozenset())


def test_a_kind_of_row_the_source_never_holds_is_not_a_check_nobody_made() -> None:
    columns = ("id", "child_id", "checked_on", "kind", "status", "kind=dental_check")
    assert told("development_check", health_checks=filled(*columns)) == ("health checks: development check",)
    assert told("development_check", health_checks=filled(*columns, "kind=development_check")) == ()
    assert told("development_check", health_checks=filled(*columns[:-1])) == ()


def test_either_of_two_columns_tells_and_neither_does_not() -> None:
    held = ("id", "child_id", "held_on")
    assert told("conference_quorum", conferences=filled(*held)) != ()
    assert told("conference_quorum", conferences=filled(*held, "was_quorate")) == ()


def test_a_source_that_never_tells_the_day_a_child_was_seen_shows_nobody_as_unseen() -> None:
    held = ("id", "child_id", "started_on", "ended_on")
    assert told("s47_child_seen", section_47_enquiries=filled(*held)) == ("section 47 enquiries: child seen on",)
    assert told("s47_child_seen", section_47_enquiries=filled(*held, "child_seen_on")) == ()
    assert told("assessment_child_seen", assessments=filled(*held, "kind")) == ("assessments: child seen on",)


def test_an_allocation_with_no_first_day_covers_no_gap() -> None:
    held = filled("id", "child_id", "worker_id", "team_id", "role")
    assert told("unallocated_zero", allocations=held) == ("allocations: started on",)
    assert answered("wf_unallocated", allocations=held) == "allocations: started on"


def test_the_latest_of_each_says_nothing_of_how_often() -> None:
    assert answered("cla_3_placements", placements=LATEST) == "only the latest is known"
    assert answered("cla_same_carer_2y", placements=LATEST) is None
    assert answered("cla_3_placements") is None


def test_what_looks_back_beyond_where_the_source_begins_is_not_known() -> None:
    assert answered("re_referrals_12m", referrals=FROM_APRIL) == "known from 2026-04-01"
    assert answered("cpp_repeat", child_protection_plans=FROM_APRIL) == "known from 2026-04-01"
    assert answered("contacts_per_child", contacts=FROM_APRIL) is None
    assert answered("cpp_repeat", child_protection_plans=EVERYTHING) is None


def test_a_date_that_is_never_filled_is_not_a_thing_not_done() -> None:
    held = ("id", "child_id", "received_on")
    assert answered("contact_decision_24h", contacts=filled(*held)) == "contacts: decided on"
    assert answered("contact_decision_24h", contacts=filled(*held, "decided_on")) is None
