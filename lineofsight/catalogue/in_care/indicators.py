"""What is measured of children in care: who they are, where they live, and how settled they are."""

from __future__ import annotations

from typing import Any

from lineofsight.catalogue.duty_indicators import done, up_to_date
from lineofsight.catalogue.sources_of_figures import LOOKED_AFTER
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Days, Months, Years
from lineofsight.core.indicator_measures import Count, Per10k, Percent, PerHolder
from lineofsight.core.indicator_questions import AS_AT, PERIOD_START, Related, either, lasting, on, open_at
from lineofsight.core.indicators import Better, DutiesWhen, Indicator, Standing, one_each, open_during, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import (
    age_at_least,
    age_under,
    all_of,
    at_most,
    each,
    is_not,
    is_present,
    is_true,
    not_,
    one_of,
)
from lineofsight.core.shared_tables import REVIEW_HELD, SHORT_BREAK_STATUSES, care_periods, missing_from_care
from lineofsight.core.tables.in_care import care_episodes, care_reviews, placements, sibling_assessments
from lineofsight.core.tables.workforce import allocations

IN_CARE = open_spans(care_periods)
# T codes are temporary moves: the child's own placement waits for them.
NOT_TEMPORARY = is_not("type", "T0", "T1", "T2", "T3", "T4")
PLACED = open_spans(placements, where=NOT_TEMPORARY)
BEGUN = each(placements, at="started_on", where=NOT_TEMPORARY)
FOSTER_CARE = ("U1", "U2", "U3", "U4", "U5", "U6")
RESIDENTIAL = ("K1", "K2", "R1", "S1")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
# X1 means another episode began the same day: care did not end.
CEASED = each(
    care_episodes, at="ended_on",
    where=(not_(one_of("end_reason", "X1")), is_not("legal_status", *SHORT_BREAK_STATUSES)),
)  # fmt: skip
WENT_MISSING = each(missing_from_care, at="started_on", where=is_present("in_care_since"))
OVER_20_MILES = not_(at_most("distance_miles", 20))
YEAR: dict[str, Any] = {"authority": LOOKED_AFTER, "status": Standing.PUBLISHED, "area": Area.IN_CARE}

cla_rate = Indicator(
    code="cla_rate", title="Children in care", theme="looked_after", population=IN_CARE, as_=Per10k(),
    why="How many children the authority is parent to, for those who live here.", period=PeriodKind.POINT_IN_TIME,
    **YEAR,
)  # fmt: skip

cla_count = Indicator(
    code="cla_count", title="Children in care (count)", theme="looked_after", population=IN_CARE, as_=Count(),
    why="How many children the authority is parent to tonight.", period=PeriodKind.POINT_IN_TIME, **YEAR,
)  # fmt: skip

