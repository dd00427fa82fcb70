"""What a child's story is made of: for each table of the record, its lane, and how one of its rows is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineofsight.web.accounts.roles import Action

LANES = {
    "contacts": "Contacts and referrals", "assessments": "Assessments and enquiries", "plans": "Plans",
    "meetings": "Meetings and reviews", "visits": "Visits", "homes": "Where the child lived",
    "safety": "Missing and exploitation", "court": "Court and legal", "health": "Health and education",
    "decisions": "Decisions", "voice": "The child's voice", "workers": "Workers", "partners": "Partner agencies",
    "checks": "Checks on our work",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one table are told.

    `title`: what it is; `named_by`: the code column whose meaning goes beside it, or, where the title is blank, alone.
    `by`: the column of a worker whose name goes first. `asks_for`: text whose absence is said.
    `but`: a yes-or-no column, and what goes into the title where it is no.
    `lasts`: it is drawn from its first day to its last. `quotes`: free text, shown as it was written.
    `says_no`: yes-or-no columns worth saying where the answer is no. `hides`: columns that say nothing to a reader.
    `terms`: what columns are called here, where their meaning is too long. `needs`: what whoever reads them must be
    let do besides seeing the child.
    """

    lane: str
    title: str
    named_by: str = ""
    lasts: bool = False
    quotes: tuple[str, ...] = ()
    says_no: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    by: str = ""
    asks_for: tuple[str, ...] = ()
    but: tuple[str, str] = ("", "")
    terms: Mapping[str, str] = field(default_factory=dict)
    needs: Action | None = None


# Columns that hold codes of a published set which their table does not name.
SAME_CODES = {("child_protection_reviews", "participation"): "ssda903:REVIEW_CODE"}

