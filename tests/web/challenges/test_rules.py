"""What may be done with a challenge, at the boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.web.challenges.rules import (
    level_of,
    may_not_answer,
    may_not_answer_figure,
    may_not_close,
    may_not_pass_up,
    may_not_settle_figure,
    settle_by,
)

DAY = date(2026, 10, 5)
RAISED = {"raised_on": DAY, "raised_by": "w1", "level": 1}
ANSWERED = RAISED | {"answered_on": DAY}
CLOSED = ANSWERED | {"resolved_on": DAY}


def test_no_challenge_is_answered_by_whoever_raised_it_nor_below_its_level() -> None:
    assert "You raised" in may_not_answer(RAISED, "director", "w1")
    assert may_not_answer(RAISED, "team_manager", "w2") == ""
    assert "head of service" in may_not_answer(RAISED | {"level": 2}, "team_manager", "w2")
    assert may_not_answer(RAISED | {"level": 2}, "service_head", "w2") == ""
    assert may_not_answer(ANSWERED, "director", "w2")
    assert may_not_answer(CLOSED, "director", "w2")


def test_no_challenge_is_closed_without_an_answer_nor_by_anybody_else() -> None:
    assert "without an answer" in may_not_close(RAISED, "w1")
    assert may_not_close(ANSWERED, "w1") == ""
    assert "Only whoever raised" in may_not_close(ANSWERED, "w2")
    assert may_not_close(CLOSED, "w1")


@pytest.mark.parametrize(("today", "may"), [(date(2026, 10, 12), False), (date(2026, 10, 13), True)])
def test_an_unanswered_challenge_goes_up_the_day_after_its_answer_was_due(today: date, may: bool) -> None:
    assert (may_not_pass_up(RAISED, "w1", date(2026, 10, 12), today) == "") is may


def test_an_answered_or_urgent_one_goes_up_at_once_and_the_last_level_is_the_last() -> None:
    due = date(2026, 10, 12)
    assert may_not_pass_up(ANSWERED, "w1", due, DAY) == ""
    assert may_not_pass_up(RAISED | {"immediate_risk": True}, "w1", due, DAY) == ""
    assert "Only whoever raised" in may_not_pass_up(ANSWERED, "w2", due, DAY)
    assert "Cafcass" in may_not_pass_up(ANSWERED | {"level": 3}, "w1", due, DAY)
    assert may_not_pass_up(CLOSED, "w1", due, DAY)


def test_passing_up_gains_no_time() -> None:
    assert settle_by(RAISED) == date(2026, 11, 2)
    assert settle_by({"raised_on": date(2026, 10, 20), "settle_by": date(2026, 11, 2)}) == date(2026, 11, 2)
    assert level_of({"level": 9}) == 3
    assert level_of({"level": None}) == 1


def test_a_figure_is_answered_by_somebody_else_and_settled_by_whoever_asked() -> None:
    assert may_not_answer_figure(1, 1, answered=False, accepted=False)
    assert may_not_answer_figure(1, 2, answered=False, accepted=False) == ""
    assert may_not_answer_figure(1, 2, answered=True, accepted=False)
    assert may_not_settle_figure(1, 1, answered=False, accepted=False)
    assert may_not_settle_figure(1, 1, answered=True, accepted=False) == ""
    assert may_not_settle_figure(1, 2, answered=True, accepted=False)
    assert may_not_settle_figure(1, 1, answered=True, accepted=True)
