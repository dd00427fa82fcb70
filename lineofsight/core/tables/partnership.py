"""What partner agencies are asked for about a child, and give: meetings, information, reports, and actions agreed.

Strategy discussions say on their own rows who took part; challenges of kind `partner_agency` are the escalations.
"""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, reference, text, words
from lineofsight.core.table import Table

partner_invitations = Table(
    "partner_invitations", "Partners asked to meetings", "An agency was asked to a meeting about a child.",
    (
        code("agency", "Which agency", "lineofsight:partner_agency"),
        text("organisation", "Which school, practice or force, where there are several; never a person"),
        code("meeting", "Conference, core group, review ...", "lineofsight:partner_meeting"),
        text("subject_id", "The meeting's own row"),
        day("meeting_on", "When the meeting was, or is to be"),
        day("invited_on", "When the agency was asked"),
        flag("attended", "Whether somebody of the agency took part; blank is not recorded, which is not absent"),
        flag("apologies", "Whether it sent apologies"),
        day("attendance_recorded_on", "When it was recorded whether the agency took part"),
        flag("report_asked", "Whether a report was asked for"),
        day("report_received_on", "When its report came"),
    ), ("child_id", "meeting", "meeting_on", "agency"), event="meeting_on",
)  # fmt: skip

partner_requests = Table(
    "partner_requests", "Information asked of partners", "An agency was asked for information about a child.",
    (
        code("agency", "Which agency", "lineofsight:partner_agency"),
        text("organisation", "Which school, practice or force, where there are several; never a person"),
        code("about", "What the information is for", "lineofsight:partner_request"),
        day("asked_on", "When asked"),
        day("answered_on", "When the answer came"),
        day("withdrawn_on", "When it was no longer needed"),
        flag("urgent", "Whether a child may be at immediate risk"),
        text("subject_id", "The row it is asked for"),
        reference("asked_by", "professionals", "Who asked"),
        words("asked", "What was asked"),
        words("answer", "What came"),
    ), ("child_id", "agency", "asked_on", "about"), event="asked_on", ends="answered_on",
)  # fmt: skip

partner_actions = Table(
    "partner_actions", "Actions partners owe", "An agency agreed to do something for a child by a day.",
    (
        code("agency", "Which agency", "lineofsight:partner_agency"),
        text("organisation", "Which school, practice or force, where there are several; never a person"),
        text("contact_role", "The post that answers for it; never a person's name, number or address"),
        text("subject_id", "The meeting or row where it was agreed"),
        day("agreed_on", "When agreed"),
        day("due_on", "By when"),
        day("done_on", "When done"),
        day("withdrawn_on", "When it was no longer needed"),
        words("action", "What is to be done"),
        words("outcome", "What was done, and what it changed"),
    ), ("child_id", "agency", "agreed_on", "due_on"), event="agreed_on", ends="done_on",
)  # fmt: skip

TABLES = (partner_invitations, partner_requests, partner_actions)
