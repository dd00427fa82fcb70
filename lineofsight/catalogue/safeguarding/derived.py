"""Rows these standards are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import CountWithin, Gaps, LatestAsAt, MergeSpans, Previous, Spans
from lineofsight.core.selections import any_of, each, is_blank, is_not, on_or_before, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, SOCIAL_WORK_VISIT, WAS_MISSING, care_periods, open_children
from lineofsight.core.tables.assessment import section_47_enquiries
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits
from lineofsight.core.tables.safeguarding import home_education, missing_episodes
from lineofsight.core.tables.workforce import allocations, professionals

IS_SOCIAL_WORKER = one_of("role", "allocated_worker")

DAYS_OF_REPEAT = 90

social_work_visits = Previous(
    name="social_work_visits",
    of=visits,
    where=(SOCIAL_WORK_VISIT,),
    order_by="visited_on",
    takes=(("previous_seen", "child_seen"), ("previous_outcome", "outcome")),
)

# Section 47, a child protection plan and care each need a social worker; they run into one another.
children_who_need_a_social_worker = MergeSpans(
    name="children_who_need_a_social_worker",
    of=child_protection_plans,
    also=(Spans(section_47_enquiries), Spans(care_periods)),
)

social_workers_allocated = LatestAsAt(
    name="social_workers_allocated",
    of=allocations,
    where=(IS_SOCIAL_WORKER,),
    at="started_on",
    latest=professionals,
    on="started_on",
    match=("worker_id", "id"),
    takes=(
        ("worker_role", "role"),
        ("worker_placeholder", "placeholder"),
        ("worker_registered_until", "registered_until"),
    ),
)

# A worker of whom nothing more is recorded counts, as the role says "social worker"; one known not to be does not.
without_a_social_worker = Gaps(
    name="without_a_social_worker",
    of=children_who_need_a_social_worker,
    covered_by=social_workers_allocated,
    cover_where=(
        is_blank("worker_placeholder"),
        is_not("worker_role", "family_support", "early_help", "personal_adviser", "student", "other"),
        any_of(is_blank("worker_registered_until"), on_or_before("started_on", "worker_registered_until")),
    ),
)

_allocations_in_order = Previous(
    name="allocations_in_order",
    of=allocations,
    where=(IS_SOCIAL_WORKER,),
    order_by="started_on",
    takes=(("worker_before_from", "started_on"),),
)

# `number` is 1 the first time this worker holds this child.
changes_of_worker = Previous(
    name="changes_of_worker",
    of=_allocations_in_order,
    order_by="started_on",
    by=("child_id", "worker_id"),
)

repeated_missing = CountWithin(
    name="repeated_missing",
    of=missing_episodes,
    where=(WAS_MISSING,),
    at="started_on",
    counting=each(missing_episodes, at="started_on", where=WAS_MISSING),
    days=DAYS_OF_REPEAT,
)

home_education_of_open_children = LatestAsAt(
    name="home_education_of_open_children",
    of=home_education,
    at="notified_on",
    latest=open_children,
    on="started_on",
    until="ended_on",
    takes=(("open_since", "started_on"), ("open_until", "ended_on")),
)

home_education_with_visit = LatestAsAt(
    name="home_education_with_visit",
    of=home_education,
    at="considered_on",
    latest=visits,
    on="visited_on",
    latest_where=SEEN_IN_PERSON,
    takes=(("seen_on", "visited_on"),),
)
