"""What may be done in supervision, at the boundaries; what to talk about first; a year told without a rate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

DAY = date(2026, 10, 5)
TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)
MEETING = {"supervisor_id": "W9", "summary": "Workload.", "signed_on": None, "agreed_on": None}
ACTION = {"worker_id": "W1", "done_on": None, "said_done_on": None, "evidence": None}
SAID = ACTION | {"said_done_on": DAY, "evidence": "Seen at home with her."}


def test_nobody_supervises_themself(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_supervise

    assert may_not_supervise("W1", "W1")
    assert may_not_supervise("W1", "W9") == ""


def test_a_supervision_is_held_by_today_and_the_next_is_after_it(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_be_dated

    assert may_not_be_dated(DAY, TOMORROW, DAY) == ""
    assert may_not_be_dated(DAY, None, DAY) == ""
    assert may_not_be_dated(TOMORROW, None, DAY)
    assert may_not_be_dated(DAY, DAY, DAY)


def test_what_is_signed_stays_as_it_is_and_only_whoever_held_it_signs(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_add, may_not_sign

    assert may_not_sign(MEETING, "W9") == ""
    assert "Only whoever held" in may_not_sign(MEETING, "W8")
    assert "Nothing is written" in may_not_sign(MEETING | {"summary": None}, "W9")
    assert "stays as it is" in may_not_add(MEETING | {"signed_on": DAY}, "W9")


def test_the_worker_says_so_once_and_after_the_supervisor_signed(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_agree

    signed = MEETING | {"signed_on": DAY}
    assert may_not_agree(signed, "W1", "W1") == ""
    assert "Only the worker" in may_not_agree(signed, "W1", "W9")
    assert "signs first" in may_not_agree(MEETING, "W1", "W1")
    assert "already" in may_not_agree(signed | {"agreed_on": DAY}, "W1", "W1")


@pytest.mark.parametrize(
    ("row", "who", "supervises", "said"),
    [
        (SAID, "W9", True, ""),
        (SAID, "W1", True, "Somebody else must see"),
        (SAID, "W1", False, "Somebody else must see"),
        (SAID, "W7", False, "Only a supervisor"),
        (SAID | {"worker_id": "W9"}, "W1", False, ""),
        (SAID | {"worker_id": "W9"}, "W9", True, "Somebody else must see"),
        (ACTION, "W9", True, "has not said"),
        (SAID | {"evidence": "  "}, "W9", True, "what shows it"),
        (SAID | {"done_on": DAY}, "W9", True, "closed"),
    ],
)
def test_an_action_is_never_closed_by_its_owner_alone_nor_without_what_shows_it(
    service: Any, row: dict[str, Any], who: str, supervises: bool, said: str
) -> None:
    from lineofsight.web.supervision.rules import may_not_close

    found = may_not_close(row, who, supervises=supervises, worker="W1")
    assert (said in found) if said else found == ""


def test_only_whoever_was_to_do_it_says_that_it_is_done(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_ask_by, may_not_renew, may_not_say_done

    assert may_not_say_done(ACTION, "W1", "Seen.") == ""
    assert may_not_say_done(ACTION, "W9", "Seen.")
    assert may_not_say_done(ACTION, "W1", " ")
    assert may_not_say_done(ACTION | {"done_on": DAY}, "W1", "Seen.")
    assert may_not_ask_by(DAY, DAY) == ""
    assert may_not_ask_by(YESTERDAY, DAY)
    assert may_not_renew(ACTION, "W9", TOMORROW, DAY, "She was away.") == ""
    assert may_not_renew(ACTION, "W9", DAY, DAY, "She was away.")
    assert may_not_renew(ACTION, "W9", TOMORROW, DAY, "")


def test_nobody_gives_themself_more_time_nor_judges_what_they_did(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_renew, may_not_send_back

    assert "Somebody else gives" in may_not_renew(ACTION, "W1", TOMORROW, DAY, "I was away.")
    assert may_not_send_back(SAID, "W9", "She was not seen.") == ""
    assert "Somebody else sees" in may_not_send_back(SAID, "W1", "She was not seen.")
    assert may_not_send_back(SAID, "W9", " ")
    assert may_not_send_back(ACTION, "W9", "She was not seen.")
    assert may_not_send_back(SAID | {"done_on": DAY}, "W9", "She was not seen.")


def test_a_reflective_note_is_for_the_two_alone(service: Any) -> None:
    from lineofsight.web.supervision.rules import may_not_read_note

    assert may_not_read_note("W1", "W9", "W1") == ""
    assert may_not_read_note("W1", "W9", "W9") == ""
    assert may_not_read_note("W1", "W9", "director")
    assert may_not_read_note("", "W9", "")


def test_what_is_flagged_comes_first_and_then_the_longest_not_talked_about(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.supervision.agenda import LONG, agenda

    def child(number: str, **given: Any) -> ChildNow:
        return ChildNow(reference=f"p{number}", child_id=number, surname=number, **given)

    listed = [child("1"), child("2"), child("3", reasons=["long_plan"]), child("4", overdue=2)]
    talked = {"1": DAY - LONG, "2": DAY - LONG - timedelta(days=1), "3": DAY, "4": DAY}
    found = agenda(listed, talked, {"4": [dict(ACTION, renewed_on=None, due_on=YESTERDAY)]}, DAY)
    assert [each.name for each in found] == ["3", "4", "2", "1"]
    assert [each.is_first for each in found] == [True, True, True, False]
    assert found[1].why == ("2 overdue", "An action agreed before is overdue")
    assert found[2].why == ("Not talked about for three months",)


def test_a_year_is_told_by_month_and_holds_no_rate(service: Any) -> None:
    from lineofsight.web.supervision.agenda import year

    rows = [{"held_on": date(2026, 9, 30), "child_id": None}, {"held_on": date(2026, 9, 30), "child_id": "1"}]
    acted = [{"agreed_on": date(2026, 9, 30), "done_on": DAY}]
    away = [{"started_on": date(2026, 8, 31), "ended_on": date(2026, 9, 1)}]
    found = year(rows, acted, away, DAY)
    assert [each.name for each in found][:2] == ["October 2026", "September 2026"]
    assert found[-1].name == "November 2025"
    assert (found[1].held, found[1].children, found[1].agreed, found[1].closed) == ("30", 1, 1, 0)
    assert (found[0].closed, found[0].held) == (1, "None recorded")
    assert [each.away for each in found[:4]] == ["", "Away for some of it", "Away for some of it", ""]
