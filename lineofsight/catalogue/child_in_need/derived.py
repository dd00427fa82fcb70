"""Child in need plans with the need their referral named, decisions with the plan they fell in, and how long open
children have gone unseen."""

from __future__ import annotations

from lineofsight.core.derived import Gaps, LatestAsAt
from lineofsight.core.shared_tables import SEEN_IN_PERSON, open_children
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.oversight import decisions
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, visits

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

# From the day after a child was seen, or from the day the child was opened, until the day the child is next seen.
open_and_not_seen = Gaps(
    name="open_and_not_seen",
    of=open_children,
    covered_by=visits,
    cover_where=SEEN_IN_PERSON,
    cover_start="visited_on",
    cover_end="visited_on",
)
