"""Standards owed to workers, and to children as to who works with them."""

from __future__ import annotations

from lineofsight.catalogue.workforce.derived import WORKERS_IN_A_YEAR, gaps_in_allocation, workers_in_a_year
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days, Grid, GridStep, Months, SetBy, Weeks, Years, steps, variant, variants
from lineofsight.core.selections import at_least, each, is_blank, is_present, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.oversight import service_events, service_periods
from lineofsight.core.tables.workforce import professionals, registration_checks, supervision_actions, supervisions

SOCIAL_WORKERS = ("social_worker", "newly_qualified", "senior_social_worker", "advanced_practitioner")
NEWLY_QUALIFIED = "Skills for Care: assessed and supported year in employment, child and family framework"

supervision_monthly = standard(
    code="supervision_monthly",
    title="A worker who holds children is supervised at least every {due}",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    authority=guidance("LGA Standards for employers of social workers in England", "standard 5"),
    why="Nobody can carry children's danger alone: supervision is where drift is seen and decisions are made.",
    opens=each(
        professionals,
        at="started_on",
        where=(one_of("role", *SOCIAL_WORKERS, "personal_adviser"), is_blank("placeholder")),
    ),
    closes="ended_on",
    due=Months(1),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(supervisions, at="held_on"),
    not_modelled=("a worker's absence, which puts the clock back",),
)

asye_supervision = standard(
    code="asye_supervision",
    title="A newly qualified social worker is supervised: {due}",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    authority=guidance(NEWLY_QUALIFIED),
    why="The first year makes or breaks a social worker.",
    opens=each(professionals, at="assessed_year_from"),
    closes=("assessed_year_to", "ended_on"),
    due=variants(
        variant("weeks 1 to 6", Weeks(1), in_first=Weeks(6)),
        variant("week 7 to month 6", Weeks(2), in_first=Months(6)),
        otherwise=Months(1),
        otherwise_name="month 7 to 12",
    ),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(supervisions, at="held_on"),
)

supervision_action_followed = standard(
    code="supervision_action_followed",
    title="An action agreed in supervision is done, or renewed with a reason, by {due}",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    confidence=Confidence.VERIFIED,
    authority=guidance("Ofsted, Birmingham 2023", "paragraph 61"),
    why="Supervision that agrees and does not follow up changes nothing for the child.",
    opens=each(supervision_actions, at="agreed_on"),
    due=SetBy("due_on"),
    met_by=(each(supervision_actions, at="done_on"), each(supervision_actions, at="renewed_on")),
    match=("id", "id"),
)

registration_current = standard(
    code="registration_current",
    title="A social worker's registration is checked when they start: {due}",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children and Social Work Act 2017", "Part 2"),
    why="Only a registered social worker may be called one, or hold a child at risk.",
    opens=each(professionals, at="started_on", where=(one_of("role", *SOCIAL_WORKERS), is_blank("placeholder"))),
    closes="ended_on",
    due=steps(Days(0), Years(1)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(registration_checks, at="checked_on"),
)

unallocated_zero = standard(
    code="unallocated_zero",
    title="A child on a plan, in care or in an enquiry is never without an allocated worker",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local("Local practice standard", "safe staffing"),
    why="An unallocated child is a child nobody is thinking about tonight.",
    opens=each(gaps_in_allocation, at="started_on"),
    closes="ended_on",
    due=Days(0),
    met_by="covered_on",
    not_modelled=("a worker who has left or is away while the allocation stays open: worklists show these apart",),
)

change_of_worker = standard(
    code="change_of_worker",
    title="A third social worker in a year is given with a reason",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "beside the looked-after return's measure of worker stability"),
    why="Children say that telling the story again to a stranger is the worst part.",
    opens=each(workers_in_a_year, at="started_on", where=at_least("count", WORKERS_IN_A_YEAR)),
    due=Days(0),
    met_by=each(workers_in_a_year, at="started_on", where=is_present("change_reason")),
    match=("id", "id"),
    not_modelled=("the goodbye visit",),
)

workforce_census = standard(
    code="workforce_census",
    title="The workforce census is returned in {due}",
    area=Area.LEADERSHIP,
    stage="workforce",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children's social work workforce census guide 2024 to 2025"),
    why="The country plans its social workers from this return.",
    opens=each(service_periods, at="started_on", where=one_of("kind", "operating")),
    closes="ended_on",
    due=Grid(GridStep.YEAR),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "workforce_census")),
)

STANDARDS = (
    supervision_monthly,
    asye_supervision,
    supervision_action_followed,
    registration_current,
    unallocated_zero,
    change_of_worker,
    workforce_census,
)
