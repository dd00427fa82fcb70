"""Standards about initial and transfer-in conferences: held in time, prepared, quorate, written up."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, WorkingDays
from lineofsight.core.selections import (
    all_of,
    any_of,
    each,
    is_blank,
    is_false,
    is_present,
    is_true,
    one_of,
)
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import conferences, section_47_enquiries

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"
QUORATE = any_of(is_true("was_quorate"), is_present("not_quorate_reason"))

icpc_15 = standard(
    code="icpc_15",
    title="The initial conference is held within {due} of the strategy discussion that began the enquiry",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="Once harm is found likely, the family and everyone who knows the child must agree quickly how to prevent it.",
    # While an enquiry runs nobody can say that it leads to a conference: its outcome does, or the census's own flag.
    opens=each(
        section_47_enquiries,
        at="started_on",
        where=any_of(
            one_of("outcome", "substantiated_conference"),
            all_of(is_blank("outcome"), is_present("ended_on"), is_false("conference_not_required")),
        ),
    ),
    due=WorkingDays(15),
    met_by=each(conferences, at="held_on", where=any_of(is_blank("is_transfer_in"), is_false("is_transfer_in"))),
    not_modelled=("a local exception for a child not yet born, where one is used",),
)

transfer_in_conference = standard(
    code="transfer_in_conference",
    title="A child who moves in with a plan has a conference within {due} of our being told",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    confidence=Confidence.VERIFIED,
    authority=guidance(WORKING_TOGETHER, "chapter 3"),
    why="A child at risk must not be lost between two authorities.",
    opens=each(conferences, at="notified_on", where=is_true("is_transfer_in")),
    due=WorkingDays(15),
    met_by="held_on",
    exempt=(is_true("stay_is_temporary"),),
)

conference_report_shared = standard(
    code="conference_report_shared",
    title="The family has the report at least {due} the initial conference",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="Nobody should first read the worst about themselves in a room full of professionals.",
    opens=each(conferences, at="held_on"),
    due=WorkingDays(-3),
    met_by="report_shared_on",
    exempt=(is_true("report_withheld"),),
)

conference_quorum = standard(
    code="conference_quorum",
    title="The initial conference is quorate, or the chair records why it went on",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="child protection procedures, from Working Together chapter 3"),
    why="A decision as grave as this needs more than one agency that knows the child.",
    opens=each(conferences, at="held_on"),
    due=Days(0),
    met_by=each(conferences, at="held_on", where=QUORATE),
    match=("id", "id"),
)

conference_minutes = standard(
    code="conference_minutes",
    title="The minutes of the initial conference are sent within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="The family and the core group work from what was written, not from what each remembers.",
    opens=each(conferences, at="held_on"),
    due=WorkingDays(20),
    met_by="minutes_sent_on",
)

conference_outline_plan = standard(
    code="conference_outline_plan",
    title="The decision and outline plan of the initial conference are sent within {due}",
    area=Area.HELP_AND_PROTECTION,
    stage="child_protection",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="child protection procedures"),
    why="The child's safety begins tomorrow, not when the minutes come.",
    opens=each(conferences, at="held_on"),
    due=WorkingDays(1),
    met_by="decisions_sent_on",
)

STANDARDS = (
    icpc_15,
    transfer_in_conference,
    conference_report_shared,
    conference_quorum,
    conference_minutes,
    conference_outline_plan,
)
