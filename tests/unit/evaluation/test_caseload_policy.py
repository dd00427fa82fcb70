"""Caseload limits and weights: the authority's own, each from its day; what cannot be is refused, naming the place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lineofsight.core.caseload_policy import WEIGHTS, NumberAt, in_force
from lineofsight.evaluation.caseload_policy import caseload_policy_of, read_caseload_policy
from lineofsight.evaluation.policy import policy_of
from lineofsight.evaluation.policy_files import PolicyProblem

DAY = date(2026, 10, 5)


def test_without_a_policy_the_defaults_hold_and_none_is_called_local() -> None:
    policy = in_force(DAY)
    assert (policy.limit(is_new=False), policy.limit(is_new=True)) == (18, 12)
    assert policy.local == frozenset()
    assert {name for name, _ in policy.numbers} >= set(WEIGHTS)


def test_an_authoritys_own_number_holds_from_its_day_on_and_the_latest_wins() -> None:
    own = (NumberAt("social_worker", 16, DAY), NumberAt("social_worker", 14, date(2026, 11, 1)))
    assert in_force(date(2026, 10, 4), own).limit(is_new=False) == 18
    assert in_force(DAY, own).limit(is_new=False) == 16
    assert in_force(date(2026, 11, 1), own[::-1]).limit(is_new=False) == 14
    assert in_force(DAY, own).local == {"social_worker"}


def test_what_stands_in_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    assert read_caseload_policy(path) == ()
    path.write_text(
        "caseload:\n  limits:\n    newly_qualified: {children: 10, from: 2026-04-01}\n"
        "  weights:\n    in_court:\n      - {weight: 1, from: 2026-04-01}\n      - {weight: 0.5, from: 2027-04-01}\n"
    )
    policy = in_force(DAY, read_caseload_policy(path))
    assert policy.limit(is_new=True) == 10
    assert policy.number("in_court") == 1
    path.write_text("caseload: [\n")
    with pytest.raises(PolicyProblem, match=r"policy.yaml, line 2, column 1: is not YAML"):
        read_caseload_policy(path)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"limit": {}}, "limits and weights"),
        ({"limits": []}, "name each"),
        ({"limits": {"social_workers": {"children": 16, "from": DAY}}}, "Did you mean social_worker"),
        ({"limits": {"social_worker": {"children": 16}}}, "`children:` and `from:`"),
        ({"limits": {"social_worker": {"children": 16.5, "from": DAY}}}, "whole number"),
        ({"weights": {"in_care": {"weight": -1, "from": DAY}}}, "0 to 1000"),
        ({"weights": {"in_care": {"weight": True, "from": DAY}}}, "0 to 1000"),
        ({"weights": {"in_care": {"weight": 1, "from": "April"}}}, "not a date"),
    ],
)
def test_what_cannot_be_is_refused_naming_the_place(given: dict[str, Any], said: str) -> None:
    with pytest.raises(PolicyProblem, match=r"caseload") as problem:
        caseload_policy_of({"caseload": given})
    assert said in str(problem.value)


def test_the_policy_file_may_hold_it_beside_the_rest() -> None:
    assert policy_of({"authority": {"name": "Exampleton"}, "caseload": {}}).authority == "Exampleton"
