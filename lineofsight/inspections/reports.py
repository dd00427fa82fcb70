"""A report of any framework as an Inspection: cover, table of judgements, recommendations, findings, and the blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lineofsight.core.areas import inspection_area, inspection_areas
from lineofsight.inspections.authorities import authority_in, authority_most_named
from lineofsight.inspections.document_types import LSCB_REVIEW, WITH_LSCB, DocumentType
from lineofsight.inspections.findings import read_findings
from lineofsight.inspections.front import DATES, PUBLISHED, date_behind, dates_behind, lead_of, title_of
from lineofsight.inspections.headings import area_heading, body_names, grade_as_printed, grade_in_heading, table_names
from lineofsight.inspections.notes import Notes
from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.recommendations import Section, read_recommendations, sections_of
from lineofsight.inspections.sentences import lscb_in, overall_in
from lineofsight.inspections.shapes import Inspection, Judgement
from lineofsight.inspections.tables import Table, read_table
from lineofsight.inspections.wording import joined

LINES_OF_A_COVER = 80
# How many points reports of 2018 to 2025 had, by overall grade: a count outside is worth a look, not an error.
USUAL_POINTS = {"outstanding": (0, 4), "good": (1, 6), "requires_improvement": (4, 13), "inadequate": (6, 15)}


def read_report(file: str, lines: Sequence[Line], kind: DocumentType) -> Inspection:
    """Read a graded report. `lines` are the document's own, without page furniture."""
    notes = Notes()
    cover = lines[:LINES_OF_A_COVER]
    _title(notes, cover, lines)
    _dates(notes, cover, kind.framework)
    _lead(notes, lines)
    judgements, last = _judgements(notes, lines, kind)
    sections = sections_of(lines, kind.framework, whole_is_lscb=kind.kind == LSCB_REVIEW)
    recommendations = read_recommendations(lines, sections)
    grades = {each.area_code: each.grade for each in judgements} if kind.framework == "ilacs" else {}
    _say_what_lists_lack(notes, sections, len(recommendations), grades.get("overall"))
    names = {"inspectionfindings": "lscb", "executivesummary": "lscb"} if kind.kind == LSCB_REVIEW else {}
    findings = read_findings(lines, last, {**body_names(kind.framework), **names}, sections)
    if not findings:
        notes.blank("findings", "no numbered paragraph and no area's heading was found")
    return notes.inspection(
        file=file, document_type=kind.kind, framework=kind.framework,
        judgements=judgements, recommendations=recommendations, findings=findings,
    )  # fmt: skip


def _title(notes: Notes, cover: Sequence[Line], lines: Sequence[Line]) -> None:
    title = title_of(cover)
    authority = authority_in(title[0]) if title else None
    if authority is None:
        authority = authority_most_named("\n".join(line.text for line in lines))
        if authority is not None:
            notes.doubt("la", "the title names no authority known here; this is the one the text names most often")
    elif title:
        notes.place("la", title[1], title[0])
    notes.authority(authority, "neither the title nor the text names an authority known here")


def _dates(notes: Notes, cover: Sequence[Line], framework: str) -> None:
    found = dates_behind(cover, DATES)
    if found is None:
        notes.blank("inspection_start", "no line says when the inspection was")
        notes.blank("inspection_end", "no line says when the inspection was")
    elif found.days is None:
        notes.blank("inspection_start", f"the dates printed could not be read: {found.text[:80]!r}")
        notes.blank("inspection_end", f"the dates printed could not be read: {found.text[:80]!r}")
    else:
        notes.set("inspection_start", found.days.first, found.place, found.text)
        notes.set("inspection_end", found.days.last, found.place, found.text)
        if found.days.last < found.days.first:
            notes.doubt("inspection_end", "the last day printed is before the first; kept as printed")
    published = date_behind(cover, PUBLISHED)
    if published:
        notes.set("published_printed", published[0], published[2], published[1])
    else:
        reason = "reports of this framework print no date of publication" if framework == "ilacs" else (
            "no date of publication is printed"
        )  # fmt: skip
        notes.blank("published_printed", reason)


def _lead(notes: Notes, lines: Sequence[Line]) -> None:
    lead = lead_of(lines)
    if lead:
        notes.set("lead_inspector", lead[0], lead[2], lead[1])
    else:
        notes.blank("lead_inspector", "no line names the lead or reporting inspector")


