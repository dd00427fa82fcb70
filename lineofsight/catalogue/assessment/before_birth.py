"""Standards owed to a child not yet born."""

from __future__ import annotations

from lineofsight.catalogue.assessment.derived import unborn_referrals
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local
from lineofsight.core.clocks import Weeks, WorkingDays
from lineofsight.core.selections import any_of, at_least, before, each, is_true, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import assessments

ASSESSED_BEFORE_BIRTH = each(
    assessments, at="started_on", where=any_of(one_of("kind", "pre_birth"), is_true("child_unborn"))
)
# Where the day has passed and the child is not born yet, it is later still.
REFERRED_LATE = any_of(at_least("referred_late", 1), before("expected_on", "received_on"))

prebirth_assessment_start = standard(
    code="prebirth_assessment_start",
    title="An assessment before birth starts {due} the baby is expected",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="pre-birth protocol"),
    why="Parents need the months before a birth to change, and to know what will happen after it.",
    opens=each(unborn_referrals, at="received_on"),
    counted_from="expected_on",
    due=Weeks(-12),
    met_by=ASSESSED_BEFORE_BIRTH,
    closes="closed_on",
    exempt=(REFERRED_LATE,),
)

prebirth_assessment_start_late = standard(
    code="prebirth_assessment_start_late",
    title="Where a pregnancy is referred late, the assessment before birth starts within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="assessment",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="pre-birth protocol"),
    why="A late or hidden pregnancy leaves little time, and may itself be a worry.",
    opens=each(unborn_referrals, at="received_on", where=REFERRED_LATE),
    due=WorkingDays(10),
    met_by=ASSESSED_BEFORE_BIRTH,
    closes="closed_on",
)

STANDARDS = (prebirth_assessment_start, prebirth_assessment_start_late)
