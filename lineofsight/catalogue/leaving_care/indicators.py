"""What is measured of care leavers."""

from __future__ import annotations

from typing import Any

from lineofsight.catalogue.duty_indicators import done, up_to_date
from lineofsight.catalogue.sources_of_figures import LOOKED_AFTER
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Months
from lineofsight.core.indicator_measures import Count, Percent, Share
from lineofsight.core.indicator_questions import on, open_at
from lineofsight.core.indicators import Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import age_at_least, age_under, each, is_not, is_present, is_true, not_, one_of
from lineofsight.core.shared_tables import SHORT_BREAK_STATUSES
from lineofsight.core.tables.in_care import care_episodes, placements
from lineofsight.core.tables.leaving_care import care_leaver_homes, care_leavers, outcomes_of_care_leavers

AT_19_TO_21 = each(outcomes_of_care_leavers, at="year_ended_on", where=(age_at_least(19), age_under(22)))
AT_17_AND_18 = each(outcomes_of_care_leavers, at="year_ended_on", where=(age_at_least(17), age_under(19)))
BUSY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
NOT_BUSY = ("G4", "G5", "G6")
HIGHER_EDUCATION = ("F1", "P1")
# The last figure of an accommodation code says whether it is suitable.
SUITABLE = ("B1", "C1", "D1", "E1", "G1", "H1", "K1", "R1", "T1", "U1", "V1", "W1", "Y1", "Z1")
HOMELESS = ("S1", "S2", "V1", "V2", "W1", "W2")
CUSTODY = ("X1", "X2")
FOSTER_CARE = ("U1", "U2", "U3", "U4", "U5", "U6")
YEAR: dict[str, Any] = {
    "area": Area.CARE_LEAVERS, "theme": "leaving_care", "authority": LOOKED_AFTER, "status": Standing.PUBLISHED,
    "period": PeriodKind.FINANCIAL_YEAR,
}  # fmt: skip

cl_in_touch = Indicator(
    code="cl_in_touch", title="In touch at 19 to 21", population=AT_19_TO_21, counts=(one_of("in_touch", "YES"),),
    as_=Percent(), better=Better.HIGHER, why="A parent knows where their grown children are.",
    standards=("pa_in_touch_8w",), **YEAR,
)  # fmt: skip

cl_suitable = Indicator(
    code="cl_suitable", title="In suitable accommodation at 19 to 21", population=AT_19_TO_21,
    counts=(one_of("accommodation", *SUITABLE),), as_=Percent(), better=Better.HIGHER,
    why="Nothing else holds without a home.", standards=("suitable_accommodation",), **YEAR,
)  # fmt: skip

cl_eet = Indicator(
    code="cl_eet", title="In education, employment or training at 19 to 21", population=AT_19_TO_21,
    counts=(one_of("activity", *BUSY),), as_=Percent(), better=Better.HIGHER,
    why="Something to get up for, and to live on.", standards=("eet_plan",), **YEAR,
)  # fmt: skip

cl_1718_eet = Indicator(
    code="cl_1718_eet", title="In education, employment or training at 17 and 18", population=AT_17_AND_18,
    counts=(one_of("activity", *BUSY),), as_=Percent(), better=Better.HIGHER,
    why="What is lost at seventeen is hard to find at nineteen.", **YEAR,
)  # fmt: skip

cl_neet_reason = Indicator(
    code="cl_neet_reason", title="Why not in education, employment or training",
    population=each(outcomes_of_care_leavers, at="year_ended_on", where=one_of("activity", *NOT_BUSY)),
    as_=Share("activity"), why="Illness, a baby, or nothing offered: each needs something else.", **YEAR,
)  # fmt: skip

cl_uni = Indicator(
    code="cl_uni", title="In higher education at 19 to 21", population=AT_19_TO_21,
    counts=(one_of("activity", *HIGHER_EDUCATION),), as_=Percent(), better=Better.HIGHER,
    why="Care leavers are as clever as anybody and far less often there.", **YEAR,
)  # fmt: skip

cl_custody = Indicator(
    code="cl_custody", title="In custody at 19 to 21", population=AT_19_TO_21,
    counts=(one_of("accommodation", *CUSTODY),), as_=Percent(), better=Better.LOWER,
    why="Too many go from care to prison.", **YEAR,
)  # fmt: skip

cl_pathway_current = up_to_date(
    "cl_pathway_current", "Pathway plan reviews up to date", "pathway_review",
    "Plans made at sixteen do not fit at twenty.", area=Area.CARE_LEAVERS, theme="leaving_care",
)  # fmt: skip

cl_pa_by_16_3m = done(
    "cl_pa_by_16_3m", "Personal adviser in time", "pa_allocated",
    "A worker met at nearly eighteen is a stranger when care ends.", area=Area.CARE_LEAVERS, theme="leaving_care",
)  # fmt: skip

cl_visit_timely = up_to_date(
    "cl_visit_timely", "Personal adviser visits up to date", "pa_visit_2m",
    "Someone should know how they are living.", area=Area.CARE_LEAVERS, theme="leaving_care",
)  # fmt: skip

cl_staying_put = Indicator(
    code="cl_staying_put", title="Staying put three months after foster care ends at 18",
    population=each(placements, at="ended_on", where=(one_of("type", *FOSTER_CARE), age_at_least(18))),
    counts=(open_at(care_leaver_homes, on("ended_on", Months(3)), where=one_of("accommodation", "Z1", "Z2")),),
    as_=Percent(), better=Better.HIGHER, why="Nobody's own children are asked to leave at eighteen.", **YEAR,
)  # fmt: skip

cl_stayed_to_18 = Indicator(
    code="cl_stayed_to_18", title="Stayed in care to 18",
    population=each(
        care_episodes, at="ended_on",
        where=(not_(one_of("end_reason", "X1")), is_not("legal_status", *SHORT_BREAK_STATUSES), age_at_least(16)),
    ),
    counts=(age_at_least(18),), as_=Percent(), better=Better.HIGHER,
    why="Leaving care at sixteen is leaving home at sixteen.", notes="Of those who left at sixteen or over.", **YEAR,
)  # fmt: skip

cl_homeless = Indicator(
    code="cl_homeless", title="Care leavers homeless or in bed and breakfast",
    population=open_spans(care_leaver_homes, where=one_of("accommodation", *HOMELESS)), as_=Count(),
    area=Area.CARE_LEAVERS, theme="leaving_care", period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    why="No child of the authority should sleep in a hostel.", standards=("suitable_accommodation",),
    notes="No fixed abode, emergency accommodation, or bed and breakfast.",
)  # fmt: skip

cl_parents_pathway = Indicator(
    code="cl_parents_pathway", title="Care leavers who are parents, with an offer of support",
    population=open_spans(care_leavers, start="eligible_from", end="eligible_until", where=is_true("is_parent")),
    counts=(is_present("parenthood_offer_on"),), as_=Percent(), area=Area.CARE_LEAVERS, theme="leaving_care",
    period=PeriodKind.POINT_IN_TIME, better=Better.HIGHER, standards=("pregnancy_pathway",),
    why="A young parent who was in care fears asking for help.",
)  # fmt: skip

INDICATORS = (
    cl_in_touch, cl_suitable, cl_eet, cl_1718_eet, cl_neet_reason, cl_uni, cl_custody, cl_pathway_current,
    cl_pa_by_16_3m, cl_visit_timely, cl_staying_put, cl_stayed_to_18, cl_homeless, cl_parents_pathway,
)  # fmt: skip
