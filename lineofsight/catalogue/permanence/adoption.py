"""Standards of adoption, from the plan to the order."""

from __future__ import annotations

from lineofsight.catalogue.permanence.derived import permanence_with_care
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Months, Weeks, WorkingDays, steps
from lineofsight.core.selections import any_of, each, is_blank, is_false, is_not, is_true, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.permanence import permanence, permanence_reviews
from lineofsight.core.tables.plans_and_visits import visits

# Nobody is in care for longer than a childhood: what met it may lie anywhere before the decision.
A_CHILDHOOD = Days(18 * 366)
NOT_BY_CARER = any_of(is_false("adopted_by_carer"), is_blank("adopted_by_carer"))
PLACED_REVIEW = each(permanence_reviews, at="held_on", where=one_of("kind", "placed_for_adoption"))

should_be_placed_2m = standard(
    code="should_be_placed_2m",
    title="Whether a child should be placed for adoption is decided within {due} of the review",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance("Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005", "Paragraph 2.2"),
    why="Once adoption is the plan, each month of waiting makes it harder.",
    opens=each(permanence, at="named_at_review_on"),
    closes="reversed_on",
    due=Months(2),
    met_by="adoption_decided_on",
)

adoption_panel_info_6w = standard(
    code="adoption_panel_info_6w",
    title="All information reaches the panel or decision-maker within {due} of the child's permanence report",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance("Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005", "Paragraph 2.2"),
    why="A decision cannot be made on papers that have not come.",
    opens=each(permanence, at="report_completed_on"),
    closes="reversed_on",
    due=Weeks(6),
    met_by="information_to_panel_on",
)

adm_decision_7wd = standard(
    code="adm_decision_7wd",
    title="The agency's decision-maker decides within {due}",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance("Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005", "Paragraph 1.56"),
    why="A child should not wait on a desk.",
    opens=each(permanence, at="reports_received_on"),
    closes="reversed_on",
    due=WorkingDays(7),
    met_by="adoption_decided_on",
    not_modelled=("Parents are told in two working days, and in writing in five",),
)

# A10: a child adopted by their foster carers moved in when that foster placement began.
adoption_a1 = standard(
    code="adoption_a1",
    title="A child to be adopted moves in with the adopters within {due} of coming into care",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("Adoption scorecard", "Threshold A1 and A10: 14 months"),
    why="The sooner a child settles with the people who will be their parents, the better for their whole life.",
    opens=each(permanence_with_care, at="adoption_decided_on"),
    counted_from="care_started_on",
    closes="reversed_on",
    due=Days(426),
    met_by=(
        each(permanence, at="placed_on", where=NOT_BY_CARER),
        each(permanence, at="placed_with_carer_on", where=is_true("adopted_by_carer")),
    ),
    match=("id", "id"),
    met_early=A_CHILDHOOD,
)

adoption_a2 = standard(
    code="adoption_a2",
    title="A child with a placement order is matched within {due}",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance("Adoption scorecard", "Threshold A2"),
    why="After the court has agreed, the wait is the service's own.",
    opens=each(permanence, at="placement_order_on"),
    closes="reversed_on",
    due=Days(121),
    met_by="matched_on",
)

adoption_visit = standard(
    code="adoption_visit",
    title="A child placed for adoption is visited every {due} until the first review",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005",
        "Adoption Agencies Regulations 2005, regulation 36(3) and (4)",
    ),
    why="New families need help in the first weeks, and the child needs somebody who asks.",
    opens=each(permanence, at="placed_on"),
    closes=("adoption_review_from", "order_made_on", "reversed_on"),
    closed_by=(PLACED_REVIEW,),
    due=Weeks(1),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(
        visits,
        at="visited_on",
        where=(
            one_of("kind", "placed_for_adoption", "child_in_care"),
            is_true("child_seen"),
            is_not("mode", "virtual", "doorstep", "telephone", "message"),
        ),
    ),
    not_modelled=("After the first review, visits as often as the agency decides at each review",),
)

adoption_review = standard(
    code="adoption_review",
    title="A child placed for adoption is reviewed within {due}",
    area=Area.IN_CARE,
    stage="adoption",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Adoption statutory guidance (July 2013); Adoption Agencies Regulations 2005",
        "Adoption Agencies Regulations 2005, regulation 36(3)",
    ),
    why="Somebody looks, with the child and the adopters, at how the new family is growing.",
    opens=each(permanence, at="placed_on"),
    closes=("order_made_on", "reversed_on"),
    due=steps(Weeks(4), Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    # Some records keep the first review with the child's way to adoption, and not as a review.
    met_by=(PLACED_REVIEW, each(permanence, at="adoption_review_from")),
)

adoption_authorised_review = standard(
    code="adoption_authorised_review",
    title="A child who may be placed for adoption and is not yet placed is reviewed within {due}",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Adoption Agencies Regulations 2005", "Regulation 36"),
    why="A child waiting for a family must not be forgotten, nor wait for one that will not come.",
    opens=each(permanence, at="placement_order_on"),
    closes=("placed_on", "order_made_on", "reversed_on"),
    due=steps(Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(permanence_reviews, at="held_on", where=one_of("kind", "authorised_not_placed")),
    not_modelled=("Authority given by the parents' consent, of which the record holds no date",),
)

STANDARDS = (
    should_be_placed_2m,
    adoption_panel_info_6w,
    adm_decision_7wd,
    adoption_a1,
    adoption_a2,
    adoption_visit,
    adoption_review,
    adoption_authorised_review,
)
