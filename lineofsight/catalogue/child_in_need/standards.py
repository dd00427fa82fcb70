"""Standards owed to a child in need."""

from __future__ import annotations

from lineofsight.catalogue.child_in_need.derived import decisions_within_plans, plans_with_need
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local
from lineofsight.core.clocks import Days, Months, Weeks, WorkingDays, steps
from lineofsight.core.selections import before, each, is_true, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.assessment import assessments
from lineofsight.core.tables.plans_and_visits import (
    child_in_need_plans,
    child_in_need_reviews,
    child_protection_plans,
    visits,
)

DISABILITY_OR_ILLNESS = "N2"  # CIN census, primary need

cin_plan_made = standard(
    code="cin_plan_made",
    title="A child in need plan is agreed within {due} of the assessment",
    area=Area.HELP_AND_PROTECTION,
    stage="child_in_need",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="Working Together asks for a plan and gives no number"),
    why="An assessment that leads to no plan was only a description.",
    opens=each(assessments, at="authorised_on", where=one_of("outcome", "child_in_need_plan")),
    due=WorkingDays(10),
    met_by=each(child_in_need_plans, at="started_on"),
    # The plan is often agreed with the family in the last days of the assessment.
    met_early=Days(14),
    closes="plan_declined_on",
    closed_by=(each(child_protection_plans, at="started_on"),),
)

cin_visit = standard(
    code="cin_visit",
    title="A child in need is visited at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_in_need",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="no national number"),
    why="A plan is for a child, and only seeing the child shows whether their days are better.",
    opens=each(child_in_need_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(20),
    or_sooner="visit_interval_days",
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(visits, at="visited_on", where=(one_of("kind", "child_in_need"), *SEEN_IN_PERSON)),
    exempt=(is_true("short_breaks_only"),),
)

cin_plan_review = standard(
    code="cin_plan_review",
    title="A child in need plan is reviewed within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_in_need",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="Working Together chapter 3: reviewed regularly"),
    why="Without a review a plan neither ends when it has worked nor changes when it has not.",
    opens=each(child_in_need_plans, at="started_on"),
    closes="ended_on",
    due=steps(Weeks(6), Months(3)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(child_in_need_reviews, at="held_on"),
    match=("id", "plan_id"),
)

cin_plan_long = standard(
    code="cin_plan_long",
    title="A child in need plan ends, or a manager decides why it goes on, within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_in_need",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(),
    why="Help that lasts most of a year either was not enough or is no longer needed.",
    opens=each(plans_with_need, at="started_on"),
    closes="ended_on",
    due=Months(9),
    # What was decided when the plan began was to make it, and says nothing of why it goes on.
    met_by=each(
        decisions_within_plans,
        at="decided_on",
        where=(
            one_of("gateway", "child_in_need_plan", "step_up", "step_down"),
            before("plan_started_on", "decided_on"),
        ),
    ),
    exempt=(is_true("short_breaks_only"), one_of("primary_need", DISABILITY_OR_ILLNESS)),
    not_modelled=(
        "a disabled child whose referral names another need first",
        "a decision to make the plan that was taken only after it had begun",
    ),
)

plan_copy_to_family_in_need = standard(
    code="plan_copy_to_family_in_need",
    title="The child and parents have their copy of the child in need plan within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(),
    why="People keep to a plan they can look at.",
    opens=each(child_in_need_plans, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="shared_on",
    exempt=(is_true("copy_withheld"),),
    not_modelled=("the form and language of the copy", "a plan changed later"),
)

STANDARDS = (cin_plan_made, cin_visit, cin_plan_review, cin_plan_long, plan_copy_to_family_in_need)
