"""Rows the standards of permanence are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt
from lineofsight.core.shared_tables import care_periods, numbered_reviews_in_care
from lineofsight.core.tables.in_care import care_plans
from lineofsight.core.tables.permanence import permanence

# Plans that say where the child will grow up. A plan to return home is not one until it has worked.
SETTLED_PLANS = (
    "family_and_friends", "special_guardianship", "child_arrangements", "adoption", "long_term_fostering",
    "residential", "supported_living",
)  # fmt: skip

reviews_with_plan = LatestAsAt(
    name="reviews_with_permanence_plan", of=numbered_reviews_in_care, at="held_on", latest=care_plans,
    on="permanence_recorded_on", until="ended_on", takes=(("permanence_plan", "permanence_plan"),),
)  # fmt: skip

permanence_with_care = LatestAsAt(
    name="permanence_with_care", of=permanence, at="adoption_decided_on", latest=care_periods, on="started_on",
    until="ended_on", takes=(("care_started_on", "started_on"),),
)  # fmt: skip
