"""Standards about emergency powers, accommodation by agreement and orders no longer needed."""

from __future__ import annotations

from lineofsight.catalogue.court.derived import reviews_with_status_and_placement
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, statute
from lineofsight.core.clocks import Days, Hours, Months, WorkingDays, Years, steps, variant, variants
from lineofsight.core.selections import each, is_present, is_true, one_of
from lineofsight.core.shared_tables import REVIEW_HELD
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.court import emergency_powers, legal_statuses
from lineofsight.core.tables.in_care import care_reviews
from lineofsight.core.tables.permanence import permanence, permanence_reviews

# SSDA903 codes: C1 and C2 are interim and full care orders, V2 accommodation under section 20, P1 placed with parents.
CARE_ORDERS = ("C1", "C2")
ACCOMMODATED_BY_AGREEMENT = "V2"
WITH_PARENTS_OR_CONNECTED_PERSONS = ("P1", "U1", "U2", "U3")

epo_length = standard(
    code="epo_length",
    title="An emergency protection order ends within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children Act 1989", "sections 44 and 45"),
    why="The order lapses: the child must by then be safe under another, or home.",
    opens=each(emergency_powers, at="started_on", where=one_of("kind", "emergency_protection_order")),
    due=variants(
        variant("extended once by the court", Days(15), where=is_present("extended_on")),
        otherwise=Days(8),
        otherwise_name="not extended",
    ),
    met_by="ended_on",
    not_modelled=(
        "an order the police applied for: its eight days begin with the first day of police protection (section 45(3))",
        "a last day that is a Sunday or public holiday, where the court may go to noon of the next day (section 45(2))",
    ),
)

police_protection_72h = standard(
    code="police_protection_72h",
    title="Police protection ends within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute("Children Act 1989", "section 46"),
    why="The police can keep a child safe for three days, no longer: we must decide what comes next.",
    opens=each(emergency_powers, at="started_on", where=one_of("kind", "police_protection")),
    due=Hours(72),
    met_by="ended_on",
)

s20_review = standard(
    code="s20_review",
    title="Accommodation by agreement is reviewed: {due}",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=statute("Children Act 1989", "section 20"),
    why="Consent can be withdrawn and can grow stale; a child must not drift in care without a plan.",
    opens=each(legal_statuses, at="started_on", where=one_of("status", ACCOMMODATED_BY_AGREEMENT)),
    closes="ended_on",
    due=steps(WorkingDays(20), Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_reviews, at="held_on", where=REVIEW_HELD),
)

order_discharge_review = standard(
    code="order_discharge_review",
    title="Each review of a child at home or with family on a care order considers ending the order",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.INSPECTION,
    number_basis=Basis.INSPECTION,
    confidence=Confidence.VERIFIED,
    authority=guidance("Ofsted, Birmingham 2023", "paragraphs 27 and 53"),
    why="A child who is safely home should not stay in care because nobody asked.",
    opens=each(
        reviews_with_status_and_placement,
        at="held_on",
        where=(
            one_of("legal_status", *CARE_ORDERS),
            one_of("placement_type", *WITH_PARENTS_OR_CONNECTED_PERSONS),
        ),
    ),
    due=Days(0),
    met_by=each(care_reviews, at="held_on", where=is_true("discharge_considered")),
    match=("id", "id"),
)

sgo_support_review = standard(
    code="sgo_support_review",
    title="Special guardianship support is reviewed, and the child seen, every {due}",
    area=Area.IN_CARE,
    stage="court",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute("Special Guardianship Regulations 2005", "regulations 17 and 18"),
    why="A child was murdered by a guardian: an order does not end our interest in how the child is.",
    opens=each(
        permanence,
        at="order_made_on",
        where=(one_of("order_type", "special_guardianship"), is_present("support_plan_on")),
    ),
    closes="support_ended_on",
    until_age=Years(18),
    due=Months(12),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(
        permanence_reviews,
        at="held_on",
        where=(one_of("kind", "special_guardianship_support"), is_true("child_seen")),
    ),
)

STANDARDS = (epo_length, police_protection_72h, s20_review, order_discharge_review, sgo_support_review)
