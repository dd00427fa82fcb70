"""Limits on where a child may be kept, and how often they are looked at: liberty, secure homes, short breaks."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local, statute
from lineofsight.core.clocks import Days, Hours, Months
from lineofsight.core.selections import any_of, each, is_not, is_true, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.court import deprivation_of_liberty, tracker_reviews
from lineofsight.core.tables.in_care import placements, short_breaks

dolo_review = standard(
    code="dolo_review",
    title="An order depriving a child of liberty is reviewed at least every {due}",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Inherent jurisdiction of the High Court; local practice"),
    why="A child's liberty is taken for as short a time as can be, so somebody senior asks again and again.",
    opens=each(deprivation_of_liberty, at="started_on"),
    closes="ended_on",
    due=Months(1),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(tracker_reviews, at="reviewed_on", where=one_of("tracker", "liberty_order")),
    not_modelled=("A last review before the order ends",),
)

secure_72h = standard(
    code="secure_72h",
    title="A child is in secure accommodation for no more than {due} without a court order",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Children (Secure Accommodation) Regulations 1991", "Regulation 10"),
    why="Locking a child up without a court is allowed for three days and no longer.",
    opens=each(placements, at="started_on", where=any_of(is_true("is_secure"), one_of("type", "K1"))),
    closes="ended_on",
    due=Hours(72),
    met_by="secure_order_on",
    not_modelled=("Several stays within 28 days are limited to 72 hours together: each stay is shown by itself",),
)

short_break_limits = standard(
    code="short_break_limits",
    title="No stay in a series of short breaks lasts longer than {due}",
    area=Area.IN_CARE,
    stage="children_in_care",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute("Care Planning, Placement and Case Review (England) Regulations 2010", "Regulation 48"),
    why="A longer stay is care, and the child then needs everything a child in care needs.",
    opens=each(short_breaks, at="longest_stay_from", where=is_not("legal_basis", "section_17")),
    closes="ended_on",
    due=Days(17),
    met_by="longest_stay_to",
    not_modelled=("No more than 75 days in 12 months: the record holds the longest stay, not each of them",),
)

STANDARDS = (
    dolo_review,
    secure_72h,
    short_break_limits,
)
