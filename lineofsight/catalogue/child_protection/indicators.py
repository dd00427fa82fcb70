"""What is measured of conferences and child protection plans."""

from __future__ import annotations

from lineofsight.catalogue.duty_indicators import done, up_to_date
from lineofsight.catalogue.sources_of_figures import ANNEX_A, CHILDREN_IN_NEED, table
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Days, Months, WorkingDays, Years
from lineofsight.core.indicator_measures import Count, Per10k, Percent, Share
from lineofsight.core.indicator_questions import AS_AT, Related, lasting, on, within
from lineofsight.core.indicators import Better, DutiesWhen, Indicator, Standing, duties_of, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import each, is_true, one_of
from lineofsight.core.shared_tables import NOT_A_TRANSFER, care_periods
from lineofsight.core.tables.assessment import conferences, section_47_enquiries
from lineofsight.core.tables.oversight import voices
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits

HELP = Area.HELP_AND_PROTECTION
INITIAL = each(conferences, at="held_on", where=NOT_A_TRANSFER)
OPEN_PLANS = open_spans(child_protection_plans)
STARTED = each(child_protection_plans, at="started_on")
ENDED = each(child_protection_plans, at="ended_on")
D1, D7 = table(CHILDREN_IN_NEED, "D1"), table(CHILDREN_IN_NEED, "D7")

icpc_rate = Indicator(
    code="icpc_rate", title="Initial child protection conferences", area=HELP, theme="child_protection",
    why="How often partners meet to decide whether a child needs a plan.", population=INITIAL, as_=Per10k(),
    period=PeriodKind.FINANCIAL_YEAR, authority=table(CHILDREN_IN_NEED, "A2/C4"), status=Standing.PUBLISHED,
)  # fmt: skip

icpc_15wd = Indicator(
    code="icpc_15wd", title="Conferences within 15 working days of the strategy discussion", area=HELP,
    theme="child_protection", why="A child thought to be at risk must not wait weeks for a plan.", population=INITIAL,
    counts=(
        Related(
            each(section_47_enquiries, at="started_on"), match=("enquiry_id", "id"),
            after=on("held_on", WorkingDays(-15)), until=on("held_on"),
        ),
    ),
    as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, better=Better.HIGHER, authority=table(CHILDREN_IN_NEED, "C4"),
    status=Standing.PUBLISHED, standards=("icpc_15",),
    notes="A conference whose enquiry is not recorded is missing.",
)  # fmt: skip

