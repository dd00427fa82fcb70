"""Missing episodes, exploitation, private fostering, and children educated away from school or not at all."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, reference, text, words
from lineofsight.core.table import Table

missing_episodes = Table(
    "missing_episodes", "Missing episodes", "A time a child was missing, or away without permission.",
    (
        day("started_on", "Found to be missing", ssd="miss_missing_episode_start_date", moment="started_at"),
        moment("started_at", "At what time"),
        code("kind", "Missing, or away without authorisation", "lineofsight:missing_kind",
             ssd="miss_missing_episode_type"),
        day("ended_on", "Found or returned", ssd="miss_missing_episode_end_date", moment="ended_at"),
        moment("ended_at", "At what time"),
        day("notified_on", "When the police, authorities and parents were told", moment="notified_at"),
        moment("notified_at", "At what time"),
        code("interview_offered", "Return interview offered", "lineofsight:yes_no_unknown",
             ssd="miss_missing_rhi_offered"),
        code("interview_accepted", "Return interview accepted", "lineofsight:yes_no_unknown",
             ssd="miss_missing_rhi_accepted"),
        day("interview_offered_on", "When the interview was offered"),
        day("interviewed_on", "When the interview was held", moment="interviewed_at"),
        moment("interviewed_at", "At what time"),
        day("interview_refused_on", "When the child declined the interview"),
        day("seen_on", "When somebody saw the child safe and well after return", moment="seen_at"),
        moment("seen_at", "At what time"),
        day("meeting_held_on", "When a meeting about the pattern was held"),
    ), ("child_id", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_missing",), id_ssd=("miss_table_id",), holder_ssd=("miss_person_id",),
)  # fmt: skip

exploitation_concerns = Table(
    "exploitation_concerns", "Exploitation concerns", "An indicator that a child is exploited, and the risk set.",
    (
        day("indicated_on", "When the indicator was recorded"),
        day("screened_on", "When the screening tool was completed"),
        code("kind", "Sexual, criminal, trafficking ...", "lineofsight:exploitation_kind"),
        code("risk", "Level of risk", "lineofsight:risk_level"),
        code("previous_risk", "Level of risk before the latest review", "lineofsight:risk_level"),
        day("risk_set_on", "When the level was set"),
        day("ended_on", "When the concern ended"),
        flag("trafficking_indicated", "Whether there are indicators of trafficking"),
        day("referred_to_mechanism_on", "When referred to the National Referral Mechanism"),
    ), ("child_id", "indicated_on", "kind"), event="indicated_on", ends="ended_on",
)  # fmt: skip

exploitation_reviews = Table(
    "exploitation_reviews", "Exploitation reviews", "A multi-agency review of a child at risk of exploitation.",
    (
        day("held_on", "When held"),
        code("risk", "Level of risk found", "lineofsight:risk_level"),
        code("previous_risk", "Level of risk before", "lineofsight:risk_level"),
    ), ("child_id", "held_on"), event="held_on",
)  # fmt: skip

private_fostering = Table(
    "private_fostering", "Private fostering", "An arrangement in which a child lives with somebody not close family.",
    (
        day("notified_on", "When the authority was told or became aware"),
        day("started_on", "When the arrangement began"),
        day("ended_on", "When it ended"),
        day("assessed_on", "When a manager decided suitability"),
        code("suitability", "The decision", "lineofsight:suitability"),
    ), ("child_id", "notified_on"), event="notified_on", ends="ended_on",
)  # fmt: skip

missing_education = Table(
    "missing_education", "Missing education", "A child not on a school roll and not educated otherwise.",
    (
        day("referred_on", "When referred"),
        day("enquiries_complete_on", "When reasonable enquiries were logged with an outcome"),
        day("ended_on", "When back in education or closed"),
        code("outcome", "Outcome"),
    ), ("child_id", "referred_on"), event="referred_on", ends="ended_on",
)  # fmt: skip

home_education = Table(
    "home_education", "Elective home education", "A child educated at home.",
    (
        day("notified_on", "When notified"),
        day("started_on", "When it began"),
        day("ended_on", "When it ended"),
        day("considered_on", "When safety and education were considered together and the decision recorded"),
    ), ("child_id", "notified_on"), event="notified_on", ends="ended_on",
)  # fmt: skip

home_education_reviews = Table(
    "home_education_reviews", "Home education reviews", "A review with education, the child seen.",
    (day("held_on", "When held"), flag("child_seen", "Whether the child was seen")),
    ("child_id", "held_on"), event="held_on",
)  # fmt: skip

multi_agency_meetings = Table(
    "multi_agency_meetings", "Multi-agency meetings", "A meeting of agencies about a child outside the plan's own.",
    (
        code("kind", "Domestic abuse risk conference (MARAC), missing, transfer ...", "lineofsight:meeting_kind"),
        day("held_on", "When held"),
        day("actions_recorded_on", "When its actions were put on the child's record"),
        words("summary", "What was agreed"),
    ), ("child_id", "kind", "held_on"), event="held_on", ends="actions_recorded_on",
)  # fmt: skip

family_meetings = Table(
    "family_meetings", "Family group decision making", "The offer of a family meeting, and the meeting.",
    (
        day("offered_on", "When offered"),
        day("declined_on", "When declined"),
        day("held_on", "When held"),
        text("not_offered_reason", "Why it was not in the child's interests to offer"),
        day("considered_on", "When it was decided not to offer"),
    ), ("child_id", "offered_on"), event="offered_on", ends="held_on",
)  # fmt: skip

transfers = Table(
    "transfers", "Transfers between teams", "A child's work passing from one team to another.",
    (
        reference("from_team_id", "teams", "From"),
        reference("to_team_id", "teams", "To"),
        day("proposed_on", "When the point of transfer was reached"),
        day("accepted_on", "When the receiving manager accepted"),
        day("joint_visit_on", "When both workers visited together"),
        flag("is_step_down", "Whether to early help or a lower plan"),
        day("checks_complete_on", "When agency checks and chronology were considered"),
        day("family_told_on", "When the family was told"),
    ), ("child_id", "proposed_on"), event="proposed_on", ends="accepted_on",
)  # fmt: skip

TABLES = (
    missing_episodes, exploitation_concerns, exploitation_reviews, private_fostering, missing_education,
    home_education, home_education_reviews, multi_agency_meetings, family_meetings, transfers,
)  # fmt: skip
