"""Assessments and their factors, strategy discussions, section 47 enquiries and conferences."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, reference, text, whole, words
from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Table

assessments = Table(
    "assessments", "Assessments", "An assessment of a child's needs.",
    (
        reference("referral_id", "referrals", "The referral", ssd="cina_referral_id"),
        code("kind", "Section 17, pre-birth, young carer, kinship ...", "lineofsight:assessment_kind"),
        day("referred_on", "The referral (or decision to assess) from which its working days count"),
        day("started_on", "When it began", ssd="cina_assessment_start_date"),
        day("review_point_on", "The internal review point, as the census holds it"),
        day("authorised_on", "When a manager authorised it", ssd="cina_assessment_auth_date"),
        flag("child_seen", "Whether the child was seen", ssd="cina_assessment_child_seen"),
        day("child_seen_on", "When the child was first seen for it"),
        flag("no_further_action", "Whether nothing follows", ssd="cina_assessment_outcome_nfa"),
        code("outcome", "What follows", "lineofsight:assessment_outcome"),
        text("outcome_in_source", "The outcome as the source holds it", ssd="cina_assessment_outcome_json"),
        reference("team_id", "teams", "Team", ssd="cina_assessment_team"),
        reference("worker_id", "professionals", "Worker", ssd="cina_assessment_worker_id"),
        flag("child_unborn", "Whether the child was unborn"),
        flag("neglect_tool_used", "Whether a neglect tool was scored, where neglect is a factor"),
        flag("neglect_is_a_factor", "Whether neglect was found"),
        flag("child_abroad", "Whether the child was abroad, so that nobody could see them"),
        day("plan_declined_on", "When the family declined a plan and the safety decision was recorded"),
        day("shared_on", "When a copy was given to the family"),
        words("child_view", "The child's words or what was observed"),
        words("analysis", "The worker's analysis"),
    ), ("child_id", "started_on"), event="started_on", ends="authorised_on",
    ssd=("ssd_cin_assessments",), id_ssd=("cina_assessment_id",), holder_ssd=("cina_person_id",),
)  # fmt: skip

assessment_factors = Table(
    "assessment_factors", "Assessment factors", "One factor found in an assessment.",
    (
        reference("assessment_id", "assessments", "The assessment", ssd="cinf_assessment_id"),
        code("factor", "Factor", "cin:AssessmentFactors", ssd="cinf_assessment_factors_json"),
    ), ("assessment_id", "factor"), ssd=("ssd_assessment_factors",), id_ssd=("cinf_table_id",),
)  # fmt: skip

assessment_checkpoints = Table(
    "assessment_checkpoints", "Assessment checkpoints", "A manager's check of an open assessment.",
    (
        reference("assessment_id", "assessments", "The assessment"),
        day("checked_on", "When"),
        reference("manager_id", "professionals", "By whom"),
        words("direction", "What was directed"),
    ), ("assessment_id", "checked_on"), event="checked_on",
)  # fmt: skip

strategy_discussions = Table(
    "strategy_discussions", "Strategy discussions", "A concern that a child may suffer harm, and the discussion of it.",
    (
        reference("referral_id", "referrals", "The referral"),
        day("concern_on", "When the concern was recorded", moment="concern_at"),
        moment("concern_at", "At what time"),
        day("held_on", "When the discussion was held", moment="held_at"),
        moment("held_at", "At what time"),
        flag("police_attended", "Whether the police took part or informed"),
        flag("health_attended", "Whether health took part or informed"),
        flag("social_care_attended", "Whether social care took part"),
        flag("education_attended", "Whether education took part or informed"),
        code("decision", "Section 47, section 17, no further action", "lineofsight:strategy_decision"),
        reference("lead_practitioner_id", "professionals", "Lead child protection practitioner"),
        reference("decided_by", "professionals", "The manager who decided"),
        flag("multi_agency_team_live", "Whether the multi-agency child protection team was in place by then"),
        words("actions", "Who does what by when"),
    ), ("child_id", "concern_on"), event="concern_on", ends="held_on",
)  # fmt: skip

section_47_enquiries = Table(
    "section_47_enquiries", "Section 47 enquiries", "An enquiry whether a child suffers significant harm.",
    (
        reference("referral_id", "referrals", "The referral", ssd="s47e_referral_id"),
        reference("strategy_discussion_id", "strategy_discussions", "The discussion that began it"),
        day("started_on", "The strategy discussion that began it", ssd="s47e_s47_start_date"),
        day("ended_on", "When its outcome was authorised", ssd="s47e_s47_end_date"),
        flag("no_further_action", "Whether nothing follows", ssd="s47e_s47_nfa"),
        code("outcome", "Not substantiated, substantiated, conference", "lineofsight:section_47_outcome"),
        text("outcome_in_source", "The outcome as the source holds it", ssd="s47e_s47_outcome_json"),
        reference("team_id", "teams", "Team", ssd="s47e_s47_completed_by_team"),
        reference("worker_id", "professionals", "Worker", ssd="s47e_s47_completed_by_worker_id"),
        day("child_seen_on", "When the child was seen and spoken to"),
        flag("child_seen_alone", "Whether the child was seen alone"),
        flag("child_unborn", "Whether the child was unborn"),
        reference("lead_practitioner_id", "professionals", "Lead child protection practitioner"),
        whole("enquiries_in_year", "Section 47 enquiries of the child in the last 12 months, as the source says"),
        flag("conference_not_required", "Whether the source says no conference is needed"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_s47_enquiry",), id_ssd=("s47e_s47_enquiry_id",), holder_ssd=("s47e_person_id",),
)  # fmt: skip

conferences = Table(
    "conferences", "Child protection conferences", "An initial or a transfer-in conference.",
    (
        text("meeting_id", "The meeting, which several children may share", ssd="icpc_icpc_meeting_id"),
        reference("enquiry_id", "section_47_enquiries", "The enquiry", ssd="icpc_s47_enquiry_id"),
        reference("plan_id", "child_protection_plans", "The plan that followed", ssd="icpc_cp_plan_id"),
        reference("referral_id", "referrals", "The referral", ssd="icpc_referral_id"),
        flag("is_transfer_in", "Whether the child moved in with a plan", ssd="icpc_icpc_transfer_in"),
        day("notified_on", "When the move was notified"),
        day("target_on", "The target the source set", ssd="icpc_icpc_target_date"),
        day("planned_on", "When it is booked for"),
        day("held_on", "When held", ssd="icpc_icpc_date"),
        flag("plan_agreed", "Whether a plan was agreed", ssd="icpc_icpc_outcome_cp_flag"),
        text("outcome_in_source", "The outcome as the source holds it", ssd="icpc_icpc_outcome_json"),
        reference("team_id", "teams", "Team", ssd="icpc_icpc_team"),
        reference("worker_id", "professionals", "Worker", ssd="icpc_icpc_worker_id"),
        flag("was_quorate", "Whether it was quorate"),
        flag("child_or_advocate_present", "Whether the child or an advocate took part"),
        day("report_shared_on", "When the report reached the family"),
        day("decisions_sent_on", "When decisions and the outline plan were sent"),
        day("minutes_sent_on", "When the minutes were sent"),
        text("repeat_plan_reason", "Why earlier change was not kept, for a second or later plan"),
        text("not_quorate_reason", "Why the chair went on without a quorum"),
        flag("report_withheld", "Whether the report was kept back because sharing it would put somebody at risk"),
        flag("stay_is_temporary", "Whether a child who moved in with a plan is here only for a time"),
    ), ("child_id", "held_on"), event="held_on",
    ssd=("ssd_initial_cp_conference",), id_ssd=("icpc_icpc_id",), holder_ssd=("icpc_person_id",),
    # One that is not held yet has no day of its own, but the enquiry it follows from.
    same_as=(SameAs(("child_id", "enquiry_id")),),
)  # fmt: skip

TABLES = (
    assessments, assessment_factors, assessment_checkpoints, strategy_discussions, section_47_enquiries, conferences,
)  # fmt: skip
