"""In which unit a measure is told, and what a row of published figures is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.web.knowledge.figures import decimals_of, figure_of, unit_of


@pytest.mark.parametrize(
    ("code", "unit", "decimals"),
    [("cp_visits_timely", "%", 1), ("wf_turnover_rate", "%", 1), ("wf_absence", "%", 1), ("wf_ethnicity", "%", 1),
     ("wf_caseload_avg", "", 1), ("wf_fte", "", 1), ("exploitation_at_risk", "", 1), ("cpp_count", "", 0),
     ("cp_visit.longest_wait", "", 0)],
)  # fmt: skip
def test_a_measure_has_one_unit_everywhere(code: str, unit: str, decimals: int) -> None:
    assert (unit_of(INDICATORS[code]), decimals_of(INDICATORS[code])) == (unit, decimals)


def row(period: str, **given: Any) -> dict[str, Any]:
    return {"period": period, "numerator": 3.0, "denominator": 4.0, "missing": None, "value": 75.0, "lower": None,
            "upper": None, "reason": None, **given}  # fmt: skip


@pytest.mark.parametrize(
    ("period", "known_on", "so_far"),
    [("2026-09", date(2026, 9, 30), False), ("2026-09", date(2026, 9, 29), True), ("2026-09", None, False),
     ("2026-09-30", date(2026, 9, 29), False)],
)  # fmt: skip
def test_a_period_that_has_not_ended_is_so_far(period: str, known_on: date | None, so_far: bool) -> None:
    found = figure_of(row(period), known_on)
    assert (found.period.code, found.above, found.below, found.missing, found.value) == (period, 3.0, 4.0, 0, 75.0)
    assert (found.reason, found.so_far) == ("", so_far)
