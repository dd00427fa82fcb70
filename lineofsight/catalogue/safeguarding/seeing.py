"""Standards about seeing children: alone, after failed visits, and by a new worker."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.derived import changes_of_worker, social_work_visits
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local, statute
from lineofsight.core.clocks import Days, WorkingDays
from lineofsight.core.selections import any_of, at_most, each, is_blank, is_false, is_present, is_true, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, SOCIAL_WORK_VISIT
from lineofsight.core.standards import standard
from lineofsight.core.tables.oversight import decisions
from lineofsight.core.tables.plans_and_visits import visits

FAILED = ("no_access", "cancelled", "refused")

child_seen_alone = standard(
    code="child_seen_alone",
    title="A child seen on a statutory visit is seen alone, or the reason is recorded",
    area=Area.HELP_AND_PROTECTION,
    stage="visit",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010",
        "regulation 29; for section 47 and plans, Working Together to Safeguard Children 2023, chapter 3",
    ),
    why="A child can say what is wrong only where those they fear or love cannot hear.",
    opens=each(
        visits,
        at="visited_on",
        where=(
            one_of("kind", "section_47", "child_protection", "assessment", "child_in_care", "private_fostering"),
            is_true("child_seen"),
        ),
    ),
    due=Days(0),
    # A child who will not, is too young, or needs the carer to be understood: the reason says so.
    met_by=each(visits, at="visited_on", where=any_of(is_true("child_seen_alone"), is_present("not_alone_reason"))),
    match=("id", "id"),
)

second_no_access = standard(
    code="second_no_access",
    title="After a second failed visit running, a manager decides what happens within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="learning from serious case reviews"),
    why="Children have died behind doors that did not open; a closed door is news, and a manager's to weigh.",
    opens=each(
        social_work_visits,
        at="visited_on",
        where=(
            any_of(is_false("child_seen"), one_of("outcome", *FAILED)),
            any_of(is_false("previous_seen"), one_of("previous_outcome", *FAILED)),
        ),
    ),
    due=WorkingDays(1),
    met_by=each(decisions, at="decided_on", where=one_of("gateway", "no_access")),
    # Whoever sees the child, of whatever agency, answers the worry.
    closed_by=(each(visits, at="visited_on", where=SEEN_IN_PERSON),),
)

first_visit_after_allocation = standard(
    code="first_visit_after_allocation",
    title="A new social worker sees the child within {due} of a change",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(),
    why="A child should not learn from silence that their worker has gone.",
    opens=each(changes_of_worker, at="started_on", where=(is_present("worker_before_from"), at_most("number", 1))),
    closes="ended_on",
    due=WorkingDays(5),
    met_by=each(
        visits,
        at="visited_on",
        where=(
            SOCIAL_WORK_VISIT,
            *SEEN_IN_PERSON,
            any_of(is_true("by_allocated_worker"), is_blank("by_allocated_worker")),
        ),
    ),
    not_modelled=(
        "who visited, where the source does not say whether it was the child's own worker: any visit counts",
    ),
)

STANDARDS = (child_seen_alone, second_no_access, first_visit_after_allocation)
