"""Derived tables that several practice areas build on."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt, MergeSpans, Previous, Spans
from lineofsight.core.selections import any_of, is_blank, is_false, is_not, is_true, one_of
from lineofsight.core.tables.court import legal_statuses
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.in_care import care_episodes, care_reviews, placements
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans
from lineofsight.core.tables.safeguarding import missing_episodes

# Working Together asks for the child to be seen; a screen or a doorstep does not count unless local policy says so.
SEEN_IN_PERSON = (is_true("child_seen"), is_not("mode", "virtual", "doorstep", "telephone", "message"))

# Visits by which a social worker sees how a child is, whatever the visit was first for.
SOCIAL_WORK_VISIT = one_of(
    "kind", "child_in_need", "child_protection", "child_in_care", "assessment", "section_47", "private_fostering",
    "after_missing",
)  # fmt: skip

# "Absent" was the police's word for a child away without leave whose whereabouts are known.
WAS_MISSING = is_not("kind", "absent")

# A child who moves in with a plan has a conference too: it is not an initial one.
NOT_A_TRANSFER = any_of(is_false("is_transfer_in"), is_blank("is_transfer_in"))

# Legal statuses V3 and V4 are series of short breaks: such children are looked after only for the nights away, and
# the Care Planning Regulations 2010, regulation 48, sets most of the usual clocks aside.
SHORT_BREAK_STATUSES = ("V3", "V4")

# The looked-after return gives each episode its legal status; the standard dataset keeps them apart.
care_episodes_with_status = LatestAsAt(
    name="care_episodes_with_status", of=care_episodes, at="started_on", latest=legal_statuses, on="started_on",
    until="ended_on", takes=(("status_then", "status"),),
)  # fmt: skip

care_periods = MergeSpans(
    name="care_periods", of=care_episodes_with_status,
    where=(is_not("legal_status", *SHORT_BREAK_STATUSES), is_not("status_then", *SHORT_BREAK_STATUSES)),
    keeps=("care_period_id", "entered_care_on"),
)  # fmt: skip

missing_from_care = LatestAsAt(
    name="missing_from_care", of=missing_episodes, where=(WAS_MISSING,), at="started_on", latest=care_periods,
    on="started_on", until="ended_on", takes=(("in_care_since", "started_on"),),
)  # fmt: skip

placements_in_care = LatestAsAt(
    name="placements_in_care", of=placements, at="started_on", latest=care_periods, on="started_on", until="ended_on",
    takes=(("care_started_on", "started_on"),),
)  # fmt: skip

placements_with_status = LatestAsAt(
    name="placements_with_status", of=placements_in_care, at="started_on", latest=legal_statuses, on="started_on",
    until="ended_on", takes=(("legal_status", "status"),),
)  # fmt: skip

# The same with the status of the episode, for records that keep it there.
placements_with_episode = LatestAsAt(
    name="placements_with_episode", of=placements_with_status, at="started_on", latest=care_episodes, on="started_on",
    until="ended_on", takes=(("episode_status", "legal_status"),),
)  # fmt: skip

# Regulation 48: the child is in a series of short breaks, by either record of the legal status.
IN_SHORT_BREAKS = any_of(
    one_of("legal_status", *SHORT_BREAK_STATUSES), one_of("episode_status", *SHORT_BREAK_STATUSES)
)  # fmt: skip

REVIEW_HELD = any_of(is_false("was_cancelled"), is_blank("was_cancelled"))

reviews_in_care = LatestAsAt(
    name="reviews_in_care", of=care_reviews, where=(REVIEW_HELD,), at="held_on", latest=care_periods, on="started_on",
    until="ended_on", takes=(("care_started_on", "started_on"), ("care_ended_on", "ended_on")),
)  # fmt: skip

# `number` is the review's place in its period of care.
numbered_reviews_in_care = Previous(
    name="numbered_reviews_in_care", of=reviews_in_care, order_by="held_on", by=("child_id", "care_started_on"),
)  # fmt: skip

numbered_protection_plans = Previous(
    name="numbered_protection_plans", of=child_protection_plans, order_by="started_on",
    takes=(("previous_ended_on", "ended_on"),),
)  # fmt: skip

numbered_referrals = Previous(
    name="numbered_referrals", of=referrals, order_by="received_on",
    takes=(("previous_received_on", "received_on"),),
)  # fmt: skip

_NOT_ENDED_AT_ONCE = any_of(is_false("no_further_action"), is_blank("no_further_action"))
# A referral that ended at the referral opens nothing, whether or not its source also gives it a day of closing.
open_children = MergeSpans(
    name="open_children", of=referrals, start="received_on", end="closed_on", where=(_NOT_ENDED_AT_ONCE,),
    also=(Spans(child_in_need_plans), Spans(child_protection_plans), Spans(care_periods)),
)  # fmt: skip
