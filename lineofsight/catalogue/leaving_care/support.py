"""Standards of support after care: the personal adviser, the home, work and study, and becoming a parent."""

from __future__ import annotations

from lineofsight.catalogue.leaving_care.derived import care_leavers_with_care, homes_of_entitled, numbered_homes
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days, Grid, GridStep, Months, Weeks, WorkingDays, Years, steps
from lineofsight.core.selections import at_most, each, is_not, is_true, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.in_care import remands
from lineofsight.core.tables.leaving_care import (
    care_leaver_activities,
    care_leaver_contacts,
    care_leaver_homes,
    care_leavers,
)
from lineofsight.core.tables.oversight import service_events, service_periods
from lineofsight.core.tables.plans_and_visits import visits
from lineofsight.core.tables.workforce import allocations

PERSONAL_ADVISER_VISIT = each(
    visits,
    at="visited_on",
    where=(
        one_of("kind", "care_leaver"),
        is_true("child_seen"),
        is_not("mode", "virtual", "doorstep", "telephone", "message"),
    ),
)

# Regulation 8 is about relevant and former relevant young people: a qualifying one is advised, not visited.
NOT_ENTITLED = one_of("eligibility", "qualifying", "none")

# SSDA903 activity codes of education, training and employment, whole or part time.
IN_WORK_OR_STUDY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")

pa_allocated = standard(
    code="pa_allocated",
    title="A young person has a named personal adviser within {due} of becoming eligible",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=statute("Children Act 1989", "Schedule 2, paragraph 19C and section 23D; the number is local"),
    why="Trust takes time: the adviser who helps at 18 should be known long before.",
    opens=each(care_leavers, at="eligible_from", where=is_not("eligibility", "qualifying", "none")),
    closes="eligible_until",
    due=Months(3),
    met_by=(
        each(care_leavers, at="personal_adviser_from"),
        each(allocations, at="started_on", where=one_of("role", "personal_adviser")),
    ),
    met_early=Days(366),
)

pa_visit_move = standard(
    code="pa_visit_move",
    title="A care leaver is visited at a new home within {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Care Leavers (England) Regulations 2010", "Regulation 8(2); guidance 3.39"),
    why="The first week alone is the hardest, and shows whether the place will do.",
    opens=each(homes_of_entitled, at="started_on"),
    closes=("ended_on", "eligible_until"),
    until_age=Years(25),
    due=Days(7),
    met_by=(
        each(care_leaver_contacts, at="contacted_on", where=(is_true("in_person"), is_true("at_home"))),
        PERSONAL_ADVISER_VISIT,
    ),
    exempt=(NOT_ENTITLED,),
    not_modelled=("Whether a visit recorded among visits was made at the young person's home",),
)

pa_visit_2m = standard(
    code="pa_visit_2m",
    title="A care leaver is visited within {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Care Leavers (England) Regulations 2010", "Regulation 8(2)(c)"),
    why="A young adult without parents to call on needs somebody who comes.",
    opens=each(homes_of_entitled, at="started_on"),
    closes=("ended_on", "eligible_until"),
    until_age=Years(25),
    due=steps(Days(28), Months(2)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=(each(care_leaver_contacts, at="contacted_on", where=is_true("in_person")), PERSONAL_ADVISER_VISIT),
    exempt=(NOT_ENTITLED,),
)

# In touch means both ways: what the young person does not answer is not in the record.
pa_in_touch_8w = standard(
    code="pa_in_touch_8w",
    title="Somebody is in touch with a care leaver at least every {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=local("Local practice standard", "Children Act 1989, section 23C(2); the number is local"),
    why="A parent would know how their grown child is: the authority must too.",
    opens=each(care_leavers_with_care, at="left_care_on"),
    closes=("eligible_until", "less_contact_agreed_on"),
    from_age=Years(17),
    until_age=Years(25),
    due=Weeks(8),
    repeats=Repeat.FROM_LAST_MET,
    met_by=(
        each(care_leaver_contacts, at="contacted_on"),
        each(care_leavers, at="latest_contact_on"),
        PERSONAL_ADVISER_VISIT,
    ),
    not_modelled=("A young person who refuses contact or needs none any more, where no day is recorded for it",),
)

