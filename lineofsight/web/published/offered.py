"""The measures that a public scorecard may hold, each asked as somebody would ask it on a family's behalf.

A fixed list of figures of the whole service: nothing by team, by group or by place, so that there is nothing to take
one from another.
"""

from __future__ import annotations

OFFERED: tuple[tuple[str, str], ...] = (
    ("Are families' assessments finished in 45 working days?", "assessment_45wd"),
    ("How many children come back within a year of being referred?", "re_referrals_12m"),
    ("How many children are on a child protection plan?", "cpp_count"),
    ("Are children on a plan visited as often as they should be?", "cp_visits_timely"),
    ("Are they seen on their own, so that they can speak freely?", "cp_seen_alone"),
    ("Are first conferences held in 15 working days?", "icpc_15wd"),
    ("How many children are in our care?", "cla_count"),
    ("Are children in our care visited as often as they should be?", "cla_visits_timely"),
    ("Do they take part in their reviews?", "cla_review_participation"),
    ("Do they move home too often (three or more homes in a year)?", "cla_3_placements"),
    ("Have those long in care lived in one home for two years?", "cla_same_carer_2y"),
    ("Do they have the health checks they should?", "cla_health_up_to_date"),
    ("Have they seen a dentist this year?", "cla_dental"),
    ("Do care leavers of 19 to 21 have somewhere suitable to live?", "cl_suitable"),
    ("Are they in work, education or training?", "cl_eet"),
    ("Are we in touch with them?", "cl_in_touch"),
    ("How many children does a social worker hold, on average?", "wf_caseload_avg"),
    ("How many social workers are from an agency?", "wf_agency_rate"),
    ("Is our practice good, when we look closely at it?", "audits_good"),
)
CODES = tuple(code for _, code in OFFERED)
