"""Rows the standards of leaving care are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt, Previous
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.leaving_care import care_leaver_homes, care_leavers

# The young person's entitlement with the end of the time in care in which it began, or after which: support as a care
# leaver starts when care ends, and a young person still in care is visited as a child in care.
care_leavers_with_care = LatestAsAt(
    name="care_leavers_with_care", of=care_leavers, at="eligible_from", latest=care_periods, on="started_on",
    takes=(("left_care_on", "ended_on"),),
)  # fmt: skip

homes_of_entitled = LatestAsAt(
    name="homes_of_entitled_care_leavers", of=care_leaver_homes, at="started_on", latest=care_leavers,
    on="eligible_from", takes=(("eligibility", "eligibility"), ("eligible_until", "eligible_until")),
)  # fmt: skip

# `number` is the home's place among the young person's: the allowance is for setting up the first.
numbered_homes = Previous(name="numbered_homes_of_care_leavers", of=care_leaver_homes, order_by="started_on")
