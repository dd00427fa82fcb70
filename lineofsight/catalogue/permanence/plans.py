"""Standards of the plan for permanence: where a child will grow up, with whom, and in touch with whom."""

from __future__ import annotations

from lineofsight.catalogue.permanence.derived import SETTLED_PLANS, reviews_with_plan
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days, Months, SetBy, Weeks, WorkingDays, steps
from lineofsight.core.selections import at_most, each, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.court import court_directions, tracker_reviews
from lineofsight.core.tables.in_care import care_plans, sibling_assessments
from lineofsight.core.tables.oversight import decisions
from lineofsight.core.tables.permanence import permanence

permanence_plan_second_review = standard(
    code="permanence_plan_second_review",
    title="A child in care has a plan for permanence within {due}",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(
        "Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005",
        "Statutory guidance: by the second review, at four months",
    ),
    why="A child needs to know where they will grow up, and soon: months are long in a childhood.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=Months(4),
    met_by=each(care_plans, at="permanence_recorded_on", where=is_not("permanence_plan", "not_decided")),
)

# Recorded in the plan made for this entry to care, up to the first review.
parallel_planning = standard(
    code="parallel_planning",
    title="A second plan is recorded at the first review of a child whose plan is not settled",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    confidence=Confidence.HIGH,
    authority=guidance("Ofsted: Inspecting local authority children's services", "Children in care criteria"),
    why="If going home does not work, the child should not have to wait while another plan is begun.",
    # Outside a period of care, as in a series of short breaks, no plan for permanence is owed, and so no second one.
    opens=each(reviews_with_plan, at="held_on", where=(at_most("number", 1), is_present("care_started_on"))),
    due=Days(0),
    met_by=each(care_plans, at="parallel_plan_recorded_on"),
    met_early=Days(31),
    exempt=(one_of("permanence_plan", *SETTLED_PLANS),),
    not_modelled=("Whether the second plan has a timetable and family time",),
)

early_permanence_considered = standard(
    code="early_permanence_considered",
    title="Early permanence is recorded as considered when adoption becomes the plan",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Children Act 1989", "Section 22C(9A) to (9C)"),
    why="A baby placed with carers who may adopt them is spared a move.",
    opens=each(permanence, at="named_at_review_on"),
    due=Days(0),
    met_by=each(permanence, at="named_at_review_on", where=is_true("early_permanence_considered")),
    match=("id", "id"),
    not_modelled=(
        "Children under two for whom adoption has not been named",
        "A plan to live with brothers and sisters, or with family",
        "The reason given",
    ),
)

life_story_work = standard(
    code="life_story_work",
    title="A child who is adopted has their life story book and later-life letter within {due} of the celebration",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005", "Adoption guidance, chapter 5"
    ),
    why="A child has a right to their own story, told truly and in time.",
    opens=each(permanence, at="celebration_on"),
    due=WorkingDays(10),
    met_by="life_story_given_on",
    not_modelled=("Work begun by the second review, and that of children in long-term care",),
)

long_term_match = standard(
    code="long_term_match",
    title="A long-term foster match is approved within {due} of the plan",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 22B; the number is local",
    ),
    why='"Long-term" means something to a child only when somebody has said yes to it.',
    opens=each(permanence, at="long_term_plan_on"),
    closes="order_made_on",
    due=Months(6),
    met_by="long_term_matched_on",
    not_modelled=("Whether the child was told",),
)

sibling_assessment = standard(
    code="sibling_assessment",
    title="Whether brothers and sisters should live together is assessed within {due}",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=local("Children Act 1989", "Sections 22C(8)(c) and 23ZA; the number is local"),
    why="Brothers and sisters are for life: parting them needs a reason that will stand.",
    opens=each(sibling_assessments, at="needed_on"),
    due=WorkingDays(20),
    met_by="completed_on",
    exempt=(is_true("not_safe"),),
)

family_time_plan = standard(
    code="family_time_plan",
    title="A plan for time with family is made within {due}",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=statute("Children Act 1989", "Section 34 and schedule 2, paragraph 15; regulation 5"),
    why="Who a child sees, and how it goes, changes: the plan keeps up with the child's wishes.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=steps(WorkingDays(20), Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_plans, at="family_time_recorded_on"),
    not_modelled=(
        "Limits a court order sets",
        "A refusal of contact for more than seven days needs a court (section 34(6))",
    ),
)

reunification_plan = standard(
    code="reunification_plan",
    title="The decision to return a child home is recorded when it becomes the plan",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Children Act 1989 guidance and regulations volume 2: care planning, placement and case review",
        "Care planning; regulation 39",
    ),
    why="Going home goes well when it is decided with open eyes and supported.",
    opens=each(care_plans, at="permanence_recorded_on", where=one_of("permanence_plan", "return_home")),
    due=Days(0),
    met_by=each(decisions, at="decided_on", where=one_of("gateway", "return_home")),
    met_early=Days(28),
    not_modelled=("The parenting assessment, the support plan, and the visits and review after the return",),
)

sgo_report = standard(
    code="sgo_report",
    title="A special guardianship report is filed by {due}",
    area=Area.IN_CARE,
    stage="permanence",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute("Special Guardianship Regulations 2005", "Children Act 1989, section 14A(8)"),
    why="The court cannot make a child's home safe in law without the report it asked for.",
    opens=each(court_directions, at="directed_on", where=one_of("kind", "special_guardianship_report")),
    due=SetBy("due_on"),
    met_by="filed_on",
    not_modelled=("Three months' notice given to the authority outside proceedings",),
)

# The first look puts the child on the tracker.
permanence_tracker_review = standard(
    code="permanence_tracker_review",
    title="A senior manager looks at a child waiting for permanence at least every {due}",
    area=Area.LEADERSHIP,
    stage="permanence",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "The number is local"),
    why="Drift is stopped by somebody who asks, every month, what is holding the child up.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    closed_by=(each(permanence, at="order_made_on"), each(permanence, at="long_term_matched_on")),
    due=Weeks(4),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=each(tracker_reviews, at="reviewed_on", where=one_of("tracker", "permanence")),
)

STANDARDS = (
    permanence_plan_second_review,
    parallel_planning,
    early_permanence_considered,
    life_story_work,
    long_term_match,
    sibling_assessment,
    family_time_plan,
    reunification_plan,
    sgo_report,
    permanence_tracker_review,
)
