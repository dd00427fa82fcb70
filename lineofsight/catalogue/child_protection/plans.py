"""Standards about a child protection plan itself: what it says at the start, and when it has lasted too long."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Months, WorkingDays
from lineofsight.core.selections import any_of, at_least, each, is_present, is_true, one_of
from lineofsight.core.shared_tables import numbered_protection_plans
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import conferences
from lineofsight.core.tables.court import legal_planning
from lineofsight.core.tables.oversight import decisions, voices
from lineofsight.core.tables.plans_and_visits import child_protection_plans

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

category_of_abuse_recorded = standard(
    code="category_of_abuse_recorded",
    title="The category of abuse is recorded on the day a child protection plan begins",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 3, the outline plan"),
    why="A plan must say what harm it is to prevent before anyone can say whether it has.",
    opens=each(child_protection_plans, at="started_on"),
    due=Days(0),
    met_by=each(child_protection_plans, at="started_on", where=is_present("initial_category")),
    match=("id", "id"),
    not_modelled=("the change expected, by whom and by when, which audit judges",),
)

contingency_recorded = standard(
    code="contingency_recorded",
    title="What happens if the plan does not work is recorded on the day a child protection plan begins",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 3, the outline plan"),
    why="A plan without a second step leaves a child waiting while a first one fails.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=Days(0),
    met_by="contingency_recorded_on",
)

cp_plan_long = standard(
    code="cp_plan_long",
    title="A child protection plan ends, or a senior manager or legal planning takes it up, within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="the published measure is two years"),
    why="A child who is still not safe after more than a year is not being protected by the plan.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=Months(15),
    met_by=(
        each(legal_planning, at="held_on"),
        each(decisions, at="decided_on", where=one_of("gateway", "long_child_protection_plan")),
    ),
)

repeat_plan_review = standard(
    code="repeat_plan_review",
    title="When a child has a plan again, why earlier change was not kept is recorded",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="the published measure counts a second or later plan at any time"),
    why="The same plan a second time will fail the child a second time.",
    opens=each(
        numbered_protection_plans,
        at="started_on",
        where=any_of(at_least("number", 2), at_least("previous_plans", 1)),
    ),
    due=Days(0),
    met_by=(
        each(conferences, at="held_on", where=is_present("repeat_plan_reason")),
        each(decisions, at="decided_on", where=one_of("gateway", "repeat_child_protection_plan")),
    ),
)

safety_plan_clear = standard(
    code="safety_plan_clear",
    title="The family says it understands the plan when it is given one",
    area=Area.HELP_AND_PROTECTION,
    stage="planning",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    confidence=Confidence.VERIFIED,
    authority=guidance("Ofsted: Inspecting local authority children's services", "criteria on plans"),
    why="A plan that parents and the child cannot follow keeps nobody safe.",
    opens=each(child_protection_plans, at="shared_on"),
    due=Days(0),
    met_by=each(voices, at="said_on", where=is_true("understands_plan")),
    not_modelled=("whether actions are specific and words plain, which audit judges", "plans of other kinds"),
)

plan_copy_to_family = standard(
    code="plan_copy_to_family",
    title="The child and parents have their copy of the child protection plan within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(),
    why="People keep to a plan they can look at.",
    opens=each(child_protection_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="shared_on",
    exempt=(is_true("copy_withheld"),),
    not_modelled=("the form and language of the copy", "a plan changed later"),
)

STANDARDS = (
    category_of_abuse_recorded,
    contingency_recorded,
    cp_plan_long,
    repeat_plan_review,
    safety_plan_clear,
    plan_copy_to_family,
)
