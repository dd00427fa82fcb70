"""Which item of the census is which column of the record: read by the reader, and backwards by the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lineofsight.core.tables import table_named
from lineofsight.sources.cin.census import IDENTIFIER
from lineofsight.sources.frames import Field


@dataclass(frozen=True, slots=True)
class BlockMapping:
    """A block of the census and the table its rows go to.

    `items` maps item to column; a row that lacks a `required` item cannot be placed. `kind` is the word in ids made
    for the rows, `dated` the column that tells rows of a child apart.
    """

    block: str
    table: str
    items: Mapping[str, str]
    required: tuple[str, ...] = ()
    kind: str = ""
    dated: str = ""

    def fields(self) -> tuple[Field, ...]:
        """How each item is parsed: as the type and code set its column declares."""
        table = table_named(self.table)
        holder = Field(IDENTIFIER, "child_id", table.column("id").type, required=True)
        return (holder, *(self._field(item, column) for item, column in self.items.items()))

    def _field(self, item: str, column: str) -> Field:
        declared = table_named(self.table).column(column)
        return Field(item, column, declared.type, declared.code_set, required=item in self.required)


IDENTIFIERS: Final = BlockMapping(
    "ChildIdentifiers", "people",
    {
        "UPN": "pupil_number", "UPNunknown": "pupil_number_unknown", "PersonBirthDate": "born_on",
        "ExpectedPersonBirthDate": "expected_on", "Sex": "sex", "GenderCurrent": "gender", "PersonDeathDate": "died_on",
    },
)  # fmt: skip
FORMER_NUMBER: Final = BlockMapping(
    "ChildIdentifiers", "linked_identifiers", {"FormerUPN": "value"}, required=("FormerUPN",)
)
CHARACTERISTICS: Final = BlockMapping("ChildCharacteristics", "people", {"Ethnicity": "ethnicity"})
DISABILITIES: Final = BlockMapping(
    "Disabilities", "disabilities", {"Disability": "disability"}, required=("Disability",), kind="disability"
)
REFERRALS: Final = BlockMapping(
    "CINdetails", "referrals",
    {
        "CINreferralDate": "received_on", "ReferralSource": "source_code", "PrimaryNeedCode": "primary_need",
        "CINclosureDate": "closed_on", "ReasonForClosure": "close_reason", "ReferralNFA": "no_further_action",
    },
    required=("CINreferralDate",), kind="referral", dated="received_on",
)  # fmt: skip
ASSESSMENTS: Final = BlockMapping(
    "Assessments", "assessments",
    {
        "AssessmentActualStartDate": "started_on", "AssessmentInternalReviewDate": "review_point_on",
        "AssessmentAuthorisationDate": "authorised_on",
    },
    required=("AssessmentActualStartDate",), kind="assessment", dated="started_on",
)  # fmt: skip
FACTORS: Final = BlockMapping(
    "AssessmentFactorsList", "assessment_factors", {"AssessmentFactors": "factor"}, required=("AssessmentFactors",),
)  # fmt: skip
NEED_PLANS: Final = BlockMapping(
    "CINplanDates", "child_in_need_plans", {"CINPlanStartDate": "started_on", "CINPlanEndDate": "ended_on"},
    required=("CINPlanStartDate",), kind="need_plan", dated="started_on",
)  # fmt: skip
ENQUIRIES: Final = BlockMapping(
    "Section47", "section_47_enquiries",
    {"S47ActualStartDate": "started_on", "ICPCnotRequired": "conference_not_required"},
    required=("S47ActualStartDate",), kind="enquiry", dated="started_on",
)  # fmt: skip
# The conference an enquiry led to, and the one an episode of need had without an enquiry (a child who moved in).
CONFERENCES: Final = BlockMapping(
    "Section47", "conferences", {"InitialCPCtarget": "target_on", "DateOfInitialCPC": "held_on"}, kind="conference"
)
OTHER_CONFERENCES: Final = BlockMapping(
    "CINdetails", "conferences", {"DateOfInitialCPC": "held_on"}, kind="conference", dated="held_on"
)
PROTECTION_PLANS: Final = BlockMapping(
    "ChildProtectionPlans", "child_protection_plans",
    {
        "CPPstartDate": "started_on", "CPPendDate": "ended_on", "InitialCategoryOfAbuse": "initial_category",
        "LatestCategoryOfAbuse": "latest_category", "NumberOfPreviousCPP": "previous_plans",
    },
    required=("CPPstartDate",), kind="protection_plan", dated="started_on",
)  # fmt: skip
REVIEWS: Final = BlockMapping(
    "Reviews", "child_protection_reviews", {"CPPreviewDate": "held_on"},
    required=("CPPreviewDate",), kind="protection_review", dated="held_on",
)  # fmt: skip
PRE_PROCEEDINGS: Final = BlockMapping(
    "PreProceedingsandFGDM", "pre_proceedings",
    {
        "PPStartDate": "decided_on", "LBPSentDate": "letter_sent_on", "FGDMMeetingOffer": "family_meeting_offered",
        "FGDMMeetingFac": "family_meeting_held", "InitialPPMeetingDate": "first_meeting_on",
        "ReviewMeetingsCount": "review_meetings", "StepDecisionDate": "stepped_down_or_issued_on",
        "PPOutcome": "outcome", "CourtAppDate": "applied_to_court_on", "LetterInitCPDate": "issue_letter_on",
    },
    kind="pre_proceedings", dated="decided_on",
)  # fmt: skip
FORMER_PUPIL_NUMBER: Final = "former_pupil_number"
