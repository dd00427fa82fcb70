"""Standards about a contact: how soon it is decided, checked with partners, and on what footing."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, guidance, local
from lineofsight.core.clocks import Days, Hours, WorkingDays, variant, variants
from lineofsight.core.selections import all_of, any_of, each, is_present, is_true, on_or_before, one_of
from lineofsight.core.standards import standard
from lineofsight.core.tables.assessment import strategy_discussions
from lineofsight.core.tables.front_door import contacts

WORKING_TOGETHER = "Working Together to Safeguard Children 2023"

contact_decision = standard(
    code="contact_decision",
    title="A contact is decided within {due}",
    area=Area.FRONT_DOOR,
    stage="contact",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    authority=local(reference="threshold document; the national one-day rule is for referrals"),
    why="Until somebody decides, nobody knows whether the child is safe tonight.",
    opens=each(contacts, at="received_on"),
    due=variants(
        variant("red", Hours(4), where=one_of("rating", "red")),
        variant("amber", Hours(24), where=one_of("rating", "amber")),
        variant("green", Hours(72), where=one_of("rating", "green")),
        otherwise=Hours(24),
        otherwise_name="not rated",
    ),
    met_by="decided_on",
    exempt=(is_true("open_to_service"),),
)

contact_multi_agency_check = standard(
    code="contact_multi_agency_check",
    title="Checks with partner agencies are complete within {due} of a contact being rated for them",
    area=Area.FRONT_DOOR,
    stage="contact",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="multi-agency safeguarding hub protocol"),
    why="Police, health and schools each hold a piece of a child's life; a decision without them is a guess.",
    opens=each(contacts, at="rated_on"),
    due=Hours(24),
    met_by="checks_complete_on",
    # A child at immediate risk goes to a strategy discussion at once: the checks are then made there.
    closed_by=(each(strategy_discussions, at="concern_on"),),
)

consent_or_dispense = standard(
    code="consent_or_dispense",
    title="Parents' consent, or why it was not sought, is recorded when checks begin",
    area=Area.FRONT_DOOR,
    stage="contact",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapters 1 to 3, and Information sharing advice (May 2024)"),
    why="A family whose information is shared without their knowing, and without a reason, stops trusting help.",
    opens=each(contacts, at="rated_on"),
    due=Days(0),
    met_by=each(
        contacts,
        at="rated_on",
        where=any_of(
            one_of("consent", "given", "refused", "not_needed"),
            all_of(one_of("consent", "dispensed_with", "not_sought"), is_present("consent_reason")),
        ),
    ),
    match=("id", "id"),
    not_modelled=("checks begun before the contact was rated for them", "the lawful basis, which consent rarely is"),
)

domestic_abuse_notification_triage = standard(
    code="domestic_abuse_notification_triage",
    title="A police notification of domestic abuse is decided with partner agencies within {due}",
    area=Area.FRONT_DOOR,
    stage="contact",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="domestic abuse triage protocol"),
    why="A pile of notifications nobody has read is a pile of children living with violence.",
    opens=each(contacts, at="received_on", where=one_of("kind", "domestic_abuse_notification")),
    due=WorkingDays(1),
    # One agency deciding alone is not triage with partners: their checks must be in by then.
    met_by=each(contacts, at="decided_on", where=on_or_before("checks_complete_on", "decided_on")),
    match=("id", "id"),
)

threshold_applied_to_contact = standard(
    code="threshold_applied_to_contact",
    title="The level of need is recorded when a contact is decided",
    area=Area.FRONT_DOOR,
    stage="contact",
    duty_basis=Basis.STATUTORY_GUIDANCE,
    number_basis=Basis.STATUTORY_GUIDANCE,
    authority=guidance(WORKING_TOGETHER, "chapters 2 and 3, the threshold document"),
    why="Most contacts go no further: the level written down is what shows the door was not simply closed.",
    opens=each(contacts, at="decided_on"),
    due=Days(0),
    met_by=each(contacts, at="decided_on", where=is_present("level_of_need")),
    match=("id", "id"),
    exempt=(is_true("open_to_service"),),
    not_modelled=("the evidence, the family history and the reason, which audit judges",),
)

STANDARDS = (
    contact_decision,
    contact_multi_agency_check,
    consent_or_dispense,
    domestic_abuse_notification_triage,
    threshold_applied_to_contact,
)
