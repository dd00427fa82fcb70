"""What `check_tables` promises: what it takes, what it gives, what it refuses, and that it changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from lineofsight.returns import check_tables
from lineofsight.returns.checking import RuleFailed
from lineofsight.returns.checking.checked import BREACHES, NOT_CHECKED
from lineofsight.returns.rulebooks import Rule, Variant, book_of
from lineofsight.returns.rulebooks import rule as shapes
from lineofsight.returns.rulebooks.facts import facts_of

YEAR = "2025-26"


def found(tables: dict[str, Any], *rules: str, year: str = YEAR, context: Any = None) -> dict[str, set[int]]:
    """Rows shown, by table."""
    frames = {name: pl.DataFrame(columns, strict=False) for name, columns in tables.items()}
    rows = check_tables("ssda903", year, frames, rules=rules, context=context).breaches
    return {table: set(part["row"]) for (table,), part in rows.group_by("table")}


def reasons(checked: Any) -> dict[str, str]:
    """Why each rule was not checked."""
    return dict(checked.not_checked.iter_rows())


def test_the_shape_of_what_it_gives() -> None:
    checked = check_tables("ssda903", YEAR, {"Header": pl.DataFrame({"CHILD": ["1"], "SEX": ["Q"]})}, rules=["101"])
    assert checked.breaches.schema == BREACHES
    assert checked.not_checked.schema == NOT_CHECKED
    assert checked.breaches.rows() == [
        ("101", "Header", 0, ["SEX"], "The child or young person’s reported sex is not valid.", "Header:0")
    ]


def test_without_breaches_the_shape_is_the_same() -> None:
    checked = check_tables("ssda903", YEAR, {"Header": pl.DataFrame({"SEX": ["F"]})}, rules=["101"])
    assert checked.breaches.schema == BREACHES
    assert checked.breaches.is_empty()


def test_the_wording_is_that_of_the_year() -> None:
    header = {"Header": pl.DataFrame({"SEX": ["Q"]})}
    assert (
        check_tables("ssda903", "2023_24", header, rules=["101"]).breaches["message"][0] == "Gender code is not valid."
    )


@pytest.mark.parametrize(
    "child", [["104", "104"], [104, 104], [104.0, 104.0], ["104.0", "104"]], ids=["text", "integer", "float", "mixed"]
)
def test_numbers_are_the_text_they_stand_for(child: list[Any]) -> None:
    assert found({"Header": {"CHILD": child}}, "INT32") == {"Header": {0, 1}}
    other = found({"Header": {"CHILD": child}, "OC2": {"CHILD": ["104"]}}, "INT05")
    assert other == {}


@pytest.mark.parametrize("day", [date(2026, 4, 1), "2026-04-01", "01/04/2026"], ids=["date", "iso", "uk"])
def test_dates_may_be_dates_or_text(day: Any) -> None:
    assert found({"Header": {"DOB": [day]}}, "301") == {"Header": {0}}


def test_yes_and_no_may_be_booleans_numbers_or_text() -> None:
    for value in (False, 0, "0", "false", "False"):
        frame = pl.DataFrame({"ReferralNFA": [value], "PrimaryNeedCode": [None]})
        assert check_tables("cin", YEAR, {"CINdetails": frame}, rules=["8610"]).breaches.height == 1


def test_an_absent_column_counts_as_blank() -> None:
    assert found({"Header": {"CHILD": ["1"]}}, "101", "104") == {"Header": {0}}


def test_a_bad_date_is_blank_but_for_the_rule_about_it() -> None:
    tables = {"Episodes": {"CHILD": ["1"], "DECOM": ["2025-06-01"], "DEC": ["31/06/2025"]}}
    assert found(tables, "147") == {"Episodes": {0}}
    assert found(tables, "355", "356", "385") == {}


def test_a_lower_case_code_is_not_in_the_list_but_means_what_it_says() -> None:
    tables = {"Episodes": {"CHILD": ["1"], "LS": ["v3"], "PLACE": ["t1"]}}
    assert found(tables, "144", "146") == {"Episodes": {0}}
    assert found(tables, "382") == {"Episodes": {0}}


def test_a_blank_date_disables_no_rule_for_others() -> None:
    tables = {"Episodes": {"CHILD": ["1", "2"], "DECOM": [None, "2025-06-02"], "DEC": [None, "2025-06-01"]}}
    assert found(tables, "356") == {"Episodes": {1}}


def test_a_child_without_a_header_is_no_fault() -> None:
    tables = {
        "Header": {"CHILD": ["1"], "DOB": ["2015-06-01"]},
        "Episodes": {"CHILD": ["1", "2"], "DECOM": ["2025-05-31", "2025-05-31"], "LS": ["J1", "J1"]},
    }
    assert found(tables, "358") == {"Header": {0}, "Episodes": {0}}


def test_rows_of_one_error_share_its_name() -> None:
    tables = {
        "Header": pl.DataFrame({"CHILD": ["1"], "DOB": ["2015-06-01"]}),
        "Episodes": pl.DataFrame({"CHILD": ["1", "1"], "DECOM": ["2025-05-31", "2025-04-01"], "LS": ["J1", "J2"]}),
    }
    errors = check_tables("ssda903", YEAR, tables, rules=["358"]).breaches.select("table", "row", "error")
    assert sorted(errors.rows()) == [
        ("Episodes", 0, "Episodes:0"), ("Episodes", 1, "Episodes:1"), ("Header", 0, "Episodes:0"),
        ("Header", 0, "Episodes:1"),
    ]  # fmt: skip


def test_a_breach_of_the_whole_return_has_no_table_and_no_row() -> None:
    census = {"Disabilities": pl.DataFrame({"LAchildID": ["1"], "Disability": ["MOB"]})}
    rows = check_tables("cin", YEAR, census, rules=["2887Q"]).breaches
    assert rows.select("table", "row").rows() == [(None, None)]


def test_inputs_are_not_changed() -> None:
    tables = {
        "Header": pl.DataFrame({"CHILD": [1, 2], "DOB": ["01/01/2010", None], "SEX": ["m", "F"]}),
        "Episodes": pl.DataFrame({"CHILD": ["1", "2"], "DECOM": ["01/06/2025", "x"], "DEC": [None, None]}),
        "UASC": pl.DataFrame({"CHILD": ["1"]}),
    }
    before = {name: frame.clone() for name, frame in tables.items()}
    check_tables("ssda903", YEAR, tables)
    assert list(tables) == list(before)
    for name, frame in tables.items():
        assert_frame_equal(frame, before[name])


def test_every_rule_of_every_year_can_be_evaluated_on_nothing_but_headings() -> None:
    for collection in ("ssda903", "cin"):
        book = book_of(collection)
        names = [name for name in book.tables.kinds if name != "Provider Info"]
        tables = {name: pl.DataFrame(schema=dict.fromkeys(book.tables.kinds[name], pl.String)) for name in names}
        for year in ("2022-23", "2026-27"):
            checked = check_tables(collection, year, tables)
            assert set(checked.breaches["rule"]) <= {"2887Q", "2888Q"}


def test_an_unknown_code_is_refused_with_near_ones() -> None:
    with pytest.raises(ValueError, match="no rule 'SW01STG'.*Did you mean SW01STG1"):
        check_tables("ssda903", YEAR, {}, rules=["SW01STG"])


def test_an_unknown_collection_or_year_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule book of 'annex_a'"):
        check_tables("annex_a", YEAR, {})
    with pytest.raises(ValueError, match="2025"):
        check_tables("ssda903", "2025", {})


def test_a_rule_not_in_force_is_not_checked() -> None:
    checked = check_tables("ssda903", YEAR, {"Episodes": pl.DataFrame({"LS": ["D1"]})}, rules=["445", "SW15STG2"])
    assert reasons(checked) == {"445": "not in force in 2025-26", "SW15STG2": "in force in no year"}


def test_an_absent_table_is_not_a_clean_one() -> None:
    checked = check_tables("ssda903", YEAR, {"Header": pl.DataFrame({"CHILD": ["1"]})})
    why = reasons(checked)
    assert why["143"] == "no Episodes"
    assert why["203"] == "no Header_last"
    assert "101" not in why


def test_a_table_it_also_reads_leaves_the_rest_partly_checked() -> None:
    tables = {
        "OC3": pl.DataFrame({"CHILD": ["1"]}),
        "Episodes": pl.DataFrame({"CHILD": ["1"], "REC": ["E2"]}),
    }
    checked = check_tables("ssda903", YEAR, tables, rules=["1000"])
    assert checked.breaches.height == 1
    assert reasons(checked) == {"1000": "partly checked: no Episodes_last"}
    assert checked.partly_checked.rows() == [("1000", "no Episodes_last")]


EARLIER_CARE = {"DECOM": ["2021-01-01", "2020-06-01"], "DEC": ["2021-06-01", "2021-01-01"]}


@pytest.mark.parametrize(
    ("earlier", "broken"),
    [
        pytest.param(None, {"1001", "1002"}, id="without earlier years"),
        pytest.param({"CHILD": ["1", "1"], "LS": ["C2", "C2"], **EARLIER_CARE}, set(), id="a year of care, at sixteen"),
        pytest.param({"CHILD": ["1", "1"], "LS": ["V3", "V4"], **EARLIER_CARE}, {"1001"}, id="short breaks only"),
        pytest.param({"CHILD": ["2", "2"], "LS": ["C2", "C2"], **EARLIER_CARE}, {"1001", "1002"}, id="another's care"),
        pytest.param({"CHILD": ["1"], "LS": ["C2"], "DECOM": ["2021-01-01"], "DEC": ["2021-04-01"]}, {"1001"},
                     id="90 days, a day less than thirteen weeks"),
        pytest.param({"CHILD": ["1"], "LS": ["C2"], "DECOM": ["2021-01-01"], "DEC": ["2021-04-02"]}, set(),
                     id="thirteen weeks to the day"),
    ],
)  # fmt: skip
def test_a_care_leavers_time_in_care_is_asked_of_all_years(
    earlier: dict[str, list[str]] | None, broken: set[str]
) -> None:
    tables = {
        "Header": pl.DataFrame({"CHILD": ["1"], "DOB": ["2005-01-01"]}),
        "OC3": pl.DataFrame({"CHILD": ["1"], "DOB": ["2005-01-01"], "IN_TOUCH": ["YES"], "ACTIV": ["F1"]}),
        "Episodes": pl.DataFrame({"CHILD": ["9"], "DECOM": ["2025-05-01"]}),
        "Episodes_last": pl.DataFrame({"CHILD": ["9"], "DECOM": ["2024-05-01"]}),
    }  # fmt: skip
    if earlier is not None:
        tables["Episodes_earlier"] = pl.DataFrame(earlier)
    checked = check_tables("ssda903", YEAR, tables, rules=["1001", "1002"])
    assert set(checked.breaches["rule"]) == broken
    lacking = {} if earlier is not None else dict.fromkeys(("1001", "1002"), "partly checked: no Episodes_earlier")
    assert reasons(checked) == lacking


def test_a_time_in_care_told_by_several_years_counts_once() -> None:
    stay = {"CHILD": ["1"], "LS": ["C2"], "DECOM": ["2024-01-01"]}
    tables = {
        "Header": pl.DataFrame({"CHILD": ["1"], "DOB": ["2008-01-01"]}),
        "OC3": pl.DataFrame({"CHILD": ["1"], "IN_TOUCH": ["YES"]}),
        "Episodes": pl.DataFrame({"CHILD": ["9"]}),
        "Episodes_last": pl.DataFrame({**stay, "DEC": ["2024-02-01"]}),
        "Episodes_earlier": pl.DataFrame({**stay, "DEC": [None]}),  # open at the end of that year
    }
    assert set(check_tables("ssda903", YEAR, tables, rules=["1001"]).breaches["rule"]) == {"1001"}


def test_a_missing_context_key_leaves_out_only_the_rules_that_need_it() -> None:
    tables = {"Header": pl.DataFrame({"CHILD": ["1"], "DOB": ["2030-01-01"], "SEX": ["Q"]})}
    told = {"collection_start": "01/04/2025"}
    checked = check_tables("ssda903", YEAR, tables, rules=["101", "301", "351"], context=told)
    assert set(checked.breaches["rule"]) == {"101"}
    assert reasons(checked) == {"301": "no collection_end"}


def test_without_a_context_the_dates_are_the_years() -> None:
    tables = {"Header": pl.DataFrame({"DOB": ["2026-04-01", "2026-03-31"]})}
    assert check_tables("ssda903", YEAR, tables, rules=["301"]).breaches["row"].to_list() == [0]


def test_what_only_postcodes_or_providers_tell_is_not_checked_without_them() -> None:
    tables = {"Episodes": pl.DataFrame({"CHILD": ["1"], "PL_POST": ["B1 1AA"], "URN": ["1"]})}
    checked = check_tables("ssda903", YEAR, tables, rules=["169", "1008"], context={"localAuthority": "330"})
    assert reasons(checked) == {"169": "no postcode directory", "1008": "no provider list"}


def test_the_census_year_is_that_of_its_header() -> None:
    cases = pl.DataFrame({"CINreferralDate": ["2025-04-01"]})
    header = pl.DataFrame({"ReferenceDate": ["31/03/2025"]})
    rows = check_tables("cin", YEAR, {"CINdetails": cases, "Header": header}, rules=["8600"]).breaches
    assert rows.height == 1
    assert reasons(check_tables("cin", YEAR, {"CINdetails": cases}, rules=["8600"])) == {"8600": "no Header"}


def test_the_census_of_2026_27_runs_the_rules_of_the_year_before_and_ours() -> None:
    book = book_of("cin")
    before, now = ({rule.code for rule in book.in_force(year)} for year in ("2025-26", "2026-27"))
    assert before < now
    assert {code for code in now - before if not book.rules[code].ours} == set()
    assert len(before) == 109


def test_factors_may_stand_in_a_column_of_the_assessments() -> None:
    one = pl.DataFrame({"LAchildID": ["1"], "AssessmentFactors": [["21", "1A"]]})
    rows = check_tables("cin", YEAR, {"Assessments": one}, rules=["8869"]).breaches
    assert rows.select("table", "row").unique().rows() == [("Assessments", 0)]


def test_a_rule_that_fails_inside_stops_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_of("ssda903")
    ailing = pl.col("SEX") + pl.col("DOB")
    broken = Rule("ssda903", facts_of("ssda903")["101"], (Variant("", (shapes.Test("Header", ailing),)),))
    ill = replace(book, rules={**book.rules, "101": broken})
    monkeypatch.setattr("lineofsight.returns.checking.check.book_of", lambda collection: ill)
    with pytest.raises(RuleFailed, match="ssda903:101"):
        check_tables("ssda903", YEAR, {"Header": pl.DataFrame({"SEX": ["F"], "DOB": ["2010-01-01"]})})


def test_lists_of_factors_belong_to_the_row_they_stand_in() -> None:
    rows = {
        "LAchildID": ["1", "1", "2"], "CINdetailsID": ["1", "1", "2"],
        "AssessmentAuthorisationDate": ["2025-06-01", "2025-07-01", "2025-06-01"],
        "AssessmentFactors": [["1A"], [], ["21"]],
    }  # fmt: skip
    checked = check_tables("cin", YEAR, {"Assessments": pl.DataFrame(rows)}, rules=["8897Q"]).breaches
    shown = checked.select("table", "row", "fields").rows()
    assert shown == [("Assessments", 1, ["AssessmentAuthorisationDate", "AssessmentFactors"])]


def test_cells_of_mixed_kinds_are_each_the_text_they_stand_for() -> None:
    mixed = pl.Series("CHILD", [104, "104", 104.0, None], dtype=pl.Object)
    assert check_tables("ssda903", YEAR, {"Header": pl.DataFrame([mixed])}, rules=["INT32"]).breaches.height == 3
    days = pl.Series("DOB", [date(2026, 4, 1), "01/04/2026", "x"], dtype=pl.Object)
    assert check_tables("ssda903", YEAR, {"Header": pl.DataFrame([days])}, rules=["301"]).breaches.height == 2


@pytest.mark.parametrize(
    ("day", "context", "broken"),
    [
        ("31/03/2026", None, 0), ("31/03/2025", None, 1), ("31/03/2025", {}, 0), ("30/03/2026", {}, 1), (None, {}, 1),
        ("31/03/2025", {"collection_end": "31/03/2025"}, 0),
    ],
)  # fmt: skip
def test_the_census_day_is_31_march_of_the_year_that_is_told(day: str | None, context: Any, broken: int) -> None:
    header = pl.DataFrame({"ReferenceDate": [day]}, schema={"ReferenceDate": pl.String})
    assert check_tables("cin", YEAR, {"Header": header}, rules=["100"], context=context).breaches.height == broken
