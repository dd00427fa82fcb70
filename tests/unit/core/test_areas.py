"""Areas are dated: what an inspection judged depends on when it began."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.core.areas import (
    Area,
    all_inspection_areas,
    area_from_reference,
    inspection_area,
    inspection_areas,
)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2017-12-31", []),
        ("2022-12-31", ["leadership", "help_and_protection", "in_care_and_care_leavers", "overall"]),
        ("2023-01-01", ["leadership", "help_and_protection", "in_care", "care_leavers", "overall"]),
        ("2026-03-31", ["leadership", "help_and_protection", "in_care", "care_leavers", "overall"]),
        ("2026-04-01", ["leadership", "help_and_protection", "in_care", "care_leavers"]),
    ],
)
def test_the_areas_of_a_day(day: str, codes: list[str]) -> None:
    assert [area.code for area in inspection_areas(date.fromisoformat(day))] == codes


def test_earlier_frameworks_keep_their_areas() -> None:
    assert [area.code for area in inspection_areas(date(2014, 3, 17), "sif")] == [
        "overall",
        "help_and_protection",
        "looked_after_and_permanence",
        "adoption",
        "care_leavers",
        "leadership",
        "lscb",
    ]
    assert "capacity_to_improve" in [area.code for area in inspection_areas(date(2013, 6, 24), "lac_2013")]
    assert inspection_area("leadership", "sif").title == "Leadership, management and governance"


def test_every_practice_area_is_judged_under_an_area_in_use() -> None:
    in_use = {area.code for area in inspection_areas(date(2026, 11, 22))}
    assert {area.inspection_area for area in Area} == in_use
    assert Area.FRONT_DOOR.inspection_area == "help_and_protection"
    assert Area.IN_CARE.inspection_area == "in_care"
    assert [area.heading for area in Area] == [
        "Front door",
        "Help and protection",
        "Children in care",
        "Care leavers",
        "Leadership",
    ]


def test_reference_files_say_children_in_care() -> None:
    assert area_from_reference("children_in_care") is Area.IN_CARE
    assert area_from_reference("in_care") is Area.IN_CARE
    assert area_from_reference("front_door") is Area.FRONT_DOOR
    with pytest.raises(ValueError, match=r"There is no practice area 'adoption'. The areas are front_door"):
        area_from_reference("adoption")


def test_an_area_or_framework_not_held_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Framework ilacs has no area 'lscb'. Its areas are leadership"):
        inspection_area("lscb")
    with pytest.raises(
        ValueError, match=r"There is no inspection framework 'jtai'. Those held are lac_2013, sif, ilacs"
    ):
        inspection_areas(date(2026, 1, 1), "jtai")


def test_dates_are_in_order_and_no_code_is_in_a_framework_twice() -> None:
    areas = all_inspection_areas()
    assert [area for area in areas if area.last_day is not None and area.last_day < area.first_day] == []
    assert len({(area.framework, area.code) for area in areas}) == len(areas)
    assert all(area.date_source and area.title and area.short_title for area in areas)
