"""Child in need and child protection plans, their reviews and core groups, and every visit to a child."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, reference, text, whole, words
from lineofsight.core.table import Table

child_in_need_plans = Table(
    "child_in_need_plans", "Child in need plans", "A plan for a child in need.",
    (
        reference("referral_id", "referrals", "The referral", ssd="cinp_referral_id"),
        day("started_on", "When agreed", ssd="cinp_cin_plan_start_date"),
        day("ended_on", "When ended", ssd="cinp_cin_plan_end_date"),
        reference("team_id", "teams", "Team", ssd="cinp_cin_plan_team"),
        reference("worker_id", "professionals", "Worker", ssd="cinp_cin_plan_worker_id"),
        whole("visit_interval_days", "Working days between visits, where the plan sets them"),
        flag("short_breaks_only", "Whether the plan is for short breaks alone"),
        day("shared_on", "When a copy was given to the family"),
        flag("copy_withheld", "Whether a copy was kept back because it would put the child at risk"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_cin_plans",), id_ssd=("cinp_cin_plan_id",), holder_ssd=("cinp_person_id",),
)  # fmt: skip

child_in_need_reviews = Table(
    "child_in_need_reviews", "Child in need reviews", "A review of a child in need plan.",
    (
        reference("plan_id", "child_in_need_plans", "The plan"),
        day("held_on", "When held"),
        flag("plan_changed", "Whether the plan was changed"),
    ), ("child_id", "held_on"), event="held_on",
)  # fmt: skip

child_protection_plans = Table(
    "child_protection_plans", "Child protection plans", "A plan to keep a child safe from significant harm.",
    (
        reference("referral_id", "referrals", "The referral", ssd="cppl_referral_id"),
        reference("conference_id", "conferences", "The initial conference", ssd="cppl_icpc_id"),
        day("started_on", "First day of the plan", ssd="cppl_cp_plan_start_date"),
        day("ended_on", "Last day of the plan", ssd="cppl_cp_plan_end_date"),
        flag("other_authority", "Whether another authority's plan", ssd="cppl_cp_plan_ola"),
        code("initial_category", "Category of abuse at the start", "cin:CategoryOfAbuse",
             ssd="cppl_cp_plan_initial_category"),
        code("latest_category", "Latest category of abuse", "cin:CategoryOfAbuse", ssd="cppl_cp_plan_latest_category"),
        whole("visit_interval_days", "Working days between visits, where the plan sets them"),
        whole("previous_plans", "Earlier plans, as the source says"),
        flag("is_temporary", "Whether the child is here for a temporary stay"),
        reference("lead_practitioner_id", "professionals", "Lead child protection practitioner"),
        day("contingency_recorded_on", "When the contingency plan was recorded"),
        day("shared_on", "When a copy was given to the family"),
        flag("copy_withheld", "Whether a copy was kept back because it would put the child at risk"),
        words("contingency", "What happens if the plan does not work"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_cp_plans",), id_ssd=("cppl_cp_plan_id",), holder_ssd=("cppl_person_id",),
)  # fmt: skip

child_protection_reviews = Table(
    "child_protection_reviews", "Review conferences", "A review of a child protection plan.",
    (
        reference("plan_id", "child_protection_plans", "The plan", ssd="cppr_cp_plan_id"),
        day("target_on", "Due date the source set", ssd="cppr_cp_review_due"),
        day("held_on", "When held", ssd="cppr_cp_review_date"),
        reference("meeting_id", "conferences", "The meeting", ssd="cppr_cp_review_meeting_id"),
        flag("plan_continues", "Whether the plan continues", ssd="cppr_cp_review_outcome_continue_cp"),
        flag("was_quorate", "Whether it was quorate", ssd="cppr_cp_review_quorate"),
        code("participation", "How the child took part", ssd="cppr_cp_review_participation"),
        day("report_shared_on", "When the report reached the family"),
        day("decisions_sent_on", "When decisions were sent"),
        day("minutes_sent_on", "When the minutes were sent"),
        text("not_quorate_reason", "Why the chair went on without a quorum"),
        flag("report_withheld", "Whether the report was kept back because sharing it would put somebody at risk"),
        flag("progress_made", "Whether the review found progress"),
    ), ("child_id", "held_on"), event="held_on",
    ssd=("ssd_cp_reviews",), id_ssd=("cppr_cp_review_id",), holder_ssd=("cppr_person_id",),
)  # fmt: skip

core_groups = Table(
    "core_groups", "Core groups", "A meeting of the people who carry out a child protection plan.",
    (
        reference("plan_id", "child_protection_plans", "The plan"),
        day("held_on", "When held"),
        flag("plan_detailed", "Whether the plan was detailed or changed"),
    ), ("child_id", "held_on"), event="held_on",
)  # fmt: skip

visits = Table(
    "visits", "Visits", "A visit to a child, made or attempted, by anyone of the service.",
    (
        code("kind", "Child in need, child protection, in care ...", "lineofsight:visit_kind"),
        day("visited_on", "When", ssd="cinv_cin_visit_date cppv_cp_visit_date clav_cla_visit_date",
            moment="visited_at"),
        moment("visited_at", "At what time"),
        code("outcome", "Completed, no access, cancelled, refused", "lineofsight:visit_outcome"),
        code("mode", "In person, virtual, telephone, doorstep", "lineofsight:visit_mode"),
        flag("child_seen", "Whether the child was seen",
             ssd="cinv_cin_visit_seen cppv_cp_visit_seen clav_cla_visit_seen"),
        flag("child_seen_alone", "Whether the child was seen alone",
             ssd="cinv_cin_visit_seen_alone cppv_cp_visit_seen_alone clav_cla_visit_seen_alone"),
        text("not_alone_reason", "Why the child was not seen alone"),
        flag("bedroom_seen", "Whether the bedroom was seen", ssd="cinv_cin_visit_bedroom cppv_cp_visit_bedroom"),
        reference("plan_id", "child_protection_plans", "The plan", ssd="cppv_cp_plan_id"),
        reference("care_period_id", "care_episodes", "The period of care", ssd="clav_cla_id"),
        reference("worker_id", "professionals", "Who visited"),
        reference("team_id", "teams", "Team"),
        flag("by_personal_adviser", "Whether the young person's personal adviser visited"),
        flag("by_allocated_worker", "Whether the social worker who holds the child visited"),
        words("child_words", "What the child said, or what was observed"),
    ), ("child_id", "visited_on", "kind"), event="visited_on",
    ssd=("ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits"),
    id_ssd=("cinv_cin_visit_id", "cppv_cp_visit_id", "clav_cla_visit_id"),
    holder_ssd=("cinv_person_id", "cppv_person_id", "clav_person_id"),
)  # fmt: skip

TABLES = (
    child_in_need_plans, child_in_need_reviews, child_protection_plans, child_protection_reviews, core_groups, visits,
)  # fmt: skip
