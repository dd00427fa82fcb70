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
# What an escalation is about, and the code of it.
ABOUT_OF = {what: f"partner_{what}" for what in WHAT}


def agency_name(code: str | None) -> str:
    """An agency in words; said so where the record does not name one."""
    return AGENCIES.get(code or "", code or "Agency not recorded")
