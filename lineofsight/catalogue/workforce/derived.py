"""Rows the workforce standards are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import CountWithin, Gaps, LatestAsAt, MergeSpans, Previous, Spans
from lineofsight.core.selections import any_of, at_most, each, is_blank, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.assessment import section_47_enquiries
from lineofsight.core.tables.plans_and_visits import child_protection_plans
from lineofsight.core.tables.workforce import allocations, professionals

# Three social workers in a year means two changes: the third is one too many.
WORKERS_IN_A_YEAR = 3
DAYS_IN_A_YEAR = 365

_is_social_worker = one_of("role", "allocated_worker")

statutory_children = MergeSpans(
    name="statutory_children",
    of=child_protection_plans,
    also=(Spans(care_periods), Spans(section_47_enquiries)),
)

allocations_with_worker = LatestAsAt(
    name="allocations_with_worker",
    of=allocations,
    at="started_on",
    latest=professionals,
    on="started_on",
    match=("worker_id", "id"),
    takes=(("worker_placeholder", "placeholder"), ("worker_registration", "registration_number")),
)

gaps_in_allocation = Gaps(
    name="gaps_in_allocation",
    of=statutory_children,
    covered_by=allocations_with_worker,
    cover_where=(_is_social_worker, is_blank("worker_placeholder")),
)

# A worker the child already had is no stranger: a new row for the same worker, as when the team changes, is no change.
# Rows that do not say who are each taken for somebody new.
_allocations_by_worker = Previous(
    name="allocations_by_worker",
    of=allocations,
    where=(_is_social_worker,),
    order_by="started_on",
    by=("child_id", "worker_id"),
)
_new_to_the_child = any_of(at_most("number", 1), is_blank("worker_id"))

workers_in_a_year = CountWithin(
    name="workers_in_a_year",
    of=_allocations_by_worker,
    where=(_new_to_the_child,),
    at="started_on",
    counting=each(_allocations_by_worker, at="started_on", where=_new_to_the_child),
    days=DAYS_IN_A_YEAR,
)
