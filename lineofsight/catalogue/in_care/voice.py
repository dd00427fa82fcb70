"""Advocacy, independent visitors, and what children and families say."""

from __future__ import annotations

from lineofsight.catalogue.in_care.derived import children_with_a_plan
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Grid, GridStep, Months
from lineofsight.core.selections import each, is_true, one_of
from lineofsight.core.shared_tables import REVIEW_HELD
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.in_care import care_reviews
from lineofsight.core.tables.oversight import advocacy, service_events, service_periods, voices

advocacy_offer = standard(
    code="advocacy_offer",
    title="The offer of an advocate is recorded at each review",
    area=Area.IN_CARE,
    stage="participation",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("Children Act 1989", "Section 26A; Effective advocacy guidance"),
    why="A child who is not heard needs somebody on their side, and must be told so more than once.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=Days(0),
    met_by=(
        each(care_reviews, at="advocacy_offered_on"),
        each(advocacy, at="offered_on", where=one_of("kind", "advocate")),
    ),
    met_early=Days(28),
    not_modelled=("The offer at the start of a child protection plan, of leaving care support, and with a complaint",),
)

independent_visitor = standard(
    code="independent_visitor",
    title="Whether a child should have an independent visitor is recorded at each review",
    area=Area.IN_CARE,
    stage="participation",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Children Act 1989", "Section 23ZB"),
    why="A child with few visits from family should have a grown-up who comes for them alone.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=Days(0),
    met_by=each(care_reviews, at="held_on", where=is_true("independent_visitor_considered")),
    match=("id", "id"),
    not_modelled=(
        "Owed where the child has little contact with family: the record cannot tell, so every review is asked",
    ),
)

# Asking is what is owed: an answer of "no, thank you" is recorded as declined, and meets it.
family_feedback = standard(
    code="family_feedback",
    title="A child or family with a plan is asked what they think of their help at least every {due}",
    area=Area.LEADERSHIP,
    stage="participation",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    confidence=Confidence.HIGH,
    authority=guidance("Ofsted: Inspecting local authority children's services", "Leadership criteria"),
    why="The service learns whether it helps by asking the people it is for.",
    opens=each(children_with_a_plan, at="started_on"),
    closes="ended_on",
    due=Months(6),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(voices, at="said_on"),
)

children_in_care_council = standard(
    code="children_in_care_council",
    title="The children in care council meets leaders {due}",
    area=Area.LEADERSHIP,
    stage="participation",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Children and Social Work Act 2017", "Section 1"),
    why="Those who run the service answer to the children who live with it.",
    opens=each(service_periods, at="started_on", where=one_of("kind", "operating")),
    closes="ended_on",
    due=Grid(GridStep.QUARTER),
    met_by=each(service_events, at="occurred_on", where=one_of("kind", "children_in_care_council")),
    not_modelled=("Whether what was asked for was answered by the date given",),
)

STANDARDS = (
    advocacy_offer,
    independent_visitor,
    family_feedback,
    children_in_care_council,
)
