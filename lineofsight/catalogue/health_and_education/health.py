"""Standards of the health of children in care."""

from __future__ import annotations

from lineofsight.catalogue.health_and_education.derived import (
    ASSESSED_BY_A_DOCTOR,
    CHECK_DONE,
    HEALTH_ASSESSMENTS,
    IMMUNISATIONS_REFUSED,
    MONTHS_BEFORE_IN_DAYS,
    assessed_before_care,
    assessments_with_refusals,
)
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Months, WorkingDays, Years, variant, variants
from lineofsight.core.selections import all_of, any_of, at_least, before, each, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.health_and_education import health_checks, immunisations, strengths_and_difficulties

# A check the child or family turned down was offered, and the next is owed after the same interval.
OFFER_CLOSED = is_not("status", "planned", "cancelled")

ASSESSED_AGAIN = each(health_checks, at="checked_on", where=(one_of("kind", *HEALTH_ASSESSMENTS), OFFER_CLOSED))
AGAIN_BY_AGE = variants(
    variant("under 5", Months(6), age_under=5),
    variant("5 and over", Months(12), where=is_present("child.born_on")),
)

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
    met_by=each(health_checks, at="checked_on", where=ASSESSED_BY_A_DOCTOR),
    met_early=Days(MONTHS_BEFORE_IN_DAYS),
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
    due=AGAIN_BY_AGE,
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=ASSESSED_AGAIN,
    not_modelled=("Whether a child who refused had understanding enough to do so",),
)

# Where an assessment before care stood for the initial one, nothing in care starts the interval: it runs from that day.
rha_after_earlier_assessment = standard(
    code="rha_after_earlier_assessment",
    title="A child assessed just before coming into care is assessed again within {due}",
    area=Area.IN_CARE,
    stage="health",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 7(2) and (3)"
    ),
    why="What was found before care began is soon out of date, and nobody else is bound to look again.",
    opens=each(
        assessed_before_care, at="started_on", where=(at_least("count", 1), before("assessed_on", "started_on"))
    ),
    closes="ended_on",
    counted_from="assessed_on",
    due=AGAIN_BY_AGE,
    met_by=ASSESSED_AGAIN,
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
    opens=each(assessments_with_refusals, at="checked_on", where=(one_of("kind", *HEALTH_ASSESSMENTS), CHECK_DONE)),
    due=Days(0),
    met_by=each(immunisations, at="checked_on", where=is_true("up_to_date")),
    met_early=Days(365),
    exempt=(all_of(at_least("count", 1), before("refused_on", "checked_on")),),
    exempt_by=(each(health_checks, at="checked_on", where=IMMUNISATIONS_REFUSED),),
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
    rha_after_earlier_assessment,
    dental_check,
    immunisations_up_to_date,
    development_check,
    sdq,
)
