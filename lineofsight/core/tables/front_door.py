"""Contacts, out-of-hours events, early help and referrals."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, reference, text, words
from lineofsight.core.table import Table

contacts = Table(
    "contacts", "Contacts", "Somebody told the service about a child.",
    (
        day("received_on", "When it was received", ssd="cont_contact_date", moment="received_at"),
        moment("received_at", "At what time, where the source says"),
        code("source_code", "Who made the contact", "cin:ReferralSource", ssd="cont_contact_source_code"),
        text("source_name", "Who made the contact, in words", ssd="cont_contact_source_desc"),
        code("kind", "Ordinary, police domestic abuse notification, out of hours ...", "lineofsight:contact_kind"),
        code("rating", "Red, amber or green", "lineofsight:contact_rating"),
        day("rated_on", "When rated for multi-agency checks", moment="rated_at"),
        moment("rated_at", "At what time rated"),
        day("checks_complete_on", "When partner checks were in or their gap recorded", moment="checks_complete_at"),
        moment("checks_complete_at", "At what time"),
        day("decided_on", "When the outcome was decided", moment="decided_at"),
        moment("decided_at", "At what time decided"),
        code("outcome", "The outcome", "lineofsight:contact_outcome"),
        text("outcome_in_source", "The outcome as the source holds it", ssd="cont_contact_outcome_json"),
        code("consent", "Consent: given, refused, dispensed with", "lineofsight:consent"),
        text("consent_reason", "Why consent was dispensed with"),
        code("level_of_need", "Level of need applied", "lineofsight:level_of_need"),
        flag("open_to_service", "Whether the child was already open, so it went to the allocated worker"),
        words("summary", "What was said"),
    ), ("child_id", "received_on", "source_code"), event="received_on", ends="decided_on",
    ssd=("ssd_contacts",), id_ssd=("cont_contact_id",), holder_ssd=("cont_person_id",),
)  # fmt: skip

out_of_hours_events = Table(
    "out_of_hours_events", "Out-of-hours events", "Something the out-of-hours service did or heard.",
    (
        day("occurred_on", "When", moment="occurred_at"),
        moment("occurred_at", "At what time"),
        day("acknowledged_on", "When the day team acknowledged it with an owner", moment="acknowledged_at"),
        moment("acknowledged_at", "At what time"),
        reference("owner_id", "professionals", "Who owns what follows"),
        words("summary", "What happened"),
    ), ("child_id", "occurred_on", "occurred_at"), event="occurred_on", ends="acknowledged_on",
)  # fmt: skip

early_help_episodes = Table(
    "early_help_episodes", "Early help", "A family's time with early help.",
    (
        day("started_on", "Accepted or consented", ssd="earl_episode_start_date"),
        day("ended_on", "Ended", ssd="earl_episode_end_date"),
        text("reason", "Why it began", ssd="earl_episode_reason"),
        text("end_reason", "Why it ended", ssd="earl_episode_end_reason"),
        text("organisation", "The organisation that leads", ssd="earl_episode_organisation"),
        reference("worker_id", "professionals", "Lead practitioner", ssd="earl_episode_worker_id"),
        reference("team_id", "teams", "Team"),
        day("assessed_on", "When the assessment was completed and shared"),
        day("declined_on", "When the family declined"),
        flag("outcomes_met", "Whether it ended with its outcomes met"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_early_help_episodes",), id_ssd=("earl_episode_id",), holder_ssd=("earl_person_id",),
)  # fmt: skip

referrals = Table(
    "referrals", "Referrals", "A request for a service under the Children Act, and the episode of need it opens.",
    (
        day("received_on", "When received", ssd="cine_referral_date", moment="received_at"),
        moment("received_at", "At what time, where the source says"),
        code("source_code", "Who referred", "cin:ReferralSource", ssd="cine_referral_source_code"),
        text("source_name", "Who referred, in words", ssd="cine_referral_source_desc"),
        code("primary_need", "Primary need", "cin:PrimaryNeedCode", ssd="cine_cin_primary_need_code"),
        day("decided_on", "When a manager decided what follows", moment="decided_at"),
        moment("decided_at", "At what time decided"),
        flag("no_further_action", "Whether it ended at the referral", ssd="cine_referral_nfa"),
        text("outcome_in_source", "The outcome as the source holds it", ssd="cine_referral_outcome_json"),
        day("closed_on", "When the episode closed", ssd="cine_close_date"),
        code("close_reason", "Why it closed", "cin:ReasonForClosure", ssd="cine_close_reason"),
        reference("team_id", "teams", "Team", ssd="cine_referral_team"),
        reference("worker_id", "professionals", "Worker", ssd="cine_referral_worker_id"),
        day("acknowledged_on", "When the referrer was answered"),
        flag("referrer_is_public", "Whether the referrer is anonymous or a member of the public"),
        code("level_of_need", "Level of need applied", "lineofsight:level_of_need"),
        flag("is_unborn", "Whether the child was unborn at the referral"),
        day("expected_on", "The expected date of birth, where the child was unborn"),
        flag("is_homeless_16_17", "Whether it is a homeless young person of 16 or 17"),
        day("homeless_decided_on", "When interim accommodation and the joint assessment were decided"),
        flag("is_young_carer", "Whether the child appears to be a young carer"),
    ), ("child_id", "received_on"), event="received_on", ends="closed_on",
    ssd=("ssd_cin_episodes",), id_ssd=("cine_referral_id",), holder_ssd=("cine_person_id",),
)  # fmt: skip

TABLES = (contacts, out_of_hours_events, early_help_episodes, referrals)
