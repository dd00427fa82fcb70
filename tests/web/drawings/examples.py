"""Made-up examples of every drawing: ordinary, empty, single, many, with long names and in other scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lineofsight.core.clocks import (
    Days,
    Grid,
    GridStep,
    Hours,
    Months,
    SetBy,
    Weeks,
    WorkingDays,
    Years,
    steps,
    variant,
    variants,
)
from lineofsight.core.text_formats import month_name
from lineofsight.evaluation import statistics
from lineofsight.web.drawings.bar_charts import (
    Bar,
    Bars,
    Stack,
    Stacked,
    bars,
    bars_table,
    stacked_bars,
    stacked_table,
)
from lineofsight.web.drawings.breakdowns import Breakdown, Group, breakdown_bars, breakdown_table
from lineofsight.web.drawings.calendars import Month, calendar, calendar_table
from lineofsight.web.drawings.canvas import NARROW, WIDE, Element, Table
from lineofsight.web.drawings.chronologies import Chronology, Event, Lane, Span, chronology, chronology_table
from lineofsight.web.drawings.clocks import ClockPicture, clock, clock_table
from lineofsight.web.drawings.families import Family, Person, Sex, Tie
from lineofsight.web.drawings.funnels import Funnel, Team, funnel, funnel_table
from lineofsight.web.drawings.genograms import genogram, genogram_table
from lineofsight.web.drawings.homes import (
    CarePeriod,
    Home,
    Homes,
    Status,
    placements,
    placements_table,
)
from lineofsight.web.drawings.judgements import JudgementHistory, Mark, history_table, judgement_history
from lineofsight.web.drawings.judgements import Lane as Happened
from lineofsight.web.drawings.judgements import Span as Grade
from lineofsight.web.drawings.run_charts import (
    Break,
    Comparison,
    Median,
    Point,
    RunSeries,
    run_chart,
    run_chart_table,
    runs_of,
)
from lineofsight.web.drawings.sparklines import sparkline
from lineofsight.web.drawings.strips import Stretch, Strip

TODAY = date(2026, 6, 16)
LONG = "Asian or Asian British, any other background whatever it may be, as described by the family"


@dataclass(frozen=True, slots=True)
class Example:
    """A drawing at a width, and the table beside it."""

    name: str
    draw: Callable[[float], Element]
    table: Table
    widths: tuple[float, ...] = (WIDE, NARROW)


def months(count: int, year: int = 2021) -> list[str]:
    return [f"{month_name(n % 12 + 1)[:3]} {year + n // 12}" for n in range(count)]


def series(*values: float | None, **more: object) -> RunSeries:
    points = tuple(map(Point, months(len(values)), values))
    return RunSeries("Children seen within 10 working days", points, **more)  # type: ignore[arg-type]


VALUES = (62.0, 60, 65, 58, 61, None, 63, 57, 60, 64, 59, 62, 71, 73, 72, 75, 74, 76, 78, 77)
FOUND = statistics.run_chart(VALUES, stock=False)
SIGNALS = series(
    *VALUES,
    unit="%",
    medians=(Median(0, 19, FOUND.median or 0.0),),
    runs=runs_of(FOUND),
    comparisons=(
        Comparison("England", (None,) * 3 + (66.0,) * 17),
        Comparison("Statistical neighbours", (64.0,) * 20),
    ),
)
SIXTY = series(
    *(float(80 + n * 7 % 23 + n // 3) for n in range(60)),
    medians=(Median(0, 23, 95.0), Median(24, 59, 103.0)),
    breaks=(Break(24, "Contacts that became referrals the same day are counted"),),
)

LIKE_TEAMS = Funnel(
    "Assessments within 45 working days",
    "assessment teams",
    (
        Team("Duty", 5, 60.0, 20.0, 100.0),
        Team("North", 120, 71.0, 63.0, 87.0),
        Team(LONG, 61, 64.0, 59.0, 92.0),
        Team("West", 40, 97.5, 55.0, 95.0, different=True),
        Team("New", 0, None),
    ),
    common=75.0,
)
GROUPS = Breakdown(
    "Seen alone",
    (
        Group("White British", 612, 82.0, 79.0, 85.0),
        Group(LONG, 140, 64.0, 56.0, 72.0, difference="lower than everybody, by more than chance would give"),
        Group("Not recorded", 4, None, note="too few to show"),
    ),
    overall=78.0,
)

M, F, N = Sex.MALE, Sex.FEMALE, Sex.NOT_KNOWN


def person(reference: str, name: str, sex: Sex, year: int | None = None, **more: object) -> Person:
    return Person(reference, name, sex, date(year, 3, 4) if year else None, **more)  # type: ignore[arg-type]


FAMILY = Family(
    "Amira's family",
    (
        person("amira", "Amira Hassan", F, 2017, in_focus=True, home="h", marks=("on a plan",)),
        person("yusuf", "Yusuf Hassan", M, 2014, home="h"),
        person("baby", "Baby", N, expected=date(2026, 9, 1)),
        person("leyla", "Leyla Hassan", F, 1990, home="h"),
        person("omar", "Omar Hassan", M, 1988),
        person("jade", "Jade Brown", F, 2010, marks=("in care",)),
        person("tyler", "Tyler Brown", M, 2009),
        person("kelly", "Kelly Brown", F, 1986),
        person("darren", "Darren Woodhouse-Featherstonehaugh", M, 1985, home="h"),
        person("fatima", "Fatima Aziz", F, 1960),
        person("ibrahim", "Ibrahim Aziz", M, 1957, died=date(2021, 2, 2)),
        person("amina", "أمينة حسن", F, 1962),
    ),
    (
        Tie("amira", "leyla", "mother", parental_responsibility=True),
        Tie("amira", "omar", "father", parental_responsibility=True, contact_restricted=True),
        Tie("amira", "yusuf", "brother_or_sister"),
        Tie("leyla", "omar", "partner", ended=True),
        Tie("amira", "jade", "half_brother_or_sister"),
        Tie("jade", "omar", "father"),
        Tie("jade", "kelly", "mother"),
        Tie("tyler", "omar", "father"),
        Tie("tyler", "kelly", "mother"),
        Tie("leyla", "darren", "partner"),
        Tie("baby", "leyla", "mother"),
        Tie("baby", "darren", "father"),
        Tie("amira", "darren", "partner_of_parent"),
        Tie("leyla", "fatima", "mother"),
        Tie("leyla", "ibrahim", "father"),
        Tie("omar", "amina", "mother"),
        Tie("amira", "fatima", "grandparent"),
    ),
)
FIFTEEN = Family(
    "A family of fifteen and two more",
    (
        *FAMILY.people,
        person("mia", "Mia", F, 2012),
        person("second", "Another former partner", F, 1987),
        person("carer", "Sue Carer", F, 1970),
        person("aunt", "王秀英", F, 1992),
        person("friend", "A friend", N),
    ),
    (
        *FAMILY.ties,
        Tie("mia", "omar", "father"),
        Tie("mia", "second", "mother"),
        Tie("amira", "mia", "half_brother_or_sister"),
        Tie("amira", "carer", "carer"),
        Tie("amira", "aunt", "aunt_or_uncle"),
        Tie("amira", "friend", "friend"),
    ),
)
YOUNG_MOTHER = Family(
    "Ella and her son",
    (
        person("ella", "Ella", F, 2009, in_focus=True, home="q"),
        person("noah", "Noah", M, 2025, home="q"),
        person("jay", "Jay", M, 2008),
        person("ann", "Ann", F, 1980, died=date(2020, 1, 1)),
        person("gran", "Gran", F, 1950, home="q"),
        person("sam", "Sam", N, 2012),
    ),
    (
        Tie("ella", "noah", "own_child"),
        Tie("noah", "jay", "father"),
        Tie("ella", "ann", "mother"),
        Tie("ann", "gran", "mother"),
        Tie("ella", "sam", "half_brother_or_sister"),
    ),
)

VISITS = tuple(Event(date(2025, 1, 10) + timedelta(days=11 * n), f"Visit {n}", f"/visits/{n}") for n in range(50))
YEARS = Chronology(
    "What has happened",
    (
        Lane("Contacts and referrals", (), (Event(date(2023, 2, 1), "Contact", "/contacts/1"),)),
        Lane("Plans", (Span(date(2024, 12, 1), date(2025, 9, 1), LONG), Span(date(2025, 8, 20), None, "Care plan"))),
        Lane("Visits", (), VISITS, "/visits"),
        Lane("Where the child lived", (Span(None, date(2025, 8, 20), "With mother"),)),
        Lane("Health", (), (Event(date(2026, 7, 10), "Health assessment"),)),
        Lane("Missing"),
    ),
    TODAY,
)
HOMES = Homes(
    "Homes",
    (
        Home(date(2024, 2, 10), date(2025, 3, 1), "Children's home", "80 miles from home", LONG),
        Home(date(2024, 1, 5), date(2024, 2, 6), "Foster home", "12 miles from home", "Carer asked for it to end"),
        Home(date(2025, 9, 1), None, "With a grandmother approved as a foster carer"),
    ),
    TODAY,
    (CarePeriod(date(2024, 1, 5), date(2025, 3, 1)), CarePeriod(date(2025, 9, 1), None)),
    (Status(date(2024, 1, 5), date(2025, 3, 1), "Section 20"), Status(date(2025, 9, 1), None, "Full care order")),
)
CLOCKS = (
    ClockPicture("Visits", steps(WorkingDays(10)), date(2026, 4, 1), "a plan begins", repeats=True),
    ClockPicture("Before", steps(WorkingDays(-10)), date(2026, 6, 15), "expected birth"),
    ClockPicture("Decision", steps(Hours(24)), datetime(2026, 3, 28, 9, 30, tzinfo=UTC), "contact received"),
    ClockPicture("Day only", steps(Hours(24)), date(2026, 6, 15), "contact received"),
    ClockPicture("Reviews", steps(WorkingDays(20), Months(3), Months(6)), TODAY, "enters care", repeats=True),
    ClockPicture(
        "Placement visits",
        variants(
            variant("first year", Weeks(6), in_first=Years(1)), variant("under 5", Months(6), age_under=5),
            otherwise=Months(3),
        ),
        TODAY, "placed", repeats=True,
    ),
    ClockPicture("Same day", steps(Days(0)), TODAY, "decision"),
    ClockPicture("Court", SetBy("due_on"), TODAY, "proceedings issued"),
    ClockPicture("Court, set", SetBy("due_on"), TODAY, "proceedings issued", set_on=date(2026, 8, 1)),
    *(ClockPicture(str(step), Grid(step), TODAY) for step in GridStep),
    ClockPicture("Beyond", steps(WorkingDays(10)), date(2100, 12, 30)),
)  # fmt: skip
HELD = Stacked(
    "Children each worker holds",
    ("child in need", "child protection plan", "in care", "care leaver"),
    (
        Stack("Ada Okafor", (8, 6, 3, 0), 16, "/workers/1"),
        Stack(LONG, (10, 9, 4, 2), 16),
        Stack("محمد الحسن", (4, 3, 0, 0), 10),
        Stack("New worker", (0, 0, 0, 0)),
        Stack("Agency", (7, 7, 2, 0), 16),
    ),
)
CONTACTS = Bars(
    "Contacts", (Bar("Police", 412), Bar(LONG, 305, href="/x"), Bar("Health", 0, href="/y"), Bar("?", None)), limit=300
)
LED = (
    Strip("Director of children’s services", (
        Stretch("R. Ashdown", date(2012, 3, 1), date(2015, 2, 1)),
        Stretch("M. Thirlby (interim)", date(2015, 2, 10), date(2015, 9, 1), for_a_time=True),
        Stretch("B. Long-Serving-Featherstonehaugh", date(2015, 9, 1), date(2016, 1, 10)),
        Stretch("Handing over", date(2015, 12, 1), date(2019, 6, 30)),
        Stretch("P. Winterbourne", date(2019, 9, 2), None),
    )),
    Strip(LONG, (Stretch("محمد الحسن", date(2020, 1, 1), None),)),
    Strip("Nobody", ()),
)  # fmt: skip
GRADED = JudgementHistory(
    "Grades, and who led", date(2012, 1, 1), TODAY, ("Overall effectiveness", "Children in care", "Care leavers"),
    (
        Grade(0, 1, date(2014, 4, 9), date(2018, 12, 14), "inadequate"),
        Grade(0, 1, date(2018, 12, 14), None, "good"),
        Grade(1, 2, date(2018, 12, 14), None, "requires_improvement", "Children in care and care leavers"),
    ),
    (Happened("Visits", "triangle", (Mark(date(2016, 5, 1), "Monitoring visit"),)),), LED,
)  # fmt: skip
ONLY_LED = JudgementHistory("Who led", date(2012, 1, 1), TODAY, (), (), (), LED)
UNGRADED = JudgementHistory("Nothing", date(2012, 1, 1), TODAY, (), ())
DUE = Month(
    "Due",
    date(2026, 5, 1),
    {date(2026, 5, 4): 2, date(2026, 6, 1): 9, date(2026, 5, 26): 120},
    date(2026, 5, 16),
    {date(2026, 5, 4): "/due/2026-05-04"},
)


def _runs() -> list[Example]:
    charts = (SIGNALS, SIXTY, series(12.0), series(), series(None, None), series(3.0, None, 3.0))
    return [
        Example(f"run chart {n}", lambda width, c=chart: run_chart(c, width), run_chart_table(chart))
        for n, chart in enumerate(charts)
    ]


def _families() -> list[Example]:
    families = (
        FAMILY,
        FIFTEEN,
        YOUNG_MOTHER,
        Family("Alone", (person("a", "李小龙", M, 2015),), ()),
        Family("No", (), ()),
    )
    return [
        Example(family.title, lambda _, f=family: genogram(f, TODAY, most=20), genogram_table(family, TODAY), (WIDE,))
        for family in families
    ]


def examples() -> list[Example]:
    """Every example."""
    nothing = ((), ())
    empty = Chronology("Empty", (Lane("Plans"),), TODAY)
    return [
        *_runs(), *_families(),
        Example("sparkline", lambda _: sparkline(SIGNALS.points, title="Seen", median=62.0), nothing, (WIDE,)),
        Example("sparkline of nothing", lambda _: sparkline((), title="Seen"), nothing, (WIDE,)),
        Example("funnel", lambda width: funnel(LIKE_TEAMS, width), funnel_table(LIKE_TEAMS)),
        Example("no teams", lambda width: funnel(Funnel("None", "teams", ()), width), nothing),
        Example("breakdown", lambda width: breakdown_bars(GROUPS, width), breakdown_table(GROUPS)),
        Example("no groups", lambda width: breakdown_bars(Breakdown("None", ()), width), nothing),
        Example("chronology", lambda width: chronology(YEARS, width), chronology_table(YEARS)),
        Example("empty chronology", lambda width: chronology(empty, width), chronology_table(empty)),
        Example("grades", lambda width: judgement_history(GRADED, width), history_table(GRADED)),
        Example("who led", lambda width: judgement_history(ONLY_LED, width), history_table(ONLY_LED)),
        Example("no grades", lambda width: judgement_history(UNGRADED, width), history_table(UNGRADED)),
        Example("homes", lambda width: placements(HOMES, width), placements_table(HOMES)),
        Example("no homes", lambda width: placements(Homes("None", (), TODAY), width), nothing),
        *(Example(f"clock: {each.title}", lambda width, c=each: clock(c, width), clock_table(each)) for each in CLOCKS),
        Example("stacked", lambda width: stacked_bars(HELD, width), stacked_table(HELD)),
        Example("nobody", lambda width: stacked_bars(Stacked("None", (), ()), width), nothing),
        Example("bars", lambda width: bars(CONTACTS, width), bars_table(CONTACTS)),
        Example("no bars", lambda width: bars(Bars("None", ()), width), nothing),
        Example("calendar", lambda _: calendar(DUE), calendar_table(DUE), (WIDE,)),
    ]  # fmt: skip
