"""Standards about strategy discussions and enquiries whether a child suffers significant harm."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, WorkingDays
from lineofsight.core.selections import each, is_present, is_true, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, SOCIAL_WORK_VISIT
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import section_47_enquiries, strategy_discussions
from lineofsight.core.tables.plans_and_visits import visits

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

strategy_discussion = standard(
    code="strategy_discussion",
    title="A strategy discussion is held within {due} of a concern that a child may suffer significant harm",
    area=Area.HELP_AND_PROTECTION,
    stage="section_47",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    authority=guidance(WORKING_TOGETHER, "chapter 3: as soon as possible; the number of days is local"),
    why="Agencies put together what each knows before anyone acts, so that the child is safe while they do.",
    opens=each(strategy_discussions, at="concern_on"),
    due=WorkingDays(1),
    met_by="held_on",
    not_modelled=("protection that is taken at once: the discussion is still owed after it",),
)

strategy_attendance = standard(
    code="strategy_attendance",
    title="Police, health and social care take part in a strategy discussion, or send what they know",
    area=Area.HELP_AND_PROTECTION,
    stage="section_47",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="Whoever is absent may hold the piece that shows the danger.",
    opens=each(strategy_discussions, at="held_on"),
    due=Days(0),
    met_by=each(
        strategy_discussions,
        at="held_on",
        where=(is_true("police_attended"), is_true("health_attended"), is_true("social_care_attended")),
    ),
    match=("id", "id"),
    not_modelled=("whether education or the referrer should have been there",),
)

s47_child_seen = standard(
    code="s47_child_seen",
    title="A child is seen within {due} of the start of a section 47 enquiry",
    area=Area.HELP_AND_PROTECTION,
    stage="section_47",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="section 47(4) to (5A) of the Children Act 1989: steps to see the child and hear them"),
    why="Only seeing the child, and listening, shows whether they are safe.",
    opens=each(section_47_enquiries, at="started_on"),
    closes="ended_on",
    due=WorkingDays(1),
    met_by=(
        each(section_47_enquiries, at="child_seen_on"),
        each(visits, at="visited_on", where=(SOCIAL_WORK_VISIT, *SEEN_IN_PERSON)),
    ),
    exempt=(is_true("child_unborn"),),
    # Not every source lists the visits in which children are seen before they have a plan.
    rests_on=("child_seen_on",),
)

s47_complete = standard(
    code="s47_complete",
    title="The outcome of a section 47 enquiry is decided within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="section_47",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    authority=guidance(WORKING_TOGETHER, "chapter 3: by when the initial conference must be held"),
    why="A child and their parents cannot live for long with a question that grave left open.",
    opens=each(section_47_enquiries, at="started_on"),
    due=WorkingDays(15),
    met_by="ended_on",
)

lead_child_protection_practitioner = standard(
    code="lead_child_protection_practitioner",
    title="A lead child protection practitioner is named when a strategy discussion begins an enquiry",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Families First Partnership programme guide (2025)",
        "multi-agency child protection teams; Children's Wellbeing and Schools Act 2026, section 3, when in force",
    ),
    why="Someone experienced must lead from the first day, and the family must know who.",
    opens=each(
        strategy_discussions,
        at="held_on",
        where=(one_of("decision", "section_47_single", "section_47_joint"), is_true("multi_agency_team_live")),
    ),
    due=Days(0),
    met_by=each(strategy_discussions, at="held_on", where=is_present("lead_practitioner_id")),
    match=("id", "id"),
    not_modelled=("the agencies in the team",),
)

STANDARDS = (
    strategy_discussion,
    strategy_attendance,
    s47_child_seen,
    s47_complete,
    lead_child_protection_practitioner,
)
