"""What is measured of pre-proceedings and care proceedings."""

from __future__ import annotations

from lineofsight.catalogue.duty_indicators import done
from lineofsight.catalogue.sources_of_figures import FAMILY_COURT
from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority
from lineofsight.core.clocks import Days, Weeks
from lineofsight.core.indicator_measures import Count, LengthIn, Mean, Median, Per10k, Percent, between
from lineofsight.core.indicator_questions import AS_AT, lasting, within
from lineofsight.core.indicators import Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import each, is_true
from lineofsight.core.tables.court import pre_proceedings, proceedings

OPEN = open_spans(pre_proceedings, start="decided_on", end="stepped_down_or_issued_on")
CONCLUDED = each(proceedings, at="concluded_on")
ONE_DAY_OVER_16_WEEKS = Days(16 * 7 + 1)

pre_proceedings_open = Indicator(
    code="pre_proceedings_open", title="Children in pre-proceedings", area=Area.HELP_AND_PROTECTION, theme="court",
    why="These families have a last chance before a court, and a short time for it.", population=OPEN, as_=Count(),
    period=PeriodKind.POINT_IN_TIME,
)  # fmt: skip

pre_proceedings_weeks = Indicator(
    code="pre_proceedings_weeks", title="Weeks of pre-proceedings", area=Area.HELP_AND_PROTECTION, theme="court",
    why="Too long is drift; too short is no chance to change.",
    population=each(pre_proceedings, at="stepped_down_or_issued_on"),
    as_=Median(between("decided_on", "stepped_down_or_issued_on", LengthIn.WEEKS)), period=PeriodKind.ROLLING_12M,
    standards=("pre_proceedings_16w",),
)  # fmt: skip

pre_proceedings_over_16w = Indicator(
    code="pre_proceedings_over_16w", title="Pre-proceedings of more than 16 weeks", area=Area.HELP_AND_PROTECTION,
    theme="court", why="A child cannot wait for a decision that is always next month.", population=OPEN,
    counts=(lasting("decided_on", AS_AT, at_least=ONE_DAY_OVER_16_WEEKS),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER, standards=("pre_proceedings_16w",),
)  # fmt: skip

care_applications_rate = Indicator(
    code="care_applications_rate", title="Care applications", area=Area.IN_CARE, theme="court",
    why="How often a court is asked to decide, beside other places.", population=each(proceedings, at="issued_on"),
    as_=Per10k(), period=PeriodKind.FINANCIAL_YEAR, authority=Authority("Cafcass and Ministry of Justice"),
    status=Standing.PUBLISHED,
)  # fmt: skip

care_proceedings_weeks = Indicator(
    code="care_proceedings_weeks", title="Weeks of care proceedings", area=Area.IN_CARE, theme="court",
    why="Every week is a week a child does not know where they will live.", population=CONCLUDED,
    as_=Mean(between("issued_on", "concluded_on", LengthIn.WEEKS)), period=PeriodKind.QUARTER, better=Better.LOWER,
    authority=FAMILY_COURT, status=Standing.PUBLISHED, standards=("care_proceedings_26w",),
)  # fmt: skip

care_proceedings_26w = Indicator(
    code="care_proceedings_26w", title="Care proceedings within 26 weeks", area=Area.IN_CARE, theme="court",
    why="Parliament set 26 weeks because childhood is short.", population=CONCLUDED,
    counts=(within("issued_on", "concluded_on", Weeks(26)),), as_=Percent(), period=PeriodKind.QUARTER,
    better=Better.HIGHER, authority=FAMILY_COURT, status=Standing.PUBLISHED, standards=("care_proceedings_26w",),
)  # fmt: skip

independent_sw_instructed = Indicator(
    code="independent_sw_instructed", title="Proceedings with an independent assessment ordered", area=Area.IN_CARE,
    theme="court", why="A court that trusts the authority's own assessment seldom orders another.",
    population=each(proceedings, at="issued_on"), counts=(is_true("expert_instructed"),), as_=Percent(),
    period=PeriodKind.ROLLING_12M,
)  # fmt: skip

court_filed_on_time = done(
    "court_filed_on_time", "Court documents filed on time", "court_statement_filed",
    "A late statement delays a child's case.", area=Area.IN_CARE, theme="court",
)  # fmt: skip

INDICATORS = (
    pre_proceedings_open, pre_proceedings_weeks, pre_proceedings_over_16w, care_applications_rate,
    care_proceedings_weeks, care_proceedings_26w, independent_sw_instructed, court_filed_on_time,
)  # fmt: skip
