"""What the library's codes are called on a page."""

from __future__ import annotations

from datetime import date

from lineofsight.core.areas import inspection_area
from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.inspections.authorities import plain_name
from lineofsight.record.library.models import Document, Judgement
from lineofsight.web.layout.dates import in_full

GRADES = {
    "outstanding": "Outstanding", "good": "Good", "requires_improvement": "Requires improvement",
    "adequate": "Adequate", "inadequate": "Inadequate", "not_judged": "Not judged", "": "Not read",
}  # fmt: skip
DOCUMENTS = {
    "inspection": "Inspection", "inspection_and_lscb_review": "Inspection, and review of the safeguarding board",
    "reinspection": "Re-inspection", "lscb_review": "Review of the safeguarding board",
    "focused_visit": "Focused visit", "monitoring_visit": "Monitoring visit", "notice": "Notice or direction",
    "news_article": "News article", "not_a_report": "Not a report",
}  # fmt: skip
FRAMEWORKS = {
    "lac_2013": "Looked-after children's services, 2013", "sif": "Single inspection framework, 2013 to 2018",
    "ilacs": "Inspection of local authority children's services, from 2018", "none": "",
}  # fmt: skip
TONES = {"strength": "Strength", "concern": "Concern", "mixed": "Strength and concern", "neutral": "Neither"}
CLAIMS = {
    "grade": "A grade", "notice": "Notice or intervention", "visit": "A visit", "leader": "A person",
    "earlier_grade": "An earlier grade", "visit_number": "Which visit", "focus": "What was looked at",
}  # fmt: skip
FIELDS = {
    "document_type": "What it is", "la": "Authority", "inspection_start": "First day", "inspection_end": "Last day",
    "published_printed": "Day published", "lead_inspector": "Lead inspector", "judgements": "Grades",
    "recommendations": "Recommendations", "findings": "Findings", "claims": "Claims", "framework": "Framework",
    "dates": "Dates", "la_code": "Authority's code",
}  # fmt: skip


def area_title(framework: str, code: str, printed: str = "") -> str:
    """An area's short name; as printed where the framework has no such area."""
    try:
        return inspection_area(code, framework).short_title
    except ValueError:
        return printed or code.replace("_", " ").capitalize()


def authority_name(la_code: str) -> str:
    """The place's name; the code where nothing is known by it."""
    known = all_local_authorities().get(la_code)
    return plain_name(known) if known else la_code


def named(document: Document) -> str:
    """A document in few words: Re-inspection, October 2016."""
    title = DOCUMENTS.get(document.document_type, document.document_type)
    return f"{title}, {document.on:%B %Y}" if document.on else f"{title}, undated"


def dates_of(document: Document) -> str:
    """The days on site, else the day published."""
    start, end = document.inspection_start, document.inspection_end
    if start and end and start != end:
        return f"{in_full(start)} to {in_full(end)}"
    return in_full(start or end or document.published_printed) or "Undated"


def grade_title(judgement: Judgement) -> str:
    """The grade in words; as printed where it is none we know."""
    return GRADES.get(judgement.grade, "") if judgement.grade else judgement.grade_as_printed or GRADES[""]


def day_of_claim(said: str) -> tuple[date, bool] | None:
    """The day a claim stands at, and whether only its year is known; None where it says no date."""
    parts = [int(part) for part in said.split("-") if part.isdigit()]
    if not parts:
        return None
    try:
        return date(*(*parts, 15) if len(parts) == 2 else (*parts, 7, 1) if len(parts) == 1 else parts), len(parts) == 1
    except ValueError:
        return None


def said_words(said: str, day: date) -> str:
    """A date as precisely as it was said: 2014, May 2014, 23 May 2014."""
    return {0: str(day.year), 1: f"{day:%B %Y}"}.get(said.count("-"), in_full(day))
