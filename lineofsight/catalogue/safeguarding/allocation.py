"""Standards about who holds a child: a qualified worker soon, and no gap when the work moves."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.derived import without_a_social_worker
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import WorkingDays
from lineofsight.core.selections import before, each, on_or_before
from lineofsight.core.standards import standard
from lineofsight.core.tables.safeguarding import transfers

allocation_to_qualified_worker = standard(
    code="allocation_to_qualified_worker",
    title="A child under enquiry, on a plan or in care has a registered social worker within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="referral",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 3, lead practitioner"),
    why="A child whom nobody holds is seen by nobody.",
    opens=each(without_a_social_worker, at="started_on"),
    closes="ended_on",
    due=WorkingDays(1),
    met_by="covered_on",
    not_modelled=("a worker who has left, or whose registration has lapsed, after being allocated",),
)

child_protection_transfer_of_case = standard(
    code="child_protection_transfer_of_case",
    title="A transfer between teams is accepted, and both workers have visited together, within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="all",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="transfer policy"),
    why="Children fall between teams when one thinks it has let go and the other has not taken hold.",
    opens=each(transfers, at="proposed_on"),
    due=WorkingDays(5),
    # Met on the later of the two days.
    met_by=(
        each(transfers, at="accepted_on", where=on_or_before("joint_visit_on", "accepted_on")),
        each(transfers, at="joint_visit_on", where=before("accepted_on", "joint_visit_on")),
    ),
    match=("id", "id"),
)

STANDARDS = (allocation_to_qualified_worker, child_protection_transfer_of_case)
