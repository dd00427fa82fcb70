"""Inspection areas, which are dated, and practice areas, which the catalogue is arranged by.

Ofsted judged care and care leavers together until December 2022, apart from January 2023, and stopped giving an overall
effectiveness grade with inspections from April 2026. So an area is a row with dates in `data/inspection_areas.csv`,
never a column, and history keeps the areas of its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from lineofsight.core.package_data import read_rows


class Area(StrEnum):
    """The practice areas of the catalogue. Each belongs to one inspection area of the present framework."""

    FRONT_DOOR = "front_door"
    HELP_AND_PROTECTION = "help_and_protection"
    IN_CARE = "in_care"
    CARE_LEAVERS = "care_leavers"
    LEADERSHIP = "leadership"

    @property
    def heading(self) -> str:
        """The area as it is headed on a page."""
        return _HEADINGS[self]

    @property
    def inspection_area(self) -> str:
        """The code of the inspection area it is judged under: the front door is inside help and protection."""
        return Area.HELP_AND_PROTECTION.value if self is Area.FRONT_DOOR else self.value


_HEADINGS = {
    Area.FRONT_DOOR: "Front door",
    Area.HELP_AND_PROTECTION: "Help and protection",
    Area.IN_CARE: "Children in care",
    Area.CARE_LEAVERS: "Care leavers",
    Area.LEADERSHIP: "Leadership",
}

# Spellings of a practice area in other material.
_ALSO_WRITTEN = {"children_in_care": Area.IN_CARE}


def area_from_reference(text: str) -> Area:
    """The practice area a reference file names; `children_in_care` there is `in_care` here.

    Raises ValueError listing the areas when it names none.
    """
    if text in _ALSO_WRITTEN:
        return _ALSO_WRITTEN[text]
    try:
        return Area(text)
    except ValueError:
        raise ValueError(f"There is no practice area {text!r}. The areas are {', '.join(Area)}.") from None


@dataclass(frozen=True, slots=True)
class InspectionArea:
    """An area judged under a framework, for inspections that began between two days, both included.

    `short_title` heads a page; `title` is as Ofsted prints it. `last_day` is None while the area is in use.
    `date_source` says where the dates come from, and is to be shown where they are uncertain.
    """

    framework: str
    code: str
    short_title: str
    title: str
    first_day: date
    last_day: date | None
    date_source: str

    def in_use(self, day: date) -> bool:
        """Whether an inspection that began that day judged this area."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@cache
def all_inspection_areas() -> tuple[InspectionArea, ...]:
    """Every area of every framework held, oldest framework first, in the order reports print them."""
    return tuple(
        InspectionArea(
            framework=row["framework"],
            code=row["code"],
            short_title=row["short_title"],
            title=row["title"],
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
            date_source=row["date_source"],
        )
        for row in read_rows("inspection_areas.csv")
    )


def inspection_areas(day: date, framework: str = "ilacs") -> tuple[InspectionArea, ...]:
    """The areas judged by an inspection of a framework that began on `day`; none outside the framework's dates.

    Raises ValueError for a framework that is not held.
    """
    _require_framework(framework)
    return tuple(area for area in all_inspection_areas() if area.framework == framework and area.in_use(day))


def inspection_area(code: str, framework: str = "ilacs") -> InspectionArea:
    """One area of a framework, in use or not. Raises ValueError listing those it has when it has no such one."""
    _require_framework(framework)
    areas = {area.code: area for area in all_inspection_areas() if area.framework == framework}
    if code not in areas:
        raise ValueError(f"Framework {framework} has no area {code!r}. Its areas are {', '.join(areas)}.")
    return areas[code]


def _require_framework(framework: str) -> None:
    frameworks = list(dict.fromkeys(area.framework for area in all_inspection_areas()))
    if framework not in frameworks:
        raise ValueError(f"There is no inspection framework {framework!r}. Those held are {', '.join(frameworks)}.")
