"""A folder of the standard dataset made by hand: what is taken, what is not, and what is said about it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from lineofsight.evaluation.coverage import Extent
from lineofsight.returns import ssd
from lineofsight.sources import Reading, UnusableInput, read
from lineofsight.sources.ssd.layout import ssd_tables

HANDMADE = Path(__file__).parent / "handmade" / "ssd"


@pytest.fixture(scope="module")
def reading() -> Reading:
    (found,) = read([HANDMADE])
    return found


def _row(reading: Reading, table: str, row_id: str) -> dict[str, object]:
    return reading.tables[table].row(by_predicate=pl.col("id") == row_id, named=True)


def _rejects(reading: Reading, table: str) -> list[tuple[int, str, bool]]:
    rows = reading.rejects.filter(pl.col("table") == table)
    return list(rows.select("line", "column", "row_taken").iter_rows())


def test_every_field_of_the_dataset_has_one_home() -> None:
    tables = ssd_tables()
    assert len(tables) == 48
    assert sum(len(table.columns) for table in tables.values()) == 362


def test_people_are_read_whatever_the_capitals_spaces_and_order(reading: Reading) -> None:
    ada, ben = _row(reading, "people", "1001"), _row(reading, "people", "1002")
    assert (ada["born_on"], ada["sex"], ada["ethnicity"]) == (date(2015, 3, 4), "F", "WBRI")
    assert (ben["forename"], ben["born_on"], ben["sex"], ben["pupil_number_unknown"]) == (
        "Ben", date(2017, 6, 30), "M", "UN3",
    )  # fmt: skip
    assert (ada["source"], ada["line"], str(ada["file"]).endswith("people.csv"), ada["load"]) == ("ssd", 2, True, None)


def test_each_thing_that_cannot_be_taken_is_said_with_its_place(reading: Reading) -> None:
    assert _rejects(reading, "people") == [
        (4, "pers_ethnicity", True), (4, "pers_dob", True), (5, "pers_person_id", False), (6, "", False),
    ]  # fmt: skip
    told = reading.rejects.filter(pl.col("table") == "people")
    assert "Two people have the id '1002'" in told["reason"][3]
    assert told["remedy"].null_count() == 0
    assert _row(reading, "people", "1003")["born_on"] is None


def test_a_row_without_its_date_is_left_out(reading: Reading) -> None:
    assert reading.tables["child_protection_plans"]["id"].to_list() == ["P1"]
    assert _rejects(reading, "child_protection_plans") == [(3, "cppl_cp_plan_start_date", False)]


def test_visits_have_their_kind_and_london_times(reading: Reading) -> None:
    visits = reading.tables["visits"]
    assert visits["id"].to_list() == ["V1", "V2"]
    assert visits["kind"].to_list() == ["child_protection"] * 2
    assert visits["visited_at"].to_list() == [None, datetime(2024, 2, 15, 14, 30, tzinfo=UTC)]
    assert visits["bedroom_seen"].to_list() == [False, None]


def test_a_visit_before_birth_is_a_reject(reading: Reading) -> None:
    (before,) = reading.rejects.filter(pl.col("table") == "visits").to_dicts()
    assert before["line"] == 4
    assert "before the child's date of birth" in before["reason"]


def test_our_own_file_fills_what_the_dataset_lacks(reading: Reading) -> None:
    assert reading.tables["visits"].select("mode", "recorded_on").rows() == [
        ("in_person", date(2024, 1, 19)), ("virtual", date(2024, 2, 20)),
    ]  # fmt: skip


def test_factors_become_rows_of_the_child(reading: Reading) -> None:
    factors = reading.tables["assessment_factors"].select("id", "child_id", "assessment_id", "factor").rows()
    assert factors == [("F1:1A", "1001", "A1", "1A"), ("F1:4B", "1001", "A1", "4B"), ("F2", "1001", "A1", "16A")]


def test_outcomes_are_coded_and_kept_as_they_stand(reading: Reading) -> None:
    assessment = _row(reading, "assessments", "A1")
    assert assessment["outcome"] == "strategy_discussion"
    assert "STRATEGY_DISCUSSION_FLAG" in str(assessment["outcome_in_source"])


def test_codes_in_the_dataset_s_own_words(reading: Reading) -> None:
    plan, leaver = _row(reading, "child_protection_plans", "P1"), _row(reading, "care_leavers", "L1")
    assert (plan["initial_category"], plan["latest_category"]) == ("NEG", "MUL")
    assert (leaver["eligibility"], leaver["in_touch"], leaver["accommodation"]) == ("former_relevant", "YES", "U1")
    assert reading.tables["allocations"]["role"].to_list() == ["allocated_worker", "other"]


def test_what_was_untidy_is_said(reading: Reading) -> None:
    told = [item.what for item in reading.forgiven]
    assert "heading 'PERS_PERSON_ID' is not written as it should be" in told
    assert "column 'local_notes' is not one of the table's: passed over" in told
    assert "column 'pers_legacy_id' is missing: read as blank" in told
    assert "invo_professional_role_id: 'Duty Desk' read as 'other'" in told
    assert any(what.startswith("placeholders") for what in told)


def test_it_reaches_to_its_last_day_and_covers_what_is_there(reading: Reading) -> None:
    assert reading.as_known_on == date(2024, 2, 15)
    assert reading.coverage["visits"].extent is Extent.COMPLETE
    assert "placements" not in reading.coverage


def test_the_caller_may_say_how_far_it_reaches() -> None:
    (found,) = read([HANDMADE], as_known_on=date(2024, 3, 1))
    assert found.as_known_on == date(2024, 3, 1)
    (bounded,) = read([HANDMADE], today=date(2024, 1, 31))
    assert bounded.as_known_on == date(2024, 1, 18)


def test_visits_are_not_covered_where_the_visits_of_children_on_plans_are_absent(tmp_path: Path) -> None:
    shutil.copy(HANDMADE / "plans.csv", tmp_path)
    (tmp_path / "cin.csv").write_text("cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date\nV9,1001,2024-01-01\n")
    (found,) = read([tmp_path])
    assert found.coverage["visits"].extent is Extent.NONE
    assert any("visits are not covered" in item.what for item in found.forgiven)


def test_a_missing_key_names_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("pers_forename,pers_surname,pers_dob\nAda,Example,2015-03-04\n")
    with pytest.raises(UnusableInput, match=r"a\.csv, line 1: There is no column pers_person_id"):
        read([tmp_path])


def test_a_table_twice_is_refused(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        shutil.copy(HANDMADE / "plans.csv", tmp_path / name)
    with pytest.raises(UnusableInput, match=r"two\.csv: A second file of ssd_cp_plans"):
        read([tmp_path])


def test_the_same_row_twice_is_one_row(tmp_path: Path) -> None:
    text = (HANDMADE / "plans.csv").read_text()
    line = text.splitlines()[1]
    (tmp_path / "plans.csv").write_text(f"{text}{line}\n")
    (found,) = read([tmp_path])
    assert found.tables["child_protection_plans"].height == 1
    assert any(item.what == "child_protection_plans: the same row twice" for item in found.forgiven)


def test_the_folder_may_say_its_own_reach(tmp_path: Path) -> None:
    shutil.copy(HANDMADE / "plans.csv", tmp_path)
    (tmp_path / "extract.json").write_text('{"as_known_on": "2024-06-30", "from_on": "2018-04-01"}')
    (found,) = read([tmp_path])
    assert found.as_known_on == date(2024, 6, 30)
    assert found.coverage["child_protection_plans"].from_on == date(2018, 4, 1)
    (tmp_path / "extract.json").write_text('{"as_known_on": "soon"}')
    with pytest.raises(UnusableInput, match=r"extract\.json"):
        read([tmp_path])


def test_a_visit_to_the_family_of_a_child_expected_is_taken(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "pers_person_id,pers_dob,pers_expected_dob\n1,2024-03-01,2024-02-20\n2,2024-03-01,\n3,2024-03-01,\n"
    )
    rows = ["P1,1,2023-04-01", *(f"P{n},{n},2024-02-01" for n in (1, 2))]
    visits = "".join(f"V{n},{row},Y\n" for n, row in enumerate(row.split(",", 1)[1] for row in rows))
    (tmp_path / "visits.csv").write_text(
        f"cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen\n{visits}V3,3,2024-02-01,N\n"
    )
    (found,) = read([tmp_path])
    assert found.tables["visits"]["id"].to_list() == ["V1", "V3"]  # expected; not seen
    assert found.rejects["line"].to_list() == [2, 4]  # eleven months before; seen and not expected


def test_one_row_a_child_there_is_every_row_here(tmp_path: Path) -> None:
    rows = {"id": ["I1", "I2"], "child_id": ["1", "1"], "up_to_date": [False, True],
            "checked_on": [date(2023, 3, 1), date(2024, 3, 1)]}  # fmt: skip
    tables = {"immunisations": pl.DataFrame(rows), "people": pl.DataFrame({"id": ["1"]})}
    ssd.write(tables, tmp_path / "alone")
    (alone,) = read([tmp_path / "alone"])
    assert alone.tables["immunisations"].select("id", "checked_on").rows() == [("1", date(2024, 3, 1))]
    ssd.write(tables, tmp_path / "all", everything=True)
    (everything,) = read([tmp_path / "all"])
    assert everything.tables["immunisations"].select(list(rows)).to_dict(as_series=False) == rows
