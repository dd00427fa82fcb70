"""How long a child's record is kept, by what is in it: the retention schedule, as data.

A child falls in every class that something recorded of them belongs to, and the longest wins. Where no law sets a
length the number is local practice, which an authority's own schedule replaces (`evaluation.retention`).

Sources: the regulations each class names. They set the least, except that none of them lets a record go earlier.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lineofsight.core.authority import Authority, Basis, Confidence, local, statute
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES, table_named


class CountedFrom(StrEnum):
    """From which day a class's years run."""

    BIRTH = "birth"
    EVENT = "event"  # of the class's rows the last day: its end, or the day itself where it has none


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows that put a child in a class: those of a table, or those with one of the codes in a column.

    `at` names the day an EVENT class runs from; blank for the table's own end or event.
    """

    table: str
    column: str = ""
    codes: tuple[str, ...] = ()
    at: str = ""

    def __post_init__(self) -> None:
        table = table_named(self.table)
        if table.holder is not Holder.CHILD or table.holder_is_id:
            raise ValueError(f"{self.table} holds no rows about children. A class goes by rows about a child.")
        for name in (self.column, self.at):
            if name:
                table.column(name)
        if bool(self.column) != bool(self.codes):
            raise ValueError(f"{self.table}: evidence names a column and its codes, or neither.")


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class of the schedule.

    `years` run from `counted_from`; the record is kept until that anniversary. `years_if_died_young` run from death
    instead, where the law says so of a child who died before 18. `tables` put a child in the class whatever is in the
    row; `evidence` by what the row says.
    """

    code: str
    title: str
    years: int
    counted_from: CountedFrom
    basis: Basis
    authority: Authority
    why: str
    tables: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    years_if_died_young: int | None = None
    confidence: Confidence = Confidence.HIGH

    def __post_init__(self) -> None:
        if self.years < 1 or (self.years_if_died_young is not None and self.years_if_died_young < 1):
            raise ValueError(f"{self.code}: a record is kept for a year at least. Give the years.")
        if not (self.tables or self.evidence):
            raise ValueError(f"{self.code}: nothing recorded belongs to the class. Name its tables.")

    @property
    def whole_tables(self) -> tuple[str, ...]:
        """The tables of which any row puts a child in the class."""
        return (*self.tables, *(each.table for each in self.evidence if not each.column))

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """What puts a child in the class: any row of its tables, and rows that say something."""
        return (*(Evidence(name) for name in self.tables), *self.evidence)


_CARE = (
    "care_episodes", "placements", "care_plans", "care_reviews", "reviewing_officer_checks", "short_breaks",
    "remands", "sibling_assessments", "legal_statuses", "deprivation_of_liberty", "permanence", "permanence_reviews",
    "previous_permanence", "outcomes_903", "education_plans", "health_checks", "immunisations",
    "strengths_and_difficulties", "substance_misuse", "convictions",
)  # fmt: skip
_LEAVING = (
    "care_leavers", "pathway_assessments", "pathway_plans", "care_leaver_contacts", "care_leaver_homes",
    "care_leaver_activities", "outcomes_of_care_leavers",
)  # fmt: skip
_PROTECTION = (
    "section_47_enquiries", "strategy_discussions", "conferences", "child_protection_plans",
    "child_protection_reviews", "core_groups", "exploitation_concerns", "exploitation_reviews", "emergency_powers",
    "legal_planning", "pre_proceedings", "pre_proceedings_reviews", "proceedings", "court_directions",
    "tracker_reviews", "multi_agency_meetings",
)  # fmt: skip
_NEED = (
    "assessments", "assessment_factors", "assessment_checkpoints", "child_in_need_plans", "child_in_need_reviews",
    "visits", "missing_episodes", "private_fostering", "section_85_notices", "family_meetings", "transfers",
)  # fmt: skip
_EDUCATION = (
    "missing_education", "home_education", "home_education_reviews", "school_terms", "school_moves", "special_needs",
    "plan_requests", "plan_assessments", "named_plans", "active_plans", "special_need_types",
)  # fmt: skip
_FRONT_DOOR = ("early_help_episodes", "referrals")
# These say nothing of how long: they are kept as long as whatever else is held of the child.
KEPT_WITH_THE_RECORD = (
    "people", "families", "relationships", "mothers", "addresses", "disabilities", "immigration_statuses",
    "linked_identifiers", "allocations", "supervision_actions", "decisions", "voices", "advocacy", "chronology",
    "audits", "audit_actions", "challenges", "api_submissions", "partner_invitations", "partner_requests",
    "partner_actions", "stated_totals",
)  # fmt: skip

