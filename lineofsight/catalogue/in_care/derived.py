"""Rows the standards of children in care are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import Gaps, LatestAsAt, MergeSpans, Spans
from lineofsight.core.selections import all_of, any_of, is_true, one_of
from lineofsight.core.shared_tables import (
    care_episodes_with_status,
    care_periods,
    placements_with_episode,
    reviews_in_care,
)
from lineofsight.core.tables.court import legal_statuses, proceedings
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.in_care import placements
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans

# How the first placement of a period of care was made, and whether proceedings were already before the court.
_periods_with_first_placement = LatestAsAt(
    name="care_periods_with_first_placement", of=care_periods, at="started_on", latest=placements, on="started_on",
    until="ended_on", takes=(("placed_in_emergency", "is_emergency"),),
)  # fmt: skip
_periods_with_status = LatestAsAt(
    name="care_periods_with_status", of=_periods_with_first_placement, at="started_on",
    latest=care_episodes_with_status, on="started_on", until="ended_on",
    takes=(("episode_status", "legal_status"), ("legal_status", "status_then")),
)  # fmt: skip
entries_to_care = LatestAsAt(
    name="entries_to_care", of=_periods_with_status, at="started_on", latest=proceedings, on="issued_on",
    until="concluded_on", takes=(("proceedings_issued_on", "issued_on"),),
)  # fmt: skip

AT_HOME = one_of("type", "P1")
UNDER_INTERIM_ORDER = any_of(one_of("legal_status", "C1"), one_of("episode_status", "C1"))
UNDER_CARE_ORDER = any_of(one_of("legal_status", "C2"), one_of("episode_status", "C2"))

# An interim order is renewed: its rows are one stretch. A child at home under one is visited by another rule when it
# gives way to a care order, so the placement row carries the day it ended.
_interim_orders = MergeSpans(name="interim_orders", of=legal_statuses, where=(one_of("status", "C1"),))
_at_home_under_interim_order = LatestAsAt(
    name="placements_at_home_under_interim_order", of=placements, where=(AT_HOME,), at="started_on",
    latest=_interim_orders, on="started_on", until="ended_on", takes=(("interim_order_ended_on", "ended_on"),),
)  # fmt: skip
placements_visited = LatestAsAt(
    name="placements_visited", of=placements_with_episode, at="started_on", latest=_at_home_under_interim_order,
    on="started_on", match=("id", "id"), takes=(("interim_order_ended_on", "interim_order_ended_on"),),
)  # fmt: skip

# Regulation 28(3) and (4): these children are visited weekly until their first review.
before_first_review = Gaps(
    name="placements_before_first_review", of=placements_visited, covered_by=reviews_in_care,
    cover_start="held_on", cover_end="care_ended_on",
    where=(
        any_of(
            is_true("is_temporary_approval"),
            all_of(AT_HOME, is_true("is_emergency")),
            all_of(AT_HOME, UNDER_INTERIM_ORDER),
        ),
    ),
)  # fmt: skip

orders_made_at_home = LatestAsAt(
    name="care_orders_made_at_home", of=legal_statuses, where=(one_of("status", "C2"),), at="started_on",
    latest=placements, latest_where=(AT_HOME,), on="started_on", until="ended_on",
    takes=(("placement_started_on", "started_on"), ("placement_ended_on", "ended_on")),
)  # fmt: skip

arrivals = LatestAsAt(
    name="unaccompanied_arrivals", of=referrals, where=(is_true("child.is_unaccompanied"),), at="received_on",
    latest=placements, on="started_on", until="ended_on", takes=(("placed_on", "started_on"),),
)  # fmt: skip

children_with_a_plan = MergeSpans(
    name="children_with_a_plan", of=child_in_need_plans,
    also=(Spans(child_protection_plans), Spans(care_periods)),
)  # fmt: skip
