"""Standards owed to a child who goes missing."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.derived import repeated_missing
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Hours, WorkingDays
from lineofsight.core.selections import at_least, each, is_present, is_true, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON, WAS_MISSING, missing_from_care
from lineofsight.core.standards import standard
from lineofsight.core.tables.plans_and_visits import visits
from lineofsight.core.tables.safeguarding import missing_episodes, multi_agency_meetings

MISSING_GUIDANCE = "Statutory guidance on children who run away or go missing from home or care (January 2014)"

MEETING = (
    each(missing_episodes, at="meeting_held_on"),
    each(multi_agency_meetings, at="held_on", where=one_of("kind", "missing", "strategy_discussion")),
)

return_home_interview_72h = standard(
    code="return_home_interview_72h",
    title="A child who was missing has an independent interview within {due} of return",
    area=Area.HELP_AND_PROTECTION,
    stage="missing",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(MISSING_GUIDANCE),
    why="A child tells somebody new, soon, where they were and what they ran from, or tells nobody.",
    opens=each(missing_episodes, at="ended_on", where=WAS_MISSING),
    due=Hours(72),
    # Several episodes may be taken together, so an interview of the child meets all that had ended by then.
    met_by=(
        each(missing_episodes, at="interviewed_on"),
        each(missing_episodes, at="interview_refused_on"),
        each(visits, at="visited_on", where=(one_of("kind", "return_home_interview"), is_true("child_seen"))),
    ),
    not_modelled=("whether the interviewer was independent", "whether what was said was shared"),
)

seen_after_missing = standard(
    code="seen_after_missing",
    title="A child back from being missing is seen within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance(MISSING_GUIDANCE, "safe and well checks"),
    why="Somebody must see at once whether the child is hurt.",
    opens=each(missing_episodes, at="ended_on", where=WAS_MISSING),
    due=Hours(24),
    met_by=(each(missing_episodes, at="seen_on"), each(visits, at="visited_on", where=SEEN_IN_PERSON)),
)

missing_notify = standard(
    code="missing_notify",
    title="When a child in care is missing, police, authorities and parents are told within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="missing",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.LOW,
    authority=guidance(MISSING_GUIDANCE, "without delay; the hour is local"),
    why="The first hours matter most, and no one can look for a child they do not know is gone.",
    opens=each(missing_from_care, at="started_on", where=is_present("in_care_since")),
    closes="ended_on",
    due=Hours(1),
    met_by="notified_on",
)

missing_strategy_meeting = standard(
    code="missing_strategy_meeting",
    title="A third time missing in ninety days is taken to a meeting within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="missing",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="missing protocol"),
    why="A pattern is a message: something pushes the child out, or somebody draws them.",
    opens=each(repeated_missing, at="started_on", where=at_least("count", 3)),
    due=WorkingDays(1),
    met_by=MEETING,
    not_modelled=("what the plan that was set asks",),
)

missing_strategy_meeting_long = standard(
    code="missing_strategy_meeting_long",
    title="A child still missing is taken to a meeting within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="missing",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="missing protocol: a meeting after 24 to 72 hours"),
    why="The longer a child is gone, the more agencies must look, and the more harm may have come.",
    opens=each(missing_episodes, at="started_on", where=WAS_MISSING),
    closes="ended_on",
    due=Days(3),
    met_by=MEETING,
)

STANDARDS = (
    return_home_interview_72h,
    seen_after_missing,
    missing_notify,
    missing_strategy_meeting,
    missing_strategy_meeting_long,
)
