"""Standards of where a child lives: the match, the distance, moves and breakdowns, homes not fully approved."""

from __future__ import annotations

from lineofsight.catalogue.placements.derived import placements_ended
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local, statute
from lineofsight.core.clocks import Days, Months, Weeks, WorkingDays, steps, variant, variants
from lineofsight.core.selections import any_of, each, is_present, is_true, on_or_before, one_of
from lineofsight.core.shared_tables import IN_SHORT_BREAKS, placements_with_episode
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.court import tracker_reviews
from lineofsight.core.tables.in_care import placements

# SSDA903 codes: placed with parents; with relatives or friends as foster carers.
WITH_PARENTS = "P1"
WITH_RELATIVES_OR_FRIENDS = ("U1", "U2", "U3")
CARE_ORDERS = ("C1", "C2")

# Regulation 48: the stays of a series of short breaks are one placement, not one each.
placement_matching = standard(
    code="placement_matching",
    title="Why a placement suits the child is recorded within {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulations 9 to 12; Children Act 1989, section 22C(7) to (9)",
    ),
    why="A home chosen for the child, not for the vacancy, is the home that lasts.",
    opens=each(placements_with_episode, at="started_on"),
    due=variants(
        variant("emergency", WorkingDays(5), where=is_true("is_emergency")),
        otherwise=Days(0),
        otherwise_name="planned",
    ),
    met_by="matching_recorded_on",
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=(
        "The match of a series of short breaks as a whole",
        "What was weighed: needs, identity, brothers and sisters, school, distance and risks are read in audit",
    ),
)

placement_distance_approval = standard(
    code="placement_distance_approval",
    title="A placement outside the authority is approved before it begins",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 11, amended by SI 2013/3239",
    ),
    why="Far from home a child is harder to see and to keep safe, so somebody senior must agree to it first.",
    opens=each(placements, at="started_on", where=is_true("outside_authority")),
    due=Days(0),
    met_by="distance_approved_on",
    exempt=(one_of("type", *WITH_RELATIVES_OR_FRIENDS),),
    not_modelled=(
        "A foster carer approved by the authority itself who lives outside it (regulation 11(4)): check the source",
        "Who approves: a nominated officer, or the director where the area does not adjoin the authority's",
        "Whether the area authority was consulted",
    ),
)

# Leaving care altogether is not a move, nor is a change in the standing of the same home.
placement_end_review = standard(
    code="placement_end_review",
    title="A review is held before a placement is brought to an end",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 14"
    ),
    why="A child should not be moved before anybody independent has asked whether they should be.",
    opens=each(placements_ended, at="ended_on"),
    due=Days(0),
    met_by="end_reviewed_on",
    exempt=(
        is_true("ended_at_immediate_risk"),
        on_or_before("care_ended_on", "ended_on"),
        one_of("change_reason", "PLACE"),
        IN_SHORT_BREAKS,
    ),
)

disruption_meeting = standard(
    code="disruption_meeting",
    title="A placement that broke down is talked through within {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "The number is local"),
    why="What went wrong must be learned before the next home is asked to do better.",
    opens=each(placements, at="ended_on", where=is_true("ended_unplanned")),
    due=WorkingDays(20),
    met_by="disruption_meeting_on",
)

placed_with_parents_assess = standard(
    code="placed_with_parents_assess",
    title="A child under a care order placed with parents is assessed within {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulations 17 to 19"
    ),
    why="The court found the child at risk at home: going back there has to be shown to be safe.",
    opens=each(
        placements_with_episode,
        at="started_on",
        where=(
            one_of("type", WITH_PARENTS),
            any_of(one_of("legal_status", *CARE_ORDERS), one_of("episode_status", *CARE_ORDERS)),
        ),
    ),
    closes="ended_on",
    due=WorkingDays(10),
    met_by="assessed_on",
    not_modelled=("Unless the placement is immediate (regulation 19), the assessment comes before it (regulation 17)",),
)

# Regulation 25 allows one extension, of 8 weeks.
connected_temp_16w = standard(
    code="connected_temp_16w",
    title="A connected person approved for the time being is fully approved within {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.HIGH,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulations 24 and 25"
    ),
    why="A relative's home needs the full look every foster home gets, and the support that comes with it.",
    opens=each(placements, at="started_on", where=is_true("is_temporary_approval")),
    closes="ended_on",
    due=variants(
        variant("extended once", Weeks(24), where=is_present("approval_extended_on")),
        otherwise=Weeks(16),
        otherwise_name="not extended",
    ),
    met_by="fully_approved_on",
    exempt=(is_true("approval_under_independent_review"),),
)

unregistered_provision = standard(
    code="unregistered_provision",
    title="A senior manager looks at a child in an unregistered home at least every {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "Care Standards Act 2000, section 11"),
    why="An unregistered home is against the law and inspected by nobody: no week may pass unasked.",
    opens=each(placements, at="started_on", where=is_true("is_unregistered")),
    closes="ended_on",
    due=Weeks(1),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(tracker_reviews, at="reviewed_on", where=one_of("tracker", "unregistered_home")),
    not_modelled=("Whether Ofsted was told and the search for a registered home goes on",),
)

secure_review = standard(
    code="secure_review",
    title="Secure accommodation is reviewed within {due}",
    area=Area.IN_CARE,
    stage="placement",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.MEDIUM,
    authority=statute("Children (Secure Accommodation) Regulations 1991", "Regulation 15"),
    why="A locked home must go on being needed, and people from outside must say so.",
    opens=each(placements, at="started_on", where=any_of(is_true("is_secure"), one_of("type", "K1"))),
    closes="ended_on",
    due=steps(Months(1), Months(3)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(tracker_reviews, at="reviewed_on", where=one_of("tracker", "secure")),
    not_modelled=("Whether an independent member sat on the panel",),
)

STANDARDS = (
    placement_matching,
    placement_distance_approval,
    placement_end_review,
    disruption_meeting,
    placed_with_parents_assess,
    connected_temp_16w,
    unregistered_provision,
    secure_review,
)
