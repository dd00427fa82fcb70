"""Standards about review conferences: held in time, prepared, quorate, written up."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Months, WorkingDays, steps
from lineofsight.core.selections import any_of, each, is_present, is_true
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.plans_and_visits import child_protection_plans, child_protection_reviews

QUORATE = any_of(is_true("was_quorate"), is_present("not_quorate_reason"))

cp_review = standard(
    code="cp_review",
    title="A child protection plan is reviewed within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 3"),
    why="Somebody independent asks whether the child is safer, and what must change if not.",
    opens=each(child_protection_plans, at="started_on"),
    # A plan that ends because the child came into care ends here too.
    closes="ended_on",
    due=steps(Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(child_protection_reviews, at="held_on"),
    match=("id", "plan_id"),
)

review_report_shared = standard(
    code="review_report_shared",
    title="The family has the report at least {due} the review conference",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="A family that has read the report can say where it is wrong, and take part.",
    opens=each(child_protection_reviews, at="held_on"),
    due=WorkingDays(-5),
    met_by="report_shared_on",
    exempt=(is_true("report_withheld"),),
)

review_quorum = standard(
    code="review_quorum",
    title="The review conference is quorate, or the chair records why it went on",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="child protection procedures, from Working Together chapter 3"),
    why="To end or go on with a plan needs more than one agency that knows the child.",
    opens=each(child_protection_reviews, at="held_on"),
    due=Days(0),
    met_by=each(child_protection_reviews, at="held_on", where=QUORATE),
    match=("id", "id"),
)

review_minutes = standard(
    code="review_minutes",
    title="The minutes of a review conference are sent within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="The family and the core group work from what was written, not from what each remembers.",
    opens=each(child_protection_reviews, at="held_on"),
    due=WorkingDays(20),
    met_by="minutes_sent_on",
)

review_decisions_sent = standard(
    code="review_decisions_sent",
    title="The decisions of a review conference are sent within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="Whoever was not there must know at once what changed for the child.",
    opens=each(child_protection_reviews, at="held_on"),
    due=WorkingDays(1),
    met_by="decisions_sent_on",
)

STANDARDS = (cp_review, review_report_shared, review_quorum, review_minutes, review_decisions_sent)
