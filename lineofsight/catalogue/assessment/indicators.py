"""What is measured of assessments, strategy discussions and section 47 enquiries."""

from __future__ import annotations

from lineofsight.catalogue.assessment.derived import numbered_assessments
from lineofsight.catalogue.duty_indicators import done
from lineofsight.catalogue.sources_of_figures import ANNEX_A, CHILDREN_IN_NEED, table
from lineofsight.core.areas import Area
from lineofsight.core.clocks import WorkingDays
from lineofsight.core.indicator_measures import Count, LengthIn, Median, Per10k, Percent, between
from lineofsight.core.indicator_questions import AS_AT, Related, lasting, within
from lineofsight.core.indicators import Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import all_of, each, is_true, one_of
from lineofsight.core.shared_tables import NOT_A_TRANSFER
from lineofsight.core.tables.assessment import assessments, conferences, section_47_enquiries, strategy_discussions

HELP = Area.HELP_AND_PROTECTION
COMPLETED = each(numbered_assessments, at="authorised_on")
FROM_REFERRAL = "open_referral_received_on"
C2, C4 = table(CHILDREN_IN_NEED, "C2"), table(CHILDREN_IN_NEED, "C4")
INITIAL = each(conferences, at="held_on", where=NOT_A_TRANSFER)
ENQUIRIES = each(section_47_enquiries, at="started_on")

assessments_rate = Indicator(
    code="assessments_rate", title="Assessments completed", area=HELP, theme="assessment",
    why="How many families are assessed, for the children who live here, shows demand and threshold.",
    population=each(assessments, at="authorised_on"), as_=Per10k(), period=PeriodKind.FINANCIAL_YEAR,
    authority=table(CHILDREN_IN_NEED, "C2/C3"), status=Standing.PUBLISHED,
)  # fmt: skip

assessment_45wd = Indicator(
    code="assessment_45wd", title="Assessments completed within 45 working days", area=HELP, theme="assessment",
    why="A family waits for help until its assessment is done.", population=COMPLETED,
    counts=(within(FROM_REFERRAL, "authorised_on", WorkingDays(45)),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, better=Better.HIGHER, authority=C2, status=Standing.PUBLISHED,
    standards=("assessment_45",), notes="From the referral open when the assessment began.",
)  # fmt: skip

assessment_median_days = Indicator(
    code="assessment_median_days", title="Working days from referral to a completed assessment", area=HELP,
    theme="assessment", why="Too long is drift; very short may be no assessment at all.", population=COMPLETED,
    as_=Median(between(FROM_REFERRAL, "authorised_on", LengthIn.WORKING_DAYS)), period=PeriodKind.FINANCIAL_YEAR,
    authority=C2, status=Standing.PUBLISHED,
)  # fmt: skip

assessment_over_61 = Indicator(
    code="assessment_over_61", title="Assessments that took 61 working days or more", area=HELP, theme="assessment",
    why="These families waited a quarter of a year.", population=COMPLETED,
    counts=(lasting(FROM_REFERRAL, "authorised_on", at_least=WorkingDays(61)),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, better=Better.LOWER, authority=C2, status=Standing.PUBLISHED,
)  # fmt: skip

assessment_open_over_45 = Indicator(
    code="assessment_open_over_45", title="Open assessments past 45 working days", area=HELP, theme="assessment",
    why="The measure of completed assessments hides those that never end.",
    population=open_spans(numbered_assessments, end="authorised_on"),
    counts=(lasting(FROM_REFERRAL, AS_AT, at_least=WorkingDays(46)),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER, standards=("assessment_45",),
)  # fmt: skip

assessment_child_seen = Indicator(
    code="assessment_child_seen", title="Child seen during the assessment", area=HELP, theme="assessment",
    why="A child who was not seen was not assessed.", population=each(assessments, at="authorised_on"),
    counts=(is_true("child_seen"),), as_=Percent(), period=PeriodKind.ROLLING_6M, better=Better.HIGHER,
    authority=ANNEX_A, status=Standing.ANNEX_A, standards=("assessment_child_seen",),
)  # fmt: skip

assessment_nfa = Indicator(
    code="assessment_nfa", title="Assessments ending with no further action", area=HELP, theme="assessment",
    why="A high share asks whether the right families are assessed, or whether help is refused.",
    population=each(assessments, at="authorised_on"), counts=(is_true("no_further_action"),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, authority=CHILDREN_IN_NEED, status=Standing.PUBLISHED,
)  # fmt: skip

s47_rate = Indicator(
    code="s47_rate", title="Section 47 enquiries", area=HELP, theme="section_47",
    why="An enquiry is the strongest thing done to a family without a court: how often says where the line is drawn.",
    population=ENQUIRIES, as_=Per10k(), period=PeriodKind.FINANCIAL_YEAR,
    authority=table(CHILDREN_IN_NEED, "A2/C4"), status=Standing.PUBLISHED,
)  # fmt: skip

s47_count = Indicator(
    code="s47_count", title="Section 47 enquiries begun", area=HELP, theme="section_47",
    why="Each takes a worker and a manager at once.", population=ENQUIRIES, as_=Count(),
    period=PeriodKind.FINANCIAL_YEAR, authority=C4, status=Standing.PUBLISHED,
)  # fmt: skip

s47_to_icpc = Indicator(
    code="s47_to_icpc", title="Section 47 enquiries that led to a conference", area=HELP, theme="section_47",
    why="A very low share means many families go through an enquiry that leads nowhere.",
    population=each(section_47_enquiries, at="ended_on"),
    counts=(Related(INITIAL, match=("id", "enquiry_id")),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, authority=C4, status=Standing.PUBLISHED,
)  # fmt: skip

strategy_to_s47 = Indicator(
    code="strategy_to_s47", title="Strategy discussions that led to a section 47 enquiry", area=HELP,
    theme="section_47", why="Discussions that never or always lead to an enquiry are not deciding anything.",
    population=each(strategy_discussions, at="held_on"),
    counts=(one_of("decision", "section_47_single", "section_47_joint"),), as_=Percent(), period=PeriodKind.ROLLING_6M,
)  # fmt: skip

strategy_within_standard = done(
    "strategy_within_standard", "Strategy discussions held in time", "strategy_discussion",
    "A concern that a child may suffer harm is talked over with the police and health at once.",
    area=HELP, theme="section_47",
)  # fmt: skip

strategy_attendance_full = Indicator(
    code="strategy_attendance_full", title="Strategy discussions with police and health", area=HELP,
    theme="section_47", why="Each agency holds a piece of what is known about the child.",
    population=each(strategy_discussions, at="held_on"),
    counts=(all_of(is_true("police_attended"), is_true("health_attended")),), as_=Percent(), period=PeriodKind.MONTH,
    better=Better.HIGHER, standards=("strategy_attendance",),
)  # fmt: skip

s47_seen_alone = Indicator(
    code="s47_seen_alone", title="Children seen alone in a section 47 enquiry", area=HELP, theme="section_47",
    why="A child who may be harmed at home must be able to speak away from those at home.",
    population=each(section_47_enquiries, at="ended_on"), counts=(is_true("child_seen_alone"),), as_=Percent(),
    period=PeriodKind.ROLLING_6M, better=Better.HIGHER, standards=("s47_child_seen",),
)  # fmt: skip

INDICATORS = (
    assessments_rate, assessment_45wd, assessment_median_days, assessment_over_61, assessment_open_over_45,
    assessment_child_seen, assessment_nfa, s47_rate, s47_count, s47_to_icpc, strategy_to_s47,
    strategy_within_standard, strategy_attendance_full, s47_seen_alone,
)  # fmt: skip
