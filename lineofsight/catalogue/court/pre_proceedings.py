"""Standards owed before an application to the court."""

from __future__ import annotations

from lineofsight.catalogue.court.derived import legal_tracker_spans
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Weeks, WorkingDays
from lineofsight.core.selections import each, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.court import legal_planning, pre_proceedings, pre_proceedings_reviews, tracker_reviews

PUBLIC_LAW_WORKING_GROUP = "Public Law Working Group best practice guidance, March 2021"
ENDS = ("stepped_down_or_issued_on",)

legal_planning_meeting = standard(
    code="legal_planning_meeting",
    title="A legal planning meeting is held within {due} of the request",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "local legal gateway"),
    why="A worry that may meet the court's threshold should not wait for a lawyer's diary.",
    opens=each(legal_planning, at="requested_on"),
    closes="withdrawn_on",
    due=WorkingDays(5),
    met_by="held_on",
)

letter_before_proceedings = standard(
    code="letter_before_proceedings",
    title="Parents are sent the letter before proceedings within {due} of the decision",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=guidance("Court orders and pre-proceedings, statutory guidance 2014", PUBLIC_LAW_WORKING_GROUP),
    why="Parents need to know plainly what must change, and that they can have a lawyer, while there is time.",
    opens=each(pre_proceedings, at="decided_on"),
    closes=ENDS,
    due=WorkingDays(5),
    met_by="letter_sent_on",
)

pre_proceedings_meeting = standard(
    code="pre_proceedings_meeting",
    title="The first pre-proceedings meeting is held within {due} of the letter",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(PUBLIC_LAW_WORKING_GROUP),
    why="The agreement with parents and their lawyers is where change begins.",
    opens=each(pre_proceedings, at="letter_sent_on"),
    closes=ENDS,
    due=WorkingDays(10),
    met_by="first_meeting_on",
    not_modelled=("parents who do not attend",),
)

pre_proceedings_review = standard(
    code="pre_proceedings_review",
    title="Pre-proceedings are reviewed with the family at least every {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(PUBLIC_LAW_WORKING_GROUP),
    why="Half way through, somebody decides: carry on, step down or go to court.",
    opens=each(pre_proceedings, at="first_meeting_on"),
    closes=ENDS,
    due=Weeks(6),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(pre_proceedings_reviews, at="held_on"),
    match=("id", "pre_proceedings_id"),
)

pre_proceedings_16w = standard(
    code="pre_proceedings_16w",
    title="Pre-proceedings end, or a senior manager extends them, within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="court",
    duty_basis=Basis.NATIONAL_GUIDANCE,
    number_basis=Basis.NATIONAL_GUIDANCE,
    confidence=Confidence.MEDIUM,
    authority=guidance(PUBLIC_LAW_WORKING_GROUP),
    why="A child should not live for months in a home on the edge of court with nothing decided.",
    opens=each(pre_proceedings, at="decided_on"),
    # It never lapses: while pre-proceedings run, the child waits.
    closes=ENDS,
    due=Weeks(16),
    met_by=(each(pre_proceedings, at="stepped_down_or_issued_on"), each(pre_proceedings, at="extension_agreed_on")),
    match=("id", "id"),
    not_modelled=("until when they were extended",),
)

legal_tracker_review = standard(
    code="legal_tracker_review",
    title="A senior manager looks at each child in pre-proceedings or proceedings every {due}",
    area=Area.LEADERSHIP,
    stage="court",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local("Local practice standard", "Ofsted, Birmingham 2019, paragraph 23"),
    why="Drift in court work is seen early only when somebody senior asks, child by child.",
    opens=each(legal_tracker_spans, at="started_on"),
    closes="ended_on",
    due=Weeks(2),
    repeats=Repeat.FROM_LAST_MET,
    met_by=each(tracker_reviews, at="reviewed_on", where=one_of("tracker", "legal")),
    not_modelled=("children placed with parents or under a placement order, where the tracker holds them too",),
)

STANDARDS = (
    legal_planning_meeting,
    letter_before_proceedings,
    pre_proceedings_meeting,
    pre_proceedings_review,
    pre_proceedings_16w,
    legal_tracker_review,
)
