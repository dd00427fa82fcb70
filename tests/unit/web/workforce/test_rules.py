"""What refuses: numbers after something was agreed, closing what one was to do oneself, closing without evidence."""

from __future__ import annotations

from datetime import date

from lineofsight.web.workforce import rules

OWNER, OTHER = 1, 2
TODAY = date(2026, 9, 30)


def test_numbers_stay_once_something_is_done_about_them() -> None:
    assert rules.may_not_keep_counts(has_actions=False) == ""
    assert "stay as they are" in rules.may_not_keep_counts(has_actions=True)


def test_nothing_is_agreed_about_a_round_nobody_counted_nor_for_yesterday() -> None:
    assert "Give its numbers first" in rules.may_not_agree(counted=False, due_on=TODAY, on=TODAY)
    assert "in the past" in rules.may_not_agree(counted=True, due_on=date(2026, 9, 29), on=TODAY)
    assert rules.may_not_agree(counted=True, due_on=TODAY, on=TODAY) == ""


def test_its_owner_says_that_it_is_done_once_and_with_evidence() -> None:
    assert rules.may_not_say_done(OWNER, OWNER, "Seen", said_done=False, closed=False) == ""
    assert "Only whoever" in rules.may_not_say_done(OWNER, OTHER, "Seen", said_done=False, closed=False)
    assert "Say what staff can see" in rules.may_not_say_done(OWNER, OWNER, "  ", said_done=False, closed=False)
    assert "Somebody else sees" in rules.may_not_say_done(OWNER, OWNER, "Seen", said_done=True, closed=False)
    assert "closed" in rules.may_not_say_done(OWNER, OWNER, "Seen", said_done=True, closed=True)


def test_somebody_else_closes_it_and_not_before_it_is_said_to_be_done() -> None:
    assert rules.may_not_close(OWNER, OTHER, said_done=True, closed=False) == ""
    assert "You were to do this" in rules.may_not_close(OWNER, OWNER, said_done=True, closed=False)
    assert "has not said" in rules.may_not_close(OWNER, OTHER, said_done=False, closed=False)
    assert "closed" in rules.may_not_close(OWNER, OTHER, said_done=True, closed=True)
