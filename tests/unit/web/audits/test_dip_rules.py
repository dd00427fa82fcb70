"""What a dip sample refuses and comes to, at its boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineofsight.web.audits import dip_rules
from lineofsight.web.audits.dip_rules import Answered, by_team, moved, share
from lineofsight.web.audits.tools import ToolRefused, dip_from, dips_in_force, joint_in_force, tools_in_force

TOOL = dip_from({
    "code": "dip", "version": 1, "title": "Plans",
    "questions": [{"code": "a", "text": "A?"}, {"code": "b", "text": "B?", "guidance": "Look."}],
})  # fmt: skip


def test_every_answer_needs_the_records_words() -> None:
    assert dip_rules.may_not_keep(TOOL, {"a": "yes", "b": "no"}, {"a": "Seen.", "b": "Nothing says so."}) == []
    found = dip_rules.may_not_keep(TOOL, {"a": "yes", "b": "perhaps"}, {"a": " "})
    assert found == ["Quote what the record says, or say that it says nothing: A?", "Answer: B?"]


def test_a_sample_counts_whole_and_once() -> None:
    assert "Nobody has looked" in dip_rules.may_not_complete(3, 0, complete=False)
    assert "1 of 3" in dip_rules.may_not_complete(3, 2, complete=False)
    assert dip_rules.may_not_complete(3, 3, complete=False) == ""
    assert "is complete" in dip_rules.may_not_complete(3, 3, complete=True)


def test_nobody_answers_for_a_child_of_theirs_or_twice() -> None:
    assert dip_rules.may_not_answer(False, False, "") == ""
    assert dip_rules.may_not_answer(False, False, "You work with this child.") == "You work with this child."
    assert "already" in dip_rules.may_not_answer(True, False, "")
    assert "complete" in dip_rules.may_not_answer(False, True, "")


def test_only_what_was_not_there_asks_for_an_action() -> None:
    assert dip_rules.may_not_ask({"a": "partly"}, "Ask her.", "w1") == ""
    assert "Every answer is yes" in dip_rules.may_not_ask({"a": "yes"}, "Ask her.", "w1")
    assert "not looked at" in dip_rules.may_not_ask({}, "Ask her.", "w1")
    assert "who" in dip_rules.may_not_ask({"a": "no"}, "Ask her.", "")
    assert "what is to change" in dip_rules.may_not_ask({"a": "no"}, " ", "w1")


def test_shares_have_intervals_and_few_are_said_to_be_few() -> None:
    none = share("All", [])
    assert (none.percent, none.lower) == (None, None)
    nine = share("All", [Answered("t", "T", {str(n): "yes" for n in range(9)})])
    assert nine.is_few
    ten = share("All", [Answered("t", "T", {str(n): "yes" if n else "no" for n in range(10)})])
    assert (ten.yes, ten.no, ten.percent, ten.is_few) == (9, 1, 90.0, False)
    assert ten.lower is not None and ten.upper is not None and 59 < ten.lower < 60 < 98 < ten.upper < 99  # noqa: PT018


def test_teams_one_may_not_see_are_left_out() -> None:
    records = [Answered("t2", "Beech", {"a": "yes"}), Answered("t1", "Ash", {"a": "no"})]
    assert [each.name for each in by_team(records, {"t1", "t2"})] == ["Ash", "Beech"]
    assert [each.name for each in by_team(records, {"t2"})] == ["Beech"]


def test_two_samples_differ_only_by_more_than_chance() -> None:
    def sample(yes: int, of: int) -> dip_rules.Share:
        return share("All", [Answered("t", "T", {str(n): "yes" if n < yes else "no" for n in range(of)})])

    assert moved(sample(4, 10), sample(6, 10)).startswith("Could be chance: +20")
    assert moved(sample(8, 40), sample(32, 40)).startswith("Better: +60")
    assert moved(sample(32, 40), sample(8, 40)).startswith("Worse: -60")
    assert moved(sample(0, 0), sample(8, 40)) == "One of the two has no answers."


def test_a_question_set_has_1_to_8_questions_each_its_own_code() -> None:
    one = {"code": "a", "text": "A?"}
    for questions in ([], [{**one, "code": str(n)} for n in range(9)], [one, one]):
        with pytest.raises(ToolRefused):
            dip_from({"code": "x", "version": 1, "title": "X", "questions": questions})
    with pytest.raises(ToolRefused, match="does not say its questions"):
        dip_from({"code": "x", "version": 1, "title": "X"})


def test_tools_of_each_kind_are_kept_apart_and_an_authoritys_own_go_before(tmp_path: Path) -> None:
    own = tmp_path / "audit-tools"
    own.mkdir()
    (own / "plans.yaml").write_text(
        "kind: dip\ncode: dip_plan\nversion: 2\ntitle: Ours\nquestions:\n- {code: a, text: A}\n"
    )
    assert dips_in_force(tmp_path)["dip_plan"]["title"] == "Ours"
    assert set(tools_in_force(tmp_path)) == {"practice"}
    assert set(joint_in_force(tmp_path)) == {"joint"}
    (own / "other.yaml").write_text("kind: survey\ncode: x\nversion: 1\n")
    with pytest.raises(ToolRefused, match="other.yaml: there is no kind 'survey'"):
        dips_in_force(tmp_path)
