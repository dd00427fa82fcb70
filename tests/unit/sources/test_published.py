"""Comparator figures and populations: what is taken, under which headings, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lineofsight import sources
from lineofsight.sources.published.comparators import published_period
from lineofsight.sources.published.populations import ages_of


def read(tmp_path: Path, text: str) -> sources.Reading:
    """One file's reading."""
    path = tmp_path / "a file.csv"
    path.write_text(text, encoding="utf-8")
    (reading,) = sources.read([path])
    return reading


def test_a_figure_a_row_with_symbols_instead_of_some(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Time_Period,Geographic Level,Area Code,Area name,Indicator_Code,VALUE\n"
        "202425,Local authority,330,Birmingham,cp_rate,45.2\n"
        "2024-25,Local authority,E08000026,Coventry,cp_rate,c\n"
        "202425,Regional,E12000005,West Midlands,cp_rate,\"1,045.5\"\n"
        "2025,National,E92000001,England,cp_rate,12%\n",
    )  # fmt: skip
    found = reading.tables["published_figures"]
    assert reading.source == "comparators"
    assert found.select("indicator", "area_code", "period", "value", "suppressed").rows() == [
        ("cp_rate", "330", "2024-25", 45.2, None),
        ("cp_rate", "331", "2024-25", None, "c"),
        ("cp_rate", "E12000005", "2024-25", 1045.5, None),
        ("cp_rate", "E92000001", "2025", 12.0, None),
    ]
    assert found["line"].to_list() == [2, 3, 4, 5]


def test_a_measure_a_column_as_the_department_publishes(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,"
        "old_la_code,la_name,cin_rate,re_referrals\n"
        "202425,Financial year,National,E92000001,England,,,,,,332.9,22.4\n"
        "202425,Financial year,Local authority,E92000001,England,E12000005,West Midlands,E08000025,330,Birmingham,z,\n",
    )
    assert reading.tables["published_figures"].select("indicator", "area_code", "value", "suppressed").rows() == [
        ("cin_rate", "E92000001", 332.9, None),
        ("cin_rate", "330", None, "z"),
        ("re_referrals", "E92000001", 22.4, None),
    ]


def test_a_code_that_is_no_measure_is_kept_and_said(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "time_period,area_code,area_name,indicator,value\n"
        "202425,330,Birmingham,cpp_counts,4\n202425,331,Coventry,cpp_counts,5\n202425,330,Birmingham,zebra,6\n"
        "202425,330,Birmingham,cpp_count,7\n202425,330,Birmingham,cp_visit.in_time,8\n",
    )  # fmt: skip
    assert reading.tables["published_figures"].height == 5
    assert [(note.what, note.count) for note in reading.forgiven] == [
        ("'cpp_counts' is no measure, so nothing is compared with it: did you mean cpp_count?", 2),
        ("'zebra' is no measure, so nothing is compared with it: `lineofsight define` lists the codes", 1),
    ]


def test_an_unknown_authority_is_not_read_as_its_region(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "time_period,geographic_level,region_code,region_name,la_code,la_name,indicator,value\n"
        "202425,Local authority,E12000005,West Midlands,999,Nowhere,cin_rate,5\n",
    )
    assert reading.tables["published_figures"].is_empty()
    assert reading.rejects.select("line", "column", "value").rows() == [(2, "la_code", "999")]


@pytest.mark.parametrize(("cells", "column"), [
    ("soon,330,cin_rate,5", "time_period"), ("202425,330,cin_rate,many", "value"), ("202425,330,,5", "indicator"),
])  # fmt: skip
def test_a_row_that_is_no_figure_is_a_reject(tmp_path: Path, cells: str, column: str) -> None:
    reading = read(tmp_path, f"time_period,la_code,indicator,value\n{cells}\n")
    assert reading.rejects["column"].to_list() == [column]
    assert reading.tables["published_figures"].is_empty()


@pytest.mark.parametrize(("text", "period"), [
    ("201011", "2010-11"), ("2010/11", "2010-11"), ("2010-11", "2010-11"), ("2024-2025", "2024-25"),
    ("2025", "2025"), ("2025-Q1", "2025-Q1"), ("202413", None), ("never", None),
])  # fmt: skip
def test_periods_as_published(text: str, period: str | None) -> None:
    assert published_period(text) == period


def test_single_years_of_age_make_the_children_of_an_authority(tmp_path: Path) -> None:
    rows = [f"E08000025,Birmingham,mid-2024,{age},{sex},{100 + age}" for age in range(20) for sex in ("Female", "Male")]
    reading = read(tmp_path, "LADCODE23,Area name,Year,Age,Sex,Population\n" + "\n".join(rows) + "\n")
    found = {
        (row["sex"], row["age_group"]): row["children"] for row in reading.tables["populations"].iter_rows(named=True)
    }
    of_each_sex = sum(100 + age for age in range(18))
    assert found[None, None] == 2 * of_each_sex
    assert found["F", None] == of_each_sex
    assert found[None, "16 and 17"] == 2 * (116 + 117)
    assert found["M", "Under 1"] == 100
    assert reading.tables["populations"]["as_at"].unique().to_list() == [date(2024, 6, 30)]
    assert reading.tables["populations"]["la_code"].unique().to_list() == ["330"]
    assert [(note.what, note.count) for note in reading.forgiven] == [
        ("people of 18 and over, and all ages together: left out", 4)
    ]


def test_nothing_is_summed_where_an_age_is_missing(tmp_path: Path) -> None:
    rows = [f"330,2024,{age},Persons,10" for age in range(18) if age != 7]
    reading = read(tmp_path, "la_code,year,age,sex,count\n" + "\n".join(rows) + "\n")
    groups = reading.tables["populations"]["age_group"].to_list()
    assert None not in groups
    assert "5 to 9" not in groups
    assert "1 to 4" in groups


def test_a_total_given_stands_and_other_areas_are_left_out(tmp_path: Path) -> None:
    reading = read(tmp_path, "la_code,year,sex,age,count\n330,2024,Persons,0-17,1000\nE06999999,2024,Persons,0-17,5\n")
    assert reading.tables["populations"].select("sex", "age_group", "children").rows() == [(None, None, 1000.0)]
    assert reading.forgiven[0].count == 1


def test_a_population_that_is_no_number_is_a_reject(tmp_path: Path) -> None:
    reading = read(tmp_path, "la_code,year,sex,age,count\n330,2024,Persons,0-17,lots\n330,2024-25,F,0-17,4\n")
    assert reading.rejects.select("line", "value").rows() == [(2, "lots")]


@pytest.mark.parametrize(("text", "ages"), [
    ("7", (7, 7)), ("Aged 7 years", (7, 7)), ("5-9", (5, 9)), ("Under 1", (0, 0)), ("17", (17, 17)), ("18", None),
    ("15-19", None), ("90+", None), ("All ages", None), ("", (0, 17)),
])  # fmt: skip
def test_ages_of_children(text: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(text) == ages
