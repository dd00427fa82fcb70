"""What is read from one document: judgements, recommendations, findings, claims, and what could not be read.

A position is `[start, end)` in its page's text as extracted; a page is counted from 1, and None outside PDF. Where a
value runs over a page's end, its position is the part on the page where it begins. `text` is NFC with single spaces and
quotation marks as printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the page, and its characters in that page's text as extracted."""

    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade given to an area. `grade` is None where the words printed are no grade known here."""

    area_code: str
    area_as_printed: str
    grade: str | None
    grade_as_printed: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A thing to improve. `theme` is the sub-heading printed above it; `theme_words` are ours, each with its words."""

    order: int
    section: str
    body: str
    theme: str | None
    text: str
    paragraph_refs: tuple[int, ...]
    national_framework_refs: tuple[str, ...]
    theme_words: Mapping[str, tuple[str, ...]]
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A numbered paragraph or, where none is numbered, a paragraph under an area's heading.

    `area_code` is None where no heading says; `recommendation` is whether the paragraph itself is marked as one.
    """

    area_code: str | None
    number: str | None
    text: str
    tone: str
    theme_words: Mapping[str, tuple[str, ...]]
    recommendation: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says of something else: `date` as precise as it was said (2014, 2014-05, 2014-05-23)."""

    date: str | None
    kind: str
    text: str
    subject: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Problem:
    """A value left blank or doubtful, and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """One document as read. `places` gives each single value its place and the words it was read from."""

    file: str
    sha256: str | None
    document_type: str
    framework: str
    la: str | None = None
    la_code: str | None = None
    inspection_start: date | None = None
    inspection_end: date | None = None
    published_printed: date | None = None
    lead_inspector: str | None = None
    judgements: tuple[Judgement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, tuple[Place, str]] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        """The object as the command writes it: plain lists, texts and numbers, every key present."""
        row: dict[str, Any] = {}
        for each in fields(self):
            row[each.name] = _plain(getattr(self, each.name))
        row["places"] = {
            name: {"page": place.page, "position": [place.start, place.end], "printed": printed}
            for name, (place, printed) in self.places.items()
        }
        return row


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Judgement | Recommendation | Finding | Claim | Problem):
        return _row(value)
    return value


def _row(value: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for each in fields(value):
        inner = getattr(value, each.name)
        if isinstance(inner, Place):
            row |= {"page": inner.page, "position": [inner.start, inner.end]}
        elif each.name == "theme_words":
            row |= {"themes": list(inner), "theme_words": {code: list(words) for code, words in inner.items()}}
        else:
            row[each.name] = _plain(inner)
    return row
