"""The record on an earlier day than the last one known: what had not happened is not in it."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lineofsight.core.periods import collection_period
from lineofsight.returns.days import PLANNED, WhenAsked, record_on, until
from lineofsight.simulation import simulate
from tests.support.homes import frame_of

AS_AT, KNOWN = date(2026, 3, 31), date(2026, 9, 30)


def test_a_period_is_told_until_the_day() -> None:
    year = collection_period("2025-26")
    assert until(year, None) == until(year, date(2027, 1, 1)) == until(year, year.end) == year
    assert until(year, date(2025, 4, 1)).end == year.start
    with pytest.raises(ValueError, match="before 2025-26 begins, on 2025-04-01"):
        until(year, date(2025, 3, 31))


def test_what_happened_between_the_days_is_out_and_what_was_planned_stays() -> None:
    plans = frame_of("child_protection_plans", """
        id | child_id | started_on | ended_on
        p1 | c1       | 2026-03-31 | 2026-04-01
        p2 | c2       | 2026-04-01 |
        p3 | c3       | 2026-01-01 | 2026-03-31
    """)  # fmt: skip
    referrals = frame_of("referrals", """
        id | child_id | received_on | closed_on  | close_reason | expected_on
        r1 | c1       | 2026-01-01  | 2026-04-01 | RC7          | 2026-12-01
        r2 | c2       | 2026-01-01  | 2026-03-31 | RC7          |
    """)  # fmt: skip
    then = record_on({"child_protection_plans": plans, "referrals": referrals}, AS_AT, KNOWN)
    assert then["child_protection_plans"].select("id", "ended_on").rows() == [("p1", None), ("p3", AS_AT)]
    assert then["referrals"].select("id", "closed_on", "close_reason", "expected_on").rows() == [
        ("r1", None, None, date(2026, 12, 1)), ("r2", AS_AT, "RC7", None),
    ]  # fmt: skip


def test_a_child_born_between_the_days_was_expected_then() -> None:
    people = frame_of("people", """
        id | born_on    | expected_on
        c1 | 2026-04-01 | 2026-04-03
    """)  # fmt: skip
    then = record_on({"people": people}, AS_AT, KNOWN)["people"]
    assert then.select("id", "born_on", "expected_on").rows() == [("c1", None, date(2026, 4, 3))]


def test_the_factors_of_an_assessment_still_open_then_are_not_found_yet() -> None:
    tables = {
        "assessments": frame_of("assessments", """
            id | child_id | started_on | authorised_on
            a1 | c1       | 2026-03-01 | 2026-04-01
            a2 | c1       | 2026-02-01 | 2026-03-31
        """),
        "assessment_factors": frame_of("assessment_factors", """
            id | child_id | assessment_id | factor
            f1 | c1       | a1            | 1A
            f2 | c1       | a2            | 1A
        """),
    }  # fmt: skip
    assert record_on(tables, AS_AT, KNOWN)["assessment_factors"]["id"].to_list() == ["f2"]


@settings(max_examples=4, deadline=None)
@given(some.integers(0, 400))
def test_no_table_tells_of_a_day_between(days: int) -> None:
    tables = simulate(500, 1, 5)
    as_at = KNOWN - timedelta(days=days)
    then = record_on(tables, as_at, KNOWN)
    for name, frame in then.items():
        own = [column for column in frame.columns if column not in PLANNED | {"recorded_on", "missing_since"}]
        for column in frame.select(own).select(pl.col(pl.Date)):
            assert not column.is_between(as_at, KNOWN, closed="right").any(), (name, column.name)
    again = record_on(dict(then), as_at, KNOWN)
    assert all(frame.equals(again[name]) for name, frame in then.items())


def test_a_table_is_made_when_asked_for_and_once() -> None:
    made: list[str] = []

    def make(name: str) -> pl.DataFrame:
        made.append(name)
        return pl.DataFrame({"id": [name]})

    tables = WhenAsked(["people", "visits"], make)
    assert (list(tables), len(tables), "visits" in tables, "posts" in tables) == (["people", "visits"], 2, True, False)
    assert made == []
    assert tables["visits"] is tables["visits"]
    assert made == ["visits"]
    with pytest.raises(KeyError):
        tables["posts"]
