"""What the API's rows of inspections look like: documents, grades, passages; and challenges of figures."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Moment, Text


class DocumentRow(Schema):
    """One document of inspection as it was read. `document`: its number here; `is_copy`: another file of it counts."""

    document: int
    file: str
    sha256: str
    document_type: str
    framework: str
    la: Text
    la_code: Text
    inspection_start: date | None
    inspection_end: date | None
    published_printed: date | None
    lead_inspector: Text
    recommendations: int
    findings: int
    claims: int
    problems: int
    is_copy: bool
    loaded_at: Moment


class JudgementRow(Schema):
    """A grade of an area. `inspection_end`: the day it stands at in a history; `position` in its page's text."""

    document: int
    la_code: Text
    framework: str
    inspection_end: date | None
    area_code: str
    area_as_printed: str
    grade: Text
    grade_as_printed: Text
    page: int | None
    position: list[int]


class PassageRow(Schema):
    """A recommendation, a finding or a claim. `themes` are ours; `said_date` is as precise as it was said."""

    document: int
    kind: str
    number: Text
    area_code: Text
    heading: Text
    body: Text
    tone: Text
    claim_kind: Text
    said_date: Text
    text: str
    themes: list[str]
    page: int | None
    position: list[int]


class EarlierAnswerRow(Schema):
    """An answer that was not accepted, and why."""

    answer: str
    by: str
    on: date
    refused: str


class FigureChallengeRow(Schema):
    """Somebody says that a figure is wrong, and what was answered. Until `accepted_on` it is open."""

    challenge: int
    indicator: str
    period: Text
    team: Text
    snapshot: Text
    wrong: str
    raised_on: date
    raised_by: str
    outcome: Text
    answer: Text
    answered_on: date | None
    answered_by: Text
    accepted_on: date | None
    earlier: list[EarlierAnswerRow]
