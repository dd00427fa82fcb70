"""Standards about partner agencies: whether they answer, come, report and do what they agreed."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Months, SetBy, WorkingDays, variant, variants
from lineofsight.core.selections import each, is_true
from lineofsight.core.standards import standard
from lineofsight.core.tables.partnership import partner_actions, partner_invitations, partner_requests

partner_information = standard(
    code="partner_information",
    title="A partner answers a request for information within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="partnership",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 1, information sharing"),
    why="A decision made without what another agency knew is a decision half made.",
    opens=each(partner_requests, at="asked_on"),
    closes="withdrawn_on",
    due=variants(
        variant("a child may be at immediate risk", WorkingDays(1), where=is_true("urgent")),
        otherwise=WorkingDays(5),
        otherwise_name="no immediate risk",
    ),
    met_by="answered_on",
    lapses_after=Months(6),
)

partner_attendance_recorded = standard(
    code="partner_attendance_recorded",
    title="Whether each partner came to a meeting is recorded within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="partnership",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "partnership arrangements"),
    why="An absence nobody wrote down can be put to nobody.",
    opens=each(partner_invitations, at="meeting_on"),
    due=WorkingDays(2),
    met_by="attendance_recorded_on",
    lapses_after=Months(3),
)

partner_report = standard(
    code="partner_report",
    title="A report asked of a partner comes by the day of the meeting",
    area=Area.HELP_AND_PROTECTION,
    stage="partnership",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 3, conferences"),
    why="Those who cannot come can still say what they know.",
    opens=each(partner_invitations, at="invited_on", where=is_true("report_asked")),
    counted_from="meeting_on",
    due=Days(0),
    met_by="report_received_on",
    # What is still missing when the next meeting is asked to is asked for again with it.
    lapses_after=Months(3),
)

partner_action = standard(
    code="partner_action",
    title="A partner does what it agreed by the day it agreed",
    area=Area.HELP_AND_PROTECTION,
    stage="partnership",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "partnership arrangements"),
    why="A plan is what each agency does, not what was said in the room.",
    opens=each(partner_actions, at="agreed_on"),
    closes="withdrawn_on",
    due=SetBy("due_on"),
    met_by="done_on",
)

STANDARDS = (partner_information, partner_attendance_recorded, partner_report, partner_action)
