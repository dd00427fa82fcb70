"""Rows the standards of health and education are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import CountWithin, LatestAsAt, Previous
from lineofsight.core.selections import any_of, each, is_blank, is_not, is_true, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.health_and_education import education_plans, health_checks

# A check planned, cancelled or refused is not a check; one without a status is.
CHECK_DONE = is_not("status", "planned", "cancelled", "refused")
HEALTH_ASSESSMENTS = ("initial_health_assessment", "review_health_assessment")
ASSESSED_BY_A_DOCTOR = (
    one_of("kind", *HEALTH_ASSESSMENTS), CHECK_DONE, any_of(is_true("by_doctor"), is_blank("by_doctor")),
)  # fmt: skip

# Regulation 7(2): an assessment in the three months before care began is enough.
MONTHS_BEFORE_IN_DAYS = 91

_plans_in_care = LatestAsAt(
    name="education_plans_in_care", of=education_plans, at="held_on", latest=care_periods, on="started_on",
    until="ended_on", takes=(("care_started_on", "started_on"), ("care_ended_on", "ended_on")),
)  # fmt: skip

# `number` is the meeting's place in its period of care: the first begins the plan.
numbered_education_plans = Previous(
    name="numbered_education_plans", of=_plans_in_care, order_by="held_on", by=("child_id", "care_started_on"),
)  # fmt: skip

_counted_before_care = CountWithin(
    name="care_periods_with_count_of_assessments", of=care_periods, at="started_on",
    counting=each(health_checks, at="checked_on", where=ASSESSED_BY_A_DOCTOR), days=MONTHS_BEFORE_IN_DAYS + 1,
)  # fmt: skip
assessed_before_care = LatestAsAt(
    name="care_periods_with_assessment_before", of=_counted_before_care, at="started_on", latest=health_checks,
    latest_where=ASSESSED_BY_A_DOCTOR, on="checked_on", takes=(("assessed_on", "checked_on"),),
)  # fmt: skip

# What was refused within the year is taken to be refused still.
IMMUNISATIONS_REFUSED = (one_of("kind", "immunisations"), one_of("status", "refused"))
_with_refusals = CountWithin(
    name="health_checks_with_count_of_refusals", of=health_checks, at="checked_on",
    counting=each(health_checks, at="checked_on", where=IMMUNISATIONS_REFUSED), days=366,
)  # fmt: skip
assessments_with_refusals = LatestAsAt(
    name="health_checks_with_refused_immunisations", of=_with_refusals, at="checked_on", latest=health_checks,
    latest_where=IMMUNISATIONS_REFUSED, on="checked_on", takes=(("refused_on", "checked_on"),),
)  # fmt: skip
