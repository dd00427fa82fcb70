"""What the register refuses, at its boundaries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lineofsight.web.learning import rules
from lineofsight.web.learning.kinds import KINDS, step_named, steps_ahead, taken
from lineofsight.web.learning.proof import Proof, State

DAY = date(2026, 3, 10)
HOLDS, NOT_YET, UNSEEN = (Proof(state, state.value) for state in State)
COMPLAINT, INCIDENT, ALLEGATION = KINDS["complaint"], KINDS["serious_incident"], KINDS["allegation"]


def an_action(**changed: Any) -> dict[str, Any]:
    return {
        "what": "Ask the child", "owner_id": 1, "said_done_on": DAY, "evidence": "See the visits.", "done_on": None,
        "due_on": DAY, **changed,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "username", "teams", "kept"),
    [
        ("w1", "sw", (), True),
        ("w9", "manager", (), True),
        ("w9", "other", ("t1",), True),
        ("w9", "other", ("t2",), False),
        ("", "", (), False),
    ],
)
def test_an_allegation_is_kept_from_whom_it_concerns_their_manager_and_their_team(
    name: str, username: str, teams: tuple[str, ...], kept: bool
) -> None:
    assert rules.is_kept_from(name, username, teams, ["w1", "manager", ""], ["t1"]) is kept


def test_a_step_is_recorded_once_after_the_one_before_and_not_before_it_happened() -> None:
    row: dict[str, Any] = {"received_on": date(2026, 3, 2)}
    answered, panel = step_named(COMPLAINT, "answered_on"), step_named(COMPLAINT, "panel_held_on")
    assert rules.may_not_step(COMPLAINT, answered, row, DAY, DAY) == ""
    assert rules.may_not_step(COMPLAINT, answered, row, date(2026, 3, 2), DAY) == ""
    assert "before 2 March 2026" in rules.may_not_step(COMPLAINT, answered, row, date(2026, 3, 1), DAY)
    assert "future" in rules.may_not_step(COMPLAINT, answered, row, date(2026, 3, 11), DAY)
    assert "Enter the day" in rules.may_not_step(COMPLAINT, answered, row, None, DAY)
    assert "Stage 3 asked for is not recorded" in rules.may_not_step(COMPLAINT, panel, row, DAY, DAY)
    done = {**row, "answered_on": DAY}
    assert "recorded already" in rules.may_not_step(COMPLAINT, answered, done, DAY, DAY)
    complex_ = step_named(COMPLAINT, "is_complex")
    assert rules.may_not_step(COMPLAINT, complex_, row, None, DAY) == ""
    assert rules.may_not_step(COMPLAINT, None, row, DAY, DAY) == "Choose what happened."


def test_the_steps_ahead_are_those_whose_step_before_was_taken_and_none_once_it_is_over() -> None:
    row: dict[str, Any] = {"known_on": date(2026, 3, 2)}
    assert [step.column for step in steps_ahead(ALLEGATION, row)] == ["referred_on"]
    row |= {"referred_on": DAY}
    assert [step.column for step in steps_ahead(ALLEGATION, row)] == ["is_exceptional", "closed_on"]
    assert steps_ahead(ALLEGATION, {**row, "closed_on": DAY}) == []
    assert taken(ALLEGATION, {**row, "is_exceptional": True}) == [
        ("Referred to the designated officer", DAY), ("Exceptional: longer than a year is agreed", None),
    ]  # fmt: skip


def test_an_action_is_said_done_by_its_owner_alone_and_with_evidence() -> None:
    new = an_action(said_done_on=None, evidence="")
    assert rules.may_not_say_done(new, 1, "Seen.") == ""
    assert "Say what shows" in rules.may_not_say_done(new, 1, "  ")
    assert "Only its owner" in rules.may_not_say_done(new, 2, "Seen.")
    assert "said so already" in rules.may_not_say_done(an_action(), 1, "Seen.")
    assert "closed" in rules.may_not_say_done(an_action(done_on=DAY), 1, "Seen.")


def test_nobody_closes_their_own_action_and_none_is_closed_without_evidence() -> None:
    assert rules.may_not_close_action(an_action(), 2) == ""
    assert "yours" in rules.may_not_close_action(an_action(), 1)
    assert "has not said" in rules.may_not_close_action(an_action(said_done_on=None), 2)
    assert "no evidence" in rules.may_not_close_action(an_action(evidence=" "), 2)
    assert "is closed" in rules.may_not_close_action(an_action(done_on=DAY), 2)


def test_an_entry_is_closed_when_it_was_learnt_from_done_and_proved_and_by_nobody_who_owns_an_action() -> None:
    row = {"rapid_review_sent_on": DAY}
    closed = an_action(done_on=DAY)
    assert rules.may_not_close(INCIDENT, row, "Learnt.", [(closed, HOLDS)], 2) == []
    assert rules.may_not_close(INCIDENT, row, " ", [(closed, HOLDS)], 2) == ["Write what was learnt."]
    assert "Rapid review sent" in rules.may_not_close(INCIDENT, {}, "Learnt.", [(closed, HOLDS)], 2)[0]
    assert "at least one action" in rules.may_not_close(INCIDENT, row, "Learnt.", [], 2)[0]
    assert "Nothing shows the change" in rules.may_not_close(INCIDENT, row, "Learnt.", [(closed, NOT_YET)], 2)[0]
    assert "Nothing shows the change" in rules.may_not_close(INCIDENT, row, "Learnt.", [(closed, UNSEEN)], 2)[0]
    assert "Not closed" in rules.may_not_close(INCIDENT, row, "Learnt.", [(an_action(), HOLDS)], 2)[0]
    assert "is yours" in rules.may_not_close(INCIDENT, row, "Learnt.", [(closed, HOLDS)], 1)[0]
    assert rules.may_not_close(INCIDENT, row, "", [], 1, closed=True) == ["This entry is closed."]


@pytest.mark.parametrize(
    ("kind", "row", "needs"),
    [
        ("serious_incident", {}, True), ("review", {}, True), ("compliment", {}, False),
        ("complaint", {"outcome": "upheld"}, True), ("complaint", {"outcome": "not_upheld"}, False),
        ("complaint", {}, True), ("allegation", {"outcome": "substantiated"}, True),
        ("allegation", {"outcome": "unfounded"}, False),
    ],
)  # fmt: skip
def test_what_went_wrong_needs_an_action(kind: str, row: dict[str, Any], needs: bool) -> None:
    assert rules.needs_action(KINDS[kind], row) is needs


def test_somebody_looks_again_after_3_6_and_12_months_to_the_day_or_the_months_end() -> None:
    assert rules.looks_again_on(date(2025, 11, 30)) == [
        (3, date(2026, 2, 28)), (6, date(2026, 5, 30)), (12, date(2026, 11, 30)),
    ]  # fmt: skip
    assert rules.looks_again_on(date(2027, 11, 30))[0] == (3, date(2028, 2, 29))


def test_a_later_check_is_made_on_its_day_once_and_where_somebody_looked() -> None:
    assert rules.may_not_check(DAY, DAY, [HOLDS], done=False) == ""
    assert "due on 11 March 2026" in rules.may_not_check(date(2026, 3, 11), DAY, [HOLDS], done=False)
    assert "cannot be said" in rules.may_not_check(DAY, DAY, [HOLDS, UNSEEN], done=False)
    assert "is made" in rules.may_not_check(DAY, DAY, [HOLDS], done=True)
    assert rules.lapsed([HOLDS, NOT_YET]) == ["not yet"]
    assert rules.lapsed([HOLDS]) == []
