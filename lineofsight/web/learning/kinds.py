"""What the register holds: each kind of entry, its table of the record, and the steps whose dates the record keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.code_sets import code_set
from lineofsight.core.table import Table
from lineofsight.core.tables.oversight import allegations, complaints, serious_incidents

INCIDENT, REVIEW, COMPLAINT, COMPLIMENT = "serious_incident", "review", "complaint", "compliment"
ALLEGATION = "allegation"
REVIEWS = {
    "rapid_review": "Rapid review", "practice_review": "Local child safeguarding practice review",
    "national_review": "National review", "domestic_homicide": "Domestic abuse related death review",
    "thematic": "Thematic review", "child_death": "Child death review", "other": "Another review",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to an entry: its column of the record, in words, and the column that must come before.

    `flag`: the column is yes or no, and has no date. `outcome`: it ends the matter, and says how.
    """

    column: str
    title: str
    after: str = ""
    flag: bool = False
    outcome: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `ends`: a column of the row without which the entry is not closed."""

    code: str
    title: str
    plural: str
    table: Table | None = None
    steps: tuple[Step, ...] = ()
    ends: str = ""
    outcomes: Mapping[str, str] | None = None

    @property
    def begins(self) -> str:
        """The column of the day it began."""
        return (self.table.event or "") if self.table else ""


def _codes(name: str) -> dict[str, str]:
    return {each.code: each.meaning for each in code_set(f"lineofsight:{name}")}


_STAGES = (
    Step("is_complex", "Agreed to be complex", flag=True),
    Step("answered_on", "Answered at stage 1", "received_on"),
    Step("stage_two_agreed_on", "Stage 2 agreed in writing", "received_on"),
    Step("stage_two_extended", "Stage 2 extended", "stage_two_agreed_on", flag=True),
    Step("stage_two_answered_on", "Answered at stage 2", "stage_two_agreed_on"),
    Step("stage_three_requested_on", "Stage 3 asked for", "stage_two_answered_on"),
    Step("panel_held_on", "Panel held", "stage_three_requested_on"),
    Step("panel_reported_on", "Panel reported", "panel_held_on"),
    Step("authority_replied_on", "Authority replied to the panel", "panel_reported_on"),
    Step("closed_on", "Complaint closed or withdrawn", "received_on", outcome=True),
)
_INCIDENT = (
    Step("notified_on", "National panel notified", "known_on"),
    Step("rapid_review_sent_on", "Rapid review sent", "notified_on"),
    Step("review_decided_on", "Safeguarding practice review decided on", "rapid_review_sent_on"),
    Step("criminal_process", "A criminal process holds the review up", "review_decided_on", flag=True),
    Step("review_published_on", "Review published", "review_decided_on"),
)
_ALLEGATION = (
    Step("referred_on", "Referred to the designated officer", "known_on"),
    Step("is_exceptional", "Exceptional: longer than a year is agreed", "referred_on", flag=True),
    Step("closed_on", "Settled", "referred_on", outcome=True),
)
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(INCIDENT, "Serious incident", "Serious incidents", serious_incidents, _INCIDENT, "rapid_review_sent_on"),
        Kind(REVIEW, "Review", "Reviews"),
        Kind(COMPLAINT, "Complaint", "Complaints", complaints, _STAGES, "closed_on", _codes("complaint_outcome")),
        Kind(COMPLIMENT, "Compliment", "Compliments", complaints),
        Kind(ALLEGATION, "Allegation", "Allegations", allegations, _ALLEGATION, "closed_on",
             _codes("allegation_outcome")),
    )
}  # fmt: skip
OPEN_TO_READERS = (INCIDENT, REVIEW, COMPLAINT, COMPLIMENT)
"""The kinds whoever reads the register sees; allegations stand apart."""


def kind_of_row(table: str, row: Mapping[str, Any]) -> str:
    """The kind of entry a row of the record is."""
    match table:
        case "serious_incidents":
            return INCIDENT
        case "allegations":
            return ALLEGATION
    return COMPLIMENT if row.get("kind") == "compliment" else COMPLAINT


def step_named(kind: Kind, column: str) -> Step | None:
    """The step of that column; None for one the kind does not have."""
    return next((step for step in kind.steps if step.column == column), None)


def steps_ahead(kind: Kind, row: Mapping[str, Any]) -> list[Step]:
    """The steps not taken yet whose step before was."""
    return [
        step for step in kind.steps
        if not row.get(step.column) and (not step.after or row.get(step.after)) and not _over(kind, row)
    ]  # fmt: skip


def _over(kind: Kind, row: Mapping[str, Any]) -> bool:
    last = next((step.column for step in kind.steps if step.outcome), "")
    return bool(last and row.get(last))


def taken(kind: Kind, row: Mapping[str, Any]) -> list[tuple[str, date | None]]:
    """The steps taken, in order: what and when (None for one without a date)."""
    return [
        (step.title, None if step.flag else row.get(step.column)) for step in kind.steps if row.get(step.column)
    ]  # fmt: skip
