"""What inspectors look for: each code it names is there, and what is not named by any is known."""

from __future__ import annotations

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED, INDICATORS
from lineofsight.core.areas import Area
from lineofsight.core.tables import TABLES
from lineofsight.inspections.criteria import AREAS, Criterion, all_criteria, criteria_of, criteria_with, criterion
from lineofsight.inspections.themes import all_themes

CRITERIA = all_criteria()


def test_each_has_its_own_code_and_belongs_to_an_area() -> None:
    assert len({each.code for each in CRITERIA}) == len(CRITERIA)
    assert {each.area for each in CRITERIA} == set(AREAS) == {area.inspection_area for area in Area}
    assert [each for area in AREAS for each in criteria_of(area)] == list(CRITERIA)


@pytest.mark.parametrize("each", CRITERIA, ids=lambda each: each.code)
def test_every_code_it_names_exists(each: Criterion) -> None:
    assert set(each.measures) <= set(INDICATORS)
    assert set(each.standards) <= set(STANDARDS)
    assert set(each.themes) <= {theme.code for theme in all_themes()}
    assert set(each.voices) <= {column.name for column in TABLES["voices"].columns}
    assert each.text
    assert each.source
    assert each.standards
    assert each.themes


def test_every_theme_of_findings_bears_on_something() -> None:
    assert {theme.code for theme in all_themes()} == {theme for each in CRITERIA for theme in each.themes}


def test_most_of_the_catalogue_bears_on_something() -> None:
    measures = {measure for each in CRITERIA for measure in each.measures}
    assert len(measures & set(DEFINED)) > len(DEFINED) * 3 / 4


def test_what_bears_on_what_is_found_from_either_end() -> None:
    assert "seen_and_heard" in {each.code for each in criteria_with(measure="cp_visits_timely")}
    assert "seen_and_heard" in {each.code for each in criteria_with(measure="cp_visit.in_time")}
    assert "seen_and_heard" in {each.code for each in criteria_with(standard="cp_visit")}
    assert "neglect_and_drift" in {each.code for each in criteria_with(theme="neglect")}
    assert criteria_with() == ()
    assert criterion("nothing") is None
    held = criterion("early_help")
    assert held is not None
    assert held.reported_at.endswith("paragraph 1")
    assert held.source.startswith("Framework")
