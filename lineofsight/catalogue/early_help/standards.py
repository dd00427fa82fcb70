"""Standards owed to a child whose family has early help or family help."""

from __future__ import annotations

from lineofsight.catalogue.early_help.derived import lead_practitioners
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Weeks, WorkingDays
from lineofsight.core.selections import at_most, before, each, is_present, is_true, on_or_before, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.front_door import early_help_episodes
from lineofsight.core.tables.safeguarding import multi_agency_meetings, transfers
from lineofsight.core.tables.workforce import allocations

early_help_assessment = standard(
    code="early_help_assessment",
    title="An early help assessment is completed and shared within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="early_help",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="early help strategy; Families First follows the 45 working days of section 17"),
    why="A family that asked for help should soon know what the help will be.",
    opens=each(early_help_episodes, at="started_on"),
    due=WorkingDays(30),
    met_by="assessed_on",
    closes=("ended_on", "declined_on"),
)

early_help_plan_review = standard(
    code="early_help_plan_review",
    title="A team around the family meets to review the plan at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="early_help",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="early help strategy"),
    why="Help that nobody checks drifts, and worry grows unseen.",
    # The plan starts when the assessment it rests on is complete.
    opens=each(early_help_episodes, at="assessed_on"),
    due=Weeks(6),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(multi_agency_meetings, at="held_on", where=one_of("kind", "early_help_review")),
    closes=("ended_on", "declined_on"),
)

step_down_check = standard(
    code="step_down_check",
    title="Checks made, history considered, a new lead named and the family told are recorded at a step-down",
    area=Area.HELP_AND_PROTECTION,
    stage="early_help",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    authority=guidance("Ofsted: Inspecting local authority children's services", "help and protection criteria"),
    why="A child stepped down too soon, to nobody in particular, comes back worse.",
    opens=each(transfers, at="accepted_on", where=is_true("is_step_down")),
    due=Days(0),
    met_by=each(
        transfers,
        at="accepted_on",
        where=(
            on_or_before("checks_complete_on", "accepted_on"),
            on_or_before("family_told_on", "accepted_on"),
            is_present("to_team_id"),
        ),
    ),
    match=("id", "id"),
    not_modelled=("a closure with nobody to receive the family",),
)

family_help_lead_practitioner = standard(
    code="family_help_lead_practitioner",
    title="A change of the family's lead practitioner has its reason recorded",
    area=Area.HELP_AND_PROTECTION,
    stage="early_help",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance("Working Together to Safeguard Children 2023", "chapter 3"),
    why="Each new face asks a family to tell its story again.",
    opens=each(
        lead_practitioners, at="started_on", where=(before("help_started_on", "started_on"), at_most("number", 1))
    ),
    due=Days(0),
    met_by=each(allocations, at="started_on", where=is_present("change_reason")),
    match=("id", "id"),
)

STANDARDS = (early_help_assessment, early_help_plan_review, step_down_check, family_help_lead_practitioner)
