"""Standards about children out of school, educated at home, or assessed for an education, health and care plan."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.derived import home_education_of_open_children, home_education_with_visit
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Months, Weeks, WorkingDays
from lineofsight.core.selections import each, is_present, is_true, on_or_before
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.health_and_education import plan_requests
from lineofsight.core.tables.safeguarding import home_education_reviews, missing_education

cme_tracking = standard(
    code="cme_tracking",
    title="Enquiries about a child missing education are complete within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="education",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Keeping children safe in education (2025)", "Children missing education (August 2024)"),
    why="A child no school sees is a child nobody outside the home sees.",
    opens=each(missing_education, at="referred_on"),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="enquiries_complete_on",
)

ehe_notified_visit = standard(
    code="ehe_notified_visit",
    title="A child open to us withdrawn to be educated at home is seen, and safety weighed, within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Elective home education: guidance for local authorities"),
    why="For a child about whom we already worry, leaving school takes away the people who would notice.",
    opens=each(home_education_of_open_children, at="notified_on", where=is_present("open_since")),
    closes="ended_on",
    due=WorkingDays(5),
    # The decision counts once somebody has seen the child since the notification.
    met_by=each(home_education_with_visit, at="considered_on", where=on_or_before("notified_on", "seen_on")),
    match=("id", "id"),
)

ehe_review = standard(
    code="ehe_review",
    title="A child known to us and educated at home is seen and reviewed with education at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(),
    why="Home education may be going well; somebody has to see the child to know.",
    opens=each(home_education_of_open_children, at="started_on", where=is_present("open_since")),
    closes=("ended_on", "open_until"),
    due=Months(6),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(home_education_reviews, at="held_on", where=is_true("child_seen")),
    not_modelled=("a child who becomes known to us only after home education began",),
)

ehc_social_care_advice = standard(
    code="ehc_social_care_advice",
    title="Social care's advice for an education, health and care assessment is sent within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="help_and_protection",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Special Educational Needs and Disability Regulations 2014", "regulation 8"),
    why="A plan written without what we know of a disabled child's home leaves half their needs out.",
    opens=each(plan_requests, at="advice_requested_on"),
    due=Weeks(6),
    met_by="advice_sent_on",
    exempt=(is_true("exception_applies"),),
)

STANDARDS = (cme_tracking, ehe_notified_visit, ehe_review, ehc_social_care_advice)