_PARTNERS = {
    "organisation": "Which", "contact_role": "Post that answers for it", "attended": "Came",
    "apologies": "Sent apologies", "report_asked": "Asked for a report", "report_received_on": "Its report came",
    "withdrawn_on": "No longer needed", "urgent": "Urgent",
}  # fmt: skip
KINDS: dict[str, Kind] = {
    "contacts": Kind("contacts", "Contact", "kind", quotes=("summary",), hides=("outcome_in_source",)),
    "out_of_hours_events": Kind("contacts", "Out of hours", quotes=("summary",)),
    "referrals": Kind("contacts", "Referral", "primary_need", lasts=True, hides=("outcome_in_source",)),
    "early_help_episodes": Kind("contacts", "Early help", lasts=True),
    "transfers": Kind("contacts", "Moved to another team"),
    "assessments": Kind("assessments", "Assessment", "kind", lasts=True, quotes=("child_view", "analysis"),
                        says_no=("child_seen",), hides=("outcome_in_source", "review_point_on")),
    "strategy_discussions": Kind("assessments", "Strategy discussion", "decision", quotes=("actions",)),
    "section_47_enquiries": Kind("assessments", "Section 47 enquiry", "outcome", lasts=True,
                                 says_no=("child_seen_alone",), hides=("outcome_in_source", "enquiries_in_year")),
    "child_in_need_plans": Kind("plans", "Child in need plan", lasts=True),
    "child_protection_plans": Kind("plans", "Child protection plan", "latest_category", lasts=True,
                                   quotes=("contingency",), hides=("previous_plans",)),
    "care_plans": Kind("plans", "Care plan", "permanence_plan", lasts=True, quotes=("child_wish",),
                       hides=("in_source",)),
    "pathway_plans": Kind("plans", "Pathway plan"),
    "pathway_assessments": Kind("plans", "Pathway needs assessment"),
    "named_plans": Kind("plans", "Education, health and care plan", lasts=True),
    "conferences": Kind("meetings", "Child protection conference", says_no=("plan_agreed", "was_quorate"),
                        hides=("outcome_in_source",)),
    "child_protection_reviews": Kind("meetings", "Review conference",
                                     says_no=("plan_continues", "was_quorate", "progress_made")),
    "core_groups": Kind("meetings", "Core group"),
    "child_in_need_reviews": Kind("meetings", "Child in need review"),
    "care_reviews": Kind("meetings", "Review of the care plan", says_no=("progress_made",)),
    "family_meetings": Kind("meetings", "Family meeting offered"),
    "multi_agency_meetings": Kind("meetings", "", "kind", quotes=("summary",)),
    "permanence_reviews": Kind("meetings", "Review", "kind", says_no=("child_seen",)),
    "visits": Kind("visits", "Visit", "kind", quotes=("child_words",), says_no=("child_seen", "child_seen_alone"),
                   but=("child_seen", "child not seen")),
    "care_leaver_contacts": Kind("visits", "Contact with a care leaver", "mode"),
    "placements": Kind("homes", "", "type", lasts=True, hides=("postcode", "provider_urn")),
    "short_breaks": Kind("homes", "Short breaks", "legal_basis", lasts=True),
    "care_leaver_homes": Kind("homes", "Home after care", "accommodation", lasts=True, says_no=("is_suitable",)),
    "private_fostering": Kind("homes", "Private fostering", "suitability", lasts=True),
    "addresses": Kind("homes", "Moved", "kind", hides=("postcode", "address")),
    "missing_episodes": Kind("safety", "Missing", "kind", lasts=True),
    "exploitation_concerns": Kind("safety", "Exploitation concern", "kind", lasts=True),
    "exploitation_reviews": Kind("safety", "Exploitation review", "risk"),
    "legal_planning": Kind("court", "Legal planning meeting asked for", "decision"),
    "pre_proceedings": Kind("court", "Pre-proceedings", lasts=True),
    "proceedings": Kind("court", "Care proceedings", "order_made", lasts=True),
    "court_directions": Kind("court", "Court direction", "kind"),
    "emergency_powers": Kind("court", "", "kind", lasts=True),
    "legal_statuses": Kind("court", "Legal status", "status", lasts=True),
    "deprivation_of_liberty": Kind("court", "Deprivation of liberty", "kind", lasts=True),
    "remands": Kind("court", "Remand", "kind", lasts=True),
    "permanence": Kind("court", "Permanence: adoption decided"),
    "health_checks": Kind("health", "", "kind"),
    "strengths_and_difficulties": Kind("health", "Strengths and difficulties questionnaire"),
    "substance_misuse": Kind("health", "Substance misuse identified"),
    "education_plans": Kind("health", "Personal education plan"),
    "plan_requests": Kind("health", "Education, health and care assessment asked for"),
    "school_moves": Kind("health", "Change of school proposed"),
    "missing_education": Kind("health", "Missing education", lasts=True),
    "home_education": Kind("health", "Educated at home", lasts=True),
    "decisions": Kind("decisions", "Decision", "gateway", quotes=("in_plain_words", "reason", "considered"),
                      asks_for=("in_plain_words", "reason")),
    "voices": Kind("voice", "In the words of", "who", quotes=("words",), says_no=(
        "worries_explained", "story_helped", "agrees_with_worker", "plan_keeps_safe", "understands_plan")),
    "advocacy": Kind("voice", "Offered", "kind", says_no=("accepted",)),
    "allocations": Kind("workers", "", "role", lasts=True, by="worker_id"),
    "partner_invitations": Kind("partners", "Asked to a meeting", "agency", says_no=("attended",), terms=_PARTNERS,
                                hides=("attendance_recorded_on",), but=("attended", "did not come"),
                                needs=Action.SEE_PARTNERS),
    "partner_requests": Kind("partners", "Asked for information", "agency", quotes=("asked", "answer"),
                             terms=_PARTNERS, needs=Action.SEE_PARTNERS),
    "partner_actions": Kind("partners", "Agreed to act", "agency", quotes=("action", "outcome"), terms=_PARTNERS,
                            needs=Action.SEE_PARTNERS),
    "audits": Kind("checks", "Audit of the record", "grade"),
    "challenges": Kind("checks", "Challenge", "kind", quotes=("reason",)),
    "reviewing_officer_checks": Kind("checks", "Check by the reviewing officer"),
    "tracker_reviews": Kind("checks", "Looked at by a senior manager", "tracker"),
    "chronology": Kind("checks", "Family history brought up to date", quotes=("summary",)),
}  # fmt: skip
