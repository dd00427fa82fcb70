"""Rows the standards of health and education are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt, Previous
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.health_and_education import education_plans

_plans_in_care = LatestAsAt(
    name="education_plans_in_care", of=education_plans, at="held_on", latest=care_periods, on="started_on",
    until="ended_on", takes=(("care_started_on", "started_on"), ("care_ended_on", "ended_on")),
)  # fmt: skip

# `number` is the meeting's place in its period of care: the first begins the plan.
numbered_education_plans = Previous(
    name="numbered_education_plans", of=_plans_in_care, order_by="held_on", by=("child_id", "care_started_on"),
)  # fmt: skip
