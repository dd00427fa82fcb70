"""Legal planning, pre-proceedings, proceedings, orders and emergency powers."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, reference, text, whole
from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Table

legal_planning = Table(
    "legal_planning", "Legal planning meetings", "A request for legal planning, and the meeting.",
    (
        day("requested_on", "When the team manager asked"),
        day("held_on", "When held"),
        code("decision", "Pre-proceedings, issue, neither", "lineofsight:legal_decision"),
        day("withdrawn_on", "When withdrawn, or overtaken by emergency issue"),
    ), ("child_id", "requested_on"), event="requested_on", ends="withdrawn_on",
)  # fmt: skip

pre_proceedings = Table(
    "pre_proceedings", "Pre-proceedings", "Work with a family before deciding on care proceedings.",
    (
        text("family_id", "The family", ssd="prep_plo_family_id"),
        reference("referral_id", "referrals", "The referral, where the source says"),
        day("decided_on", "Decision to begin", ssd="prep_pre_pro_decision_date"),
        day("letter_sent_on", "Letter before proceedings", ssd="prep_pre_pro_letter_date"),
        day("first_meeting_on", "First meeting", ssd="prep_initial_pre_pro_meeting_date"),
        code("outcome", "How it ended", ssd="prep_pre_pro_outcome"),
        day("stepped_down_or_issued_on", "When stepped down or issued", ssd="prep_agree_stepdown_issue_date"),
        whole("plans_in_period", "Child protection plans during the referral", ssd="prep_cp_plans_referral_period"),
        code("gateway_outcome", "Legal gateway outcome", ssd="prep_legal_gateway_outcome"),
        whole("earlier_pre_proceedings", "Earlier pre-proceedings of the child", ssd="prep_prev_pre_proc_child"),
        whole("earlier_proceedings", "Earlier proceedings of the child", ssd="prep_prev_care_proc_child"),
        day("issue_letter_on", "Letter of intention to issue", ssd="prep_care_pro_letter_date"),
        whole("meetings", "Meetings held", ssd="prep_pre_pro_meetings_num"),
        flag("parents_represented", "Whether parents had a lawyer in meetings", ssd="prep_pre_pro_parents_legal_rep"),
        flag("parents_represented_at_issue", "Whether at issue", ssd="prep_parents_legal_rep_point_of_issue"),
        text("court_reference", "Court reference", ssd="prep_court_reference"),
        whole("hearings", "Court hearings", ssd="prep_care_proc_court_hearings"),
        flag("short_notice", "Whether issued at short notice", ssd="prep_care_proc_short_notice"),
        text("short_notice_reason", "Why", ssd="prep_proc_short_notice_reason"),
        flag("initial_plan_approved", "Whether the initial care plan was approved", ssd="prep_la_inital_plan_approved"),
        text("initial_plan", "The initial care plan", ssd="prep_la_initial_care_plan"),
        flag("final_plan_approved", "Whether the final care plan was approved", ssd="prep_la_final_plan_approved"),
        text("final_plan", "The final care plan", ssd="prep_la_final_care_plan"),
        day("extension_agreed_on", "When a senior manager agreed to an extension"),
        flag("family_meeting_offered", "Whether family group decision making was offered, as the census holds it"),
        flag("family_meeting_held", "Whether it took place, as the census holds it"),
        whole("review_meetings", "Review meetings held, as the census holds it"),
        day("applied_to_court_on", "Application to court, as the census holds it"),
    ), ("child_id", "decided_on"), event="decided_on", ends="stepped_down_or_issued_on",
    ssd=("ssd_pre_proceedings",), id_ssd=("prep_table_id",), holder_ssd=("prep_person_id",),
)  # fmt: skip

pre_proceedings_reviews = Table(
    "pre_proceedings_reviews", "Pre-proceedings reviews", "A review of pre-proceedings with the family.",
    (reference("pre_proceedings_id", "pre_proceedings", "Which"), day("held_on", "When held")),
    ("child_id", "held_on"), event="held_on",
)  # fmt: skip

proceedings = Table(
    "proceedings", "Care proceedings", "An application to the family court for a care or supervision order.",
    (
        day("issued_on", "Application issued"),
        day("gatekept_on", "Gatekeeping and directions"),
        day("case_management_on", "Case management hearing held"),
        day("concluded_on", "Final order"),
        day("extended_to", "The end of the extension the court gave"),
        code("order_made", "The final order", "lineofsight:order"),
        text("court_reference", "Court reference"),
        flag("expert_instructed", "Whether an independent social worker or other expert was ordered"),
    ), ("child_id", "issued_on"), event="issued_on", ends="concluded_on",
)  # fmt: skip

court_directions = Table(
    "court_directions", "Court directions", "Something the court ordered the authority to file.",
    (
        code("kind", "Statement, section 7 report, section 37 report, special guardianship report ...",
             "lineofsight:direction_kind"),
        reference("proceedings_id", "proceedings", "The proceedings, if any"),
        day("directed_on", "When ordered"),
        day("due_on", "The date the court set"),
        day("filed_on", "When filed"),
        flag("leave_given", "Whether the court gave leave to file late"),
    ), ("child_id", "kind", "directed_on"), event="directed_on", ends="filed_on",
)  # fmt: skip

emergency_powers = Table(
    "emergency_powers", "Emergency powers", "Police protection or an emergency protection order.",
    (
        code("kind", "Police protection, emergency protection order", "lineofsight:emergency_kind"),
        day("started_on", "When taken or made", moment="started_at"),
        moment("started_at", "At what time"),
        day("ended_on", "When it ended, by whatever came next", moment="ended_at"),
        moment("ended_at", "At what time"),
        day("extended_on", "When the court extended it"),
    ), ("child_id", "kind", "started_on"), event="started_on", ends="ended_on",
)  # fmt: skip

legal_statuses = Table(
    "legal_statuses", "Legal status", "The legal status under which a child is looked after.",
    (
        code("status", "Legal status", "ssda903:LS", ssd="lega_legal_status"),
        day("started_on", "From when", ssd="lega_legal_status_start_date"),
        day("ended_on", "Until when", ssd="lega_legal_status_end_date"),
    ), ("child_id", "status", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_legal_status",), id_ssd=("lega_legal_status_id",), holder_ssd=("lega_person_id",),
    # A year's return knows a status from the first episode it holds under it.
    same_as=(SameAs(("child_id", "status"), during=True),),
)  # fmt: skip

deprivation_of_liberty = Table(
    "deprivation_of_liberty", "Deprivation of liberty", "An order that lets a child be deprived of liberty.",
    (
        day("started_on", "Order made"),
        day("ended_on", "Order ended"),
        day("court_date_on", "Next court date"),
        code("kind", "Kind of order", "lineofsight:liberty_order"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
)  # fmt: skip

tracker_reviews = Table(
    "tracker_reviews", "Tracker reviews", "A senior manager's look at a child on a tracker.",
    (
        code("tracker", "Legal, permanence, unregistered home, secure, liberty order", "lineofsight:tracker"),
        day("reviewed_on", "When"),
        text("drift_reason", "Why there is drift"),
        day("next_on", "Next date"),
    ), ("child_id", "tracker", "reviewed_on"), event="reviewed_on",
)  # fmt: skip

TABLES = (
    legal_planning, pre_proceedings, pre_proceedings_reviews, proceedings, court_directions, emergency_powers,
    legal_statuses, deprivation_of_liberty, tracker_reviews,
)  # fmt: skip
