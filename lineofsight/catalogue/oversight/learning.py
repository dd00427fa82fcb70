"""Standards about serious incidents, allegations and improvement."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Months, SetBy, WorkingDays
from lineofsight.core.selections import each, is_true, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.oversight import allegations, improvement_actions, serious_incidents, service_events

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

serious_incident_5wd = standard(
    code="serious_incident_5wd",
    title="A serious incident is notified within {due}",
    area=Area.LEADERSHIP,
    stage="learning",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 5; duty in Children Act 2004, section 16C(1)"),
    why="The country learns from what happened to a child only if it is told.",
    opens=each(serious_incidents, at="known_on"),
    due=WorkingDays(5),
    met_by="notified_on",
)

rapid_review_15wd = standard(
    code="rapid_review_15wd",
    title="A rapid review is sent within {due} of the notification",
    area=Area.LEADERSHIP,
    stage="learning",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 5"),
    why="What must change now should not wait for a long review.",
    opens=each(serious_incidents, at="notified_on"),
    due=WorkingDays(15),
    met_by="rapid_review_sent_on",
)

lcspr_6m = standard(
    code="lcspr_6m",
    title="A safeguarding practice review is published within {due} of the decision to hold it",
    area=Area.LEADERSHIP,
    stage="learning",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 5"),
    why="Learning that comes years later helps no child now.",
    opens=each(serious_incidents, at="review_decided_on"),
    exempt=(is_true("criminal_process"),),
    due=Months(6),
    met_by="review_published_on",
)

lado_referral_1wd = standard(
    code="lado_referral_1wd",
    title="An allegation against somebody who works with children is referred within {due}",
    area=Area.LEADERSHIP,
    stage="allegations",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 4; Keeping Children Safe in Education, part 4"),
    why="Children must not go on being alone with somebody they are not safe with.",
    opens=each(allegations, at="known_on"),
    due=WorkingDays(1),
    met_by="referred_on",
)

lado_resolved = standard(
    code="lado_resolved",
    title="An allegation is resolved within {due}",
    area=Area.LEADERSHIP,
    stage="allegations",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "targets of the 2010 guidance still used"),
    why="The child and the adult both need an answer.",
    opens=each(allegations, at="referred_on"),
    exempt=(is_true("is_exceptional"),),
    due=Months(12),
    met_by="closed_on",
    not_modelled=("the shares of 80% in one month and 90% in three, which are a measure",),
)

improvement_action = standard(
    code="improvement_action",
    title="An improvement action shows its effect by {due}",
    area=Area.LEADERSHIP,
    stage="improvement",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local("Local practice standard", "improvement notice or board"),
    why="A task ticked is not an improvement; the measure, the audit and the child's voice are.",
    opens=each(improvement_actions, at="started_on"),
    due=SetBy("due_on"),
    met_by="evidenced_on",
)

ofsted_action_plan_70wd = standard(
    code="ofsted_action_plan_70wd",
    title="The action plan is sent within {due} of the inspection report",
    area=Area.LEADERSHIP,
    stage="inspection",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Education and Inspections Act 2006", "section 137; SI 2007/462"),
    why="The plan is the authority's promise about each thing the inspectors found.",
    opens=each(service_events, at="occurred_on", where=one_of("kind", "inspection_report")),
    due=WorkingDays(70),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "action_plan")),
)

STANDARDS = (
    serious_incident_5wd,
    rapid_review_15wd,
    lcspr_6m,
    lado_referral_1wd,
    lado_resolved,
    improvement_action,
    ofsted_action_plan_70wd,
)
