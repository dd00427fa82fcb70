"""What is measured of the health and schooling of children in care."""

from __future__ import annotations

from typing import Any

from lineofsight.catalogue.duty_indicators import done, up_to_date
from lineofsight.catalogue.sources_of_figures import LOOKED_AFTER, SCHOOL_OUTCOMES
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Months, Years
from lineofsight.core.indicator_measures import Mean, Percent, Ratio
from lineofsight.core.indicator_questions import (
    AS_AT,
    PERIOD_START,
    Anchor,
    Related,
    both,
    either,
    lasting,
    on,
    open_at,
)
from lineofsight.core.indicators import Better, Indicator, Standing, one_each, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import age_at_least, age_under, at_least, each, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.health_and_education import (
    convictions,
    health_checks,
    immunisations,
    school_terms,
    strengths_and_difficulties,
    substance_misuse,
)

IN_CARE = open_spans(care_periods)
A_YEAR_IN_CARE = lasting("started_on", AS_AT, at_least=Years(1))
IN_THE_YEAR = AS_AT.moved(Years(-1))
HEALTH: dict[str, Any] = {
    "area": Area.IN_CARE, "theme": "health", "authority": LOOKED_AFTER, "status": Standing.PUBLISHED,
}  # fmt: skip
SCHOOL: dict[str, Any] = {
    "area": Area.IN_CARE, "theme": "education", "authority": SCHOOL_OUTCOMES, "status": Standing.DASHBOARD,
    "period": PeriodKind.ACADEMIC_YEAR,
}  # fmt: skip
TERMS = each(school_terms, at="term_started_on")


HEALTH_ASSESSMENT = ("initial_health_assessment", "review_health_assessment")


def checked(*kinds: str, since: Anchor = IN_THE_YEAR) -> Related:
    """A health check of one of these kinds took place since then."""
    took_place = is_not("status", "planned", "refused", "cancelled")
    return Related(each(health_checks, at="checked_on", where=(one_of("kind", *kinds), took_place)), since, AS_AT)


cla_health_up_to_date = Indicator(
    code="cla_health_up_to_date", title="Health assessments up to date", population=IN_CARE, asked=(A_YEAR_IN_CARE,),
    counts=(
        either(
            both(age_under(5), checked(*HEALTH_ASSESSMENT, since=AS_AT.moved(Months(-6)))),
            both(age_at_least(5), checked(*HEALTH_ASSESSMENT)),
        ),
    ),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, standards=("rha",),
    why="A parent knows when a child last saw a doctor.", notes="Within six months under five, within a year over.",
    **HEALTH,
)  # fmt: skip

iha_20wd_pct = done(
    "iha_20wd_pct", "Initial health assessments in 20 working days", "iha_20wd",
    "Children come into care with needs nobody has looked at.", area=Area.IN_CARE, theme="health",
    period=PeriodKind.ROLLING_12M,
)  # fmt: skip

cla_dental = Indicator(
    code="cla_dental", title="Dental checks in the year", population=IN_CARE, asked=(A_YEAR_IN_CARE,),
    counts=(checked("dental_check"),), as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER,
    standards=("dental_check",), why="Toothache is a child's whole world, and easy to prevent.", **HEALTH,
)  # fmt: skip

cla_immunised = Indicator(
    code="cla_immunised", title="Immunisations up to date", population=IN_CARE, asked=(A_YEAR_IN_CARE,),
    counts=(
        Related(each(immunisations, at="checked_on", where=is_true("up_to_date")), after=IN_THE_YEAR, until=AS_AT),
    ),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, standards=("immunisations",),
    why="Moves between homes and doctors leave gaps.", **HEALTH,
)  # fmt: skip

cla_dev_checks = Indicator(
    code="cla_dev_checks", title="Development checks of children under five",
    population=open_spans(care_periods, where=age_under(5)), asked=(A_YEAR_IN_CARE,),
    counts=(checked("development_check"),), as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER,
    standards=("development_check",), why="What is seen early can be helped early.", **HEALTH,
)  # fmt: skip

cla_sdq_avg = Indicator(
    code="cla_sdq_avg", title="Average strengths and difficulties score",
    population=each(strengths_and_difficulties, at="completed_on"), asked=(open_at(care_periods, on("completed_on")),),
    as_=Mean("score"), period=PeriodKind.FINANCIAL_YEAR, standards=("sdq",),
    why="How children in care feel and cope, as far as a questionnaire can say.",
    notes="0 to 40; 17 and over is a cause for concern. Look at how many were scored beside it.", **HEALTH,
)  # fmt: skip

