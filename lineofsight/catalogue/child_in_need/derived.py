"""Child in need plans with the need their referral named, and decisions with the plan they fell in."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.oversight import decisions
from lineofsight.core.tables.plans_and_visits import child_in_need_plans

plans_with_need = LatestAsAt(
    name="child_in_need_plans_with_need",
    of=child_in_need_plans,
    at="started_on",
    latest=referrals,
    on="received_on",
    match=("referral_id", "id"),
    takes=(("primary_need", "primary_need"),),
)

decisions_within_plans = LatestAsAt(
    name="decisions_within_need_plans",
    of=decisions,
    at="decided_on",
    latest=child_in_need_plans,
    on="started_on",
    until="ended_on",
    takes=(("plan_started_on", "started_on"),),
)
