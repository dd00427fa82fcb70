"""Who held each child is the same in columns as read plainly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.core.periods import add_months
from lineofsight.core.tables import table_named
from lineofsight.evaluation.columnar.duties import SCHEMA as DUTIES
from lineofsight.evaluation.columnar.responsibilities import held_by, responsibilities
from lineofsight.evaluation.plain import responsibilities as plain
from tests.generative.generated import CHILDREN, DAYS, Rows, maybe_day, record_of, rows_of

WORKERS = ("wyn", "xan")
ROLES = ("allocated_worker", "personal_adviser", "other")


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


@st.composite
def grown_up(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Children who are eighteen before, on one of, or after the days; or whose birthday is not known."""
    blank: dict[str, Any] = {column.name: None for column in table_named("people").all_columns}
    birthdays = [add_months(day, -12 * 18) for day in DAYS]
    born = [date(DAYS[0].year - 19, 2, 28), date(2004, 2, 29), *birthdays, None]
    return [{**blank, "id": child, "born_on": draw(st.sampled_from(born))} for child in CHILDREN[1:]]


ROWS = st.fixed_dictionaries({
    "allocations": rows_of("allocations", {
        "worker_id": (*WORKERS, "zed"), "team_id": ("north", "south"), "role": ROLES,
        "started_on": (), "ended_on": (),
    }),
    "people": grown_up(),
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


def test_a_personal_adviser_holds_from_the_eighteenth_birthday() -> None:
    blank: dict[str, Any] = {column.name: None for column in table_named("allocations").all_columns}
    born: dict[str, Any] = {column.name: None for column in table_named("people").all_columns}
    adviser = {
        **blank,
        "id": "a",
        "child_id": "amy",
        "role": "personal_adviser",
        "worker_id": "pat",
        "team_id": "leaving",
    }
    rows = {
        "allocations": [{**adviser, "started_on": date(2022, 5, 1)}],
        "people": [{**born, "id": "amy", "born_on": date(2005, 1, 2)}],
    }
    (held,) = plain.responsibilities(rows)
    assert (held.worker, held.team, held.from_on) == ("pat", "leaving", date(2023, 1, 2))
    assert plain.responsibilities({**rows, "allocations": [{**adviser, "started_on": date(2022, 5, 1),
                                                            "ended_on": date(2023, 1, 1)}]}) == []  # fmt: skip
