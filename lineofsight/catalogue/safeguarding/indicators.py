"""What is measured of children who go missing, are exploited, live with others, or are out of school."""

from __future__ import annotations

from lineofsight.catalogue.duty_indicators import done
from lineofsight.catalogue.safeguarding.derived import repeated_missing
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Days
from lineofsight.core.indicator_measures import Count, Per10k, Percent
from lineofsight.core.indicator_questions import AS_AT, PERIOD_START, Related, open_at, within
from lineofsight.core.indicators import Better, Indicator, one_each, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import all_of, any_of, at_least, each, is_present, one_of
from lineofsight.core.shared_tables import WAS_MISSING, open_children
from lineofsight.core.tables.safeguarding import (
    exploitation_concerns,
    exploitation_reviews,
    home_education,
    missing_episodes,
    private_fostering,
)

HELP = Area.HELP_AND_PROTECTION
TIMES = 3
MISSING = each(missing_episodes, at="started_on", where=WAS_MISSING)
FOUND = each(missing_episodes, at="ended_on", where=WAS_MISSING)

rhi_offered_72h = Indicator(
    code="rhi_offered_72h", title="Return home interviews offered within three days", area=HELP, theme="missing",
    why="What a child ran to or from is best asked soon, by someone who is not the carer.", population=FOUND,
    counts=(within("ended_on", "interview_offered_on", Days(3)),), as_=Percent(), period=PeriodKind.ROLLING_12M,
    better=Better.HIGHER, standards=("return_home_interview_72h",),
)  # fmt: skip

rhi_completed = Indicator(
    code="rhi_completed", title="Return home interviews held", area=HELP, theme="missing",
    why="Offering is not asking; asking is not hearing.", population=FOUND, counts=(is_present("interviewed_on"),),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER, standards=("return_home_interview_72h",),
)  # fmt: skip

missing_repeat = Indicator(
    code="missing_repeat", title="Children missing three times or more in 90 days", area=HELP, theme="missing",
    why="A pattern of going missing is a sign of danger outside the home.", population=one_each(MISSING),
    counts=(
        Related(
            each(repeated_missing, at="started_on", where=at_least("count", TIMES)), after=PERIOD_START, until=AS_AT
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.LOWER, standards=("missing_strategy_meeting",),
    notes="A third time in any 90 days, where that third time was in the period.",
)  # fmt: skip

missing_now = Indicator(
    code="missing_now", title="Children missing now", area=HELP, theme="missing",
    why="Somebody must know tonight who is not where they should be.",
    population=open_spans(missing_episodes, where=WAS_MISSING), as_=Count(), period=PeriodKind.POINT_IN_TIME,
    notes="Not those away without leave whose whereabouts are known.",
)  # fmt: skip

exploitation_at_risk = Indicator(
    code="exploitation_at_risk", title="Children at medium or high risk of exploitation", area=HELP,
    theme="exploitation", why="Harm outside the home hides from services built for harm inside it.",
    population=open_spans(exploitation_concerns, start="indicated_on"), counts=(one_of("risk", "medium", "high"),),
    as_=Per10k(), period=PeriodKind.POINT_IN_TIME,
)  # fmt: skip

exploitation_risk_reduced = Indicator(
    code="exploitation_risk_reduced", title="Exploitation risk lower at review", area=HELP, theme="exploitation",
    why="Whether the risk falls says whether what is done works, if the level is set honestly.",
    population=each(exploitation_reviews, at="held_on"),
    counts=(
        any_of(
            all_of(one_of("previous_risk", "high"), one_of("risk", "medium", "low")),
            all_of(one_of("previous_risk", "medium"), one_of("risk", "low")),
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, standards=("exploitation_review",),
)  # fmt: skip

private_fostering_count = Indicator(
    code="private_fostering_count", title="Privately fostered children", area=HELP, theme="private_fostering",
    why="Few are ever notified: a low number is more often not knowing than not being.",
    population=open_spans(private_fostering), as_=Count(), period=PeriodKind.POINT_IN_TIME,
)  # fmt: skip

private_fostering_timely = done(
    "private_fostering_timely", "Private fostering first visits in time", "private_fostering_visit_first",
    "A child living with strangers must be seen within days.", area=HELP, theme="private_fostering",
    period=PeriodKind.FINANCIAL_YEAR,
)  # fmt: skip

private_fostering_visits_in_time = done(
    "private_fostering_visits_in_time", "Private fostering visits in time", "private_fostering_visits",
    "An arrangement that was safe once must still be.", area=HELP, theme="timeliness",
)  # fmt: skip

ehe_open = Indicator(
    code="ehe_open", title="Open children educated at home", area=HELP, theme="education",
    why="A child known to the service and to no school is seen by fewer eyes.",
    population=open_spans(home_education, start="notified_on"), asked=(open_at(open_children, AS_AT),), as_=Count(),
    period=PeriodKind.POINT_IN_TIME, standards=("ehe_notified_visit", "ehe_review"),
)  # fmt: skip

INDICATORS = (
    rhi_offered_72h, rhi_completed, missing_repeat, missing_now, exploitation_at_risk, exploitation_risk_reduced,
    private_fostering_count, private_fostering_timely, private_fostering_visits_in_time, ehe_open,
)  # fmt: skip