# An offer declined was made, and the next is owed a year later.
pa_to_25 = standard(
    code="pa_to_25",
    title="A care leaver of 21 to 24 is offered a personal adviser's support at least every {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Children and Social Work Act 2017", "Section 3 (Children Act 1989, section 23CZB)"),
    why="Nobody is done growing up at 21, and the offer must not lapse because it was once declined.",
    opens=each(care_leavers, at="eligible_from", where=is_not("eligibility", "qualifying", "none")),
    closes="eligible_until",
    from_age=Years(21),
    until_age=Years(25),
    due=Months(12),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_leaver_contacts, at="contacted_on", where=is_true("support_offered")),
)

suitable_accommodation = standard(
    code="suitable_accommodation",
    title="Whether a care leaver's home is suitable is recorded when they move in",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Leavers (England) Regulations 2010", "Regulation 9(2) and (3) and schedule 2; guidance, chapter 7"
    ),
    why="A place to live is safe, affordable and theirs, or it is not a home.",
    opens=each(care_leaver_homes, at="started_on"),
    closes="ended_on",
    due=Days(0),
    met_by="suitability_recorded_on",
    not_modelled=(
        "Suitability looked at again at each review of the pathway plan",
        "Bed and breakfast is never suitable, and in an emergency for two working days at most",
    ),
)

setting_up_allowance = standard(
    code="setting_up_allowance",
    title="The setting-up-home allowance is recorded when a care leaver first moves to a home of their own",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Children Act 1989 guidance and regulations volume 3: planning transition to adulthood for care leavers",
        "Recommended amount: up to £3,000 since April 2023",
    ),
    why="A bed, a cooker and a pan cost money that parents usually find.",
    opens=each(numbered_homes, at="started_on", where=at_most("number", 1)),
    due=Days(0),
    met_by=each(care_leavers, at="allowance_recorded_on"),
    met_early=Days(366),
    not_modelled=("The amount, and what it was used for",),
)

eet_plan = standard(
    code="eet_plan",
    title="The plan of a care leaver without work or study is looked at again at least every {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "The number is local"),
    why="The longer somebody is out of work and study, the harder the way back.",
    opens=each(care_leavers, at="not_in_work_or_school_from"),
    closes="eligible_until",
    closed_by=(each(care_leaver_activities, at="reviewed_on", where=one_of("activity", *IN_WORK_OR_STUDY)),),
    until_age=Years(25),
    due=Months(3),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_leaver_activities, at="reviewed_on"),
)

pregnancy_pathway = standard(
    code="pregnancy_pathway",
    title="A care leaver who is pregnant or a parent has an offer of support within {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "The number is local"),
    why="A young parent who was in care deserves help first, from somebody who is not assessing the baby.",
    opens=each(care_leavers, at="parenthood_identified_on"),
    closes="eligible_until",
    due=WorkingDays(5),
    met_by="parenthood_offer_on",
    not_modelled=("Whether the worker is another than the one who assesses the baby",),
)

custody_former_cla_visit = standard(
    code="custody_former_cla_visit",
    title="A child whose time in care ended with custody is visited within {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute("Visits to Former Looked After Children in Detention (England) Regulations 2010", "Regulation 3"),
    why="A child who was in care has nobody else to come: the authority does.",
    opens=each(remands, at="started_on", where=is_true("ceased_care")),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="visited_on",
)

local_offer_published = standard(
    code="local_offer_published",
    title="The local offer to care leavers is published {due}",
    area=Area.CARE_LEAVERS,
    stage="leaving_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=statute("Children and Social Work Act 2017", "Section 2; the twelve months are local"),
    why="A young person cannot ask for what nobody told them they may have.",
    opens=each(service_periods, at="started_on", where=one_of("kind", "operating")),
    closes="ended_on",
    due=Grid(GridStep.YEAR),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "local_offer")),
    not_modelled=("Whether it was shared with each young person",),
)

STANDARDS = (
    pa_allocated,
    pa_visit_move,
    pa_visit_2m,
    pa_in_touch_8w,
    pa_to_25,
    suitable_accommodation,
    setting_up_allowance,
    eet_plan,
    pregnancy_pathway,
    custody_former_cla_visit,
    local_offer_published,
)
