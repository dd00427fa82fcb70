"""Standards owed to a child on a child protection plan while it lasts: visits and core groups."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Weeks, WorkingDays
from lineofsight.core.selections import each, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.plans_and_visits import child_protection_plans, core_groups, visits

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

cp_visit = standard(
    code="cp_visit",
    title="A child on a child protection plan is visited at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="A child at risk of significant harm must be seen, often, by someone they know.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    or_sooner="visit_interval_days",
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(visits, at="visited_on", where=(one_of("kind", "child_protection"), *SEEN_IN_PERSON)),
)

core_group_first = standard(
    code="core_group_first",
    title="The first core group meets within {due} of the conference",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="An outline agreed in a conference protects nobody until those who carry it out say who does what.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by=each(core_groups, at="held_on"),
    match=("id", "plan_id"),
)

core_group_recurring = standard(
    code="core_group_recurring",
    title="After the first, the core group meets at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="Working Together asks for regular meetings; the interval is local"),
    why="A plan that is not looked at together stops being one.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=Weeks(6),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=each(core_groups, at="held_on"),
    match=("id", "plan_id"),
)

STANDARDS = (cp_visit, core_group_first, core_group_recurring)
