"""What inspectors ask for and when they may be expected: defaults, local policy over them, days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lineofsight.evaluation.policy import PolicyProblem, policy_of
from lineofsight.inspections.preparing import (
    after,
    board_measures,
    default_requests,
    requests_of,
    requests_on,
    window_after,
)

MONDAY = date(2026, 10, 5)
DAYS = {"notice": MONDAY, "site": None, "end": None}


def _policy(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_asked_on_the_day_they_rang_is_due_that_day_and_annex_a_the_next_working_day() -> None:
    asked = {each.code: each for each in default_requests()}
    assert asked["contacts"].due_on(DAYS) == MONDAY
    assert asked["annex_a"].due_on(DAYS) == date(2026, 10, 6)
    friday = {"notice": date(2026, 10, 9)}
    assert asked["annex_a"].due_on(friday) == date(2026, 10, 12)
    assert asked["schedule"].due_on(DAYS) is None
    assert asked["schedule"].due_on({"site": date(2026, 10, 12)}) == date(2026, 10, 12)
    assert all("check the source" in each.source for each in asked.values())


def test_local_policy_holds_from_its_day_and_earlier_visits_keep_what_held_then(tmp_path: Path) -> None:
    policy = _policy(tmp_path, """
inspection:
  timetable:
    - {code: annex_a, working_days: 2, who: "Data team", from: 2026-10-01}
    - {code: maps, what: "Maps of the area", of: notice, working_days: 3, who: "Clerk", from: 2026-10-06}
""")  # fmt: skip
    now = {each.code: each for each in requests_on(MONDAY, policy)}
    assert (now["annex_a"].working_days, now["annex_a"].who, now["annex_a"].source) == (2, "Data team", "local policy")
    assert "maps" not in now
    assert "maps" in {each.code for each in requests_on(date(2026, 10, 6), policy)}
    before = {each.code: each for each in requests_on(date(2026, 9, 30), policy)}
    assert before["annex_a"].working_days == 1
    assert requests_on(MONDAY, tmp_path / "none.yaml") == default_requests()


@pytest.mark.parametrize(("line", "said"), [
    ({"code": "annex_a"}, "from:"),
    ({"code": "new", "from": MONDAY}, "needs what"),
    ({"code": "annex_a", "from": MONDAY, "of": "lunch"}, "is none of"),
    ({"code": "annex_a", "from": MONDAY, "working_days": -1}, "whole number"),
    ({"code": "annex_a", "from": MONDAY, "working_days": True}, "whole number"),
    ({"code": "annex_a", "from": MONDAY, "hours": 3}, "unknown hours"),
])  # fmt: skip
def test_a_line_that_cannot_be_says_where_and_what(line: dict[str, object], said: str) -> None:
    with pytest.raises(PolicyProblem, match="inspection: timetable") as refused:
        requests_of({"inspection": {"timetable": [line]}})
    assert said in str(refused.value)


def test_the_policy_file_may_hold_it_and_nothing_unknown_beside_it(tmp_path: Path) -> None:
    assert policy_of({"inspection": {"timetable": []}}).authority == ""
    with pytest.raises(PolicyProblem, match="timetable and board_measures"):
        requests_of({"inspection": {"times": []}})
    assert board_measures(_policy(tmp_path, "inspection: {board_measures: [cpp_count]}")) == ("cpp_count",)
    assert board_measures(None) == ()


def test_the_window_follows_what_came_last_and_how_it_was_graded() -> None:
    ended = date(2023, 3, 3)
    good = window_after("inspection", ended, "good")
    low = window_after("inspection", ended, "inadequate")
    blank = window_after("inspection", ended)
    assert good is not None
    assert low is not None
    assert blank is not None
    assert (good.first, good.last) == (date(2025, 9, 3), date(2026, 9, 3))
    assert (low.what, low.first) == ("A monitoring visit", date(2023, 6, 3))
    assert blank.what == "An inspection"
    assert window_after("party", ended) is None
    assert all("check the source" in each.source for each in after())
