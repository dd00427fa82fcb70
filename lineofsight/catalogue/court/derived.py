"""Rows the court standards are about that no one table holds."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt, MergeSpans, Spans
from lineofsight.core.shared_tables import REVIEW_HELD
from lineofsight.core.tables.court import legal_statuses, pre_proceedings, proceedings
from lineofsight.core.tables.in_care import care_reviews, placements

legal_tracker_spans = MergeSpans(
    name="legal_tracker_spans",
    of=pre_proceedings,
    start="decided_on",
    end="stepped_down_or_issued_on",
    also=(Spans(proceedings, "issued_on", "concluded_on"),),
)

_reviews_with_placement = LatestAsAt(
    name="care_reviews_with_placement",
    of=care_reviews,
    where=(REVIEW_HELD,),
    at="held_on",
    latest=placements,
    on="started_on",
    until="ended_on",
    takes=(("placement_type", "type"),),
)

reviews_with_status_and_placement = LatestAsAt(
    name="care_reviews_with_status_and_placement",
    of=_reviews_with_placement,
    at="held_on",
    latest=legal_statuses,
    on="started_on",
    until="ended_on",
    takes=(("legal_status", "status"),),
)
