"""Rows the standards of placements are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt
from lineofsight.core.shared_tables import care_periods, placements_with_episode

# A placement that ended, with the end of the period of care on that day: a move inside care, or care itself ending.
placements_ended = LatestAsAt(
    name="placements_ended", of=placements_with_episode, at="ended_on", latest=care_periods, on="started_on",
    until="ended_on", takes=(("care_ended_on", "ended_on"),),
)  # fmt: skip
