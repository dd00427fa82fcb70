"""What is measured of workers who come, go, are away, and of their managers: the workforce census's other measures."""

from __future__ import annotations

from typing import Any

from lineofsight.catalogue.sources_of_figures import WORKFORCE
from lineofsight.catalogue.workforce.standards import SOCIAL_WORKERS
from lineofsight.core.areas import Area
from lineofsight.core.indicator_measures import HowMany, Mean, Percent, Ratio, Sum
from lineofsight.core.indicator_questions import AS_AT, PERIOD_START, Related, open_at
from lineofsight.core.indicators import OF_A_TEAM, Better, Indicator, Standing, open_during, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import any_of, each, is_blank, is_false, is_true, one_of
from lineofsight.core.tables.workforce import absences, posts, professionals, workforce_census

WORKING_DAYS = 253
"""Days a full-time worker works in a year, by which the children's social work workforce census of the Department for
Education makes absence a rate. To be checked against the guide of each year."""
NOT_AGENCY = any_of(is_false("is_agency"), is_blank("is_agency"))
PERMANENT = (one_of("role", *SOCIAL_WORKERS), NOT_AGENCY, is_blank("placeholder"))
THEMSELVES = ("id", "id")

SHARED: dict[str, Any] = {"area": Area.LEADERSHIP, "theme": "workforce", "breakdowns": OF_A_TEAM}
YEAR: dict[str, Any] = {
    **SHARED, "authority": WORKFORCE, "status": Standing.PUBLISHED, "period": PeriodKind.ROLLING_12M,
}  # fmt: skip

wf_starters = Indicator(
    code="wf_starters", title="Social workers who started in the year (full-time equivalent)",
    population=each(professionals, at="started_on", where=PERMANENT), as_=Sum("full_time_equivalent"),
    why="Whether people want to work here shows in who comes.",
    notes="The twelve months to 30 September are the census's year.", **YEAR,
)  # fmt: skip

wf_leavers_rate = Indicator(
    code="wf_leavers_rate", title="Social workers who left in the year (full-time equivalent)",
    population=each(professionals, at="ended_on", where=PERMANENT), as_=Sum("full_time_equivalent"),
    why="Every worker who leaves is children who begin again with a stranger.",
    notes="The twelve months to 30 September are the census's year. The rate is the turnover rate.", **YEAR,
)  # fmt: skip

wf_turnover_rate = Indicator(
    code="wf_turnover_rate", title="Turnover rate", population=open_during(professionals, where=PERMANENT),
    as_=Ratio(
        HowMany(Related(each(professionals, at="ended_on"), PERIOD_START, AS_AT, match=THEMSELVES)),
        HowMany(open_at(professionals, AS_AT, match=THEMSELVES)), 100,
    ),
    better=Better.LOWER, why="A service that loses its workers as fast as it finds them never learns.",
    notes="Those in post in the twelve months who left, over those in post at their end. People are counted, where the "
          "census counts full-time equivalents: the two differ a little.", **YEAR,
)  # fmt: skip

wf_absence = Indicator(
    code="wf_absence", title="Working time lost to sickness", better=Better.LOWER,
    population=each(workforce_census, at="census_on", where=(one_of("role", *SOCIAL_WORKERS), NOT_AGENCY)),
    as_=Ratio("days_lost", "full_time_equivalent", 100 / WORKING_DAYS), area=Area.LEADERSHIP, theme="workforce",
    breakdowns=OF_A_TEAM, authority=WORKFORCE, status=Standing.PUBLISHED, period=PeriodKind.CENSUS_YEAR,
    why="Work that makes people ill does not keep children safe.",
    notes=f"Days lost in the year over {WORKING_DAYS} working days for each full-time equivalent in post at the "
          "census: the number of days is to be checked against the census guide of the year.",
)  # fmt: skip

wf_away_sick = Indicator(
    code="wf_away_sick", title="Social workers away sick", population=open_spans(professionals, where=PERMANENT),
    counts=(open_at(absences, AS_AT, where=one_of("kind", "sickness"), match=("id", "worker_id")),), as_=Percent(),
    better=Better.LOWER, period=PeriodKind.POINT_IN_TIME,
    why="Children of a worker who is away are held by somebody who has children already.", **SHARED,
)  # fmt: skip

wf_vacant_covered = Indicator(
    code="wf_vacant_covered", title="Vacant posts covered by agency workers",
    population=open_spans(posts, where=is_blank("worker_id")), counts=(is_true("covered_by_agency"),),
    as_=Percent("full_time_equivalent"), period=PeriodKind.POINT_IN_TIME,
    why="A vacant post that nobody covers is children nobody has time for.",
    notes="Of the posts nobody permanent fills. The census gives the share of agency workers who cover a vacancy, "
          "which is another figure.", **SHARED,
)  # fmt: skip

wf_span = Indicator(
    code="wf_span", title="Workers to each team manager",
    population=open_spans(professionals, where=(one_of("role", "team_manager"), is_blank("placeholder"))),
    as_=Mean(HowMany(open_at(
        professionals, AS_AT, where=(one_of("role", *SOCIAL_WORKERS, "personal_adviser", "family_support"),
                                     is_blank("placeholder")), match=("team_id", "team_id"),
    ))),
    period=PeriodKind.POINT_IN_TIME, why="A manager of too many sees none of them.",
    notes="Practitioners in post in the manager's own team, agency workers among them.", **SHARED,
)  # fmt: skip

INDICATORS = (
    wf_starters, wf_leavers_rate, wf_turnover_rate, wf_absence, wf_away_sick, wf_vacant_covered, wf_span,
)  # fmt: skip