cla_sdq_done = Indicator(
    code="cla_sdq_done", title="Strengths and difficulties scored in the year",
    population=open_spans(care_periods, where=(age_at_least(4), age_under(17))), asked=(A_YEAR_IN_CARE,),
    counts=(
        Related(
            each(strengths_and_difficulties, at="completed_on", where=is_present("score")), after=IN_THE_YEAR,
            until=AS_AT,
        ),
    ),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, standards=("sdq",),
    why="An average of those asked says nothing of those who were not.", **HEALTH,
)  # fmt: skip

cla_substance = Indicator(
    code="cla_substance", title="Substance misuse identified", population=IN_CARE, asked=(A_YEAR_IN_CARE,),
    counts=(Related(each(substance_misuse, at="identified_on"), after=IN_THE_YEAR, until=AS_AT),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, why="Found is better than hidden: a low number may be not asking.", **HEALTH,
)  # fmt: skip

cla_offending = Indicator(
    code="cla_offending", title="Convicted or cautioned in the year",
    population=open_spans(care_periods, where=age_at_least(10)), asked=(A_YEAR_IN_CARE,),
    counts=(Related(each(convictions, at="convicted_on"), after=IN_THE_YEAR, until=AS_AT),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    why="Children in care should not be made criminals for what a family would settle.", **HEALTH,
)  # fmt: skip

cla_pep_current = up_to_date(
    "cla_pep_current", "Personal education plans up to date", "pep_termly",
    "A child whose school is not talked about each term falls behind unseen.", area=Area.IN_CARE, theme="education",
)  # fmt: skip

cla_pep_10wd = done(
    "cla_pep_10wd", "Personal education plans begun in time", "pep_10wd",
    "Coming into care should not mean losing a school.", area=Area.IN_CARE, theme="education",
    period=PeriodKind.ROLLING_12M,
)  # fmt: skip

cla_attendance = Indicator(
    code="cla_attendance", title="School attendance", population=TERMS,
    as_=Ratio("sessions_attended", "sessions_possible", 100), better=Better.HIGHER,
    why="A child at school is seen, fed and taught.", **SCHOOL,
)  # fmt: skip

cla_ks2 = Indicator(
    code="cla_ks2", title="Expected standard at key stage 2",
    population=each(school_terms, at="term_started_on", where=is_present("expected_at_key_stage_2")),
    counts=(is_true("expected_at_key_stage_2"),), as_=Percent(), better=Better.HIGHER,
    why="What a child can do at eleven opens or closes doors.", **SCHOOL,
)  # fmt: skip

cla_attainment8 = Indicator(
    code="cla_attainment8", title="Average attainment 8 score",
    population=each(school_terms, at="term_started_on", where=is_present("attainment_8")), as_=Mean("attainment_8"),
    better=Better.HIGHER, why="Qualifications are what a care leaver takes with them.", **SCHOOL,
)  # fmt: skip

cla_good_schools = Indicator(
    code="cla_good_schools", title="In good or better schools", population=one_each(TERMS),
    counts=(one_of("school_grade", "good", "outstanding"),), as_=Percent(), period=PeriodKind.ACADEMIC_YEAR,
    area=Area.IN_CARE, theme="education", better=Better.HIGHER,
    why="Children in care come first for school places: it should show.", notes="By the child's latest term.",
)  # fmt: skip

cla_exclusion = Indicator(
    code="cla_exclusion", title="Suspended from school", population=one_each(TERMS),
    counts=(
        Related(
            each(school_terms, at="term_started_on", where=at_least("suspensions", 1)), after=PERIOD_START, until=AS_AT
        ),
    ),
    as_=Percent(), better=Better.LOWER, why="A child sent home from school in care has nobody's home to be sent to.",
    **SCHOOL,
)  # fmt: skip

INDICATORS = (
    cla_health_up_to_date, iha_20wd_pct, cla_dental, cla_immunised, cla_dev_checks, cla_sdq_avg, cla_sdq_done,
    cla_substance, cla_offending, cla_pep_current, cla_pep_10wd, cla_attendance, cla_ks2, cla_attainment8,
    cla_good_schools, cla_exclusion,
)  # fmt: skip
