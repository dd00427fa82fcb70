"""Local policy: a dated overlay that may only tighten what binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.core.clocks import Schedule, WorkingDays
from lineofsight.core.standards import Standard
from lineofsight.core.wording import due_words, standard_words, title_of
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.policy import NO_POLICY, policy_of, read_policy, resolve_standards, tightened
from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.reports.facts.titles import short_title
from tests.support.spec import spec


def resolved(code: str, **change: object) -> Standard:
    document = {"standards": {code: {"from": date(2024, 2, 1), **change}}}
    return resolve_standards(STANDARDS, policy_of(document))[code]


def test_a_change_applies_to_clocks_that_start_on_or_after_its_date_and_older_ones_keep_theirs() -> None:
    spec(
        resolved("cp_visit", due="15 working days"),
        as_at="2024-03-15",
        child_protection_plans="""
            child | started_on
            amy   | 2024-01-31
            ben   | 2024-02-01
        """,
        expect="""
            child | due_on
            amy   | 2024-02-14
            ben   | 2024-02-22
        """,
    )


def test_the_latest_of_several_changes_in_force_is_used() -> None:
    document = {
        "standards": {
            "cp_visit": [
                {"from": date(2024, 3, 1), "due": "5 working days"},
                {"from": date(2024, 2, 1), "due": "8 working days"},
            ]
        }
    }
    changed = resolve_standards(STANDARDS, policy_of(document))["cp_visit"]
    plans = "child | started_on\namy | 2024-02-01\nben | 2024-03-01"
    expect = "child | due_on\namy | 2024-02-13\nben | 2024-03-08"
    spec(changed, as_at="2024-03-20", child_protection_plans=plans, expect=expect)


def test_a_number_that_binds_may_be_tightened_and_is_then_named() -> None:
    changed = resolved("complaint_stage1", due="5 working days")
    assert isinstance(changed.due, Schedule)
    assert changed.due.variants[0].steps == (WorkingDays(5),)
    policy = policy_of({"standards": {"complaint_stage1": {"from": date(2024, 2, 1), "due": "5 working days"}}})
    assert tightened(STANDARDS, policy) == ("complaint_stage1",)


# Two weeks are ten working days, but from a Saturday they end on one, a day after the tenth.
@pytest.mark.parametrize(
    ("due", "day"), [("11 working days", "2024-02-01"), ("2 weeks", "2024-02-03"), ("1 month", "2024-02-01")]
)
def test_a_number_that_binds_is_refused_where_it_is_looser_on_any_day_and_the_day_is_named(due: str, day: str) -> None:
    with pytest.raises(PolicyProblem, match=rf"starts on {day}. It may only be tightened"):
        resolved("complaint_stage1", variant="simple", due=due)


def test_codes_and_national_definitions_are_never_changed() -> None:
    before = STANDARDS["cp_visit"]
    resolved("cp_visit", due="15 working days")
    assert STANDARDS["cp_visit"] is before
    assert resolve_standards(STANDARDS, NO_POLICY) == STANDARDS


@pytest.mark.parametrize(
    ("on", "length"),
    [
        (date(2024, 1, 31), "10 working days"), (date(2024, 2, 1), "15 working days"),
        (date(2024, 3, 1), "8 working days"),
    ],
)  # fmt: skip
def test_titles_show_the_length_in_force_on_the_day_and_nothing_else_changes(on: date, length: str) -> None:
    lines = [{"from": date(2024, 2, 1), "due": "15 working days"}, {"from": date(2024, 3, 1), "due": "8 working days"}]
    changed = resolved_catalogue(policy_of({"standards": {"cp_visit": lines}}))
    shown = changed.titled(on)
    title = f"A child on a child protection plan is visited at least every {length}"
    assert title_of(shown.standards["cp_visit"]) == short_title(shown.standards["cp_visit"]) == title
    assert shown.indicators["cp_visit.overdue"].title == f"{title}: overdue"
    assert shown.titled(date(2024, 1, 1)).indicators["cp_visit.open"].title.endswith("10 working days: open")
    assert shown.sha256 == changed.sha256
    others = {code: item for code, item in shown.indicators.items() if not code.startswith("cp_visit.")}
    assert others == {code: changed.indicators[code] for code in others}
    assert standard_words(shown.standards["cp_visit"]) == standard_words(changed.standards["cp_visit"])


def test_a_title_keeps_the_order_of_its_ways_and_the_national_length_of_those_that_stand() -> None:
    national = STANDARDS["contact_decision"]
    assert isinstance(national.due, Schedule)
    (red, *rest) = national.due.variants
    changed = replace(resolved("contact_decision", variant=red.name, due="2 hours"), titles_on=date(2024, 2, 1))
    before, words = due_words(national.due), due_words(changed.due, changed.titles_on)
    assert rest
    assert words == before.replace(f"{red.steps[0]} ({red.name})", f"2 hours ({red.name})") != before
    assert "2 to" in short_title(changed)


def test_without_a_day_a_title_shows_the_national_length() -> None:
    assert title_of(resolved("cp_visit", due="15 working days")) == title_of(STANDARDS["cp_visit"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("standards: {cp_vist: {from: 2024-02-01, due: 5 working days}}", "Did you mean cp_visit"),
        ("standards: {cp_visit: {from: February, due: 5 working days}}", "is not a date"),
        ("standards: {cp_visit: {from: 2024-02-01, due: quickly}}", "is not a length"),
        ("standards: {cp_visit: {from: 2024-02-01}}", "needs `from:`"),
        ("standards: {cp_visit: {from: 2024-02-01, due: 5 days, unless: no}}", "unknown unless"),
        ("standards: {case_audit: {from: 2024-02-01, due: 5 days}}", "cannot change"),
        ("standards: {complaint_stage1: {from: 2024-02-01, variant: odd, due: 5 days}}", "no variant"),
        ("standards: {contact_decision: {from: 2024-02-01, due: 1 day}}", "hours or days"),
        ("numbers: {}", "unknown numbers"),
        ("- a list", "should hold"),
        ("a: [", "is not YAML"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_what_and_what_to_write(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyProblem, match=says) as refused:
        resolve_standards(STANDARDS, read_policy(file))
    assert "policy.yaml" in str(refused.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyProblem, match=r"cannot be read"):
        read_policy(file)
