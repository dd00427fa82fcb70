"""Decisions, voice, audit, challenge, complaints, learning, and the service's own calendar."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, number, reference, text, whole, words
from lineofsight.core.table import Holder, Table

decisions = Table(
    "decisions", "Management decisions", "Somebody decided something about a child.",
    (
        code("gateway", "At which gateway", "lineofsight:gateway"),
        day("decided_on", "When decided", moment="decided_at"),
        moment("decided_at", "At what time"),
        reference("decided_by", "professionals", "Who decided: somebody whose level of authority it is"),
        text("subject_id", "The row the decision is about"),
        flag("is_retrospective", "Whether made after the action it decides"),
        day("acted_on", "When the action was taken, where a child was protected first and the decision followed"),
        day("written_on", "When written on the child's record"),
        code("authority_level", "Whose decision it is to make", "lineofsight:authority_level"),
        day("proposed_on", "When put to whoever decides"),
        reference("proposed_by", "professionals", "Who put it"),
        day("returned_on", "When it was last returned for changes"),
        reference("returned_by", "professionals", "Who returned it"),
        day("withdrawn_on", "When it was taken back before it was decided"),
        words("returned_why", "What is to be changed"),
        words("considered", "What was considered"),
        words("options", "The options there were"),
        words("decision", "What was decided"),
        words("conditions", "On which conditions, and by when"),
        words("reason", "Why"),
        words("in_plain_words", "The same in words the child can read"),
    ), ("child_id", "gateway", "decided_on"), event="decided_on",
)  # fmt: skip

voices = Table(
    "voices", "The child's voice", "What a child or family member said about their help.",
    (
        day("said_on", "When"),
        code("who", "Child, parent, carer", "lineofsight:voice_of"),
        flag("worries_explained", "Worries were explained", ssd="voch_explained_worries"),
        flag("story_helped", "Their story helped others understand", ssd="voch_story_help_understand"),
        flag("agrees_with_worker", "Agrees with the worker", ssd="voch_agree_worker"),
        flag("plan_keeps_safe", "The plan keeps them safe", ssd="voch_plan_safe"),
        flag("tablet_helped", "The tablet helped them explain", ssd="voch_tablet_help_explain"),
        flag("understands_plan", "The family says it understands the plan"),
        flag("declined", "Whether they declined to say"),
        words("words", "In their words"),
    ), ("child_id", "said_on", "who"), event="said_on",
    ssd=("ssd_voice_of_child",), id_ssd=("voch_table_id",), holder_ssd=("voch_person_id",),
)  # fmt: skip

advocacy = Table(
    "advocacy", "Advocacy", "An offer of an advocate or an independent visitor.",
    (
        code("kind", "Advocate, independent visitor", "lineofsight:advocacy_kind"),
        day("offered_on", "When offered"),
        flag("accepted", "Whether accepted"),
        text("provider", "Provider"),
    ), ("child_id", "kind", "offered_on"), event="offered_on",
)  # fmt: skip

chronology = Table(
    "chronology", "Chronology updates", "The family history was brought up to date.",
    (day("updated_on", "When"), words("summary", "What the history shows")), ("child_id", "updated_on"),
    event="updated_on",
)  # fmt: skip

audits = Table(
    "audits", "Audits", "A child's record was audited.",
    (
        day("audited_on", "When"),
        code("grade", "Grade", "lineofsight:grade"),
        code("moderated_grade", "Grade after moderation", "lineofsight:grade"),
        day("moderated_on", "When moderated"),
        reference("auditor_id", "professionals", "Who audited"),
        reference("moderator_id", "professionals", "Who graded it again, without knowing the first grade"),
        reference("team_id", "teams", "Team audited"),
        code("theme", "Theme"),
        flag("child_at_risk", "Whether the audit found the child at risk"),
        day("head_told_on", "When the head of service was told and safety action taken"),
        reference("re_audit_of", "audits", "The audit it repeats"),
    ), ("child_id", "audited_on"), event="audited_on",
)  # fmt: skip

audit_actions = Table(
    "audit_actions", "Audit actions", "An action an audit asked for.",
    (
        reference("audit_id", "audits", "The audit"),
        day("set_on", "When set"),
        day("done_on", "When done and checked on the record"),
        reference("owner_id", "professionals", "Who is to do it"),
        day("said_done_on", "When its owner last said it was done"),
        reference("checked_by", "professionals", "Who, other than its owner, found it done on the record"),
        words("action", "What"),
        words("evidence", "What shows that it was done"),
        words("checked", "What whoever checked found on the record"),
    ), ("audit_id", "set_on"), event="set_on", ends="done_on",
)  # fmt: skip

challenges = Table(
    "challenges", "Challenges", "A reviewing officer, chair or partner challenged practice.",
    (
        code("kind", "Reviewing officer, conference chair, partner agency", "lineofsight:challenge_kind"),
        day("raised_on", "When raised"),
        day("resolved_on", "When resolved or passed up a level"),
        whole("level", "Level reached"),
        flag("immediate_risk", "Whether a child is at immediate risk"),
        code("agency", "Which agency, of an escalation to a partner", "lineofsight:partner_agency"),
        text("contact_role", "The post it was put to; never a person's name, number or address"),
        reference("raised_by", "professionals", "Who raised it"),
        reference("team_id", "teams", "The team whose practice is challenged"),
        code("about", "What it is about", "lineofsight:challenge_about"),
        text("subject_id", "The row it is about"),
        reference("passed_from", "challenges", "The challenge, a level below, that was not settled"),
        day("settle_by", "By when it is to be settled in all, where it was begun at a level below"),
        day("answered_on", "When the answer was given"),
        reference("answered_by", "professionals", "Who answered"),
        code("outcome", "How it ended", "lineofsight:challenge_outcome"),
        reference("resolved_by", "professionals", "Who closed it or passed it up"),
        words("reason", "Why"),
        words("wanted", "What would put it right"),
        words("answer", "The answer"),
    ), ("child_id", "kind", "raised_on"), event="raised_on", ends="resolved_on",
)  # fmt: skip

complaints = Table(
    "complaints", "Complaints and compliments", "A complaint or compliment about the service.",
    (
        code("kind", "Complaint, compliment", "lineofsight:complaint_kind"),
        day("received_on", "When received"),
        flag("is_complex", "Whether agreed to be complex"),
        day("answered_on", "Stage one answered"),
        day("stage_two_agreed_on", "Stage two agreed in writing"),
        flag("stage_two_extended", "Whether stage two was extended"),
        day("stage_two_answered_on", "Stage two answered"),
        day("stage_three_requested_on", "Stage three asked for"),
        day("panel_held_on", "Panel held"),
        day("panel_reported_on", "Panel reported"),
        day("authority_replied_on", "Authority replied to the panel"),
        day("closed_on", "Closed or withdrawn"),
        code("outcome", "Upheld, partly, not", "lineofsight:complaint_outcome"),
    ), ("id",), event="received_on", ends="closed_on", holder=Holder.SERVICE,
)  # fmt: skip

allegations = Table(
    "allegations", "Allegations against people who work with children", "Held apart; counted, never listed by name.",
    (
        day("known_on", "When known"),
        day("referred_on", "When referred to the designated officer"),
        day("closed_on", "When closed"),
        flag("is_exceptional", "Whether exceptional"),
        code("outcome", "Outcome", "lineofsight:allegation_outcome"),
    ), ("id",), event="known_on", ends="closed_on", holder=Holder.SERVICE,
)  # fmt: skip

serious_incidents = Table(
    "serious_incidents", "Serious incidents", "A child died or was seriously harmed, and what followed.",
    (
        day("known_on", "When the authority became aware"),
        day("notified_on", "When the national panel was notified"),
        day("rapid_review_sent_on", "When the rapid review was sent"),
        day("review_decided_on", "When a safeguarding practice review was decided"),
        day("review_published_on", "When it was published"),
        flag("criminal_process", "Whether a criminal process holds it up"),
    ), ("id",), event="known_on", holder=Holder.SERVICE,
)  # fmt: skip

information_requests = Table(
    "information_requests", "Requests for information", "A request for a person's file, for information, or a breach.",
    (
        code("kind", "Subject access, freedom of information, breach", "lineofsight:information_kind"),
        day("received_on", "When received, identity confirmed, or the breach known", moment="received_at"),
        moment("received_at", "At what time"),
        flag("is_complex", "Whether complex or many"),
        flag("risk_to_rights", "Whether a breach is a risk to people's rights"),
        day("answered_on", "When answered or reported", moment="answered_at"),
        moment("answered_at", "At what time"),
    ), ("id",), event="received_on", ends="answered_on", holder=Holder.SERVICE,
)  # fmt: skip

service_events = Table(
    "service_events", "Events of the service", "A board met, a statement was published, a return was made.",
    (
        code("kind", "Which event", "lineofsight:service_event"),
        day("occurred_on", "When"),
        day("due_on", "The date set for it, where one was"),
        number("planned", "How many were planned, where counted"),
        number("done", "How many were done"),
        text("reference", "Where the paper is"),
    ), ("kind", "occurred_on"), event="occurred_on", holder=Holder.SERVICE,
)  # fmt: skip

service_periods = Table(
    "service_periods", "Periods of the service", "A stretch in which something is asked of the service.",
    (
        code("kind", "Operating, under improvement notice, judged inadequate, inspected", "lineofsight:service_period"),
        day("started_on", "From when"),
        day("ended_on", "Until when"),
    ), ("kind", "started_on"), event="started_on", ends="ended_on", holder=Holder.SERVICE,
)  # fmt: skip

improvement_actions = Table(
    "improvement_actions", "Improvement actions", "An action of the improvement plan.",
    (
        day("started_on", "When begun"),
        day("due_on", "By when"),
        day("evidenced_on", "When measure, audit and voice showed its effect"),
        code("theme", "Theme"),
        text("measure", "The measure it is to move"),
        flag("measure_moving", "Whether that measure moves the right way"),
        words("action", "What"),
    ), ("id",), event="started_on", ends="evidenced_on", holder=Holder.SERVICE,
)  # fmt: skip

TABLES = (
    decisions, voices, advocacy, chronology, audits, audit_actions, challenges, complaints, allegations,
    serious_incidents, information_requests, service_events, service_periods, improvement_actions,
)  # fmt: skip
