"""Standards of every shape over a few tables, for generated examples."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, guidance
from lineofsight.core.clocks import (
    Clock,
    Days,
    Due,
    Grid,
    GridStep,
    Hours,
    Months,
    Schedule,
    SetBy,
    Variant,
    Weeks,
    WorkingDays,
    Years,
)
from lineofsight.core.derived import LatestAsAt, MergeSpans, Previous
from lineofsight.core.selections import (
    Condition,
    age_under,
    all_of,
    any_of,
    at_least,
    each,
    is_blank,
    is_not,
    is_present,
    is_true,
    not_,
    on_or_before,
    one_of,
)
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.core.tables.front_door import contacts
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits
from tests.generative.generated import people, rows_of

KINDS = ("child_protection", "child_in_need")
ROWS = st.fixed_dictionaries({
    "people": people(),
    "child_protection_plans": rows_of("child_protection_plans", {
        "started_on": (), "ended_on": (), "shared_on": (), "contingency_recorded_on": (), "visit_interval_days": (),
        "is_temporary": (), "initial_category": ("NEG", "EMO"),
    }, most=4, blank_holders=True),
    "visits": rows_of("visits", {
        "visited_on": (), "visited_at": (), "kind": KINDS, "child_seen": (), "mode": ("in_person", "virtual"),
        "plan_id": ("chil-0", "chil-1"),
    }, most=6, blank_holders=True),
    "contacts": rows_of("contacts", {
        "received_on": (), "received_at": (), "decided_on": (), "decided_at": (), "source_code": ("1A", "2B"),
    }, most=4),
})  # fmt: skip

merged_plans = MergeSpans(name="shape_merged_plans", of=child_protection_plans, keeps=("is_temporary",))
numbered_plans = Previous(
    name="shape_numbered_plans", of=child_protection_plans, order_by="started_on", takes=(("before", "ended_on"),)
)
visits_in_plan = LatestAsAt(
    name="shape_visits_in_plan", of=visits, at="visited_on", latest=child_protection_plans, on="started_on",
    until="ended_on", takes=(("category", "initial_category"),),
)  # fmt: skip

CONDITIONS = st.sampled_from((
    is_true("is_temporary"), is_not("initial_category", "NEG"), one_of("initial_category", "NEG", "EMO"),
    not_(is_true("is_temporary")), is_blank("ended_on"), is_present("shared_on"), age_under(16),
    at_least("visit_interval_days", 2), on_or_before("started_on", "shared_on"), is_true("child.is_unaccompanied"),
    any_of(is_true("is_temporary"), age_under(18)), not_(all_of(is_present("shared_on"), is_true("is_temporary"))),
))  # fmt: skip
VISITED = tuple(
    each(source, at="visited_on", where=where)
    for source in (visits, visits_in_plan)
    for where in ((), (one_of("kind", "child_protection"),), (is_true("child_seen"), is_not("mode", "virtual")))
)
DAY_CLOCKS = st.sampled_from((
    WorkingDays(0), WorkingDays(1), WorkingDays(10), WorkingDays(-5), Days(3), Days(-14), Weeks(2), Months(1),
    Months(3), Months(-1), Years(1),
))  # fmt: skip
HOUR_CLOCKS = st.sampled_from((Hours(1), Hours(24), Hours(36), Hours(72)))


@st.composite
def schedules(draw: st.DrawFn, clocks: st.SearchStrategy[Clock], conditions: st.SearchStrategy[Condition]) -> Schedule:
    """One to three variants; the last may be for everyone, or leave some without."""
    found = []
    for place in range(draw(st.integers(1, 3))):
        steps = tuple(draw(st.lists(clocks, min_size=1, max_size=3)))
        kind = draw(st.sampled_from(("always", "where", "age", "first", "from", "both")))
        found.append(Variant(
            f"v{place}", steps, where=(draw(conditions),) if kind in ("where", "both") else (),
            age_under=draw(st.sampled_from((1, 5, 16, 18))) if kind in ("age", "both") else None,
            in_first=draw(st.sampled_from((Days(7), Months(1), Weeks(4)))) if kind == "first" else None,
            from_on=draw(st.sampled_from((date(2023, 12, 25), date(2024, 3, 30)))) if kind == "from" else None,
        ))  # fmt: skip
    return Schedule(tuple(found))


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """A standard of any shape that can be built."""
    return draw(hour_standards()) if draw(st.integers(0, 3)) == 0 else draw(day_standards())


@st.composite
def day_standards(draw: st.DrawFn) -> Standard:
    """Day clocks: once, again and again, set by a date, or on the calendar."""
    shape = draw(st.sampled_from(("once", "own", "set", "grid", "repeat")))
    due: Due
    if shape == "set":
        due = SetBy("contingency_recorded_on")
    elif shape == "grid":
        due = Grid(draw(st.sampled_from(GridStep)))
    else:
        due = draw(schedules(DAY_CLOCKS, CONDITIONS))
    clock, once = shape in ("once", "own", "repeat"), shape in ("once", "own")
    source = draw(st.sampled_from((child_protection_plans, numbered_plans)))
    maybe = st.booleans()
    return _standard(
        opens=each(source, at="started_on", where=tuple(draw(st.lists(CONDITIONS, max_size=1)))),
        due=due,
        met_by="shared_on" if shape == "own" or (shape == "set" and draw(maybe)) else draw(_met()),
        repeats=Repeat.FROM_LAST_MET if shape == "repeat" else Repeat.NEVER,
        starts=draw(st.sampled_from(Starts)) if shape == "repeat" else Starts.AT_OPENING,
        counted_from="contingency_recorded_on" if once and draw(maybe) else None,
        or_set_by="shared_on" if shape == "once" and draw(maybe) else None,
        or_sooner="visit_interval_days" if clock and draw(maybe) else None,
        met_early=draw(st.sampled_from((None, Days(7), WorkingDays(2), Months(1)))) if shape == "once" else None,
        match=("id", "plan_id") if shape != "own" and draw(maybe) else None,
        closes=draw(st.sampled_from(((), ("ended_on",), ("ended_on", "shared_on")))),
        closed_by=draw(st.sampled_from(((), (each(contacts, at="received_on"),)))),
        exempt=tuple(draw(st.lists(CONDITIONS, max_size=1))),
        exempt_by=draw(st.sampled_from(((), (each(merged_plans, at="ended_on"),)))),
        from_age=draw(st.sampled_from((None, None, Years(5), Months(2)))),
        until_age=draw(st.sampled_from((None, None, Years(18), Years(16)))),
    )  # fmt: skip


@st.composite
def hour_standards(draw: st.DrawFn) -> Standard:
    """Hour clocks, with times and without."""
    shape = draw(st.sampled_from(("once", "own", "repeat")))
    conditions = st.sampled_from((one_of("source_code", "1A"), is_not("source_code", "1A"), age_under(5)))
    maybe = st.booleans()
    return _standard(
        opens=each(contacts, at="received_on"),
        due=draw(schedules(HOUR_CLOCKS, conditions)),
        met_by="decided_on" if shape == "own" else draw(_met()),
        repeats=Repeat.FROM_LAST_MET if shape == "repeat" else Repeat.NEVER,
        starts=draw(st.sampled_from(Starts)) if shape == "repeat" else Starts.AT_OPENING,
        counted_from="decided_on" if shape == "once" and draw(maybe) else None,
        met_early=draw(st.sampled_from((None, Hours(24), Days(1), WorkingDays(1)))) if shape == "once" else None,
        closes=draw(st.sampled_from(((), ("decided_on",)))) if shape != "own" else (),
        closed_by=draw(st.sampled_from(((), (each(child_protection_plans, at="started_on"),)))),
        from_age=draw(st.sampled_from((None, None, Years(5)))),
        until_age=draw(st.sampled_from((None, None, Years(18)))),
    )  # fmt: skip


def _met() -> st.SearchStrategy[tuple]:
    return st.lists(st.sampled_from(VISITED), min_size=1, max_size=2, unique_by=id).map(tuple)


def _standard(**rest: object) -> Standard:
    return Standard(
        code="shape", title="A shape, due in {due}", area=Area.HELP_AND_PROTECTION, stage="child_protection",
        why="Examples.", authority=guidance("Examples", "1"),
        duty_basis=Basis.STATUTORY_GUIDANCE, number_basis=Basis.STATUTORY_GUIDANCE,
        **rest,  # type: ignore[arg-type]
    )  # fmt: skip
