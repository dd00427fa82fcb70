"""Health, wellbeing and education of children, and special educational needs."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, number, reference, text, whole
from lineofsight.core.table import Table

health_checks = Table(
    "health_checks", "Health checks", "A health or dental assessment of a looked-after child.",
    (
        code("kind", "Initial or review health assessment, dental check, developmental check",
             "lineofsight:health_check_kind", ssd="clah_health_check_type"),
        day("checked_on", "When", ssd="clah_health_check_date"),
        code("status", "Done, refused, ...", "lineofsight:health_check_status", ssd="clah_health_check_status"),
        flag("by_doctor", "Whether by a doctor"),
    ), ("child_id", "kind", "checked_on"), event="checked_on",
    ssd=("ssd_cla_health",), id_ssd=("clah_health_check_id",), holder_ssd=("clah_person_id",),
)  # fmt: skip

immunisations = Table(
    "immunisations", "Immunisations", "Whether immunisations are up to date.",
    (
        flag("up_to_date", "Whether up to date", ssd="clai_immunisations_status"),
        day("checked_on", "As at", ssd="clai_immunisations_status_date"),
    ), ("child_id", "checked_on"), event="checked_on",
    ssd=("ssd_cla_immunisations",), holder_ssd=("clai_person_id",),
)  # fmt: skip

strengths_and_difficulties = Table(
    "strengths_and_difficulties", "Strengths and difficulties questionnaires", "A score, or why there is none.",
    (
        day("completed_on", "When", ssd="csdq_sdq_completed_date"),
        whole("score", "Score, 0 to 40", ssd="csdq_sdq_score"),
        code("no_score_reason", "Why there is no score", "ssda903:SDQ_REASON", ssd="csdq_sdq_reason"),
    ), ("child_id", "completed_on"), event="completed_on",
    ssd=("ssd_sdq_scores",), id_ssd=("csdq_table_id",), holder_ssd=("csdq_person_id",),
)  # fmt: skip

substance_misuse = Table(
    "substance_misuse", "Substance misuse", "A substance misuse problem identified, and help for it.",
    (
        day("identified_on", "When", ssd="clas_substance_misuse_date"),
        code("substance", "What", ssd="clas_substance_misused"),
        flag("intervention_received", "Whether the child got help", ssd="clas_intervention_received"),
        flag("intervention_offered", "Whether help was offered"),
    ), ("child_id", "identified_on"), event="identified_on",
    ssd=("ssd_cla_substance_misuse",), id_ssd=("clas_substance_misuse_id",), holder_ssd=("clas_person_id",),
)  # fmt: skip

convictions = Table(
    "convictions", "Convictions", "A conviction, warning or reprimand of a looked-after child.",
    (
        day("convicted_on", "When", ssd="clac_cla_conviction_date"),
        text("offence", "Offence", ssd="clac_cla_conviction_offence"),
    ), ("child_id", "convicted_on"), event="convicted_on",
    ssd=("ssd_cla_convictions",), id_ssd=("clac_cla_conviction_id",), holder_ssd=("clac_person_id",),
)  # fmt: skip

outcomes_903 = Table(
    "outcomes_903", "Yearly outcomes", "What the looked-after return says of a child's year (OC2).",
    (
        text("collection_year", "The year, such as 2025-26"),
        day("year_ended_on", "31 March of the year"),
        flag("convicted", "Convicted or subject to a final warning"),
        flag("health_check", "Annual health assessment held (item HEALTH_ASSESSMENT)"),
        flag("immunised", "Immunisations up to date"),
        flag("teeth_checked", "Teeth checked"),
        flag("development_assessed", "Health surveillance or promotion checks up to date, under 5 (item HEALTH_CHECK)"),
        flag("substance_misuse", "Substance misuse problem"),
        flag("intervention_received", "Intervention received"),
        flag("intervention_offered", "Intervention offered"),
        whole("sdq_score", "Strengths and difficulties score"),
        code("sdq_reason", "Why there is no score", "ssda903:SDQ_REASON"),
    ), ("child_id", "collection_year"), event="year_ended_on",
)  # fmt: skip

education_plans = Table(
    "education_plans", "Personal education plans", "A personal education plan meeting of a looked-after child.",
    (
        day("held_on", "When started or reviewed"),
        flag("is_first", "Whether it began the plan"),
        code("quality", "How the virtual school graded it", "lineofsight:grade"),
    ), ("child_id", "held_on"), event="held_on",
)  # fmt: skip

school_terms = Table(
    "school_terms", "Schooling by term", "A looked-after child's schooling in a term.",
    (
        day("term_started_on", "First day of the term"),
        number("sessions_possible", "Sessions possible"),
        number("sessions_attended", "Sessions attended"),
        whole("suspensions", "Suspensions"),
        code("school_grade", "The school's inspection grade", "lineofsight:grade"),
        number("attainment_8", "Attainment 8 score, where it is the year"),
        flag("expected_at_key_stage_2", "Whether expected standard was met at key stage 2"),
    ), ("child_id", "term_started_on"), event="term_started_on",
)  # fmt: skip

school_moves = Table(
    "school_moves", "School moves in care", "A proposed change of school of a looked-after child.",
    (
        day("proposed_on", "When proposed"),
        flag("in_key_stage_4", "Whether in key stage 4"),
        flag("is_emergency", "Whether an emergency"),
        day("approved_on", "When the nominated officer approved it"),
        day("moved_on", "When the child changed school"),
    ), ("child_id", "proposed_on"), event="proposed_on", ends="approved_on",
)  # fmt: skip

special_needs = Table(
    "special_needs", "Special educational needs records", "The child's record in the SEN system.",
    (
        text("pupil_number", "Unique pupil number", ssd="send_upn", personal=True),
        text("learner_number", "Unique learner number", ssd="send_uln", personal=True),
        code("pupil_number_unknown", "Why there is no pupil number", "cin:UPNunknown", ssd="send_upn_unknown"),
    ), ("child_id",), ssd=("ssd_send",), id_ssd=("send_table_id",), holder_ssd=("send_person_id",),
)  # fmt: skip

plan_requests = Table(
    "plan_requests", "Education, health and care requests", "A request for an education, health and care assessment.",
    (
        reference("special_needs_id", "special_needs", "The SEN record", ssd="ehcr_send_table_id"),
        day("requested_on", "When asked", ssd="ehcr_ehcp_req_date"),
        day("decided_on", "When decided", ssd="ehcr_ehcp_req_outcome_date"),
        code("outcome", "Decision", ssd="ehcr_ehcp_req_outcome"),
        day("advice_requested_on", "When social care's advice was asked for"),
        day("advice_sent_on", "When the advice was sent"),
        flag("exception_applies", "Whether an exception in the regulations applies"),
    ), ("child_id", "requested_on"), event="requested_on", ends="decided_on",
    ssd=("ssd_ehcp_requests",), id_ssd=("ehcr_ehcp_request_id",),
)  # fmt: skip

plan_assessments = Table(
    "plan_assessments", "Education, health and care assessments", "The assessment that followed a request.",
    (
        reference("plan_request_id", "plan_requests", "The request", ssd="ehca_ehcp_request_id"),
        day("decided_on", "Outcome date", ssd="ehca_ehcp_assessment_outcome_date"),
        code("outcome", "Outcome", ssd="ehca_ehcp_assessment_outcome"),
        text("exceptions", "Exceptions", ssd="ehca_ehcp_assessment_exceptions"),
    ), ("child_id", "plan_request_id"), event="decided_on",
    ssd=("ssd_ehcp_assessment",), id_ssd=("ehca_ehcp_assessment_id",),
)  # fmt: skip

named_plans = Table(
    "named_plans", "Education, health and care plans", "A plan as named.",
    (
        reference("plan_assessment_id", "plan_assessments", "The assessment", ssd="ehcn_ehcp_asmt_id"),
        day("started_on", "When it began", ssd="ehcn_named_plan_start_date"),
        day("ended_on", "When it ceased", ssd="ehcn_named_plan_ceased_date"),
        code("end_reason", "Why", ssd="ehcn_named_plan_ceased_reason"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_ehcp_named_plan",), id_ssd=("ehcn_named_plan_id",),
)  # fmt: skip

active_plans = Table(
    "active_plans", "Active plan reviews", "The latest review of an active education, health and care plan.",
    (
        reference("plan_request_id", "plan_requests", "The request", ssd="ehcp_ehcp_request_id"),
        day("last_reviewed_on", "Last review", ssd="ehcp_active_ehcp_last_review_date"),
    ), ("child_id", "plan_request_id"), event="last_reviewed_on",
    ssd=("ssd_ehcp_active_plans",), id_ssd=("ehcp_active_ehcp_id",),
)  # fmt: skip

special_need_types = Table(
    "special_need_types", "Kinds of special need", "A kind of need in an active plan.",
    (
        reference("active_plan_id", "active_plans", "The plan", ssd="senn_active_ehcp_id"),
        code("need", "Kind of need", ssd="senn_active_ehcp_need_type"),
        whole("rank", "Rank", ssd="senn_active_ehcp_need_rank"),
    ), ("active_plan_id", "need"), ssd=("ssd_sen_need",), id_ssd=("senn_table_id",),
)  # fmt: skip

TABLES = (
    health_checks, immunisations, strengths_and_difficulties, substance_misuse, convictions, outcomes_903,
    education_plans, school_terms, school_moves, special_needs, plan_requests, plan_assessments, named_plans,
    active_plans, special_need_types,
)  # fmt: skip
