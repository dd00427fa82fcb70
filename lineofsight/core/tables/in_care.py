"""Children looked after: episodes, placements, plans, reviews, short breaks, and homes and carers."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, number, reference, text, words
from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Holder, Table

care_episodes = Table(
    "care_episodes", "Care episodes", "A stretch of being looked after under one legal status in one placement.",
    (
        text("care_period_id", "The period of care the episode belongs to", ssd="clae_cla_id"),
        reference("placement_id", "placements", "The placement", ssd="clae_cla_placement_id"),
        day("started_on", "First day of the episode", ssd="clae_cla_episode_start_date"),
        code("start_reason", "Reason for new episode", "ssda903:RNE", ssd="clae_cla_episode_start_reason"),
        code("primary_need", "Category of need", "ssda903:CIN", ssd="clae_cla_primary_need_code"),
        day("ended_on", "Last day of the episode", ssd="clae_cla_episode_ceased_date"),
        code("end_reason", "Reason episode ceased", "ssda903:REC", ssd="clae_cla_episode_ceased_reason"),
        reference("referral_id", "referrals", "The referral", ssd="clae_referral_id"),
        day("entered_care_on", "First day of the period of care", ssd="clae_entered_care_date"),
        day("reviewing_officer_contact_on", "Last contact of the reviewing officer",
            ssd="clae_cla_last_iro_contact_date"),
        code("legal_status", "Legal status of the episode", "ssda903:LS"),
        code("change_of_placement_reason", "Reason for place change", "ssda903:REASON_PLACE_CHANGE"),
        text("home_postcode", "Home postcode", personal=True),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_cla_episodes",), id_ssd=("clae_cla_episode_id",), holder_ssd=("clae_person_id",),
)  # fmt: skip

placements = Table(
    "placements", "Placements", "Where a looked-after child lives.",
    (
        text("care_period_id", "The period of care", ssd="clap_cla_id"),
        day("started_on", "First day", ssd="clap_cla_placement_start_date", moment="secured_at"),
        day("ended_on", "Last day", ssd="clap_cla_placement_end_date"),
        code("type", "Placement type", "ssda903:PLACE", ssd="clap_cla_placement_type"),
        text("provider_urn", "Ofsted registration of the home", ssd="clap_cla_placement_urn"),
        number("distance_miles", "Miles from home", ssd="clap_cla_placement_distance"),
        code("provider_type", "Provider", "ssda903:PLACE_PROVIDER", ssd="clap_cla_placement_provider"),
        text("postcode", "Postcode of the placement", ssd="clap_cla_placement_postcode", personal=True),
        code("change_reason", "Why it changed", "ssda903:REASON_PLACE_CHANGE", ssd="clap_cla_placement_change_reason"),
        flag("outside_authority", "Whether outside the authority's boundary"),
        flag("is_unregistered", "Whether the home should be registered and is not"),
        flag("made_out_of_hours", "Whether made by the out-of-hours service"),
        flag("is_emergency", "Whether made in an emergency"),
        flag("is_long_term_match", "Whether a long-term foster placement the child agrees to"),
        flag("intended_until_18", "Whether meant to last until 18"),
        flag("is_temporary_approval", "Whether a connected person is approved for the time being"),
        day("fully_approved_on", "When the connected person was fully approved"),
        day("plan_recorded_on", "When the placement plan was recorded"),
        day("notified_on", "When parents, health, education and the host authority were told"),
        day("reviewed_by_day_service_on", "When the day service reviewed a placement made out of hours"),
        day("assessed_on", "When placement with a parent was assessed"),
        day("distance_approved_on", "When a nominated officer or the director approved it"),
        day("matching_recorded_on", "When matching was recorded"),
        day("disruption_meeting_on", "When a disruption meeting was held"),
        day("end_reviewed_on", "When the proposal to end it was reviewed"),
        day("end_notified_on", "When those told of the placement were told that it was ending"),
        flag("ended_at_immediate_risk", "Whether it ended at once because of an immediate risk of harm"),
        day("approval_extended_on", "When a connected person's approval for the time being was extended"),
        flag("approval_under_independent_review", "Whether refusal of full approval is before the independent review"),
        flag("ended_unplanned", "Whether it ended unplanned"),
        flag("with_sibling", "Whether a brother or sister lives there too"),
        flag("is_secure", "Whether secure accommodation"),
        moment("secured_at", "When the child was placed in secure accommodation"),
        day("secure_order_on", "When the court made the secure order"),
        reference("home_id", "homes", "The home"),
        reference("carer_id", "carers", "The foster carers"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_cla_placement",), id_ssd=("clap_cla_placement_id",), holder_ssd=("clap_person_id",),
    # A year's return knows a placement from the first episode it holds of it.
    same_as=(SameAs(("child_id", "type"), during=True),),
)  # fmt: skip

care_plans = Table(
    "care_plans", "Care plans", "The plan for a looked-after child.",
    (
        day("started_on", "When recorded", ssd="lacp_cla_care_plan_start_date"),
        day("ended_on", "When replaced or ended", ssd="lacp_cla_care_plan_end_date"),
        text("in_source", "The plan as the source holds it", ssd="lacp_cla_care_plan_json"),
        code("permanence_plan", "The plan for permanence", "lineofsight:permanence_plan"),
        day("permanence_recorded_on", "When the plan for permanence was recorded"),
        day("family_time_recorded_on", "When the plan for family time was recorded"),
        day("parallel_plan_recorded_on", "When a second plan, in case the first does not work, was recorded"),
        day("shared_on", "When a copy was given to the child and family"),
        words("child_wish", "What the child wants"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_cla_care_plan",), id_ssd=("lacp_table_id",), holder_ssd=("lacp_person_id",),
)  # fmt: skip

care_reviews = Table(
    "care_reviews", "Reviews in care", "A review of a looked-after child's plan by the reviewing officer.",
    (
        text("care_period_id", "The period of care", ssd="clar_cla_id"),
        day("target_on", "Due date the source set", ssd="clar_cla_review_due_date"),
        day("held_on", "When held", ssd="clar_cla_review_date"),
        flag("was_cancelled", "Whether cancelled", ssd="clar_cla_review_cancelled"),
        code("participation", "How the child took part", "ssda903:REVIEW_CODE", ssd="clar_cla_review_participation"),
        day("decisions_sent_on", "When decisions were sent"),
        day("record_sent_on", "When the full record was sent"),
        day("report_received_on", "When the worker's report reached the reviewing officer"),
        day("child_spoken_to_on", "When the reviewing officer spoke with the child before it"),
        flag("child_declined_to_speak", "Whether the child declined to speak with the reviewing officer before it"),
        flag("permanence_considered", "Whether the plan for permanence was considered"),
        flag("discharge_considered", "Whether discharge of the order was considered"),
        flag("independent_visitor_considered", "Whether an independent visitor was considered"),
        day("advocacy_offered_on", "When advocacy was offered"),
        flag("progress_made", "Whether the review found progress"),
    ), ("child_id", "held_on"), event="held_on",
    ssd=("ssd_cla_reviews",), id_ssd=("clar_cla_review_id",), holder_ssd=("clar_cla_person_id",),
)  # fmt: skip

reviewing_officer_checks = Table(
    "reviewing_officer_checks", "Reviewing officer checks", "A check between reviews.",
    (day("checked_on", "When"),), ("child_id", "checked_on"), event="checked_on",
)  # fmt: skip

short_breaks = Table(
    "short_breaks", "Short break series", "A series of short breaks under one arrangement.",
    (
        day("started_on", "First day of the series"),
        day("ended_on", "Last day of the series"),
        day("longest_stay_from", "First day of the stay still running"),
        day("longest_stay_to", "Last day of that stay"),
        code("legal_basis", "Under which power", "lineofsight:short_break_basis"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
)  # fmt: skip

section_85_notices = Table(
    "section_85_notices", "Long stays in hospital or school", "A notice under section 85 or 86.",
    (day("notified_on", "When notified"), day("assessed_on", "When assessed and visits set"),
     day("ended_on", "When the stay ended")),
    ("child_id", "notified_on"), event="notified_on", ends="ended_on",
)  # fmt: skip

remands = Table(
    "remands", "Remands", "A child remanded to the authority or to youth detention, or in custody.",
    (
        code("kind", "To accommodation, to detention, sentence", "lineofsight:remand_kind"),
        day("started_on", "First day"),
        day("ended_on", "Last day"),
        day("plan_recorded_on", "When the detention placement plan was recorded"),
        flag("ceased_care", "Whether being looked after ended because of custody"),
        day("visited_on", "When visited with a report made"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
)  # fmt: skip

carers = Table(
    "carers", "Foster carers", "A fostering household.",
    (
        day("approved_on", "When approved"),
        day("ended_on", "When approval ended"),
        code("kind", "Mainstream, connected, respite", "lineofsight:carer_kind"),
    ), ("id",), event="approved_on", ends="ended_on", holder=Holder.CARER, holder_is_id=True,
)  # fmt: skip

carer_reviews = Table(
    "carer_reviews", "Foster carer reviews and visits", "A review of, or an unannounced visit to, a household.",
    (code("kind", "Annual review, unannounced visit", "lineofsight:carer_review_kind"), day("held_on", "When")),
    ("carer_id", "kind", "held_on"), event="held_on", holder=Holder.CARER,
)  # fmt: skip

homes = Table(
    "homes", "Children's homes of the authority", "A home the authority runs.",
    (day("opened_on", "When opened"), day("closed_on", "When closed"), text("provider_urn", "Ofsted registration")),
    ("id",), event="opened_on", ends="closed_on", holder=Holder.HOME, holder_is_id=True,
)  # fmt: skip

home_visits = Table(
    "home_visits", "Independent visits to homes", "An independent person's monthly visit (regulation 44).",
    (day("visited_on", "When"), day("reported_on", "When the report was made")),
    ("home_id", "visited_on"), event="visited_on", holder=Holder.HOME,
)  # fmt: skip

sibling_assessments = Table(
    "sibling_assessments", "Together or apart assessments", "Whether brothers and sisters should live together.",
    (
        day("needed_on", "When a second child entered care, or a plan to separate was made"),
        day("completed_on", "When completed"),
        flag("not_safe", "Whether it was judged not safe to assess them together"),
        code("recommendation", "Together or apart", "lineofsight:together_or_apart"),
    ), ("child_id", "needed_on"), event="needed_on", ends="completed_on",
)  # fmt: skip

TABLES = (
    care_episodes, placements, care_plans, care_reviews, reviewing_officer_checks, short_breaks, section_85_notices,
    remands, carers, carer_reviews, homes, home_visits, sibling_assessments,
)  # fmt: skip