# What leads from one child to others: taken away with an identity, or the others would tell who it was.
LINKS: dict[str, tuple[str, ...]] = {
    "families": ("family_id",), "relationships": ("related_person_id",), "mothers": ("mother_id",),
    "pre_proceedings": ("family_id", "court_reference"), "proceedings": ("court_reference",),
}  # fmt: skip

SCHEDULE: tuple[RetentionClass, ...] = (
    RetentionClass(
        "adopted", "Adopted", 100, CountedFrom.EVENT, Basis.STATUTE,
        statute("Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005", "regulation 6"),
        "An adopted adult, and their descendants, may ask where they came from for the whole of a life.",
        evidence=(
            Evidence("permanence", "order_type", ("adoption",), at="order_made_on"),
            Evidence("care_episodes", "end_reason", ("E11", "E12"), at="ended_on"),
        ),
    ),
    RetentionClass(
        "looked_after", "Looked after", 75, CountedFrom.BIRTH, Basis.STATUTE,
        statute("Care Planning, Placement and Case Review (England) Regulations 2010", "regulation 50"),
        "The record is the childhood of somebody for whom the authority was the parent.",
        tables=_CARE, years_if_died_young=15,
    ),
    RetentionClass(
        "care_leaver", "Care leaver", 75, CountedFrom.BIRTH, Basis.STATUTE,
        statute("Care Leavers (England) Regulations 2010", "regulation 10"),
        "Leaving care belongs to the same life as being in it.",
        tables=_LEAVING, years_if_died_young=15, confidence=Confidence.MEDIUM,
    ),
    RetentionClass(
        "sexual_abuse", "Sexual abuse known or alleged", 75, CountedFrom.BIRTH, Basis.LOCAL_POLICY,
        local("Local retention schedule", "after the Independent Inquiry into Child Sexual Abuse, recommendation 17"),
        "People often speak of it decades later, and the record may be all that there is.",
        evidence=(
            Evidence("child_protection_plans", "initial_category", ("SAB",)),
            Evidence("child_protection_plans", "latest_category", ("SAB",)),
            Evidence("exploitation_concerns", "kind", ("sexual",)),
        ), confidence=Confidence.MEDIUM,
    ),
    RetentionClass(
        "child_protection", "Child protection", 25, CountedFrom.BIRTH, Basis.LOCAL_POLICY,
        local("Local retention schedule"), "No law sets a length; claims and questions come well into adult life.",
        tables=_PROTECTION, confidence=Confidence.MEDIUM,
    ),
    RetentionClass(
        "child_in_need", "Child in need", 25, CountedFrom.BIRTH, Basis.LOCAL_POLICY,
        local("Local retention schedule"), "No law sets a length; claims can be made until some years after 18.",
        tables=_NEED, confidence=Confidence.MEDIUM,
    ),
    RetentionClass(
        "education", "Special needs and education otherwise", 25, CountedFrom.BIRTH, Basis.LOCAL_POLICY,
        local("Local retention schedule"), "A plan may run to 25.", tables=_EDUCATION, confidence=Confidence.MEDIUM,
    ),
    RetentionClass(
        "front_door", "Contact, referral or early help alone", 6, CountedFrom.EVENT, Basis.LOCAL_POLICY,
        local("Local retention schedule"), "Long enough to see that it happened again; no longer than that needs.",
        # A contact is over with the day it came, whether or not its decision was ever recorded.
        tables=_FRONT_DOOR, evidence=(
            Evidence("contacts", at="received_on"), Evidence("out_of_hours_events", at="occurred_on"),
        ), confidence=Confidence.MEDIUM,
    ),
)  # fmt: skip

CLASSES: dict[str, RetentionClass] = {each.code: each for each in SCHEDULE}


def class_of_table(name: str) -> str | None:
    """The code of the class that any row of a table puts a child in; None for what is kept with the record.

    Raises KeyError for a table whose rows are not about children.
    """
    if name in KEPT_WITH_THE_RECORD:
        return None
    found = next((each.code for each in SCHEDULE if name in each.whole_tables), None)
    if found is None:
        raise KeyError(f"Table {name!r} has no retention class. Name it in a class, or as kept with the record.")
    return found


def _check_schedule() -> None:
    about = [name for name, table in TABLES.items() if table.holder is Holder.CHILD]
    named = [*KEPT_WITH_THE_RECORD, *(name for each in SCHEDULE for name in each.whole_tables)]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise ValueError(f"{', '.join(twice)}: named twice in the retention schedule. Leave one.")
    for name in about:
        class_of_table(name)


_check_schedule()
