"""Numbers of a survey from lines of text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lineofsight.web.workforce.counting import read_counts, template
from lineofsight.web.workforce.questionnaires import (
    QuestionnaireRefused,
    questionnaire_from,
    questionnaires_in_force,
)

ASKED = questionnaire_from({
    "code": "own", "title": "Own", "questions": [{"code": "load", "text": "Too much?", "about": "Load"},
                                                 {"code": "stay", "text": "Staying?", "about": "Staying"}],
    "answers": [{"code": "yes", "text": "Yes", "agrees": True}, {"code": "no", "text": "No", "agrees": False}],
})  # fmt: skip
TEAMS = {"T1": "Assessment North", "T2": "Court, and pre-proceedings"}
HEAD = "team,question,yes,no\n"


def test_a_template_filled_in_is_read_back() -> None:
    empty = template(ASKED, TEAMS)
    assert read_counts(empty, ASKED, TEAMS).problems == ["There is no number in it."]
    filled = empty.replace("Assessment North,load,,", "Assessment North,load,12,3").replace(
        '"Court, and pre-proceedings",stay,,', '"Court, and pre-proceedings",stay,,4'
    )
    found = read_counts("\ufeff" + filled, ASKED, TEAMS)
    assert found.problems == []
    assert found.answers == {("T1", "load"): {"yes": 12, "no": 3}, ("T2", "stay"): {"yes": 0, "no": 4}}


def test_a_team_by_its_id_or_its_name_in_any_case_or_none() -> None:
    found = read_counts(HEAD + "t1, load, 1, 2\nASSESSMENT NORTH,stay,3,4\n,load,5,6", ASKED, TEAMS)
    assert set(found.answers) == {("T1", "load"), ("T1", "stay"), ("", "load")}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T9,load,1,2", "Line 2: there is no team 'T9'"),
        ("T1,pay,1,2", "Line 2: there is no question 'pay'"),
        ("T1,load,-1,2", "Line 2: '-1' is no number of people"),
        ("T1,load,1.5,2", "Line 2: '1.5' is no number of people"),
        ("T1,load,100001,2", "Line 2: '100001' is no number of people"),
        ("T1,load,1", "Line 2: 3 columns, where there are to be 4"),
        ("T1,load,1,2\nAssessment North,load,1,2", "Line 3: this team and question stand on a line above too"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_of(line: str, said: str) -> None:
    assert any(each.startswith(said) for each in read_counts(HEAD + line, ASKED, TEAMS).problems)


def test_no_lines_another_heading_and_many_bad_lines() -> None:
    assert read_counts("", ASKED, TEAMS).problems == ["The first line is to be: team, question, yes, no"]
    assert read_counts("team,question,ja,nein\n", ASKED, TEAMS).problems[0].startswith("The first line")
    many = read_counts(HEAD + "T9,load,1,2\n" * 20, ASKED, TEAMS).problems
    assert len(many) == 13
    assert many[-1] == "And 8 more lines that cannot be read."


def test_our_questionnaires_can_be_used_and_an_authoritys_own_goes_before(tmp_path: Path) -> None:
    ours = questionnaires_in_force(tmp_path)
    assert {"working_here", "pulse"} <= set(ours)
    (tmp_path / "surveys").mkdir()
    own = dict(ours["pulse"]) | {"title": "Our own five"}
    (tmp_path / "surveys" / "five.json").write_text(json.dumps(own), encoding="utf-8")
    assert questionnaires_in_force(tmp_path)["pulse"]["title"] == "Our own five"
    (tmp_path / "surveys" / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(QuestionnaireRefused, match="not JSON"):
        questionnaires_in_force(tmp_path)


def test_a_questionnaire_that_cannot_be_used_says_why() -> None:
    told = {"code": "x", "title": "X", "questions": [{"code": "a", "text": "A", "about": "A"}],
            "answers": [{"code": "yes", "text": "Yes", "agrees": True}]}  # fmt: skip
    with pytest.raises(QuestionnaireRefused, match="some answers agree and some do not"):
        questionnaire_from(told)
    with pytest.raises(QuestionnaireRefused, match="its questions need codes"):
        questionnaire_from({**told, "questions": []})
    with pytest.raises(QuestionnaireRefused, match="'answers' is missing"):
        questionnaire_from({key: value for key, value in told.items() if key != "answers"})
