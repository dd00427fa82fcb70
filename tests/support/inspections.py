"""Inspections made up for tests: reports of two authorities over the years, letters and articles, as the reader gives
them. The places are real authorities' codes; what is said of them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from lineofsight.inspections import Claim, Finding, Inspection, Judgement, Place, Problem, Recommendation
from lineofsight.inspections.themes import themes_of, tone_of

HERE = Place(2, 10, 40)


def inspection(
    la_code: str, ended: date, framework: str, grades: str, *said: str, findings: tuple[str, ...] = (),
    kind: str = "inspection", file: str = "",
) -> Inspection:  # fmt: skip
    """A report of an authority. `grades`: area and grade, each pair joined by a colon."""
    name = file or f"{la_code}-{kind}-{ended}.pdf"
    given = [pair.split(":") for pair in grades.split()]
    return Inspection(
        file=name, sha256=sha256(name.encode()).hexdigest(), document_type=kind, framework=framework,
        la=f"Authority {la_code}", la_code=la_code, inspection_start=ended - timedelta(days=11), inspection_end=ended,
        lead_inspector="Ada Example",
        judgements=tuple(Judgement(area, area.replace("_", " "), grade, grade, HERE) for area, grade in given),
        recommendations=tuple(
            Recommendation(n, "What needs to improve", "la", None, text, (), (), themes_of(text), HERE)
            for n, text in enumerate(said, start=1)
        ),
        findings=tuple(
            Finding("help_and_protection", str(n), text, tone_of(text), themes_of(text), False, HERE)
            for n, text in enumerate(findings, start=1)
        ),
        problems=(Problem("published_printed", "no day is printed"),),
        places={"lead_inspector": (HERE, "Lead inspector: Ada Example")},
    )  # fmt: skip


def article(la_code: str, published: date, *claims: tuple[str, str, str]) -> Inspection:
    """A piece of news: each claim's day as it is said, its kind and its sentence."""
    made = inspection(la_code, published, "none", "", kind="news_article")
    said = tuple(Claim(day or None, kind, text, None, Place(None, 0, 9)) for day, kind, text in claims)
    return replace(made, inspection_start=None, inspection_end=None, published_printed=published, claims=said,
                   lead_inspector=None)  # fmt: skip


RETURN = "The timeliness and quality of return home interviews for children who go missing."
SIF = (
    "overall:inadequate help_and_protection:inadequate looked_after_and_permanence:requires_improvement "
    "adoption:good care_leavers:inadequate leadership:inadequate lscb:inadequate"
)
MERGED = "leadership:requires_improvement help_and_protection:good in_care_and_care_leavers:good overall:good"
APART = "leadership:good help_and_protection:good in_care:good care_leavers:outstanding overall:good"


def library() -> list[Inspection]:
    """Two authorities' years: one was told of return interviews and not again, the other twice."""
    return [
        inspection("330", date(2014, 4, 9), "sif", SIF, RETURN, "Permanence planning for children in care.",
                   findings=("Return interviews are not always offered.",)),
        inspection("330", date(2018, 12, 14), "ilacs", MERGED, "Timely permanence planning for children."),
        inspection("330", date(2023, 3, 3), "ilacs", APART, "Consistency of written plans."),
        inspection("330", date(2020, 2, 20), "ilacs", "", kind="focused_visit"),
        inspection("331", date(2017, 3, 10), "sif", "overall:good help_and_protection:good", RETURN),
        inspection("331", date(2022, 7, 1), "ilacs", MERGED, "Improve return interviews when a child goes missing."),
        article("330", date(2019, 1, 17), ("2014", "notice", "In 2014 a commissioner was appointed."),
                ("", "grade", "It has been called failing.")),
    ]  # fmt: skip
