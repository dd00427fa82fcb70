"""What may be written about partners, and each level of an escalation in its turn: at the boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.web.partners.rules import (
    ground,
    is_with_partner,
    level_of,
    may_not_close,
    may_not_escalate,
    may_not_pass_up,
    may_not_receive,
    may_not_record_answer,
    may_not_record_attendance,
    may_not_withdraw,
    names_a_person,
)

DAY = date(2026, 10, 5)
DUE = date(2026, 10, 12)
RAISED = {"kind": "partner_agency", "raised_on": DAY, "raised_by": "w1", "level": 1}
ANSWERED = RAISED | {"answered_on": DAY}
CLOSED = ANSWERED | {"resolved_on": DAY}


@pytest.mark.parametrize(
    "text", ["jo@example.org", "0121 496 0000", "+44 (0)121 4960000", "Dr Okafor", "PC Smith", "Mrs. Hill"]
)
def test_a_post_is_kept_and_no_persons_details(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize("text", ["Named doctor", "Head of year 9", "Detective sergeant, child abuse unit", "Ward 12"])
def test_a_post_is_no_person(text: str) -> None:
    assert names_a_person(text) == ""


def test_attendance_is_recorded_from_the_day_of_the_meeting() -> None:
    assert "not been held" in may_not_record_attendance({"meeting_on": date(2026, 10, 6)}, DAY)
    assert may_not_record_attendance({"meeting_on": DAY}, DAY) == ""
    assert may_not_record_attendance({"meeting_on": None}, DAY)


def test_what_came_is_recorded_once_and_as_of_a_day_that_has_been() -> None:
    row = {"asked_on": DAY}
    assert may_not_receive(row, DAY, "answered_on", DAY, DAY) == ""
    assert "still to come" in may_not_receive(row, DAY, "answered_on", date(2026, 10, 6), DAY)
    assert "before it was asked" in may_not_receive(row, DAY, "answered_on", date(2026, 10, 4), DAY)
    assert "recorded already" in may_not_receive(row | {"answered_on": DAY}, DAY, "answered_on", DAY, DAY)
    assert "taken back" in may_not_receive(row | {"withdrawn_on": DAY}, DAY, "answered_on", DAY, DAY)
    assert may_not_withdraw(row, "answered_on") == ""
    assert may_not_withdraw(row | {"answered_on": DAY}, "answered_on")
    assert may_not_withdraw(row | {"withdrawn_on": DAY}, "answered_on")


def test_nothing_is_escalated_before_it_is_late() -> None:
    for what in ("information", "report", "action"):
        row = {"report_asked": True}
        assert "due by 12 October 2026" in ground(what, row, DUE, DUE), what
        assert ground(what, row, DUE, date(2026, 10, 13)) == "", what
        assert "cannot be said to be late" in ground(what, row, None, DUE), what
    assert ground("information", {"urgent": True}, DUE, DAY) == ""


def test_nothing_is_escalated_that_is_there_or_taken_back() -> None:
    late = date(2026, 10, 13)
    assert ground("information", {"answered_on": DAY}, DUE, late)
    assert ground("report", {"report_asked": True, "report_received_on": DAY}, DUE, late)
    assert "No report was asked" in ground("report", {"report_asked": None}, DUE, late)
    assert ground("action", {"done_on": DAY}, DUE, late)
    assert "taken back" in ground("action", {"withdrawn_on": DAY}, DUE, late)
    assert ground("something", {}, DUE, late)


def test_not_recorded_is_not_absent() -> None:
    assert "not recorded is not absent" in ground("attendance", {"attended": None}, None, DAY)
    assert "came" in ground("attendance", {"attended": True}, None, DAY)
    assert ground("attendance", {"attended": False}, None, DAY) == ""


def test_an_escalation_begins_once_and_at_the_first_level() -> None:
    assert may_not_escalate([]) == ""
    assert may_not_escalate([CLOSED]) == ""
    assert "Pass that one up" in may_not_escalate([CLOSED, RAISED])


@pytest.mark.parametrize(("today", "may"), [(DUE, False), (date(2026, 10, 13), True)])
def test_it_goes_up_the_day_after_its_level_was_to_settle_it(today: date, may: bool) -> None:
    assert (may_not_pass_up(RAISED, "team_manager", DUE, today) == "") is may


def test_an_answered_or_urgent_one_goes_up_at_once_by_whoever_may() -> None:
    assert may_not_pass_up(ANSWERED, "team_manager", DUE, DAY) == ""
    assert may_not_pass_up(RAISED | {"immediate_risk": True}, "team_manager", DUE, DAY) == ""
    assert "team manager" in may_not_pass_up(ANSWERED, "", DUE, DAY)
    second = ANSWERED | {"level": 2}
    assert "head of service" in may_not_pass_up(second, "team_manager", DUE, DAY)
    assert may_not_pass_up(second, "service_head", DUE, DAY) == ""
    assert "last level" in may_not_pass_up(ANSWERED | {"level": 3}, "director", DUE, DAY)
    assert may_not_pass_up(CLOSED, "director", DUE, DAY)
    assert may_not_pass_up(RAISED, "director", None, DAY)


def test_it_closes_with_an_answer_and_by_somebody_else() -> None:
    assert "not closed without one" in may_not_close(RAISED, "w2")
    assert "Somebody else" in may_not_close(ANSWERED, "w1")
    assert may_not_close(ANSWERED, "w2") == ""
    assert may_not_close(CLOSED, "w2")


def test_an_answer_is_written_down_once_as_of_a_day_since_it_was_raised() -> None:
    assert may_not_record_answer(RAISED, DAY, DAY) == ""
    assert may_not_record_answer(RAISED, date(2026, 10, 4), DAY)
    assert may_not_record_answer(RAISED, date(2026, 10, 6), DAY)
    assert may_not_record_answer(ANSWERED, DAY, DAY)
    assert may_not_record_answer(CLOSED, DAY, DAY)


def test_levels_are_one_to_three() -> None:
    assert [level_of({"level": each}) for each in (None, 0, 2, 9)] == [1, 1, 2, 3]
    assert is_with_partner(RAISED)
    assert not is_with_partner({"kind": "reviewing_officer"})
