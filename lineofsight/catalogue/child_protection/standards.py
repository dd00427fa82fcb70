"""Standards owed to a child on a child protection plan."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance
from lineofsight.core.clocks import WorkingDays
from lineofsight.core.selections import each, is_not, is_true, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits

# Working Together asks for the child to be seen; a screen or a doorstep does not count unless local policy says so.
CHILD_SEEN_IN_PERSON = (
    one_of("kind", "child_protection"),
    is_true("child_seen"),
    is_not("mode", "virtual", "doorstep", "telephone", "message"),
)

cp_visit = standard(
    code="cp_visit",
    title="A child on a child protection plan is visited at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 3"),
    why="A child at risk of significant harm must be seen, often, by someone they know.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    or_sooner="visit_interval_days",
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(visits, at="visited_on", where=CHILD_SEEN_IN_PERSON),
)

STANDARDS = (cp_visit,)
