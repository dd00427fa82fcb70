"""Standards about what a finished assessment rests on: the child's voice, the family's history, a measure of neglect.

Each is due on the day the assessment is authorised and shows only that nothing is recorded; how good it is, audit says.
"""

from __future__ import annotations

from lineofsight.catalogue.assessment.derived import OF_NEED
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days
from lineofsight.core.selections import any_of, each, is_present, is_true, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import assessments
from lineofsight.core.tables.oversight import chronology, voices
from lineofsight.core.tables.plans_and_visits import child_protection_plans

# Forty-five working days, the longest an assessment takes, without bank holidays.
WHILE_ASSESSED = Days(63)

wishes_and_feelings = standard(
    code="wishes_and_feelings",
    title="What the child says, or what was observed, is recorded by the end of an assessment",
    area=Area.HELP_AND_PROTECTION,
    stage="all",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children Act 1989", "sections 17(4A), 20(6), 22(4) and (5), and 47(5A)"),
    why="What adults decide about a child must start from what the child says and shows.",
    opens=each(assessments, at="authorised_on", where=OF_NEED),
    due=Days(0),
    met_by=each(voices, at="said_on", where=one_of("who", "child")),
    met_early=WHILE_ASSESSED,
    exempt=(is_true("child_unborn"),),
    not_modelled=(
        "the child's age and understanding: what was observed counts as their voice",
        "the child's voice in plans and reviews",
        "words written only in the assessment or in a visit, and not as the child's voice",
    ),
)

family_history_chronology = standard(
    code="family_history_chronology",
    title="The family's history is brought up to date before an assessment ends",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    authority=guidance("Ofsted: Inspecting local authority children's services", "help and protection criteria"),
    why="Each worry may look small; together, over years, they show harm.",
    opens=each(assessments, at="authorised_on", where=OF_NEED),
    due=Days(0),
    met_by=each(chronology, at="updated_on"),
    met_early=WHILE_ASSESSED,
    not_modelled=(
        "whether the analysis weighs the history, which audit judges",
        "history weighed at a referral, an enquiry or legal planning",
    ),
)

neglect_tool = standard(
    code="neglect_tool",
    title="Where an assessment finds neglect, a neglect tool is scored",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="neglect strategy"),
    why="Neglect is easy to get used to; a measure shows whether a child's days get better.",
    opens=each(
        assessments,
        at="authorised_on",
        where=any_of(is_true("neglect_is_a_factor"), is_present("neglect_tool_used")),
    ),
    due=Days(0),
    met_by=each(assessments, at="authorised_on", where=is_true("neglect_tool_used")),
    match=("id", "id"),
)

neglect_tool_for_plan = standard(
    code="neglect_tool_for_plan",
    title="Where a child protection plan begins because of neglect, a neglect tool has been scored",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="neglect strategy"),
    why="Without a score at the start nobody can say, at the review, what has changed.",
    opens=each(child_protection_plans, at="started_on", where=one_of("initial_category", "NEG")),
    due=Days(0),
    met_by=each(assessments, at="authorised_on", where=is_true("neglect_tool_used")),
    met_early=WHILE_ASSESSED,
    not_modelled=("a plan for several kinds of harm at once, of which neglect may be one",),
)

STANDARDS = (wishes_and_feelings, family_history_chronology, neglect_tool, neglect_tool_for_plan)
