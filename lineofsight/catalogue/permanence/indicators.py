"""What is measured of permanence: adoption, special guardianship and settled homes."""

from __future__ import annotations

from lineofsight.catalogue.duty_indicators import done
from lineofsight.catalogue.sources_of_figures import ADOPTION_SCORECARD, ANNEX_A, LOOKED_AFTER
from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority
from lineofsight.core.clocks import Months
from lineofsight.core.derived import LatestAsAt
from lineofsight.core.indicator_measures import Count, Mean, Percent, between
from lineofsight.core.indicator_questions import AS_AT, both, lasting, within
from lineofsight.core.indicators import Better, Indicator, Standing, one_each, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import age_under, each, is_blank, is_not, is_present, not_, one_of
from lineofsight.core.shared_tables import SHORT_BREAK_STATUSES, care_periods
from lineofsight.core.tables.in_care import care_episodes, placements
from lineofsight.core.tables.permanence import adopters, permanence

IN_CARE = Area.IN_CARE

adopted_from_care = LatestAsAt(
    name="adopted_from_care", of=permanence, where=(one_of("order_type", "adoption"),), at="order_made_on",
    latest=care_periods, on="started_on", takes=(("care_started_on", "started_on"),),
)  # fmt: skip

permanence_by_second_review = done(
    "permanence_by_second_review", "Plan for permanence by the second review", "permanence_plan_second_review",
    "By then a child should know where they are going to grow up.", area=IN_CARE, theme="permanence",
)  # fmt: skip

adoptions = Indicator(
    code="adoptions", title="Left care by adoption", area=IN_CARE, theme="adoption",
    why="For some children a new family is the only lasting one.",
    population=one_each(each(
        care_episodes, at="ended_on",
        where=(not_(one_of("end_reason", "X1")), is_not("legal_status", *SHORT_BREAK_STATUSES)),
    )),
    counts=(one_of("end_reason", "E11", "E12"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR,
    notes="Of children who left care, each once in the period.",
    authority=LOOKED_AFTER, status=Standing.PUBLISHED,
)  # fmt: skip

adoption_a1_days = Indicator(
    code="adoption_a1_days", title="Days from entering care to moving in with adopters", area=IN_CARE, theme="adoption",
    why="A baby's year is a lifetime.", population=each(adopted_from_care, at="order_made_on"),
    as_=Mean(between("care_started_on", "placed_on")), period=PeriodKind.ROLLING_3Y, better=Better.LOWER,
    authority=ADOPTION_SCORECARD, status=Standing.PUBLISHED, standards=("adoption_a1",),
)  # fmt: skip

adoption_a2_days = Indicator(
    code="adoption_a2_days", title="Days from placement order to match", area=IN_CARE, theme="adoption",
    why="Once a court has agreed, only finding the family is left.", population=each(permanence, at="matched_on"),
    as_=Mean(between("placement_order_on", "matched_on")), period=PeriodKind.ROLLING_3Y, better=Better.LOWER,
    authority=ADOPTION_SCORECARD, status=Standing.PUBLISHED, standards=("adoption_a2",),
)  # fmt: skip

waiting_for_adoption = Indicator(
    code="waiting_for_adoption", title="Children with a placement order and not yet matched", area=IN_CARE,
    theme="adoption", why="Children wait longest who are older, in groups, or not white.",
    population=open_spans(
        permanence, start="placement_order_on", end="matched_on",
        where=(is_blank("reversed_on"), is_blank("order_made_on")),
    ),
    as_=Count(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER, authority=Authority("Adoption quarterly"),
    status=Standing.PUBLISHED,
)  # fmt: skip

early_permanence = Indicator(
    code="early_permanence", title="Early permanence placements", area=IN_CARE, theme="permanence",
    why="A baby placed at once with those who may adopt does not lose a second set of parents.",
    population=each(permanence, at="adoption_decided_on", where=age_under(2)),
    counts=(is_present("early_permanence_placed_on"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR,
    better=Better.HIGHER, standards=("early_permanence_considered",), notes="Of children under two at the decision.",
)  # fmt: skip

adoption_reversed = Indicator(
    code="adoption_reversed", title="Adoption decisions reversed", area=IN_CARE, theme="adoption",
    why="Each is a child told one thing and then another.", population=each(permanence, at="adoption_decided_on"),
    counts=(is_present("reversed_on"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, authority=ANNEX_A,
    status=Standing.ANNEX_A,
)  # fmt: skip

adopters_stage_timely = Indicator(
    code="adopters_stage_timely", title="Adopters approved in six months", area=IN_CARE, theme="adoption",
    why="Families who are made to wait may go elsewhere, or give up.", population=each(adopters, at="approved_on"),
    counts=(
        both(
            within("registered_on", "stage_one_ended_on", Months(2)),
            within("stage_two_started_on", "approved_on", Months(4)),
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER, breakdowns=(), authority=ANNEX_A,
    status=Standing.ANNEX_A,
)  # fmt: skip

lifestory_done = done(
    "lifestory_done", "Life story work done in time", "life_story_work",
    "A child has a right to know where they come from.", area=IN_CARE, theme="permanence",
)  # fmt: skip

delayed_discharge = Indicator(
    code="delayed_discharge", title="With parents or family in care for more than a year", area=IN_CARE,
    theme="permanence", why="A settled child should not stay in care because nobody went back to court.",
    population=open_spans(placements, where=one_of("type", "P1", "U1", "U2", "U3")),
    counts=(lasting("started_on", AS_AT, at_least=Months(12)),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    better=Better.LOWER, standards=("order_discharge_review",),
)  # fmt: skip

INDICATORS = (
    permanence_by_second_review, adoptions, adoption_a1_days, adoption_a2_days, waiting_for_adoption, early_permanence,
    adoption_reversed, adopters_stage_timely, lifestory_done, delayed_discharge,
)  # fmt: skip
