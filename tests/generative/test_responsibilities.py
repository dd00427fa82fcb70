"""Who held each child is the same in columns as read plainly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.core.tables import table_named
from lineofsight.evaluation.columnar.duties import SCHEMA as DUTIES
from lineofsight.evaluation.columnar.responsibilities import held_by, responsibilities
from lineofsight.evaluation.plain import responsibilities as plain
from tests.generative.generated import CHILDREN, DAYS, Rows, maybe_day, record_of, rows_of

WORKERS = ("wyn", "xan")


@st.composite
def workers(draw: st.DrawFn) -> list[dict[str, Any]]:
    blank: dict[str, Any] = {column.name: None for column in table_named("professionals").all_columns}
    placeholder = st.sampled_from((None, "duty_desk"))
    return [
        {**blank, "id": name, "ended_on": draw(maybe_day), "placeholder": draw(placeholder)} for name in WORKERS
    ]  # fmt: skip


@st.composite
def absences(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = draw(rows_of("absences", {"kind": ("sickness", "annual_leave"), "started_on": (), "ended_on": ()}, most=3))
    return [{**row, "worker_id": draw(st.sampled_from(WORKERS))} for row in found]


ROWS = st.fixed_dictionaries({
    "allocations": rows_of("allocations", {
        "worker_id": (*WORKERS, "zed"), "team_id": ("north", "south"), "role": ("allocated_worker", "other"),
        "started_on": (), "ended_on": (),
    }),
    "professionals": workers(),
    "absences": absences(),
})  # fmt: skip


@given(rows=ROWS)
def test_same_stretches(rows: Rows) -> None:
    expected = [
        (one.child, one.worker, one.team, one.role, one.from_on, one.to_on) for one in plain.responsibilities(rows)
    ]
    assert responsibilities(record_of(rows, DAYS[-1])).rows() == expected


@given(rows=ROWS, as_at=st.sampled_from(DAYS), met=maybe_day)
def test_a_duty_is_held_by_who_held_the_child_then_or_when_it_ended(rows: Rows, as_at: date, met: date | None) -> None:
    duties = pl.DataFrame(
        [{"standard": "s", "holder_kind": "child", "holder": child, "met_on": met} for child in CHILDREN],
        schema=DUTIES,
    )
    day = min(as_at, met or as_at)
    found = held_by(duties, responsibilities(record_of(rows, DAYS[-1])), as_at)
    assert found["holder"].to_list() == list(CHILDREN)
    for row in found.iter_rows(named=True):
        held = [
            one for one in plain.responsibilities(rows)
            if one.child == row["holder"] and one.from_on <= day <= (one.to_on or day)
        ]  # fmt: skip
        assert len(held) <= 1
        assert (row["worker"], row["team"]) == ((held[0].worker, held[0].team) if held else (None, None))


def test_the_day_an_allocation_ends_is_still_held() -> None:
    blank: dict[str, Any] = {column.name: None for column in table_named("allocations").all_columns}
    day = date(2024, 1, 2)
    rows = {"allocations": [{**blank, "id": "a", "child_id": "amy", "started_on": day, "ended_on": day}]}
    assert plain.responsibilities(rows)[0].to_on == day
    assert responsibilities(record_of(rows, day + timedelta(days=9)))["to_on"].to_list() == [day]
