"""What is measured of the service's own sight: decisions, audit, challenge, complaints, learning and the record."""

from __future__ import annotations

from lineofsight.catalogue.duty_indicators import done
from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority
from lineofsight.core.clocks import Months
from lineofsight.core.derived import LatestAsAt
from lineofsight.core.indicator_measures import Count, Median, Percent, Ratio, between
from lineofsight.core.indicator_questions import AS_AT, HeldBy, Related, either, held_by, open_at, unless
from lineofsight.core.indicators import Better, DutiesWhen, Indicator, Standing, duties_of, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import all_of, any_of, each, is_present, is_true, one_of
from lineofsight.core.shared_tables import care_periods, open_children
from lineofsight.core.tables.assessment import assessments, section_47_enquiries
from lineofsight.core.tables.oversight import (
    audits,
    challenges,
    complaints,
    decisions,
    improvement_actions,
    serious_incidents,
    service_events,
)
from lineofsight.core.tables.partnership import partner_invitations
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans, visits

LEADERSHIP = Area.LEADERSHIP
CHILDREN = open_spans(open_children)
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")

audits_again = LatestAsAt(
    name="audits_again", of=audits, where=(is_present("re_audit_of"),), at="audited_on", latest=audits, on="audited_on",
    match=("re_audit_of", "id"), takes=(("earlier_grade", "grade"),),
)  # fmt: skip

