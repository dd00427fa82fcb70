"""Reviews of a looked-after child's case, and the reviewing officer's part in them."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local, statute
from lineofsight.core.clocks import Days, Months, WorkingDays, steps
from lineofsight.core.selections import age_under, all_of, each, is_blank, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import REVIEW_HELD, care_periods
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.in_care import care_reviews, reviewing_officer_checks, short_breaks
from lineofsight.core.tables.oversight import challenges

# PN0 says that the child is under four: it answers nothing of a child who is known to be older.
SAID_TO_BE_UNDER_FOUR = all_of(one_of("participation", "PN0"), is_blank("child.born_on"))

cla_review = standard(
    code="cla_review",
    title="A child's plan in care is reviewed within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 33"
    ),
    why="The review is where the child, the family and somebody independent look at whether the plan still works.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=steps(WorkingDays(20), Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_reviews, at="held_on", where=REVIEW_HELD),
    not_modelled=(
        "A review adjourned into a series, which must finish within 20 working days: the date it was first held counts",
        "A child placed for adoption is reviewed under the Adoption Agencies Regulations 2005 as well",
    ),
)

short_break_review = standard(
    code="short_break_review",
    title="A series of short breaks is reviewed within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 48"
    ),
    why="Breaks away from home must go on doing the child good, and not become care by another name.",
    opens=each(short_breaks, at="started_on", where=is_not("legal_basis", "section_17")),
    closes="ended_on",
    due=steps(Months(3), Months(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(care_reviews, at="held_on", where=REVIEW_HELD),
)

review_record_15wd = standard(
    code="review_record_15wd",
    title="The full record of a review is sent within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance(
        "Independent reviewing officers handbook (2010)", "Chapter 3: full record within 15 working days"
    ),
    why="Children, parents and carers cannot act on a review they have not been sent.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=WorkingDays(15),
    met_by="record_sent_on",
    not_modelled=("Sharing with everybody invited within 20 working days, of which the record holds no date",),
)

review_decisions_5wd = standard(
    code="review_decisions_5wd",
    title="The decisions of a review are sent within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("Independent reviewing officers handbook (2010)", "Chapter 3: decisions within 5 working days"),
    why="What was decided must reach those who are to do it before the full record is written.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=WorkingDays(5),
    met_by="decisions_sent_on",
)

review_participation = standard(
    code="review_participation",
    title="How a child of four or over took part in the review is recorded",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("SSDA903 children looked after return guide", "Participation codes"),
    why="A review is about the child's life: how their view was heard must be written down each time.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=Days(0),
    met_by=each(care_reviews, at="held_on", where=(is_present("participation"), is_not("participation", "PN0"))),
    match=("id", "id"),
    exempt=(age_under(4), SAID_TO_BE_UNDER_FOUR),
    not_modelled=("Whether the reviewing officer saw the child's views themselves",),
)

# The first review starts it; a review is itself such a look.
iro_between_reviews = standard(
    code="iro_between_reviews",
    title="The reviewing officer looks at a child's progress at least every {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(
        "Independent reviewing officers handbook (2010)", "Monitoring between reviews; the number is local"
    ),
    why="A plan that drifts between reviews is noticed only if somebody looks.",
    opens=each(care_periods, at="started_on"),
    closes="ended_on",
    due=Months(3),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=(
        each(reviewing_officer_checks, at="checked_on"),
        each(care_reviews, at="held_on", where=REVIEW_HELD),
    ),
)

iro_escalation = standard(
    code="iro_escalation",
    title="A reviewing officer's challenge is resolved within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.HIGH,
    authority=guidance("Independent reviewing officers handbook (2010)", "Chapter 6: 20 working days in all"),
    why="A challenge that is not answered leaves the child where the reviewing officer found them.",
    opens=each(challenges, at="raised_on", where=one_of("kind", "reviewing_officer")),
    due=WorkingDays(20),
    or_set_by="settle_by",
    met_by="resolved_on",
    not_modelled=("The reviewing officer may go to Cafcass at any time",),
)

# Counted back from the day the review was held, which is also when the record can first tell.
iro_report_before = standard(
    code="iro_report_before",
    title="The social worker's report reaches the reviewing officer {due} the review",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Independent reviewing officers handbook (2010)", "The number is local"),
    why="A reviewing officer who has not read the report cannot question it.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=WorkingDays(-3),
    met_by="report_received_on",
)

child_seen_before_review = standard(
    code="child_seen_before_review",
    title="The reviewing officer speaks with the child before the review",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Care Planning, Placement and Case Review (England) Regulations 2010", "Regulation 36"),
    why="What a child says in private, before the meeting, is often not what is said in it.",
    opens=each(care_reviews, at="held_on", where=REVIEW_HELD),
    due=Days(0),
    met_by="child_spoken_to_on",
    exempt=(age_under(4), SAID_TO_BE_UNDER_FOUR, is_true("child_declined_to_speak")),
    not_modelled=("A child of four or over without the understanding to be spoken to, recorded in words",),
)

STANDARDS = (
    cla_review,
    short_break_review,
    review_record_15wd,
    review_decisions_5wd,
    review_participation,
    iro_between_reviews,
    iro_escalation,
    iro_report_before,
    child_seen_before_review,
)
