"""What may be done with an audit and its actions, at the boundaries; tools and samples refuse and repeat."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lineofsight.web.audits import rules
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.sampling import InFrame, digest, draw, is_drawn
from lineofsight.web.audits.tools.reading import ToolRefused, tool_from, tools_in_force

DAY = date(2026, 10, 5)
CASE = Involved(
    frozenset({"worker"}), frozenset({"officer"}), frozenset({"chair"}), frozenset({"decider"}), frozenset({"t1"})
)
ACTION: dict[str, Any] = {"owner_id": "owner", "set_on": DAY}
SAID = ACTION | {"said_done_on": DAY, "evidence": "The visit of Monday."}
CLOSED = SAID | {"done_on": DAY}


def the_tool() -> dict[str, Any]:
    return deepcopy(tools_in_force(Path("nowhere"))["practice"])


@pytest.mark.parametrize("who", ["worker", "officer", "chair", "decider"])
def test_nobody_with_a_part_in_the_childs_case_audits_it(who: str) -> None:
    assert "independent" in rules.may_not_audit(who, (), CASE)


def test_a_manager_or_colleague_of_a_team_that_holds_the_child_does_not_audit_and_anybody_else_does() -> None:
    assert "team" in rules.may_not_audit("manager", ("t0", "t1"), CASE)
    assert rules.may_not_audit("auditor", ("t0",), CASE) == ""
    assert rules.may_not_audit("auditor", (), Involved()) == ""


def test_an_audit_is_taken_once_and_written_by_whoever_took_it() -> None:
    assert rules.may_not_take(None, 1) == ""
    assert rules.may_not_take(1, 1)
    assert rules.may_not_take(2, 1)
    assert rules.may_not_write(1, 1, completed=False) == ""
    assert rules.may_not_write(1, 1, completed=True)
    assert rules.may_not_write(2, 1, completed=False)
    assert rules.may_not_write(None, 1, completed=False)


def complete(grade: str = "good", quoted: Any = ("difference",), actions: Any = (), risk: bool = False,
             **changed: str) -> list[str]:  # fmt: skip
    tool = tool_from(the_tool())
    answers = {q.code: next(c.code for c in tool.choices(q) if c.grade == "good") for q in tool.questions}
    return rules.may_not_complete(tool, answers | changed, grade, set(quoted), actions, at_risk=risk)


def test_an_audit_is_complete_only_when_every_question_is_answered_and_the_grade_has_evidence() -> None:
    assert complete() == []
    assert complete(difference="")[0].startswith("Answer: What is better")
    assert complete(difference="not-an-answer")
    assert any("without evidence" in each for each in complete(quoted=()))
    assert complete(grade="") == ["Give an overall grade."]


def test_the_strongest_answers_and_grades_below_good_ask_for_more() -> None:
    assert "Quote" in complete(plan="inadequate")[0]
    assert "Quote" in complete(plan="outstanding")[0]
    assert complete(plan="requires_improvement") == []
    assert complete(plan="inadequate", quoted=("plan",)) == []
    for grade in ("requires_improvement", "inadequate"):
        assert "at least one action" in complete(grade=grade)[0]
        assert complete(grade=grade, actions=[("See him", "w1")]) == []
    assert "who is to do" in complete(actions=[("See him", "")])[0]
    assert "at risk" in complete(risk=True)[0]
    assert complete(grade="inadequate", risk=True, actions=[("See him", "w1")]) == []


@pytest.mark.parametrize(
    ("grade", "drawn", "moderated"),
    [("inadequate", False, True), ("outstanding", False, True), ("good", False, False), ("good", True, True),
     ("requires_improvement", False, False)],
)  # fmt: skip
def test_all_at_either_end_are_moderated_and_others_by_chance(grade: str, drawn: bool, moderated: bool) -> None:
    assert bool(rules.why_moderated(grade, drawn=drawn)) is moderated


def test_nobody_moderates_their_own_nor_one_they_are_not_independent_of_nor_twice() -> None:
    assert rules.may_not_moderate(1, 2, "why", moderated=False, dependent="") == ""
    assert "You made" in rules.may_not_moderate(2, 2, "why", moderated=False, dependent="")
    assert rules.may_not_moderate(1, 2, "why", moderated=True, dependent="")
    assert rules.may_not_moderate(1, 2, "", moderated=False, dependent="")
    assert rules.may_not_moderate(1, 2, "why", moderated=False, dependent="You work") == "You work"


def test_what_was_found_is_hidden_from_all_who_may_grade_it_until_somebody_has() -> None:
    assert rules.is_hidden_from(1, 2, "why", moderated=False, may_moderate=True)
    assert not rules.is_hidden_from(1, 1, "why", moderated=False, may_moderate=True)
    assert not rules.is_hidden_from(1, 2, "why", moderated=True, may_moderate=True)
    assert not rules.is_hidden_from(1, 2, "why", moderated=False, may_moderate=False)
    assert not rules.is_hidden_from(1, 2, "", moderated=False, may_moderate=True)


def test_no_action_is_closed_by_its_owner_nor_without_evidence_nor_before_its_owner_says_so() -> None:
    assert "yours" in rules.may_not_close(SAID, "owner")
    assert rules.may_not_close(SAID, "other") == ""
    assert "no evidence" in rules.may_not_close(SAID | {"evidence": " "}, "other").lower()
    assert rules.may_not_close(ACTION, "other")
    assert rules.may_not_close(CLOSED, "other")


def test_only_its_owner_says_that_an_action_is_done_and_what_is_said_done_changes_no_owner() -> None:
    assert rules.may_not_say_done(ACTION, "owner", "seen") == ""
    assert rules.may_not_say_done(ACTION, "owner", "  ")
    assert rules.may_not_say_done(ACTION, "other", "seen")
    assert rules.may_not_say_done({"set_on": DAY}, "anybody", "seen") == ""
    assert rules.may_not_say_done(SAID, "owner", "seen")
    assert rules.may_not_take_over(ACTION, "other") == ""
    assert rules.may_not_take_over(ACTION, "owner")
    assert rules.may_not_take_over(SAID, "other")
    assert rules.may_not_take_over(CLOSED, "other")


def test_a_head_of_service_is_told_from_the_day_of_finding_and_not_in_the_future() -> None:
    assert rules.may_not_be_told(None, DAY, DAY) == ""
    assert rules.may_not_be_told(DAY, DAY, DAY) == ""
    assert rules.may_not_be_told(date(2026, 10, 6), DAY, DAY)
    assert rules.may_not_be_told(date(2026, 10, 4), DAY, DAY)


def test_a_head_of_service_must_know_of_danger_and_of_inadequate_practice_until_told() -> None:
    assert "at risk" in rules.why_head_must_know({"child_at_risk": True, "grade": "good"})
    assert "inadequate" in rules.why_head_must_know({"grade": "inadequate"})
    assert rules.why_head_must_know({"grade": "requires_improvement", "child_at_risk": False}) == ""
    assert rules.why_head_must_know({"grade": "inadequate", "head_told_on": DAY}) == ""


def test_a_tool_that_does_not_ask_first_for_the_impact_on_the_child_is_refused() -> None:
    data = the_tool()
    data["sections"] = data["sections"][::-1]
    with pytest.raises(ToolRefused, match="asked first"):
        tool_from(data)


def test_a_tool_with_a_scale_that_misses_a_grade_or_a_question_twice_is_refused_saying_which() -> None:
    data = the_tool()
    data["scales"]["safe"].pop()
    with pytest.raises(ToolRefused, match="'safe'"):
        tool_from(data)
    data = the_tool()
    data["sections"][1]["questions"][0]["code"] = "safe"
    with pytest.raises(ToolRefused, match="two questions safe"):
        tool_from(data)
    data = the_tool()
    del data["scales"]
    with pytest.raises(ToolRefused, match="scales"):
        tool_from(data)


def test_an_authoritys_newer_version_is_in_force_and_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    own = tmp_path / "audit-tools"
    own.mkdir()
    data = the_tool() | {"version": 2, "title": "Ours"}
    (own / "practice-2.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    assert tools_in_force(tmp_path)["practice"]["title"] == "Ours"
    (own / "other.yaml").write_text("code: other\n", encoding="utf-8")
    with pytest.raises(ToolRefused, match=r"other\.yaml"):
        tools_in_force(tmp_path)


FRAME = [InFrame(f"p{number}", f"t{number % 3}", "good", "other") for number in range(31)]


def test_the_same_children_and_seed_give_the_same_sample_in_whatever_order_they_come() -> None:
    first = draw(FRAME, 7, "autumn", ["team"])
    assert draw(FRAME[::-1], 7, "autumn", ["team"]) == first
    assert draw(FRAME, 7, "winter", ["team"]).drawn != first.drawn
    assert len(first.drawn) == len(set(first.drawn)) == 7
    assert first.frame_size == 31


def test_every_stratum_has_its_share_to_within_one() -> None:
    for size in (1, 7, 30, 31, 99):
        sample = draw(FRAME, size, "s", ["team"])
        assert len(sample.drawn) == min(size, 31)
        for stratum in sample.strata:
            assert abs(len(stratum.drawn) - stratum.size * min(size, 31) / 31) < 1
            assert set(stratum.drawn) <= {e.reference for e in FRAME if e.team == stratum.name}


def test_the_digest_tells_another_frame_and_a_sample_may_be_of_nobody() -> None:
    assert digest(FRAME) == digest(FRAME[::-1]) != digest(FRAME[1:])
    assert digest([InFrame("p", "a", "b", "c")]) != digest([InFrame("p", "a", "b", "d")])
    assert draw([], 3, "s", []).drawn == ()
    with pytest.raises(ValueError, match="at least one"):
        draw(FRAME, 0, "s", [])
    with pytest.raises(ValueError, match="worker"):
        draw(FRAME, 1, "s", ["worker"])


def test_a_random_share_is_the_same_each_time_and_about_as_large_as_it_says() -> None:
    drawn = [is_drawn("s", f"row{number}", 20) for number in range(2000)]
    assert drawn == [is_drawn("s", f"row{number}", 20) for number in range(2000)]
    assert 320 < sum(drawn) < 480
    assert not any(is_drawn("s", str(number), 0) for number in range(100))
    assert all(is_drawn("s", str(number), 100) for number in range(100))
