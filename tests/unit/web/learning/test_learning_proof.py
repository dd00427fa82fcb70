"""When a change is proved, at the boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lineofsight.web.learning.load import KINDS, Span, by_agency, by_month, carried, is_open, month_ends
from lineofsight.web.learning.proof import By, Named, Reading, State, may_not_name, named_from, proof_of, wanted

SET = date(2026, 3, 31)
MEASURE = Named(By.MEASURE, "cp_visits_timely", "Visits up to date", 90.0, True, "%", 80.0, "80%", 70.0, 88.0)
DIP = Named(By.DIP, "dip_plan", "Plans", 80.0, True, "%")


def read(days: int, value: float, of: int | None = 40, **more: float) -> Reading:
    return Reading(SET + timedelta(days=days), value, of, "Found", **more)


def test_what_was_found_on_the_day_or_before_proves_nothing() -> None:
    assert proof_of(MEASURE, SET, [read(-30, 99), read(0, 99)]).state is State.NOBODY_LOOKED
    assert proof_of(MEASURE, SET, [read(1, 90)]).state is State.HOLDS
    assert proof_of(MEASURE, SET, []).state is State.NOBODY_LOOKED


def test_the_latest_reading_decides_in_whatever_order_they_come() -> None:
    assert proof_of(MEASURE, SET, [read(60, 89.9), read(30, 95)]).state is State.NOT_YET
    assert proof_of(MEASURE, SET, [read(60, 90.0), read(30, 50)]).state is State.HOLDS


def test_less_is_better_where_it_is() -> None:
    fewer = replace(MEASURE, higher=False, wanted=10.0, before=20.0)
    assert proof_of(fewer, SET, [read(5, 10.0)]).state is State.HOLDS
    assert proof_of(fewer, SET, [read(5, 10.1)]).state is State.NOT_YET
    assert wanted(fewer) == "10% or less"


def test_too_few_prove_nothing_but_one_audit_of_the_child_does() -> None:
    assert proof_of(DIP, SET, [read(5, 100, of=4)]).state is State.NOBODY_LOOKED
    assert proof_of(DIP, SET, [read(5, 100, of=5)]).state is State.HOLDS
    assert proof_of(MEASURE, SET, [read(5, 100, of=0)]).state is State.NOBODY_LOOKED
    assert proof_of(MEASURE, SET, [read(5, 100, of=1)]).state is State.HOLDS
    child = Named(By.CHILD, "", "This child", 1.0, True)
    assert proof_of(child, SET, [read(5, 1.0, of=1)]).state is State.HOLDS
    assert proof_of(child, SET, [read(5, 0.0, of=1)]).state is State.NOT_YET


def test_a_move_within_both_intervals_is_said_to_be_possible_chance() -> None:
    assert proof_of(MEASURE, SET, [read(5, 91, lower=88.0, upper=95.0)]).chance
    assert not proof_of(MEASURE, SET, [read(5, 95, lower=88.1, upper=99.0)]).chance
    assert not proof_of(DIP, SET, [read(5, 95)]).chance


def test_a_proof_that_is_there_already_is_no_proof() -> None:
    assert may_not_name(MEASURE) == ""
    assert "there already" in may_not_name(replace(MEASURE, wanted=80.0))
    assert may_not_name(replace(MEASURE, wanted=80.1)) == ""
    assert "from 0 to 100" in may_not_name(replace(MEASURE, wanted=101.0))
    assert may_not_name(DIP) == ""


def test_what_an_action_keeps_is_read_back_the_same() -> None:
    assert named_from(MEASURE.as_data()) == MEASURE


def test_month_ends_go_back_from_the_day_itself() -> None:
    assert month_ends(date(2026, 3, 15), 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 15)]
    assert month_ends(date(2026, 3, 31), 2) == [date(2026, 2, 28), date(2026, 3, 31)]


def test_what_ended_on_a_day_takes_no_time_at_its_end() -> None:
    span = Span(KINDS[0], date(2026, 1, 10), date(2026, 2, 28))
    assert not is_open(span, date(2026, 1, 9))
    assert is_open(span, date(2026, 1, 10))
    assert not is_open(span, date(2026, 2, 28))
    assert [parts for _, parts in by_month([span], date(2026, 3, 15), 3)] == [(1, 0, 0, 0), (0,) * 4, (0,) * 4]


def test_who_carries_what_and_what_nobody_does() -> None:
    day = date(2026, 3, 15)
    spans = [Span(KINDS[0], day, None, "Ada", ("Police",)), Span(KINDS[1], day, None), Span(KINDS[1], day, day, "Ada")]
    found = [(each.name, each.spans, each.actions) for each in carried(spans, {"Ben": 2}, day)]
    assert found == [("Ada", 1, 0), ("Ben", 0, 2), ("Nobody named", 1, 0)]
    assert [(each.name, each.spans) for each in by_agency(spans, day)] == [("Police", 1)]
