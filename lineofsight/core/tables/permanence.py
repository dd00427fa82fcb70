"""Permanence: adoption, special guardianship, and adopters."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, reference, text, whole
from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Holder, Table

permanence = Table(
    "permanence", "Permanence", "A child's way to adoption, special guardianship or another permanent home.",
    (
        text("care_period_id", "The period of care", ssd="perm_cla_id"),
        day("named_at_review_on", "The review that made adoption the plan"),
        day("report_completed_on", "When the child's permanence report was completed"),
        day("information_to_panel_on", "When all information reached the panel or decision-maker"),
        day("reports_received_on", "When the decision-maker had the recommendation or reports"),
        day("adoption_decided_on", "Agency decision that the child should be placed", ssd="perm_adm_decision_date"),
        flag("in_sibling_group", "Part of a sibling group", ssd="perm_part_of_sibling_group"),
        whole("siblings_placed_together", "Brothers and sisters placed together", ssd="perm_siblings_placed_together"),
        whole("siblings_placed_apart", "Brothers and sisters placed apart", ssd="perm_siblings_placed_apart"),
        day("early_permanence_decided_on", "Fostering for adoption decision", ssd="perm_ffa_cp_decision_date"),
        flag("early_permanence_considered", "Whether early permanence was considered"),
        day("placement_order_on", "Placement order", ssd="perm_placement_order_date"),
        day("matched_on", "Match decision", ssd="perm_matched_date"),
        code("adopter_sex", "Adopter sex", ssd="perm_adopter_sex"),
        code("adopter_legal_status", "Adopter legal status", "ssda903:LS_ADOPTR", ssd="perm_adopter_legal_status"),
        whole("number_of_adopters", "Adopters", ssd="perm_number_of_adopters"),
        day("placed_on", "Placed for adoption", ssd="perm_placed_for_adoption_date"),
        flag("adopted_by_carer", "Adopted by the foster carer", ssd="perm_adopted_by_carer_flag"),
        day("placed_with_carer_on", "When foster placement with the adopting carer began",
            ssd="perm_placed_foster_carer_date"),
        day("early_permanence_placed_on", "Placed for early permanence", ssd="perm_placed_ffa_cp_date"),
        text("provider_urn", "Provider", ssd="perm_placement_provider_urn"),
        day("reversed_on", "Decision reversed", ssd="perm_decision_reversed_date"),
        code("reversed_reason", "Why reversed", "ssda903:REASON_PLACED_CEASED", ssd="perm_decision_reversed_reason"),
        day("order_made_on", "Permanence order", ssd="perm_permanence_order_date"),
        code("order_type", "Which order", "lineofsight:permanence_order", ssd="perm_permanence_order_type"),
        reference("worker_id", "professionals", "Adoption worker", ssd="perm_adoption_worker_id"),
        day("long_term_plan_on", "When long-term fostering became the plan"),
        day("long_term_matched_on", "When the long-term match was approved"),
        day("support_plan_on", "When a support plan after the order was agreed"),
        day("support_ended_on", "When that support ended"),
        day("celebration_on", "Adoption celebration hearing"),
        day("life_story_given_on", "When the life story book and later-life letter were given"),
        day("adoption_review_from", "When the placement for adoption was first reviewed"),
        day("entered_care_on", "First day of the period of care, where the source says it here"),
    ), ("child_id", "care_period_id"), event="adoption_decided_on", ends="order_made_on",
    ssd=("ssd_permanence",), id_ssd=("perm_table_id",), holder_ssd=("perm_person_id",),
    # Each source numbers periods of care for itself; the decision or, where there is none, the order is one to all.
    same_as=(
        SameAs(("child_id", "adoption_decided_on")), SameAs(("child_id", "order_made_on")),
        SameAs(("child_id", "placed_on")),
    ),
)  # fmt: skip

permanence_reviews = Table(
    "permanence_reviews", "Adoption and guardianship reviews", "A review while waiting, placed, or after the order.",
    (
        code("kind", "Authorised not placed, placed for adoption, special guardianship support",
             "lineofsight:permanence_review_kind"),
        day("held_on", "When held"),
        flag("child_seen", "Whether the child was seen"),
    ), ("child_id", "kind", "held_on"), event="held_on",
)  # fmt: skip

previous_permanence = Table(
    "previous_permanence", "Previous permanence", "A permanent arrangement the child had before.",
    (
        code("option", "Which", "ssda903:PREV_PERM", ssd="lapp_previous_permanence_option"),
        text("authority", "Authority", ssd="lapp_previous_permanence_la"),
        text("order_date", "Date of the order as the return holds it (parts may be unknown)",
             ssd="lapp_previous_permanence_order_date"),
        day("order_on", "Date of the order where whole"),
    ), ("child_id", "option"), event="order_on",
    ssd=("ssd_cla_previous_permanence",), id_ssd=("lapp_table_id",), holder_ssd=("lapp_person_id",),
)  # fmt: skip

adopters = Table(
    "adopters", "Adopters", "A household that asked to adopt, and its stages.",
    (
        code("ethnicity", "Ethnic origin of the first adopter", "ssda903:ETHNIC"),
        day("enquired_on", "First enquiry"),
        day("registered_on", "Registration of interest: stage one began"),
        day("stage_one_ended_on", "Stage one ended"),
        day("stage_two_started_on", "Stage two began"),
        day("stage_two_ended_on", "Stage two ended"),
        day("approved_on", "Approved"),
        day("matched_on", "Matched with a child"),
        day("placed_on", "A child placed"),
        day("adopted_on", "Order made"),
        day("ended_on", "No longer adopters"),
        text("end_reason", "Why"),
        flag("early_permanence", "Whether approved for early permanence"),
        whole("children_approved_for", "How many children approved for"),
        text("family_id", "The household, which two adopters may share"),
        day("applied_on", "Application submitted"),
        whole("children_placed", "How many children were placed"),
    ), ("id",), event="enquired_on", ends="ended_on", holder=Holder.CARER, holder_is_id=True,
)  # fmt: skip

TABLES = (permanence, permanence_reviews, previous_permanence, adopters)
