"""Each derived operator gives the same rows in columns as row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Previous, Spans
from lineofsight.core.selections import age_under, each, is_not, is_true, one_of
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans, visits
from lineofsight.core.tables.workforce import allocations
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.plain.record import PlainRecord
from tests.generative.generated import Rows, people, record_of, rows_of

PLAN = {"started_on": (), "ended_on": (), "is_temporary": ()}
ROWS = st.fixed_dictionaries({
    "people": people(),
    "child_protection_plans": rows_of("child_protection_plans", PLAN),
    "child_in_need_plans": rows_of("child_in_need_plans", {"started_on": (), "ended_on": ()}, most=4),
    "allocations": rows_of("allocations", {"started_on": (), "ended_on": (), "role": ("allocated_worker", "other")}),
    "visits": rows_of("visits", {"visited_on": (), "kind": ("a", "b"), "plan_id": ("chil-0", "chil-1"),
                                 "child_seen": ()}),
})  # fmt: skip

numbered = Previous(
    name="numbered", of=child_protection_plans, order_by="started_on", takes=(("before", "ended_on"),),
    where=(is_not("is_temporary", "x"),),
)  # fmt: skip
merged = MergeSpans(name="merged", of=child_protection_plans, keeps=("is_temporary",), within_days=3)
merged_open = MergeSpans(
    name="merged_open", of=merged, also=(Spans(child_in_need_plans, where=(age_under(18),)),), within_days=1
)
TABLES: Sequence[Derived] = (
    numbered,
    Previous(name="by_kind", of=visits, order_by="visited_on", takes=(("kind_before", "kind"),), by=("kind",)),
    merged,
    merged_open,
    MergeSpans(name="merged_young", of=child_protection_plans, where=(age_under(16),)),
    Gaps(name="unallocated", of=merged_open, covered_by=allocations, cover_where=(one_of("role", "allocated_worker"),)),
    Gaps(name="uncovered", of=child_protection_plans, covered_by=child_in_need_plans),
    CountWithin(
        name="visited", of=child_protection_plans, at="started_on", days=14,
        counting=each(visits, at="visited_on", where=is_true("child_seen")),
    ),
    CountWithin(
        name="visited_for_it", of=child_protection_plans, at="started_on", days=14, match=("id", "plan_id"),
        counting=each(visits, at="visited_on"),
    ),
    LatestAsAt(
        name="plan_then", of=visits, at="visited_on", latest=child_protection_plans, on="started_on",
        takes=(("plan_started_on", "started_on"), ("temporary", "is_temporary")),
    ),
    LatestAsAt(
        name="plan_open_then", of=visits, at="visited_on", latest=numbered, on="started_on", until="ended_on",
        takes=(("plan_number", "number"), ("last_plan", "before")), where=(one_of("kind", "a"),),
    ),
    LatestAsAt(
        name="named_plan", of=visits, at="visited_on", latest=child_protection_plans, on="started_on",
        until="ended_on", takes=(("plan_started_on", "started_on"),), match=("plan_id", "id"),
    ),
)  # fmt: skip


def columnar_rows(table: Derived, rows: Rows) -> list[dict[str, Any]]:
    frames = Frames(record_of(rows, date(2025, 1, 1)))
    frames.needs.add(table, (column.name for column in table.all_columns))
    frame = frames.frame(table)
    return frame.select(pl.col(column.name) for column in table.all_columns).to_dicts()


def ordered(rows: Sequence[Any]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, repr(value)) for name, value in row.items()) for row in rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(rows=ROWS)
def test_same_rows(table: Derived, rows: Rows) -> None:
    names = {column.name for column in table.all_columns}
    plain = [{k: v for k, v in row.items() if k in names} for row in PlainRecord(rows).rows(table)]
    assert ordered(columnar_rows(table, rows)) == ordered(plain)


def test_every_operator_is_here() -> None:
    assert {type(table) for table in TABLES} == set(Derived.__subclasses__())
