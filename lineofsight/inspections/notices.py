"""Improvement notices and directions from the department: whose, of which day, and each numbered term as a finding."""

from __future__ import annotations

from collections.abc import Sequence

from lineofsight.inspections.authorities import authority_in, authority_most_named
from lineofsight.inspections.claims import claims_of_article
from lineofsight.inspections.document_types import NOTICE
from lineofsight.inspections.findings import numbered_findings
from lineofsight.inspections.notes import Notes
from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.shapes import Inspection
from lineofsight.inspections.wording import joined
from lineofsight.sources.printed_dates import every_printed_date

LINES_OF_A_HEAD = 25


def read_notice(file: str, lines: Sequence[Line]) -> Inspection:
    """Read a notice. Its date is the first one printed in full; no real one was at hand when this was written."""
    notes = Notes()
    head = lines[:LINES_OF_A_HEAD]
    text = joined(line.text for line in head)
    authority = authority_in(text) or authority_most_named("\n".join(line.text for line in lines))
    if authority is not None:
        notes.place("la", span(head), text)
    notes.authority(authority, "neither the title nor the text names an authority known here")
    for line in lines:
        day = next(every_printed_date(line.text), None)
        if day is not None:
            notes.set("published_printed", day.first, line.place, line.text)
            break
    else:
        notes.blank("published_printed", "no day is printed in full")
    findings = numbered_findings(lines)
    if not findings:
        notes.blank("findings", "no numbered term was found")
    for field in ("inspection_start", "inspection_end", "lead_inspector", "judgements", "recommendations"):
        notes.blank(field, "a notice is no inspection: its terms are among the findings")
    claims = claims_of_article(lines, notes.values.get("published_printed"))
    return notes.inspection(file=file, document_type=NOTICE, framework="none", findings=findings, claims=claims)
