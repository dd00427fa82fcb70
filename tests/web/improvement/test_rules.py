"""What may be done with the plan and by whom, at the boundaries."""

from __future__ import annotations

from datetime import date

from lineofsight.web.improvement import rules

DAY, BEFORE, AFTER = date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 3)
ME, OTHER = 1, 2


def test_one_plan_is_in_force_at_a_time() -> None:
    assert rules.may_not_begin_plan(is_one_in_force=False) == ""
    assert "End it first" in rules.may_not_begin_plan(is_one_in_force=True)


def test_a_plan_is_met_only_when_every_line_is_put_right_and_its_end_is_explained() -> None:
    assert rules.may_not_end_plan("met", "Every line holds.", 3, 3) == ""
    assert "1 of 3 lines are not put right" in rules.may_not_end_plan("met", "Nearly.", 2, 3)
    assert rules.may_not_end_plan("failed", "Nobody looked.", 0, 3) == ""
    assert "Say why" in rules.may_not_end_plan("failed", "  ", 0, 3)


def test_what_is_due_on_the_day_it_begins_is_allowed_and_the_day_before_is_not() -> None:
    assert rules.may_not_be_dated(DAY, DAY) == ""
    assert rules.may_not_be_dated(DAY, BEFORE) != ""


def test_only_its_owner_says_that_an_action_is_done_once_and_with_what_shows_it() -> None:
    assert rules.may_not_say_done(ME, ME, False, "The list.") == ""
    assert "Only whoever owns" in rules.may_not_say_done(OTHER, ME, False, "The list.")
    assert rules.may_not_say_done(ME, ME, False, " ") == "Say what shows that it was done."
    assert rules.may_not_say_done(ME, ME, True, "The list.") == "It is said to be done."


def test_a_line_is_held_to_a_measure_once_and_to_none_that_cannot_tell() -> None:
    assert rules.may_not_hold_to("a", {"b"}, "") == ""
    assert "already" in rules.may_not_hold_to("a", {"a"}, "")
    assert rules.may_not_hold_to("a", set(), "Yearly.") == "Yearly."


def test_what_was_asked_is_taken_off_with_a_reason() -> None:
    assert rules.may_not_take_off("It counts something else.") == ""
    assert rules.may_not_take_off("\n") != ""


def test_whoever_asked_does_not_answer_and_an_answer_is_given_once() -> None:
    assert rules.may_not_answer(OTHER, ME, is_answered=False) == ""
    assert "yourself" in rules.may_not_answer(ME, ME, is_answered=False)
    assert rules.may_not_answer(OTHER, ME, is_answered=True) == "It is answered."


def test_a_meeting_is_recorded_once_it_was_held_and_after_the_one_before() -> None:
    assert rules.may_not_hold_meeting(DAY, DAY, None) == ""
    assert rules.may_not_hold_meeting(DAY, DAY, BEFORE) == ""
    assert "when it has been held" in rules.may_not_hold_meeting(AFTER, DAY, None)
    assert "later meeting" in rules.may_not_hold_meeting(DAY, DAY, DAY)


def test_nobody_led_before_they_came_or_comes_in_the_future() -> None:
    assert rules.may_not_have_led(DAY, None, DAY) == ""
    assert rules.may_not_have_led(DAY, DAY, DAY) == ""
    assert "left before" in rules.may_not_have_led(DAY, BEFORE, AFTER)
    assert "future" in rules.may_not_have_led(AFTER, None, DAY)