cla_uasc = Indicator(
    code="cla_uasc", title="Unaccompanied children in care", theme="uasc", population=IN_CARE,
    counts=(is_true("child.is_unaccompanied"),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    why="Children alone in a new country need homes, health and law that others do not.", **YEAR,
)  # fmt: skip

cla_started = Indicator(
    code="cla_started", title="Children who came into care", theme="looked_after",
    population=one_each(each(care_periods, at="started_on")), as_=Per10k(), period=PeriodKind.FINANCIAL_YEAR,
    why="The flow behind the number in care.", notes="Each child once in the period.", **YEAR,
)  # fmt: skip

cla_ceased = Indicator(
    code="cla_ceased", title="Children who left care", theme="looked_after",
    population=one_each(each(care_periods, at="ended_on")), as_=Count(), period=PeriodKind.FINANCIAL_YEAR,
    why="Leaving care should be going home, a new family, or growing up.", notes="Each child once in the period.",
    **YEAR,
)  # fmt: skip

cla_ceased_sgo_cao = Indicator(
    code="cla_ceased_sgo_cao", title="Left care through special guardianship or child arrangements",
    theme="permanence", population=one_each(CEASED),
    counts=(one_of("end_reason", "E41", "E43", "E44", "E45", "E46", "E47", "E48"),),
    as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, why="A family for good, with people the child already has.",
    **YEAR,
)  # fmt: skip

cla_return_home_12m = Indicator(
    code="cla_return_home_12m", title="Back in care within 12 months of going home", theme="looked_after",
    population=each(care_episodes, at="ended_on", where=one_of("end_reason", "E4A", "E4B")),
    counts=(
        Related(
            each(care_periods, at="started_on"), after=on("ended_on", Days(2)), until=on("ended_on", Months(12))
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.LOWER,
    why="A return home that fails hurts a child twice.",
    notes="A child who went home less than 12 months ago is missing, back or not: the share cannot be told yet.",
    **YEAR,
)  # fmt: skip

cla_3_placements = Indicator(
    code="cla_3_placements", title="Three or more placements in the year", theme="stability", population=IN_CARE,
    counts=(Related(BEGUN, after=AS_AT.moved(Years(-1)), until=AS_AT, at_least=3, ends="ended_on"),), as_=Percent(),
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER, why="Each move costs a child a bed, a school and a trust.",
    **YEAR,
)  # fmt: skip

cla_3_placements_2y = Indicator(
    code="cla_3_placements_2y", title="Three or more placements in two years", theme="stability", population=IN_CARE,
    asked=(lasting("started_on", AS_AT, at_least=Years(2)),),
    counts=(Related(BEGUN, after=AS_AT.moved(Years(-2)), until=AS_AT, at_least=3, ends="ended_on"),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, better=Better.LOWER,
    why="Children long in care should be long in one home.", **YEAR,
)  # fmt: skip

cla_same_carer_2y = Indicator(
    code="cla_same_carer_2y", title="In the same home for two years", theme="stability",
    population=open_spans(care_periods, where=age_under(16)),
    asked=(lasting("started_on", AS_AT, at_least=Months(30)),),
    counts=(
        either(
            Related(BEGUN, after=AS_AT.moved(Years(-2)), until=AS_AT, at_least=0, at_most=0),
            open_at(placements, AS_AT, where=one_of("type", *FOR_ADOPTION)),
        ),
    ),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER,
    why="To stay is what most children in care ask for.",
    notes="Under 16 and in care for two and a half years: no new placement in two years, or placed for adoption.",
    **YEAR,
)  # fmt: skip

cla_worker_changes = Indicator(
    code="cla_worker_changes", title="Three or more social workers in the year", theme="stability", population=IN_CARE,
    counts=(
        Related(
            each(allocations, at="started_on", where=one_of("role", "allocated_worker")),
            after=AS_AT.moved(Years(-1)), until=AS_AT, at_least=3, ends="ended_on", distinct="worker_id",
        ),
    ),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    why="A child should not have to tell the story again.", standards=("change_of_worker",), **YEAR,
)  # fmt: skip

cla_over_20_miles = Indicator(
    code="cla_over_20_miles", title="Placed more than 20 miles from home", theme="placement", population=PLACED,
    counts=(OVER_20_MILES,), as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    why="Far from home is far from school, family and the people who visit.",
    standards=("placement_distance_approval",),
    notes="A placement whose distance is not recorded is missing.", **YEAR,
)  # fmt: skip

new_placements_outside_20 = Indicator(
    code="new_placements_outside_20", title="New placements outside the area and over 20 miles", theme="placement",
    population=BEGUN, counts=(all_of(is_true("outside_authority"), OVER_20_MILES),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, better=Better.LOWER, why="Where children are placed now is where they will be.",
    **YEAR,
)  # fmt: skip

cla_outside_la = Indicator(
    code="cla_outside_la", title="Placed outside the authority", theme="placement", population=PLACED,
    counts=(is_true("outside_authority"),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    why="Another authority's schools and police must know of the child.", **YEAR,
)  # fmt: skip

cla_foster = Indicator(
    code="cla_foster", title="Placed in foster care", theme="placement", population=PLACED,
    counts=(one_of("type", *FOSTER_CARE),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    why="Most children do best in a family.", **YEAR,
)  # fmt: skip

cla_residential = Indicator(
    code="cla_residential", title="Placed in children's homes", theme="placement", population=PLACED,
    counts=(one_of("type", *RESIDENTIAL),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    why="Some children need a home with staff; some are there because there was no family.", **YEAR,
)  # fmt: skip

cla_parents = Indicator(
    code="cla_parents", title="Placed with parents", theme="placement", population=PLACED,
    counts=(one_of("type", "P1"),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    why="A care order at home should be on its way to being ended, or not be at home.",
    standards=("order_discharge_review",), **YEAR,
)  # fmt: skip

cla_unregistered = Indicator(
    code="cla_unregistered", title="Children in unregistered homes", theme="placement", area=Area.IN_CARE,
    population=open_spans(placements, where=is_true("is_unregistered")), as_=Count(), period=PeriodKind.POINT_IN_TIME,
    better=Better.LOWER, why="Nobody inspects a home that is not registered.", standards=("unregistered_provision",),
)  # fmt: skip

cla_sibling_together = Indicator(
    code="cla_sibling_together", title="Living with a brother or sister who is in care", theme="placement",
    area=Area.IN_CARE, population=PLACED,
    asked=(Related(each(sibling_assessments, at="needed_on"), until=AS_AT),), counts=(is_true("with_sibling"),),
    as_=Percent(), period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER,
    why="Brothers and sisters are the longest family a child will have.", standards=("sibling_assessment",),
    notes="Children with a brother or sister in care are those for whom together-or-apart had to be assessed.",
)  # fmt: skip

cla_foster_disruption = Indicator(
    code="cla_foster_disruption", title="Placements that ended unplanned", theme="stability", area=Area.IN_CARE,
    population=each(placements, at="ended_on", where=NOT_TEMPORARY), counts=(is_true("ended_unplanned"),),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.LOWER,
    why="An unplanned end is a loss, and often a sign of help that did not come.",
)  # fmt: skip

cla_visits_timely = up_to_date(
    "cla_visits_timely", "Visits to children in care up to date",
    "cla_visit_first cla_visit_recurring cla_visit_until_first_review cla_visit_order_at_home",
    "The authority is the parent: it must see its children.", area=Area.IN_CARE, theme="looked_after",
)  # fmt: skip

cla_reviews_timely = done(
    "cla_reviews_timely", "Children whose every review in care was in time", "cla_review",
    "A review is when someone independent asks whether the plan is right.", area=Area.IN_CARE, theme="looked_after",
    period=PeriodKind.FINANCIAL_YEAR, when=DutiesWhen.EVERY, authority=LOOKED_AFTER, status=Standing.PUBLISHED,
    notes="One review missed in the period fails the child.",
)  # fmt: skip

cla_review_participation = Indicator(
    code="cla_review_participation", title="Children who took part in their review", theme="participation",
    population=each(care_reviews, at="held_on", where=(age_at_least(4), REVIEW_HELD)),
    counts=(one_of("participation", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6"),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, better=Better.HIGHER, why="It is the child's life that is reviewed.",
    standards=("review_participation",), notes="By review, of children of four and over.", **YEAR,
)  # fmt: skip

cla_missing_pct = Indicator(
    code="cla_missing_pct", title="Children in care who went missing", theme="missing",
    population=open_during(care_periods),
    counts=(Related(WENT_MISSING, after=PERIOD_START, until=AS_AT),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, why="A child who runs is saying something about where they live.",
    notes="Recording differs between authorities. A child twice in care in the period is there twice.", **YEAR,
)  # fmt: skip

cla_missing_avg = Indicator(
    code="cla_missing_avg", title="Times missing for each child in care who went missing", theme="missing",
    population=WENT_MISSING, as_=PerHolder(), period=PeriodKind.FINANCIAL_YEAR, better=Better.LOWER,
    why="Few children go missing often: they are the ones most at risk.", **YEAR,
)  # fmt: skip

care_plan_10wd_in_time = done(
    "care_plan_10wd_in_time", "Care plans made in time", "care_plan_10wd",
    "A child in care without a plan waits for nothing in particular.", area=Area.IN_CARE, theme="timeliness",
)  # fmt: skip

placement_plan_5wd_in_time = done(
    "placement_plan_5wd_in_time", "Placement plans made in time", "placement_plan_5wd",
    "A carer must know what the child needs and who may say yes.", area=Area.IN_CARE, theme="timeliness",
)  # fmt: skip

connected_temp_16w_in_time = done(
    "connected_temp_16w_in_time", "Temporary approvals of family and friends settled in time", "connected_temp_16w",
    "A grandmother approved for now must be assessed in full, or it is not a safe home in law.", area=Area.IN_CARE,
    theme="timeliness",
)  # fmt: skip

placed_with_parents_assess_in_time = done(
    "placed_with_parents_assess_in_time", "Placements with parents assessed in time", "placed_with_parents_assess",
    "Home must be known to be safe before, or at once after, a child goes back.", area=Area.IN_CARE,
    theme="timeliness",
)  # fmt: skip

INDICATORS = (
    cla_rate, cla_count, cla_uasc, cla_started, cla_ceased, cla_ceased_sgo_cao, cla_return_home_12m, cla_3_placements,
    cla_3_placements_2y, cla_same_carer_2y, cla_worker_changes, cla_over_20_miles, new_placements_outside_20,
    cla_outside_la, cla_foster, cla_residential, cla_parents, cla_unregistered, cla_sibling_together,
    cla_foster_disruption, cla_visits_timely, cla_reviews_timely, cla_review_participation, cla_missing_pct,
    cla_missing_avg, care_plan_10wd_in_time, placement_plan_5wd_in_time, connected_temp_16w_in_time,
    placed_with_parents_assess_in_time,
)  # fmt: skip
