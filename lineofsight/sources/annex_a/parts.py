"""Which columns of which list become which columns of which table.

A part takes one list's rows into one table. A part whose date is blank makes no row. Read with `reading.py`, which also
makes what several columns say together: care episodes, who is allocated, the kind of a health assessment. What no part
takes is in `LEFT_OUT`, with why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineofsight.sources.annex_a.layout import ADOPTER, CHILD

TEAM, WORKER = "Allocated Team", "Allocated Worker"
DISABILITY = "Does the Child have a Disability"
STARTED_CARE, CEASED_CARE = "Date Started to be Looked After", "Date Ceased to be Looked After"
CIN_START, CIN_CLOSED, CASE_STATUS = "CIN Start Date", "CIN Closure Date", "Case Status"
PLAN_START = "Child Protection Plan Start Date"
LEGAL_START, PLACED = "Start date of current legal status", "Start Date of Most Recent Placement"
EARLY_PERMANENCE = "Date the child was placed for fostering in FFA or concurrent planning placement"
STRATEGY = "Strategy discussion initiating Section 47 Enquiry Start Date"
AGE = "Age of Child (Years)"
EMERGENCY = "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
SECOND_PERIOD = (
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)"
)  # fmt: skip
MISSING = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"
ABSENT = "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months"
OFFERED = "Was the child offered a Return Interview after their last missing episode (Y/N)?"
ACCEPTED = "Did the child accept a Return Interview after their last missing episode (Y/N)?"


@dataclass(frozen=True, slots=True)
class Part:
    """`takes`: table column -> list heading. `dated`: the table column without which there is no row.

    `fixed`: table column -> the value every row has. `inverted`: flags the list asks the other way round.
    `key_of_list`: a blank date is a reject, not merely no row. `statuses`: the case statuses a row must have.
    """

    list: int
    table: str
    takes: Mapping[str, str]
    dated: str | None
    fixed: Mapping[str, str | bool] = field(default_factory=dict)
    inverted: tuple[str, ...] = ()
    key_of_list: bool = False
    statuses: tuple[str, ...] = ()

    @property
    def id_parts(self) -> tuple[str, ...]:
        """What names a row beside the child and the table: its kind, if it has one, and its date."""
        return tuple(name for name in ("kind" if "kind" in self.fixed else None, self.dated) if name)


_HELD_BY = {"team_id": TEAM, "worker_id": WORKER}

PARTS: tuple[Part, ...] = (
    Part(1, "contacts", {"received_on": "Date of Contact", "source_code": "Contact Source"}, "received_on",
         key_of_list=True),
    Part(2, "early_help_episodes",
         {"started_on": "Assessment start date", "assessed_on": "Assessment completion date",
          "organisation": "Organisation completing assessment"}, "started_on", key_of_list=True),
    Part(3, "referrals",
         {"received_on": "Date of referral", "source_code": "Referral Source", "no_further_action": "Referral NFA?",
          **_HELD_BY}, "received_on", key_of_list=True),
    Part(3, "stated_totals", {"referrals_in_year": "Number of Referrals in Last 12 Months"}, None),
    Part(4, "assessments",
         {"started_on": "Continuous Assessment Start Date", "child_seen": "Child Seen During Continuous Assessment",
          "authorised_on": "Continuous Assessment Date of Authorisation",
          "no_further_action": "Was the child assessed as requiring LA children's social care support?", **_HELD_BY},
         "started_on", inverted=("no_further_action",), key_of_list=True),
    Part(5, "section_47_enquiries",
         {"started_on": STRATEGY,
          "conference_not_required": "Was an Initial Child Protection Conference deemed unnecessary?",
          "enquiries_in_year": "Number of Section 47 Enquiries in the last 12 months", **_HELD_BY}, "started_on",
         key_of_list=True),
    Part(5, "conferences",
         {"held_on": "Date of Initial Child Protection Conference",
          "plan_agreed": "Did the Initial Child Protection Conference Result in a Child Protection Plan", **_HELD_BY},
         "held_on"),
    Part(5, "stated_totals", {"conferences_in_year": "Number of ICPCs in the last 12 months"}, None),
    Part(6, "referrals",
         {"received_on": CIN_START, "primary_need": "Primary Need Code", "closed_on": CIN_CLOSED,
          "close_reason": "Reason for Closure"}, "received_on"),
    # The list gives the day the child became a child in need; of the plan itself it gives no other.
    Part(6, "child_in_need_plans", {"started_on": CIN_START, "ended_on": CIN_CLOSED, **_HELD_BY}, "started_on",
         statuses=("c",)),
    Part(6, "visits", {"visited_on": "Date Child Was Last Seen"}, "visited_on",
         {"kind": "child_in_need", "child_seen": True}, statuses=("c", "d", "e")),
    Part(6, "stated_totals", {"case_status": CASE_STATUS}, None),
    Part(7, "child_protection_plans",
         {"started_on": PLAN_START, "initial_category": "Initial Category of Abuse",
          "latest_category": "Latest Category of Abuse", "ended_on": "Child Protection Plan End Date",
          "previous_plans": "Number of Previous Child Protection Plans"}, "started_on", key_of_list=True),
    # A statutory visit is one at which the child was seen; the list asks only whether alone.
    Part(7, "visits",
         {"visited_on": "Date of the Last Statutory Visit", "child_seen_alone": "Was the Child Seen Alone?"},
         "visited_on", {"kind": "child_protection", "child_seen": True}),
    Part(7, "child_protection_reviews", {"held_on": "Date of latest review conference"}, "held_on"),
    Part(7, "stated_totals", {"emergency_powers_in_six_months": EMERGENCY}, None),
    Part(8, "legal_statuses", {"started_on": LEGAL_START, "status": "Child's Legal Status", "ended_on": CEASED_CARE},
         "started_on"),
    Part(8, "placements",
         {"started_on": PLACED, "type": "Placement Type", "provider_type": "Placement Provider",
          "postcode": "Placement postcode", "provider_urn": "URN of Placement",
          "outside_authority": "Placement Location", "ended_on": CEASED_CARE}, "started_on"),
    Part(8, "care_reviews", {"held_on": "Date of Latest Statutory Review"}, "held_on"),
    Part(8, "visits", {"visited_on": "Date of Last Social Work Visit"}, "visited_on",
         {"kind": "child_in_care", "child_seen": True}),
    Part(8, "care_plans", {"permanence_plan": "What is the permanence plan for this child?"}, None),
    Part(8, "health_checks", {"checked_on": "Date of Last Health Assessment"}, "checked_on",
         {"kind": "review_health_assessment", "status": "completed"}),
    Part(8, "health_checks", {"checked_on": "Date of Last Dental Check"}, "checked_on",
         {"kind": "dental_check", "status": "completed"}),
    Part(8, "stated_totals",
         {"in_care_before_in_year": SECOND_PERIOD, "placements_in_year": "Number of Placements in the Last 12 months",
          "missing_in_year": MISSING, "absent_in_year": ABSENT, "interview_offered": OFFERED,
          "interview_accepted": ACCEPTED}, None),
    Part(9, "care_leavers",
         {"eligibility": "Eligibility Category", "pathway_review_on": "Latest Pathway Plan Review Date",
          "in_touch": "LA in Touch", "latest_contact_on": "Latest Date of Contact",
          "accommodation": "Type of Accommodation", "accommodation_suitable": "Suitability of Accommodation",
          "activity": "Activity Status", "personal_adviser_id": "Allocated Personal Advisor", **_HELD_BY}, None),
    Part(9, "pathway_plans", {"agreed_on": "Latest Pathway Plan Review Date"}, "agreed_on", {"is_review": True}),
    Part(9, "care_leaver_contacts", {"contacted_on": "Latest Date of Contact"}, "contacted_on"),
    Part(10, "permanence",
         {"adoption_decided_on": "Date of Decision that Child Should be Placed for Adoption",
          "placement_order_on": "Date of Placement Order",
          "matched_on": "Date of Matching Child and Prospective Adopters", "placed_on": "Date Placed for Adoption",
          "order_made_on": "Date of Adoption Order",
          "reversed_on": "Date of Decision that Child Should No Longer be Placed for Adoption",
          "reversed_reason": "Reason Why Child No Longer Placed for Adoption",
          "early_permanence_placed_on": EARLY_PERMANENCE, "entered_care_on": "Date the Child Entered Care"},
         "adoption_decided_on", key_of_list=True),
    Part(10, "families", {"family_id": "Family identifier"}, None),
    Part(11, "adopters",
         {"id": ADOPTER, "family_id": "Family identifier", "ethnicity": "Ethnicity",
          "early_permanence": "Is the (prospective) adopter fostering for adoption?",
          "enquired_on": "Date enquiry received", "registered_on": "Date Stage 1 started",
          "stage_one_ended_on": "Date Stage 1 ended", "stage_two_started_on": "Date Stage 2 started",
          "stage_two_ended_on": "Date Stage 2 ended", "applied_on": "Date application submitted",
          "approved_on": "Date application approved", "children_placed": "No. of children placed",
          "matched_on": "Date adopter matched with child(ren)",
          "placed_on": "Date child/children placed with adopter(s)",
          "adopted_on": "Date of Adoption Order", "ended_on": "Date of leaving adoption process",
          "end_reason": "Reason for leaving adoption process"}, "enquired_on", key_of_list=True),
)  # fmt: skip

# What the lists say of the person on every row.
PERSON: Mapping[str, str] = {
    "id": CHILD, "sex": "Gender", "ethnicity": "Ethnicity", "born_on": "Date of Birth",
}  # fmt: skip
UNACCOMPANIED = (
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
)

# (list, heading) -> why the column is not read. Every other column of every list is.
LEFT_OUT: Mapping[tuple[int, str], str] = {
    **{(number, AGE): "an age is worked out from the date of birth" for number in range(1, 11)},
    (8, "LA of Placement"): "the record holds whether a placement is outside the authority, not where",
    (11, "Gender"): "nothing asked of adopters turns on it",
    (11, "Disability"): "nothing asked of adopters turns on it",
}
