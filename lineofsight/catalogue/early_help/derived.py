"""Changes of a family's lead practitioner while help goes on."""

from __future__ import annotations

from lineofsight.core.derived import LatestAsAt, MergeSpans, Previous
from lineofsight.core.selections import one_of
from lineofsight.core.tables.workforce import allocations

LEADS = (one_of("role", "lead_practitioner"),)

# Help counts as going on over a gap of up to four weeks between two practitioners.
help_with_a_lead = MergeSpans(name="help_with_a_lead", of=allocations, where=LEADS, within_days=28)

leads_within_help = LatestAsAt(
    name="leads_within_help",
    of=allocations,
    where=LEADS,
    at="started_on",
    latest=help_with_a_lead,
    on="started_on",
    until="ended_on",
    takes=(("help_started_on", "started_on"),),
)

# `number` is 1 where this practitioner has not led the same stretch of help before.
lead_practitioners = Previous(
    name="lead_practitioners",
    of=leads_within_help,
    order_by="started_on",
    by=("child_id", "worker_id", "help_started_on"),
)
