"""Young people preparing to leave care, and care leavers to 25."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, reference, text
from lineofsight.core.table import Table

care_leavers = Table(
    "care_leavers", "Care leavers", "A young person entitled to support as they leave care, as the source holds it.",
    (
        code("eligibility", "Eligible, relevant, former relevant, qualifying", "lineofsight:care_leaver_eligibility",
             ssd="clea_care_leaver_eligibility"),
        day("eligible_from", "When the young person was first eligible"),
        day("eligible_until", "When support ended"),
        code("in_touch", "Whether in touch", "ssda903:IN_TOUCH", ssd="clea_care_leaver_in_touch"),
        day("latest_contact_on", "Latest contact", ssd="clea_care_leaver_latest_contact"),
        code("accommodation", "Accommodation", "ssda903:ACCOM", ssd="clea_care_leaver_accommodation"),
        code("accommodation_suitable", "Whether suitable", ssd="clea_care_leaver_accom_suitable"),
        code("activity", "Main activity", "ssda903:ACTIV", ssd="clea_care_leaver_activity"),
        day("pathway_review_on", "Latest pathway plan review", ssd="clea_pathway_plan_review_date"),
        reference("personal_adviser_id", "professionals", "Personal adviser", ssd="clea_care_leaver_personal_advisor"),
        day("personal_adviser_from", "When the personal adviser was allocated"),
        reference("team_id", "teams", "Team", ssd="clea_care_leaver_allocated_team"),
        reference("worker_id", "professionals", "Worker", ssd="clea_care_leaver_worker_id"),
        day("not_in_work_or_school_from", "When identified as not in education, employment or training"),
        day("less_contact_agreed_on", "When the young person asked for less contact"),
        day("parenthood_identified_on", "When pregnancy or parenthood was identified"),
        day("parenthood_offer_on", "When the offer was recorded"),
        day("health_summary_given_on", "When the health passport was given"),
        day("offer_shared_on", "When the local offer was shared with the young person"),
        day("documents_complete_on", "When every adulthood document was recorded as held"),
        day("staying_put_decided_on", "When staying put was decided with the young person and carer"),
        flag("is_staying_put", "Whether staying with the former foster carers"),
        day("transition_assessed_on", "When the Care Act assessment was offered and decided"),
        flag("transition_needed", "Whether an adult need is likely"),
        day("transition_declined_on", "When declined"),
        flag("is_parent", "Whether pregnant or a parent"),
        day("allowance_recorded_on", "When the setting-up allowance was recorded against the plan"),
    ), ("child_id",), event="eligible_from", ends="eligible_until",
    ssd=("ssd_care_leavers",), id_ssd=("clea_table_id",), holder_ssd=("clea_person_id",),
)  # fmt: skip

pathway_assessments = Table(
    "pathway_assessments", "Pathway needs assessments", "The assessment before a pathway plan.",
    (day("completed_on", "When completed"),), ("child_id", "completed_on"), event="completed_on",
)  # fmt: skip

pathway_plans = Table(
    "pathway_plans", "Pathway plans", "A pathway plan agreed with a young person, or a review of one.",
    (
        day("agreed_on", "When signed with the young person, or reviewed"),
        flag("is_review", "Whether a review"),
        day("shared_on", "When a copy was given to the young person"),
        text("changes", "What changed"),
    ), ("child_id", "agreed_on"), event="agreed_on",
)  # fmt: skip

care_leaver_contacts = Table(
    "care_leaver_contacts", "Contacts with care leavers", "A contact both ways with a young person.",
    (
        day("contacted_on", "When"),
        code("mode", "Visit, call, text reply ...", "lineofsight:visit_mode"),
        flag("in_person", "Whether in person"),
        flag("at_home", "Whether at the young person's accommodation"),
        flag("support_offered", "Whether a personal adviser's support to 25 was offered, accepted or not"),
        reference("worker_id", "professionals", "Who"),
    ), ("child_id", "contacted_on"), event="contacted_on",
)  # fmt: skip

care_leaver_homes = Table(
    "care_leaver_homes", "Care leavers' homes", "Where a young person lives after care.",
    (
        day("started_on", "Moved in"),
        day("ended_on", "Moved out"),
        code("accommodation", "Kind", "ssda903:ACCOM"),
        flag("is_suitable", "Whether suitable"),
        day("suitability_recorded_on", "When suitability was recorded"),
        flag("is_unregulated", "Whether other than a regulated setting"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
)  # fmt: skip

care_leaver_activities = Table(
    "care_leaver_activities", "Care leavers' activity reviews", "A look at education, employment or training.",
    (day("reviewed_on", "When"), code("activity", "Main activity", "ssda903:ACTIV")),
    ("child_id", "reviewed_on"), event="reviewed_on",
)  # fmt: skip

outcomes_of_care_leavers = Table(
    "outcomes_of_care_leavers", "Yearly outcomes of care leavers", "What the looked-after return says (OC3).",
    (
        text("collection_year", "The year, such as 2025-26"),
        day("year_ended_on", "31 March of the year"),
        code("in_touch", "In touch", "ssda903:IN_TOUCH"),
        code("activity", "Activity", "ssda903:ACTIV"),
        code("accommodation", "Accommodation", "ssda903:ACCOM"),
    ), ("child_id", "collection_year"), event="year_ended_on",
)  # fmt: skip

TABLES = (
    care_leavers, pathway_assessments, pathway_plans, care_leaver_contacts, care_leaver_homes, care_leaver_activities,
    outcomes_of_care_leavers,
)  # fmt: skip
