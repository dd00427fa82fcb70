"""What refuses in readiness, and what is said of a claim's evidence, at the boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.web.readiness.rules import (
    Held,
    flags,
    is_old,
    may_not_answer,
    may_not_begin,
    may_not_check,
    may_not_end,
    may_not_finish,
    may_not_hold_all,
    may_not_send,
    may_not_show,
    may_not_sign,
    moved_against,
)

DAY = date(2026, 9, 30)
MEASURE = Held("measure", DAY, "Visits", "at_least", 80.0, 85.0)


def test_an_answer_goes_only_when_a_second_person_has_checked_it() -> None:
    assert "Nobody has answered" in may_not_send(None, None, gone=False)
    assert "second person" in may_not_send(1, None, gone=False)
    assert "second person" in may_not_send(1, 1, gone=False)
    assert may_not_send(1, 2, gone=False) == ""
    assert "already" in may_not_send(1, 2, gone=True)


def test_nobody_checks_their_own_answer_nor_what_is_not_there() -> None:
    assert "Nobody has answered" in may_not_check(None, 2, checked=False, gone=False)
    assert "You wrote" in may_not_check(2, 2, checked=False, gone=False)
    assert may_not_check(1, 2, checked=False, gone=False) == ""
    assert may_not_check(1, 2, checked=True, gone=False)
    assert may_not_check(1, 2, checked=False, gone=True)
    assert may_not_answer(answered=True, gone=False)
    assert may_not_answer(answered=False, gone=True)
    assert may_not_answer(answered=False, gone=False) == ""


def test_a_request_is_not_done_by_saying_so() -> None:
    assert "not done by saying so" in may_not_finish(done=False, ended=False, note="  ")
    assert may_not_finish(done=False, ended=False, note="Sent") == ""
    assert may_not_finish(done=True, ended=False, note="Sent")
    assert may_not_finish(done=False, ended=True, note="Sent")


def test_a_claim_with_one_kind_of_evidence_is_signed_only_by_saying_so() -> None:
    assert "Nothing shows" in may_not_sign((), "", 1, 2, stands=True)
    assert "All that it rests on is measures" in may_not_sign(["measure", "measure"], " ", 1, 2, stands=True)
    assert may_not_sign(["measure"], "Nobody was asked", 1, 2, stands=True) == ""
    assert may_not_sign(["measure", "audit"], "", 1, 2, stands=True) == ""
    assert "Somebody else" in may_not_sign(["measure", "audit"], "", 2, 2, stands=True)
    assert "withdrawn" in may_not_sign(["measure", "audit"], "", 1, 2, stands=False)


def test_a_visit_has_days_that_can_be() -> None:
    assert may_not_begin(DAY, None, DAY) == ""
    assert may_not_begin(date(2026, 10, 1), None, DAY)
    assert may_not_begin(DAY, date(2026, 9, 29), DAY)
    assert may_not_begin(DAY, DAY, DAY) == ""
    assert "first on which day" in may_not_end(DAY, None, DAY, DAY)
    assert may_not_end(DAY, DAY, date(2026, 9, 29), DAY)
    assert may_not_end(DAY, DAY, DAY, DAY) == ""
    assert may_not_end(DAY, DAY, date(2026, 10, 1), DAY)


def test_evidence_is_old_when_a_year_is_past_and_not_on_the_day() -> None:
    assert not is_old(date(2025, 9, 30), DAY)
    assert is_old(date(2025, 9, 29), DAY)
    assert flags([Held("audit", date(2025, 1, 1)), Held("voice", DAY)], DAY) == (
        "1 of 2 pieces of evidence are older than a year.",
    )
    assert "All of its evidence" in flags([Held("audit", date(2025, 1, 1)), Held("voice", date(2025, 1, 2))], DAY)[0]


def test_one_kind_and_none_are_flagged() -> None:
    assert flags([], DAY) == ("Nothing shows how this is known.",)
    assert flags([MEASURE], DAY) == ("One kind of evidence alone: measures.",)
    assert flags([MEASURE, Held("audit", DAY)], DAY) == ()


@pytest.mark.parametrize(("test", "now", "moved", "is_against"), [
    ("at_least", 80.0, 0, False), ("at_least", 79.9, 0, True), ("at_least", 85.0, -1, True),
    ("at_least", 85.0, 1, False), ("at_most", 80.0, 0, False), ("at_most", 80.1, 0, True), ("at_most", 70.0, 1, True),
    ("at_most", 70.0, -1, False), ("", 1.0, -1, False), ("at_least", None, 0, False),
])  # fmt: skip
def test_a_measure_moves_against_a_claim_past_its_bound_or_by_a_signal(
    test: str, now: float | None, moved: int, is_against: bool
) -> None:
    held = Held("measure", DAY, "Visits", test, 80.0, now, moved)
    assert bool(moved_against(held)) is is_against


def test_a_measure_defined_otherwise_by_now_is_said_and_not_compared() -> None:
    held = Held("measure", DAY, "Visits", "at_least", 80.0, 10.0, is_comparable=False)
    assert moved_against(held) == ""
    assert "no longer defined" in flags([held, Held("audit", DAY)], DAY)[0]


def test_lists_of_every_child_are_for_whoever_may_see_every_child() -> None:
    assert may_not_hold_all(0) == ""
    assert "restricted" in may_not_hold_all(1)


def test_a_measure_that_says_otherwise_today_shows_nothing() -> None:
    assert "is not at most 3.0" in may_not_show("Plans", "at_most", 3.0, 18.0)
    assert "is not at least" in may_not_show("Visits", "at_least", 90.0, 89.9)
    assert may_not_show("Visits", "at_least", 90.0, 90.0) == ""
    assert may_not_show("Visits", "", None, 1.0) == ""
