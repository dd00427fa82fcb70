"""Figures: their rows, periods, breakdowns, what is not covered, and a naive reading that shares nothing with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from statistics import median
from typing import Any

import polars as pl
import pytest

from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Hours
from lineofsight.core.indicator_measures import Count, Percent
from lineofsight.core.indicator_questions import AS_AT, Related, on, within
from lineofsight.core.indicators import Breakdown, Indicator, open_spans
from lineofsight.core.periods import PeriodKind, add_months, parse_period
from lineofsight.core.selections import each, is_true
from lineofsight.core.tables.front_door import contacts, referrals
from lineofsight.core.tables.workforce import professionals, supervisions
from lineofsight.core.working_days import add_working_days
from lineofsight.evaluation.cohorts import NotCovered, cohort
from lineofsight.evaluation.coverage import Extent, TableCoverage, everything_covered
from lineofsight.evaluation.figures import COLUMNS, figures
from lineofsight.evaluation.record import Record
from tests.support.homes import frame_of
from tests.support.random_record import KNOWN, random_tables

Rows = dict[str, list[dict[str, Any]]]
YEAR = parse_period("2023-24")
DAY = parse_period("2024-03-31")


@cache
def _tables() -> dict[str, pl.DataFrame]:
    """A random record in which conferences follow their enquiries, some plans last, and some workers stay."""
    tables = random_tables(6, rows=150)
    place = pl.int_range(pl.len())
    began = tables["section_47_enquiries"]["started_on"]
    followed = (place % 4 > 0) & pl.col("held_on").is_not_null()
    return tables | {
        "conferences": tables["conferences"].with_columns(
            enquiry_id=pl.when(followed).then(tables["section_47_enquiries"]["id"]).otherwise("enquiry_id"),
            held_on=pl.when(followed).then(began + pl.duration(days=place % 40 + 1)).otherwise("held_on"),
        ),
        "child_protection_plans": tables["child_protection_plans"].with_columns(
            started_on=pl.when(place % 3 == 0).then(pl.col("ended_on").dt.offset_by("-2y")).otherwise("started_on")
        ),
        "professionals": tables["professionals"].with_columns(
            role=pl.lit("social_worker"), is_agency=place % 5 == 0, placeholder=pl.lit(None, dtype=pl.String),
            started_on=pl.when(place % 2 == 0).then(date(2022, 3, 31)).otherwise(date(2022, 4, 1)),
            ended_on=pl.when(place % 3 == 0).then(date(2024, 3, 31)).otherwise(None),
        ),
    }  # fmt: skip


@cache
def _record() -> Record:
    return Record.of(_tables(), KNOWN)


@cache
def _rows() -> Rows:
    return {name: frame.to_dicts() for name, frame in _tables().items()}


def _whole(code: str, period: str = "2023-24") -> dict[str, Any]:
    return figures([DEFINED[code]], _record(), [parse_period(period)]).row(0, named=True)


def _in_year(rows: list[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    return [row for row in rows if row[column] and YEAR.start <= row[column] <= YEAR.end]


def _open(rows: list[dict[str, Any]], start: str, end: str) -> list[dict[str, Any]]:
    return [row for row in rows if row[start] and row[start] <= DAY.end and not (row[end] and row[end] <= DAY.end)]


def _share(answers: list[bool | None]) -> tuple[int, int, int]:
    return answers.count(True), len(answers) - answers.count(None), answers.count(None)


# Each reads a definition in its own words, with loops; none shares a line with what it checks.
def _re_referrals(rows: Rows) -> tuple[int, int, int]:
    def again(row: dict[str, Any]) -> bool:
        received = row["received_on"]
        first = add_months(received, -12)
        return any(
            other["child_id"] == row["child_id"] and other["received_on"] and first <= other["received_on"] < received
            for other in rows["referrals"]
        )

    return _share([again(row) for row in _in_year(rows["referrals"], "received_on")])


def _icpc_in_time(rows: Rows) -> tuple[int, int, int]:
    enquiries = {row["id"]: row for row in rows["section_47_enquiries"]}
    found: list[bool | None] = []
    for row in _in_year(rows["conferences"], "held_on"):
        if row["is_transfer_in"] is True:
            continue
        if row["enquiry_id"] is None:
            found.append(None)
            continue
        began = enquiries.get(row["enquiry_id"], {}).get("started_on")
        found.append(bool(began and began <= row["held_on"] <= add_working_days(began, 15)))
    return _share(found)


def _two_year_plans(rows: Rows) -> tuple[int, int, int]:
    ended = _in_year(rows["child_protection_plans"], "ended_on")
    return _share([
        None if row["started_on"] is None else row["ended_on"] >= add_months(row["started_on"], 24) for row in ended
    ])  # fmt: skip


def _plans_again(rows: Rows) -> tuple[int, int, int]:
    plans = rows["child_protection_plans"]
    return _share([
        any(p["child_id"] == row["child_id"] and p["started_on"] and p["started_on"] < row["started_on"] for p in plans)
        for row in _in_year(plans, "started_on")
    ])  # fmt: skip


def _far_from_home(rows: Rows) -> tuple[int, int, int]:
    placed = [r for r in _open(rows["placements"], "started_on", "ended_on") if (r["type"] or "")[:1] != "T"]
    return _share([None if r["distance_miles"] is None else r["distance_miles"] > 20 for r in placed])


def _contacts_again(rows: Rows) -> tuple[int, int, int]:
    heard: dict[str, int] = {}
    for row in _in_year(rows["contacts"], "received_on"):
        heard[row["child_id"]] = heard.get(row["child_id"], 0) + 1
    return _share([times > 1 for times in heard.values()])


def _decided_next_day(rows: Rows) -> tuple[int, int, int]:
    return _share([
        bool(row["decided_on"] and row["decided_on"] <= add_working_days(row["received_on"], 1))
        for row in _in_year(rows["referrals"], "received_on")
    ])  # fmt: skip


def _on_plans(rows: Rows) -> tuple[int, int, int]:
    return _share([True for _ in _open(rows["child_protection_plans"], "started_on", "ended_on")])


def _interviewed(rows: Rows) -> tuple[int, int, int]:
    found = [row for row in _in_year(rows["missing_episodes"], "ended_on") if row["kind"] != "absent"]
    return _share([row["interviewed_on"] is not None for row in found])


def _seen_alone(rows: Rows) -> tuple[int, int, int]:
    return _share([row["child_seen_alone"] for row in _in_year(rows["section_47_enquiries"], "ended_on")])


def _moderators(rows: Rows) -> tuple[int, int, int]:
    return _share([
        None if row["grade"] is None or row["moderated_grade"] is None else row["grade"] == row["moderated_grade"]
        for row in _in_year(rows["audits"], "moderated_on")
    ])  # fmt: skip


def _staying(rows: Rows) -> tuple[int, int, int]:
    roles = ("social_worker", "newly_qualified", "senior_social_worker", "advanced_practitioner")
    return _share([
        DAY.end >= add_months(row["started_on"], 24)
        for row in _open(rows["professionals"], "started_on", "ended_on")
        if row["role"] in roles and row["is_agency"] is not True and row["placeholder"] is None
    ])  # fmt: skip


ORACLE: dict[str, tuple[Callable[[Rows], tuple[int, int, int]], str]] = {
    "re_referrals_12m": (_re_referrals, "2023-24"),
    "icpc_15wd": (_icpc_in_time, "2023-24"),
    "cpp_duration_2y": (_two_year_plans, "2023-24"),
    "cpp_repeat": (_plans_again, "2023-24"),
    "cla_over_20_miles": (_far_from_home, "2024-03-31"),
    "contacts_per_child": (_contacts_again, "2023-24"),
    "referral_decision_1wd": (_decided_next_day, "2023-24"),
    "cpp_count": (_on_plans, "2024-03-31"),
    "rhi_completed": (_interviewed, "2023-24"),
    "s47_seen_alone": (_seen_alone, "2023-24"),
    "audit_moderation_agree": (_moderators, "2023-24"),
    "wf_stability_2y": (_staying, "2024-03-31"),
}


@pytest.mark.parametrize("code", ORACLE)
def test_a_naive_reading_finds_the_same(code: str) -> None:
    read, period = ORACLE[code]
    found = _whole(code, period)
    counted, known, missing = read(_rows())
    assert (found["numerator"], found["denominator"], found["missing"]) == (counted, known, missing)
    assert counted > 0


def test_a_naive_median_is_the_same() -> None:
    weeks = [
        (row["stepped_down_or_issued_on"] - row["decided_on"]).days / 7
        for row in _in_year(_rows()["pre_proceedings"], "stepped_down_or_issued_on")
        if row["decided_on"]
    ]
    assert _whole("pre_proceedings_weeks")["value"] == pytest.approx(median(weeks))


def test_figures_have_the_columns_promised_and_an_interval_only_where_they_are_percentages_of_rows() -> None:
    found = figures([DEFINED["re_referrals_12m"], DEFINED["referrals_count"]], _record(), [YEAR], snapshot="s1")
    assert found.columns == list(COLUMNS)
    percent, count = found.to_dicts()
    assert percent["lower"] < percent["value"] < percent["upper"]
    assert (count["lower"], count["upper"], count["snapshot"]) == (None, None, "s1")


def test_without_periods_each_indicator_has_its_own_latest_thirteen() -> None:
    found = figures([DEFINED["cpp_count"], DEFINED["s47_rate"]], _record())
    assert found.group_by("indicator").len().sort("indicator")["len"].to_list() == [13, 13]
    assert found.filter(indicator="cpp_count")["period"].to_list()[-1] == "2024-12-31"


def test_breakdowns_are_json_and_a_pair_is_a_team_and_one_other() -> None:
    found = figures([DEFINED["cpp_count"]], _record(), [DAY], ["team", ("team", "sex")])
    keys = {tuple(json.loads(text)) for text in found["breakdown"]}
    assert keys == {(), ("team",), ("team", "sex")}
    whole = found.filter(breakdown="{}")["numerator"][0]
    assert found.filter(pl.col("breakdown").str.contains("sex"))["numerator"].sum() == whole
    with pytest.raises(ValueError, match="no breakdown 'shoe_size'"):
        figures([DEFINED["cpp_count"]], _record(), [DAY], ["shoe_size"])
    with pytest.raises(ValueError, match="a team and one other"):
        figures([DEFINED["cpp_count"]], _record(), [DAY], [("sex", "ethnicity")])


def test_a_disability_of_a_kind_that_is_not_told_is_a_disability_and_none_is_none() -> None:
    plans = frame_of(
        "child_protection_plans", "child | started_on\namy | 2024-01-01\nben | 2024-01-01\ncal | 2024-01-01"
    )
    told = frame_of("disabilities", "child | disability\namy |\nben | NONE")
    people = frame_of("people", "id\namy\nben\ncal")
    record = Record.of({"people": people, "child_protection_plans": plans, "disabilities": told}, KNOWN)
    found = figures([DEFINED["cpp_count"]], record, [DAY], ["disability"]).filter(pl.col("breakdown") != "{}")
    by = {json.loads(row["breakdown"])["disability"]: row["numerator"] for row in found.to_dicts()}
    assert by == {"Disabled": 1, "Not disabled": 1, "not recorded": 1}


def test_what_is_not_covered_has_a_reason_and_never_a_zero() -> None:
    coverage = everything_covered() | {
        "referrals": TableCoverage(Extent.COMPLETE, from_on=date(2023, 6, 1)),
        "child_protection_plans": TableCoverage(Extent.LATEST_ONLY),
    }
    del coverage["contacts"]
    record = Record.of(random_tables(5), KNOWN, coverage)
    asked = {
        ("contact_to_referral", "2024-03"): "not covered: contacts",
        ("referrals_count", "2023-24"): "not covered: known from 2023-06-01",
        ("referrals_count", "2024-25"): None,
        ("cpp_started", "2023-24"): "not covered: only the latest is known",
        ("cpp_count", "2024-03-31"): "not covered: only the latest is known",
        ("cpp_count", "2024-12-31"): None,
        ("cpp_count", "2025-12-31"): "not known yet: the record is known to 2024-12-31",
    }
    for (code, period), reason in asked.items():
        row = figures([DEFINED[code]], record, [parse_period(period)]).row(0, named=True)
        assert row["reason"] == reason, code
        assert (row["numerator"] is None) == (reason is not None)
    with pytest.raises(NotCovered, match="not covered: contacts"):
        cohort(DEFINED["contact_to_referral"], record, parse_period("2024-03"))


def test_a_cohort_can_be_of_one_team() -> None:
    rows = cohort(DEFINED["cpp_count"], _record(), DAY)
    team = rows["team"][0]
    mine = cohort(DEFINED["cpp_count"], _record(), DAY, team)
    assert mine.equals(rows.filter(pl.col("team") == team))


def _indicator(**changes: Any) -> Indicator:
    given = {
        "code": "an_indicator", "title": "A title", "area": Area.FRONT_DOOR, "theme": "referral", "why": "A reason.",
        "population": each(referrals, at="received_on"), "as_": Count(), "period": PeriodKind.MONTH,
    }  # fmt: skip
    return Indicator(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"as_": Percent()}, "always 100"),
        ({"counts": (is_true("no_such"),)}, "has no column 'no_such'"),
        ({"counts": (within("received_on", "source_code", Hours(1)),)}, "is not a date"),
        ({"counts": (Related(each(supervisions, at="held_on"), until=AS_AT),)}, "Say which columns are equal"),
        ({"counts": (Related(each(contacts, at="received_on"), until=on("primary_need")),)}, "is not a date"),
        ({"why": ""}, "say what it is"),
        (
            {"population": open_spans(professionals), "breakdowns": (Breakdown.SEX,)},
            "can be broken down by team at most",
        ),
    ],
)
def test_a_definition_built_wrong_is_refused_with_what_is_wrong(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        _indicator(**changes)
