"""Standards of the education of children in care."""

from __future__ import annotations

from lineofsight.catalogue.health_and_education.derived import numbered_education_plans
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Grid, GridStep, SetBy, WorkingDays, Years
from lineofsight.core.selections import at_most, each, is_true
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.standards import standard
from lineofsight.core.tables.health_and_education import education_plans, school_moves

# From three (a free place in early years education) until eighteen; early years and after sixteen are often local.
FROM_EARLY_YEARS, UNTIL_ADULT = Years(3), Years(18)

pep_10wd = standard(
    code="pep_10wd",
    title="A child in care has a personal education plan begun within {due}",
    area=Area.IN_CARE,
    stage="education",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance("Designated teacher guidance (2018)", "Paragraph 18"),
    why="School is where many children in care have most to gain or lose: it is planned at once.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    from_age=FROM_EARLY_YEARS,
    until_age=UNTIL_ADULT,
    due=WorkingDays(10),
    met_by=each(education_plans, at="held_on"),
    not_modelled=("Whether a version was ready for the first review",),
)

# The meeting that begins the plan is its review in that term. Terms begin in January, May and September.
pep_termly = standard(
    code="pep_termly",
    title="A personal education plan is reviewed {due}",
    area=Area.IN_CARE,
    stage="education",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance(
        "Promoting the education of looked-after and previously looked-after children (2018)",
        "Virtual school duties; pupil premium plus",
    ),
    why="A term is a long time in a school year: the plan keeps up with the child.",
    opens=each(numbered_education_plans, at="held_on", where=at_most("number", 1)),
    closes="care_ended_on",
    from_age=FROM_EARLY_YEARS,
    until_age=UNTIL_ADULT,
    due=Grid(GridStep.TERM),
    met_by=each(education_plans, at="held_on"),
    not_modelled=("The school's own term dates: terms here are thirds of the calendar year",),
)

# Due on the day of the move: until that is recorded it is not known when.
school_move_ks4 = standard(
    code="school_move_ks4",
    title="A change of school in years 10 and 11 is approved before it happens",
    area=Area.IN_CARE,
    stage="education",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 10(1) and (2)"
    ),
    why="Moving school in the examination years costs a child more than any other move.",
    opens=each(school_moves, at="proposed_on", where=is_true("in_key_stage_4")),
    due=SetBy("moved_on"),
    met_by="approved_on",
    exempt=(is_true("is_emergency"),),
    not_modelled=("Whether the reviewing officer and the virtual school head were asked",),
)

STANDARDS = (
    pep_10wd,
    pep_termly,
    school_move_ks4,
)
