"""What pages of data quality say: of rules, values, places to mend, counts and what was not checked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

DAY = date(2026, 9, 30)
pytestmark = pytest.mark.usefixtures("service")


def error(**given: Any) -> Any:
    from lineofsight.record.service.models import DataError

    known: dict[str, Any] = {
        "key": "k", "collection": "cin", "rule": "8610", "severity": "error", "reference": "p1", "table": "CINdetails",
        "fields": ["ReferralNFA", "PrimaryNeedCode"], "values": ["0", ""], "record_table": "referrals", "row_id": "RE9",
        "row_on": date(2026, 5, 8), "source": "ssd", "file": "ssd_cin_episodes.csv", "line": 3213,
        "items": ["cine_referral_nfa", "cine_cin_primary_need_code"], "first_seen_on": date(2026, 9, 23), "digest": "d",
    }  # fmt: skip
    return DataError(**{**known, **given})


def child(**given: Any) -> Any:
    from lineofsight.record.service.models import ChildNow

    return ChildNow(**{"reference": "p1", "child_id": "C1", "forename": "Zoë", "surname": "O'Brien", **given})


def row(found: Any, whose: Any = None) -> Any:
    from lineofsight.web.quality_of_data.rows import row_of

    return row_of(found, whose, DAY, "2026-27")


def counted(**given: Any) -> Any:
    from lineofsight.web.access.data_errors import Counted

    known = {"collection": "cin", "rule": "8610", "severity": "error", "team_id": "T1", "age": "week", "open": 1,
             "accepted": 0}  # fmt: skip
    return Counted(**{**known, **given})


def test_a_row_names_the_item_to_mend_as_its_own_system_does_with_file_and_line() -> None:
    said = row(error(), child()).mend
    assert said.startswith("cine_referral_nfa, cine_cin_primary_need_code in referrals, row RE9, ")
    assert "file ssd_cin_episodes.csv, line 3,213 (from the Standard Safeguarding Dataset)" in said


def test_a_row_that_only_says_whose_it_is_names_what_to_look_for() -> None:
    found = error(collection="ssda903", rule="191", severity="not_graded", table="Episodes", fields=["CHILD"],
                  values=[None], items=["CHILD"], record_table="care_episodes", row_id="CE1")  # fmt: skip
    made = row(found, child())
    assert made.recorded == ()
    assert made.mend.startswith("Look for OC2: IMMUNISATIONS, ")
    assert "row CE1" in made.mend


def test_what_stands_in_no_row_says_so() -> None:
    nowhere = error(row_id=None, record_table=None, file=None, line=None, source=None)
    assert "No row of the record stands for it" in row(nowhere, child()).mend
    whole = row(error(reference=None, table=None, row_id=None))
    assert (whole.child, whole.child_link, whole.worker) == ("The return as a whole", "", "")
    assert whole.mend == "Look at the return as a whole."


@pytest.mark.parametrize(
    ("value", "said"),
    [("", "blank"), (None, "in the record"), ("N1", "N1 (Abuse or neglect)"), ("ZZ", "ZZ")],
)  # fmt: skip
def test_a_value_is_said_with_its_meaning_and_a_blank_as_blank(value: str | None, said: str) -> None:
    from lineofsight.web.quality_of_data.words import value_words

    found = value_words("cin", "CINdetails", "PrimaryNeedCode", value)
    assert found == said or (value == "N1" and found.startswith("N1 ("))


@pytest.mark.parametrize(("value", "said"), [("2026-05-08", "8 May 2026"), ("31/02/2026", "31/02/2026")])
def test_a_date_is_said_in_full_and_what_is_none_as_it_stands(value: str, said: str) -> None:
    from lineofsight.web.quality_of_data.words import value_words

    assert value_words("cin", "CINdetails", "CINreferralDate", value) == said


@pytest.mark.parametrize(
    ("table", "leads_to"),
    [("people", "/children/child/p1/"), ("placements", "/children/child/p1/placements/#e"),
     ("child_protection_plans", "/children/child/p1/plans/#e"), ("allocations", "/children/child/p1/workers/#e"),
     ("referrals", "/children/child/p1/chronology/?first=2026&last=2026#e")],
)  # fmt: skip
def test_each_row_leads_to_its_place_on_the_childs_page(table: str, leads_to: str) -> None:
    assert row(error(record_table=table), child()).child_link.startswith(leads_to)
    without_a_day = error(record_table="assessments", row_on=None)
    assert row(without_a_day, child()).child_link == "/children/child/p1/"


def test_rules_that_stop_the_return_come_first_then_those_with_most() -> None:
    from lineofsight.web.quality_of_data.summaries import by_rule

    rows = by_rule([
        counted(rule="8670Q", severity="query", open=90), counted(rule="8866", open=2, age="longer"),
        counted(rule="8610", open=1), counted(rule="8610", open=3, team_id="T2", accepted=4),
        counted(collection="ssda903", rule="191", severity="not_graded", open=70),
    ], {"cin": "2026-27", "ssda903": "2026-27"})  # fmt: skip
    assert [(one.code, one.open, one.long, one.accepted) for one in rows] == [
        ("8610", 4, 0, 4), ("8866", 2, 2, 0), ("191", 70, 0, 0), ("8670Q", 90, 0, 0),
    ]  # fmt: skip


def test_teams_are_by_name_and_lead_only_where_one_may_go() -> None:
    from lineofsight.web.quality_of_data.summaries import by_team

    held = [counted(team_id="T2", open=1), counted(team_id="T1", open=9), counted(team_id="", open=5)]
    rows = by_team(held, {"T1": "West", "T2": "East"}, lambda team: team == "T1")
    assert [(one.name, one.open, bool(one.link)) for one in rows] == [
        ("East", 1, False), ("West", 9, True), ("Held by no team", 5, False),
    ]  # fmt: skip


def test_workers_are_by_name_with_nobody_last_and_those_without_errors_too() -> None:
    from lineofsight.web.quality_of_data.workers import worker_rows

    grouped = [{"worker_id": "W2", "all": 9, "stopping": 3, "long": 1}, {"worker_id": None, "all": 2, "stopping": 0,
                "long": 0}]  # fmt: skip
    rows = worker_rows(grouped, {"W1": "Zed Young", "W2": "Ann Bee"}, "T1")
    assert [(one.name, one.open, bool(one.link)) for one in rows] == [
        ("Ann Bee", 9, True), ("Zed Young", 0, False), ("No allocated worker", 2, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [("no postcode directory", "Whoever runs Line of Sight for you installs the postcode directory"),
     ("no provider list", "Save Ofsted's list of providers as providers.csv in the home's folder"),
     ("no localAuthority", "Write the authority's three figures in the home's policy.yaml"),
     ("no Episodes_earlier", "Needs a record that reaches back to all their time in care"),
     ("nothing loaded says Ethnicity", "No file loaded has this item"), ("no Section47", "No file loaded holds"),
     ("no DoLo_last", "Needs last year's return")],
)  # fmt: skip
def test_what_was_not_checked_says_why_and_what_would_help(reason: str, remedy: str) -> None:
    from lineofsight.web.quality_of_data.checked import reason_words, remedy_words

    assert remedy_words(reason).startswith(remedy)
    assert reason_words(reason)[0].isupper()
    assert "_last" not in reason_words(reason)


def test_whether_an_explanation_holds_is_said() -> None:
    from lineofsight.record.service.models import Acceptance
    from lineofsight.web.quality_of_data.explained import holds_words

    at = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
    assert holds_words(Acceptance()) == "Yes"
    assert holds_words(Acceptance(lapsed_on=DAY)) == "Lapsed 30 September 2026: what is recorded has changed"
    back = holds_words(Acceptance(withdrawn_at=at, withdrawn_by="Bob Ray", withdrawn_why="It was ours."))
    assert back == "Taken back 30 September 2026 at 10:00am by Bob Ray: It was ours."


def test_a_line_is_drawn_from_two_months_on_and_says_what_was_worked_out_afterwards() -> None:
    from lineofsight.web.access.data_errors import Month
    from lineofsight.web.quality_of_data.pictures import reading, trend

    months = [Month(date(2026, 8, 31), 4, worked_out=True), Month(DAY, 5, worked_out=False)]
    assert trend("Errors", months[:1]) == ""
    assert "<svg" in trend("Errors", months)
    said = reading(months)
    assert "Up to 31 August 2026 worked out afterwards" in said
    assert "since 30 September 2026" in said
    assert "worked out" not in reading(months[1:])


def test_every_rule_in_force_has_words_and_what_to_do() -> None:
    from lineofsight.returns.rulebooks.books import book_of
    from lineofsight.web.quality_of_data.words import SEVERITY_MEANS, TAGS, WHAT_TO_DO, rule_words

    for collection in ("cin", "ssda903"):
        for rule in book_of(collection).in_force("2026-27"):
            words = rule_words(collection, rule.code, "2026-27")
            assert words is not None, rule.code
            assert words.wording, rule.code
            assert words.severity in TAGS
            assert words.severity in WHAT_TO_DO
            assert words.severity in SEVERITY_MEANS
    assert rule_words("cin", "no-such-rule", "2026-27") is None
    assert rule_words("no-such-return", "8610", "2026-27") is None
