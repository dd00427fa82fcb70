"""Standards of the health of children in care."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Months, WorkingDays, Years, variant, variants
from lineofsight.core.selections import any_of, each, is_blank, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.health_and_education import health_checks, immunisations, strengths_and_difficulties

# A check planned, cancelled or refused is not a check; one without a status is.
NOT_DONE = ("planned", "cancelled", "refused")
CHECK_DONE = is_not("status", *NOT_DONE)

# A check the child or family turned down was offered, and the next is owed after the same interval.
OFFER_CLOSED = is_not("status", "planned", "cancelled")

HEALTH_ASSESSMENTS = ("initial_health_assessment", "review_health_assessment")

# Regulation 7(2): an assessment in the three months before is enough.
iha_20wd = standard(
    code="iha_20wd",
    title="A child in care has an initial health assessment within {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(
        "Promoting the health and well-being of looked-after children (2015, updated August 2022)",
        "Paragraph 41; Care Planning Regulations 2010, regulation 7",
    ),
    why="Children come into care with needs nobody has looked at: a doctor looks, and the first review acts on it.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=WorkingDays(20),
    met_by=each(
        health_checks,
        at="checked_on",
        where=(
            one_of("kind", *HEALTH_ASSESSMENTS),
            CHECK_DONE,
            any_of(is_true("by_doctor"), is_blank("by_doctor")),
        ),
    ),
    met_early=Days(91),
    exempt_by=(
        each(
            health_checks,
            at="checked_on",
            where=(one_of("kind", "initial_health_assessment"), one_of("status", "refused")),
        ),
    ),
    not_modelled=(
        "Whether the plan for health was ready for the first review",
        "Whether a child who refused had understanding enough to do so",
    ),
)

# The first assessment is iha_20wd's.
rha = standard(
    code="rha",
    title="A child's health in care is assessed again at least every {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Promoting the health and well-being of looked-after children (2015, updated August 2022)",
        "Paragraph 53; Care Planning Regulations 2010, regulation 7(3)",
    ),
    why="Children grow and their health changes; the youngest change fastest.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=variants(
        variant("under 5", Months(6), age_under=5),
        variant("5 and over", Months(12), where=is_present("child.born_on")),
    ),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=each(health_checks, at="checked_on", where=(one_of("kind", *HEALTH_ASSESSMENTS), OFFER_CLOSED)),
    not_modelled=("Whether a child who refused had understanding enough to do so",),
)

dental_check = standard(
    code="dental_check",
    title="A child in care has their teeth checked at least every {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance(
        "SSDA903 children looked after return guide", "Yearly outcomes (OC2): teeth checked by a dentist"
    ),
    why="Toothache is common in children who were not looked after, and easily missed.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=Months(12),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(health_checks, at="checked_on", where=(one_of("kind", "dental_check"), OFFER_CLOSED)),
    not_modelled=("A baby without teeth",),
)

# What was true within the year is taken to be true still.
immunisations_up_to_date = standard(
    code="immunisations",
    title="Immunisations are recorded as up to date at each health assessment",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("SSDA903 children looked after return guide", "Yearly outcomes (OC2)"),
    why="Children who moved about have often missed the immunisations other children had.",
    opens=each(health_checks, at="checked_on", where=(one_of("kind", *HEALTH_ASSESSMENTS), CHECK_DONE)),
    due=Days(0),
    met_by=each(immunisations, at="checked_on", where=is_true("up_to_date")),
    met_early=Days(365),
    exempt_by=(
        each(health_checks, at="checked_on", where=(one_of("kind", "immunisations"), one_of("status", "refused"))),
    ),
)

development_check = standard(
    code="development_check",
    title="The development of a child under five in care is checked at least every {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("SSDA903 children looked after return guide", "Yearly outcomes (OC2)"),
    why="A delay found early can be made good; found at school it often cannot.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    until_age=Years(5),
    due=Months(6),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(health_checks, at="checked_on", where=(one_of("kind", "development_check"), CHECK_DONE)),
)

# A reason why there is no score (a severe disability, a carer who declined) answers the question too.
sdq = standard(
    code="sdq",
    title="How a child of four to sixteen in care feels and gets on is scored at least every {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(
        "Promoting the health and well-being of looked-after children (2015, updated August 2022)",
        "Paragraph 14 and annex B",
    ),
    why="The score shows who is struggling, and whether care is helping.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    from_age=Years(4),
    until_age=Years(17),
    due=Months(12),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(
        strengths_and_difficulties,
        at="completed_on",
        where=any_of(is_present("score"), is_present("no_score_reason")),
    ),
)

STANDARDS = (
    iha_20wd,
    rha,
    dental_check,
    immunisations_up_to_date,
    development_check,
    sdq,
)
