"""What an audit by several agencies refuses, and where agencies agree, at the boundaries."""

from __future__ import annotations

from pathlib import Path

from lineofsight.web.audits import joint_rules
from lineofsight.web.audits.joint_rules import Part
from lineofsight.web.audits.tools import joint_in_force, tool_from

TOOL = tool_from(joint_in_force(Path("/nowhere"))["joint"])


def part(agency: str, grade: str = "good", **changed: object) -> Part:
    answers = {q.code: next(c.code for c in TOOL.choices(q) if c.grade == grade) for q in TOOL.questions}
    return Part(**({"agency": agency, "grade": grade, "answers": answers, "received": True} | changed))  # type: ignore[arg-type]


def test_it_needs_another_agency_and_somebody_independent() -> None:
    assert joint_rules.may_not_begin(["police"], "") == ""
    assert "at least one other" in joint_rules.may_not_begin([], "")
    assert "at least one other" in joint_rules.may_not_begin(["social_care"], "")
    assert joint_rules.may_not_begin(["police"], "You work with this child.") == "You work with this child."


def test_nobody_audits_their_own_work_ours_or_theirs() -> None:
    waiting = part("police", received=False)

    def refuses(**changed: object) -> str:
        given = {"complete": False, "is_ours": False, "dependent": "", "independent": True} | changed
        return joint_rules.may_not_type(waiting, **given)  # type: ignore[arg-type]

    assert refuses() == ""
    assert "Nobody audits their own work" in refuses(independent=False)
    assert refuses(is_ours=True, dependent="You work with this child.") == "You work with this child."
    assert refuses(dependent="You work with this child.") == ""
    assert "complete" in refuses(complete=True)
    assert "in already" in joint_rules.may_not_type(
        part("police"), complete=False, is_ours=False, dependent="", independent=True
    )


def test_no_part_is_seen_before_every_part_is_in_or_said_not_to_come() -> None:
    ours, theirs = part("social_care"), part("police", received=False)
    assert joint_rules.may_not_view([ours, theirs]).endswith("Waiting for: Police.")
    assert joint_rules.may_not_view([ours, part("police", received=False, missing_why="They refused.")]) == ""
    assert joint_rules.may_not_view([ours, part("police")]) == ""


def test_a_joint_grade_needs_two_parts_words_and_an_action_below_good_and_is_not_kinder_than_all() -> None:
    parts = [part("social_care", "good"), part("police", "requires_improvement")]

    def refuses(grade: str, why: str = "Agreed.", actions: int = 1, **changed: object) -> list[str]:
        given = {"parts": parts, "complete": False, "leads": True} | changed
        return joint_rules.may_not_grade(grade=grade, why=why, actions=actions, **given)  # type: ignore[arg-type]

    assert refuses("good", actions=0) == []
    assert refuses("requires_improvement") == []
    assert "not kinder" in refuses("outstanding")[0]
    assert "at least one action" in refuses("inadequate", actions=0)[0]
    assert "where they still differ" in refuses("good", why=" ")[0]
    assert refuses("") == ["Give a joint grade."]
    assert (
        "Fewer than two"
        in refuses("good", parts=[part("social_care"), part("police", received=False, missing_why="x")])[0]
    )
    assert refuses("good", complete=True) == ["This audit is complete."]
    assert "leads" in refuses("good", leads=False)[0]


def test_answers_are_compared_by_the_grade_they_are_worth() -> None:
    parts = [part("social_care", "good"), part("police", "inadequate"), part("health", received=False)]
    apart = joint_rules.compared(TOOL, parts)
    assert {each.apart for each in apart} == {2}
    assert apart[0].words == "2 grades apart: talk about it"
    assert [agency for agency, _ in apart[0].answers] == ["Children’s social care", "Police"]
    assert joint_rules.compared(TOOL, [part("police"), part("health")])[0].words == "They agree"
    assert joint_rules.compared(TOOL, [part("police")])[0].words == "One answer alone"


def test_what_a_part_lacks_is_said_at_once() -> None:
    assert joint_rules.what_is_missing(TOOL, part("police").answers, "good") == []
    assert len(joint_rules.what_is_missing(TOOL, {}, "")) == len(TOOL.questions) + 1


def test_nobody_closes_what_they_wrote_themselves() -> None:
    assert joint_rules.may_not_close(True, 1, 2, "The letter.", closed=False) == ""
    assert "Somebody else" in joint_rules.may_not_close(True, 1, 1, "The letter.", closed=False)
    assert "not closed before" in joint_rules.may_not_close(False, None, 2, "", closed=False)
    assert "no evidence" in joint_rules.may_not_close(True, 1, 2, " ", closed=False)
    assert "is closed" in joint_rules.may_not_close(True, 1, 2, "The letter.", closed=True)