icpc_to_plan = Indicator(
    code="icpc_to_plan", title="Conferences that led to a plan", area=HELP, theme="child_protection",
    why="Conferences that seldom lead to a plan may be held for the wrong children.", population=INITIAL,
    counts=(is_true("plan_agreed"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, authority=ANNEX_A,
    status=Standing.ANNEX_A,
)  # fmt: skip

icpc_overdue_unheld = Indicator(
    code="icpc_overdue_unheld", title="Conferences due and not yet held", area=HELP, theme="child_protection",
    why="Completed in time never shows the children still waiting.",
    population=duties_of("icpc_15", when=DutiesWhen.OVERDUE), as_=Count(), period=PeriodKind.POINT_IN_TIME,
    better=Better.LOWER, standards=("icpc_15",),
)  # fmt: skip

cpp_rate = Indicator(
    code="cpp_rate", title="Children on a child protection plan", area=HELP, theme="child_protection",
    why="Children at risk of significant harm, beside other places.", population=OPEN_PLANS, as_=Per10k(),
    period=PeriodKind.POINT_IN_TIME, authority=table(CHILDREN_IN_NEED, "A2/D1"), status=Standing.PUBLISHED,
)  # fmt: skip

cpp_count = Indicator(
    code="cpp_count", title="Children on a child protection plan (count)", area=HELP, theme="child_protection",
    why="How many children are known to be at risk of significant harm tonight.", population=OPEN_PLANS, as_=Count(),
    period=PeriodKind.POINT_IN_TIME, authority=D1, status=Standing.PUBLISHED,
)  # fmt: skip

cpp_started = Indicator(
    code="cpp_started", title="Child protection plans started", area=HELP, theme="child_protection",
    why="Plans begun are the flow behind the number on plans.", population=STARTED, as_=Per10k(),
    period=PeriodKind.FINANCIAL_YEAR, authority=D1, status=Standing.PUBLISHED,
)  # fmt: skip

cpp_ended = Indicator(
    code="cpp_ended", title="Child protection plans ended", area=HELP, theme="child_protection",
    why="Plans that do not end do not protect; plans that all end soon may not either.", population=ENDED, as_=Count(),
    period=PeriodKind.FINANCIAL_YEAR, authority=D1, status=Standing.PUBLISHED,
)  # fmt: skip

cpp_repeat = Indicator(
    code="cpp_repeat", title="Plans that are second or later", area=HELP, theme="child_protection",
    why="Very high means change was not kept; very low may mean plans are not made again when they should be.",
    population=STARTED, counts=(Related(STARTED, until=on("started_on", Days(-1))),), as_=Percent(),
    period=PeriodKind.FINANCIAL_YEAR, authority=table(CHILDREN_IN_NEED, "D3"), status=Standing.PUBLISHED,
    standards=("repeat_plan_review",),
)  # fmt: skip

cpp_repeat_12m = Indicator(
    code="cpp_repeat_12m", title="Plans within 12 months of an earlier plan", area=HELP, theme="child_protection",
    why="The earlier plan ended before what it was for had lasted.", population=STARTED,
    counts=(Related(ENDED, after=on("started_on", Months(-12)), until=on("started_on", Days(-1))),), as_=Percent(),
    period=PeriodKind.ROLLING_12M, standards=("repeat_plan_review",),
)  # fmt: skip

cpp_duration_under3m = Indicator(
    code="cpp_duration_under3m", title="Plans ended within three months", area=HELP, theme="child_protection",
    why="Many short plans may mean plans ended before the risk fell.", population=ENDED,
    counts=(within("started_on", "ended_on", Months(3)),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR,
    authority=D7, status=Standing.PUBLISHED,
)  # fmt: skip

cpp_duration_2y = Indicator(
    code="cpp_duration_2y", title="Plans ended after two years or more", area=HELP, theme="child_protection",
    why="Two years is a long part of a childhood to be at risk.", population=ENDED,
    counts=(lasting("started_on", "ended_on", at_least=Years(2)),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR,
    authority=D7, status=Standing.PUBLISHED, standards=("cp_plan_long",),
)  # fmt: skip

cpp_open_over_15m = Indicator(
    code="cpp_open_over_15m", title="Open plans of 15 months or more", area=HELP, theme="child_protection",
    why="A plan this long asks what will be different, or whether a court should decide.", population=OPEN_PLANS,
    counts=(lasting("started_on", AS_AT, at_least=Months(15)),), as_=Percent(), period=PeriodKind.POINT_IN_TIME,
    standards=("cp_plan_long",),
)  # fmt: skip

cpp_reviews_timely = done(
    "cpp_reviews_timely", "Children whose every plan review was in time", "cp_review",
    "A review is when partners decide together whether the child is safer.", area=HELP, theme="child_protection",
    period=PeriodKind.FINANCIAL_YEAR, when=DutiesWhen.EVERY, authority=table(CHILDREN_IN_NEED, "D8"),
    status=Standing.PUBLISHED, notes="One review missed in the year fails the child.",
)  # fmt: skip

cp_visits_timely = up_to_date(
    "cp_visits_timely", "Child protection visits up to date", "cp_visit",
    "A child at risk must be seen often.", area=HELP, theme="child_protection",
)  # fmt: skip

cp_seen_alone = Indicator(
    code="cp_seen_alone", title="Child protection visits with the child seen alone", area=HELP,
    theme="child_protection", why="Children say what is happening when nobody they fear is listening.",
    population=each(visits, at="visited_on", where=(one_of("kind", "child_protection"), is_true("child_seen"))),
    counts=(is_true("child_seen_alone"),), as_=Percent(), period=PeriodKind.ROLLING_6M, better=Better.HIGHER,
    authority=ANNEX_A, status=Standing.ANNEX_A,
)  # fmt: skip

core_group_timely = up_to_date(
    "core_group_timely", "Core groups up to date", "core_group_first core_group_recurring",
    "The people who carry out the plan must meet for it to be carried out.", area=HELP, theme="child_protection",
)  # fmt: skip

cpp_category_mix = Indicator(
    code="cpp_category_mix", title="Category of abuse", area=HELP, theme="child_protection",
    why="What children need protecting from shapes what help there must be.", population=OPEN_PLANS,
    as_=Share("latest_category"), period=PeriodKind.POINT_IN_TIME, authority=table(CHILDREN_IN_NEED, "D2"),
    status=Standing.PUBLISHED,
)  # fmt: skip

cpp_to_cla = Indicator(
    code="cpp_to_cla", title="Plans ended with the child in care, then or within six months", area=HELP,
    theme="child_protection", why="Some children can only be safe in care; many may mean plans do not work.",
    population=ENDED,
    counts=(
        Related(
            each(care_periods, at="started_on"), after=on("ended_on"), until=on("ended_on", Months(6)), ends="ended_on"
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M,
    notes="A plan that ended less than six months ago is missing: it cannot be told yet.",
)  # fmt: skip

cp_advocacy = Indicator(
    code="cp_advocacy", title="Conferences with the child or an advocate", area=HELP, theme="participation",
    why="Decisions about a child should hear the child.", population=INITIAL,
    counts=(is_true("child_or_advocate_present"),), as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER,
    standards=("advocacy_offer",),
)  # fmt: skip

family_understanding = Indicator(
    code="family_understanding", title="Families who say they understand the plan", area=HELP, theme="participation",
    why="A family cannot keep to a plan it does not understand.", population=each(voices, at="said_on"),
    counts=(is_true("understands_plan"),), as_=Percent(), period=PeriodKind.ROLLING_12M, better=Better.HIGHER,
    notes="Of those who answered; those who did not are missing, which shows how many were not asked.",
)  # fmt: skip

INDICATORS = (
    icpc_rate, icpc_15wd, icpc_to_plan, icpc_overdue_unheld, cpp_rate, cpp_count, cpp_started, cpp_ended, cpp_repeat,
    cpp_repeat_12m, cpp_duration_under3m, cpp_duration_2y, cpp_open_over_15m, cpp_reviews_timely, cp_visits_timely,
    cp_seen_alone, core_group_timely, cpp_category_mix, cpp_to_cla, cp_advocacy, family_understanding,
)  # fmt: skip
