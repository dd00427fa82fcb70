"""What inspectors look for, by inspection area, each line with the codes of what bears on it: `data/criteria.yaml`.

The lines are in our own words, in the order in which a report tells them. The codes of measures and standards are the
catalogue's, of themes `data/themes.csv`'s; a test holds each to what there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

AREAS = ("help_and_protection", "in_care", "care_leavers", "leadership")
"""The inspection areas that criteria are told by, in the order of the list; see `core/data/inspection_areas.csv`."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing inspectors look for.

    `measures`: codes of indicators; `standards`: codes of standards; `themes`: of findings and recommendations;
    `audits`: themes of audits; `voices`: columns of the table `voices`. `source`: where the line comes from, and what
    is to be checked. `reported_at`: a paragraph of the example report that tells it, or blank.
    """

    code: str
    area: str
    text: str
    measures: tuple[str, ...]
    standards: tuple[str, ...]
    themes: tuple[str, ...]
    audits: tuple[str, ...]
    voices: tuple[str, ...]
    source: str
    reported_at: str


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the order of the file."""
    text = resources.files("lineofsight.inspections").joinpath("data", "criteria.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    return tuple(_criterion(each, held["source"], held["example"]) for each in held["criteria"])


def criteria_of(area: str) -> tuple[Criterion, ...]:
    """The criteria of an inspection area, in their order; none where there is no such area."""
    return tuple(each for each in all_criteria() if each.area == area)


def criterion(code: str) -> Criterion | None:
    """The criterion of a code, or None."""
    return next((each for each in all_criteria() if each.code == code), None)


def criteria_with(*, measure: str = "", standard: str = "", theme: str = "") -> tuple[Criterion, ...]:
    """The criteria that a measure, a standard or a theme bears on; a measure of a standard bears where that does."""
    return tuple(
        each
        for each in all_criteria()
        if (measure and (measure in each.measures or measure.rpartition(".")[0] in each.standards))
        or (standard and standard in each.standards)
        or (theme and theme in each.themes)
    )


def _criterion(given: Mapping[str, Any], source: str, example: str) -> Criterion:
    paragraph = given["reported_at"]
    return Criterion(
        given["code"], given["area"], given["text"], tuple(given["measures"]), tuple(given["standards"]),
        tuple(given["themes"]), tuple(given["audits"]), tuple(given["voices"]), source,
        f"{example}, paragraph {paragraph}" if paragraph else "",
    )  # fmt: skip
