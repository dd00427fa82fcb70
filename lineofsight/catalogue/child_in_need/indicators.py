"""What is measured of children in need, and of all children open to the service."""

from __future__ import annotations

from lineofsight.catalogue.child_in_need.derived import open_and_not_seen
from lineofsight.catalogue.duty_indicators import up_to_date
from lineofsight.catalogue.sources_of_figures import CHILDREN_IN_NEED, table
from lineofsight.core.areas import Area
from lineofsight.core.clocks import WorkingDays, Years
from lineofsight.core.indicator_measures import Count, Median, Per10k, Percent, Since
from lineofsight.core.indicator_questions import AS_AT, Related, lasting, on, open_at, unless
from lineofsight.core.indicators import Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import each, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, care_periods, open_children
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans, visits

HELP = Area.HELP_AND_PROTECTION
OPEN = open_spans(open_children)
SEEN = each(visits, at="visited_on", where=SEEN_IN_PERSON)
FAILED = each(visits, at="visited_on", where=one_of("outcome", "no_access", "cancelled"))

cin_rate = Indicator(
    code="cin_rate", title="Children in need", area=HELP, theme="child_in_need",
    why="How many children are helped, for those who live here.", population=OPEN, as_=Per10k(),
    period=PeriodKind.POINT_IN_TIME, authority=table(CHILDREN_IN_NEED, "A1"), status=Standing.PUBLISHED,
)  # fmt: skip

cin_count = Indicator(
    code="cin_count", title="Children in need (count)", area=HELP, theme="child_in_need",
    why="Every child the service holds, in care and on plans among them.", population=OPEN, as_=Count(),
    period=PeriodKind.POINT_IN_TIME, authority=CHILDREN_IN_NEED, status=Standing.PUBLISHED,
)  # fmt: skip

cin_plan_in_place = Indicator(
    code="cin_plan_in_place", title="Children in need with a plan", area=HELP, theme="child_in_need",
    why="Without a plan nobody knows what help is for, or when it has worked.", population=OPEN,
    asked=(
        lasting("started_on", AS_AT, at_least=WorkingDays(20)), unless(open_at(child_protection_plans, AS_AT)),
        unless(open_at(care_periods, AS_AT)),
    ),
    counts=(open_at(child_in_need_plans, AS_AT),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    better=Better.HIGHER, standards=("cin_plan_made",),
    notes="Of children open for 20 working days or more, neither in care nor on a child protection plan.",
)  # fmt: skip

cin_review_timely = up_to_date(
    "cin_review_timely", "Child in need reviews up to date", "cin_plan_review",
    "A plan not looked at again drifts.", area=HELP, theme="child_in_need",
)  # fmt: skip

cin_visit_timely = up_to_date(
    "cin_visit_timely", "Child in need visits up to date", "cin_visit",
    "A child in need who is not seen may have become a child at risk.", area=HELP, theme="child_in_need",
)  # fmt: skip

cin_over_2_years = Indicator(
    code="cin_over_2_years", title="Children open for two years or more", area=HELP, theme="child_in_need",
    why="Help that has gone on for years may not be helping.", population=OPEN,
    counts=(lasting("started_on", AS_AT, at_least=Years(2)),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    better=Better.LOWER, authority=CHILDREN_IN_NEED, status=Standing.PUBLISHED,
)  # fmt: skip

days_since_seen = Indicator(
    code="days_since_seen", title="Days since last seen, by anyone", area=HELP, theme="visits",
    why="Whatever a child is owed, how long since anyone saw them is the plainest question.", population=OPEN,
    as_=Median(Since(SEEN)), period=PeriodKind.POINT_IN_TIME,
    notes="In person, by any worker. Children never seen are missing: list them first.",
)  # fmt: skip

no_access_unresolved = Indicator(
    code="no_access_unresolved", title="Children not seen after two failed visits", area=HELP, theme="visits",
    why="A door that stays shut may be the sign.", population=open_spans(open_and_not_seen),
    counts=(Related(FAILED, after=on("started_on"), until=AS_AT, at_least=2),),
    as_=Count(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    notes="Two or more visits with no access or cancelled since the child was last seen in person, however long ago, "
          "or since the child was opened. A child seen on the day itself is not among those looked at.",
)  # fmt: skip

INDICATORS = (
    cin_rate, cin_count, cin_plan_in_place, cin_review_timely, cin_visit_timely, cin_over_2_years, days_since_seen,
    no_access_unresolved,
)  # fmt: skip
