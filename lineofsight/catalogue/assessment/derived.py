"""Assessments with the referral they began from, and unborn children referred late."""

from __future__ import annotations

from lineofsight.core.derived import CountWithin, LatestAsAt, Previous
from lineofsight.core.selections import any_of, each, is_blank, is_true, one_of
from lineofsight.core.tables.assessment import assessments
from lineofsight.core.tables.front_door import referrals

# Most sources hold only section 17 assessments and do not say so.
OF_NEED = (any_of(is_blank("kind"), one_of("kind", "child_and_family", "pre_birth", "housing_16_17", "update")),)

FOURTEEN_WEEKS_IN_DAYS = 98

_assessments_with_referral = LatestAsAt(
    name="assessments_with_referral",
    of=assessments,
    where=OF_NEED,
    at="started_on",
    latest=referrals,
    on="received_on",
    until="closed_on",
    takes=(("open_referral_id", "id"), ("open_referral_received_on", "received_on")),
)

# The first assessment of a referral counts from the referral; one that follows while the child is open, from itself.
numbered_assessments = Previous(
    name="numbered_assessments",
    of=_assessments_with_referral,
    order_by="started_on",
    by=("child_id", "open_referral_id"),
)

_unborn_with_expected_day = CountWithin(
    name="unborn_with_expected_day",
    of=referrals,
    where=(is_true("is_unborn"),),
    at="expected_on",
    counting=each(referrals, at="received_on"),
    days=FOURTEEN_WEEKS_IN_DAYS,
    match=("id", "id"),
)

# `referred_late` is 1 where this referral came less than fourteen weeks before the expected day, whatever came after
# it of the same pregnancy; blank where that day is not known.
unborn_referrals = LatestAsAt(
    name="unborn_referrals",
    of=referrals,
    where=(is_true("is_unborn"),),
    at="received_on",
    latest=_unborn_with_expected_day,
    on="received_on",
    match=("id", "id"),
    takes=(("referred_late", "count"),),
)
