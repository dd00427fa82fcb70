"""The measures of these views, each asked as somebody outside would ask it; of the whole service, nothing by team."""

from __future__ import annotations

Wanted = tuple[tuple[str, str], ...]

OVERSIGHT: tuple[tuple[str, Wanted], ...] = (
    ("help_and_protection", (
        ("Assessments finished in 45 working days", "assessment_45wd"),
        ("Referred again within a year", "re_referrals_12m"),
        ("First conferences in 15 working days", "icpc_15wd"),
        ("Children on a child protection plan", "cpp_count"),
        ("Children on a plan visited as often as they should be", "cp_visits_timely"),
        ("Children on a plan seen alone", "cp_seen_alone"),
        ("On a plan again within two years or ever", "cpp_repeat"),
        ("Return interviews offered in three days", "rhi_offered_72h"),
    )),
    ("in_care", (
        ("Children in care", "cla_count"),
        ("Visited as often as they should be", "cla_visits_timely"),
        ("Took part in their review", "cla_review_participation"),
        ("Three or more homes in a year", "cla_3_placements"),
        ("Two years in one home, of those long in care", "cla_same_carer_2y"),
        ("Health assessments up to date", "cla_health_up_to_date"),
    )),
    ("care_leavers", (
        ("In touch at 19 to 21", "cl_in_touch"),
        ("Somewhere suitable to live at 19 to 21", "cl_suitable"),
        ("In work, education or training at 19 to 21", "cl_eet"),
    )),
    ("leadership", (
        ("Children each social worker holds", "wf_caseload_avg"),
        ("Social workers from an agency", "wf_agency_rate"),
        ("Audits that found good practice, after moderation", "audits_good"),
        ("Auditor and moderator agreed", "audit_moderation_agree"),
    )),
)  # fmt: skip

MEMBERS: Wanted = (
    ("How many children are on a child protection plan?", "cpp_count"),
    ("Are they visited as often as they should be?", "cp_visits_timely"),
    ("Are families' assessments finished in 45 working days?", "assessment_45wd"),
    ("How many children does a social worker hold, on average?", "wf_caseload_avg"),
    ("How many social workers are from an agency?", "wf_agency_rate"),
)

CORPORATE_PARENTING: Wanted = (
    ("How many children are in our care?", "cla_count"),
    ("Are they visited as often as they should be?", "cla_visits_timely"),
    ("Do they take part in their reviews?", "cla_review_participation"),
    ("Do they move home too often (three or more homes in a year)?", "cla_3_placements"),
    ("Have those long in our care lived in one home for two years?", "cla_same_carer_2y"),
    ("Do they live with their brothers and sisters?", "cla_sibling_together"),
    ("Do they live far from home (more than 20 miles)?", "cla_over_20_miles"),
    ("Are their health checks up to date?", "cla_health_up_to_date"),
    ("Have they seen a dentist this year?", "cla_dental"),
    ("Are we in touch with our care leavers?", "cl_in_touch"),
    ("Do they have somewhere suitable to live?", "cl_suitable"),
    ("Are they in work, education or training?", "cl_eet"),
)