def _judgements(notes: Notes, lines: Sequence[Line], kind: DocumentType) -> tuple[tuple[Judgement, ...], int]:
    """The judgements, and the line after the table: what stands before it is no finding."""
    names = table_names(kind.framework)
    searched = lines if kind.framework == "lac_2013" else lines[:LINES_OF_A_COVER]
    table = None if kind.kind == LSCB_REVIEW else read_table(searched, names)
    found = list(table.judgements) if table else []
    after = table.last + 1 if table and kind.framework != "lac_2013" else 0
    if kind.framework == "sif":  # the cover names areas and the board too
        after = next((at for at in range(after, len(lines)) if lines[at].sheet > lines[0].sheet), after)
    if kind.framework == "sif":
        found = _with_sentences(lines, kind, found, table)
    in_body = tuple(_in_headings(lines[after:], kind.framework))
    found = _with_headings(notes, found, in_body)
    _say_what_grades_lack(notes, kind, found)
    return tuple(found), after


def _with_sentences(
    lines: Sequence[Line], kind: DocumentType, found: list[Judgement], table: Table | None
) -> list[Judgement]:
    above = [line for line in lines[: table.first if table else LINES_OF_A_COVER] if line.sheet <= lines[0].sheet + 1]
    overall = overall_in(above) if kind.kind != LSCB_REVIEW else None
    board = lscb_in(lines) if kind.kind != "inspection" else None
    return [*([overall] if overall else []), *found, *([board] if board else [])]


def _say_what_grades_lack(notes: Notes, kind: DocumentType, found: Sequence[Judgement]) -> None:
    began = notes.values.get("inspection_start")
    given = {judgement.area_code for judgement in found}
    for judgement in found:
        if judgement.grade is None:
            notes.blank(f"judgements.{judgement.area_code}", "the table names the area, and no grade stands beside it")
    expected = _expected(kind, began if isinstance(began, date) else None, given)
    for code in expected:
        if code not in given:
            title = inspection_area(code, kind.framework).title
            notes.blank(f"judgements.{code}", f"no grade for {title!r} could be read")
    if kind.framework == "ilacs" and "overall" not in given and "overall" not in expected:
        notes.blank("judgements.overall", "no overall effectiveness is judged in inspections from April 2026")


def _expected(kind: DocumentType, began: date | None, given: set[str]) -> tuple[str, ...]:
    if kind.kind == LSCB_REVIEW:
        return ("lscb",)
    codes = [area.code for area in inspection_areas(began, kind.framework)] if began else []
    if not codes:
        codes = [code for code in table_names(kind.framework).values() if code != "lscb"]
    # Care and care leavers were judged together or apart; a report holds to the one it prints.
    if "in_care_and_care_leavers" in given:
        codes = [code for code in codes if code not in ("in_care", "care_leavers")]
    elif given & {"in_care", "care_leavers"} and kind.framework == "ilacs":
        codes = [code for code in codes if code != "in_care_and_care_leavers"]
    return tuple(code for code in codes if code != "lscb" or kind.kind == WITH_LSCB)


def _in_headings(lines: Sequence[Line], framework: str) -> Iterator[Judgement]:
    """The grades that headings of the body repeat."""
    for at in range(len(lines)):
        heading = area_heading(lines, at, body_names(framework))
        own = lines[heading.first : heading.end] if heading else ()
        grade = grade_in_heading(own)
        if heading and heading.area_code and grade:
            printed_grade = grade_as_printed(own)
            yield Judgement(heading.area_code, joined(line.text for line in own), grade, printed_grade, span(own))


def _with_headings(notes: Notes, found: Sequence[Judgement], in_body: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, those the table lacks taken from the body's headings; where the two differ, both are told."""
    out = list(found)
    given = {judgement.area_code for judgement in found}
    for heading in in_body:
        if "in_care_and_care_leavers" in given and heading.area_code in ("in_care", "care_leavers"):
            continue  # parts of an area that was judged as one
        code = heading.area_code
        at = next((at for at, each in enumerate(out) if each.area_code == code), None)
        if at is not None and out[at].grade is not None:
            if out[at].grade != heading.grade:
                notes.doubt(
                    f"judgements.{code}", f"the table says {out[at].grade}, a heading of the body {heading.grade}"
                )
            continue
        if at is None:
            out.append(heading)
        else:
            out[at] = replace(
                out[at], grade=heading.grade, grade_as_printed=heading.grade_as_printed, place=heading.place
            )
        notes.doubt(f"judgements.{code}", "no table gives this grade: it is from the heading of the area's findings")
    return out


def _say_what_lists_lack(notes: Notes, sections: Sequence[Section], count: int, overall: str | None) -> None:
    if not sections:
        notes.blank("recommendations", "the document has no section of things to improve")
    elif not count:
        notes.blank("recommendations", f"{sections[0].heading!r} holds prose, no list")
    elif overall in USUAL_POINTS and not USUAL_POINTS[overall][0] <= count <= USUAL_POINTS[overall][1]:
        least, most = USUAL_POINTS[overall]
        notes.doubt(
            "recommendations",
            f"{count} points for an overall grade of {overall}: {least} to {most} are usual; see the page",
        )
