"""Standards owed when a child comes into care: the decision, the care plan, the placement plan, who is told."""

from __future__ import annotations

from lineofsight.catalogue.in_care.derived import arrivals, entries_to_care
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days, WorkingDays, variant, variants
from lineofsight.core.selections import any_of, before, each, is_present, is_true, one_of
from lineofsight.core.shared_tables import IN_SHORT_BREAKS, care_periods, placements_with_episode
from lineofsight.core.standards import standard
from lineofsight.core.tables.court import proceedings
from lineofsight.core.tables.in_care import care_plans, placements, remands, section_85_notices
from lineofsight.core.tables.oversight import decisions
from lineofsight.core.tables.workforce import allocations

# A plan or an allocation made for this entry may be some weeks older than the entry itself.
MADE_AHEAD = Days(28)

# Police protection (L1) and an emergency protection order (L2) are emergencies whatever the placement row says.
entry_to_care_decision = standard(
    code="entry_to_care_decision",
    title="A senior manager's decision that a child comes into care is recorded within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.HIGH,
    authority=local("Local practice standard", "Scheme of delegation; Children Act 1989, sections 20, 31 and 38"),
    why="Nobody should come into care by drift: a named senior manager decides, and says why.",
    opens=each(entries_to_care, at="started_on"),
    closes="ended_on",
    due=variants(
        variant(
            "emergency",
            WorkingDays(1),
            where=any_of(
                is_true("placed_in_emergency"),
                one_of("legal_status", "L1", "L2"),
                one_of("episode_status", "L1", "L2"),
            ),
        ),
        otherwise=Days(0),
        otherwise_name="planned",
    ),
    met_by=each(decisions, at="decided_on", where=(one_of("gateway", "entry_to_care"), is_present("decided_by"))),
    met_early=Days(90),
    not_modelled=("Which grade of manager decides: the scheme of delegation is local",),
)

care_plan_10wd = standard(
    code="care_plan_10wd",
    title="A child in care has a written care plan within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 4(2)"
    ),
    why="A child and their carers need to know, from the start, what is meant to happen and why.",
    opens=each(entries_to_care, at="started_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by=each(care_plans, at="started_on"),
    met_early=MADE_AHEAD,
    exempt=(is_present("proceedings_issued_on"),),
    exempt_by=(each(proceedings, at="issued_on"),),
    not_modelled=("Whether it would have been practicable to make the plan before the placement",),
)

placement_plan_5wd = standard(
    code="placement_plan_5wd",
    title="A placement has a placement plan within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 9(2); regulation 48(3)(a)",
    ),
    why="The plan tells the carers who the child is, what they may decide, and what the child needs from day one.",
    opens=each(placements_with_episode, at="started_on"),
    closes="ended_on",
    due=WorkingDays(5),
    met_by="plan_recorded_on",
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=("Whether authority to decide was delegated to the carers in the plan",),
)

placement_notifications = standard(
    code="placement_notifications",
    title="Parents, health, education and the area authority are told of a placement within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 13; regulation 48",
    ),
    why="People who must keep a child well, schooled and in touch can only do it if they know where the child lives.",
    opens=each(placements_with_episode, at="started_on"),
    due=variants(
        variant("emergency placement", WorkingDays(5), where=is_true("is_emergency")),
        otherwise=Days(0),
        otherwise_name="planned",
    ),
    met_by="notified_on",
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=("Telling that person would be likely to cause the child significant harm",),
)

# Before it ends where that is practicable: notice given early meets it.
placement_end_notifications = standard(
    code="placement_end_notifications",
    title="Those told of a placement are told of its end within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 14; regulation 48",
    ),
    why="School, health and parents must know when a child moves on, not find out.",
    opens=each(placements_with_episode, at="ended_on"),
    due=WorkingDays(10),
    met_by="end_notified_on",
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=(
        "Whether notice before the end was practicable",
        "Telling that person would be likely to cause the child significant harm",
    ),
)

iro_appointed = standard(
    code="iro_appointed",
    title="A child in care has a named reviewing officer within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(
        "Independent reviewing officers handbook (2010)", "Chapters 2 and 3; Children Act 1989, section 25A"
    ),
    why="Somebody independent must hold the authority to the child's plan from the start.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=WorkingDays(5),
    met_by=each(allocations, at="started_on", where=one_of("role", "reviewing_officer")),
    met_early=MADE_AHEAD,
    not_modelled=("Whether the child was told who the reviewing officer is",),
)

uasc_initial = standard(
    code="uasc_initial",
    title="An unaccompanied child is placed within {due} of arrival or referral",
    area=Area.IN_CARE,
    stage="uasc",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Children Act 1989", "Section 20; care of unaccompanied migrant children guidance (2017)"),
    why="A child alone in the country needs a home, an interpreter and advice at once.",
    opens=each(arrivals, at="received_on"),
    closes="closed_on",
    due=WorkingDays(1),
    met_by=each(placements, at="started_on"),
    exempt=(before("placed_on", "received_on"),),
    not_modelled=(
        "A transfer to another authority under the national transfer scheme within 10 working days",
        "Interpreter, welfare check, age question and legal advice, of which the record holds no dates",
    ),
)

s85_notified = standard(
    code="s85_notified",
    title="A child staying over three months in a hospital, care home or school is assessed within {due} of notice",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute(
        "Children Act 1989", "Sections 85 to 86A; Visits to Children in Long-Term Residential Care Regulations 2011"
    ),
    why="A child living in an institution away from family can slip from everyone's sight.",
    opens=each(section_85_notices, at="notified_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="assessed_on",
)

remand_placement_plan = standard(
    code="remand_placement_plan",
    title="A remanded child has a placement plan within {due}",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute("Care Planning, Placement and Case Review (England) Regulations 2010", "Regulations 47A and 47B"),
    why="A child on remand is in care, and needs the same plan and the same visits as any other.",
    opens=each(remands, at="started_on", where=one_of("kind", "local_authority_accommodation", "youth_detention")),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="plan_recorded_on",
    not_modelled=("Visits to a remanded child, which are counted with those to every child in care",),
)

STANDARDS = (
    entry_to_care_decision,
    care_plan_10wd,
    placement_plan_5wd,
    placement_notifications,
    placement_end_notifications,
    iro_appointed,
    uasc_initial,
    s85_notified,
    remand_placement_plan,
)
