"""A quarter's report, whole, from one snapshot: what both bodies read. No child is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lineofsight.core.periods import Period
from lineofsight.evaluation.documents import hash_of
from lineofsight.web.contract.models import Measure, Responsibility
from lineofsight.web.contract.papers import line_of
from lineofsight.web.contract.rules import STATES
from lineofsight.web.knowledge.snapshots import Known

HEADINGS = (
    "Measure",
    "Target",
    "Tolerance",
    "Better",
    "Quarter",
    "Figure",
    "Out of",
    "How it stands",
    "Noise or change",
)
RULE = (
    "No child is named. Percentages come from counts rounded to the nearest 5 and are not shown of fewer than 20, nor "
    "where fewer than 6 are counted or left out. How a measure stands is worked out from the figure before rounding; "
    "of a quarter that is not shown it is not told, and such a quarter asks for no plan and closes none."
)
PARTS = {"controller": "Controller", "joint": "Joint controller", "processor": "Processor", "none": "No part"}


def content_of(held: Known, quarter: Period) -> dict[str, Any]:
    """The figures of every measure in force at a quarter's end, and who was controller then: plain data.

    The same snapshot and the same agreements give the same content.
    """
    measures = [each for each in Measure.objects.prefetch_related("remedies") if _in_force(each, quarter.end)]
    return {
        "quarter": quarter.code, "quarter_title": quarter.title, "snapshot": held.info.snapshot,
        "known_on": held.info.as_known_on.isoformat(), "catalogue": held.info.catalogue,
        "measures": [_measure(each, held, quarter) for each in measures],
        "responsibilities": [
            {"purpose": each.purpose, "council": PARTS[each.council], "trust": PARTS[each.trust], "under": each.under}
            for each in Responsibility.objects.all() if _in_force(each, quarter.end)
        ],
    }  # fmt: skip


def digest_of(content: Mapping[str, Any]) -> str:
    """What names a report's content exactly."""
    return hash_of(dict(content))


def _in_force(paper: Measure | Responsibility, on: date) -> bool:
    return paper.from_on <= on and (paper.to_on is None or paper.to_on >= on)


def _measure(measure: Measure, held: Known, quarter: Period) -> dict[str, Any]:
    line = line_of(measure, held)
    until = [each for each in line.results if each.quarter.end <= quarter.end]
    return {
        "indicator": measure.indicator, "title": line.title, "target": measure.target, "tolerance": measure.tolerance,
        "direction": measure.direction, "unit": line.unit, "agreed_on": measure.agreed_on.isoformat(),
        "change": line.change, "is_as_agreed": line.is_as_agreed,
        "quarters": [
            {"code": each.quarter.code, "title": each.cell.period, "shown": each.cell.said, "out_of": each.cell.out_of,
             "state": "Not shown" if each.cell.is_hidden else STATES[each.quarter.state]}
            for each in until
        ],
    }  # fmt: skip


def cells_of(content: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """The rows of the workbook: a row a measure and quarter."""
    return [
        (each["title"], each["target"], each["tolerance"], f"{each['direction']} is better", quarter["title"],
         quarter["shown"], quarter["out_of"], quarter["state"], each["change"])
        for each in content["measures"] for quarter in each["quarters"]
    ]  # fmt: skip
