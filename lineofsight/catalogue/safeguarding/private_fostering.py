"""Standards owed to a child who lives with somebody other than close family by private arrangement."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local, statute
from lineofsight.core.clocks import Weeks, WorkingDays, Years, variant, variants
from lineofsight.core.selections import each, one_of
from lineofsight.core.shared_tables import SEEN_IN_PERSON
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.plans_and_visits import visits
from lineofsight.core.tables.safeguarding import private_fostering

REGULATIONS = "Children (Private Arrangements for Fostering) Regulations 2005"
VISITED = each(visits, at="visited_on", where=(one_of("kind", "private_fostering"), *SEEN_IN_PERSON))

private_fostering_visit_first = standard(
    code="private_fostering_visit_first",
    title="A privately fostered child is first visited within {due} of the notification",
    area=Area.HELP_AND_PROTECTION,
    stage="private_fostering",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(REGULATIONS, "regulation 4(1)"),
    why="A child far from their parents, with people no one has looked at, must be seen and asked.",
    opens=each(private_fostering, at="notified_on"),
    closes="ended_on",
    due=WorkingDays(7),
    met_by=VISITED,
    not_modelled=("whether carer and parents were spoken to",),
)

private_fostering_visits = standard(
    code="private_fostering_visits",
    title="A privately fostered child is visited at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="private_fostering",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(REGULATIONS, "regulation 8, from the day regulation 8(6) deems the arrangement to begin"),
    why="Arrangements made between adults change, and the child cannot end them.",
    opens=each(private_fostering, at="notified_on"),
    closes="ended_on",
    due=variants(
        variant("first year", Weeks(6), in_first=Years(1)),
        otherwise=Weeks(12),
        otherwise_name="second and later years",
    ),
    repeats=Repeat.FROM_LAST_MET,
    met_by=VISITED,
    not_modelled=("that a child is privately fostered in law until 16, or until 18 where disabled (section 66)",),
)

private_fostering_assessment = standard(
    code="private_fostering_assessment",
    title="A manager decides within {due} whether a private fostering arrangement is suitable",
    area=Area.HELP_AND_PROTECTION,
    stage="private_fostering",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="National Minimum Standards 2005; the number from the longest an assessment may take"),
    why="Either the home is good enough for the child or somebody must act.",
    opens=each(private_fostering, at="notified_on"),
    closes="ended_on",
    due=WorkingDays(45),
    met_by="assessed_on",
)

STANDARDS = (private_fostering_visit_first, private_fostering_visits, private_fostering_assessment)