mgmt_decisions_recorded = Indicator(
    code="mgmt_decisions_recorded", title="Children with a manager's decision in three months", area=LEADERSHIP,
    theme="oversight", why="Drift is what happens to a child nobody decides about.", population=CHILDREN,
    counts=(Related(each(decisions, at="decided_on"), after=AS_AT.moved(Months(-3)), until=AS_AT),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, standards=("management_decision_recorded",),
)  # fmt: skip

recording_lag = Indicator(
    code="recording_lag", title="Days from a visit to its record", area=LEADERSHIP, theme="oversight",
    why="At two in the morning the record is all there is.", population=each(visits, at="visited_on"),
    as_=Median(between("visited_on", "recorded_on")), period=PeriodKind.MONTH, better=Better.LOWER,
    standards=("recording_timely",),
)  # fmt: skip

audits_completed = Indicator(
    code="audits_completed", title="Audits done against plan", area=LEADERSHIP, theme="quality",
    why="A programme of audits that is not done teaches nothing.",
    population=each(service_events, at="occurred_on", where=one_of("kind", "audit_programme")),
    as_=Ratio("done", "planned", 100), period=PeriodKind.MONTH, better=Better.HIGHER, breakdowns=(),
)  # fmt: skip

audits_good = Indicator(
    code="audits_good", title="Audits graded good or better after moderation", area=LEADERSHIP, theme="quality",
    why="The nearest thing to knowing whether the work is good, if graders are honest.",
    population=each(audits, at="moderated_on"), counts=(one_of("moderated_grade", "good", "outstanding"),),
    as_=Percent(), period=PeriodKind.ROLLING_12M,
)  # fmt: skip

audit_moderation_agree = Indicator(
    code="audit_moderation_agree", title="Audits where the moderator agreed", area=LEADERSHIP, theme="quality",
    why="Grades that moderators change are grades that cannot be trusted yet.",
    population=each(audits, at="moderated_on"),
    counts=(any_of(*(all_of(one_of("grade", grade), one_of("moderated_grade", grade)) for grade in GRADES)),),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER,
)  # fmt: skip

audit_actions_done = done(
    "audit_actions_done", "Audit actions done in time", "audit_actions_closed",
    "An audit that finds and does not mend changes nothing.", area=LEADERSHIP, theme="quality",
)  # fmt: skip

re_audit_improved = Indicator(
    code="re_audit_improved", title="Second audits that found better", area=LEADERSHIP, theme="quality",
    why="Whether anything changed for that child is what the first audit was for.",
    population=each(audits_again, at="audited_on"),
    counts=(
        any_of(
            *(
                all_of(one_of("earlier_grade", grade), one_of("grade", *GRADES[:place]))
                for place, grade in enumerate(GRADES)
                if place
            )
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER,
)  # fmt: skip

iro_escalations = Indicator(
    code="iro_escalations", title="Challenges by reviewing officers and chairs", area=LEADERSHIP, theme="oversight",
    why="A very low number may mean nobody challenges.",
    population=each(challenges, at="raised_on", where=one_of("kind", "reviewing_officer", "conference_chair")),
    as_=Count(), period=PeriodKind.QUARTER, standards=("iro_escalation",),
)  # fmt: skip

partner_escalations = Indicator(
    code="partner_escalations", title="Challenges between partners", area=LEADERSHIP, theme="partnership",
    why="Agencies that never disagree are not looking.",
    population=each(challenges, at="raised_on", where=one_of("kind", "partner_agency")), as_=Count(),
    period=PeriodKind.QUARTER, standards=("escalation_partner",),
)  # fmt: skip

partner_attendance = Indicator(
    code="partner_attendance", title="Partners who came to the meetings they were asked to", area=LEADERSHIP,
    theme="partnership", why="A child is kept safe by all the agencies that know them, or by none.",
    population=each(partner_invitations, at="meeting_on"), counts=(is_true("attended"),), as_=Percent(),
    period=PeriodKind.MONTH, better=Better.HIGHER, standards=("partner_attendance_recorded",),
)  # fmt: skip

partner_answers = done(
    "partner_answers", "Requests to partners answered in time", "partner_information",
    "What another agency knew is of use while the decision is still open.", area=LEADERSHIP, theme="partnership",
)  # fmt: skip

complaints_stage1 = done(
    "complaints_stage1", "Complaints answered in time", "complaint_stage1",
    "A child who complains has waited long enough.", area=LEADERSHIP, theme="complaints", period=PeriodKind.QUARTER,
    breakdowns=(),
)  # fmt: skip

complaints_upheld = Indicator(
    code="complaints_upheld", title="Complaints upheld", area=LEADERSHIP, theme="complaints",
    why="What was upheld is what was wrong; none upheld asks who decides.",
    population=each(complaints, at="closed_on", where=one_of("kind", "complaint", "corporate_complaint")),
    counts=(one_of("outcome", "upheld", "partly_upheld"),), as_=Percent(), period=PeriodKind.ROLLING_12M, breakdowns=(),
)  # fmt: skip

compliments = Indicator(
    code="compliments", title="Compliments", area=LEADERSHIP, theme="complaints",
    why="What families thank people for is worth doing again.",
    population=each(complaints, at="received_on", where=one_of("kind", "compliment")), as_=Count(),
    period=PeriodKind.ROLLING_12M, breakdowns=(),
)  # fmt: skip

lado_timely = done(
    "lado_timely", "Allegations settled in time", "lado_resolved",
    "Children must be safe, and people accused must know.", area=LEADERSHIP, theme="allegations",
    period=PeriodKind.ROLLING_12M, breakdowns=(),
)  # fmt: skip

sar_timely = done(
    "sar_timely", "People's requests for their files answered in time", "sar_1m",
    "For someone who grew up in care the file is their family album.", area=LEADERSHIP, theme="information",
    period=PeriodKind.ROLLING_12M, breakdowns=(),
)  # fmt: skip

serious_incidents_notified = Indicator(
    code="serious_incidents", title="Serious incidents notified", area=LEADERSHIP, theme="learning",
    why="Each is a child who died or was badly hurt.", population=each(serious_incidents, at="notified_on"),
    as_=Count(), period=PeriodKind.ROLLING_12M, breakdowns=(), standards=("serious_incident_5wd",),
    authority=Authority("Child Safeguarding Practice Review Panel annual report"), status=Standing.PUBLISHED,
)  # fmt: skip

improvement_actions_on_track = Indicator(
    code="improvement_actions_on_track", title="Improvement actions whose measure is moving", area=LEADERSHIP,
    theme="improvement", why="Doing an action is not the same as anything getting better.",
    population=open_spans(improvement_actions, end="evidenced_on"), counts=(is_true("measure_moving"),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, breakdowns=(), standards=("improvement_action",),
)  # fmt: skip

open_owed_nothing = Indicator(
    code="open_owed_nothing", title="Open children with nothing open for them, or nobody named", area=LEADERSHIP,
    theme="oversight", why="No row, no duty, looks safe: this list checks every other figure.", population=CHILDREN,
    counts=(
        either(
            held_by(HeldBy.NOBODY),
            unless(
                either(
                    open_at(child_in_need_plans, AS_AT), open_at(child_protection_plans, AS_AT),
                    open_at(care_periods, AS_AT), open_at(assessments, AS_AT, end="authorised_on"),
                    open_at(section_47_enquiries, AS_AT),
                )
            ),
        ),
    ),
    as_=Count(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    notes="No allocation at all; or no plan, no care, no assessment and no enquiry open.",
)  # fmt: skip

recorded_late = Indicator(
    code="recorded_late", title="Met in time and recorded after it fell due", area=LEADERSHIP, theme="data_quality",
    why="Backdating turns lists green: look for clusters before a census or an inspection.",
    population=duties_of(when=DutiesWhen.MET), as_=Percent(), period=PeriodKind.MONTH, better=Better.LOWER,
)  # fmt: skip

retrospective_decisions = Indicator(
    code="retrospective_decisions", title="Decisions recorded after the action", area=LEADERSHIP, theme="oversight",
    why="Protecting first is right; never writing it down is not.", population=each(decisions, at="decided_on"),
    counts=(is_true("is_retrospective"),), as_=Percent(), period=PeriodKind.MONTH,
    standards=("management_decision_recorded",),
)  # fmt: skip

INDICATORS = (
    mgmt_decisions_recorded, recording_lag, audits_completed, audits_good, audit_moderation_agree, audit_actions_done,
    re_audit_improved, iro_escalations, partner_escalations, partner_attendance,
    partner_answers, complaints_stage1, complaints_upheld, compliments,
    lado_timely, sar_timely, serious_incidents_notified, improvement_actions_on_track, open_owed_nothing,
    recorded_late, retrospective_decisions,
)  # fmt: skip
