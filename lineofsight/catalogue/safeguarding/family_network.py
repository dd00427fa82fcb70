"""Standards about the family's own network: its meeting, and the offer to kinship carers."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, statute
from lineofsight.core.clocks import Days, Grid, GridStep
from lineofsight.core.selections import each, is_present, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.court import proceedings
from lineofsight.core.tables.oversight import service_events, service_periods
from lineofsight.core.tables.safeguarding import family_meetings

ACT = "Children's Wellbeing and Schools Act 2026"

family_group_decision_making = standard(
    code="family_group_decision_making",
    title="Before care proceedings are issued the family is offered a meeting to decide together",
    area=Area.HELP_AND_PROTECTION,
    stage="family_network",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=statute(ACT, "section 1, when in force; Families First Partnership programme guide (2025)"),
    why="A wider family often holds an answer that neither parents nor we have seen.",
    opens=each(proceedings, at="issued_on"),
    due=Days(0),
    # Not offering because it would harm the child is a decision too, and is recorded.
    met_by=(
        each(family_meetings, at="offered_on"),
        each(family_meetings, at="considered_on", where=is_present("not_offered_reason")),
    ),
    met_early=Days(365),
    not_modelled=("earlier points at which local policy asks for the offer",),
)

kinship_local_offer = standard(
    code="kinship_local_offer",
    title="The local offer to kinship families is published and reviewed in each year",
    area=Area.LEADERSHIP,
    stage="family_network",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute(ACT, "section 5; Kinship care: statutory guidance for local authorities (October 2024)"),
    why="Grandparents and others who took children in cannot ask for help they never heard of.",
    opens=each(service_periods, at="started_on", where=one_of("kind", "operating")),
    closes="ended_on",
    due=Grid(GridStep.YEAR),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "kinship_local_offer")),
)

STANDARDS = (family_group_decision_making, kinship_local_offer)
