"""Standards about a referral: how soon it is answered and decided, and at which level of need."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance
from lineofsight.core.clocks import Days, Months, WorkingDays
from lineofsight.core.selections import each, is_present, is_true
from lineofsight.core.standards import standard
from lineofsight.core.tables.front_door import referrals

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

referrer_feedback = standard(
    code="referrer_feedback",
    title="Whoever referred a child is answered within {due}",
    area=Area.FRONT_DOOR,
    stage="referral",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="A referrer who hears nothing refers again, or worse, does not.",
    opens=each(referrals, at="received_on"),
    due=WorkingDays(1),
    met_by="acknowledged_on",
    # Whoever referred waits for an answer also where nothing follows for the child.
    lapses_after=Months(3),
    exempt=(is_true("referrer_is_public"),),
)

referral_decision = standard(
    code="referral_decision",
    title="A manager decides what follows from a referral within {due}",
    area=Area.FRONT_DOOR,
    stage="referral",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="Every day without a decision is a day in which a child may be at risk and nobody holds them in mind.",
    opens=each(referrals, at="received_on"),
    due=WorkingDays(1),
    met_by="decided_on",
)

threshold_applied = standard(
    code="threshold_applied",
    title="The level of need is recorded when a referral is decided",
    area=Area.FRONT_DOOR,
    stage="referral",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapters 2 and 3, the threshold document"),
    why="Families with the same need get the same help only where the threshold is applied and written down.",
    opens=each(referrals, at="decided_on"),
    due=Days(0),
    met_by=each(referrals, at="decided_on", where=is_present("level_of_need")),
    match=("id", "id"),
    not_modelled=(
        "the evidence, the family history and the reason, which audit judges",
        "the level of need at a step up or a step down",
    ),
)

STANDARDS = (referrer_feedback, referral_decision, threshold_applied)
