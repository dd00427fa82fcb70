"""Standards about decisions, recording, challenge and audit."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Months, WorkingDays, variant, variants
from lineofsight.core.selections import all_of, any_of, each, is_blank, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import open_children
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.oversight import audit_actions, audits, challenges, decisions
from lineofsight.core.tables.plans_and_visits import visits
from lineofsight.core.tables.safeguarding import multi_agency_meetings

_inadequate = any_of(
    one_of("moderated_grade", "inadequate"), all_of(is_blank("moderated_grade"), one_of("grade", "inadequate"))
)
_below_good = any_of(
    _inadequate,
    one_of("moderated_grade", "requires_improvement"),
    all_of(is_blank("moderated_grade"), one_of("grade", "requires_improvement")),
)

management_decision_recorded = standard(
    code="management_decision_recorded",
    title="A manager's decision is written on the child's record within {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local("Local practice standard", "recording policy"),
    why="A decision nobody wrote down cannot be followed, questioned or understood by the child.",
    opens=each(decisions, at="decided_on"),
    due=WorkingDays(1),
    met_by="written_on",
)

child_readable_record = standard(
    code="child_readable_record",
    title="A decision is recorded in words the child can read one day",
    area=Area.LEADERSHIP,
    stage="recording",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local("Local practice standard"),
    why="It is their life: they will want to know who decided, and why.",
    opens=each(decisions, at="decided_on"),
    due=Days(0),
    met_by=each(decisions, at="decided_on", where=is_present("in_plain_words")),
    match=("id", "id"),
)

recording_timely = standard(
    code="recording_timely",
    title="A visit is written up within {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard"),
    why="What was seen last night is no use to tonight's duty worker in a notebook.",
    opens=each(visits, at="visited_on", where=is_not("outcome", "cancelled")),
    due=WorkingDays(3),
    met_by="recorded_on",
)

escalation_partner = standard(
    code="escalation_partner",
    title="A disagreement with a partner is resolved, or passed up, within {due}",
    area=Area.LEADERSHIP,
    stage="partnership",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Working Together to Safeguard Children 2023", "local resolution policy"),
    why="While agencies disagree, the child waits.",
    opens=each(challenges, at="raised_on", where=one_of("kind", "partner_agency")),
    due=variants(
        variant("a child at immediate risk", Days(0), where=is_true("immediate_risk")),
        otherwise=WorkingDays(5),
        otherwise_name="no immediate risk",
    ),
    met_by="resolved_on",
)

marac_actions = standard(
    code="marac_actions",
    title="Actions of a domestic abuse risk conference are on the child's record within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="partnership",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard"),
    why="What was promised round the table must reach the person who visits the child.",
    opens=each(multi_agency_meetings, at="held_on", where=one_of("kind", "multi_agency_risk_assessment")),
    due=WorkingDays(5),
    met_by="actions_recorded_on",
)

audit_actions_closed = standard(
    code="audit_actions_closed",
    title="An audit's action is done, and checked on the record, within {due}",
    area=Area.LEADERSHIP,
    stage="quality",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "Ofsted, Birmingham 2023, paragraph 60"),
    why="An audit that changes nothing for the child was not worth doing.",
    opens=each(audit_actions, at="set_on"),
    due=WorkingDays(20),
    met_by="done_on",
)

audit_inadequate_same_day = standard(
    code="audit_inadequate_same_day",
    title="Where an audit finds a child unsafe, the head of service is told within {due}",
    area=Area.LEADERSHIP,
    stage="quality",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard"),
    why="An auditor who sees danger must not leave it in a report.",
    opens=each(audits, at="audited_on", where=any_of(one_of("grade", "inadequate"), is_true("child_at_risk"))),
    due=WorkingDays(1),
    met_by="head_told_on",
)

audited_again = standard(
    code="audited_again",
    title="A child whose audit was graded below good is audited again within {due}",
    area=Area.LEADERSHIP,
    stage="quality",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "quality assurance framework"),
    why="Whether anything changed for that child is what the first audit was for.",
    opens=each(audits, at="audited_on", where=_below_good),
    due=variants(
        variant("graded inadequate", Months(3), where=_inadequate),
        otherwise=Months(6),
        otherwise_name="graded requires improvement",
    ),
    met_by=each(audits, at="audited_on", where=is_present("re_audit_of")),
    match=("id", "re_audit_of"),
    closed_by=(each(open_children, at="ended_on"),),
)

decision_made = standard(
    code="decision_made",
    title="A decision put to a manager is made, or sent back, within {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "scheme of delegation"),
    why="While nobody decides, nothing happens for the child.",
    opens=each(decisions, at="proposed_on"),
    closes="withdrawn_on",
    due=WorkingDays(2),
    met_by="decided_on",
)

protective_decision = standard(
    code="protective_decision",
    title="Where a child was protected first, the decision is recorded by {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "recording policy"),
    why="Protecting first is right; the reasons are due at once, while they are fresh.",
    opens=each(decisions, at="acted_on"),
    closes="withdrawn_on",
    due=Days(0),
    met_by="decided_on",
)

decision_signed = standard(
    code="decision_signed",
    title="A decision bears the name of whoever made it",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "scheme of delegation"),
    why="A decision nobody made is nobody's to answer for.",
    opens=each(decisions, at="decided_on"),
    due=Days(0),
    met_by=each(decisions, at="decided_on", where=is_present("decided_by")),
    match=("id", "id"),
)

management_oversight = standard(
    code="management_oversight",
    title="A manager decides, and writes down, what follows for an open child at least every {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "oversight and supervision policy"),
    why="Drift is what happens to a child nobody decides about.",
    opens=each(open_children, at="started_on"),
    closes="ended_on",
    due=Months(3),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(decisions, at="decided_on"),
)

challenge_answered = standard(
    code="challenge_answered",
    title="A challenge to practice is answered within {due}",
    area=Area.LEADERSHIP,
    stage="oversight",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "dispute resolution procedure"),
    why="A challenge nobody answers teaches people not to challenge.",
    opens=each(challenges, at="raised_on", where=is_not("kind", "partner_agency")),
    closes="resolved_on",
    due=variants(
        variant("a child at immediate risk", WorkingDays(1), where=is_true("immediate_risk")),
        otherwise=WorkingDays(5),
        otherwise_name="no immediate risk",
    ),
    met_by="answered_on",
)

STANDARDS = (
    management_decision_recorded,
    decision_made,
    protective_decision,
    decision_signed,
    management_oversight,
    challenge_answered,
    child_readable_record,
    recording_timely,
    escalation_partner,
    marac_actions,
    audit_actions_closed,
    audit_inadequate_same_day,
    audited_again,
)
