"""Standards of preparing to leave care: the assessment, the plan, and what must be decided before 18."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Months, WorkingDays, Years
from lineofsight.core.selections import each, is_not, is_true, one_of
from lineofsight.core.shared_tables import IN_SHORT_BREAKS, placements_with_episode
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.leaving_care import care_leaver_homes, care_leavers, pathway_assessments, pathway_plans

# Young people whom the leaving care duties reach; a qualifying care leaver is advised, not planned with.
ENTITLED = is_not("eligibility", "qualifying", "none")

pathway_assess_16_3m = standard(
    code="pathway_assess_16_3m",
    title="A young person's needs on leaving care are assessed within {due} of turning 16 or becoming eligible",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 42(1)"
    ),
    why="Nobody can plan for adult life at the last minute.",
    opens=each(care_leavers, at="eligible_from", where=ENTITLED),
    closes="eligible_until",
    from_age=Years(16),
    due=Months(3),
    met_by=each(pathway_assessments, at="completed_on"),
    met_early=Days(92),
)

pathway_plan = standard(
    code="pathway_plan",
    title="A pathway plan is agreed within {due} of the assessment",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 43; Care Leavers Regulations 2010, regulation 5; the number of days is local",
    ),
    why="The plan is the young person's own: what they want, who helps, and by when.",
    opens=each(pathway_assessments, at="completed_on"),
    due=WorkingDays(20),
    met_by=each(pathway_plans, at="agreed_on"),
)

# The first plan is pathway_plan's.
pathway_review = standard(
    code="pathway_review",
    title="A pathway plan is reviewed with the young person at least every {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Care Leavers (England) Regulations 2010", "Regulation 7; guidance 4.13 to 4.15"),
    why="At eighteen everything changes in half a year: a plan not looked at is not a plan.",
    opens=each(care_leavers, at="eligible_from", where=ENTITLED),
    closes="eligible_until",
    from_age=Years(16),
    until_age=Years(25),
    due=Months(6),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=each(pathway_plans, at="agreed_on"),
    not_modelled=(
        "Children still in care are reviewed under the Care Planning Regulations 2010, at the same interval",
    ),
)

pathway_review_after_move = standard(
    code="pathway_review_after_move",
    title="A pathway plan is reviewed within {due} of a move to accommodation nobody regulates",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Care Leavers (England) Regulations 2010", "Regulation 7"),
    why="A place nobody inspects has to be asked about while it is new.",
    opens=each(care_leaver_homes, at="started_on", where=is_true("is_unregulated")),
    closes="ended_on",
    due=Days(28),
    met_by=each(pathway_plans, at="agreed_on", where=is_true("is_review")),
    not_modelled=("What counts as regulated since the Supported Accommodation Regulations 2023: check the source",),
)

transition_adult_care = standard(
    code="transition_adult_care",
    title="A young person likely to need adult care has a transition assessment within {due} of turning 16",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=statute("Care Act 2014", "Section 58; the number is local"),
    why="Adult services begin on a birthday: help stops there unless somebody planned it.",
    opens=each(care_leavers, at="eligible_from", where=is_true("transition_needed")),
    closes=("transition_declined_on", "eligible_until"),
    from_age=Years(16),
    due=Months(12),
    met_by="transition_assessed_on",
    not_modelled=("Disabled children who are not entitled to leaving care support",),
)

staying_put_decision = standard(
    code="staying_put_decision",
    title="Staying put is decided within {due} of the 17th birthday of a young person in foster care",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=statute("Children and Families Act 2014", "Section 98; the number is local"),
    why="A young person should know, well before 18, whether home stays home.",
    opens=each(placements_with_episode, at="started_on", where=one_of("type", "U1", "U2", "U3", "U4", "U5", "U6")),
    closes="ended_on",
    from_age=Years(17),
    until_age=Years(18),
    due=Months(6),
    met_by=each(care_leavers, at="staying_put_decided_on"),
    met_early=Days(366),
    exempt=(IN_SHORT_BREAKS,),
)

adulthood_documents = standard(
    code="adulthood_documents",
    title="A young person holds the documents of adult life within {due} of being 17 and a half",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Care leavers guidance", "The number is local"),
    why="Without papers, a number and an account a young adult can neither work, rent nor study.",
    opens=each(care_leavers, at="eligible_from", where=ENTITLED),
    closes="eligible_until",
    from_age=Months(210),
    due=Months(6),
    met_by="documents_complete_on",
    not_modelled=("Which document is missing",),
)

health_passport = standard(
    code="health_passport",
    title="A young person has a summary of their health history by their 18th birthday",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance(
        "Promoting the health and well-being of looked-after children (2015, updated August 2022)",
        "Leaving care health summary",
    ),
    why="Most of us can ask a parent what we were ill with: a care leaver needs it written down.",
    opens=each(care_leavers, at="eligible_from", where=ENTITLED),
    closes="eligible_until",
    from_age=Years(18),
    due=Days(0),
    met_by="health_summary_given_on",
)

STANDARDS = (
    pathway_assess_16_3m,
    pathway_plan,
    pathway_review,
    pathway_review_after_move,
    transition_adult_care,
    staying_put_decision,
    adulthood_documents,
    health_passport,
)
