"""Standards about how long an assessment takes, and who keeps an eye on it."""

from __future__ import annotations

from lineofsight.catalogue.assessment.derived import OF_NEED, numbered_assessments
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import WorkingDays, Years
from lineofsight.core.selections import any_of, at_least, at_most, each, is_blank, is_present, is_true, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, SOCIAL_WORK_VISIT
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.assessment import assessment_checkpoints, assessments
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.plans_and_visits import visits

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

assessment_45 = standard(
    code="assessment_45",
    title="A child and family assessment is complete within {due} of the referral",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="Help waits for the assessment; the length is a maximum for the most tangled needs, not a target.",
    # Without its referral nobody can say from when an assessment counts, nor whether it is the first: not known.
    opens=each(numbered_assessments, at="started_on", where=any_of(at_most("number", 1), is_blank("open_referral_id"))),
    counted_from="open_referral_received_on",
    due=WorkingDays(45),
    met_by="authorised_on",
    not_modelled=("an assessment that was never begun",),
)

assessment_45_again = standard(
    code="assessment_45_again",
    title="A later assessment of a child already open is complete within {due} of its start",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="A child whose life has changed is assessed again, and waits no longer for it than the first time.",
    opens=each(numbered_assessments, at="started_on", where=(at_least("number", 2), is_present("open_referral_id"))),
    due=WorkingDays(45),
    met_by="authorised_on",
)

assessment_manager_checkpoint = standard(
    code="assessment_manager_checkpoint",
    title="A manager checks an open assessment at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="local protocol for assessment, which Working Together chapter 3 requires"),
    why="A second pair of eyes early stops an assessment drifting to its last day.",
    opens=each(assessments, at="started_on", where=OF_NEED),
    closes="authorised_on",
    due=WorkingDays(10),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(assessment_checkpoints, at="checked_on"),
    match=("id", "assessment_id"),
)

assessment_child_seen = standard(
    code="assessment_child_seen",
    title="A child being assessed is seen within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="Working Together asks that the child is seen and gives no number"),
    why="An assessment of a child nobody has met is an assessment of what adults say.",
    opens=each(assessments, at="started_on", where=OF_NEED),
    closes="authorised_on",
    due=WorkingDays(10),
    met_by=(
        each(assessments, at="child_seen_on"),
        each(visits, at="visited_on", where=(SOCIAL_WORK_VISIT, *SEEN_IN_PERSON)),
    ),
    exempt=(is_true("child_unborn"), is_true("child_abroad")),
    # Not every source lists the visits in which children are seen before they have a plan.
    rests_on=("child_seen_on",),
)

homeless_16_17_response = standard(
    code="homeless_16_17_response",
    title="A homeless child of 16 or 17 has interim accommodation and a joint assessment decided within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Prevention of homelessness and provision of accommodation for 16 and 17 year olds (2018)",
        "with the Children Act 1989, sections 17 and 20(3)",
    ),
    why="A child with nowhere to sleep is owed more than a housing form: they may need to be looked after.",
    opens=each(referrals, at="received_on", where=is_true("is_homeless_16_17")),
    due=WorkingDays(1),
    met_by="homeless_decided_on",
    # From then on housing law speaks, and no longer section 20.
    until_age=Years(18),
)

young_carer_assessment = standard(
    code="young_carer_assessment",
    title="A young carer is assessed within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=statute("Children Act 1989", "section 17ZA"),
    why="A child who looks after somebody is still a child, with school and friends to be kept.",
    opens=each(referrals, at="received_on", where=is_true("is_young_carer")),
    closes="closed_on",
    due=WorkingDays(45),
    met_by=each(assessments, at="authorised_on", where=one_of("kind", "young_carer")),
)

STANDARDS = (
    assessment_45,
    assessment_45_again,
    assessment_manager_checkpoint,
    assessment_child_seen,
    homeless_16_17_response,
    young_carer_assessment,
)
