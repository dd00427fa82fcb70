"""The record's codes about partners, in words."""

from __future__ import annotations

from lineofsight.core.code_sets import code_set


def _words(name: str) -> dict[str, str]:
    return {each.code: each.meaning for each in code_set(f"lineofsight:{name}")}


AGENCIES, MEETINGS, REQUESTS = _words("partner_agency"), _words("partner_meeting"), _words("partner_request")
OUTCOMES, ABOUT = _words("challenge_outcome"), _words("challenge_about")

INVITATIONS, ASKED, ACTIONS, ESCALATIONS = "partner_invitations", "partner_requests", "partner_actions", "challenges"
INFORMATION, ATTENDANCE, REPORT, ACTION = "information", "attendance", "report", "action"
WHAT = {
    INFORMATION: "Information", ATTENDANCE: "Meetings", REPORT: "Reports to meetings", ACTION: "Actions agreed",
}  # fmt: skip
TABLE_OF = {INFORMATION: ASKED, ATTENDANCE: INVITATIONS, REPORT: INVITATIONS, ACTION: ACTIONS}
STANDARD_OF = {
    INFORMATION: "partner_information", ATTENDANCE: "partner_attendance_recorded", REPORT: "partner_report",
    ACTION: "partner_action",
}  # fmt: skip
ESCALATION = "escalation_partner"
# What waits of each, as lists of open things are headed.
WAITING_FOR = {
    INFORMATION: "Information to come", ATTENDANCE: "Attendance to record", REPORT: "Reports to come",
    ACTION: "Actions to be done",
}  # fmt: skip
ESCALATED = {
    "partner_information": "Information not given", "partner_attendance": "Absence from a meeting",
    "partner_report": "Report not given", "partner_action": "Action not done",
}  # fmt: skip
# What an escalation is about, and the code of it.
ABOUT_OF = {what: f"partner_{what}" for what in WHAT}


def escalated_words(code: str | None) -> str:
    """What an escalation is about."""
    return ESCALATED.get(code or "", ABOUT.get(code or "", "A disagreement"))


def agency_name(code: str | None) -> str:
    """An agency in words; said so where the record does not name one."""
    return AGENCIES.get(code or "", code or "Agency not recorded")
